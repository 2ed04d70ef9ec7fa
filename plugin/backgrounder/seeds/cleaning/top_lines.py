"""What one line at the top of a text tells: who wrote it, when, for whom. A line that says anything else tells nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from backgrounder.language.dates import Date, date_at, dates_within
from backgrounder.language.lexicon import Lexicon
from backgrounder.language.phrases import one_of, pattern_of
from backgrounder.language.places import is_city
from backgrounder.seeds.cleaning.bylines import (
    Byline,
    bare,
    byline_in,
    is_agency,
    is_person,
    is_publication,
    stands_behind,
)
from backgrounder.sources.source_fields import Person


class LineFound(NamedTuple):
    """What a line tells. `is_later`: its date is that of a later change."""

    byline: Byline | None = None
    date: Date | None = None
    is_later: bool = False


class DatedSpan(NamedTuple):
    """Where a date stands in a line, with the words before it and the time of day on either side."""

    start: int
    end: int
    date: Date
    is_later: bool


def told_by_line(
    line: str,
    lexicon: Lexicon,
    *,
    names: bool = True,
    dates: bool = True,
    is_first: bool = False,
    bare_names: bool = True,
) -> LineFound | None:
    """What a line tells, as far as names and dates are to be read; None if it says anything else.

    `is_first`: nothing stands above it, so that a name alone may be the headline. `bare_names`: whether words in capitals
    beside a date are a person's name, which they are not where all nouns have capitals.
    """
    if names and not is_first and is_agency(bare(line), lexicon):
        return LineFound(Byline(publication=bare(line), is_agency=True))
    spans = list(dated_spans(line, lexicon)) if dates and any(map(str.isdecimal, line)) else []
    found: list[Byline] = []
    for piece, is_before_comma in _pieces(line, spans):
        tells = _told_by_piece(
            piece, lexicon, names=names, beside_date=bool(spans), may_be_place=is_before_comma, bare_names=bare_names
        )
        if tells is None:
            return None
        found += tells
    if not (spans or any(one.authors or one == Byline() for one in found)):
        return None
    own = [one for one in spans if not one.is_later] or spans[:1]
    date = own[-1] if own else None
    # Of two names beside a date the second is whom the first one writes for.
    return LineFound(joined(found) if found else None, date and date.date, bool(date and date.is_later))


def dated_spans(line: str, lexicon: Lexicon) -> Iterator[DatedSpan]:
    """The dates in a line: `Published 10:30 AM EST, Tue March 5, 2024`."""
    grammar = _grammar(lexicon)
    done = 0
    for found in dates_within(line, lexicon):
        if found.start < done:
            continue
        before = grammar.before.search(line, done, found.start)
        start = before.start() if before else found.start
        time = grammar.time.match(line, found.end)
        done = time.end() if time else found.end
        yield DatedSpan(start, done, found.date, bool(before and before["change"]))


def date_alone(text: str, lexicon: Lexicon) -> Date | None:
    """The date of a text that gives nothing else but a time of day."""
    found = date_at(text, 0, lexicon)
    is_alone = found and (found.end == len(text) or _grammar(lexicon).time.fullmatch(text, found.end))
    return found.date if found and is_alone else None


def told_below_byline(line: str, lexicon: Lexicon) -> LineFound | None:
    """What a line tells that stands below a byline, and says for whom or where its author writes, or who that is."""
    kind = stands_behind(line, lexicon)
    is_body = kind in ("publication", "agency")
    return LineFound(Byline((), bare(line) if is_body else None, kind == "agency")) if kind else None


def _name_alone(text: str, lexicon: Lexicon) -> Byline | None:
    """What a name is that stands beside a date: an author's, or a publication's."""
    if is_publication(text, lexicon):
        return Byline(publication=text, is_agency=is_agency(text, lexicon))
    return Byline((Person(text),)) if is_person(text, lexicon) else None


def joined(bylines: Iterable[Byline]) -> Byline:
    """What several lines or pieces tell together: authors stand in one of them. An agency signs what nobody else does."""
    bylines = [*bylines]
    authors = next((one.authors for one in bylines if one.authors), ())
    publication = next((one for one in bylines if one.publication), None)
    name = publication.publication if publication else None
    if publication and name and publication.is_agency and not authors:
        return Byline((Person(name),))
    return Byline(authors, name)


def _pieces(line: str, spans: list[DatedSpan]) -> Iterator[tuple[str, bool]]:
    """What stands in a line beside its dates, and whether a comma and a date follow it, as they follow a place."""
    start = 0
    for span in spans:
        piece = line[start : span.start]
        yield bare(piece.rstrip(" (").lstrip(" )")), piece.rstrip().endswith((",", "(")) or start == 0
        start = span.end
    yield bare(line[start:].lstrip(" )")), False


def _told_by_piece(
    piece: str, lexicon: Lexicon, *, names: bool, beside_date: bool, may_be_place: bool, bare_names: bool
) -> list[Byline] | None:
    """What a piece of a line tells: as a whole, or else part by part; None if one of these says something else."""
    if names and (whole := byline_in(piece, lexicon)):
        return [whole]
    found: list[Byline] = []
    for part in (bare(part) for part in _grammar(lexicon).parts.split(piece)):
        says_nothing = not part or any(
            pattern_of(lexicon, *key).fullmatch(part) for key in (("bylines", "passing"), ("web", "sections"))
        )
        if says_nothing or (beside_date and may_be_place and _is_place(part, lexicon)):
            continue
        whole = byline_in(part, lexicon) if names else None
        byline = whole or (_name_alone(part, lexicon) if names else None)
        is_bare = byline is not None and byline.authors and not whole
        if byline is None or (is_bare and not bare_names) or not (beside_date or found or whole):
            return None
        found.append(byline)
    return found


def _is_place(text: str, lexicon: Lexicon) -> bool:
    """Whether a name before a date is that of a place."""
    words = text.split()
    if is_city(text) or (words[0] in lexicon.bylines.places and len(words) < 4):
        return True
    is_word = len(words) == 1 and text.isalpha() and not text[0].islower() and not is_agency(text, lexicon)
    return is_word and len(text) > 3 and text.lower() not in lexicon.bylines.no_names


class _Grammar(NamedTuple):
    """What stands before a date, a time of day behind it, and what divides a line."""

    before: re.Pattern[str]
    time: re.Pattern[str]
    parts: re.Pattern[str]


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    words = lexicon.bylines
    at, half = one_of(words.at, {}), one_of(words.halves_of_day, {})
    zone = rf"(?:(?-i:{one_of(words.zones, {})})\b|[+-]\d\d:?\d\d)"
    zone = rf"(?:\s*{zone}(?:[+-]\d\d?)?)?(?:\s*\({zone}(?:[+-]\d\d?)?\))?"
    time = rf"(?:\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}}(?:\.\d+)?)?\s*(?:{half})?|\d{{1,2}}\s*{half}){zone}"
    labels = rf"(?:{one_of(words.dates, {})}|(?P<change>{one_of(words.changes, {})}))"
    gap = rf"(?:[\s,|·•@/–-]|{at}\b)*"
    return _Grammar(
        before=re.compile(rf"(?<!\w)(?:{labels}{gap}(?:{time}{gap})?|{time}{gap})\Z", re.IGNORECASE),
        time=re.compile(rf"(?:T|{gap}){time}", re.IGNORECASE),
        parts=re.compile(r"\s[|·•/–—-]\s"),
    )
