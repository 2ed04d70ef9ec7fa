"""The words beside a name in a text as it is written: what stands right before it, and what right behind it."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w.]*")
_LAST_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?\Z")
HYPHENS = "-\u2010\u2011"
_REACH = 60
"""How far from a name the end of its neighbour is looked for."""


def word_behind(text: str, end: int) -> str:
    """The word behind a space behind a name, which ends at `end`, with its full stops; empty if there is none."""
    match = _WORD.match(text, end + 1, end + _REACH) if text.startswith(" ", end) else None
    return match[0] if match else ""


def capital_behind(text: str, end: int) -> str:
    """The word behind a name if it has a capital; empty if not."""
    return word_behind(text, end) if is_capitalised(text[end + 1 : end + 2]) else ""


def word_before(text: str, start: int, between: str = " ") -> str:
    """The word before a name, which begins at `start`, with a full stop at its end; empty if there is none.

    `between`: the characters one of which may stand between the two.
    """
    if start == 0 or text[start - 1] not in between:
        return ""
    farthest = max(0, start - _REACH)
    written = text[max(text.rfind(" ", farthest, start - 1) + 1, farthest) : start - 1]
    if written.isalpha():
        return written  # As most are.
    match = _LAST_WORD.search(written)
    return match[0] if match else ""


def plain(word: str) -> str:
    """A word in small letters, without the full stop at its end."""
    return word.lower().rstrip(".")


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital."""
    return word[:1].isupper() or word[:1].istitle()
