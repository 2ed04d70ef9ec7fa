"""The text around a name: what the rules ask about it, made once for each stretch, and the words beside a place in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.linking.mention import Reason, Stretch
from backgrounder.linking.names import NameIndex, Occurrence
from backgrounder.text.folding import Folded
from backgrounder.text.passage import Spans
from backgrounder.text.words import Words

_WORD = re.compile(r"[^\W\d_][\w.]*")
_LAST_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?\Z")
HYPHENS = "-\u2010\u2011"
_REACH = 60
"""How far from a name the end of its neighbour is looked for."""


class Context:
    """A stretch around its occurrences.

    `text`: as it is written; `folded`: as names are looked for in it. `starts`, `ends`: where names that editors wrote
    down begin and end in `text`. `by_start`: the occurrences by their starts in `folded`. `protected`: the phrases in
    `folded` that are nobody's names, by place. `words`: the words of the whole article. `lexicon`: its language's.
    """

    def __init__(
        self,
        stretch: Stretch,
        folded: Folded,
        occurrences: Sequence[Occurrence],
        never: NameIndex,
        *,
        words: Words,
        lexicon: Lexicon = ENGLISH,
    ) -> None:
        """`never`: the phrases that are nobody's names."""
        own = [occurrence.written for occurrence in occurrences if not occurrence.traits.are_short]
        code = [(zone.start, zone.end) for zone in stretch.zones if zone.reason is Reason.CODE]
        self.text = stretch.text
        self.folded = folded.text
        self.starts = frozenset(start for start, _ in own)
        self.ends = frozenset(end for _, end in own)
        self.by_start = {occurrence.start: occurrence for occurrence in occurrences}
        self.protected = never.find(folded, lexicon)
        self.code = Spans(code) if code else None
        self.is_heading = any(zone.reason is Reason.HEADING for zone in stretch.zones)
        self.words = words
        self.lexicon = lexicon


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
