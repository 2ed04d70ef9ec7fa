"""Cleaning, character by character: what no reader can see, and what was decoded wrongly."""

from __future__ import annotations

import re
from dataclasses import replace

from backgrounder.seeds.cleaning.document import Act, Document, quoted
from backgrounder.text.decode import UNPRINTABLE
from backgrounder.text.passage import LineIndex, Passage

# Soft hyphens and what has no width. Joiners (U+200C, U+200D) stay: scripts and signs need them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_LINE_ENDS = {"\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"}
_ODD = re.compile(r"[^\x00-\x7f]+")
# A closing quotation mark whose last byte is lost, as often happens: Windows-1252 has no character for it.
_LOST_CLOSING = re.compile(r"â€(?=[\s.,;:!?)]|$)")


def without_unseen(document: Document) -> Document:
    """Without soft hyphens and what has no width, in a text and in blocks: a page may have it as a reference (`&shy;`)."""
    return _without(_UNSEEN, document, "soft-hyphens", "removed what has no width")


def without_unprintable(document: Document) -> Document:
    """Without control characters, which are told."""
    return _without(UNPRINTABLE, document, "unprintable", "removed the unprintable character U+{:04X}")


def printable(document: Document) -> Document:
    """Without control characters, untold: Markdown uses some of them for its own purposes, so they go in any case."""
    text_is_done = not (document.blocks or document.notes) and document.does("unprintable")
    return document if text_is_done else replace(without_unprintable(document), acts=document.acts)


def _without(pattern: re.Pattern[str], document: Document, step: str, what: str) -> Document:
    """A document without what a pattern finds. `what`: to say of each place, with the code of its character."""
    acts = list(document.acts)

    def edits(passage: Passage) -> list[tuple[int, int, str]]:
        found = [] if passage.text.isascii() and pattern is _UNSEEN else list(pattern.finditer(passage.text))
        acts.extend(Act(step, passage.origin(one.start()), what.format(ord(one.group()[0]))) for one in found)
        return [(*one.span(), "") for one in found]

    text = document.text.replace(edits(document.text))
    blocks, notes = (
        tuple(block.replaced(edits(block.passage)) for block in some) for some in (document.blocks, document.notes)
    )
    return replace(document, text=text, blocks=blocks, notes=notes, acts=tuple(acts))


def line_ends(document: Document) -> Document:
    """With a line feed for each other end of a line, and an empty line for the end of a paragraph."""
    text = document.text
    if not any(end in text.text for end in _LINE_ENDS):
        return document
    ends = [(at, at + 1, _LINE_ENDS[mark]) for at, mark in enumerate(text.text) if mark in _LINE_ENDS]
    return replace(document, text=text.replace(ends))


def mended(document: Document) -> Document:
    """Line by line, as a text may be right in one place and wrong in another; in a line, each run of odd characters."""
    text = document.text
    if text.text.isascii():
        return document
    from ftfy import fix_encoding  # noqa: PLC0415 (loaded when it is first needed)
    from ftfy.badness import is_bad  # noqa: PLC0415

    edits: list[tuple[int, int, str]] = []
    acts: list[Act] = []
    for start, line in zip(LineIndex(text.text).starts, text.text.split("\n"), strict=True):
        closed = _LOST_CLOSING.sub("â€\x9d", line)
        if closed.isascii() or not is_bad(closed) or fix_encoding(closed) == line:
            continue
        for run in _ODD.finditer(line):
            before, at = run.group(), start + run.start()
            after = fix_encoding(_LOST_CLOSING.sub("â€\x9d", before)).replace("\n", " ")
            if after != before:
                edits.append((at, at + len(before), after))
                what = f"mended {quoted(before)} to {quoted(after)}"
                acts.append(Act.on("mojibake", text.cut(at, at + len(before)), what))
    return replace(document, text=text.replace(edits), acts=(*document.acts, *acts))
