"""The author's notes of a web page: a number that leads to a place further down is a reference, and what stands there is a note.

Pages have them in many ways: the place is an item of a list, a paragraph, or an anchor in either; most lead back, some do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backgrounder.seeds.article import NOTE, Element
from backgrounder.seeds.formats.html_pieces import HEADINGS, INLINE, OpenElement, Piece
from backgrounder.text.passage import Passage, Spans

_REFERENCE = re.compile(r"[\[(\s]*+[\d\s,*†‡§]*+[a-z]?[\])\s]*+")
_AROUND = " \t\n[]().:\u2028\u00a0"  # what stands around what a note is called
_MOST_PIECES = 30  # of a note; what is longer is a section of the text


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a piece (its number), and where it stands there."""

    piece: int
    start: int
    end: int
    element: OpenElement

    @property
    def fragment(self) -> str:
        """The place in a page that it leads to. Browsers write the page's address before it when they save the page."""
        return self.element.given.get("href", "").partition("#")[2]


@dataclass(slots=True)
class PageNotes:
    """By the number of a piece: the note that it is a part of, with the number of the page's element; what is cut out of it."""

    of: dict[int, tuple[Element, int]] = field(default_factory=dict)
    cuts: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)


class References:
    """What leads from one place of a page to another, gathered while it is read."""

    def __init__(self) -> None:
        self._places: dict[
            str, tuple[OpenElement, int]
        ] = {}  # by their names: the element, and the piece that begins there
        self._links: list[Link] = []
        self.shown: list[Passage] = []  # what stands on our page as a reference, as the number of a note, or leads back
        self._raised: dict[int, list[tuple[int, int]]] = defaultdict(list)  # what is raised, by the number of the piece

    def began(self, element: OpenElement, piece: int) -> None:
        """An element begins; the number of the piece that it begins in, or before."""
        names = element.given.get("id"), element.given.get("name") if element.tag == "a" else None
        for name in filter(None, names):
            self._places.setdefault(name, (element, piece))

    def ended(self, element: OpenElement, piece: int, end: int) -> None:
        """An element ends in a piece, or goes on behind it."""
        if element.start < end and element.tag == "a":
            self._links.append(Link(piece, element.start, end, element))
        elif element.start < end and element.tag == "sup":
            self._raised[piece].append((element.start, end))

    def resolved(self, pieces: Sequence[Piece], *, with_notes: bool) -> PageNotes:
        """The notes of a page, if it should have some. Raised numbers that lead to anything else are cut out of the text."""
        texts = {n: "".join(part.text for part in pieces[n].parts) for n in {link.piece for link in self._links}}
        marks = [link for link in self._links if _REFERENCE.fullmatch(texts[link.piece], link.start, link.end)]
        spans = {piece: Spans(raised) for piece, raised in self._raised.items()}
        raised = {link for link in marks if link.piece in spans and spans[link.piece].overlap(link.start, link.end)}
        notes = PageNotes()
        keys = self._notes(marks, raised, pieces, texts, notes) if with_notes else {}
        cuts: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for link in marks:
            if link in keys or link in raised:
                cuts[link.piece].append((*_with_brackets(link, texts[link.piece]), keys.get(link, "")))
        for link in self._links if keys else ():
            if link not in keys and self._leads_back(link, texts[link.piece], notes):
                cuts[link.piece].append((*_with_brackets(link, texts[link.piece]), ""))
        for piece, (note, _) in notes.of.items():
            if notes.of.get(piece - 1, (None,))[0] is not note:
                text = texts.get(piece) or "".join(part.text for part in pieces[piece].parts)
                cuts[piece] += _called(text, dict(note.given)["label"], cuts[piece])
        notes.cuts = {piece: _apart(spans, texts.get(piece, "")) for piece, spans in cuts.items()}
        self.shown = list(_shown(notes, pieces))
        return notes

    def _notes(
        self,
        marks: Sequence[Link],
        raised: set[Link],
        pieces: Sequence[Piece],
        texts: Mapping[int, str],
        notes: PageNotes,
    ) -> dict[Link, str]:
        """The keys of the notes that links lead to, and in `notes` which pieces are some."""
        back = {(link.piece, self._places[link.fragment][1]) for link in self._links if link.fragment in self._places}
        extents: dict[int, tuple[OpenElement, range]] = {}
        keys: dict[Link, str] = {}
        starts = {self._places[link.fragment][1] for link in marks if link.fragment in self._places}
        for link in marks:
            place, first = self._places.get(link.fragment, (link.element, 0))
            if not link.piece < first < len(pieces):
                continue
            if first not in extents:
                extents[first] = _extent(place, first, pieces, starts)
            element, extent = extents[first]
            says_so = link in raised or link.element.given.get("role") == "doc-noteref"
            is_note = says_so or any((piece, link.piece) in back for piece in extent)
            label = texts[link.piece][link.start : link.end].strip(_AROUND)
            if not (extent and is_note and label):
                continue
            known = notes.of.get(first)
            note = known[0] if known else Element(NOTE, element.number, (("label", label),))
            if all(notes.of.get(piece, (note, 0))[0] is note for piece in extent):
                notes.of |= dict.fromkeys(extent, (note, element.number))
                keys[link] = note.key
        return keys

    def _leads_back(self, link: Link, text: str, notes: PageNotes) -> bool:
        """Whether a link in a note leads to a reference to it, or is nothing but an arrow."""
        if link.piece not in notes.of or not link.fragment:
            return False
        _, piece = self._places.get(link.fragment, (None, link.piece))
        is_arrow = not any(map(str.isalnum, text[link.start : link.end]))
        return is_arrow or (piece < link.piece and piece not in notes.of)


