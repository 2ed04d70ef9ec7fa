"""No input takes the square of its length: twice the input makes about twice the work, counted in instructions."""

from __future__ import annotations

import pytest

from doubling import BAR, available, counted
from doubling_entrances import ENTRANCES
from doubling_patterns import PATTERNS, text_of

needs_valgrind = pytest.mark.skipif(bool(available()), reason=available())
LENGTHS = (8_000, 16_000)


@needs_valgrind
def test_twice_the_input_makes_about_twice_the_work() -> None:
    over = [str(one) for one in counted(LENGTHS) if max(one.ratios) > BAR]
    assert not over, "\n".join(over)


@needs_valgrind
def test_what_is_counted_tells_a_square_and_repeats() -> None:
    first, again = (list(counted((16_000, 32_000), ("once", "square"), processes=1)) for _ in range(2))
    once, square = first
    assert max(once.ratios) < BAR < min(square.ratios)
    for one, other in zip(square.costs, again[1].costs, strict=True):
        assert one is not None
        assert other is not None
        assert abs(one - other) < one // 100


def test_the_table_is_complete() -> None:
    """Each row goes somewhere, each entrance has rows, and no row stands there twice."""
    pairs = [(entrance, *row[1:]) for row in PATTERNS for entrance in row[0].split()]
    assert {entrance for entrance, *_ in pairs} | {"once", "square"} == set(ENTRANCES)
    assert len(pairs) == len(set(pairs))
    assert len({text_of(row, 1000) for row in PATTERNS}) >= 400
    for row in PATTERNS:
        assert abs(len(text_of(row, 4000)) - 4000) < max(200, len(text_of(row, 0)))
