"""HTML to tokens that know where they stand, as the HTML standard divides it (WHATWG HTML, 13.2.5, Tokenization).

The library reads whatever it is given and takes time in proportion to the length; the parser of the standard library
raises for `<![x]>` and takes the square of the length for `<a href='` repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from turbohtml import Token, Tokenizer, TokenType

from backgrounder.text.passage import LineIndex

_EMPTY_RAW = re.compile(
    r"<(?:iframe|noembed|noframes|noscript|plaintext|script|style|textarea|title|xmp)\b[^<>]*/>", re.IGNORECASE
)
"""Elements with text alone in them that are closed at once: XHTML has `<script src="x.js"/>`, drawings have `<title/>`."""
_NO_TAG = "</>"
"""No token at all in running text; the library joins what stands around it."""


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
    """The tokens of a page in their order; character references are tokens of their own.

    Text and references cover the page without a gap between the tags and comments. A tag that the page's end breaks off
    is no token, as browsers have it.
    """
    text = text.replace("\0", "\ufffd")  # as the standard has it in some places; here everywhere, so that places stay
    lines = LineIndex(text)
    start = done = 0
    tokenizer = _tokenizer()
    for match in _EMPTY_RAW.finditer(text):
        last = None
        for last in _placed(tokenizer.feed(text[done : match.end()]), text, lines, start):
            yield last
        done = match.end()
        if last and last.self_closing and last.end == done:
            # The standard would read all that follows as the element's text. It stands in a drawing or in XHTML.
            start, tokenizer = done, _tokenizer()
    yield from _placed(tokenizer.feed(text[done:]), text, lines, start)
    yield from _placed(tokenizer.close(), text, lines, start)


def _tokenizer() -> Tokenizer:
    return Tokenizer(resolve_references=False, capture_source=True)


def _placed(tokens: Iterable[Token], text: str, lines: LineIndex, begin: int) -> Iterator[HtmlToken]:
    """Tokens with their offsets in the page. `begin`: where their tokenizer began to read it."""
    first, _ = lines.place(begin)
    for token in tokens:
        start = token.col + (begin if token.line == 1 else lines.offset(first + token.line - 1))
        data = token.data or ""
        if token.type is TokenType.TEXT:
            yield from _texts(data, text, start)
        else:
            attrs = dict(reversed(token.attrs or ()))  # the first of two with one name counts
            end = start + len(token.source or "")
            yield HtmlToken(token.type, start, end, data, token.tag or "", attrs, token.self_closing)


def _texts(data: str, text: str, start: int) -> Iterator[HtmlToken]:
    """The parts of a text as they stand in the page, from an offset."""
    while data and not text.startswith(data, start):
        end = text.find(_NO_TAG, start)
        if end < 0:
            break
        if end > start:
            yield HtmlToken(TokenType.TEXT, start, end, text[start:end])
        data, start = data[end - start :], end + len(_NO_TAG)
    if data:
        yield HtmlToken(TokenType.TEXT, start, start + len(data), data)
