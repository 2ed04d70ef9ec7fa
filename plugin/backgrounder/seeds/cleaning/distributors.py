"""What those who pass texts on put around them: Project Gutenberg's header and licence, the notices of wikis and of licences.

A sentence of a text that speaks of Project Gutenberg or of Wikinews is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from backgrounder.language.dates import date_in
from backgrounder.language.lexicon import Lexicon
from backgrounder.language.phrases import one_of, pattern_of, words_of
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.bylines import names_in
from backgrounder.seeds.cleaning.document import Act, Document, Told, quoted
from backgrounder.seeds.cleaning.source_block import ADDRESS
from backgrounder.sources.addresses import web_address
from backgrounder.sources.source_fields import Person
from backgrounder.text.folding import letters_of
from backgrounder.text.passage import Passage

_STEP = "distributors"
_LONGEST_NOTICE = 900
_READ = (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.ITEM, BlockKind.SUBHEADING)


class _Line(NamedTuple):
    """A line of a text that is not blank, or of a block (`block`, its number)."""

    block: int
    start: int
    end: int
    text: str


def without_frame(document: Document) -> Document:
    """The text between the lines with stars that say where it starts and ends. What a header says of it is told."""
    lexicon = document.lexicon
    texts = [block.text for block in document.blocks] or [document.text.text]
    # Most texts have no star, and to ask that is fast.
    if not any("*" in text and _has_sign(text, lexicon) for text in texts):
        return document
    lines = [line for number, text in enumerate(texts) for line in _lines(number, text)]
    first, last = _inside(lines, lexicon)
    # A text of nothing else is a text all the same.
    if (first, last) == (0, len(lines)) or first == last:
        return document
    acts = [*_removed("above", document, lines[:first]), *_removed("below", document, lines[last:])]
    document = _told_by_header(replace(document, acts=(*document.acts, *acts)), lines[:first])
    return _without_title(_between(document, lines[first:last]))


def _has_sign(text: str, lexicon: Lexicon) -> bool:
    """Whether a text has something that names a distributor."""
    lower = text.lower()
    return any(sign in lower for sign in lexicon.distributors.signs)


def _lines(block: int, text: str) -> Iterator[_Line]:
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if line.strip():
            yield _Line(block, start, end, line)


def _inside(lines: Sequence[_Line], lexicon: Lexicon) -> tuple[int, int]:
    """The numbers of the first line of the text and of the first line behind it."""
    marked = [(number, _between_stars(line.text)) for number, line in enumerate(lines) if "*" in line.text]
    ends = [number for number, text in marked if pattern_of(lexicon, "distributors", "ends").fullmatch(text)]
    end = ends[0] if ends else len(lines)
    starts = [number for number, text in marked if pattern_of(lexicon, "distributors", "starts").fullmatch(text)]
    start = max((number for number in starts if number < end), default=None)
    first = 0 if start is None else _behind_credits(lines, _whole_marker(lines, start), lexicon)
    return first, end if start is None and not ends else _before_closing(lines, first, end, lexicon)


def _before_closing(lines: Sequence[_Line], first: int, end: int, lexicon: Lexicon) -> int:
    """The number of the line that says that the text ends, above the line with stars or at the end of the file, or `end`."""
    closing = pattern_of(lexicon, "distributors", "closings")
    # Further up, the text speaks.
    near = range(max(first, end - 6), end)
    return next((number for number in near if closing.fullmatch(lines[number].text.strip())), end)


def _between_stars(line: str) -> str:
    return " ".join(line.replace("\\", "").replace("*", " ").split())


def _whole_marker(lines: Sequence[_Line], number: int) -> int:
    """The number of the line behind a marker, which may be wrapped: it ends with stars."""
    for behind in range(number, min(number + 3, len(lines))):
        if lines[behind].text.rstrip().endswith("*"):
            return behind + 1
    return number + 1


def _behind_credits(lines: Sequence[_Line], number: int, lexicon: Lexicon) -> int:
    """The number of the first line behind the paragraphs that say who made the file."""
    credit = pattern_of(lexicon, "distributors", "credits")
    while number < len(lines):
        behind = number + 1
        while behind < len(lines) and _goes_on(lines[behind - 1], lines[behind]):
            behind += 1
        paragraph = " ".join(" ".join(line.text.split()) for line in lines[number:behind])
        if len(paragraph) > _LONGEST_NOTICE or not credit.fullmatch(paragraph):
            return number
        number = behind
    return number


def _goes_on(line: _Line, behind: _Line) -> bool:
    return line.block == behind.block and line.end + 1 == behind.start


def _removed(where: str, document: Document, lines: Sequence[_Line]) -> Iterator[Act]:
    """What is said of the lines that go, if there are any."""
    if lines:
        count = f"{len(lines)} lines" if len(lines) > 1 else "a line"
        gone = Passage.joined("\n", [_sources(document)[line.block].cut(line.start, line.end) for line in lines])
        yield Act.on(_STEP, gone, f"removed {count} of a distributor {where} the text: {quoted(gone.text)}")


def _sources(document: Document) -> Sequence[Passage]:
    """What lines stand in."""
    return [block.passage for block in document.blocks] or [document.text]


def _between(document: Document, lines: Sequence[_Line]) -> Document:
    """The document from the first of some lines to the last."""
    first, last = lines[0], lines[-1]
    if not document.blocks:
        return replace(document, text=document.text.cut(first.start, last.end))
    blocks = list(document.blocks)
    blocks[last.block] = blocks[last.block].cut(0, last.end)
    blocks[first.block] = blocks[first.block].cut(first.start, len(blocks[first.block].text))
    outside = [number for number in range(len(blocks)) if not first.block <= number <= last.block]
    return replace(document, blocks=tuple(blocks)).without_blocks(frozenset(outside))


def _told_by_header(document: Document, lines: Sequence[_Line]) -> Document:
    """A document with what a header says of it, `Title: …` and `Author: …`. A page's own head may call it otherwise."""
    fields = {key: _joined(document, found) for key, found in _fields(lines, document.lexicon).items()}
    if "author" in fields:
        people = _people(fields["author"].text, document.lexicon)
        document = replace(document, told=replace(document.told, author=people or document.told.author))
    return _titled(document, fields["title"]) if "title" in fields else document


