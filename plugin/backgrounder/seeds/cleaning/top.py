"""What stands at the top of a text: headline, byline, date line, dateline. What is not understood stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backgrounder.language.dates import date_in, is_written_as_date
from backgrounder.language.foreign_bylines import byline_lexicons, language_of
from backgrounder.language.lexicon import Lexicon
from backgrounder.language.sentences import ends_sentence, is_one_sentence
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.datelines import dateline_of
from backgrounder.seeds.cleaning.document import Act, Document, Told, quoted
from backgrounder.seeds.cleaning.source_block import ADDRESS
from backgrounder.seeds.cleaning.top_lines import LineFound, date_alone, joined, told_below_byline, told_by_line

_NEAR_TOP = 6  # blocks that are looked at, from the top
_MOST_LINES = 6  # of a block that tells something
_KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.ITEM))


def read_top(document: Document) -> Document:
    """Reads bylines, dates and datelines, whichever of these are switched on."""
    document = _read_lines(document) if document.does("byline") or document.does("date") else document
    return _read_dateline(document) if document.does("dateline") else document


def _read_lines(document: Document) -> Document:
    """Reads the lines near the top that name the author or give the date, and leaves them out of the text."""
    kept: list[Block] = []
    acts = list(document.acts)
    told: list[LineFound] = []
    short = (block.text if len(block.text) <= 40 else "" for block in document.blocks)
    lexicons = _lexicons(document)
    bare_dates = [next(filter(None, (date_alone(text, one) for one in lexicons)), None) for text in short]
    # Several dates that head what follows them are a timeline: none is the text's own.
    is_timeline = len({*bare_dates} - {None}) > 1
    running, found = False, None
    for number, block in enumerate(document.blocks):
        text = block.text
        # A sentence of more than 100 characters begins the running text.
        running = running or (len(text) > 100 and ends_sentence(text.rstrip()))
        heads = is_timeline and bare_dates[number] is not None
        if running or heads or number >= _NEAR_TOP or block.kind not in _KINDS or len(text) > 200:
            kept.append(block)
            continue
        start, found = _lines_that_tell(text, document, lexicons, below=found, is_first=not number)
        told += [found] if found else []
        what = f"read {quoted(text[start:])} and left it out of the text"
        steps = {"byline": found and found.byline, "date": found and found.date}
        gone = block.passage.cut(min(start, len(text)), len(text))
        acts += [Act.on(step, gone, what) for step, does in steps.items() if does]
        kept += [block.cut(0, start - 1)] if start else []
    return replace(document, blocks=tuple(kept), told=_with(document.told, told), acts=tuple(acts))


def _lexicons(document: Document) -> tuple[Lexicon, ...]:
    """By whose words the top of a text is read: those of the language that is said, or else of the one that it is in."""
    said = document.language or document.told.language or language_of(block.text for block in document.blocks)
    return byline_lexicons(document.lexicon, said)


def _with(told: Told, found: Sequence[LineFound]) -> Told:
    """What is told, with what lines tell: their date is the last that is not of a later change, or else the first of these."""
    dates = [one for one in found if one.date]
    issued = next((one.date for one in reversed(dates) if not one.is_later), dates[0].date if dates else None)
    byline = joined(one.byline for one in found if one.byline)
    publication = told.container_title or (None if told.url else byline.publication)
    return replace(
        told, author=told.author or byline.authors, issued=told.issued or issued, container_title=publication
    )


def _lines_that_tell(
    text: str, document: Document, lexicons: Sequence[Lexicon], *, below: LineFound | None, is_first: bool
) -> tuple[int, LineFound | None]:
    """Where the lines at the end of a block begin that tell something (behind its end if none does), and what.

    `below`: what the block above tells. `is_first`: nothing stands above, so that the first line may be the headline.
    """
    lines = text.split("\n")
    names, dates = document.does("byline"), document.does("date")
    start = 0
    bare_names = lexicons[0] is document.lexicon
    for number in range(len(lines) if len(lines) <= _MOST_LINES else 0):
        # A line below another one is what a bar would divide from it.
        one_line = "".join(f"{' ' if line[:1].islower() else ' | '}{line}" for line in lines[number:] if line)[
            1:
        ].strip(" |")
        for lexicon in lexicons:
            given = {"names": names, "dates": dates, "is_first": is_first and not number, "bare_names": bare_names}
            found = told_by_line(one_line, lexicon, **given)
            if not found and names and below and below.byline:
                found = told_below_byline(one_line, lexicon)
            if found:
                return start, found
        start += len(lines[number]) + 1
    return len(text) + 1, None


def _read_dateline(document: Document) -> Document:
    """Reads the agency and the date before the first sentence: `GENEVA, Oct. 12, 2021 (Agency) — …`."""
    lexicons = _lexicons(document)
    for block in document.blocks[:_NEAR_TOP]:
        if found := dateline_of(block.text, lexicons):
            told = document.told
            is_author = found.agency in [person.printed for person in told.author]
            publication = told.container_title or (None if told.url or is_author else found.agency)
            told = replace(told, issued=told.issued or found.date, container_title=publication)
            act = Act("dateline", block.passage.origin(0), f"read `{found.words.strip()}`")
            return replace(document, told=told, acts=(*document.acts, act))
    return document


def with_headline(document: Document) -> Document:
    """With the heading as the title, on one line: that of the text, or else its first block if that is a headline."""
    if document.heading is None:
        document = _without_running_head(document)
        heading = _headline(document.blocks, document.lexicon)
        document = replace(document, heading=heading, blocks=document.blocks[1:]) if heading else document
    if document.heading is None:
        return document
    return replace(document, told=replace(document.told, title=document.heading.text.replace("\n", " ")))


def _without_running_head(document: Document) -> Document:
    """Without a first line that was removed elsewhere as a running head, if the one below it can be the headline."""
    blocks = document.blocks
    what = f"removed a running head: `{blocks[0].text}`" if blocks else ""
    if what not in {act.what for act in document.acts} or not _headline(blocks[1:], document.lexicon):
        return document
    act = Act.on("running-heads", blocks[0].passage, what)
    return replace(document, blocks=blocks[1:], acts=(*document.acts, act))


def without_title_stop(document: Document) -> Document:
    """Without the full stop of a title that the heading gave, unless the stop belongs to an abbreviation."""
    title = document.told.title
    if document.heading is None or not title or not title.endswith(".") or title.endswith(".."):
        return document
    last = _words(title[:-1])[-1]
    if len(last) == 1 or last in document.lexicon.bylines.title_abbreviations:
        return document
    act = Act("title-stop", document.heading.passage.origin(len(title) - 1), "left the full stop out of the title")
    return replace(document, told=replace(document.told, title=title[:-1]), acts=(*document.acts, act))


def _headline(blocks: Sequence[Block], lexicon: Lexicon) -> Block | None:
    """The first block as a heading, if it is a headline: one short line, of one sentence, before a longer text."""
    if blocks and blocks[0].kind is BlockKind.SUBHEADING:
        return replace(blocks[0], kind=BlockKind.HEADING, marks=())
    if len(blocks) < 2 or any(block.kind is not BlockKind.PARAGRAPH for block in blocks[:2]):
        return None
    # What heads a part of the text, such as the dates of a timeline, is shorter than any headline.
    below = next((block.text for block in blocks[1:4] if not date_in(block.text, lexicon)), "")
    first = blocks[0].text
    stop = first.endswith(".")
    is_headline = (
        len(first) <= 150
        and len(below) > (2 * len(first) if stop else len(first))
        and "\n" not in first
        and not first.endswith((":", ";", ",", "”", '"'))
        and any(character.isalpha() for character in first)
        and not is_written_as_date(first, lexicon)
        and not (stop and lexicon.bylines.speakers.intersection(_words(first)))
        and is_one_sentence(first, lexicon)
        and not ADDRESS.search(first)
    )
    return replace(blocks[0], kind=BlockKind.HEADING) if is_headline else None


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() or sign == "_" else " " for sign in text).split(" ")
