"""Who wrote a web page and when, as its head says and as its theme marks it. A site's own name is no author."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from backgrounder.language.dates import Date, metadata_date
from backgrounder.language.lexicon import Lexicon
from backgrounder.seeds.cleaning.bylines import byline_in, is_name, is_nobody, names_behind_label
from backgrounder.seeds.cleaning.top_lines import dated_spans, told_by_line
from backgrounder.sources.source_fields import Person
from backgrounder.text.decode import one_line
from backgrounder.text.folding import letters_of


class _Fields:
    """Names of meta elements that give authors and dates, most reliable first. The last is what stands in elements of time."""

    authors = (
        "author authors article:author article:author_name og:article:author parsely-author sailthru.author byl byline dc.creator "
        "dcterms.creator dc.creator.personalname citation_authors shareaholic:article_author_name cxenseparse:author bt:author creator"
    ).split()
    dates = (
        "citation_publication_date citation_online_date citation_date article:published_time datepublished dc.date dc.date.issued "
        "dcterms.issued dcterms.created dc.date.created dcterms.date pubdate publishdate publish-date publish_date publication_date "
        "publicationdate parsely-pub-date sailthru.date og:published_time og:article:published_time article:published "
        "article.published bt:pubdate cxenseparse:recs:publishtime vr:published_time lp.article:published_time originalpublicationdate "
        "datecreated date.created date <published> <time>"
    ).split()


class _Near:
    """Characters of text: above and below headings, in which bylines stand; between two names; of the longest mark that is read, and
    of the longest field of a head.
    """

    above, below, between, longest, longest_in_head = 400, 1_500, 60, 300, 2_000


class _Written:
    """What divides a byline, the name of an account, and a date in an address."""

    pieces = re.compile(r"\s[|·•–—-]\s")
    account = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W_a-z][\w.'’-]*){0,2}|[^\W_]{5,20}")
    in_address = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|-|\Z)")


class Marked(NamedTuple):
    """A text that a theme marks, and where it begins and ends among all texts of the page."""

    text: str
    start: int
    end: int


class Head(Protocol):
    """What is known of a page's head, and of what its theme marks."""

    @property
    def values(self) -> Mapping[str, Sequence[str]]:
        """What the head has, by the names of its fields in small letters."""

    def marked(self, kind: str) -> Sequence[Marked]:
        """What a theme marks as an `author`, a `byline` or a `date`, headings (`h1`) and times."""


def page_authors(
    head: Head, items: Sequence[Mapping[str, Any]], sites: Iterable[str | None], lexicons: Sequence[Lexicon]
) -> tuple[Person, ...]:
    """The authors of a page: the first of its sources that names persons, or else the first that names anybody.

    `items`: what its linked data describes. `sites`: what the site is called.
    """
    own = {key for site in sites if site for key in keys_of(site)}
    second: tuple[Person, ...] = ()
    for names, is_mark in (*_sources(head, items), (_marked_names(head, lexicons), True)):
        read = [_people(name, lexicons, is_mark=is_mark) for name in names]
        known = [(one, is_sure) for people, is_sure in read for one in people if own.isdisjoint(keys_of(one.printed))]
        people = tuple(dict.fromkeys(one for one, _ in known))
        if any(is_sure for _, is_sure in known):
            return people
        second = second or people
    return second


def page_date(
    head: Head, items: Sequence[Mapping[str, Any]], address: str | None, lexicons: Sequence[Lexicon]
) -> Date | None:
    """The date of a page: that of its linked data, its head, what its theme marks, or its address, in this order."""
    given = [str(item["datePublished"]) for item in items if item.get("datePublished")]
    given += [value for name in _Fields.dates for value in head.values.get(name, ())]
    times = [mark.text for mark in _near_heading(head, head.marked("time"))]
    texts = [mark.text for mark in _near_heading(head, head.marked("date")) if len(mark.text) <= _Near.longest]
    in_address = ["-".join(match.groups()) for match in _Written.in_address.finditer(address or "")]
    dates = (
        *(metadata_date(value, lexicon) for value in (*given, *times) for lexicon in lexicons),
        *(date_of(text, lexicons) for text in texts),
        *(metadata_date(value) for value in in_address),
    )
    first = next(filter(None, dates), None)
    if first is None or first.day:
        return first
    same = (
        date for date in dates if date and date.day and date.year == first.year and first.month in (None, date.month)
    )
    return next(same, first)


def _near_heading(head: Head, marks: Sequence[Marked]) -> Sequence[Marked]:
    """The marks around the first heading of a page; of one without headings, those that say the same, if all do."""
    headings = [one for one in head.marked("h1") if one.text]
    near = [
        mark
        for mark in marks
        if headings and headings[0].start - _Near.above < mark.start < headings[-1].end + _Near.below and mark.text
    ]
    return near or (marks if len({mark.text for mark in marks}) == 1 else [])


