"""Dates as catalogues and reference managers record them: ranges, seasons, times, doubts, gaps, and words around a year.

What is read is what is known, and at least a year: of a range its first date, of a season its year, of a year in doubt that
year. It may be EDTF, levels 0 and 1 (https://www.loc.gov/standards/datetime/), or what people write.
"""

from __future__ import annotations

from itertools import chain
from string import ascii_letters

from backgrounder.language.dates import Date, date_in, existing, metadata_date, month_number
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.text.folding import words_of


def recorded_date(text: str, lexicon: Lexicon = ENGLISH) -> Date | None:
    """The first date that a record names; None if it names no year, or one before the first."""
    # Signs of doubt in EDTF, and brackets around what a catalogue has from elsewhere.
    certain = "".join(c for c in text if c not in "?~%[]{}")
    written = _first_of_range(certain.strip(" ().,;"))
    if written.startswith("-"):
        return None
    return _in_figures(written) or date_in(written, lexicon) or _in_words(written, lexicon)


def recorded_parts(year: str, month: str, day: str = "", lexicon: Lexicon = ENGLISH) -> Date | None:
    """The date of a record that has its parts in fields of their own; a day may stand beside the name of the month."""
    known, words = recorded_date(year, lexicon), words_of(month)
    if not known or known.month or not words:
        return known
    # BibTeX knows months by their first three letters.
    named = next(filter(None, (month_number(word[:3], lexicon) for word in words)), 0)
    days = [word for word in words if len(word) <= 2] if named else []
    return _nearest(known.year, named or _number(words[0]), _number(day or next(chain(days, [""]))))


def _first_of_range(text: str) -> str:
    """The beginning of an interval (`2019-03/2020`), or its end where the beginning is open (`../2020`)."""
    start, slash, end = text.partition("/")
    if slash and not any(c.isdecimal() for c in start):
        return end.strip()
    # What is short behind a slash is part of a date: 2019/03/12.
    return start.strip() if slash and len(end.partition("/")[0].strip()) > 2 else text


def _in_figures(text: str) -> Date | None:
    """`2019-03-12`, `2019-3`, `2019-21`, `2019-XX`, `20190312`, `2019-03-12T10:00`, `199X`, `1991–92`; None for anything else."""
    first, *others = text.split() or [""]
    written = first.upper().partition("T")[0].partition("–")[0].replace("/", "-")
    year, *parts = written.split("-")
    # Of a decade or a century the first year, as of any range.
    year = year[:2] + year[2:].replace("X", "0").replace("U", "0")
    # Behind it stands nothing else but a time.
    if not year.isdecimal() or any(":" not in other for other in others):
        return None
    if len(year) not in (3, 4):
        return metadata_date(year) if len(year) == 8 else None
    # Two years, or one of a school, and no month: 2011/12.
    is_of_two = "/" in first and len(parts) == 1
    month, day, *_ = [*([] if is_of_two else map(_number, parts)), 0, 0]
    return _nearest(int(year), month, day)


def _in_words(text: str, lexicon: Lexicon) -> Date | None:
    """A year with other words, which may be a month: `c. 1960`, `2019a`, `March–April 2019`, `Fall 2020`."""
    words = words_of(text)
    years = (int(bare) for word in words if len(bare := word.strip(ascii_letters)) == 4 and bare.isdecimal())
    months = filter(None, (month_number(word, lexicon) for word in words))
    return _nearest(next(years, 0), next(months, 0))


def _nearest(year: int, month: int = 0, day: int = 0) -> Date | None:
    """A date as far as there is such a one."""
    return existing(year, month, day) or existing(year, month) or existing(year)


def _number(text: str) -> int:
    """A month or a day; 0 if it is none."""
    return int(text) if text.isdecimal() and len(text) <= 2 else 0
