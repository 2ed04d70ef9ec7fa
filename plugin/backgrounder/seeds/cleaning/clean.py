"""From the text of a seed to its blocks: the steps of cleaning in their order, and which an editor can switch off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.seeds.article import PAGE_SUFFIXES, Block, BlockKind
from backgrounder.seeds.cleaning import (
    characters,
    distributors,
    page_furniture,
    remainder,
    source_block,
    top,
    web_clutter,
)
from backgrounder.seeds.cleaning.document import Document, Told, Whole
from backgrounder.seeds.formats import markdown, plain_text, web_page
from backgrounder.sources.source_fields import Person
from backgrounder.text.decode import one_line
from backgrounder.text.passage import Passage


class Step(NamedTuple):
    """A step of cleaning, and the endings of the files that it is for."""

    name: str
    formats: frozenset[str]
    function: Callable[[Document], Document]


TXT, MD, PAGE = frozenset((".txt",)), frozenset((".md",)), frozenset(PAGE_SUFFIXES)
ALL = TXT | MD | PAGE
SWITCHES = {
    "mojibake": "mends text that was decoded wrongly, such as `â€™` for `’`",
    "soft-hyphens": "removes soft hyphens and spaces of no width",
    "unprintable": "removes control characters",
    "distributors": "removes what distributors put around texts, such as the licence of Project Gutenberg",
    "source-block": "reads the block at the end that begins with `Source:`, and leaves it out of the text",
    "page-numbers": "removes the page numbers of a pasted document",
    "running-heads": "removes the lines that stand on top of each page of a pasted document",
    "hyphenated-words": "joins words that were divided at the end of a line",
    "paragraphs": "takes every line for a paragraph where a text has no blank lines",
    "wrapped-lines": "joins lines that were wrapped by hand",
    "main-text": "takes the article out of a saved web page",
    "web-remains": "removes buttons, advertisements, teasers and notices of web pages",
    "broken-sentences": "joins the halves of a sentence that a blank line or a page break tore apart",
    "byline": "reads the line that names the author, and leaves it out of the text",
    "date": "reads the line that gives the date, and leaves it out of the text",
    "dateline": "reads the agency and the date before the first sentence; they stay in the text",
    "title-stop": "leaves the full stop out of the title",
}
"""What an editor can switch off, and what it does: steps by their names, or parts of steps."""
STEPS = (
    # On the text.
    Step("mojibake", ALL, characters.mended),
    Step("soft-hyphens", ALL, characters.without_unseen),
    Step("line-ends", ALL, characters.line_ends),
    Step("unprintable", ALL, characters.without_unprintable),
    Step("printable", ALL, characters.printable),
    Step("distributors", TXT | MD, distributors.without_frame),
    Step("source-block", TXT | MD, source_block.without_source_block),
    # From text to blocks: a web page and Markdown at once, plain text when its lines have been cleaned.
    Step("page", PAGE, web_page.read_page),
    Step("distributors", PAGE, distributors.without_frame),
    Step("markdown", MD, markdown.read_markdown),
    Step("printable", MD, characters.printable),
    Step("soft-hyphens", MD, characters.without_unseen),
    Step("heading", TXT, plain_text.read_heading),
    Step("furniture", ALL, page_furniture.without_furniture),
    Step("width", TXT, plain_text.measured),
    Step("hyphenated-words", TXT, plain_text.with_whole_words),
    Step("paragraphs", TXT, plain_text.with_blank_lines),
    Step("plain-text", TXT, plain_text.read_paragraphs),
    Step("line-ends", TXT, plain_text.with_whole_lines),
    Step("distributors", ALL, distributors.without_notices),
    Step("article", PAGE, web_page.read_article),
    Step("printable", PAGE, characters.printable),
    Step("soft-hyphens", PAGE, characters.without_unseen),
    # On the blocks.
    Step("web-remains", ALL, web_clutter.without_remains),
    Step("source-block", MD, source_block.without_last_source),
    Step("top", ALL, top.read_top),
    Step("broken-sentences", ALL, page_furniture.with_whole_sentences),
    Step("headline", ALL, top.with_headline),
    Step("title-stop", ALL, top.without_title_stop),
    # What none of them has told.
    Step("left-out", ALL, remainder.with_remainder),
)


def clean(
    text: Passage,
    suffix: str = ".txt",
    keep: frozenset[str] = frozenset(),
    lexicon: Lexicon = ENGLISH,
    steps: Sequence[Step] = STEPS,
    *,
    language: str | None = None,
) -> Document:
    """Cleans a seed's text (without front matter). `keep`: the steps that are switched off. `language`: its tag, if known."""
    # A byte-order mark is the encoding's, and no character of the text.
    text = text.cut(1, len(text)) if text.text.startswith("\ufeff") else text
    document = Document(text, keep, lexicon=lexicon, language=language, whole=Whole(text))
    for step in steps:
        if (suffix if suffix in ALL else ".txt") in step.formats and document.does(step.name):
            document = step.function(document)
    blocks = (document.heading, *document.blocks) if document.heading else document.blocks
    acts = tuple(sorted(document.acts, key=lambda act: act.origin))
    return replace(document, blocks=_numbered(blocks, document.notes), told=_printable(document.told), acts=acts)


def _printable(told: Told) -> Told:
    """What is told, each text on one line: the head of a page may have any characters, in JSON halves of pairs as well."""

    def line(text: str | None) -> str | None:
        return text if text is None or text.isprintable() else one_line(text) or None

    people = (Person(*(line(part) or "" for part in (one.family, one.given, one.suffix))) for one in told.author)
    author = tuple(person for person in people if person.printed)
    title, publication, language = map(line, (told.title, told.container_title, told.language))
    return replace(told, title=title, author=author, container_title=publication, language=language)


def _numbered(blocks: Sequence[Block], notes: Sequence[Block]) -> tuple[Block, ...]:
    """With notes behind the text, but without rules at either end of it.

    What is read is numbered from 1, a row of a table as one; headings have levels from 2.
    """
    inner = [number for number, block in enumerate(blocks) if block.kind is not BlockKind.RULE]
    blocks = (*(blocks[inner[0] : inner[-1] + 1] if inner else ()), *notes)
    levels = sorted({block.level for block in blocks if block.kind is BlockKind.SUBHEADING})
    numbered: list[Block] = []
    row, number = None, 0
    for block in blocks:
        if block.kind.is_read:
            before = row
            row = next((element.number for element in block.within if element.tag == "tr"), None)
            number += row is None or row != before
            # `dataclasses.replace` takes five times as long, and there is one for each paragraph.
            numbered.append(Block(block.kind, block.passage, number, block.marks, block.within, block.level))
        else:
            is_heading = block.kind is BlockKind.SUBHEADING
            numbered.append(replace(block, level=levels.index(block.level) + 2) if is_heading else block)
            row = None
    return tuple(numbered)
