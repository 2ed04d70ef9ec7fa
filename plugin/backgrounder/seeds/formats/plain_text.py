"""From plain text to blocks: a leading `# ` heading, rules, and paragraphs. All else stays the characters it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Document
from backgrounder.text.passage import Passage

BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+[^\S\n]*")
"""What divides paragraphs."""
_SPACES = re.compile(r"[^\S\n\u00a0\u202f\u2007]{2,}|[^\S\n \u00a0\u202f\u2007]")
"""White space to become one space: several characters, or one that is no space itself."""
LINE_END = re.compile(" ?\n ?")
"""A line end in text with single spaces."""


def read_heading(document: Document) -> Document:
    """Reads the heading with which a text begins, if it does: `# Title`."""
    text = document.text.strip()
    line, _, _ = text.text.partition("\n")
    title = line[1:].strip(" \t")
    unmarked = title.rstrip().rstrip("#")
    title = unmarked.rstrip() if unmarked[-1:].isspace() else title.rstrip()
    if not line.startswith(("# ", "#\t")) or not title:
        return replace(document, text=text)
    start = line.index(title, 1)
    heading = Block(BlockKind.HEADING, single_spaced(text.cut(start, start + len(title))))
    return replace(document, heading=heading, text=text.cut(len(line), len(text)).strip())


def read_paragraphs(document: Document) -> Document:
    """Makes blocks of a text: its paragraphs and rules."""
    text = document.text
    pieces: list[Passage] = []
    start = 0
    for end, following in (*(match.span() for match in BLANK_LINES.finditer(text.text)), (len(text), len(text))):
        pieces += map(single_spaced, _at_rules(text.cut(start, end)))
        start = following
    blocks = (
        Block(BlockKind.RULE if is_rule(piece.text) else BlockKind.PARAGRAPH, piece) for piece in pieces if piece.text
    )
    return replace(document, text=text.cut(0, 0), blocks=tuple(blocks))


def is_rule(line: str) -> bool:
    """Whether a line is a rule: three or more of one of the marks `-`, `*` and `_`, with nothing but blanks around them."""
    marks = line.replace(" ", "").replace("\t", "")
    return len(marks) >= 3 and marks[0] in "-*_" and not marks.strip(marks[0])


def _at_rules(piece: Passage) -> Iterator[Passage]:
    """A piece cut wherever one of its lines is a rule."""
    lines = piece.text.split("\n")
    if not any(map(is_rule, lines)):
        yield piece
        return
    start = end = 0
    for line in lines:
        if is_rule(line):
            yield piece.cut(start, end)
            yield piece.cut(end, end + len(line))
            start = end + len(line)
        end += len(line) + 1
    yield piece.cut(start, len(piece))


def single_spaced(piece: Passage) -> Passage:
    """Without white space at either end, and with one space for runs of it."""
    piece = piece.strip()
    text = piece.text
    if text.isprintable() and "  " not in text:
        # Most is, and to ask that is faster than to look for other space.
        return piece
    return piece.replace((*match.span(), " ") for match in _SPACES.finditer(text))
