"""The headline of a text without a marked heading, and the title that it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backgrounder.language.sentences import sentences
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.bylines import date_in
from backgrounder.seeds.cleaning.document import Act, Document
from backgrounder.seeds.cleaning.source_block import ADDRESS

_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:[a-z]{3,9}\.?\s+\d{1,2}|\d{1,2}\.?\s+[a-z]{3,9}),?\s+\d{4}|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\b(?:I|we|you|my|our|your)\b")
"""Words of somebody who speaks: a sentence with one of them is the beginning of a speech, and no headline."""


def without_first_running_head(document: Document) -> Document:
    """Without a first line that was removed elsewhere as a running head, if the one below it can be the headline."""
    blocks = document.blocks
    if document.heading or not blocks or blocks[0].text not in document.running_heads or not _headline(blocks[1:]):
        return document
    act = Act("running-heads", blocks[0].passage.origin(0), f"removed a running head: `{blocks[0].text}`")
    return replace(document, blocks=blocks[1:], acts=(*document.acts, act))


def with_headline(document: Document) -> Document:
    """With the first block as the heading, if there is no heading yet and the block is a headline."""
    headline = None if document.heading else _headline(document.blocks)
    return replace(document, heading=headline, blocks=document.blocks[1:]) if headline else document


def with_title(document: Document) -> Document:
    """With the heading as the title, on one line."""
    if document.heading is None:
        return document
    return replace(document, told=replace(document.told, title=document.heading.text.replace("\n", " ")))


def without_title_stop(document: Document) -> Document:
    """Without the full stop of a title that the heading gave, unless the stop belongs to an abbreviation."""
    title = document.told.title
    if document.heading is None or not title or not title.endswith(".") or title.endswith(".."):
        return document
    if re.search(r"\b\w\.\Z|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|etc)\.\Z", title):
        return document
    origin = document.heading.passage.origin(len(title) - 1)
    act = Act("title-stop", origin, "left the full stop out of the title")
    return replace(document, told=replace(document.told, title=title[:-1]), acts=(*document.acts, act))


def _headline(blocks: Sequence[Block]) -> Block | None:
    """The first block as a heading, if it is a headline: one short line, of one sentence, before a longer text."""
    if blocks and blocks[0].kind is BlockKind.SUBHEADING:
        return replace(blocks[0], kind=BlockKind.HEADING, marks=())
    if len(blocks) < 2 or any(block.kind is not BlockKind.PARAGRAPH for block in blocks[:2]):
        return None
    # What heads a part of the text, such as the dates of a timeline, is shorter than any headline.
    below = next((block.text for block in blocks[1:4] if not date_in(block.text)), "")
    is_headline = _can_head(blocks[0].text, below) and not ADDRESS.search(blocks[0].text)
    return replace(blocks[0], kind=BlockKind.HEADING) if is_headline else None


def _can_head(first: str, below: str) -> bool:
    """Whether a paragraph can be the headline of a text in which another one stands below it."""
    stop = first.endswith(".")
    return (
        len(first) <= 150
        and len(below) > (2 * len(first) if stop else len(first))
        and "\n" not in first
        and not first.endswith((":", ";", ",", "”", '"'))
        and any(character.isalpha() for character in first)
        and not _DAY.fullmatch(first)
        and not (stop and _SPEAKER.search(first))
        and len(list(sentences(first))) == 1
    )
