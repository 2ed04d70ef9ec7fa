"""The structure of an article arrives on its page, from Markdown and from a web page alike; every word keeps its place."""

from __future__ import annotations

import pytest

from backgrounder.glossary.read import read_entry
from backgrounder.linking.articles import mentions_of
from backgrounder.linking.mention import Policy
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.seeds.published import published, whole
from backgrounder.seeds.read import read_seed
from backgrounder.site.article_text import article_html

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
