"""Cleaning, character by character: what no reader can see, and what was decoded wrongly."""

from __future__ import annotations

import re

from backgrounder.seeds.article import Block
from backgrounder.seeds.cleaning.step import Cleaning
from backgrounder.text.decode import UNPRINTABLE
from backgrounder.text.passage import Passage

_LINE_SEPARATOR = re.compile("[\x85\u2028]")
_PARAGRAPH_SEPARATOR = re.compile("\u2029")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]+")
"""Soft hyphens and what has no width. Joiners (U+200C, U+200D) stay: scripts and signs need them."""
_RUN = re.compile(r"[^\x00-\x7f]+")
_LINE = re.compile(r"[^\n]+")
_LOST_CLOSING = re.compile(r"â€(?=[\s.,;:!?)]|$)")
_MOST_SHOWN = 40


def clean_letters(text: Passage, cleaning: Cleaning) -> Passage:
    """The text without unprintable and unseen characters, with mojibake mended."""
    # A byte-order mark is the encoding's, and no character of the text.
    text = text.cut(1, len(text)) if text.text.startswith("\ufeff") else text
    if not text.text.isascii():
        if cleaning.does("mojibake"):
            text = _mended(text, cleaning)
        if cleaning.does("soft-hyphens"):
            for match in _UNSEEN.finditer(text.text):
                cleaning.did("soft-hyphens", text.origin(match.start()), "removed what has no width")
            text = text.sub(_UNSEEN, "")
        text = text.sub(_LINE_SEPARATOR, "\n").sub(_PARAGRAPH_SEPARATOR, "\n\n")
    if not UNPRINTABLE.search(text.text):
        return text
    if cleaning.does("unprintable"):
        for match in UNPRINTABLE.finditer(text.text):
            what = f"removed the unprintable character U+{ord(match.group()):04X}"
            cleaning.did("unprintable", text.origin(match.start()), what)
    # Markdown uses some of them for its own purposes, so they go in any case.
    return text.sub(UNPRINTABLE, "")


def without_unseen(block: Block, cleaning: Cleaning) -> Block:
    """A block without what has no width, or cannot be shown: a page may have it as a reference (`&shy;`)."""
    gone = [(m.start(), m.end(), "") for m in UNPRINTABLE.finditer(block.text)]
    block = block.replaced(gone) if gone else block
    if not cleaning.does("soft-hyphens"):
        return block
    edits = [(m.start(), m.end(), "") for m in _UNSEEN.finditer(block.text)]
    for start, _, _ in edits:
        cleaning.did("soft-hyphens", block.passage.origin(start), "removed what has no width")
    return block.replaced(edits) if edits else block


def _mended(text: Passage, cleaning: Cleaning) -> Passage:
    """Line by line, as a text may be right in one place and wrong in another; in a line, each run of odd characters."""
    from ftfy import fix_encoding  # noqa: PLC0415 (loaded when it is first needed)

    edits: list[tuple[int, int, str]] = []
    for line in _LINE.finditer(text.text):
        # The last byte of a closing quotation mark is no character of Windows-1252, and often lost on the way.
        closed = _LOST_CLOSING.sub("â€\x9d", line.group())
        if closed.isascii() or fix_encoding(closed) == line.group():
            continue
        for run in _RUN.finditer(line.group()):
            before = run.group()
            after = fix_encoding(_LOST_CLOSING.sub("â€\x9d", before)).replace("\n", " ")
            if after != before:
                start = line.start() + run.start()
                edits.append((start, start + len(before), after))
                what = f"mended `{before[:_MOST_SHOWN]}` to `{after[:_MOST_SHOWN]}`"
                cleaning.did("mojibake", text.origin(start), what)
    return text.replace(edits)
