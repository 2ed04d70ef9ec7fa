"""A reference to a work: pieces of text, each with how it is set, and how several stand in one note."""

from __future__ import annotations

import enum
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
    language: str = ""  # Of a title, as the source says it


Reference = tuple[Piece, ...]


def sentence(references: list[Reference]) -> Reference:
    """Several works in one note: separated by semicolons, closed by a full stop."""
    pieces = [piece for reference in references for piece in (Piece("; "), *reference)][1:]
    last = pieces[-1].text if pieces and pieces[-1].style is not Style.ADDRESS else ""
    if last.endswith("”"):
        return (*pieces[:-1], pieces[-1]._replace(text=with_mark(last, ".")))
    return (*pieces, *([] if last.endswith(".") else [Piece(".")]))


def unquoted(title: str) -> tuple[str, str, str]:
    """A title between what is the reference's: quotation marks around it, and the comma or full stop at its end."""
    marks = title[-2:] if title.endswith((",”", ".”")) else title[-1:]
    if title.startswith("“") and marks.endswith("”") and len(title) > 1 + len(marks):
        return "“", title[1 : -len(marks)], marks
    return "", title, ""


def plain(reference: Reference) -> str:
    """A reference as plain text."""
    return "".join(piece.text for piece in reference)


def with_mark(quoted: str, mark: str) -> str:
    """A comma or full stop inside closing quotation marks, single ones included (CMOS 6.9, 6.11)."""
    before = quoted.removesuffix("”")
    # A single mark is an apostrophe unless one opens before it.
    inner = before.removesuffix("’")
    if inner.rfind("‘") > inner.rfind("’"):
        before = inner
    is_stopped = mark == "." and before.endswith((".", "?", "!"))
    return f"{before}{'' if is_stopped else mark}{quoted[len(before) :]}"
