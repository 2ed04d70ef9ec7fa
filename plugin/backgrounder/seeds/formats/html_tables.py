"""Which tables of a page hold data, and what they are made of. Others only set a page, and their cells are like any other text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from backgrounder.seeds.article import Element
from backgrounder.seeds.formats.html_pieces import HEADINGS, OpenElement, Piece
from backgrounder.text.passage import Passage

CELLS = frozenset(("td", "th"))
PARTS = CELLS | {"table", "caption", "thead", "tbody", "tfoot", "tr"}
_LONG_CELL = 400  # characters that say that a cell holds a text, where nothing says that its table holds data
_MOST_SPANNED = 100  # columns; who writes more means all


@dataclass(slots=True)
class Cell:
    """A cell, and the elements that it stands in, itself the last; `before`: the pieces of the page in front of it."""

    opened: tuple[OpenElement, ...]
    before: int
    at: Passage  # where its text begins
    pieces: list[Piece] = field(default_factory=list)

    @property
    def element(self) -> OpenElement:
        """The cell itself."""
        return self.opened[-1]

    @property
    def length(self) -> int:
        """The characters in it."""
        return sum(piece.filled for piece in self.pieces)

    def part(self, *tags: str) -> OpenElement | None:
        """The innermost element around it with one of some tags."""
        return next((element for element in reversed(self.opened[:-1]) if element.tag in tags), None)


@dataclass(slots=True)
class _Table:
    element: OpenElement
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    outer: frozenset[int] = frozenset()  # the tables that it stands in
    caption: int = 0  # the number of the element
    has_tables: bool = False

    def holds_data(self) -> bool:
        """Whether it is a table by what it holds, and not for the setting of a page alone."""
        cells = [cell for row in self.rows.values() for cell in row]
        filled = [[cell for cell in row if cell.length] for row in self.rows.values()]
        total = sum(cell.length for cell in cells)
        linked = sum(piece.linked for cell in cells for piece in cell.pieces)
        says_so = bool(self.caption) or any(cell.length and _is_head(cell) for cell in cells)
        is_grid = sum(map(bool, filled)) > 1 and max(map(len, filled)) > 1
        if not is_grid or self.element.given.get("role") in ("presentation", "none") or linked > 0.8 * total:
            return False
        if says_so:
            return not any(len(cell.pieces) > 3 and cell.length > 2 * _LONG_CELL for cell in cells)
        has_texts = any(cell.length > _LONG_CELL or _has_heading(cell) for cell in cells)
        is_sparse = 2 * sum(map(len, filled)) < len(cells)
        return not (self.has_tables or has_texts or is_sparse or linked > 0.6 * total)

    def heads(self) -> int:
        """How many rows are heads of columns: they say so, or the first row alone is emphasised."""
        rows = list(self.rows.values())
        said = sum(1 for _ in takewhile(lambda row: all(_is_head(cell) for cell in row), rows))
        if said:
            return said if said < len(rows) else 1
        first, *others = ([piece for cell in row for piece in cell.pieces] for row in rows)
        is_marked = bool(first) and all(piece.is_strong for piece in first)
        return int(is_marked and not all(piece.is_strong for row in others for piece in row))


def _is_head(cell: Cell) -> bool:
    part = cell.part("thead", "tbody", "tfoot", "table")
    return cell.element.tag == "th" or (part is not None and part.tag == "thead")


def _has_heading(cell: Cell) -> bool:
    return any(element.tag in HEADINGS for piece in cell.pieces for element in piece.opened)


class Tables:
    """The tables of a page that hold data: for each of their parts, what it is on a page of ours, by its number."""

    def __init__(self, cells: Sequence[Cell], pieces: Sequence[Piece]) -> None:
        self.parts: dict[int, tuple[Element, ...]] = {}
        self.cells: list[Cell] = []
        for table in _tables(cells, pieces) if cells else ():
            if table.outer.isdisjoint(self.parts) and table.holds_data():  # Tables in tables are flattened.
                self._add(table)

    def _add(self, table: _Table) -> None:
        number, heads = table.element.number, table.heads()
        self.parts |= {number: (Element("table", number),), table.caption: (Element("caption", table.caption),)}
        widest = max(map(len, table.rows.values()))
        for place, (row, cells) in enumerate(table.rows.items()):
            section = Element("thead" if place < heads else "tbody", number)
            for cell in cells:
                is_head = place < heads or cell.element.tag == "th"
                scope = (("scope", "col" if place < heads else "row"),) if is_head else ()
                given = (*scope, *_spans(cell, widest, len(table.rows) - place), *_side(cell))
                element = Element("th" if is_head else "td", cell.element.number, given)
                self.parts[cell.element.number] = (section, Element("tr", row), element)
            self.cells += cells


def _tables(cells: Sequence[Cell], pieces: Sequence[Piece]) -> list[_Table]:
    """The tables of a page, the outer ones first; their cells with their pieces."""
    tables: dict[int, _Table] = {}
    by_number = {cell.element.number: cell for cell in cells}
    for cell in cells:
        around = [element for element in cell.opened if element.tag == "table"]
        for place, element in enumerate(around):
            outer = frozenset(one.number for one in around[:place])
            table = tables.setdefault(element.number, _Table(element, outer=outer))
            if element is around[-1]:
                row = cell.part("tr", "table") or element
                table.rows.setdefault(row.number, []).append(cell)
            else:
                table.has_tables = True
    for piece in pieces:
        inner = 0
        for element in piece.opened:
            inner = element.number if element.tag == "table" else inner
            if element.number in by_number:
                by_number[element.number].pieces.append(piece)
            elif element.tag == "caption" and inner in tables:
                tables[inner].caption = tables[inner].caption or element.number
    return [tables[number] for number in sorted(tables)]


def _spans(cell: Cell, columns: int, rows: int) -> Iterator[tuple[str, str]]:
    """The columns and rows that a cell takes up, no more than there are. `columns`: as many cells as a row has at most."""
    for name, most in (("colspan", _MOST_SPANNED), ("rowspan", rows)):
        written = cell.element.given.get(name, "").strip()
        # No person writes more than four digits.
        count = int(written[:5]) if written.isdecimal() and written.isascii() else 1
        count = count if count <= most else columns if name == "colspan" else rows
        if count > 1:
            yield name, str(count)


def _side(cell: Cell) -> Iterator[tuple[str, str]]:
    """On which side of a cell its text stands, as the cell or its row says."""
    for element in (cell.element, cell.part("tr")):
        declared = element.given.get("style", "").lower().split(";") if element else []
        styles = dict(one.partition(":")[::2] for one in ("".join(one.split()) for one in declared))
        side = styles.get("text-align") or (element.given.get("align", "").strip().lower() if element else "")
        side = side.removesuffix("!important")
        if side in ("left", "right", "center"):
            yield "class", f"bg-{side}"
            return
