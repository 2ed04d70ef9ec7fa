"""From the text of a seed to its blocks: the steps of cleaning in their order, for all formats.

To add a step is to add a value here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.seeds.article import PAGE_SUFFIXES, Block, BlockKind
from backgrounder.seeds.cleaning.bylines import read_bylines, read_dateline, read_dates
from backgrounder.seeds.cleaning.characters import line_ends, mended, printable, without_unprintable, without_unseen
from backgrounder.seeds.cleaning.document import Document, Told
from backgrounder.seeds.cleaning.headline import with_headline, without_first_running_head, without_title_stop
from backgrounder.seeds.cleaning.page_furniture import find_furniture, without_page_numbers, without_running_heads
from backgrounder.seeds.cleaning.source_block import without_last_source, without_source_behind, without_source_block
from backgrounder.seeds.cleaning.torn_text import (
    measured,
    trimmed,
    with_blank_lines,
    with_whole_lines,
    with_whole_sentences,
    with_whole_words,
)
from backgrounder.seeds.cleaning.web_clutter import without_remains
from backgrounder.seeds.formats.markdown import read_markdown
from backgrounder.seeds.formats.plain_text import read_heading, read_paragraphs
from backgrounder.seeds.formats.web_page import read_article, read_page, take_everything, take_main_text
from backgrounder.sources.source import Person
from backgrounder.text.decode import one_line
from backgrounder.text.passage import Passage


class Step(NamedTuple):
    """A step of cleaning, and which endings of files it is for. An editor can switch off by name what has a description.

    A step without a description goes on with what an earlier one of its name began, or cannot be switched off.
    """

    name: str
    description: str
    formats: frozenset[str]
    function: Callable[[Document], Document]


TXT, MD, PAGE = frozenset((".txt",)), frozenset((".md",)), frozenset(PAGE_SUFFIXES)
ALL = TXT | MD | PAGE

STEPS = (
    # On the text.
    Step("mojibake", "mends text that was decoded wrongly, such as `â€™` for `’`", ALL, mended),
    Step("soft-hyphens", "removes soft hyphens and spaces of no width", ALL, without_unseen),
    Step("line-ends", "", ALL, line_ends),
    Step("unprintable", "removes control characters", ALL, without_unprintable),
    Step("printable", "", ALL, printable),
    Step(
        "source-block",
        "reads the block at the end that begins with `Source:`, and leaves it out of the text",
        TXT | MD,
        without_source_block,
    ),
    # From text to blocks: a web page and Markdown at once, plain text when its lines have been cleaned.
    Step("page", "", PAGE, read_page),
    Step("markdown", "", MD, read_markdown),
    Step("printable", "", MD, printable),
    Step("soft-hyphens", "", MD, without_unseen),
    Step("heading", "", TXT, read_heading),
    Step("furniture", "", ALL, find_furniture),
    Step("page-numbers", "removes the page numbers of a pasted document", ALL, without_page_numbers),
    Step(
        "running-heads",
        "removes the lines that stand on top of each page of a pasted document",
        ALL,
        without_running_heads,
    ),
    Step("width", "", TXT, measured),
    Step("hyphenated-words", "joins words that were divided at the end of a line", TXT, with_whole_words),
    Step("paragraphs", "takes every line for a paragraph where a text has no blank lines", TXT, with_blank_lines),
    Step("plain-text", "", TXT, read_paragraphs),
    Step("wrapped-lines", "joins lines that were wrapped by hand", TXT, with_whole_lines),
    Step("trimmed", "", TXT, trimmed),
    Step("everything", "", PAGE, take_everything),
    Step("main-text", "takes the article out of a saved web page", PAGE, take_main_text),
    Step("source-block", "", PAGE, without_source_behind),
    Step("article", "", PAGE, read_article),
    Step("printable", "", PAGE, printable),
    Step("soft-hyphens", "", PAGE, without_unseen),
    # On the blocks.
    Step("web-remains", "removes buttons, advertisements, teasers and notices of web pages", ALL, without_remains),
    Step("source-block", "", MD, without_last_source),
    Step(
        "broken-sentences",
        "joins the halves of a sentence that a blank line or a page break tore apart",
        ALL,
        with_whole_sentences,
    ),
    Step("byline", "reads the line that names the author, and leaves it out of the text", ALL, read_bylines),
    Step("date", "reads the line that gives the date, and leaves it out of the text", ALL, read_dates),
    Step(
        "dateline",
        "reads the agency and the date before the first sentence; they stay in the text",
        ALL,
        read_dateline,
    ),
    Step("running-heads", "", ALL, without_first_running_head),
    Step("headline", "", ALL, with_headline),
    Step("title-stop", "leaves the full stop out of the title", ALL, without_title_stop),
)
SWITCHES: Mapping[str, str] = {step.name: step.description for step in STEPS if step.description}
"""What can be switched off, and what it does."""


def clean(
    text: Passage,
    suffix: str = ".txt",
    keep: frozenset[str] = frozenset(),
    lexicon: Lexicon = ENGLISH,
    steps: Sequence[Step] = STEPS,
) -> Document:
    """Cleans a seed's text (without front matter). `keep`: the steps that are switched off."""
    # A byte-order mark is the encoding's, and no character of the text.
    text = text.cut(1, len(text)) if text.text.startswith("\ufeff") else text
    document = Document(text, keep, lexicon=lexicon)
    for step in steps:
        if (suffix if suffix in ALL else ".txt") in step.formats and document.does(step.name):
            document = step.function(document)
    blocks = (document.heading, *document.blocks) if document.heading else document.blocks
    return replace(
        document,
        blocks=_numbered(blocks),
        told=_printable(document.told),
        acts=tuple(sorted(document.acts, key=lambda act: act.origin)),
    )


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


def _numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Without rules at either end; what is read is numbered from 1."""
    inner = [number for number, block in enumerate(blocks) if block.kind is not BlockKind.RULE]
    blocks = blocks[inner[0] : inner[-1] + 1] if inner else ()
    numbers = accumulate(int(block.kind.is_read) for block in blocks)
    return tuple(
        replace(block, number=number) if block.kind.is_read else block
        for block, number in zip(blocks, numbers, strict=True)
    )
