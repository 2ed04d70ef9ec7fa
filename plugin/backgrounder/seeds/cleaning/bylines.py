"""What a text itself tells of its author and date: byline, date line, dateline. In English; what is not understood stays.

Only lines near the top, and only those that say nothing else. A reader marks what was found as read from the text.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace

from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Act, Document
from backgrounder.sources.source import Person
from backgrounder.text.date import Date

_NEAR_TOP = 6
"""Blocks that are looked at."""
_LONGEST = 200
_LONGEST_LINE = 100
"""Characters of a sentence with which the running text has begun."""
_LONGEST_BYLINE = 1_000
"""Characters of a byline in several lines: the patterns for one line would try all ways to divide it."""
_LONGEST_DATE = 40
_LONGEST_AFFILIATION = 5
"""Words of a line between author and date."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan;february feb;march mar;april apr;may;june jun;july jul;august aug;september sept sep;october oct;november nov;december dec".split(
            ";"
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(_WEEKDAY + pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\.?\s+{_MONTH},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    )
)
_LABEL = re.compile(
    r"(?P<label>first published|published|posted|last updated|updated|last modified|modified|date|issued|created)\s*(?:on|at)?\s*:?\s*",
    re.IGNORECASE,
)
_LATER = ("updated", "last updated", "modified", "last modified")
_TIME = re.compile(
    r"(?:T|,|\s|at|[-–|@])*\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\.?)?\s*(?:Z|[+-]\d\d:?\d\d|[A-Z]{2,5})?(?:\s*\([A-Z]{2,5}\))?",
    re.IGNORECASE,
)
_BY_AND_ON = re.compile(
    r"(?:posted|submitted|published|written)\s+by\s+(?P<names>.+?)\s+on\s+(?P<date>.+?)(?:\s+in\s+\D+)?", re.IGNORECASE
)
_NUMBERS = re.compile(
    r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)\w*,?\s+(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"\d+[\s-]min(?:ute)?s?(?:\s+read)?|(?:(?:last\s+)?(?:updated|modified)\s+)?\d+\s+(?:second|minute|hour|day|week)s?\s+ago",
    re.IGNORECASE,
)
"""What says nothing that lasts: minutes to read, hours since a change."""
_SEGMENT = re.compile(r"\n|\s+[|·•/]\s+|\s+[–—-]\s+(?=(?:by|published|updated|\d)\b)", re.IGNORECASE)
_BY = re.compile(
    r"(?:(?:posted|written|submitted|text|story|words)\s+)?by\s*:?\s+(?P<names>.+)|text:\s+(?P<text>.+)", re.IGNORECASE
)
_ROLE = re.compile(
    r"(?:.*\b)?(?:correspondent|reporters?|editors?|staff(?:\s+writers?)?|writers?|columnist|analyst|bureau(?:\s+chief)?|contributors?|agencies|special\s+to\s+.*|in\s+[A-Z]\w+)\b.*",
    re.IGNORECASE,
)
_WHERE = re.compile(r"in\s", re.IGNORECASE)
"""Where an author is: by itself no sign of a byline."""
_PARTICLE = "(?:de|del|della|der|den|van|von|da|di|du|la|le|al|el|bin|ibn|ter|ten|y)"
_NAME = re.compile(rf"(?:[^\W\d_a-z][\w.'’-]*)(?:\s+(?:{_PARTICLE}\s+)*[^\W\d_a-z][\w.'’-]*){{1,4}}")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w .,'’/-]{1,50}?)\s*\((?P<agency>[A-Z][\w .&'’-]{1,40})\)\s*[-–—]+\s", re.DOTALL
)
_PLACE_AND_DATE = re.compile(r"(?P<place>[A-Z][\w .'’/-]{1,40}),\s+(?P<date>[^—–()]{6,30}?)\s*[-–—]+\s")
_PLACES = frozenset(
    "New San Santa St. Saint Los Las El Buenos Hong Kuala Tel Abu Rio Cape Addis Mexico Port Fort Nizhny".split()
)
"""First words of places of two words: `New York, October 12, 2021` names nobody."""
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday the a an this that now then today".split()
) | frozenset(_MONTHS)


