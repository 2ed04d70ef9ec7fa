"""Reading and cleaning of seeds: positions lead back, nothing is lost, nothing raises."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.seeds.decode import decode
from backgrounder.seeds.read import read_seed
from backgrounder.text.passage import LineIndex, Passage
from test_plain import NASTY

PIECES = st.sampled_from(
    [
        *'\n \t\u00a0\ufeff\x07\x02“"é习\u2028',
        *("word ", "Word. ", "\n\n", "\r\n", "---\n", "# Title\n", "Source: ", "e\u0301", "title: x\n"),
        *("https://example.org/a?utm_x=1 ", "x" * 130 + " "),
    ]
)
UNPRINTABLE = "\ufeff\x07\x02"
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@given(TEXTS)
def test_every_character_leads_back_to_the_seed(text: str) -> None:
    """A character of an article is the seed's at that place, or white space for white space."""
    article = read_seed("seeds/x.txt", text.encode()).article
    if article is None:
        return
    raw, _ = decode(text.encode())
    assert article.raw.text == raw
    for number, block in enumerate(article.blocks):
        for offset, character in enumerate(block.text):
            origin = raw[block.passage.origin(offset)]
            assert character == origin or (character.isspace() and (origin.isspace() or origin in UNPRINTABLE))
            place = article.place(number, offset)
            assert raw.split("\n")[place.line - 1 :], place


@given(TEXTS)
def test_no_letter_is_made_or_moved(text: str) -> None:
    """The letters of the blocks are letters of the seed, in its order."""
    article = read_seed("seeds/x.txt", text.encode()).article
    if article is None:
        return
    letters = iter(text)
    assert all(letter in letters for block in article.blocks for letter in block.text if letter.isalnum())


def test_no_word_is_lost() -> None:
    """Whatever is not front matter, source block or rule reaches the page."""
    text = "# Title\n\n" + NASTY + "\n\n---\n\nSource:\n\nhttps://example.org\n"
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article
    assert " ".join(block.text for block in article.blocks[1:]).split() == NASTY.split()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    read = read_seed("seeds/x.txt", data)
    assert read.article or read.findings


@given(TEXTS, TEXTS)
def test_any_sidecar_is_read_or_reported(text: str, sidecar: str) -> None:
    read_seed("seeds/x.txt", text.encode(), ("seeds/x.yml", sidecar.encode()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252"])
def test_encodings(encoding: str) -> None:
    """Text in the encodings that editors meet; those without a mark of their own only if they are a guess worth making."""
    text = "Köln – “Größe” und Übermut in vielen schönen Wörtern. " * 5
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    found, guessed = decode(data)
    assert found.removeprefix("\ufeff") == text
    assert (guessed is not None) == (encoding == "windows-1252")


@given(st.text(), st.data())
def test_passages_keep_their_origins(text: str, data: st.DataObject) -> None:
    """Cut, replaced and joined, a passage's kept characters stand where they stood."""
    whole = Passage.whole(text)
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    cut = whole.cut(start, end)
    assert cut.text == text[start:end]
    edited = cut.sub(re.compile("[aeiou ]+"), "--").joined("+", whole.cut(end, len(text)))
    for offset, character in enumerate(edited.text):
        if character not in "-+":
            assert text[edited.origin(offset)] == character


@given(st.text(alphabet="ab\n", max_size=50))
def test_lines_and_columns(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text)):
        line, column = index.place(offset)
        assert text.split("\n")[line - 1][column - 1 : column] == text[offset].strip("\n")
