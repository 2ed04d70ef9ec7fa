"""The text of an article as HTML: it never passes through Markdown, so that nothing in it can mean anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from backgrounder.linking.mention import Mention
from backgrounder.seeds.article import Block, BlockKind, MarkKind
from backgrounder.seeds.published import Published
from backgrounder.site.markup import as_text, opened
from backgrounder.site.notes import notes_by_place
from backgrounder.site.pages import FootnoteReference, Href
from backgrounder.text.passage import Spans


def article_html(
    article: Published,
    mentions: Sequence[Mention],
    href: Href,
    reference: FootnoteReference,
    withheld: int | None = None,
) -> str:
    """The blocks of an article, with anchors, links, and references to footnotes; from `withheld` on marked as withheld."""
    links: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.linked:
            links[mention.stretch].append(mention)
    notes: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, note in notes_by_place(article):
        notes[note.block].append((note.end, f"note-{number}"))
    lines: list[str] = []
    around = None
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.HEADING:
            continue
        if block.number == 1:
            # Behind the first paragraph stands where the text comes from.
            notes[number].append((len(block.text), "source"))
        tag, outer = _ELEMENTS.get(block.kind, ("p", None))
        if outer != around:
            lines += _changed(around, outer)
            around = outer
        attributes = ' class="bg-withheld"' if withheld is not None and number >= withheld else ""
        attributes += f' id="p{block.number}"' if block.number else ""
        if tag == "hr":
            lines.append(f"<hr{attributes} />")
            continue
        ranges = _ranges(block, links.get(number, ()), href)
        text = _text(block, ranges, notes.get(number, ()), reference)
        lines.append(f"<{tag}{attributes}>{text}</{tag}>")
    return "\n".join([*lines, *_changed(around, None)])


_ELEMENTS = {
    BlockKind.SUBHEADING: ("h2", None),
    BlockKind.ITEM: ("li", "ul"),
    BlockKind.QUOTATION: ("p", "blockquote"),
    BlockKind.RULE: ("hr", None),
}
"""The elements of kinds, and what stands around blocks of a kind that follow one another; all others are paragraphs."""


def _changed(before: str | None, now: str | None) -> list[str]:
    """The tags where what stands around blocks ends, and where it begins."""
    return [*([f"</{before}>"] if before else ()), *([f"<{now}>"] if now else ())]


@dataclass(frozen=True, slots=True)
class _Range:
    """A part of a block's text that an element takes in: the element's tag, and how it is opened."""

    start: int
    end: int
    tag: str
    opened: str


def _ranges(block: Block, links: Sequence[Mention], href: Href) -> list[_Range]:
    """The links and marks of a block as ranges that lie in one another or apart, the outer one first."""
    if not (links or block.marks):
        return []
    ranges = [
        _Range(mention.start, mention.end, "a", opened(address, mention.entry.kind.key))
        for mention in links
        if mention.entry is not None and (address := href(mention.entry.uri))
    ]
    for mark in block.marks:
        target = f' href="{escape(mark.target)}" rel="nofollow noopener"' if mark.kind is MarkKind.LINK else ""
        ranges.append(_Range(mark.start, mark.end, mark.kind.value, f"<{mark.kind.value}{target}>"))
    kept: list[_Range] = []
    open_ranges: list[_Range] = []
    for one in sorted(ranges, key=lambda r: (r.start, -r.end)):
        while open_ranges and open_ranges[-1].end <= one.start:
            open_ranges.pop()
        crosses = open_ranges and one.end > open_ranges[-1].end
        if not crosses and not (one.tag == "a" and any(other.tag == "a" for other in open_ranges)):
            kept.append(one)
            open_ranges.append(one)
    return kept


def _text(
    block: Block, ranges: Sequence[_Range], notes: Sequence[tuple[int, str]], reference: FootnoteReference
) -> str:
    """The text of a block with elements around its ranges, and references behind the words of notes (end, label)."""
    text = block.text
    if not (ranges or notes):
        return _escaped(text)
    starting: dict[int, list[_Range]] = defaultdict(list)
    for one in ranges:
        starting[one.start].append(one)
    in_links = Spans((one.start, one.end) for one in ranges if one.tag == "a") if notes else None
    behind: dict[int, list[str]] = defaultdict(list)
    for end, label in notes:
        # Behind the whole link, where the words stand in one: a reference is a link itself.
        link = in_links.overlap(end - 1, end) if in_links else None
        behind[link[1] if link else end].append(label)
    # Of a block without text, as of an excerpt that is cut off at once.
    pieces = [reference(label) for label in behind.get(0, ())]
    open_ranges: list[_Range] = []
    cuts = sorted({0, len(text), *starting, *(one.end for one in ranges), *behind})
    for start, end in pairwise(cuts):
        for one in starting.get(start, ()):
            pieces.append(one.opened)
            open_ranges.append(one)
        pieces.append(_escaped(text[start:end]))
        while open_ranges and open_ranges[-1].end <= end:
            pieces.append(f"</{open_ranges.pop().tag}>")
        pieces += [reference(label) for label in behind.get(end, ())]
    return "".join(pieces)


def _escaped(text: str) -> str:
    """Text as HTML, its line feeds as breaks."""
    return as_text(text).replace("\n", "<br />\n")
