"""Which office stands before a name, as an article has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backgrounder.language.lexicon import ENGLISH, Lexicon

_LAST_WORD = re.compile(r"(?<![\w.’'-])(?:(?:[^\W\d_]\.)+|[^\W\d_][\w’'-]*)\Z")
"""Initials, or a word that nothing belongs to but what opens before it."""


def office_before(text: str, start: int, lexicon: Lexicon = ENGLISH, reach: int = 120) -> str | None:
    """The office that stands before a name, with what it is the office of: `Chinese Foreign Ministry spokesperson`.

    `reach`: how many characters before the name are looked at.
    """
    before = text[max(0, start - reach) : start]
    if start > reach:
        before = before.partition(" ")[2]
    office = list(_from_the_end(before, lexicon))[::-1]
    if not any(word.lower().rstrip(".").rpartition("-")[2] in lexicon.offices.words for word in office):
        return None
    while office and office[0].lower() in lexicon.grammar.function_words:
        del office[0]
    return " ".join(office) or None


def _from_the_end(before: str, lexicon: Lexicon) -> Iterator[str]:
    """From the last to the first, the words before a space at the end of a text that may all be of one office."""
    for word in reversed(before[:-1].split(" ")) if before.endswith(" ") else ():
        match = _LAST_WORD.search(word)
        found = match.group() if match else ""
        small = found in lexicon.offices.words or found in lexicon.capitals.inside_offices
        if not (found[:1].isupper() or small):
            return
        yield found
        if found != word:
            return
