"""Dates as exactly as they are known, and as people write them: one grammar for bylines, headlines, metadata, and imports.

A date is read where all of it is there and the day exists: `12th October 2021`, `Tuesday, Oct. 12, 2021`, `2021-10-12`,
`12.10.2021`, and `Thu, 02/06/2011`, whose order the weekday tells, or else the language, or a number that is no month.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, total_ordering
from itertools import pairwise
from typing import NamedTuple

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of


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


class WrittenDate(NamedTuple):
    """A date in a text, and where it ends there."""

    date: Date
    end: int


def date_at(text: str, start: int = 0, lexicon: Lexicon = ENGLISH) -> WrittenDate | None:
    """The day that is written at a place of a text; None if none is, or if there is no such day."""
    grammar = _grammar(lexicon)
    match = grammar.day.match(text, start)
    found = _date(match, grammar) if match else None
    return WrittenDate(found, match.end()) if match and found else None


class DateSpan(NamedTuple):
    """Where a date stands in a text."""

    start: int
    end: int
    date: Date


def dates_within(text: str, lexicon: Lexicon = ENGLISH) -> Iterator[DateSpan]:
    """The days that are written anywhere in a text, each where no digit and no capital stands before it.

    Pages join a name and a date without a space: `Jane Roe3.11.2023`.
    """
    grammar = _grammar(lexicon)
    for match in grammar.day.finditer(text):
        date = _date(match, grammar)
        before = text[match.start() - 1 : match.start()]
        if date and (not before.isalnum() or (before.islower() and match.group()[0].isdecimal())):
            yield DateSpan(*match.span(), date)


def is_written_as_date(text: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a text is written as a day is and says nothing else, even if there is no such day: `Sept. 31, 2021`."""
    return _grammar(lexicon).day.fullmatch(text) is not None


def date_in(text: str, lexicon: Lexicon = ENGLISH) -> Date | None:
    """The day that a text begins with, apart from white space; None if it begins with none."""
    found = date_at(text.strip(), 0, lexicon)
    return found.date if found else None


def metadata_date(value: str, lexicon: Lexicon = ENGLISH) -> Date | None:
    """The date that a field for dates has, as exactly as it is known: `2021`, `2021/10`, `2021-10-12T08:00Z`, or in words.

    Digits alone are `20211012`, or seconds or milliseconds since 1970.
    """
    written = value.strip()
    if len(written) > 4 and written.isdecimal() and written.isascii():
        if len(written) in (10, 13):
            day = dt.datetime.fromtimestamp(int(written[:10]), dt.UTC)
            return Date(day.year, day.month, day.day)
        return existing(int(written[:4]), int(written[4:6]), int(written[6:])) if len(written) == 8 else None
    parts = re.match(r"(\d{4})(?:[-/](\d\d?))?(?:[-/](\d\d?))?", written)
    return existing(*(int(part) for part in parts.groups() if part)) if parts else date_in(value, lexicon)


def existing(year: int, month: int | None = None, day: int | None = None) -> Date | None:
    """A date, if there is such a one."""
    months, days = 1 if month is None else month, 1 if day is None else day
    if not 1 <= year <= 9999 or not 1 <= months <= 12:
        return None
    return Date(year, month, day) if 1 <= days <= calendar.monthrange(year, months)[1] else None


def month_number(word: str, lexicon: Lexicon = ENGLISH) -> int | None:
    """The number of the month that a word names, in whatever case, with or without a full stop: 10 for `Oct.`."""
    return _grammar(lexicon).months.get(word.lower().rstrip("."))


def in_words(date: Date, lexicon: Lexicon = ENGLISH) -> str:
    """A date as the language writes it; in English as the Chicago Manual does: October 12, 2021."""
    words = lexicon.calendar
    if date.month is None:
        return str(date.year)
    if not words.months:
        return str(date)
    pattern = words.day_in_words if date.day else words.month_in_words
    return pattern.format(day=date.day, month=words.months[date.month - 1][0], year=date.year)


