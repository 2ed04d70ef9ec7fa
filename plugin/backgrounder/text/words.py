"""How often a text has a word, as it is written."""

from __future__ import annotations

from collections.abc import Iterable

_INSIDE = frozenset("'’-")
"""What joins letters to one word: `Taiwan’s`, `self-ruling`."""


class Words:
    """The words of some texts. A word is counted when somebody asks for it: few words of a text are asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = "\n".join(("", *texts, ""))
        self._counted: dict[str, int] = {}

    def count(self, word: str) -> int:
        """How often the word stands in the texts."""
        if word not in self._counted:
            self._counted[word] = self._count(word)
        return self._counted[word]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.count(word) > 0

    def _count(self, word: str) -> int:
        text, found = self._text, 0
        start = text.find(word)
        while start > 0:
            end = start + len(word)
            before, after = text[start - 1], text[end]
            inside = before.isalnum() or (before in _INSIDE and text[start - 2].isalnum())
            found += not (inside or after.isalnum() or after in _INSIDE)
            start = text.find(word, end)
        return found
