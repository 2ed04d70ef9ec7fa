"""What `backgrounder add` says of a text: in full what the cleaning left out, and in one line what it joined and mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from backgrounder.seeds.article import Repair

_LEAVES_NOTHING_OUT = frozenset(
    "mojibake soft-hyphens unprintable hyphenated-words paragraphs wrapped-lines broken-sentences dateline".split()
)
"""Steps of cleaning after which every word is still there."""


def told(repairs: Sequence[Repair], *, verbose: bool = False) -> Iterator[str]:
    """The lines about what the cleaning did. `verbose`: each place that it joined or mended, too."""
    short = () if verbose else _LEAVES_NOTHING_OUT
    yield from dict.fromkeys(f"{one.place}: {one.what}" for one in repairs if one.step not in short)
    yield from _in_one_line(one.step for one in repairs if one.step in short)


def _in_one_line(steps: Iterable[str]) -> Iterator[str]:
    """How often each step was taken; nothing if none was."""
    times = ", ".join(f"{step} ({count_of(count, 'time')})" for step, count in Counter(steps).items())
    if times:
        yield f"joined and mended: {times}; --verbose lists each place"


def count_of(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}{'s' * (number != 1)}"