class _Grammar(NamedTuple):
    """How a language writes a day, and the numbers of its months and weekdays by their names in small letters.

    `day_first`: whether the day stands first in `02/06/2011`; None where people write both.
    """

    day: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    day_first: bool | None


_NUMBERS = (
    r"(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4})"
    r"|(?P<y0>\d{4})\s?[年년]\s?(?P<m0>\d{1,2})\s?[月월]\s?(?P<d0>\d{1,2})\s?[日일]"
)
# Only where the day stands first in all dates: 05.03.24.
_SHORT_YEAR = r"|(?P<d7>\d{1,2})\.\s?(?P<m7>\d{1,2})\.\s?(?P<y7>\d\d)(?![\d.])"
_WITH_SLASHES = r"(?:(?P<weekday>{})\.?,?\s+)?(?P<a3>\d{{1,2}})/(?P<b3>\d{{1,2}})/(?P<y3>\d{{4}})"
_GAPS = {
    ("day", "month"): r"\.?\s+{between}",
    ("month", "day"): r"\.?\s+",
    ("day", "year"): r",?\s+",
    ("month", "year"): r"\.?,?\s+{between}",
}


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    words = lexicon.calendar
    months = _numbered(words.months, 1)
    weekdays = _numbered(words.weekdays, 0)
    elements = {
        "day": rf"(?P<d{{0}}>\d{{{{1,2}}}}){one_of(words.ordinals)}?",
        "month": rf"(?P<m{{0}}>{one_of(months.keys())})",
        "year": r"(?P<y{0}>\d{{4}})",
    }
    between = rf"(?:{one_of(words.between)}\s+)?" if words.between else ""
    forms = []
    for number, order in enumerate(words.orders, 4):
        gaps = ["", *(_GAPS.get(pair, r"\s+").format(between=between) for pair in pairwise(order))]
        forms.append("".join(gap + elements[one].format(number) for gap, one in zip(gaps, order, strict=False)))
    weekday = one_of(weekdays.keys())
    day_first = words.slashes[0] == "day" if words.slashes else None
    numbers = _NUMBERS + (_SHORT_YEAR if day_first else "")
    day = rf"(?:{weekday}\.?,?\s+)?(?:{'|'.join([*forms, numbers])})|{_WITH_SLASHES.format(weekday)}"
    return _Grammar(re.compile(day, re.IGNORECASE), months, weekdays, day_first)


def _numbered(names: tuple[tuple[str, ...], ...], first: int) -> dict[str, int]:
    return {name.lower(): number for number, same in enumerate(names, first) for name in same}


def _date(match: re.Match[str], grammar: _Grammar) -> Date | None:
    """The date that a match of a grammar's pattern stands for, if there is such a one."""
    found = {name[0]: value for name, value in match.groupdict().items() if value}
    if "a" in found:
        return _with_slashes(match, grammar)
    month = found["m"]
    number = int(month) if month.isdecimal() else grammar.months[month.lower()]
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    return existing(year, number, int(found["d"]))


def _with_slashes(match: re.Match[str], grammar: _Grammar) -> Date | None:
    """A date in numbers, whose order the weekday tells, or else the language: `Thu, 02/06/2011` is in June.

    None if both orders are possible.
    """
    year, one, other = int(match["y3"]), int(match["a3"]), int(match["b3"])
    possible = {(month, day) for month, day in ((one, other), (other, one)) if existing(year, month, day)}
    if match["weekday"]:
        wanted = grammar.weekdays[match["weekday"].lower()]
        possible = {(month, day) for month, day in possible if calendar.weekday(year, month, day) == wanted}
    elif grammar.day_first is not None:
        possible &= {(other, one) if grammar.day_first else (one, other)}
    return Date(year, *possible.pop()) if len(possible) == 1 else None
