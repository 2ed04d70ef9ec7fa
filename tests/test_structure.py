"""The structure of an article arrives on its page, from Markdown and from a web page alike; every word keeps its place."""

from __future__ import annotations

import re
from html import unescape

import pytest

from backgrounder.glossary.read import read_entry
from backgrounder.linking.articles import mentions_of
from backgrounder.linking.mention import Policy, Reason
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.seeds.article import BlockKind, MarkKind
from backgrounder.seeds.published import published, whole
from backgrounder.seeds.read import read_seed
from backgrounder.site.article_text import article_html
from conftest import GOLDEN

ENTRY = b"---\ntitle: Sergey Lavrov\nkind: person\n---\nA minister."
GLOSSARY = GlossaryIndex.of([read_entry("docs/glossary/lavrov.md", "glossary/lavrov.md", "lavrov", ENTRY).entry])
FILL = "with some words more, so that anybody takes it for a part of the article"
MARKDOWN = f"""# Talks on everything

Sergey Lavrov said in Geneva that E = mc<sup>2</sup>, ~~not less~~, and `Sergey Lavrov` is code, {FILL}.

## First level

### Second level

3. Three items, {FILL}
    - nested *a*, {FILL}
    - nested b, {FILL}
4. Four items, {FILL}

> A quotation of Sergey Lavrov, {FILL}.
>
> — The author

The end, {FILL}.
"""
PAGE = f"""<!doctype html><title>Talks on everything</title><article><h1>Talks on everything</h1>
<p>Sergey Lavrov said in Geneva that E = mc<sup>2</sup>, <del>not less</del>, and <code>Sergey Lavrov</code> is code, {FILL}.</p>
<h2>First level</h2><h3>Second level</h3>
<ol start="3"><li>Three items, {FILL}<ul><li>nested <em>a</em>, {FILL}<li>nested b, {FILL}</ul></li><li>Four items, {FILL}</ol>
<blockquote><p>A quotation of Sergey Lavrov, {FILL}.</p><footer>— The author</footer></blockquote>
<p>The end, {FILL}.</p></article>"""
SHOWN = f"""<p id="p1"><a>Sergey Lavrov</a> said in Geneva that E = mc<sup>2</sup>, <s>not less</s>, and <code>Sergey Lavrov</code> is code, {FILL}.</p>
<h2>First level</h2>
<h3>Second level</h3>
<ol start="3">
<li>
<p id="p2">Three items, {FILL}</p>
<ul>
<li id="p3">nested <em>a</em>, {FILL}</li>
<li id="p4">nested b, {FILL}</li>
</ul>
</li>
<li id="p5">Four items, {FILL}</li>
</ol>
<blockquote>
<p id="p6">A quotation of Sergey Lavrov, {FILL}.</p>
<p id="p7">— The author</p>
</blockquote>
<p id="p8">The end, {FILL}.</p>"""
TABLE = """# Fees

What the harbours charge.

| State | Fee |
|:--|--:|
| Sergey Lavrov | 5 |
|  | 12.5 |
| Ostrania |

Text.
"""


def shown(path: str, text: str) -> str:
    article = read_seed(path, text.encode()).article
    assert article
    mentions, _ = mentions_of(article, GLOSSARY, Policy())
    html = article_html(whole(article), mentions, lambda uri: uri, lambda _: "")
    return html.replace('<a href="glossary/lavrov.md" class="bg-person" data-preview>', "<a>")


@pytest.mark.parametrize(("path", "text"), [("seeds/x.md", MARKDOWN), ("seeds/x.html", PAGE)])
def test_markdown_and_web_pages_keep_their_structure(path: str, text: str) -> None:
    assert shown(path, text) == SHOWN


@pytest.mark.parametrize(("path", "text"), [("seeds/x.md", MARKDOWN), ("seeds/x.html", PAGE)])
def test_every_word_of_a_structure_keeps_its_place(path: str, text: str) -> None:
    article = read_seed(path, text.encode()).article
    assert article
    for block in article.blocks:
        for offset, character in enumerate(block.text):
            if character.isalnum():
                assert article.raw.text[block.passage.origin(offset)] == character, block.text


