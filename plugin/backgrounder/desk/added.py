"""What `backgrounder add` says of a text: in full what the cleaning left out, and in one line what it joined and mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from backgrounder.seeds.article import Repair

_LEAVES_NOTHING_OUT = frozenset(
    "mojibake soft-hyphens unprintable hyphenated-words paragraphs wrapped-lines broken-sentences dateline".split()
)
"""Steps of cleaning after which every word is still there."""


def told(repairs: Sequence[Repair], *, verbose: bool = False) -> Iterator[str]:
    """The lines about what the cleaning did. `verbose`: each place that it joined or mended, too."""
    short = () if verbose else _LEAVES_NOTHING_OUT
    yield from dict.fromkeys(f"{one.place}: {one.what}" for one in repairs if one.step not in short)
    times = Counter(one.step for one in repairs if one.step in short)
    if times:
        steps = ", ".join(f"{step} ({count_of(count, 'time')})" for step, count in times.items())
        yield f"joined and mended: {steps}; --verbose lists each place"


def count_of(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}{'s' * (number != 1)}"
