"""Plain text stays plain: whatever a seed contains arrives on the page as the characters it is."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backgrounder.findings import Place
from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import PLACE
from backgrounder.linking.mention import Mention
from backgrounder.seeds.article import Block, BlockKind, Mark, MarkKind, Note
from backgrounder.seeds.published import whole
from backgrounder.seeds.read import read_seed
from backgrounder.site.article_text import article_html
from backgrounder.site.extension import SiteExtension
from backgrounder.site.labels import Labels
from backgrounder.site.notes import article_footnotes, encoded, note_markdown
from backgrounder.text.passage import Passage
from content import visible_text

EXTENSIONS = """
abbr admonition attr_list def_list fenced_code footnotes legacy_attrs meta md_in_html sane_lists tables toc wikilinks
pymdownx.arithmatex pymdownx.betterem pymdownx.blocks.admonition pymdownx.blocks.details pymdownx.blocks.html
pymdownx.caret pymdownx.critic pymdownx.fancylists pymdownx.details pymdownx.emoji pymdownx.highlight pymdownx.inlinehilite pymdownx.keys
pymdownx.magiclink pymdownx.mark pymdownx.progressbar pymdownx.saneheaders pymdownx.smartsymbols pymdownx.snippets
pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde
""".split()

NASTY = r"""
# A heading
=====
* a star and *more* **stars**
1. a number
2) another
- [ ] a task
> a quotation
    four spaces
| a | table |
|---|---|
<script>alert(1)</script>
<b onclick="alert(1)">bold</b>
<!-- a comment -->
[a link](javascript:alert(1)) ![an image](x.png)
[reference]: https://example.org
*[HTML]: an abbreviation
[^1]: a footnote
[^1] and [@key]
--8<-- "mkdocs.yml"
;--8<-- "mkdocs.yml"
{: #id .class onclick=alert(1) }
{{ config.site_dir }} {% raw %}
`code` ``more``
~~~ fence
``` python
:smile: ++ctrl+c++ ==mark== ^^insert^^ {--gone--}
https://example.org www.example.org a@example.org <https://example.org>
\*escaped\* &amp; &#42; &copy; &lt;b&gt;
!!! note "Title"
/// details | x
$x$ \(y\) [[Wiki]] [TOC] ///Footnotes Go Here///
term
: definition
[=50% "half"]
i. a roman number
A) a letter
#. a mark
"""


def as_markdown(lines: list[str]) -> str:
    """Lines as footnotes have them: encoded, in paragraphs."""
    text = "\n\n".join(f"{encoded(line)}\n{{: #p{n} }}" for n, line in enumerate(lines))
    return markdown.markdown(f"{text}\n\nAfter, HTML.", extensions=EXTENSIONS)


def as_article(lines: list[str]) -> str:
    """Lines as an article's page has them: paragraphs in the element tree."""
    article = read_seed("seeds/x.txt", b"x").article
    assert article
    blocks = tuple(Block(BlockKind.PARAGRAPH, Passage.whole(line), n) for n, line in enumerate(lines, 1))
    article = replace(article, blocks=blocks)
    paragraphs = SiteExtension(lambda _, reference: article_html(whole(article), (), str, reference))
    return markdown.markdown(
        "After, HTML.\n\n*[47]: abbreviation\n*[amp]: abbreviation", extensions=[*EXTENSIONS, paragraphs]
    )


RENDERED = pytest.mark.parametrize("rendered", [as_markdown, as_article])


@RENDERED
def test_nasty_lines_stay_what_they_are(rendered: Callable[[list[str]], str]) -> None:
    lines = [line.strip() for line in NASTY.splitlines() if line.strip()]
    assert len(lines) >= 30
    assert visible_text(rendered(lines)) == " ".join([*(" ".join(line.split()) for line in lines), "After, HTML."])


MARKUP = st.text(alphabet="*_`iA[](){}<>#!&;:|\\^~=+-$@\"'/.%1a \u00e9", min_size=1, max_size=40)


@RENDERED
@settings(max_examples=150)
@given(st.lists(MARKUP.map(str.strip).filter(bool), min_size=1, max_size=4))
def test_any_line_stays_what_it_is(rendered: Callable[[list[str]], str], lines: list[str]) -> None:
    page = rendered(lines)
    assert visible_text(page) == " ".join([*(" ".join(line.split()) for line in lines), "After, HTML."])
    assert page.count("<p ") == len(lines)
    assert re.sub(r'<a [^<>]* href="#p\d+"></a>', "", page).count("<") == 2 * (len(lines) + 1), "nothing but paragraphs"


@settings(max_examples=100)
@given(MARKUP, MARKUP, MARKUP)
def test_hostile_text_around_links_and_notes(before: str, name: str, after: str) -> None:
    """Links and references stand where they belong, and the text around and in them stays what it is."""
    text = f"A{before}A{name}A{after}A"
    start, end = len(before) + 2, len(before) + 2 + len(name)
    article = read_seed("seeds/x.txt", b"x").article
    assert article
    block = Block(BlockKind.PARAGRAPH, Passage.whole(text), 1)
    notes = (Note("first", Place(""), 0, end), Note("second", Place(""), 0, len(text)))
    article = replace(article, blocks=(block,), notes=notes)
    entry = Entry("", "glossary/x.md", "x", "X", PLACE, ())
    mention = Mention(0, start, end, entry, None)
    paragraphs = SiteExtension(lambda _, reference: article_html(whole(article), (mention,), str, reference))
    page = markdown.markdown(
        article_footnotes(whole(article), "S.", lambda _: None, Labels()), extensions=[*EXTENSIONS, paragraphs]
    )
    body = page.partition('<div class="footnote">')[0]
    assert visible_text(re.sub(r"<sup.*?</sup>", "", body)) == " ".join(text.split())
    assert [
        visible_text(link)
        for link in re.findall(r'<a href="glossary/x\.md" class="bg-place" data-preview>(.*?)</a>', body)
    ] == [" ".join(name.split())]
    assert re.findall(r'href="#fn:([\w-]+)">(\d)', body) == [("note-1", "1"), ("note-2", "2"), ("source", "3")]


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12), st.sampled_from(MarkKind)), max_size=4),
    st.lists(st.integers(1, 12), max_size=3),
)
def test_marks_links_and_notes_lie_in_one_another(marks: list[tuple[int, int, MarkKind]], ends: list[int]) -> None:
    """Wherever they begin and end, the tags balance, no link stands in a link, and every note is referred to once."""
    text = 'a&b <c "d e\nf'
    article = read_seed("seeds/x.txt", b"x").article
    assert article
    made = tuple(Mark(start, end, kind, "https://e.org/") for start, end, kind in marks if start < end <= len(text))
    notes = tuple(Note("", Place(""), 0, end) for end in ends)
    article = replace(article, blocks=(Block(BlockKind.PARAGRAPH, Passage.whole(text), 1, made),), notes=notes)
    page = article_html(whole(article), (), str, lambda label: f'<a class="ref">{label}</a>')
    root = ET.fromstring(page)  # noqa: S314 (ours)
    assert [link for outer in root.iter("a") for link in outer.iter("a") if link is not outer] == []
    labels = re.findall(r'<a class="ref">([\w-]+)</a>', page)
    assert sorted(labels) == sorted(["source", *(f"note-{n}" for n, _ in enumerate(ends, 1))])
    assert html.unescape(re.sub(r'<a class="ref">.*?</a>|<[^<>]*>', "", page)) == text


