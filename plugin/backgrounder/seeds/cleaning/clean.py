"""From the text of a seed to its blocks, whatever its format: each step with its offset map, each act with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backgrounder.language.sentences import sentences
from backgrounder.seeds.article import PAGE_SUFFIXES, Block, BlockKind
from backgrounder.seeds.cleaning.bylines import Told, date_in, told_by
from backgrounder.seeds.cleaning.characters import clean_letters, without_unseen
from backgrounder.seeds.cleaning.step import Act, Cleaning
from backgrounder.seeds.cleaning.web_clutter import without_remains
from backgrounder.seeds.formats.plain_text import (
    ADDRESS,
    furniture_among,
    plain_blocks,
    source_of,
    without_source_block,
)
from backgrounder.sources.source import Person
from backgrounder.text.decode import one_line
from backgrounder.text.passage import Passage

_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:[a-z]{3,9}\.?\s+\d{1,2}|\d{1,2}\.?\s+[a-z]{3,9}),?\s+\d{4}|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\b(?:I|we|you|my|our|your)\b")
"""Words of somebody who speaks: a sentence with one of them is the beginning of a speech, and no headline."""
_LONGEST_HEADLINE = 150
_NEAR = 4
"""Blocks at the top among which the one below a headline is looked for."""
_WORDS_SHOWN = 3
_FEWEST_WORDS = 5
"""Words a fragment must have to count as the first half of a broken sentence; shorter ones are items of a list."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned seed: blocks, what the seed itself says of its source, and what was done."""

    blocks: tuple[Block, ...]
    told: Told
    acts: tuple[Act, ...]


def clean(text: Passage, suffix: str = ".txt", keep: frozenset[str] = frozenset()) -> Cleaned:
    """Cleans a seed's text (without front matter). `keep`: the steps that are switched off."""
    cleaning = Cleaning(keep)
    text = clean_letters(text, cleaning)
    told = Told()
    if suffix in PAGE_SUFFIXES:
        from backgrounder.seeds.formats.web_page import html_blocks  # noqa: PLC0415 (loaded when it is first needed)

        heading, blocks, told = html_blocks(text, cleaning)
    else:
        url = publication = None
        if cleaning.does("source-block"):
            text, url, publication = without_source_block(text, cleaning)
        if suffix == ".md":
            from backgrounder.seeds.formats.markdown import markdown_blocks  # noqa: PLC0415 (loaded when it is first needed)

            heading, blocks = markdown_blocks(text)
        else:
            heading, blocks = plain_blocks(text, cleaning)
        told = Told(url=url, container_title=publication)
    if suffix != ".txt":
        blocks = [without_unseen(block, cleaning) for block in blocks]
    if suffix == ".md":
        gone = furniture_among(blocks, cleaning)
        blocks = [block for number, block in enumerate(blocks) if number not in gone]
    blocks = without_remains(blocks, cleaning)
    if blocks and told.container_title is None and suffix == ".md" and cleaning.does("source-block"):
        url = source_of(blocks[-1], cleaning)
        told, blocks = (replace(told, url=told.url or url), blocks[:-1]) if url else (told, blocks)
    if cleaning.does("broken-sentences"):
        blocks = _joined_sentences(blocks, cleaning)
    by_text, blocks = told_by(blocks, cleaning)
    if heading is None:
        heading, blocks = _headline(_without_running_head(blocks, cleaning))
    title = _title(heading.passage, cleaning) if heading else None
    told = replace(
        told,
        title=title or told.title,
        author=told.author or by_text.author,
        issued=told.issued or by_text.issued,
        container_title=told.container_title or (None if told.url else by_text.container_title),
    )
    return Cleaned(
        _numbered([heading, *blocks] if heading else blocks),
        _printable(told),
        tuple(sorted(cleaning.acts, key=lambda act: act.origin)),
    )


def _joined_sentences(blocks: Sequence[Block], cleaning: Cleaning) -> list[Block]:
    """Joins what a page break tore apart: a paragraph that ends in mid-sentence and one that goes on."""
    groups: list[list[Block]] = []
    breaks = sorted(cleaning.page_breaks)
    for block in blocks:
        if groups and _broken_between(groups[-1], block, breaks):
            before = " ".join(groups[-1][-1].text.split()[-_WORDS_SHOWN:])
            after = " ".join(block.text.split()[:_WORDS_SHOWN])
            cleaning.did("broken-sentences", block.passage.origin(0), f"joined `…{before}` and `{after}…`")
            groups[-1].append(block)
        else:
            groups.append([block])
    return [group[0] if len(group) == 1 else Block.joined(group) for group in groups]


