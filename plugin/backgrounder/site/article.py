"""The page of an article: its paragraphs as elements, and its footnotes as Markdown.

The text of a seed never passes through Markdown: it goes into the element tree behind all steps that read or dress
markup, so that nothing in it can mean anything, and a page costs no more than writing it down. Footnotes are
Markdown, because the host's own extension numbers and shows them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

from backgrounder.linking.mention import Mention
from backgrounder.seeds.article import Article, Block, BlockKind, MarkKind, Note
from backgrounder.site.labels import Labels
from backgrounder.site.pages import entry_link
from backgrounder.site.plain import encoded, in_tree
from backgrounder.sources.citations import Citation, citations, unstopped
from backgrounder.sources.source import web_address
from backgrounder.text.spans import Spans

_IN_NOTES = re.compile(
    r"\[@|\[(?P<label>[^\[\]]+)\]\((?P<address>https?://[^\s()<>]+)\)|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
)
_SOURCE = "source"
"""The label of the footnote that names the article's own source, behind the first paragraph."""

Cite = Callable[[Citation], str | None]
"""From a citation to the Markdown of its reference; None if it names something unknown."""

Reference = Callable[[str], ET.Element | None]
"""From a footnote's label to the element that refers to it; None if the host knows no such footnote."""


def article_footnotes(article: Article, source: str, cite: Cite, labels: Labels) -> str:
    """The definitions of an article's footnotes: its source and the editor's notes, in the order of reference.

    `source`: the Markdown of the article's own reference.
    """
    first = next((n for n, block in enumerate(article.blocks) if block.number == 1), len(article.blocks))
    numbered = list(enumerate(article.notes, 1))
    before = [(n, note) for n, note in numbered if note.block <= first]
    parts = [_definition(n, note, cite, labels) for n, note in sorted(before, key=_by_place)]
    parts.append(f"[^{_SOURCE}]: {source}")
    parts += [_definition(n, note, cite, labels) for n, note in sorted(numbered, key=_by_place) if note.block > first]
    return "\n\n".join(parts) + "\n"


def _by_place(numbered: tuple[int, Note]) -> tuple[int, int, int]:
    number, note = numbered
    return note.block, note.end, number


def _definition(number: int, note: Note, cite: Cite, labels: Labels) -> str:
    return f"[^note-{number}]: *{encoded(labels('editors_note'))}* {note_markdown(note.text, cite)}"


def article_elements(
    article: Article, mentions: Sequence[Mention], reference: Reference, withheld: int | None = None
) -> list[ET.Element]:
    """The blocks of an article, with their anchors, links and references to footnotes.

    `withheld`: the number of the first block that readers will not get; a preview marks it and those behind it.
    """
    links: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.linked:
            links[mention.stretch].append(mention)
    notes: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, note in sorted(enumerate(article.notes, 1), key=_by_place):
        notes[note.block].append((note.end, f"note-{number}"))
    elements: list[ET.Element] = []
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.HEADING:
            continue
        behind = notes[number] + ([(len(block.text), _SOURCE)] if block.number == 1 else [])
        element = _element(block, _ranges(block, links[number], article.uri), behind, reference)
        if withheld is not None and number >= withheld:
            element.set("class", "bg-withheld")
        around = _AROUND.get(block.kind)
        if around and (not elements or elements[-1].tag != around):
            elements.append(ET.Element(around))
        (elements[-1] if around else elements).append(element)
    for element in elements:
        element.tail = "\n"
    return elements


_AROUND = {BlockKind.QUOTATION: "blockquote", BlockKind.ITEM: "ul"}
"""What stands around blocks of a kind that follow one another."""
_TAGS = {BlockKind.SUBHEADING: "h2", BlockKind.ITEM: "li", BlockKind.RULE: "hr"}
"""The elements of kinds; all others are paragraphs."""
NUMBERED = re.compile(r'<(p|h2|li)\b[^>]*? id="p([0-9]+)"[^>]*>')
"""How blocks with an anchor begin, when they are written: their elements (none holds another like it), and numbers."""


