"""A source as a note in Chicago notes style.

After The Chicago Manual of Style, 17th edition, chapter 14 (notes and bibliography): author in reading order, title in
quotation marks (parts and web pages) or italics (books, reports), publication in italics (periodicals), date, address.
An unknown element is left out; an unknown source is said to be unknown, with the name of its file.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace

from backgrounder.sources.source import Person, Source


class Style(enum.Enum):
    """How a piece of a reference is set."""

    PLAIN = "plain"
    ITALIC = "italic"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reference: its text and how it is set. `is_title`: it is the work's title, which a page may link."""

    text: str
    style: Style = Style.PLAIN
    is_title: bool = False


Reference = tuple[Piece, ...]

_OWN_TITLE_IN_ITALICS = frozenset({"book", "report"})
_CONTAINER_IN_ITALICS = frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "chapter"})
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
"""A web site that is named by its host is set like other web sites, in roman (CMOS 8.191)."""
_IMPRINT = frozenset({"book", "chapter", "report"})
_UNTITLED = {"interview": "interview", "speech": "speech", "treaty": "treaty", "webpage": "web page"}


def note(source: Source, locator: str = "") -> Reference:
    """The full note of a work, without the full stop at its end (`sentence` adds it)."""
    if not source.known:
        return _unknown(source, locator)
    elements: list[Reference] = []
    if source.author:
        elements.append((Piece(_authors(source.author)),))
    elements.append(_title(source))
    elements.extend(_publication(source))
    if locator:
        elements.append((Piece(locator),))
    if source.issued is None and source.accessed:
        elements.append((Piece(f"accessed {source.accessed.words}"),))
    elements.extend((Piece(address, Style.ADDRESS),) for address in (source.url, source.archive_url) if address)
    return _with_commas(elements)


def sentence(references: list[Reference]) -> Reference:
    """Several works in one note: separated by semicolons, closed by a full stop."""
    pieces: list[Piece] = []
    for number, reference in enumerate(references):
        pieces += [Piece("; ")] * bool(number)
        pieces += reference
    ended = bool(pieces) and pieces[-1].text.endswith(".") and pieces[-1].style is not Style.ADDRESS
    return (*pieces, *([] if ended else [Piece(".")]))


def plain(reference: Reference) -> str:
    """A reference as plain text."""
    return "".join(piece.text for piece in reference)


def _unknown(source: Source, locator: str) -> Reference:
    date = f", dated {source.issued.words}" if source.issued else ""
    where = f"; collected as {source.path}" if source.path else ""
    at = f", {locator}" if locator else ""
    told = f"source unknown{date}{where}{at}"
    if not source.title:
        return (Piece(told[0].upper() + told[1:]),)
    return _with_commas([_title(source), (Piece(told),)])


def _authors(people: tuple[Person, ...]) -> str:
    """One, two or three names; the first and `et al.` from four on (CMOS 14.76)."""
    names = [person.printed for person in people]
    if len(names) > 3:
        return f"{names[0]} et al."
    if len(names) == 3:
        return f"{names[0]}, {names[1]}, and {names[2]}"
    return " and ".join(names)


def _title(source: Source) -> Reference:
    if not source.title:
        return (Piece(f"untitled {_UNTITLED.get(source.type, 'text')}", is_title=True),)
    title = source.title.strip("[]") if source.title_supplied else source.title
    if source.title_supplied:
        return (Piece(f"[{title}]", is_title=True),)
    if source.type in _OWN_TITLE_IN_ITALICS:
        return (Piece(title, Style.ITALIC, is_title=True),)
    return (Piece(f"“{_inner_quotes(title)},”", is_title=True),)


def _inner_quotes(title: str) -> str:
    """Quotation marks inside a quoted title become single ones (CMOS 8.177)."""
    single = title.replace("“", "‘").replace("”", "’")
    parts = single.split('"')
    return "".join(part + ("‘’"[n % 2] if n < len(parts) - 1 else "") for n, part in enumerate(parts))


def _publication(source: Source) -> list[Reference]:
    elements: list[Reference] = []
    if source.container_title:
        style = (
            Style.ITALIC
            if source.type in _CONTAINER_IN_ITALICS and not _HOST.fullmatch(source.container_title)
            else Style.PLAIN
        )
        elements.append((Piece(source.container_title, style),))
    date = source.issued.words if source.issued else ""
    if source.type in _IMPRINT and (source.publisher or date):
        imprint = ", ".join(part for part in (source.publisher or "", date) if part)
        elements.append((Piece(f"({imprint})"),))
        return elements
    if source.publisher and source.publisher != source.container_title:
        elements.append((Piece(source.publisher),))
    if date:
        elements.append((Piece(date),))
    return elements


def _with_commas(elements: list[Reference]) -> Reference:
    """Elements joined by commas; a title in quotation marks has brought its own, and no comma stands before a bracket."""
    pieces: list[Piece] = []
    for element in elements:
        if pieces:
            bracket = element[0].text.startswith("(")
            pieces.append(Piece(" " if bracket or pieces[-1].text.endswith(",”") else ", "))
        pieces += element
    if pieces and pieces[-1].text.endswith(",”"):
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.removesuffix(",”") + "”")
    return tuple(pieces)
