"""How often a text has a word, as it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

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