def test_a_table_keeps_its_cells_and_a_row_is_one_paragraph() -> None:
    assert shown("seeds/x.md", TABLE).split("\n")[1:-1] == [
        '<div class="bg-scroll" tabindex="0">',
        "<table>",
        "<thead>",
        "<tr>",
        '<th scope="col" class="bg-left" id="p2">State</th>',
        '<th scope="col" class="bg-right">Fee</th>',
        "</tr>",
        "</thead>",
        "<tbody>",
        "<tr>",
        '<td class="bg-left" id="p3"><a>Sergey Lavrov</a></td>',
        '<td class="bg-right">5</td>',
        "</tr>",
        "<tr>",
        '<td class="bg-left" id="p4"></td>',
        '<td class="bg-right">12.5</td>',
        "</tr>",
        "<tr>",
        '<td class="bg-left" id="p5">Ostrania</td>',
        "</tr>",
        "</tbody>",
        "</table>",
        "</div>",
    ]


@pytest.mark.parametrize(
    ("items", "given"),
    [
        ("1. a\n1. b\n1. c\n", ["", "", ""]),
        ("1. a\n2. b\n\n7. c\n", ["1", "2", "7"]),
        ("5. a\n6. b\n", ["", ""]),
    ],
)
def test_items_have_the_numbers_that_the_author_gave_them(items: str, given: list[str]) -> None:
    article = read_seed("seeds/x.md", f"# T\n\nText.\n\n{items}".encode()).article
    assert article
    found = [dict(block.within[-1].given).get("value", "") for block in article.blocks if block.within]
    assert found == given


def test_a_sentence_that_begins_with_a_year_is_no_list() -> None:
    assert shown("seeds/x.md", "# T\n\nText.\n\n1990. A great year.\n").endswith('<p id="p2">1990. A great year.</p>')


def test_code_keeps_its_lines_and_names_nobody() -> None:
    code = 'if x:\n\n    print("Sergey Lavrov")'
    text = f"# T\n\nText.\n\n```\n{code}\n```\n"
    assert shown("seeds/x.md", text).endswith(f'<div id="p2" class="bg-code"><pre><code>{code}</code></pre></div>')


@pytest.mark.parametrize(
    "page", ["<li>{}</li>", "<dd>{}</dd>", "<ul>{}</ul>", "<dl><ul>{}</ul></dl>", "<ol><dd>{}</dd></ol>"]
)
def test_pieces_of_lists_alone_are_no_lists(page: str) -> None:
    text = f"A sentence of the article, {FILL}."
    html = shown(
        "seeds/x.html", f"<title>T</title><article><h1>T</h1><p>{text}</p>{page.format(f'<p>{text}</p>')}</article>"
    )
    assert html == f'<p id="p1">{text}</p>\n<p id="p2">{text}</p>'


def test_an_excerpt_shows_no_more_of_one_row_than_of_one_paragraph() -> None:
    words = "The secret words of the cell go on and on. " * 4
    text = f"# T\n\n| {words} | {words} | {words} |\n|---|---|---|\n"
    article = read_seed("seeds/x.md", text.encode()).article
    assert article
    shown = published(article, "excerpt")
    assert shown
    assert sum(len(block.text) for block in shown.blocks if block.number) <= article.third
    assert shown.data.count(b"secret") == sum(block.text.count("secret") for block in shown.blocks)


EVERYTHING = GOLDEN / "pages" / "everything" / "seeds"


def test_markdown_and_a_web_page_with_everything_come_out_alike() -> None:
    """The golden pages have the texts around it as well."""
    written, saved = (
        shown(f"seeds/{name}", (EVERYTHING / name).read_text("utf8")) for name in ("markdown.md", "page.html")
    )
    assert written == saved


@pytest.mark.parametrize("name", ["markdown.md", "page.html"])
def test_every_word_of_everything_points_at_that_word_in_the_seed(name: str) -> None:
    article = read_seed(f"seeds/{name}", (EVERYTHING / name).read_bytes()).article
    assert article
    words = [
        (n, match) for n, block in enumerate(article.blocks) for match in re.finditer(r"[^\W\d_]+|\d+", block.text)
    ]
    assert len(words) > 350
    for number, word in words:
        place = article.place(number, word.start())
        line = article.raw.text.split("\n")[place.line - 1]
        assert line[place.column - 1 :].startswith(word.group()), (word.group(), place)


def of_page(body: str, before: str = "", behind: str = "") -> list[str]:
    """The lines of a page's article between two paragraphs."""
    page = f"<title>T</title><article><h1>T</h1><p>One sentence, {FILL}.{before}</p>{body}<p>Another sentence, {FILL}.</p>{behind}</article>"
    return shown("seeds/x.html", page).split("\n")[1:]


