"""Which way a text runs, and which parts of it run the other way: by its letters, of any script."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Letters and marks of Hebrew, Arabic, Syriac, Thaana, N'Ko and other scripts, without digits, which run the other way.
_RTL = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_BETWEEN = ",;·|\n"  # What stands between names and parts of a line, and belongs to none of them
_RUNS_LEFT = re.compile(rf"[{_RTL}](?:[^A-Za-zÀ-ʯ{_BETWEEN}]*[{_RTL}])?")
_LTR = rf"(?:(?![{_RTL}])[^\W\d_])"
_RUNS_RIGHT = re.compile(
    rf"(?:[\d“‘«(\[](?:[^\W{_RTL}{_BETWEEN}]|[.,]\d){{0,20}}[ “‘«(\[]{{0,3}})?{_LTR}(?:(?:[^{_RTL}{_BETWEEN}]|,\d)*[^\s{_RTL}{_BETWEEN}])?"
)


def runs_left(text: str, most: int = 1_000) -> bool:
    """Whether most of the letters at a text's beginning are written from right to left."""
    if text.isascii():
        return False
    beginning = text[:most]
    leftward = sum(map(len, re.findall(rf"[{_RTL}]+", beginning)))
    return bool(leftward) and leftward * 2 > sum(map(str.isalpha, beginning))


def begins_left(text: str, most: int = 1_000) -> bool:
    """Whether the first letter of a text is written from right to left."""
    first = next(filter(str.isalpha, text[:most]), "")
    return bool(re.match(f"[{_RTL}]", first))


def apart(text: str, *, in_rtl: bool) -> Sequence[tuple[int, int]]:
    """The parts of a line that run the other way than what they stand in (`in_rtl`: from right to left), as start and end.

    What stands between such parts, as the comma between two names, is in none of them.
    """
    if not in_rtl and text.isascii():
        return ()
    return [match.span() for match in (_RUNS_RIGHT if in_rtl else _RUNS_LEFT).finditer(text)]