def _people(author: str, lexicon: Lexicon) -> tuple[Person, ...]:
    if words_of(lexicon, "bylines", "nobody").search(author):
        return ()
    return names_in(author, lexicon, is_byline=True) or (Person(author),)


def _titled(document: Document, title: Passage) -> Document:
    # What the title has beside the page's heading is no name of a site.
    document = replace(document, told=replace(document.told, title=title.text, site_guessed=False))
    if document.page is None:
        return replace(document, heading=Block(BlockKind.HEADING, title))
    return replace(document, page=replace(document.page, titles=(title.text, *document.page.titles), title=title.text))


def _without_title(document: Document) -> Document:
    """A plain text without the title above it that a header gives as well."""
    line, _, rest = document.text.text.partition("\n")
    if document.heading is None or letters_of(line) != letters_of(document.heading.text) or not rest.strip():
        return document
    act = Act.on(_STEP, document.text.cut(0, len(line)), f"left out {quoted(line)}, which the header says as well")
    text = document.text.cut(len(line), len(document.text)).strip()
    return replace(document, text=text, acts=(*document.acts, act))


def _fields(lines: Sequence[_Line], lexicon: Lexicon) -> dict[str, list[_Line]]:
    """The parts of lines that are the values of a header's fields; each may go on in lines that are indented."""
    fields: dict[str, list[_Line]] = {}
    value: list[_Line] | None = None
    for line in lines:
        if label := _label(lexicon).match(line.text):
            key = label.lastgroup or ""
            value = fields.setdefault(key, [])
            value.append(_from(line, label.start(key)))
        elif value and line.text[:1].isspace():
            value.append(_from(line, len(line.text) - len(line.text.lstrip())))
        else:
            value = None
    return fields


def _from(line: _Line, start: int) -> _Line:
    """A line from an offset in it on, without blanks at its end."""
    text = line.text[start:].rstrip()
    return _Line(line.block, line.start + start, line.start + start + len(text), text)


def _joined(document: Document, lines: Sequence[_Line]) -> Passage:
    """The lines of a value as one. What stands behind a short line is a subtitle: headers are wrapped at 75 characters."""
    first, *rest = [_sources(document)[line.block].cut(line.start, line.end) for line in lines]
    is_subtitle = first.text[-1].isalnum() and len(first) < 60
    return Passage.joined(": " if is_subtitle else " ", [first, Passage.joined(" ", rest)]) if rest else first