def test_a_note_in_a_link_is_referred_to_behind_it() -> None:
    seed = read_seed("seeds/x.md", b"# T\n\n[*Foo* bar](https://x.org/) **baz and more**.").article
    assert seed
    notes = (Note("", Place(""), 1, 3), Note("", Place(""), 1, 11))
    page = article_html(whole(replace(seed, notes=notes)), (), str, lambda label: f"[{label}]")
    assert page == (
        '<p id="p1"><a href="https://x.org/" rel="nofollow noopener"><em>Foo</em> bar</a>[note-1] '
        "<strong>baz[note-2] and more</strong>.[source]</p>"
    )


def cite(_: object) -> str:
    return "*The Work*."


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Read “Yang”.", "Read “Yang”."),
        ("In Zurich.[@work]", "In Zurich. *The Work*."),
        ("See [@work].", "See *The Work*."),
        ("See [@work] and more.", "See *The Work* and more."),
        ("See [@work], p. 3.", "See *The Work*, p. 3&#46;"),
        ("See [@work] Then more.", "See *The Work*. Then more."),
        ("*Really* and [there](https://e.org/?utm_x=1)", "*Really* and [there](<https://e.org/>)"),
        ("<script>", "&#60;script&#62;"),
        ("[x](javascript:alert)", "&#91;x&#93;&#40;javascript&#58;alert&#41;"),
        ("*a*{: onclick=x }", "*a*&#123;&#58; onclick&#61;x &#125;"),
        ("![i](https://e.org)", "&#33;[i](<https://e.org>)"),
        ("2*3*4", "2&#42;3&#42;4"),
    ],
)
def test_notes(note: str, expected: str) -> None:
    """Emphasis, links to web addresses and citations; everything else in a note is text."""
    assert note_markdown(note, cite) == expected