def read_bylines(document: Document) -> Document:
    """Reads the lines near the top that name the author, and leaves them out. A line may give the date, too, and so the
    dates are read along with them."""
    return _read_lines(document)


def read_dates(document: Document) -> Document:
    """Reads the lines near the top that give the date, where `read_bylines` has not."""
    return document if document.does("byline") else _read_lines(document)


def read_top(document: Document) -> Document:
    """Reads bylines, dates and datelines, whichever of these are switched on."""
    for step, read in (("byline", read_bylines), ("date", read_dates), ("dateline", read_dateline)):
        document = read(document) if document.does(step) else document
    return document


def _read_lines(document: Document) -> Document:
    author: tuple[Person, ...] = ()
    issued: Date | None = None
    kept: list[Block] = []
    acts: list[Act] = []
    running = False
    timeline = _is_timeline(document.blocks)
    for number, block in enumerate(document.blocks):
        text = block.text
        running = running or (len(text) > _LONGEST_LINE and text.rstrip('"”’)').endswith((".", "!", "?")))
        heads = timeline and _bare_date(text) is not None
        is_prose = number >= _NEAR_TOP or block.kind is not BlockKind.PARAGRAPH or len(text) > _LONGEST
        if running or heads or is_prose:
            kept.append(block)
            continue
        start, found = _lines_that_tell(text, document)
        for names, date, later in found:
            author = author or names
            issued = issued if issued and (later or date is None) else date or issued
        for step, does in (("byline", any(f[0] for f in found)), ("date", any(f[1] for f in found))):
            if does:
                what = f"read `{' '.join(text[start:].split())}` and left it out of the text"
                acts.append(Act(step, block.passage.origin(start), what))
        if start == len(text) + 1:
            kept.append(block)
        elif start:
            kept.append(block.cut(0, start - 1))
    told = replace(document.told, author=document.told.author or author, issued=document.told.issued or issued)
    return replace(document, blocks=tuple(kept), told=told, acts=(*document.acts, *acts))


_Found = tuple[tuple[Person, ...], Date | None, bool]


def _lines_that_tell(text: str, document: Document) -> tuple[int, list[_Found]]:
    """Where the lines at the end of a block begin that tell something (behind its end if none does), and what."""
    lines = text.split("\n")
    told = [_told(line, document) for line in lines]
    first = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        if told[number] is not None:
            first = number
        elif first == len(lines) or not (_is_affiliation(lines[number]) and any(map(_names_somebody, told[:number]))):
            break
    found = [one for line in told[first:] for one in line or ()]
    if not any(names or date for names, date, _ in found):
        return len(text) + 1, []
    return sum(len(line) + 1 for line in lines[:first]), found


def _is_affiliation(line: str) -> bool:
    """Whether a line between a byline and a date is a name, such as an agency's."""
    return len(line.split()) <= _LONGEST_AFFILIATION and line[:1].isupper() and line[-1:].isalnum()


def _names_somebody(told: Sequence[_Found] | None) -> bool:
    return any(names for names, _, _ in told or ())


def _told(line: str, document: Document) -> list[_Found] | None:
    """What the parts of a line tell; None if one of them says something else."""
    found: list[_Found] = []
    for part in (segment.strip(" ,;") for segment in _SEGMENT.split(line)):
        both = _BY_AND_ON.fullmatch(part)
        if both and document.does("byline") and document.does("date"):
            date, later = _dated(both["date"])
            if date and names_in(f"By {both['names']}"):
                found.append((names_in(f"By {both['names']}"), date, later))
                continue
        names = names_in(part) if document.does("byline") else ()
        date, later = _dated(part) if document.does("date") else (None, False)
        if not names and not date and document.does("byline"):
            name, comma, rest = part.partition(", ")
            is_name = comma and _NAME.fullmatch(name) and name.split()[0] not in _PLACES
            authors = names_in(name) if _BY.fullmatch(name) else (Person(name),) if is_name else ()
            date, later = _dated(rest) if authors else (None, False)
            names = authors if date and document.does("date") else ()
        if not (names or date or not part or _PASSING.fullmatch(part)):
            return None
        found.append((names, date, later))
    return found


