"""Phrases in texts: all of them in one pass, so that the cost of finding them does not depend on their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

_PIECES = re.compile(r"[^\W_]+|\s+|.")


class Phrases:
    """Phrases to find in texts. Where one begins or ends with a letter or figure, no word goes on there."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Sorts the phrases into a tree of their words. One of white space alone is nowhere."""
        self._tree = _Node()
        for phrase in dict.fromkeys(phrases):
            node = self._tree
            for piece in _PIECES.findall(" ".join(phrase.split())):
                node = node.next.setdefault(piece, _Node())
            node.phrases.append(phrase)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each occurrence of each phrase, by its beginning, with its span. One run of white space is as good as another.

        At each place it goes on only as far as the beginning of some phrase, so the longest of them should be short.
        """
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
                    if not _goes_on(text, start, end):
                        yield phrase, start, end
                node = node.next.get(pieces[behind]) if behind < len(pieces) else None


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    phrases: list[str] = field(default_factory=list)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether an underscore joins more to a span's word: pieces end there, and words do not."""
    before = text[start].isalnum() and text[start - 1 : start] == "_"
    return before or (text[end - 1].isalnum() and text[end : end + 1] == "_")
