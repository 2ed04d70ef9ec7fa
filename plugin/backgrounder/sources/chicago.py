"""A source as a note in Chicago notes style, in full and in short.

After The Chicago Manual of Style, 17th edition, chapter 14, and its Citation Quick Guide (17th and 18th editions). What
stands in a note, and in which order, is a table by type (`_LAYOUTS`). An unknown element is left out; an unknown source
is said to be unknown, with the name of its file.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from backgrounder.sources.citations import paragraph_of
from backgrounder.sources.source import Person, Source


class Style(enum.Enum):
    """How a piece of a reference is set."""

    PLAIN = "plain"
    ITALIC = "italic"
    ADDRESS = "address"


class Piece(NamedTuple):
    """A piece of a reference: its text and how it is set.

    `is_title`: it is the work's title, which a page may link. `paragraph`: it is a locator that names this paragraph of an
    article, which a page may link too; 0 otherwise.
    """

    text: str
    style: Style = Style.PLAIN
    is_title: bool = False
    paragraph: int = 0


Reference = tuple[Piece, ...]

_ARTICLE = ("author", "title", "edited", "italic-container", "publisher", "date", "at")
_BOOK = ("author-or-editor", "title", "edited", "edition", "volume", "series", "report-number", "imprint", "at")
_PAGE = ("author", "title", "container", "publisher", "date", "at")
_OF_A_KIND = ("author", "title", "kind", "at")
"""A document that says what it is: a dissertation, a working paper (CMOS 14.215, 14.218)."""
_LAYOUTS: Mapping[str, tuple[str, ...]] = {
    # CMOS 14.167-14.204: periodicals; 14.100-14.163: books; 14.205-14.210: web sites and blogs.
    "article": _ARTICLE,
    "article-journal": ("author", "title", "edited", "journal"),
    "article-magazine": _ARTICLE,
    "article-newspaper": _ARTICLE,
    "book": _BOOK,
    "chapter": ("author", "title", "in", "edited", "edition", "volume", "series", "imprint", "at"),
    "document": _PAGE,
    "interview": ("author", "title", "interviewer", "italic-container", "publisher", "date", "medium", "at"),
    # CMOS 14.269-14.305: legal and public documents.
    "legal_case": ("title", "reports", "at", "court"),
    "legislation": ("authority", "title", "number", "reports", "publisher", "at", "date-in-brackets"),
    "post-weblog": ("author", "title", "blog", "larger-publication", "publisher", "date", "at"),
    "report": _BOOK,
    "speech": ("author", "title", "occasion", "at"),
    "treaty": ("title", "authority", "date", "reports", "number", "publisher", "at"),
    "webpage": _PAGE,
}
_ROMAN_TITLE = frozenset({"legal_case", "legislation", "treaty"})
"""Full names of cases, laws and treaties: neither italics nor quotation marks."""
_ITALIC_TITLE = frozenset({"book", "report"})
_AT_FIRST_PAGE = frozenset({"legal_case", "legislation", "treaty"})
"""Types whose `page` is where the text begins in a series, as in *558 U.S. 310*."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
"""A web site that is named by its host is set like other web sites, in roman (CMOS 8.191)."""
_UNTITLED = {"interview": "interview", "speech": "speech", "treaty": "treaty", "webpage": "web page"}
_PAGES = re.compile(r"(?:pp?\.\s*)?(?P<pages>\d[\d\s,–-]*)")
_HYPHENS = re.compile(r"(?<=\d)-+(?=\d)")
_SUBTITLE = re.compile(r"(?P<main>\S+\s[^:]*?):\s")
_CLOSING = re.compile(r"‘[^‘’]*(?P<both>’”)\Z|(?P<one>”)\Z")
_ARTICLES = re.compile(r"\A(?:An?|The)\s+(?=\S)")
OTHERS = "others"
"""The last of several names, for those that a record leaves out: BibTeX's `and others`."""


def note(source: Source, locator: str = "") -> Reference:
    """The full note of a work, without the full stop at its end (`sentence` adds it)."""
    if not source.known:
        return _unknown(source, locator)
    work = _Work(source, locator)
    of_a_kind = source.type == "document" and source.genre
    elements = [_ELEMENTS[name](work) for name in (_OF_A_KIND if of_a_kind else _LAYOUTS[source.type])]
    if source.issued is None and source.accessed:
        elements.append(_text(f"accessed {source.accessed.words}"))
    if source.address:
        elements.append((Piece(source.address, Style.ADDRESS),))
    if source.archive_url:
        elements.append((Piece("archived at "), Piece(source.archive_url, Style.ADDRESS)))
    return _with_commas(elements)


