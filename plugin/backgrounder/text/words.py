"""Words and phrases in texts, as they are written: how often a word is there, and where each of many phrases is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from ahocorasick_rs import AhoCorasick, Implementation

from backgrounder.text.passage import Passage

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SPACES = re.compile(r"\s\s+|[^\S ]")
"""White space that is not a single space."""


class Words:
    """The words of some texts, counted when somebody first asks for one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    def count(self, word: str) -> int:
        """How often the word stands in the texts."""
        return self._counted[word]

    def __contains__(self, word: str) -> bool:
        return self.count(word) > 0

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(_WORD.findall("\n".join(self._texts)))


class Phrases:
    """Phrases to find in one pass. Where one begins or ends with a letter or figure, no word goes on there."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """White space in them stands for any other. A phrase of white space alone is nowhere."""
        self._phrases = [phrase for phrase in dict.fromkeys(phrases) if phrase.strip()]
        spaced = [" ".join(phrase.split()) for phrase in self._phrases]
        self._automaton = AhoCorasick(spaced, implementation=Implementation.ContiguousNFA)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each occurrence of each phrase, with its span."""
        spaced = Passage.whole(text).replace((*match.span(), " ") for match in _SPACES.finditer(text))
        for number, first, behind in self._automaton.find_matches_as_indexes(spaced.text, overlapping=True):
            start, end = spaced.origin(first), spaced.origin(behind - 1) + 1
            if not (_goes_on(text[start], text[start - 1 : start]) or _goes_on(text[end - 1], text[end : end + 1])):
                yield self._phrases[number], start, end


def _goes_on(inside: str, outside: str) -> bool:
    return inside.isalnum() and (outside.isalnum() or outside == "_")
