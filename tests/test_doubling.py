"""No input takes the square of its length: twice the input makes about twice the work, counted by valgrind."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.desk.capitalized_runs import Spot
from backgrounder.desk.suggest import sentence_with
from backgrounder.findings import Place
from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import CONCEPT
from backgrounder.glossary.read import collisions
from backgrounder.language.personal_names import without_qualification
from backgrounder.linking.articles import mentions_of
from backgrounder.linking.mention import Mention, Stretch
from backgrounder.linking.resolver import _Around
from backgrounder.seeds.article import Block, BlockKind, Mark, MarkKind
from backgrounder.seeds.formats.web_page import _library
from backgrounder.seeds.read import read_seed
from backgrounder.site.notes import reference_markdown
from backgrounder.sources.bibtex import _address_in, as_bibtex
from backgrounder.sources.chicago import note
from backgrounder.sources.source_fields import Source
from backgrounder.text.folding import fold_name
from backgrounder.text.passage import Passage
from doubling import BAR, available, counted
from doubling_entrances import ENTRANCES, FEW_NAMES
from doubling_patterns import PATTERNS, text_of

needs_valgrind = pytest.mark.skipif(bool(available()), reason=available())
LENGTHS = (2_500, 5_000)
NOT_HERE = frozenset(("names", "library", "once", "square"))
"""Entrances that are left to the script: texts with a larger glossary, and a library's own work, take long and tell little more.