def _broken_between(fragments: Sequence[Block], after: Block, breaks: Sequence[int]) -> bool:
    before = fragments[-1]
    if before.kind is not BlockKind.PARAGRAPH or after.kind is not BlockKind.PARAGRAPH:
        return False
    text = before.text
    open_end = (text[-1:].isalpha() or text[-1:] == ",") and "\n" not in text
    at = bisect_left(breaks, before.passage.origin(len(text)))
    over_page = at < len(breaks) and breaks[at] < after.passage.origin(0)
    if not open_end or not (after.text[:1].islower() or (over_page and after.text[:1].isalnum())):
        return False
    return len(fragments) > 1 or len(text.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS


def _without_running_head(blocks: list[Block], cleaning: Cleaning) -> list[Block]:
    """Without a first line that was removed elsewhere as a running head, if the one below it can be the headline."""
    if blocks and blocks[0].text in cleaning.running_heads and _headline(blocks[1:])[0]:
        what = f"removed a running head: `{blocks[0].text}`"
        cleaning.did("running-heads", blocks[0].passage.origin(0), what)
        return blocks[1:]
    return blocks


def _headline(blocks: list[Block]) -> tuple[Block | None, list[Block]]:
    """The first paragraph, if it is a headline: one short line, of one sentence, before a longer text."""
    if blocks and blocks[0].kind is BlockKind.SUBHEADING:
        return replace(blocks[0], kind=BlockKind.HEADING, marks=()), blocks[1:]
    if len(blocks) < 2 or any(block.kind is not BlockKind.PARAGRAPH for block in blocks[:2]):
        return None, blocks
    first = blocks[0].text
    # What heads a part of the text, such as the dates of a timeline, is shorter than any headline.
    second = next((block.text for block in blocks[1:_NEAR] if not date_in(block.text)), "")
    stop = first.endswith(".")
    if (
        len(first) <= _LONGEST_HEADLINE
        and "\n" not in first
        and len(list(sentences(first))) == 1
        and any(c.isalpha() for c in first)
        and not first.endswith((":", ";", ",", "”", '"'))
        and not _DAY.fullmatch(first)
        and not (stop and _SPEAKER.search(first))
        and not ADDRESS.search(first)
        and len(second) > (2 * len(first) if stop else len(first))
    ):
        return replace(blocks[0], kind=BlockKind.HEADING), blocks[1:]
    return None, blocks


def _title(heading: Passage, cleaning: Cleaning) -> str:
    """A headline as a title, on one line: without a full stop, unless the stop belongs to an abbreviation."""
    text = heading.text.replace("\n", " ")
    abbreviation = re.search(r"\b\w\.\Z|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|etc)\.\Z", text)
    if not cleaning.does("title-stop") or not text.endswith(".") or text.endswith("..") or abbreviation:
        return text
    cleaning.did("title-stop", heading.origin(len(text) - 1), "left the full stop out of the title")
    return text[:-1]


def _printable(told: Told) -> Told:
    """What is told, each text on one line: the head of a page may have any characters, in JSON halves of pairs as well."""

    def line(text: str | None) -> str | None:
        return text if text is None or text.isprintable() else one_line(text) or None

    people = (Person(*(line(part) or "" for part in (one.family, one.given, one.suffix))) for one in told.author)
    return replace(
        told,
        title=line(told.title),
        author=tuple(person for person in people if person.printed),
        container_title=line(told.container_title),
        language=line(told.language),
    )


def _numbered(blocks: list[Block]) -> tuple[Block, ...]:
    """Without rules at either end; what is read is numbered from 1."""
    inner = [number for number, block in enumerate(blocks) if block.kind is not BlockKind.RULE]
    blocks = blocks[inner[0] : inner[-1] + 1] if inner else []
    number = 0
    numbered: list[Block] = []
    for block in blocks:
        number += block.kind.is_read
        is_read = block.kind.is_read
        numbered.append(Block(block.kind, block.passage, number, block.marks) if is_read else block)
    return tuple(numbered)
