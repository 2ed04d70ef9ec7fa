"""Places in texts: text that knows where each of its characters stands in the file it came from; lines; spans.

Cleaning a seed cuts, joins and replaces. Every such step goes through `Passage`, so that any character of an article
leads back to its place in the seed. A passage does not know its file: `LineIndex` turns origins into lines and columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its `runs`: pairs (offset in the text, in the origin), between which both advance; in code points."""

    text: str
    runs: tuple[tuple[int, int], ...]

    @classmethod
    def whole(cls, text: str) -> Passage:
        """A text that is its own origin."""
        return cls(text, ((0, 0),))

    @classmethod
    def standing_at(cls, origin: int, text: str) -> Passage:
        """A text that the origin spells otherwise: all of it stands where its spelling begins."""
        return cls(text, tuple((offset, origin) for offset in range(len(text))))

    def __len__(self) -> int:
        return len(self.text)

    def origin(self, offset: int) -> int:
        """The origin's offset of the character at `offset`; the end of the text maps behind its last character."""
        if offset and offset == len(self.text):
            return self.origin(offset - 1) + 1
        start, origin = self.runs[bisect_right(self.runs, (offset, _BEYOND)) - 1]
        return origin + offset - start

    def cut(self, start: int, end: int) -> Passage:
        """The passage from `start` to `end`."""
        if not start and end == len(self.text):
            return self
        first = bisect_right(self.runs, (start, _BEYOND)) - 1
        last = bisect_left(self.runs, (end, -1))
        runs = [(0, self.runs[first][1] + start - self.runs[first][0])]
        runs += [(offset - start, origin) for offset, origin in self.runs[first + 1 : last]]
        return Passage(self.text[start:end], tuple(runs))

    def strip(self) -> Passage:
        """Without white space at either end."""
        text = self.text
        start = len(text) - len(text.lstrip())
        return self.cut(start, max(start, len(text.rstrip())))

    def replace(self, edits: Iterable[tuple[int, int, str]]) -> Passage:
        """With each (start, end, replacement) carried out where the old text began; edits ascend and do not overlap."""
        parts: list[Passage] = []
        done = 0
        for start, end, replacement in edits:
            parts.append(self.cut(done, start))
            if replacement:
                parts.append(Passage.standing_at(self.origin(start), replacement))
            done = end
        if not done:
            return self
        parts.append(self.cut(done, len(self.text)))
        return _concatenate(parts)

    @classmethod
    def joined(cls, glue: str, passages: Sequence[Passage]) -> Passage:
        """Passages that stand one after the other in one origin, with `glue` between them."""
        parts: list[Passage] = []
        for passage in passages:
            if parts:
                # Both may stand at one place: a replacement that was divided later.
                end = min(parts[-1].origin(len(parts[-1].text)), passage.origin(0))
                parts.append(Passage.standing_at(end, glue))
            parts.append(passage)
        return _concatenate(parts)


NOTHING = Passage.whole("")


@dataclass(frozen=True, slots=True)
class LineIndex:
    """Turns offsets of a text into lines and columns, both from 1."""

    text: str
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", (0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])))

    def offset(self, line: int) -> int:
        """Where a line (from 1) begins; the end of the text for a line behind its last."""
        return self.starts[line - 1] if line <= len(self.starts) else len(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of the character at `offset`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class Spans:
    """Spans (start, end), sorted once; they may overlap one another, and then the longest around a place is found."""

    __slots__ = ("_ends", "_spans")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans, key=lambda span: (span[0], -span[1]))
        self._ends = list(accumulate((end for _, end in self._spans), max))

    def overlap(self, start: int, end: int) -> tuple[int, int] | None:
        """The first span that has a part of the span from `start` to `end`; None if none has."""
        for index in range(bisect_left(self._ends, start + 1), len(self._spans)):
            span = self._spans[index]
            if span[0] >= end:
                return None
            if span[1] > start:
                return span
        return None


_BEYOND = float("inf")


def _concatenate(parts: Iterable[Passage]) -> Passage:
    runs: list[tuple[int, int]] = []
    texts: list[str] = []
    length = 0
    given = [part for part in parts if part.text]
    if len(given) == 1:
        return given[0]
    for part in given:
        runs.extend((length + offset, origin) for offset, origin in part.runs)
        texts.append(part.text)
        length += len(part.text)
    return Passage("".join(texts), tuple(runs) or ((0, 0),))
