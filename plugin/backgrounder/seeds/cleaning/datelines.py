"""What the first words of a text tell before its first sentence: a place, a date, an agency. They stay in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from backgrounder.language.dates import Date, date_in, dates_within
from backgrounder.language.lexicon import Lexicon
from backgrounder.seeds.cleaning.bylines import is_agency
from backgrounder.seeds.cleaning.top_lines import dated_spans


class _Written:
    """How datelines are written, and within how many characters."""

    longest = 120
    agency = re.compile(
        r"(?P<place>[^\W\d_a-z][\w .,'’/-]{1,50}?)\s*\((?P<agency>[^\W\d_][\w .&/'’-]{1,40})\)\s*[-–—]+\s", re.DOTALL
    )
    known_agency = re.compile(
        r"(?P<place>(?:[^\W\d_a-z][\w .,'’-]{1,50}?\s*)?)[(/](?P<agency>[\w .&/'’-]{2,40})[)/]\.?\s*[-–—:]*\s*"
    )
    place_and_date = re.compile(r"(?P<place>[^\W\d_a-z][\w .'’/-]{1,40}),\s+(?P<date>[^—–()]{6,30}?)\s*[-–—]+\s")
    behind_date = re.compile(r"\)?\s*(?:[-–—|:]+\s|(?<=\))\s|,?\s[^\W\d_a-z][\w .'’/-]{1,40}?\s*[-–—|]+\s)")


class Dateline(NamedTuple):
    """What the first words of a text tell, and the words."""

    words: str
    date: Date | None = None
    agency: str | None = None


def dateline_of(text: str, lexicons: Sequence[Lexicon]) -> Dateline | None:
    """The dateline of a paragraph: `GENEVA, Oct. 12, 2021 (Agency) — …`, `(Reuters) - …`, `5 March 2024 – …`."""
    head = text[: _Written.longest]
    if match := _Written.agency.match(head):
        place = match["place"].partition(", ")[2]
        return Dateline(match.group(), _first(date_in(place, one) for one in lexicons), match["agency"])
    match = _Written.known_agency.match(head)
    if match and any(is_agency(part.strip(), one) for part in match["agency"].split("/") for one in lexicons):
        dates = (span.date for one in lexicons for span in dates_within(match["place"], one))
        return Dateline(match.group(), _first(dates), match["agency"].strip())
    if (match := _Written.place_and_date.match(head)) and (
        date := _first(date_in(match["date"], one) for one in lexicons)
    ):
        return Dateline(match.group(), date)
    for span in (span for one in lexicons for span in dated_spans(head, one)):
        behind = _Written.behind_date.match(head, span.end)
        if behind and not head[: span.start].strip("( "):
            return Dateline(head[: behind.end()], span.date)
    return None


def _first(dates: Iterable[Date | None]) -> Date | None:
    return next(filter(None, dates), None)
