"""A reference in pieces: what a note says, and how each part of it is set. Writing it as Markdown or HTML is for others."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import NamedTuple


class Style(enum.Enum):
    """How a piece of a reference is set."""

    PLAIN = "plain"
    ITALIC = "italic"
    ADDRESS = "address"


class Piece(NamedTuple):
    """A piece of a reference: its text and how it is set."""

    text: str
    style: Style = Style.PLAIN
    is_title: bool = False  # The work's title, which a page may link
    paragraph: int = 0  # That a locator names, of an article, which a page may link too


Reference = tuple[Piece, ...]


def text(words: str | None, style: Style = Style.PLAIN) -> Reference:
    """A reference of one piece; of none where there are no words."""
    return (Piece(words, style),) if words else ()


def in_brackets(*parts: str | None) -> Reference:
    """Words with commas between them, in brackets; nothing where all are missing."""
    inside = ", ".join(part for part in parts if part)
    return text(f"({inside})" if inside else None)


def with_commas(elements: Iterable[Reference]) -> Reference:
    """Elements joined by commas, which stand inside closing quotation marks; no comma stands before a bracket."""
    pieces: list[Piece] = []
    for element in filter(None, elements):
        if pieces:
            is_bracket = element[0].text.startswith("(")
            is_quoted = pieces[-1].is_title and pieces[-1].text.endswith("”")
            if is_quoted and not is_bracket:
                pieces[-1] = pieces[-1]._replace(text=with_mark(pieces[-1].text, ","))
            pieces.append(Piece(" " if is_bracket or is_quoted else ", "))
        pieces += element
    return tuple(pieces)


def with_mark(quoted: str, mark: str) -> str:
    """A comma or full stop inside closing quotation marks, single ones included (CMOS 6.9, 6.11)."""
    before = quoted.removesuffix("”")
    # A single mark is an apostrophe unless one opens before it.
    inner = before.removesuffix("’")
    if inner.rfind("‘") > inner.rfind("’"):
        before = inner
    is_stopped = mark == "." and before.endswith((".", "?", "!"))
    return f"{before}{'' if is_stopped else mark}{quoted[len(before) :]}"