@dataclass(frozen=True, slots=True)
class _Range:
    """A part of a block's text that an element takes in."""

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


def _ranges(block: Block, links: Sequence[Mention], page: str) -> list[_Range]:
    """The links and marks of a block as ranges that lie in one another or apart, the outer one first."""
    ranges = [
        _Range(m.start, m.end, "a", tuple(entry_link(m.entry, page).items())) for m in links if m.entry is not None
    ]
    for mark in block.marks:
        target = (("href", mark.target), ("rel", "nofollow noopener")) if mark.kind is MarkKind.LINK else ()
        ranges.append(_Range(mark.start, mark.end, mark.kind.value, target))
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


def _element(
    block: Block, ranges: Sequence[_Range], notes: Sequence[tuple[int, str]], reference: Reference
) -> ET.Element:
    """A block with elements around its ranges, and references behind the words of notes (end, label)."""
    element = ET.Element(_TAGS.get(block.kind, "p"), {"id": f"p{block.number}"} if block.number else {})
    if block.kind is BlockKind.RULE:
        return element
    text = block.text
    if not (ranges or notes):
        _write(element, text)
        return element
    starting: dict[int, list[_Range]] = defaultdict(list)
    for one in ranges:
        starting[one.start].append(one)
    outer = Spans((one.start, one.end) for one in ranges) if notes else None
    behind: dict[int, list[str]] = defaultdict(list)
    for end, label in notes:
        around = outer.overlap(end - 1, end) if outer else None
        behind[around[1] if around else end].append(label)
    open_elements: list[tuple[int, ET.Element]] = [(len(text), element)]
    cuts = sorted({0, len(text), *starting, *(one.end for one in ranges), *behind})
    for start, end in pairwise(cuts):
        while len(open_elements) > 1 and open_elements[-1][0] <= start:
            open_elements.pop()
        for one in starting.get(start, ()):
            inner = ET.SubElement(open_elements[-1][1], one.tag, dict(one.attributes))
            open_elements.append((one.end, inner))
        _write(open_elements[-1][1], text[start:end])
        while len(open_elements) > 1 and open_elements[-1][0] <= end:
            open_elements.pop()
        found = (reference(label) for label in behind.get(end, ()))
        open_elements[-1][1].extend(one for one in found if one is not None)
    return element


def _write(element: ET.Element, text: str) -> None:
    """Text at the end of what an element holds, its line feeds as breaks."""
    first, *others = text.split("\n")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + in_tree(first)
    else:
        element.text = (element.text or "") + in_tree(first)
    for line in others:
        ET.SubElement(element, "br").tail = f"\n{in_tree(line)}"


def note_markdown(text: str, cite: Cite) -> str:
    """An editor's note: plain text but for emphasis with stars, links to web addresses, and citations.

    Notes may stand in a seed's own front matter, so nothing else in them is markup.
    """
    out: list[str] = []
    done = 0
    cited = {citation.start: citation for citation in citations(text)}
    for match in _IN_NOTES.finditer(text):
        if match.start() < done:
            continue
        markup, end = _in_note(match, cited, cite)
        if markup is not None:
            before = encoded(text[done : match.start()])
            out += [before.rstrip() + " " if match.start() in cited else before, markup]
            done = end
    return "".join([*out, encoded(text[done:])])


def _in_note(match: re.Match[str], cited: Mapping[int, Citation], cite: Cite) -> tuple[str | None, int]:
    """The markup for a piece of a note, and where the piece ends; None for what is only text."""
    if match.start() in cited:
        citation = cited[match.start()]
        reference = cite(citation)
        goes_on = re.match(r"\.|,|;|:|\)| [^\W\dA-Z]", match.string[citation.end :])
        return unstopped(reference) if reference and goes_on else reference, citation.end
    if match["emphasis"]:
        return f"*{encoded(match['emphasis'])}*", match.end()
    address = web_address(match["address"])
    return (f"[{encoded(match['label'])}](<{address}>)" if address else None), match.end()