def _shown(notes: PageNotes, pieces: Sequence[Piece]) -> Iterator[Passage]:
    """What is cut out of a page because our page has it in another way."""
    for piece, cuts in notes.cuts.items():
        whole = Passage.joined("", pieces[piece].parts)
        yield from (whole.cut(start, end) for start, end, key in cuts if key or piece in notes.of)


def _with_brackets(link: Link, text: str) -> tuple[int, int]:
    """Where a reference begins and ends, with the brackets around it."""
    is_in_brackets = link.start and text[link.start - 1] == "[" and text[link.end : link.end + 1] == "]"
    return (link.start - 1, link.end + 1) if is_in_brackets else (link.start, link.end)


def _extent(place: OpenElement, first: int, pieces: Sequence[Piece], starts: set[int]) -> tuple[OpenElement, range]:
    """The element that is a note which begins at a place, and the pieces in it; none, if it can be no note."""
    around = pieces[first].around
    if place.tag not in INLINE:
        element = place
    elif not around:
        return place, range(0)
    else:
        element = around[-1]
        outer = around[-2] if len(around) > 1 else None
        # An anchor in the first paragraph of an item: the item is the note.
        if element.tag == "p" and outer and outer.tag in ("li", "dd", "div", "aside"):
            of_outer = _pieces_in(outer, first, pieces)
            is_first = first == 0 or outer not in pieces[first - 1].opened
            if is_first and len(of_outer) <= _MOST_PIECES and starts.isdisjoint(of_outer[1:]):
                element = outer
    extent = _pieces_in(element, first, pieces)
    has_heading = any(one.tag in HEADINGS for one in pieces[first].opened)
    return element, range(0) if has_heading or len(extent) > _MOST_PIECES else extent


def _pieces_in(element: OpenElement, first: int, pieces: Sequence[Piece]) -> range:
    """The pieces in an element from the first on, up to one more than a note has."""
    behind = first
    while behind < len(pieces) and behind - first <= _MOST_PIECES and element in pieces[behind].opened:
        behind += 1
    return range(first, behind)


def _called(text: str, label: str, cuts: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """What a note is called at its beginning, if no link is that: `[1]`, `1.`"""
    start = next((end for begin, end, _ in sorted(cuts) if not text[:begin].strip(_AROUND)), 0)
    words = text[start:].lstrip(_AROUND)
    at = len(text) - len(words)
    end = at + len(label)
    behind = text[end : end + 1]
    if not text.startswith(label, at) or behind.isalnum():
        return [(0, at, "")] if start and text[start:at].strip() else []
    while text[end : end + 1] and text[end] in _AROUND:
        end += 1
    return [(0, end, "")]


def _apart(spans: Sequence[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Spans that do not overlap, in their order; with the commas between references, and the brackets around several."""
    apart: list[tuple[int, int, str]] = []
    opened = False
    for start, end, key in sorted(spans):
        done = apart[-1][1] if apart else 0
        is_next = bool(apart and key and text[done:start].strip() in (",", ";"))
        opened = bool(key) and ((opened and is_next) or text[max(done, start - 1) : start] == "[")
        if is_next or opened:
            apart.append((done if is_next else start - 1, start, ""))
        if max(start, done) < end:
            apart.append((max(start, done), end, key))
        if opened and text[end : end + 1] == "]":
            apart.append((end, end + 1, ""))
    return [span for span in apart if span[0] < span[1]]