def rows_of(body: str) -> list[list[str]]:
    """The rows of the table of a page: of each cell what it is and says; none if that is no table."""
    lines = [line for line in of_page(body) if re.match(r"<(tr|t[dh]\b)", line)]
    rows: list[list[str]] = []
    for line in lines:
        if line == "<tr>":
            rows.append([])
        else:
            rows[-1].append(re.sub(r' (id|scope)="\w+"|</t[dh]>', "", line))
    return rows


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><th>a<th>b<tr><td>c<td>d", [["<th>a", "<th>b"], ["<td>c", "<td>d"]]),
        ("<tr><td>1<td>2<tr><td>3<td>4", [["<td>1", "<td>2"], ["<td>3", "<td>4"]]),
        ("<thead><tr><td>a<td>b<tbody><tr><td>c<td>d", [["<th>a", "<th>b"], ["<td>c", "<td>d"]]),
        ("<tr><td><b>a</b><td><b>b</b><tr><td>c<td>d", [["<th><strong>a</strong>", "<th><strong>b</strong>"], ["<td>c", "<td>d"]]),
        ("<tr><th>a<td>b<tr><th>c<td>d", [["<th>a", "<td>b"], ["<th>c", "<td>d"]]),
        ("<tr><td>a<td><td>b<tr><td>c<td>–<td>d", [["<td>a", "<td>", "<td>b"], ["<td>c", "<td>–", "<td>d"]]),
        (
            "<tr><td align=RIGHT>a<td style='color: red; text-align : center'>b<tr align=left><td>c<td align='\"'>d",
            [['<td class="bg-right">a', '<td class="bg-center">b'], ['<td class="bg-left">c', '<td class="bg-left">d']],
        ),
        (
            "<tr><th colspan=2>a<th rowspan=2>b<tr><td colspan=9999999>c<td>d<tr><td rowspan=7>e<td colspan=-1>f<td rowspan=x>g",
            [
                ['<th colspan="2">a', '<th rowspan="2">b'],
                ['<td colspan="3">c', "<td>d"],
                ["<td>e", "<td>f", "<td>g"],
            ],
        ),
        # A table in a table is flattened.
        ("<tr><th>a<th>b<tr><td>c<td><table><tr><td>d<td>e</table>", [["<th>a", "<th>b"], ["<td>c", "<td>"]]),
    ],
)  # fmt: skip
def test_tables_of_a_page(table: str, rows: list[list[str]]) -> None:
    assert rows_of(f"<table>{table}</table>") == rows


LONG = f"A sentence that goes on, {FILL}. " * 8


@pytest.mark.parametrize(
    "table",
    [
        "<table role=presentation><tr><th>a<th>b<tr><td>c<td>d</table>",
        "<table><tr><td>One column<tr><td>in two rows</table>",
        "<table><tr><td>One row<td>of two</table>",
        f"<table><tr><td>a<td>b<tr><td>c<td>{LONG}</table>",
        f"<table><tr><td>a<td>b<tr><td>c<td><h2>d</h2>{LONG}</table>",
        "<table><tr><td><a href=a>Home</a><td><a href=b>News</a><tr><td><a href=c>Sports</a><td><a href=d>Film</a></table>",
        f"<table><tr><td>a<td>b<tr><td><table><tr><td>{LONG}</table><td>c</table>",
        "<table><tr><td>a<td><td><td><td>b<tr><td><td><td><td><td>c</table>",
    ],
)
def test_what_sets_a_page_is_no_table(table: str) -> None:
    assert "<table>" not in of_page(table)


def test_a_table_beside_the_article_is_not_its_own() -> None:
    table = "<table><caption>Weather</caption><tr><th>a<th>b<tr><td>c<td>d</table>"
    assert "<table>" in of_page(table)
    assert "<table>" not in of_page("", behind=f"<aside>{table}</aside>")


@pytest.mark.parametrize(
    ("reference", "note", "expected"),
    [
        ('<sup><a href="#n">1</a></sup>', '<ol><li id="n">A note.', "[1] A note."),
        ('<sup><a id="r" href="#n">1</a></sup>', '<ol><li id="n"><p>A note. <a href="#r">↩</a>', "[1] A note."),
        ('<sup id="r"><a href="https://x.example/page.html#n">[1]</a></sup>', '<p id="n"><a href="#r">^</a> A note.', "[1] A note."),
        ('<sup>[<a id="r" href="#n">12</a>]</sup>', '<div id="n"><a href="#r">12.</a> A note.', "[12] A note."),
        ('<a href="#n" id="r">[a]</a>', '<div id="n"><p><a href="#r">[a]</a> A note.', "[a] A note."),
        ('<a href="#n"><sup>*</sup></a>', '<p id="n">* A note.', "[*] A note."),
        # As word processors write them.
        ('<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>', '<div><hr><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note.</div></div>', "[1] A note."),
        ('<a name="anc" href="#sym"><sup>1</sup></a>', '<div id="n"><p><a name="sym" href="#anc">1</a>A note.</div>', "[1] A note."),
        # As a newsletter does.
        ('<a id="anchor-1" href="#n">1</a>', '<div class="footnote"><a id="n" href="#anchor-1">1</a><div><p>A note.</div></div>', "[1] A note."),
    ],
)  # fmt: skip
def test_notes_of_a_page(reference: str, note: str, expected: str) -> None:
    """In many ways; the note is not in the text as well, and neither are its number and the way back."""
    lines = of_page("", before=reference, behind=note)
    html = "\n".join(lines)
    items = re.findall(
        r'<li id="author-note-1"><a href="#author-ref-1"[^>]*>(.*?)</a>\n<p id="p3">(.*?)</p>\n</li>', html
    )
    assert [" ".join(item) for item in items] == [expected]
    assert html.count("A note.") == 1


