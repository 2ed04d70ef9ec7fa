"""What stands at the top of a text: headline, byline, date line, dateline. What is not understood stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from backgrounder.language.dates import Date, date_at, date_in, is_written_as_date
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of, pattern_of, patterns_of, words_of
from backgrounder.language.sentences import ends_sentence, is_one_sentence
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Act, Document, quoted
from backgrounder.seeds.cleaning.source_block import ADDRESS
from backgrounder.sources.source import Person

_NEAR_TOP = 6  # blocks that are looked at, from the top
_AGENCY = re.compile(
    r"(?P<place>[A-Z][\w .,'’/-]{1,50}?)\s*\((?P<agency>[A-Z][\w .&'’-]{1,40})\)\s*[-–—]+\s", re.DOTALL
)
_PLACE_AND_DATE = re.compile(r"(?P<place>[A-Z][\w .'’/-]{1,40}),\s+(?P<date>[^—–()]{6,30}?)\s*[-–—]+\s")


class _Found(NamedTuple):
    """What a part of a line tells. `is_later`: the date is that of a later change."""

    names: tuple[Person, ...] = ()
    date: Date | None = None
    is_later: bool = False


def read_top(document: Document) -> Document:
    """Reads bylines, dates and datelines, whichever of these are switched on."""
    document = _read_lines(document) if document.does("byline") or document.does("date") else document
    return _read_dateline(document) if document.does("dateline") else document


def _read_lines(document: Document) -> Document:
    """Reads the lines near the top that name the author or give the date, and leaves them out of the text."""
    kept: list[Block] = []
    acts = list(document.acts)
    told: list[_Found] = []
    short = (block.text if len(block.text) <= 40 else "" for block in document.blocks)
    bare_dates = [_date_alone(text, document.lexicon) for text in short]
    # Several dates that head what follows them are a timeline: none is the text's own.
    is_timeline = len({*bare_dates} - {None}) > 1
    running = False
    for number, block in enumerate(document.blocks):
        text = block.text
        # A sentence of more than 100 characters begins the running text.
        running = running or (len(text) > 100 and ends_sentence(text.rstrip()))
        heads = is_timeline and bare_dates[number] is not None
        if running or heads or number >= _NEAR_TOP or block.kind is not BlockKind.PARAGRAPH or len(text) > 200:
            kept.append(block)
            continue
        start, found = _lines_that_tell(text, document)
        told += found
        what = f"read {quoted(text[start:])} and left it out of the text"
        steps = {"byline": any(one.names for one in found), "date": any(one.date for one in found)}
        gone = block.passage.cut(min(start, len(text)), len(text))
        acts += [Act.on(step, gone, what) for step, does in steps.items() if does]
        kept += [block.cut(0, start - 1)] if start else []
    author = document.told.author or next((one.names for one in told if one.names), ())
    told_now = replace(document.told, author=author, issued=document.told.issued or _issued(told))
    return replace(document, blocks=tuple(kept), told=told_now, acts=tuple(acts))


def _issued(found: Sequence[_Found]) -> Date | None:
    """The last date that is not of a later change, or else the first of these."""
    dates = [one for one in found if one.date]
    return next((one.date for one in reversed(dates) if not one.is_later), dates[0].date if dates else None)


def _lines_that_tell(text: str, document: Document) -> tuple[int, list[_Found]]:
    """Where the lines at the end of a block begin that tell something (behind its end if none does), and what."""
    lines = text.split("\n")
    told = [_told(line, document) for line in lines]
    first = len(lines)
    for number in reversed(range(first)):
        words = lines[number].split()
        # Between a byline and a date may stand a name of at most five words, such as an agency's.
        is_name = len(words) <= 5 and lines[number][:1].isupper() and lines[number][-1:].isalnum()
        if told[number] is not None:
            first = number
        elif first == len(lines) or not (is_name and any(one.names for line in told[:number] for one in line or ())):
            break
    found = [one for line in told[first:] for one in line or ()]
    if not any(one.names or one.date for one in found):
        return len(text) + 1, []
    return sum(len(line) + 1 for line in lines[:first]), found


def _told(line: str, document: Document) -> list[_Found] | None:
    """What the parts of a line tell; None if one of them says something else."""
    found: list[_Found] = []
    for part in (segment.strip(" ,;") for segment in _grammar(document.lexicon).segment.split(line)):
        one = _told_by_part(part, document)
        if one is None and part and not pattern_of(document.lexicon, "bylines", "passing").fullmatch(part):
            return None
        found.append(one or _Found())
    return found


def _told_by_part(part: str, document: Document) -> _Found | None:
    """What a part of a line tells, as far as bylines and dates are to be read."""
    lexicon = document.lexicon
    reads_names, reads_dates = document.does("byline"), document.does("date")
    if reads_names and reads_dates and (both := _posted_by(part, lexicon)):
        return both
    names = names_in(part, lexicon) if reads_names else ()
    date, is_later = _dated(part, lexicon) if reads_dates else (None, False)
    if names or date:
        return _Found(names, date, is_later)
    return _name_and_date(part, lexicon) if reads_names and reads_dates else None


def _posted_by(part: str, lexicon: Lexicon) -> _Found | None:
    """The author and the date of `Posted by Jane Roe on October 12, 2021`."""
    matches = (pattern.fullmatch(part) for pattern in patterns_of(lexicon, "bylines", "authors_and_date"))
    for match in filter(None, matches):
        date, is_later = _dated(match["date"], lexicon)
        if date and (names := names_in(match["names"], lexicon, is_byline=True)):
            return _Found(names, date, is_later)
    return None


def _name_and_date(part: str, lexicon: Lexicon) -> _Found | None:
    """The author and the date of `Jane Roe, October 12, 2021`."""
    name, _, rest = part.partition(", ")
    date, is_later = _dated(rest, lexicon)
    if not date:
        return None
    is_name = _is_name(name, lexicon) and name.split()[0] not in lexicon.bylines.places
    names = names_in(name, lexicon) if _labelled(name, lexicon) else (Person(name),) if is_name else ()
    return _Found(names, date, is_later) if names else None


def names_in(line: str, lexicon: Lexicon = ENGLISH, *, is_byline: bool = False) -> tuple[Person, ...]:
    """The authors that a byline names: `By Jane Roe and John Doe`. Other lines have none, unless known to be one."""
    if "\n" in line and len(line) > 1_000:
        # The patterns for one line would try all ways to divide it.
        return ()
    labelled = _labelled(line, lexicon)
    grammar = _grammar(lexicon)
    parts = [part.strip() for part in grammar.between.split(labelled or line)]
    role = words_of(lexicon, "bylines", "roles")
    roles = [part for part in parts if "\n" not in part and role.search(part)]
    # Where an author is says by itself that a line is no byline.
    elsewhere = all(role.lower().split()[0] in lexicon.bylines.whereabouts for role in roles)
    if elsewhere and not (is_byline or labelled):
        return ()
    names = [part for part in parts if part not in roles]
    if not all(_is_name(part, lexicon) and not {w.lower() for w in part.split()} & grammar.no_names for part in names):
        return ()
    return tuple(Person(" ".join(map(_in_small_letters, name.split()))) for name in names)


def _labelled(line: str, lexicon: Lexicon) -> str | None:
    """The names in a line that begins as a byline does."""
    matches = (pattern.fullmatch(line) for pattern in patterns_of(lexicon, "bylines", "authors"))
    return next((match["names"] for match in matches if match), None)


def _is_name(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is two to five words that begin with capitals, with particles before the later ones."""
    words = text.split()
    capitalised = [word for word in words if word not in lexicon.names.particles]
    return (
        2 <= len(capitalised) <= 5
        and capitalised[0] is words[0]
        and capitalised[-1] is words[-1]
        and all(word[0].isalpha() and not "a" <= word[0] <= "z" for word in capitalised)
        and all(character.isalnum() or character in "_.'’-" for character in "".join(capitalised))
    )


