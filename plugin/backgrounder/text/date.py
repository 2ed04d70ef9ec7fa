"""A date as exactly as it is known: a year, a month of a year, or a day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
class Date:
    """A date as exactly as it is known: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Date:
        """Reads `2021`, `2021-10` or `2021-10-12`. ValueError otherwise."""
        parts = text.strip().split("-")
        if [len(part) for part in parts] != [4, 2, 2][: len(parts)] or not all(map(str.isdecimal, parts)):
            raise ValueError(f"write a date as 2021, 2021-10 or 2021-10-12, not `{text}`")
        year, month, day = (*map(int, parts), None, None)[:3]
        if not year:
            raise ValueError(f"there is no year 0, in `{text}`")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month:02d}, in `{text}`")
        if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise ValueError(f"there is no such day, in `{text}`")
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def __lt__(self, other: Date) -> bool:
        return (self.year, self.month or 0, self.day or 0) < (other.year, other.month or 0, other.day or 0)
