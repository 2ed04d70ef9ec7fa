"""Sets of spans that are asked often whether one of them overlaps another span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Spans:
    """Spans (start, end), sorted once; they may overlap one another, and then the longest around a place is found."""

    __slots__ = ("_ends", "_spans")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans, key=lambda span: (span[0], -span[1]))
        self._ends: list[int] = []
        furthest = 0
        for _, end in self._spans:
            furthest = max(furthest, end)
            self._ends.append(furthest)

    def overlap(self, start: int, end: int) -> tuple[int, int] | None:
        """The first span that has a part of the span from `start` to `end`; None if none has."""
        for index in range(bisect_left(self._ends, start + 1), len(self._spans)):
            span = self._spans[index]
            if span[0] >= end:
                return None
            if span[1] > start:
                return span
        return None