@pytest.mark.parametrize(
    ("reference", "note", "kept"),
    [
        # What a number in a text leads to may be no note.
        ('See part <a href="#two">2</a>.', '<h2 id="two">Part two</h2><p>Words.', "See part 2."),
        ('See <a href="#two">2</a>.', '<p id="two">Words of the text.', "See 2."),
        ("12 km<sup>2</sup>.", "", "12 km<sup>2</sup>."),
        ('<a href="https://x.example/">12 km<sup>2</sup></a>.', "", "12 km<sup>2</sup></a>."),
    ],
)
def test_what_is_no_note(reference: str, note: str, kept: str) -> None:
    page = f"<title>T</title><article><h1>T</h1><p>One sentence, {FILL}. {reference}</p><p>More, {FILL}.</p>{note}</article>"
    html = shown("seeds/x.html", page)
    assert kept in re.sub(r"<a [^>]*>", "", html) or kept in re.sub(r"<a [^>]*>|</a>", "", html)
    assert "author-note" not in html


def notes_in(text: str) -> tuple[str, list[str]]:
    """The text of a Markdown seed with its markers in place, and its notes with theirs."""
    article = read_seed("seeds/x.md", f"# T\n\n{text}".encode()).article
    assert article
    html = article_html(whole(article), (), str, lambda _: "")
    body, _, notes = html.partition("<section")
    items = re.findall(r'<li id="author-note-\d+">(.*?)</li>(?=\n<li id="author|\n</ol>\n</section>)', notes, re.DOTALL)
    return plain_text(body), list(map(plain_text, items))


def plain_text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A[^1] b[^2].\n\n[^2]: Two.\n[^1]: One.", ("A[1] b[2].", ["[1] One.", "[2] Two."])),
        ("[^x]: Before.\n\nA[^x].", ("A[1].", ["[1] Before."])),
        ("A[^12].\n\n[^12]: Twelve.", ("A[12].", ["[12] Twelve."])),
        ("A[^12] b[^x].\n\n[^12]: Twelve.\n[^x]: X.", ("A[1] b[2].", ["[1] Twelve.", "[2] X."])),
        ("A^[In *place*.] b.", ("A[1] b.", ["[1] In place."])),
        ("A[^1]. B[^1].\n\n[^1]: Once.", ("A[1]. B[1].", ["[1] Once."])),
        ("A[^1].\n\n[^1]: One[^2].\n[^2]: Two.", ("A[1].", ["[1] One[2].", "[2] Two."])),
        ("A[^1].\n\n[^1]: One.\n[^1]: Another.", ("A[1]. [^1]: Another.", ["[1] One."])),
        ("A[^undefined].", ("A[^undefined].", [])),
        ("A.\n\n[^1]: Unused, with *words*.\n\nB.", ("A. [^1]: Unused, with words. B.", [])),
        ("A.\n\n[^1]: Refers to itself[^1].", ("A.", ["[1] Refers to itself[1]."])),
        ("A.\n\n[^1]: Unused[^2].\n[^2]: Used.", ("A. [^1]: Unused[2].", ["[2] Used."])),
        ("A.\n\n[^1]:\n\nB.", ("A. [^1]: B.", [])),
        ("[^1] A.\n\n[^1]: One.", ("[^1] A. [^1]: One.", [])),
        ("^[No text before.] A.", ("^[No text before.] A.", [])),
        ("A^[] b ^[ ] c^[d", ("A^[] b ^[ ] c^[d", [])),
        ("`A[^1]` b[^1].\n\n[^1]: One.", ("A[^1] b[1].", ["[1] One."])),
        ("> A[^1].\n>\n> [^1]: In a quotation.\n\n- b[^2]\n\n  [^2]: In an item.", ("A[1]. b[2]", ["[1] In a quotation.", "[2] In an item."])),
        ("| a[^1] |\n|--|\n| b^[Two.] |\n\n[^1]: One.", ("a[1] b[2]", ["[1] One.", "[2] Two."])),
        ("A[^1].\n\n[^1]: One.\n\n    - item\n\n    More of it.\n\nB.", ("A[1]. B.", ["[1] One. item More of it."])),
    ],
)  # fmt: skip
def test_notes_in_markdown(text: str, expected: tuple[str, list[str]]) -> None:
    """Nothing is lost: what nobody defines or refers to is text."""
    assert notes_in(text) == expected


