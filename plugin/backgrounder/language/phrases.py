"""Patterns from lists of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable


def one_of(phrases: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first, or for nothing if there are none.

    A star at the end of a word stands for any ending: `sail*`.
    """
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    either = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in ordered)
    return f"(?:{either or '(?!)'})"