@cache
def _label(lexicon: Lexicon) -> re.Pattern[str]:
    """A line of a header that says what the title is, or who the author."""
    words = lexicon.distributors
    keys = {"title": words.titles, "author": words.authors}
    # In Markdown, labels may be emphasised.
    fields = "|".join(rf"{one_of(labels)}[*_]*+:[*_]*+[ \t]*+(?P<{key}>\S.*)" for key, labels in keys.items())
    return re.compile(rf"[\s*_]*+(?:{fields})", re.IGNORECASE)


def without_notices(document: Document) -> Document:
    """The document without the notices around its text, and without sections that are a distributor's."""
    spans = _spans_kept(document)
    left = [number for number in range(len(document.blocks)) if number not in spans or any(spans[number])]
    # A text of nothing else is a text all the same.
    if not spans or not any(document.blocks[number].kind.is_read for number in left):
        return document
    acts = list(document.acts)
    blocks = list(document.blocks)
    told = document.told
    for number, span in spans.items():
        for part in _gone(blocks[number], *span):
            told = _told_by_notice(part, told, document.lexicon)
            acts.append(Act.on(_STEP, part.passage, f"removed a notice of a distributor: {quoted(part.text)}"))
        blocks[number] = blocks[number].cut(*span) if any(span) else blocks[number]
    document = replace(document, blocks=tuple(blocks), acts=tuple(acts), told=told)
    return document.without_blocks(spans.keys() - left)


def _spans_kept(document: Document) -> dict[int, tuple[int, int]]:
    """What stays of each block that a notice stands in, or that is a distributor's: an empty span (0, 0) of all of it."""
    spans = dict.fromkeys(_sections(document), (0, 0))
    for number, block in enumerate(document.blocks):
        if block.kind in _READ and _is_notice(block.text, document.lexicon):
            spans[number] = 0, 0
        elif "\n" in block.text and block.kind in _READ:
            lines = list(_lines(0, block.text))
            others = [line for line in lines if not _is_notice(line.text, document.lexicon)]
            if others[:1] != lines[:1] or others[-1:] != lines[-1:]:
                spans.setdefault(number, (others[0].start, others[-1].end) if others else (0, 0))
    return spans


def _gone(block: Block, start: int, end: int) -> list[Block]:
    """What goes of a block of which a span stays."""
    parts = (block.cut(0, start), block.cut(end, len(block.text)))
    return [part.stripped() for part in parts if part.text.strip()]


def _is_notice(text: str, lexicon: Lexicon) -> bool:
    if len(text) > _LONGEST_NOTICE:
        return False
    line = " ".join(text.split()) if "\n" in text else text
    notice = pattern_of(lexicon, "distributors", "notices").fullmatch(line.strip(" *_=[]|"))
    return notice is not None or (line[:2] == "{{" and _template(line, lexicon) is not None)


def _template(text: str, lexicon: Lexicon) -> str | None:
    """What stands in the template of a wiki that is all of a text: `{{date|October 12, 2021}}`."""
    if not (text.startswith("{{") and text.endswith("}}")):
        return None
    name, _, inside = text[2:-2].partition("|")
    return inside if name.strip().lower() in lexicon.distributors.templates else None


def _told_by_notice(notice: Block, told: Told, lexicon: Lexicon) -> Told:
    """What a notice tells: the date of a template, and the address that a page was retrieved from."""
    inside = _template(notice.text, lexicon)
    if inside is not None:
        return replace(told, issued=told.issued or date_in(inside, lexicon))
    if told.url or not pattern_of(lexicon, "distributors", "addresses").fullmatch(" ".join(notice.text.split())):
        return told
    targets = [mark.target for mark in notice.marks if mark.target]
    targets += [found["target"] or found["plain"] for found in ADDRESS.finditer(notice.text)]
    return replace(told, url=next(filter(None, (web_address(target.rstrip(".,;”\"'")) for target in targets)), None))


def _sections(document: Document) -> frozenset[int]:
    """The blocks of sections that are a distributor's by their headings and by what they say: an imprint, a colophon."""
    headings = [n for n, block in enumerate(document.blocks) if block.kind is BlockKind.SUBHEADING]
    found: set[int] = set()
    for number, behind in zip(headings, [*headings[1:], len(document.blocks)], strict=False):
        texts = [block.text for block in document.blocks[number:behind]]
        is_named = pattern_of(document.lexicon, "distributors", "sections").fullmatch(texts[0].strip(" .:*"))
        if is_named and any(_has_sign(text, document.lexicon) for text in texts[1:]):
            found.update(range(number, behind))
    return frozenset(found)
