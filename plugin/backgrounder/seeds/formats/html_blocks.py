"""From the pieces of a page to blocks, with what of its structure a page of ours has, too."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backgrounder.language.sentences import ends_sentence
from backgrounder.seeds.article import Block, BlockKind, Element, Mark, MarkKind
from backgrounder.seeds.cleaning.document import Standing
from backgrounder.seeds.formats.html_notes import PageNotes, References
from backgrounder.seeds.formats.html_pieces import BREAK, HEADINGS, LISTS, OpenElement, Piece
from backgrounder.seeds.formats.html_tables import Cell, Tables
from backgrounder.text.passage import Passage

_IN_CELLS = frozenset(("blockquote", "li", "dt", "dd"))
_KINDS = HEADINGS | _IN_CELLS  # that make another kind of block of what stands in them
_WHITE = re.compile(r"[^\S\u00a0\u202f\u2007]+")


def blocks_of(
    pieces: Sequence[Piece], cells: Sequence[Cell], references: References, *, with_notes: bool
) -> list[tuple[Standing, Block]]:
    """The blocks of a page, and where each stands in it. `with_notes`: what looks like a note of the author's is one."""
    tables = Tables(cells, pieces)
    notes = references.resolved(pieces, with_notes=with_notes)
    empty: dict[int, list[Piece]] = {}
    for cell in tables.cells:
        if not cell.pieces:
            empty.setdefault(cell.before, []).append(Piece(BlockKind.CELL, [cell.at], opened=cell.opened))
    found: list[tuple[Standing, Block]] = []
    for number in range(len(pieces) + 1):
        for piece in (*empty.get(number, ()), *pieces[number : number + 1]):
            within = tuple(_within(piece, number, tables, notes))
            cuts = notes.cuts.get(number, ()) if piece.length else ()
            standing = _standing(piece)
            found += [(standing, block) for block in _blocks(piece, standing.inside, within, cuts)]
    return found


def _standing(piece: Piece) -> Standing:
    around = piece.around
    inside, path = frozenset(element.tag for element in piece.opened), tuple(element.number for element in around)
    is_mostly_links = piece.linked > 0.6 * piece.length
    return Standing(around[-1].tag if around else "", path, inside, is_mostly_links=is_mostly_links)


def _blocks(
    piece: Piece, inside: frozenset[str], within: tuple[Element, ...], cuts: Sequence[tuple[int, int, str]]
) -> Sequence[Block]:
    """The blocks of a piece. `inside`: the elements of the page around it; `within`: those that we have, too."""
    tags = {element.tag for element in within}
    is_cell = not tags.isdisjoint(("td", "th", "caption"))
    # A heading in a cell is a part of it.
    kind = BlockKind.within(tags | (inside & (_IN_CELLS if is_cell else _KINDS)))
    piece.kind = piece.kind if piece.kind is BlockKind.RULE else kind
    level = next((int(tag[1]) for tag in inside & HEADINGS), 2)
    whole = _with_references(piece.block(within, level), cuts)
    if piece.kind is BlockKind.RULE:
        return [whole]
    if "pre" in inside and not is_cell and (pre := _code_in(piece, whole.text)):
        code = _as_code(replace(whole, kind=BlockKind.CODE, within=(*within, Element("pre", pre.number))))
        return [code] if code.text else []
    blocks = _divided(whole)
    says_something = [_as_heading(block) for block in blocks if any(map(str.isalnum, block.text))]
    return says_something or (blocks[:1] if is_cell else [])


def _within(piece: Piece, number: int, tables: Tables, notes: PageNotes) -> Iterator[Element]:
    """The elements that a page of ours has, too: a note, quotations, tables, and lists with their items. Pages have pieces alone."""
    note, first = notes.of.get(number, (None, 0))
    if note:
        yield note
    known = [
        element
        for element in piece.opened
        if element.number > first
        and (element.number in tables.parts or element.tag in LISTS or element.tag in _IN_CELLS)
    ]
    tags = ["", *(element.tag for element in known), ""]
    for before, element, behind in zip(tags, known, tags[2:], strict=False):
        if element.number in tables.parts:
            if element.tag != "table" or behind in ("td", "th", "caption"):
                yield from tables.parts[element.number]
            continue
        around, item = (element.tag, behind) if element.tag in LISTS else (before, element.tag)
        if element.tag == "blockquote" or item in LISTS.get(around, ()):
            start = element.given.get("start", "") if element.tag == "ol" else ""
            given = (("start", start),) if start.isdecimal() and len(start) < 10 else ()
            yield Element(element.tag, element.number, (("class", "bg-task"),) if element.is_task else given)


