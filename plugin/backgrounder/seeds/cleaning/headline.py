"""The headline of a text without a marked heading, and the title that it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backgrounder.language.dates import date_in, is_written_as_date
from backgrounder.language.lexicon import Lexicon
from backgrounder.language.sentences import is_one_sentence
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Act, Document
from backgrounder.seeds.cleaning.source_block import ADDRESS


def without_first_running_head(document: Document) -> Document:
    """Without a first line that was removed elsewhere as a running head, if the one below it can be the headline."""
    blocks = document.blocks
    if document.heading or not blocks:
        return document
    act = Act("running-heads", blocks[0].passage.origin(0), f"removed a running head: `{blocks[0].text}`")
    is_head = act.what in {one.what for one in document.acts}
    if not is_head or not _headline(blocks[1:], document.lexicon):
        return document
    return replace(document, blocks=blocks[1:], acts=(*document.acts, act))


def with_headline(document: Document) -> Document:
    """With the heading as the title, on one line: that of the text, or else its first block if that is a headline."""
    blocks = document.blocks
    if document.heading is None and (headline := _headline(blocks, document.lexicon)):
        document = replace(document, heading=headline, blocks=blocks[1:])
    if document.heading is None:
        return document
    return replace(document, told=replace(document.told, title=document.heading.text.replace("\n", " ")))


def without_title_stop(document: Document) -> Document:
    """Without the full stop of a title that the heading gave, unless the stop belongs to an abbreviation."""
    title = document.told.title
    if document.heading is None or not title or not title.endswith(".") or title.endswith(".."):
        return document
    last = _words(title[:-1])[-1]
    if len(last) == 1 or last in document.lexicon.titles.abbreviations:
        return document
    origin = document.heading.passage.origin(len(title) - 1)
    act = Act("title-stop", origin, "left the full stop out of the title")
    return replace(document, told=replace(document.told, title=title[:-1]), acts=(*document.acts, act))


def _headline(blocks: Sequence[Block], lexicon: Lexicon) -> Block | None:
    """The first block as a heading, if it is a headline: one short line, of one sentence, before a longer text."""
    if blocks and blocks[0].kind is BlockKind.SUBHEADING:
        return replace(blocks[0], kind=BlockKind.HEADING, marks=())
    if len(blocks) < 2 or any(block.kind is not BlockKind.PARAGRAPH for block in blocks[:2]):
        return None
    # What heads a part of the text, such as the dates of a timeline, is shorter than any headline.
    below = next((block.text for block in blocks[1:4] if not date_in(block.text, lexicon)), "")
    is_headline = _can_head(blocks[0].text, below, lexicon) and not ADDRESS.search(blocks[0].text)
    return replace(blocks[0], kind=BlockKind.HEADING) if is_headline else None


def _can_head(first: str, below: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph can be the headline of a text in which another one stands below it."""
    stop = first.endswith(".")
    return (
        len(first) <= 150
        and len(below) > (2 * len(first) if stop else len(first))
        and "\n" not in first
        and not first.endswith((":", ";", ",", "”", '"'))
        and any(character.isalpha() for character in first)
        and not is_written_as_date(first, lexicon)
        and not (stop and lexicon.titles.speakers.intersection(_words(first)))
        and is_one_sentence(first, lexicon)
    )


def _words(text: str) -> list[str]:
    return re.split(r"\W+", text)