def names_in(line: str) -> tuple[Person, ...]:
    """The authors that a byline names: `By Jane Roe and John Doe`, `Jane Roe, Correspondent`. Empty for any other line."""
    if "\n" in line and len(line) > _LONGEST_BYLINE:
        return ()
    match = _BY.fullmatch(line)
    parts = [
        part.strip()
        for part in re.split(
            r",\s+|\s+and\s+|\s*&\s*", (match["names"] or match["text"]) if match else line, flags=re.IGNORECASE
        )
    ]
    roles = [part for part in parts if _ROLE.fullmatch(part)]
    names = [part for part in parts if part not in roles]
    if not match and all(_WHERE.match(role) for role in roles):
        return ()
    named = all(_NAME.fullmatch(part) and not {w.lower() for w in part.split()} & _NOT_NAMES for part in names)
    if not names or not named or not (match or roles):
        return ()
    return tuple(Person(" ".join(_in_small_letters(word) for word in name.split())) for name in names)


def _in_small_letters(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 2 and "." not in word else word


def _dated(line: str) -> tuple[Date | None, bool]:
    """The date of a line that gives nothing else, and whether it is the date of a later change."""
    label = _LABEL.match(line)
    rest = line[label.end() :] if label else line
    for pattern in _DATES:
        match = pattern.match(rest)
        if match and (match.end() == len(rest) or _TIME.fullmatch(rest, match.end())):
            return _date(match), bool(label and label["label"].lower() in _LATER)
    numbers = _NUMBERS.match(rest)
    if numbers and (numbers.end() == len(rest) or _TIME.fullmatch(rest, numbers.end())):
        return _by_weekday(numbers), bool(label and label["label"].lower() in _LATER)
    return None, False


def _by_weekday(match: re.Match[str]) -> Date | None:
    """A date in numbers, whose order the weekday tells: `Thu, 02/06/2011` is in June."""
    wanted = "mon tue wed thu fri sat sun".split().index(match["weekday"].lower())
    found = []
    for month, day in ((int(match["one"]), int(match["other"])), (int(match["other"]), int(match["one"]))):
        try:
            if calendar.weekday(int(match["year"]), month, day) == wanted:
                found.append(Date(int(match["year"]), month, day))
        except (ValueError, IndexError):
            continue
    return found[0] if len(set(found)) == 1 else None


def _bare_date(text: str) -> Date | None:
    """The date of a text that says nothing else."""
    return _dated(text)[0] if text[:1].isalnum() and len(text) <= _LONGEST_DATE and not _LABEL.match(text) else None


def _is_timeline(blocks: Sequence[Block]) -> bool:
    """Whether several dates head what follows them: then none is the text's own."""
    return len({date for block in blocks if (date := _bare_date(block.text))}) > 1


def date_in(text: str) -> Date | None:
    """The date that a text begins with; None if it begins with none."""
    return next((date for p in _DATES if (m := p.match(text.strip())) and (date := _date(m))), None)


def _date(match: re.Match[str]) -> Date | None:
    month = _MONTHS.get(match["month"].lower().rstrip("."), 0) or int(match["month"])
    try:
        return Date.parse(f"{match['year']}-{month:02d}-{int(match['day']):02d}")
    except ValueError:
        return None


def read_dateline(document: Document) -> Document:
    """Reads the agency and the date before the first sentence: `GENEVA, Oct. 12, 2021 (Agency) — …`."""
    for block in document.blocks[:_NEAR_TOP]:
        agency, date = None, None
        match = _DATELINE.match(block.text)
        if match:
            dated = re.search(r",\s+(.+)\Z", match["place"])
            agency, date = match["agency"], date_in(dated[1]) if dated else None
        elif match := _PLACE_AND_DATE.match(block.text):
            date = date_in(match["date"])
        if match and (agency or date):
            told = document.told
            publication = told.container_title or (None if told.url else agency)
            told = replace(told, issued=told.issued or date, container_title=publication)
            act = Act("dateline", block.passage.origin(0), f"read `{match.group().strip()}`")
            return replace(document, told=told, acts=(*document.acts, act))
    return document