def short_note(source: Source, locator: str = "") -> Reference:
    """The note of a work that the same page has cited in full: who, a short title, where (CMOS 14.30-14.33)."""
    if not source.known and not source.title:
        return _unknown(source, locator)
    work = _Work(source, locator)
    people = () if source.type in _ROMAN_TITLE else source.author or source.editor
    who = _names(people, lambda person: person.family) or _owner(source)
    return _with_commas([_text(who), _short_title(source), _short_place(work)])


def _owner(source: Source) -> str | None:
    """Whom a short note names where no author is known: who made a law, or who has a web site with a name of its own."""
    if source.type == "legislation":
        return source.authority
    return source.publisher if source.type == "webpage" and source.container_title else None


def sentence(references: list[Reference]) -> Reference:
    """Several works in one note: separated by semicolons, closed by a full stop."""
    pieces: list[Piece] = []
    for number, reference in enumerate(references):
        pieces += [Piece("; ")] * bool(number)
        pieces += reference
    if not pieces or pieces[-1].style is Style.ADDRESS:
        return (*pieces, Piece("."))
    last = pieces[-1].text
    if last.endswith("”"):
        return (*pieces[:-1], pieces[-1]._replace(text=_with_mark(last, ".")))
    return (*pieces, *([] if last.endswith(".") else [Piece(".")]))


def _with_mark(quoted: str, mark: str) -> str:
    """A comma or full stop inside closing quotation marks, single ones included (CMOS 6.9, 6.11)."""
    closing = _CLOSING.search(quoted)
    assert closing, quoted
    before = quoted[: closing.start(closing.lastgroup or 0)]
    stopped = mark == "." and before.endswith((".", "?", "!"))
    return f"{before}{'' if stopped else mark}{quoted[len(before) :]}"