So are the other entrances of a row that has several.
"""


@needs_valgrind
@pytest.mark.long
def test_twice_the_input_makes_about_twice_the_work() -> None:
    found = counted(LENGTHS, sorted(ENTRANCES.keys() - NOT_HERE), once=True)
    over = [str(one) for one in found if max(one.ratios) > BAR]
    assert not over, "\n".join(over)


@needs_valgrind
def test_what_is_counted_tells_a_square_and_repeats() -> None:
    first, again = (list(counted((16_000, 32_000), ("once", "square"), processes=1)) for _ in range(2))
    once, square = first
    assert max(once.ratios) < BAR < min(square.ratios)
    for one, other in zip(square.costs, again[1].costs, strict=True):
        assert one is not None
        assert other is not None
        assert abs(one - other) < one // 100


def test_the_table_is_complete() -> None:
    """Each row goes somewhere, each entrance has rows, and no row stands there twice."""
    pairs = [(entrance, *row[1:]) for row in PATTERNS for entrance in row[0].split()]
    assert {entrance for entrance, *_ in pairs} | {"once", "square"} == set(ENTRANCES)
    assert len(pairs) == len(set(pairs))
    assert len({text_of(row, 1000) for row in PATTERNS}) >= 400
    for row in PATTERNS:
        assert abs(len(text_of(row, 4000)) - 4000) < max(200, len(text_of(row, 0)))


PIECES = st.lists(
    st.sampled_from(
        ["(", ")", " ", "\u3000", "a", "Ab", ",", "\\url", "\\href", "{", "}", "http://", "https://", "\n"]
    ),
    max_size=9,
).map("".join)


@given(PIECES)
def test_a_qualification_is_cut_as_its_pattern_says(title: str) -> None:
    assert without_qualification(title) == re.sub(r"\s*\([^()]*\)\s*\Z", "", title).partition(",")[0]


@given(PIECES)
def test_an_address_is_found_as_its_pattern_says(text: str) -> None:
    match = re.search(r"\\(?:url|href)\s*\{(?P<url>[^{}]*)\}|(?P<plain>https?://\S+)\Z", text)
    assert (_address_in(text) or None) == ((match["url"] or match["plain"]) if match else None)


SPANS = st.tuples(st.integers(0, 11), st.integers(1, 12)).filter(lambda span: span[0] < span[1])


@given(st.lists(SPANS, max_size=5), SPANS)
def test_a_mention_crosses_an_element_that_has_one_edge_in_it(
    elements: list[tuple[int, int]], span: tuple[int, int]
) -> None:
    begin, close = span
    crossed = [a < begin < b < close or begin < a < close < b for a, b in elements]
    around = _Around(Stretch("x" * 12, (), tuple(elements)))
    assert around.crosses(Mention(0, begin, close, None, None)) == any(crossed)


NAMES = st.builds(
    Name,
    st.sampled_from(["ab", "Ab", "AB", "a-b"]),
    st.sampled_from([Form.TITLE, Form.ALIAS]),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(st.tuples(st.sampled_from("1234"), NAMES), max_size=8))
def test_a_name_clashes_with_the_first_before_it_that_cannot_be_beside_it(claims: list[tuple[str, Name]]) -> None:
    placed = [(path, replace(name, place=Place(f"{n}.md"))) for n, (path, name) in enumerate(claims)]
    expected = []
    for n, (path, name) in enumerate(placed):
        for other_path, other in placed[:n]:
            alike = fold_name(name.text) == fold_name(other.text) or not (name.case_sensitive and other.case_sensitive)
            is_one = fold_name(name.text).lower() == fold_name(other.text).lower() and alike
            if path != other_path and is_one and not (name.shared and other.shared):
                expected.append((str(name.place), str(other.place)))
                break
    entries = [Entry(path, path, path, path, CONCEPT, (name,)) for path, name in placed]
    found = [(str(f.place), re.findall(r"\((\d+\.md(?:\S*))\)", f.message)[0]) for f in collisions(entries)]
    assert sorted(found) == sorted(expected)


EDITS = st.lists(st.tuples(SPANS, st.sampled_from(["", " ", "\n"])), max_size=4)


@given(EDITS, SPANS)
def test_marks_stay_on_their_words(edits: list[tuple[tuple[int, int], str]], span: tuple[int, int]) -> None:
    """A mark moves as far as the characters before it became fewer."""
    apart: list[tuple[int, int, str]] = []
    for (start, end), replacement in sorted(edits):
        if not apart or apart[-1][1] <= start:
            apart.append((start, end, replacement))
    text = "abcdefghijkl"
    block = Block(BlockKind.PARAGRAPH, Passage.whole(text), marks=(Mark(*span, MarkKind.STRONG),)).replaced(apart)
    kept = [n for n in range(len(text)) if all(not a <= n < b for a, b, _ in apart)]
    marked = "".join(text[n] for n in kept if span[0] <= n < span[1])
    assert [c for mark in block.marks for c in block.text[mark.start : mark.end] if c.isalpha()] == list(marked)


def test_a_long_title_is_shortened_in_its_footnote_alone() -> None:
    source = Source("x", title="Word " * 1_000, url="https://example.org/")
    written = reference_markdown(note(source), source, lambda *_: None)
    assert written.startswith("“Word Word")
    assert "Word…" in written
    assert len(written) < 1_200
    assert "Word " * 1_000 in as_bibtex([source]).replace("{", "").replace("}", "")


def test_a_long_note_is_a_finding() -> None:
    sidecar = f"notes:\n- {{at: words, text: {'x' * 5_001}}}\n- {{at: words, text: Short}}\n"
    read = read_seed("seeds/x.txt", b"Some words that go on.", ("seeds/x.yml", sidecar.encode()))
    assert read.article is not None
    assert [one.text for one in read.article.notes] == ["Short"]
    assert "at most 5000 characters; this item is left out" in " ".join(finding.message for finding in read.findings)


def test_a_sentence_as_long_as_a_page_is_shortened_around_the_name() -> None:
    article = read_seed("seeds/x.txt", ("word " * 1_000 + "Jane Roe " + "word " * 1_000).encode()).article
    assert article is not None
    start = article.blocks[0].text.index("Jane")
    shown = sentence_with(Spot(0, 0, start, start + 8), [article])
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "Jane Roe" in shown
    assert len(shown) < 2_100


def test_names_joined_by_hyphens_without_end_are_read() -> None:
    text = "Russia-" * 3_000
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article is not None
    mentions_of(article, FEW_NAMES)


def test_a_reference_to_a_character_with_thousands_of_figures_is_no_address() -> None:
    read = read_seed("seeds/x.md", f"Some [words](http://b.c/&#{'1' * 5_000};) that go on.".encode())
    assert read.article is not None


@pytest.mark.parametrize("page", ["<p>a</p>" * 4_001, f"<p{' a' * 20_001}>a"])
def test_a_page_of_too_many_pieces_is_read_without_the_library(page: str) -> None:
    article = read_seed("seeds/x.html", f"<h1>Title</h1>{page}<p>Some words that go on and end.</p>".encode()).article
    assert article is not None
    assert any("without the library" in repair.what for repair in article.repairs) == bool(_library())
