"""The page of an article: its paragraphs as elements, and its footnotes as Markdown.

The text of a seed never passes through Markdown: it goes into the element tree behind all steps that read or dress
markup, so that nothing in it can mean anything, and a page costs no more than writing it down. Footnotes are
Markdown, because the host's own extension numbers and shows them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

from backgrounder.linking.mention import Mention
from backgrounder.seeds.article import Article, Block, BlockKind, Note
from backgrounder.site.pages import link_to
from backgrounder.site.plain import encoded, in_tree
from backgrounder.sources.citations import Citation, citations
from backgrounder.sources.source import clean_url
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


def article_footnotes(article: Article, source: str, cite: Cite) -> str:
    """The definitions of an article's footnotes: its source and the editor's notes, in the order of reference.

    `source`: the Markdown of the article's own reference.
    """
    first = next((n for n, block in enumerate(article.blocks) if block.number == 1), len(article.blocks))
    numbered = list(enumerate(article.notes, 1))
    before = [(n, note) for n, note in numbered if note.block <= first]
    parts = [_definition(n, note, cite) for n, note in sorted(before, key=_by_place)]
    parts.append(f"[^{_SOURCE}]: {source}")
    parts += [_definition(n, note, cite) for n, note in sorted(numbered, key=_by_place) if note.block > first]
    return "\n\n".join(parts) + "\n"


def _by_place(numbered: tuple[int, Note]) -> tuple[int, int, int]:
    number, note = numbered
    return note.block, note.end, number


def _definition(number: int, note: Note, cite: Cite) -> str:
    return f"[^note-{number}]: *Editor’s note:* {note_markdown(note.text, cite)}"


def article_elements(article: Article, mentions: Sequence[Mention], reference: Reference) -> list[ET.Element]:
    """The paragraphs and rules of an article, with their anchors, links, and references to footnotes."""
    links: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.linked:
            links[mention.stretch].append(mention)
    notes: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, note in sorted(enumerate(article.notes, 1), key=_by_place):
        notes[note.block].append((note.end, f"note-{number}"))
    elements = []
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.RULE:
            elements.append(ET.Element("hr"))
        elif block.kind is BlockKind.PARAGRAPH:
            behind = notes[number] + ([(len(block.text), _SOURCE)] if block.number == 1 else [])
            elements.append(_paragraph(block, links[number], behind, article.uri, reference))
    for element in elements:
        element.tail = "\n"
    return elements


def _paragraph(
    block: Block, links: Sequence[Mention], notes: Sequence[tuple[int, str]], page: str, reference: Reference
) -> ET.Element:
    """A paragraph with links around mentions, and references behind the words of notes (end, label)."""
    text = block.text
    starts = {m.start: m for m in links}
    inside = Spans((m.start, m.end) for m in links) if notes else None
    behind: dict[int, list[str]] = defaultdict(list)
    for end, label in notes:
        mention = inside.overlap(end - 1, end) if inside else None
        behind[mention[1] if mention else end].append(label)
    paragraph = ET.Element("p", {"id": f"p{block.number}"})
    cuts = sorted({0, len(text), *starts, *(m.end for m in links), *behind})
    for start, end in pairwise(cuts):
        here = starts.get(start)
        if here and here.entry:
            _write(ET.SubElement(paragraph, "a", {"href": link_to(here.entry.uri, page)}), text[start:end])
        else:
            _write(paragraph, text[start:end])
        paragraph.extend(found for label in behind.get(end, ()) if (found := reference(label)) is not None)
    return paragraph


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
        return reference.removesuffix(".") if reference and goes_on else reference, citation.end
    if match["emphasis"]:
        return f"*{encoded(match['emphasis'])}*", match.end()
    if match["address"]:
        try:
            return f"[{encoded(match['label'])}](<{clean_url(match['address'])}>)", match.end()
        except ValueError:
            return None, match.end()
    return None, match.end()