def _in_small_letters(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 2 and "." not in word else word


def _dated(line: str, lexicon: Lexicon) -> tuple[Date | None, bool]:
    """The date of a line that gives nothing else, and whether it is the date of a later change."""
    label = pattern_of(lexicon, "bylines", "dates").match(line)
    change = None if label else pattern_of(lexicon, "bylines", "changes").match(line)
    before = label or change
    return _date_alone(line[before.end() :] if before else line, lexicon), change is not None


def _date_alone(text: str, lexicon: Lexicon) -> Date | None:
    """The date of a text that gives nothing else but a time of day."""
    found = date_at(text, 0, lexicon)
    is_alone = found and (found.end == len(text) or _grammar(lexicon).time.fullmatch(text, found.end))
    return found.date if found and is_alone else None


def _read_dateline(document: Document) -> Document:
    """Reads the agency and the date before the first sentence: `GENEVA, Oct. 12, 2021 (Agency) — …`."""
    for block in document.blocks[:_NEAR_TOP]:
        agency, date = None, None
        if match := _AGENCY.match(block.text):
            agency, date = match["agency"], date_in(match["place"].partition(", ")[2], document.lexicon)
        elif match := _PLACE_AND_DATE.match(block.text):
            date = date_in(match["date"], document.lexicon)
        if match and (agency or date):
            told = document.told
            publication = told.container_title or (None if told.url else agency)
            told = replace(told, issued=told.issued or date, container_title=publication)
            act = Act("dateline", block.passage.origin(0), f"read `{match.group().strip()}`")
            return replace(document, told=told, acts=(*document.acts, act))
    return document


class _Grammar(NamedTuple):
    """What divides a line and a list of authors, a time of day behind a date, and words that no name has."""

    segment: re.Pattern[str]
    between: re.Pattern[str]
    time: re.Pattern[str]
    no_names: frozenset[str]


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    words = lexicon.bylines
    at, half = one_of(words.at, {}), one_of(words.halves_of_day, {})
    weekdays = (names[0].lower() for names in lexicon.calendar.weekdays)
    months = (name.lower() for names in lexicon.calendar.months for name in names)
    return _Grammar(
        segment=re.compile(rf"\s+[|·•/]\s+|\s+[–—-]\s+(?=(?:{one_of(words.segments, {})}|\d)\b)", re.IGNORECASE),
        # Only where white space begins: to try each character of it would take the square of its length.
        between=re.compile(rf",\s+|(?<!\s)(?:\s++{one_of(words.conjunctions, {})}\s+|\s*+&\s*)", re.IGNORECASE),
        time=re.compile(
            rf"(?:T|,|\s|{at}|[-–|@])*\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}}(?:\.\d+)?)?\s*(?:{half})?"
            r"\s*(?:Z|[+-]\d\d:?\d\d|[A-Z]{2,5})?(?:\s*\([A-Z]{2,5}\))?",
            re.IGNORECASE,
        ),
        no_names=words.no_names.union(weekdays, months),
    )


def with_headline(document: Document) -> Document:
    """With the heading as the title, on one line: that of the text, or else its first block if that is a headline."""
    if document.heading is None:
        document = _without_running_head(document)
        heading = _headline(document.blocks, document.lexicon)
        document = replace(document, heading=heading, blocks=document.blocks[1:]) if heading else document
    if document.heading is None:
        return document
    return replace(document, told=replace(document.told, title=document.heading.text.replace("\n", " ")))


def _without_running_head(document: Document) -> Document:
    """Without a first line that was removed elsewhere as a running head, if the one below it can be the headline."""
    blocks = document.blocks
    what = f"removed a running head: `{blocks[0].text}`" if blocks else ""
    if what not in {act.what for act in document.acts} or not _headline(blocks[1:], document.lexicon):
        return document
    act = Act.on("running-heads", blocks[0].passage, what)
    return replace(document, blocks=blocks[1:], acts=(*document.acts, act))


def without_title_stop(document: Document) -> Document:
    """Without the full stop of a title that the heading gave, unless the stop belongs to an abbreviation."""
    title = document.told.title
    if document.heading is None or not title or not title.endswith(".") or title.endswith(".."):
        return document
    last = _words(title[:-1])[-1]
    if len(last) == 1 or last in document.lexicon.bylines.title_abbreviations:
        return document
    act = Act("title-stop", document.heading.passage.origin(len(title) - 1), "left the full stop out of the title")
    return replace(document, told=replace(document.told, title=title[:-1]), acts=(*document.acts, act))


def _headline(blocks: Sequence[Block], lexicon: Lexicon) -> Block | None:
    """The first block as a heading, if it is a headline: one short line, of one sentence, before a longer text."""
    if blocks and blocks[0].kind is BlockKind.SUBHEADING:
        return replace(blocks[0], kind=BlockKind.HEADING, marks=())
    if len(blocks) < 2 or any(block.kind is not BlockKind.PARAGRAPH for block in blocks[:2]):
        return None
    # What heads a part of the text, such as the dates of a timeline, is shorter than any headline.
    below = next((block.text for block in blocks[1:4] if not date_in(block.text, lexicon)), "")
    first = blocks[0].text
    stop = first.endswith(".")
    is_headline = (
        len(first) <= 150
        and len(below) > (2 * len(first) if stop else len(first))
        and "\n" not in first
        and not first.endswith((":", ";", ",", "”", '"'))
        and any(character.isalpha() for character in first)
        and not is_written_as_date(first, lexicon)
        and not (stop and lexicon.bylines.speakers.intersection(_words(first)))
        and is_one_sentence(first, lexicon)
        and not ADDRESS.search(first)
    )
    return replace(blocks[0], kind=BlockKind.HEADING) if is_headline else None


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() or sign == "_" else " " for sign in text).split(" ")