def date_of(text: str, lexicons: Sequence[Lexicon]) -> Date | None:
    """The first date in a text that is not of a later change, or else the first."""
    found = [span for lexicon in lexicons for span in dated_spans(text, lexicon)]
    own = [span for span in found if not span.is_later] or found
    return own[0].date if own else None


def keys_of(name: str) -> frozenset[str]:
    """What two names have in common that mean one site: `The Courier`, `the-courier.example`."""
    labels = name.casefold().removeprefix("www.").split(".") if " " not in name else []
    return frozenset(map(letters_of, (name, *labels[:1]))) - {""}


def _sources(head: Head, items: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Sequence[str], bool]]:
    """The names in each part of a page's head that gives some, most reliable first."""
    yield head.values.get("citation_author", ()), False
    given = (list(_names(item.get("author") or item.get("creator"))) for item in items)
    yield next(filter(None, given), []), False
    for field in _Fields.authors:
        yield head.values.get(field, ()), False
    yield (
        [
            f"{a} {b}"
            for a, b in zip(*map(head.values.get, ("twitter:label1", "twitter:data1"), ((), ())), strict=False)
        ],
        True,
    )


def _names(value: object) -> Iterator[str]:
    """The names in a value of linked data: a text, a thing with a name, or several of these."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)


def _people(written: str, lexicons: Sequence[Lexicon], *, is_mark: bool) -> tuple[tuple[Person, ...], bool]:
    """Whom a name means, and whether these are surely authors: persons. An address is nobody, and an account only in a mark."""
    name = one_line(html.unescape(written)).strip(" ,;|:-–—»")
    if len(name) > (_Near.longest if is_mark else _Near.longest_in_head):
        return (), False
    bare = next(filter(None, (names_behind_label(name, lexicon) for lexicon in lexicons)), name)
    if not bare or any(is_nobody(one, lexicon) for lexicon in lexicons for one in (name, bare)):
        return (), False
    for lexicon in lexicons:
        found = byline_in(bare, lexicon, is_byline=True)
        if found:
            return found.authors, found.is_sure
    family, comma, given = bare.partition(", ")
    if comma and given[:1].isupper() and len(given.split()) <= 2 and len(family.split()) == 1 and "," not in given:
        return (Person(family, given),), True
    is_address = "@" in bare or "/" in bare.replace(" / ", "") or "://" in bare
    if is_mark:
        return (
            ((Person(bare),), True)
            if _Written.account.fullmatch(bare) and not _says_no_name(bare, lexicons)
            else ((), False)
        )
    is_account = "_" in bare or bare.islower() or len(bare.split()) > 8
    return ((Person(bare),), False) if not (is_address or is_account) else ((), False)


def _says_no_name(text: str, lexicons: Sequence[Lexicon]) -> bool:
    words = set(text.lower().split())
    return any(words & lexicon.bylines.no_names for lexicon in lexicons) or date_of(text, lexicons) is not None


def _marked_names(head: Head, lexicons: Sequence[Lexicon]) -> list[str]:
    """The names that a theme marks, beside one another; else those in the first text that it marks as a byline and that is one."""
    authors: list[Marked] = []
    for mark in _near_heading(head, head.marked("author")):
        if authors and mark.start - authors[-1].end > _Near.between:
            break
        if any(_people(mark.text, lexicons, is_mark=True)):
            authors.append(mark)
    if authors:
        return [mark.text for mark in authors]
    bylines = [mark.text for mark in _near_heading(head, head.marked("byline"))]
    dates = [mark.text for mark in _near_heading(head, head.marked("date")) if _is_labelled(mark.text, lexicons)]
    labelled = {mark.text for mark in head.marked("byline") if _is_labelled(mark.text, lexicons)}
    elsewhere = labelled if len(labelled) == 1 else ()
    return next(filter(None, (_names_in_byline(text, lexicons) for text in (*bylines, *dates, *elsewhere))), [])


def _is_labelled(text: str, lexicons: Sequence[Lexicon]) -> bool:
    return len(text) <= _Near.longest and any(names_behind_label(text, lexicon) for lexicon in lexicons)


def _names_in_byline(text: str, lexicons: Sequence[Lexicon]) -> list[str]:
    """The names in a byline, whatever stands behind them: a date, the beginning of the text."""
    for lexicon in lexicons:
        line = told_by_line(text, lexicon) if len(text) <= _Near.longest else None
        if line and line.byline and line.byline.authors:
            return [person.printed for person in line.byline.authors]
    for piece in _Written.pieces.split(text[: _Near.longest]):
        until = min((span.start for lexicon in lexicons for span in dated_spans(piece, lexicon)), default=len(piece))
        people, _ = _people(piece[:until], lexicons, is_mark=_is_labelled(piece[:until], lexicons))
        if people and (_is_labelled(piece, lexicons) or is_name(piece[:until].strip(), lexicons[-1])):
            return [piece[:until]]
    return []
