"""Text tools: sentences, speech, folding, slugs, words."""

from __future__ import annotations

import re
import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import PLACE
from backgrounder.language.sentences import sentences, speeches
from backgrounder.linking.names import Claim, NameIndex, whole_word
from backgrounder.text.folding import fold, fold_name, lower, slug
from backgrounder.text.passage import Passage, Spans
from backgrounder.text.words import Phrases


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Even the U.S. maintains ties. It does.", ["Even the U.S. maintains ties.", "It does."]),
        ("He met U.S. President Joe Biden.", ["He met U.S. President Joe Biden."]),
        ("He left the U.S. The talks went on.", ["He left the U.S.", "The talks went on."]),
        ("Mr. Ryabkov spoke. Ms. Nuland listened.", ["Mr. Ryabkov spoke.", "Ms. Nuland listened."]),
        ("“We will proceed.” Only 14 do.", ["“We will proceed.”", "Only 14 do."]),
        ('He asked: "Why?" she said.', ['He asked: "Why?" she said.']),
        ("Trade grew to $1.8 billion. By 2008 more.", ["Trade grew to $1.8 billion.", "By 2008 more."]),
        ("He visited St. Petersburg in 1995.", ["He visited St. Petersburg in 1995."]),
        ("中国在北京。俄罗斯在莫斯科。", ["中国在北京。", "俄罗斯在莫斯科。"]),
        ("It ended in 1992. Then came peace", ["It ended in 1992.", "Then came peace"]),
        ("", []),
    ],
)
def test_sentences(paragraph: str, expected: list[str]) -> None:
    assert [paragraph[start:end] for start, end in sentences(paragraph)] == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ('"Russia," Lavrov said. "We do."', ['"Russia,"', '"We do."']),
        ('"It opens straight and closes curly,” he said.', ['"It opens straight and closes curly,”']),
        ("“One,” he said, “and two.”", ["“One,”", "“and two.”"]),
        ('"The speech goes on in the next paragraph.', ['"The speech goes on in the next paragraph.']),
        ("It isn't speech, nor is the '90s.", []),
        ('The 12" gun of the navy and the "other" one.', ['"other"']),
        ("„So“, sagte er, «et ainsi».", ["„So“", "«et ainsi»"]),
        ("「中国」と言った。", ["「中国」"]),
        ("closing only.” He left.", []),
    ],
)
def test_speeches(paragraph: str, expected: list[str]) -> None:
    assert [paragraph[start:end] for start, end in speeches(paragraph)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Good-Neighborliness", "Good Neighborliness"),
        ("Good\u2011Neighborliness", "Good\u2013Neighborliness"),
        ("People’s Republic", "People's Republic"),
        ("Vladimir\u00a0Putin", "Vladimir\nPutin"),
        ("Tûrkiye", unicodedata.normalize("NFD", "Tûrkiye")),
        ("Nur\u00adSultan", "NurSultan"),
        ("  United   Nations ", "United Nations"),
    ],
)
def test_variants_fold_to_one(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@given(st.text())
def test_folding_leads_back(text: str) -> None:
    """Every character of a folded text leads to a place in the text, in order, and lower case keeps the length."""
    folded = fold(text)
    assert len(lower(folded.text)) == len(folded.text)
    places = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Russia's", "Russia", True),
        ("Russians' aims", "Russians", True),
        ("Belarussia", "russia", False),
        ("Xi'an", "Xi", False),
        ("l'ONU", "ONU", True),
        ("O'Brien", "Brien", False),
        ("China'll", "China", True),
        ("习近平主席", "习近平", True),
        ("Путин", "Пути", False),
        ("snake_case", "case", False),
    ],
)
def test_whole_words(text: str, word: str, *, expected: bool) -> None:
    start = text.index(word)
    assert whole_word(text, start, start + len(word)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia Says: Taiwan!", "russia-says-taiwan"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "untitled"),
        ("Владимир Путин", "владимир-путин"),
        ("People’s Army", "peoples-army"),
        ("ﬁne", "fine"),
        ("a\x00b\\c", "a-b-c"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_slugs_are_never_paths(text: str) -> None:
    made = slug(text)
    assert made
    assert not set(made) & set("/\\.<>:\"'|?*\0 ")


@given(st.text(alphabet=".. abU\n\"')”’»5", max_size=40))
def test_a_text_with_full_stops_alone_has_the_sentences_that_any_has(text: str) -> None:
    alone = list(sentences(text))
    with patch("backgrounder.language.sentences._has_other_marks", return_value=True):
        assert list(sentences(text)) == alone


def test_of_spans_that_begin_at_one_place_the_longest_is_found() -> None:
    spans = Spans([(4, 6), (2, 3), (2, 9)])
    assert [spans.overlap(at, at + 1) for at in (1, 2, 5, 8, 9)] == [None, (2, 9), (2, 9), (2, 9), None]


_MARKED = st.sampled_from(
    ("He", "spoke", "U.S", "Mr", "J", "1", ".", ". ", "..", "\u2026", "! ", '"', ")", " ", "\n", ".")
)


@given(st.lists(_MARKED, max_size=12).map("".join), st.data())
def test_sentences_before_a_place_may_be_left_out(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert [span for span in sentences(text, at) if span[1] > at] == [span for span in sentences(text) if span[1] > at]


def test_sentences_are_sought_near_a_place() -> None:
    assert list(sentences("One went. Two went. Three went. Four went.", 22)) == [(20, 31), (32, 42)]


_PIECES = st.sampled_from(("Iran", "an", "Ian", "ian", "s", "'s", "'", " ", "_", "1", ".", "d'", "é", "\u0301", "伊"))


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_names_stand_where_words_begin_and_end(text: str) -> None:
    """What is found is what `whole_word` says, however the index asks."""
    names = ("Iran", "an", "1", "Iran's")
    entries = [Entry("", f"{name}.md", name, name, PLACE, (Name(name, Form.TITLE),)) for name in names]
    folded = fold(text)
    spans = {
        (match.start(), match.start() + len(name))
        for name in names
        for match in re.finditer(f"(?={name})", folded.text)
        if whole_word(folded.text, match.start(), match.start() + len(name))
    }
    assert {
        (one.start, one.end)
        for one in NameIndex(Claim(entry, name) for entry in entries for name in entry.names).find(folded)
    } == spans


NEARLY = st.lists(
    st.sampled_from(["a", "b", "ab", " ", "\n", "\u2028 ", "_", "-", ".", "é", "e\u0301", "习", "1"]), max_size=12
)


@given(st.lists(NEARLY.map("".join), max_size=4), NEARLY.map("".join))
def test_phrases_are_found_as_a_pattern_of_each_finds_them(phrases: list[str], text: str) -> None:
    expected = []
    for phrase in {phrase for phrase in phrases if phrase.strip()}:
        words = phrase.split()
        before = r"(?<!\w)" if words[0][0].isalnum() else ""
        behind = r"(?!\w)" if words[-1][-1].isalnum() else ""
        wanted = r"\s+".join(map(re.escape, words))
        found = re.finditer(rf"(?={before}({wanted}){behind})", text)
        expected += [(phrase, *match.span(1)) for match in found]
    assert sorted(Phrases(phrases).find(text)) == sorted(expected)


def test_glue_between_parts_of_one_replacement_stands_where_both_do() -> None:
    mended = Passage.whole("xÐy").replace([(1, 2, "a b")])
    joined = Passage.joined(" ", [mended.cut(0, 2), mended.cut(3, 5)])
    assert [(joined.text[offset], joined.origin(offset)) for offset in range(len(joined.text))] == [
        ("x", 0),
        ("a", 1),
        (" ", 1),
        ("b", 1),
        ("y", 2),
    ]
