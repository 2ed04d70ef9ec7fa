"""Direct speech: which spans of a paragraph stand between quotation marks.

Only double marks count; single ones are apostrophes too often. Pasted text mixes straight and curly marks within one
speech, so any closing mark ends it. A speech that is not closed runs to the end of its paragraph: that is how a
quotation of several paragraphs is set.
"""

from __future__ import annotations

import re

_MARK = re.compile('["\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\uff02]')
_CLOSES_ONLY = frozenset("\u300d\u300f")
_OPENS_ONLY = frozenset("\u201e\u300c\u300e")


def speeches(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of direct speech, quotation marks included, in order."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _MARK.finditer(paragraph):
        position, mark = match.start(), match.group()
        if opened is None:
            if mark not in _CLOSES_ONLY and not _closes(paragraph, position, mark):
                opened = position
        elif mark not in _OPENS_ONLY and not _opens_again(paragraph, position, mark):
            spans.append((opened, position + 1))
            opened = None
    if opened is not None:
        spans.append((opened, len(paragraph)))
    return tuple(spans)


def _closes(paragraph: str, position: int, mark: str) -> bool:
    """A mark that can only close: nothing to say follows it, and a word or a stop stands right before it."""
    before = paragraph[position - 1 : position]
    after = paragraph[position + 1 : position + 2]
    inch = mark == '"' and before.isdigit() and not after.isalnum()
    return inch or (mark == "\u201d" and bool(before) and not before.isspace() and not after.isalnum())


def _opens_again(paragraph: str, position: int, mark: str) -> bool:
    """A curly opening mark where a new word begins: a quotation inside the speech, or one that was never closed."""
    before = paragraph[position - 1 : position]
    after = paragraph[position + 1 : position + 2]
    return mark == "\u201c" and before.isspace() and after.isalnum()
