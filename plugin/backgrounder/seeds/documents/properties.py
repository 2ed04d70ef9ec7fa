"""What documents say of themselves beside their text: Dublin Core in books and word processors' files, properties of PDFs."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

from turbohtml import TokenType

from backgrounder.language.dates import metadata_date
from backgrounder.seeds.formats.html_tokens import html_tokens
from backgrounder.sources.addresses import web_address
from backgrounder.text.decode import decode, one_line
from backgrounder.text.folding import letters_of

_LONGEST = 300
_ISBN = re.compile(r"(?:urn:)?(?:isbn[:\s]*)?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dX])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself. `is_published`: for readers, as books do; else its program or its owner may say it."""

    title: str = ""
    authors: tuple[object, ...] = ()
    dates: tuple[str, ...] = ()
    others: Mapping[str, object] = field(default_factory=dict)
    is_published: bool = False

    def fields(self) -> dict[str, object]:
        """As fields of a sidecar."""
        issued = next(filter(None, map(metadata_date, self.dates)), None)
        known = {"title": self.title, "author": list(self.authors), "issued": str(issued or ""), **self.others}
        return {name: value for name, value in known.items() if value}

    def confirmed(self, text: str) -> dict[str, object]:
        """Those that the text has as well: the title as its first line, the author near its top."""
        top = text.lstrip()[:1_500]
        first = letters_of(top.partition("\n")[0])
        names = [str(name) for name in self.authors]
        is_title = self.title and letters_of(self.title) == first
        is_author = names and all(" " in name and letters_of(name) in letters_of(top) for name in names)
        return {**({"title": self.title} if is_title else {}), **({"author": names} if is_author else {})}

    def remarks(self, confirmed: Container[str]) -> tuple[str, ...]:
        """In words, for an editor to judge, but for those that are confirmed."""
        said = {"title": [self.title], "author": map(str, self.authors), "created": [text[:10] for text in self.dates]}
        left = [name for name in said if name not in confirmed]
        return tuple(f"{name} {value}" for name in left for value in said[name] if value)


def properties_of(suffix: str, data: bytes) -> Properties:
    """The properties of a document; none where it has none, or where they cannot be read."""
    if suffix == ".pdf":
        return _of_pdf(data)
    read = {".docx": _of_word, ".docm": _of_word, ".odt": _of_open_document, ".epub": _of_book}.get(suffix)
    # A damaged package makes the standard library raise this or that.
    with suppress(Exception):
        if read is not None:
            with ZipFile(BytesIO(data)) as package:
                return read(package)
    return Properties()


class _Element(NamedTuple):
    tag: str
    given: Mapping[str, str]
    text: str


def _elements(package: ZipFile, name: str) -> list[_Element]:
    """The elements of a part that have text alone, or nothing, in them."""
    with package.open(name) as part:
        text, _ = decode(part.read(1_000_000))
    return list(_read(text))


def _read(text: str) -> Iterator[_Element]:
    tag, given = "", dict[str, str]()
    parts: list[str] = []
    for token in html_tokens(text):
        if token.kind is TokenType.START_TAG:
            tag, given, parts = token.tag, token.attrs, []
            if token.self_closing:
                yield _Element(tag, given, "")
        elif token.kind is TokenType.END_TAG and token.tag == tag:
            yield _Element(tag, given, one_line("".join(parts))[:_LONGEST])
        elif token.kind in (TokenType.TEXT, TokenType.CHARACTER_REFERENCE):
            parts.append(token.data)


def _texts(elements: list[_Element], *tags: str) -> tuple[str, ...]:
    return tuple(element.text for tag in tags for element in elements if element.tag == tag and element.text)


def _of_word(package: ZipFile) -> Properties:
    elements = _elements(package, "docProps/core.xml")
    return Properties(
        _first(elements, "dc:title"), _texts(elements, "dc:creator")[:1], _texts(elements, "dcterms:created")
    )


def _of_open_document(package: ZipFile) -> Properties:
    elements = _elements(package, "meta.xml")
    authors = _texts(elements, "meta:initial-creator", "dc:creator")[:1]
    return Properties(_first(elements, "dc:title"), authors, _texts(elements, "meta:creation-date", "dc:date")[:1])


def _first(elements: list[_Element], tag: str) -> str:
    return next(iter(_texts(elements, tag)), "")


def _of_book(package: ZipFile) -> Properties:
    roots = [one for one in _elements(package, "META-INF/container.xml") if one.tag == "rootfile"]
    elements = _elements(package, roots[0].given.get("full-path", "") if roots else "")
    dates = [one for one in elements if one.tag == "dc:date"]
    issued = tuple(one.text for one in dates if one.given.get("opf:event", "publication") == "publication")
    title, authors = _first(elements, "dc:title"), tuple(_authors(elements))
    return Properties(title, authors, issued, _of_publication(elements), is_published=True)


def _of_publication(elements: list[_Element]) -> dict[str, object]:
    """What else a book says of itself, as fields of a sidecar."""
    isbns = (match[1] for text in _texts(elements, "dc:identifier") if (match := _ISBN.fullmatch(text)))
    return {
        "type": "book",
        "publisher": _first(elements, "dc:publisher"),
        "isbn": next(isbns, ""),
        "language": _first(elements, "dc:language").removeprefix("und"),
        "rights": _first(elements, "dc:rights"),
        "url": next(filter(None, map(web_address, _texts(elements, "dc:source"))), ""),
    }


def _authors(elements: list[_Element]) -> Iterator[object]:
    """The creators of a book who are its authors, each with family name and given name where the book tells them apart."""
    refined = {(one.given.get("refines", ""), one.given.get("property", "")): one.text for one in elements}
    for one in elements:
        if one.tag != "dc:creator" or not one.text:
            continue
        here = f"#{one.given.get('id', '')}"
        role = one.given.get("opf:role") or refined.get((here, "role"), "aut")
        family, comma, given = (one.given.get("opf:file-as") or refined.get((here, "file-as"), "")).partition(", ")
        is_turned = comma and "," not in given and letters_of(given + family) == letters_of(one.text)
        if role == "aut":
            yield {"family": family, "given": given} if is_turned else one.text


def _of_pdf(data: bytes) -> Properties:
    from pypdf import PdfReader  # noqa: PLC0415 (loaded when it is first needed)

    # The library raises whatever a damaged file makes it raise.
    with suppress(Exception):
        given = PdfReader(BytesIO(data)).metadata
        if given is not None:
            title, author = (one_line(str(text or ""))[:_LONGEST] for text in (given.title, given.author))
            created = given.creation_date
            return Properties(title, (author,) if author else (), (created.date().isoformat(),) if created else ())
    return Properties()