def plain(reference: Reference) -> str:
    """A reference as plain text."""
    return "".join(piece.text for piece in reference)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a note is made of: a source, and where in it."""

    source: Source
    locator: str


def _unknown(source: Source, locator: str) -> Reference:
    date = f", dated {source.issued.words}" if source.issued else ""
    where = f"; collected as {source.path}" if source.path else ""
    told = f"source unknown{date}{where}"
    if not source.title:
        return _with_commas([_text(told[0].upper() + told[1:]), _locator(_Work(source, locator))])
    return _with_commas([_title(source), _text(told), _locator(_Work(source, locator))])


def _text(text: str | None) -> Reference:
    return _set(text, Style.PLAIN)


def _set(text: str | None, style: Style) -> Reference:
    return (Piece(text, style),) if text else ()


def _names(people: tuple[Person, ...], shown: Callable[[Person], str]) -> str:
    """One, two or three names; the first and `et al.` from four on (CMOS 14.76)."""
    names = [shown(person) for person in people]
    if len(names) > 3:
        return f"{names[0]} et al."
    if len(names) > 1 and people[-1] == Person(OTHERS):
        return f"{', '.join(names[:-1])} et al."
    if len(names) == 3:
        return f"{names[0]}, {names[1]}, and {names[2]}"
    return " and ".join(names)


def _printed(people: tuple[Person, ...]) -> str:
    return _names(people, lambda person: person.printed)


def _author_or_editor(work: _Work) -> Reference:
    """The author; of a work that has only editors, these (CMOS 14.103)."""
    source = work.source
    if source.author or not source.editor:
        return _text(_printed(source.author))
    return _text(f"{_printed(source.editor)}, {'eds.' if len(source.editor) > 1 else 'ed.'}")


def _title(source: Source) -> Reference:
    if not source.title:
        if source.type == "interview" and source.interviewer:
            return ()
        return (Piece(f"untitled {_UNTITLED.get(source.type, 'text')}", is_title=True),)
    return _set_as_title(source, source.shown_title or source.title)


def _short_title(source: Source) -> Reference:
    """The title without its subtitle and an article at its start; `title_short` wins (CMOS 14.33)."""
    if source.title_short:
        title = source.title_short
    elif source.type == "interview":
        return (Piece("interview", is_title=True),)
    elif not source.title or source.title_supplied:
        return _title(source)
    else:
        title = _trimmed(source, source.title)
    short = _set_as_title(replace(source, title_supplied=False), title)
    # Short names of cases are in italics where full ones are not (CMOS 14.275).
    return (short[0]._replace(style=Style.ITALIC),) if source.type == "legal_case" else short


def _trimmed(source: Source, title: str) -> str:
    """Without what short titles lose. Names of laws, treaties and cases stay; so do subtitles where no author helps."""
    if source.type in _ROMAN_TITLE:
        return title
    main = _SUBTITLE.match(title) if source.author or source.editor else None
    return _ARTICLES.sub("", main["main"] if main else title)


def _set_as_title(source: Source, title: str) -> Reference:
    if source.title_supplied or source.type in _ROMAN_TITLE:
        return (Piece(title, is_title=True),)
    if source.type in _ITALIC_TITLE:
        return (Piece(title, Style.ITALIC, is_title=True),)
    return (Piece(f"“{_inner_quotes(title)}”", is_title=True),)


def _inner_quotes(title: str) -> str:
    """Quotation marks inside a quoted title become single ones (CMOS 8.177)."""
    single = title.replace("“", "‘").replace("”", "’")
    parts = single.split('"')
    return "".join(part + ("‘’"[n % 2] if n < len(parts) - 1 else "") for n, part in enumerate(parts))


def _container(work: _Work, *, italic: bool) -> Reference:
    title = work.source.container_title
    return _set(title, Style.ITALIC if italic and title and not _HOST.fullmatch(title) else Style.PLAIN)


def _in_book(work: _Work) -> Reference:
    container = _container(work, italic=True)
    return (Piece("in "), *container) if container else ()


def _journal(work: _Work) -> Reference:
    """Volume, issue, date and page of a journal: *Title* 127, no. 6 (2022): 1842 (CMOS 14.171)."""
    source = work.source
    container = _container(work, italic=True)
    pages = _PAGES.fullmatch(work.locator)
    if not source.volume and not source.issue:
        return _with_commas([container, _date(work), _text(pages["pages"]) if pages else _at(work)])
    volume = f" {source.volume}" if source.volume else ""
    issue = f", no. {source.issue}" if source.issue else ""
    date = f" ({source.issued.words})" if source.issued else ""
    where = pages["pages"] if pages else "" if work.locator else _pages(source)
    counted = Piece(f"{volume}{issue}{date}{f': {where}' if where else ''}")
    locator = _locator(work) if work.locator and not pages else ()
    return _with_commas([(*container, counted), locator])


def _blog(work: _Work) -> Reference:
    """A blog is called one unless its name does so (CMOS 14.208)."""
    container = _container(work, italic=True)
    called = "blog" in (work.source.container_title or "").lower()
    return (*container, Piece(" (blog)")) if container and not called else container


def _edited(work: _Work) -> Reference:
    """Translators and editors in addition to the author (CMOS 14.104)."""
    source = work.source
    is_author = source.type in _ITALIC_TITLE and not source.author
    editor = "" if is_author or not source.editor else f"ed. {_printed(source.editor)}"
    translator = f"trans. {_printed(source.translator)}" if source.translator else ""
    return _text(", ".join(part for part in (translator, editor) if part))


def _edition(work: _Work) -> Reference:
    """`2` becomes *2nd ed.*, `rev.` *rev. ed.* (CMOS 14.113)."""
    edition = work.source.edition
    if edition and edition.isascii() and edition.isdigit():
        ending = "th" if edition[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th")
        edition = f"{edition}{ending} ed."
    elif edition and not re.search(r"\bed(?:\.|ition\b)", edition, re.IGNORECASE):
        edition = f"{edition} ed."
    return _text(edition)


def _report_number(work: _Work) -> Reference:
    """Kind and number of a report: *Working Paper no. 12*."""
    source = work.source
    number = f"no. {source.number}" if source.number and source.number[0].isdigit() else source.number
    return _text(" ".join(part for part in (source.genre, number) if part))


def _imprint(work: _Work) -> Reference:
    """Place, publisher and date in brackets (CMOS 14.127; the place may be left out, CMOS 18, 14.30)."""
    source = work.source
    by = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    return _in_brackets(by, source.issued.words if source.issued else "")


def _occasion(work: _Work) -> Reference:
    """What kind of speech, where and when, in brackets (CMOS 14.217)."""
    source = work.source
    kind = source.genre or ("speech" if source.title else "")
    date = source.issued.words if source.issued else ""
    parts = (source.event_title, source.container_title, source.publisher, source.event_place, date)
    return _in_brackets(kind, *(part for part in parts if part))


def _kind(work: _Work) -> Reference:
    """What a document is, and where and when it came out, in brackets (CMOS 14.215)."""
    source = work.source
    parts = (source.genre, source.number, source.container_title, source.publisher)
    return _in_brackets(*(part for part in parts if part), source.issued.words if source.issued else "")


def _reports(work: _Work) -> Reference:
    """Where a case, a law or a treaty is printed: volume, series, first page (*558 U.S. 310*)."""
    source = work.source
    return _text(" ".join(part for part in (source.volume, source.container_title, source.page) if part))


def _court(work: _Work) -> Reference:
    """Court and year in brackets (CMOS 14.276)."""
    source = work.source
    inside = " ".join(part for part in (source.authority or source.publisher, _year(source)) if part)
    return _in_brackets(inside)


def _year(source: Source) -> str:
    return str(source.issued.year) if source.issued else ""


def _in_brackets(*parts: str) -> Reference:
    inside = ", ".join(part for part in parts if part)
    return _text(f"({inside})" if inside else None)


def _date(work: _Work) -> Reference:
    return _text(work.source.issued.words if work.source.issued else None)


def _publisher(work: _Work) -> Reference:
    source = work.source
    return _text(None if source.publisher == source.container_title else source.publisher)


def _interviewer(work: _Work) -> Reference:
    people = work.source.interviewer
    return _text(f"interview by {_printed(people)}" if people else None)


def _at(work: _Work) -> Reference:
    """The place that the citation names, or else the pages of the whole work."""
    if work.locator or work.source.type in _AT_FIRST_PAGE:
        return _paged(work) or _locator(work)
    return _text(_pages(work.source))


def _short_place(work: _Work) -> Reference:
    """The place that a short note names; of a case with volume and series: *558 U.S. at 328* (CMOS 14.276)."""
    source = work.source
    pages = _PAGES.fullmatch(work.locator)
    if source.type == "legal_case" and pages and source.volume and source.container_title:
        return _text(f"{source.volume} {source.container_title} at {pages['pages']}")
    return _paged(work) or _locator(work)


def _paged(work: _Work) -> Reference:
    """Volume and page of a work in several volumes: *2:32* (CMOS 14.116). Nothing for any other place."""
    pages = _PAGES.fullmatch(work.locator)
    if not pages or not work.source.volume or "volume" not in _LAYOUTS[work.source.type]:
        return ()
    return _text(f"{work.source.volume}:{pages['pages']}")


def _pages(source: Source) -> str:
    """The pages of the whole work, with the dash of a range where somebody wrote hyphens."""
    return _HYPHENS.sub("–", source.page or "")


def _locator(work: _Work) -> Reference:
    if not work.locator:
        return ()
    return (Piece(work.locator, paragraph=paragraph_of(work.locator) if work.source.slug else 0),)


_ELEMENTS: Mapping[str, Callable[[_Work], Reference]] = {
    "at": _at,
    "author": lambda work: _text(_printed(work.source.author)),
    "author-or-editor": _author_or_editor,
    "authority": lambda work: _text(work.source.authority or _printed(work.source.author)),
    "blog": _blog,
    "container": lambda work: _container(work, italic=False),
    "court": _court,
    "date": _date,
    "date-in-brackets": lambda work: _in_brackets(work.source.issued.words if work.source.issued else ""),
    "edited": _edited,
    "edition": _edition,
    "imprint": _imprint,
    "in": _in_book,
    "interviewer": _interviewer,
    "italic-container": lambda work: _container(work, italic=True),
    "journal": _journal,
    "kind": _kind,
    "larger-publication": lambda work: _set(work.source.collection_title, Style.ITALIC),
    "medium": lambda work: _text(work.source.medium),
    "number": lambda work: _text(work.source.number),
    "occasion": _occasion,
    "publisher": _publisher,
    "report-number": _report_number,
    "reports": _reports,
    "series": lambda work: _text(work.source.collection_title),
    "title": lambda work: _title(work.source),
    "volume": lambda work: _text(f"vol. {work.source.volume}" if work.source.volume and not _paged(work) else None),
}


def _with_commas(elements: list[Reference]) -> Reference:
    """Elements joined by commas, which stand inside closing quotation marks; no comma stands before a bracket."""
    pieces: list[Piece] = []
    for element in elements:
        if not element:
            continue
        if pieces:
            last = pieces[-1].text
            if element[0].text.startswith("("):
                pieces.append(Piece(" "))
            elif last.endswith("”") and pieces[-1].is_title:
                pieces[-1] = pieces[-1]._replace(text=_with_mark(last, ","))
                pieces.append(Piece(" "))
            else:
                pieces.append(Piece(", "))
        pieces += element
    return tuple(pieces)
