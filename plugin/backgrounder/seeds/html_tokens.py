"""HTML to tokens that know where they stand, as the HTML standard divides it (WHATWG HTML, 13.2.5, Tokenization).

The library reads whatever it is given and takes time in proportion to the length; the parser of the standard library
raises for `<![x]>` and takes the square of the length for `<a href='` repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from turbohtml import Token, Tokenizer, TokenType

from backgrounder.text.passage import LineIndex

_EMPTY_RAW = re.compile(
    r"<(?:iframe|noembed|noframes|noscript|plaintext|script|style|textarea|title|xmp)\b[^<>]*/>", re.IGNORECASE
)
"""Elements with text alone in them that are closed at once: XHTML has `<script src="x.js"/>`, drawings have `<title/>`."""


def html_tokens(text: str) -> Iterator[tuple[int, Token]]:
    """The tokens of a page, each with the offset at which it begins; character references are tokens of their own.

    Text and references cover the page without a gap between the tags and comments. A tag that the page's end breaks off
    is no token, as browsers have it.
    """
    lines = LineIndex(text)
    start = done = 0
    tokenizer = _tokenizer()
    for match in _EMPTY_RAW.finditer(text):
        last: tuple[int, Token] | None = None
        for last in _placed(tokenizer.feed(text[done : match.end()]), lines, start):
            yield last
        done = match.end()
        if last and last[1].self_closing and last[1].type is TokenType.START_TAG and _end(*last) == done:
            # The standard would read all that follows as the element's text. It stands in a drawing or in XHTML.
            start, tokenizer = done, _tokenizer()
    yield from _placed(tokenizer.feed(text[done:]), lines, start)
    yield from _placed(tokenizer.close(), lines, start)


def _tokenizer() -> Tokenizer:
    return Tokenizer(resolve_references=False, capture_source=True)


def _placed(tokens: Iterable[Token], lines: LineIndex, start: int) -> Iterator[tuple[int, Token]]:
    """Tokens with their offsets in the page. `start`: where their tokenizer began to read it."""
    first, _ = lines.place(start)
    for token in tokens:
        if token.line == 1:
            yield start + token.col, token
        else:
            yield lines.offset(first + token.line - 1) + token.col, token


def _end(start: int, token: Token) -> int:
    return start + len(token.source or token.data or "")