def _with_references(block: Block, cuts: Sequence[tuple[int, int, str]]) -> Block:
    """A block without what is cut out of it (start, end, key of a note), with references to notes behind the words before."""
    if not cuts:
        return block
    marks, edits = list(block.marks), []
    done = filled = 0
    for start, end, key in cuts:
        before = block.text[done:start].rstrip()
        filled = done + len(before) if before else filled
        if key and filled:
            marks.append(Mark(filled - 1, filled, MarkKind.NOTE, key))
        if filled or not key:
            edits.append((start, end, ""))
        else:  # A number in front of any text is a part of it.
            filled = end
        done = end
    return replace(block, marks=tuple(marks)).replaced(edits)


def _code_in(piece: Piece, text: str) -> OpenElement | None:
    """The element of preformatted text whose white space says something: it is code, or set in columns; no poem."""
    pre = next(element for element in piece.opened if element.tag == "pre")
    inner = {element.tag for element in piece.opened[piece.opened.index(pre) :]}
    classes = " ".join(element.given.get("class", "") for element in piece.opened[-4:]).lower()
    if inner & {"code", "samp", "kbd"} or any(sign in classes for sign in ("code", "highlight", "lang-", "language-")):
        return pre
    lines = [line for line in text.split(BREAK) if line.strip()]
    set_in = [line for line in lines if "   " in line.strip() or line.startswith(("    ", "\t"))]
    is_set = len(lines) > 1 and 3 * len(set_in) > len(lines)
    is_prose = len(text.split()) > 6 * len(lines) and 4 * sum(map(str.isalpha, text)) > 3 * len("".join(text.split()))
    return pre if is_set and not is_prose and not any(sign in classes for sign in ("verse", "poem")) else None


def _as_code(block: Block) -> Block:
    passage = Passage(block.text.replace(BREAK, "\n"), block.passage.runs)
    links = tuple(mark for mark in block.marks if mark.kind in (MarkKind.LINK, MarkKind.NOTE))
    return replace(block, passage=passage, marks=links).stripped()


def _divided(whole: Block) -> list[Block]:
    """The blocks of one: two breaks in a row end a paragraph, as pages without paragraphs have it."""
    cuts = [m.span() for m in _WHITE.finditer(whole.text) if m.group().count(BREAK) > 1]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(whole.text)]
    within: list[list[Mark]] = [[] for _ in starts]
    for mark in sorted(whole.marks, key=lambda m: (m.start, -m.end)):
        for number in range(bisect_right(starts, mark.start) - 1, bisect_left(starts, mark.end)):
            within[number].append(mark)
    parts = zip(starts, ends, within, strict=True)
    return [_spaced(replace(whole, marks=tuple(marked)).cut(start, end)) for start, end, marked in parts]


def _as_heading(block: Block) -> Block:
    """A short paragraph that is emphasised as a whole, and is no sentence, is a heading."""
    whole = any((mark.start, mark.end) == (0, len(block.text)) and not mark.target for mark in block.marks)
    if block.kind is not BlockKind.PARAGRAPH or not whole or len(block.text) > 100 or block.note:
        return block
    is_clause = ends_sentence(block.text) or block.text.rstrip('"”’)').endswith((":", ",", ";"))
    return (
        block
        if is_clause
        else replace(block, kind=BlockKind.SUBHEADING, marks=tuple(m for m in block.marks if m.kind is MarkKind.NOTE))
    )


def _is_written_close(character: str) -> bool:
    """Whether a character is of a script in which a line end is no space."""
    scripts = (("\u3000", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
    return any(first <= character <= last for first, last in scripts)


def _spaced(block: Block) -> Block:
    """With one space for runs of white space, or a line feed where one of them was marked as a break."""
    text = block.text
    edits = []
    for match in _WHITE.finditer(text):
        between = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        written_close = "\n" in match.group() and all(map(_is_written_close, between))
        space = "\n" if BREAK in match.group() else "" if written_close else " "
        if match.group() != space:
            edits.append((match.start(), match.end(), space))
    return block.replaced(edits).stripped()
