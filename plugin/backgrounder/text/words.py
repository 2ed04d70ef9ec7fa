"""Words and phrases in texts, as they are written: how often a word is there, and where each of many phrases is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

_PIECES = re.compile(r"[^\W_]+|\s+|.")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Words:
    """The words of some texts, counted when somebody first asks for one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    def count(self, word: str) -> int:
        """How often the word stands in the texts."""
        return self._counted[word]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.count(word) > 0

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(_WORD.findall("\n".join(self._texts)))


class Phrases:
    """Phrases to find in one pass. Where one begins or ends with a letter or figure, no word goes on there."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Sorts the phrases into a tree of their words. One of white space alone is nowhere."""
        self._tree = _Node()
        for phrase in dict.fromkeys(phrases):
            node = self._tree
            for piece in _PIECES.findall(" ".join(phrase.split())):
                node = node.next.setdefault(piece, _Node())
            node.phrases.append(phrase)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each occurrence of each phrase, with its span. At each place it takes the time of the longest one there."""
        pieces = _PIECES.findall(text)
        places = list(accumulate(map(len, pieces), initial=0))
        pieces = [" " if piece.isspace() else piece for piece in pieces]
        for first, piece in enumerate(pieces):
            behind = first
            node = self._tree.next.get(piece)
            while node:
                behind += 1
                start, end = places[first], places[behind]
                for phrase in node.phrases:
                    # An underscore may join more to a word: pieces end there, and words do not.
                    before = text[start].isalnum() and text[start - 1 : start] == "_"
                    if not before and not (text[end - 1].isalnum() and text[end : end + 1] == "_"):
                        yield phrase, start, end
                node = node.next.get(pieces[behind]) if behind < len(pieces) else None


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    phrases: list[str] = field(default_factory=list)