def test_names_in_notes_are_mentions_and_links_as_the_policy_says() -> None:
    article = read_seed("seeds/x.md", b"# T\n\nA text.[^1]\n\n[^1]: Of Sergey Lavrov.").article
    assert article
    for footnotes in (False, True):
        mentions, _ = mentions_of(article, GLOSSARY, Policy(footnotes=footnotes))
        assert [(m.linked, m.reason) for m in mentions] == [(footnotes, None if footnotes else Reason.LIMIT)]
        assert str(article.place(mentions[0].stretch, mentions[0].start)) == "seeds/x.md:5:10"


def test_an_excerpt_has_the_notes_of_what_it_shows_alone() -> None:
    long = f"A sentence of the text, {FILL}. " * 3
    text = f"# T\n\n[^9]: The secret note.\n\n{long}[^1]\n\n{long}\n\n{long}\n\n{long}\n\n{long}[^9] ^[Secret, too.]\n\n[^1]: One.\n"
    article = read_seed("seeds/x.md", text.encode()).article
    assert article
    public = published(article, "excerpt")
    assert public
    assert [block.text for block in public.blocks if block.note] == ["One."]
    assert b"ecret" not in public.data
    assert b"One." in public.data
    html = article_html(public, (), str, lambda _: "")
    assert html.count("doc-noteref") == html.count("doc-backlink") == 1


def test_the_preview_of_an_excerpt_marks_the_notes_that_readers_do_not_get() -> None:
    long = f"A sentence of the text, {FILL}. " * 3
    text = (
        f"---\npublish: excerpt\n---\n# T\n\n{long}[^1]\n\n{long}\n\n{long}\n\n{long}[^9]\n\n[^1]: One.\n[^9]: Nine.\n"
    )
    article = read_seed("seeds/x.md", text.encode()).article
    assert article
    html = article_html(whole(article), (), str, lambda _: "")
    assert '<p id="p5">One.</p>' in html
    assert '<p class="bg-withheld" id="p6">Nine.</p>' in html


@pytest.mark.parametrize(
    ("pre", "is_code"),
    [
        ("<pre><code>a  b</code></pre>", True),
        ('<div class="highlight"><pre>a  b</pre></div>', True),
        ("<pre>a    b\n  c    d</pre>", True),
        ("<pre>Words of a mail that\ngo on in lines.</pre>", False),
        (
            "<pre>    Words of a memo that is set in by some blanks, and\n    goes on in lines that are set in as well, to the end.</pre>",
            False,
        ),
        ('<pre class="wp-block-verse">The river\n    is wide.</pre>', False),
    ],
)
def test_preformatted_text_is_code_where_its_white_space_says_something(pre: str, is_code: bool) -> None:  # noqa: FBT001
    assert any("bg-code" in line for line in of_page(pre)) == is_code


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("See https://x.example/a.", ["https://x.example/a"]),
        ("(https://x.example/a_(b)), https://y.example!", ["https://x.example/a_(b)", "https://y.example"]),
        ("`https://x.example/a` [https://y.example/](https://x.example/b)", ["https://x.example/b"]),
        ("xhttps://x.example/a https:// <https://x.example/c>", ["https://x.example/c"]),
    ],
)
def test_addresses_in_markdown_are_links(text: str, targets: list[str]) -> None:
    article = read_seed("seeds/x.md", f"# T\n\nWords.\n\n{text}".encode()).article
    assert article
    assert [mark.target for mark in article.blocks[-1].marks if mark.kind is MarkKind.LINK] == targets


def test_numbers_in_a_table_are_no_numbers_of_pages() -> None:
    rows = "".join(f"| Page {n} |\n| {n} |\n" for n in range(1, 5))
    article = read_seed("seeds/x.md", f"# T\n\nWords that go on\n\n| No. |\n|--|\n{rows}\nand on.".encode()).article
    assert article
    cells = [block.text for block in article.blocks if block.kind is BlockKind.CELL]
    assert cells == ["No.", *(text for n in range(1, 5) for text in (f"Page {n}", str(n)))]
