"""From HTML to tokens that know where they stand.

Pages are divided as the HTML standard has it (WHATWG HTML, 13.2.5, Tokenization), by a library that reads whatever it is
given and takes time in proportion to the length; the parser of the standard library does neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from turbohtml import Token, Tokenizer, TokenType

from backgrounder.text.passage import LineIndex

_RAW = frozenset("iframe noembed noframes noscript plaintext script style textarea title xmp".split())
"""Elements with text alone in them."""
_EMPTY_RAW = re.compile(rf"<(?:{'|'.join(sorted(_RAW))})\b[^<>]*/>", re.IGNORECASE)
"""Those that are closed at once: XHTML has `<script src="x.js"/>`, drawings have `<title/>`."""
_NO_TAG = "</>"
"""No token at all in running text, and the library joins what stands around it; text like any other in raw elements."""


class HtmlToken(NamedTuple):
    """A piece of a page from `start` to `end`: a tag with its attributes, or text, a reference, or a comment with its `data`."""

    kind: TokenType
    start: int
    end: int
    data: str = ""
    tag: str = ""
    attrs: dict[str, str] = {}  # noqa: RUF012 (nobody changes it)
    self_closing: bool = False


def html_tokens(text: str) -> Iterator[HtmlToken]:
    """The tokens of a page in order, with references apart; without a tag that its end breaks off, as browsers have it."""
    text = text.replace("\0", "\ufffd")  # as the standard has it in some places; here everywhere, so that places stay
    lines = LineIndex(text)
    done = 0
    reader = _TokenReader(lines, done)
    for match in _EMPTY_RAW.finditer(text):
        last = None
        for last in reader.placed(reader.tokenizer.feed(text[done : match.end()])):
            yield last
        done = match.end()
        if last and last.self_closing and last.end == done:
            # The standard would read all that follows as the element's text. It stands in a drawing or in XHTML.
            reader = _TokenReader(lines, done)
    yield from reader.placed(reader.tokenizer.feed(text[done:]))
    yield from reader.placed(reader.tokenizer.close())


class _TokenReader:
    """Reads a page from an offset in pieces, to tokens with their offsets in the page."""

    def __init__(self, lines: LineIndex, begin: int) -> None:
        self.lines = lines
        self.begin = begin
        self.first, _ = lines.place(begin)
        self.tokenizer = Tokenizer(resolve_references=False, capture_source=True)
        self.is_raw = False

    def placed(self, tokens: Iterable[Token]) -> Iterator[HtmlToken]:
        for token in tokens:
            start = token.col + (self.begin if token.line == 1 else self.lines.offset(self.first + token.line - 1))
            data = token.data or ""
            if token.type is TokenType.TEXT:
                yield from self.texts(data, start)
                continue
            if token.type is not TokenType.CHARACTER_REFERENCE:
                self.is_raw = token.type is TokenType.START_TAG and token.tag in _RAW
            attrs = dict(reversed(token.attrs or ()))  # the first of two with one name counts
            end = start + len(token.source or "")
            yield HtmlToken(token.type, start, end, data, token.tag or "", attrs, token.self_closing)

    def texts(self, data: str, start: int) -> Iterator[HtmlToken]:
        """The parts of a text as they stand in the page, from an offset."""
        done = 0
        while done < len(data):
            # What is no tag counts if it begins before the data's end; to look farther for it would take the square.
            left = len(data) - done
            gap = -1 if self.is_raw else self.lines.text.find(_NO_TAG, start, start + left + len(_NO_TAG) - 1)
            end = start + left if gap < 0 else gap
            if end > start:
                yield HtmlToken(TokenType.TEXT, start, end, data[done : done + end - start])
            done, start = done + end - start, end + len(_NO_TAG)
