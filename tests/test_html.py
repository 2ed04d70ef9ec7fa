"""HTML to tokens and pieces: every place leads back into the page, and no page ends the run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turbohtml import TokenType

from backgrounder.seeds.formats import html_tokens as tokens
from backgrounder.seeds.formats import web_page as pages
from backgrounder.seeds.formats.html import HtmlReader
from backgrounder.seeds.formats.html_tokens import html_tokens
from backgrounder.seeds.read import read_seed
from backgrounder.text.passage import LineIndex, Passage

_PARTS = [
    *("<p>", "</p>", "<b", ">", "<![x]>", "<![CDATA[x]]>", "<!", "<?x", "</", "</>", "<!--", "-->", "<!DOCTYPE html>"),
    *("&amp;", "&", "&#2;", "&#x110000;", "&notit;", "&nbsp", "\n", "\r", "\u2028", "é", "\U0001d4b3", "\0"),
    *("<svg><title/>", "<title>", "</title>", "<script/>", "<script>", "</script>", "<style a='/>", '"', "'", "/>"),
]
_FREQUENT = ["</>", "<", "&amp;"]
_markup = st.lists(st.sampled_from(_FREQUENT) | st.sampled_from(_PARTS) | st.text(max_size=4), max_size=25).map("".join)


@given(_markup)
@settings(deadline=None)
def test_tokens_stand_where_they_say_in_their_order(text: str) -> None:
    text = text.replace("\r", "\n")
    shown = text.replace("\0", "\ufffd")
    end = 0
    for token in html_tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert not text[end : token.start].replace("</>", ""), "nothing but what is no tag stands between tokens"
        assert token.kind is not TokenType.TEXT or shown[token.start : token.end] == token.data
        assert token.kind is TokenType.TEXT or text[token.start] in "<&"
        end = token.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a</><&amp;", [(0, "a"), (4, "<"), (5, "&")]),
        ("</><&amp;", [(3, "<"), (4, "&")]),
        ("a</></", [(0, "a"), (4, "</")]),
        ("<</>/>", [(0, "<"), (4, "/>")]),
        ("<title>a</>&amp;</></title>b</>c", [(7, "a</>"), (11, "&"), (16, "</>"), (27, "b"), (31, "c")]),
    ],
)
def test_what_is_no_tag_is_text_in_raw_elements_alone(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(token.start, token.data) for token in html_tokens(text) if not token.tag] == expected


@pytest.mark.parametrize("name", sorted(tokens._RAW))
def test_raw_elements_are_those_of_the_library(name: str) -> None:
    assert [(t.start, t.data) for t in html_tokens(f"<{name.upper()}></></{name}")][1] == (
        len(name) + 2,
        "</>" + f"</{name}",
    )


@given(_markup)
@settings(deadline=None)
def test_every_piece_leads_back_into_the_page(text: str) -> None:
    text = text.replace("\r", "\n")
    for _, block in HtmlReader(Passage.whole(text)).found():
        places = [block.passage.origin(n) for n in range(len(block.text))]
        assert all(0 <= place < len(text) for place in places)
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Words go on.<![x]>", "Words go on."),
        ("<p>AT&amp;T, &copy &#8212; caf&eacute;&#2;</p>", "AT&T, © — café"),
        ("<svg><title/><path d=''/></svg><p>Words go on.</p>", "Words go on."),
        ("<html xmlns='x'><head><script src='x.js'/></head><body><p>Words go on.</p>", "Words go on."),
        ("<p>Words go on.</p><p class=a class=hidden>More of them.</p>", "Words go on.|More of them."),
        ("<p>Three < four, and</p><p>five > four.</p>", "Three < four, and|five > four."),
        ("<p>Words go on.</p><p>And <b", "Words go on.|And"),
        ("<p>Words</> go on</>.</p>", "Words go on."),
    ],
)
@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_page_is_read_as_the_standard_has_it(page: str, expected: str, suffix: str) -> None:
    article = read_seed(f"seeds/x{suffix}", page.encode()).article
    assert article is not None
    assert "|".join(block.text for block in article.blocks) == expected


@pytest.mark.parametrize(
    "table", ["- | Talks with Velmoria |\n  |---|-\n", "- | Talks |\n  |---|\n", "| | Talks |\n|-|-|\n"]
)
def test_cells_of_markdown_stand_where_they_are(table: str) -> None:
    article = read_seed("seeds/x.md", f"{table}\nText.\n".encode()).article
    assert article
    for block in article.blocks:
        for number, character in enumerate(block.text):
            assert character in (article.raw.text[block.passage.origin(number)], "·", " ")
    assert any("Talks" in block.text for block in article.blocks)


def test_what_the_end_of_a_page_breaks_off_is_recorded() -> None:
    text = "<article><p>Words of the page go on.</p><p>Then <!-- come words that nobody closed"
    article = read_seed("seeds/x.html", text.encode()).article
    assert article is not None
    assert [(str(r.place), r.what) for r in article.repairs] == [
        ("seeds/x.html:1:49", "left out `<!-- come words that nobody closed`")
    ]


def test_a_failing_library_costs_a_page_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: str) -> str:
        raise ValueError("no page")

    monkeypatch.setattr(pages, "_library", lambda: fails)
    article = read_seed("seeds/x.html", b"<article><h1>Talks</h1><p>Words of the page go on.</p></article>").article
    assert article is not None
    assert [block.text for block in article.blocks] == ["Talks", "Words of the page go on."]
    assert [r.what for r in article.repairs] == [
        "read the page without the library for main texts, which failed (ValueError)"
    ]


def test_text_and_references_are_tokens_of_their_own() -> None:
    found = [(token.start, token.kind.name, token.data) for token in html_tokens("a &lt;b&gt;\nc<br>d")]
    assert found == [
        (0, "TEXT", "a "),
        (2, "CHARACTER_REFERENCE", "<"),
        (6, "TEXT", "b"),
        (7, "CHARACTER_REFERENCE", ">"),
        (11, "TEXT", "\nc"),
        (13, "START_TAG", ""),
        (17, "TEXT", "d"),
    ]


def test_a_text_is_copied_once_however_often_it_is_broken() -> None:
    """Copying makes no work that is counted elsewhere: it is the memory's."""
    copied = []

    class Counting(str):
        __slots__ = ()

        def __getitem__(self, key: object) -> str:
            part = super().__getitem__(key)  # type: ignore[index]
            copied.append(len(part))
            return part

    page = "a</>" * 100
    reader = tokens._TokenReader(LineIndex(page), 0)
    assert [token.start for token in reader.texts(Counting("a" * 100), 0)] == list(range(0, 400, 4))
    assert sum(copied) == 100
