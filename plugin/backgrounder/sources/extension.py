"""Python-Markdown: citations become footnotes of the standard `footnotes` extension."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from backgrounder.sources.citations import Citation, citations, unstopped
from backgrounder.text.extension import page_uri, reader_of_footnotes

Note = Callable[[Citation, str, Container[str]], str | None]
"""The Markdown of a citation's footnote; None if it names something unknown.

From the citation, the uri of its page, and the keys that the page has cited before it.
"""

_REFERENCE = re.compile(r"\[\^([^\]]*)\](?!:)")


class CitationExtension(Extension):
    """Reads `[@key]` in text and in footnotes; a citation of something unknown stays as it was written."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the host's name)
        """Registers the processor before the footnotes extension (50) makes its list."""
        md.treeprocessors.register(_Citations(md, self.note), "backgrounder-citations", 60)


class _Citations(Treeprocessor):
    def __init__(self, md: Markdown, note: Note) -> None:
        super().__init__(md)
        self.note = note

    def run(self, root: ET.Element) -> None:
        reads = reader_of_footnotes(self.md)
        if reads is None:
            return
        page = _Page(reads.footnotes, page_uri(self.md), self.note)
        page.read(root)
        known = reads.footnotes.footnotes
        for label in list(known):
            page.spell_out(label)
        # In the order of their first reference: the host numbers them in the order of definition.
        referred = dict.fromkeys(match[1] for text in root.itertext() for match in _REFERENCE.finditer(text))
        for label in reversed(referred):
            if label in known:
                known.move_to_end(label, last=False)


@dataclass(slots=True)
class _Page:
    """One page while its citations are read, in the order of its text: what it has cited so far."""

    footnotes: FootnoteExtension
    uri: str
    note: Note
    cited: set[str] = field(default_factory=set)
    spelled: set[str] = field(default_factory=set)

    def read(self, element: ET.Element) -> None:
        """Turns the citations in and below an element into references. A work is cited in full only once."""
        is_code = element.tag in ("code", "pre", "script", "style") or isinstance(element.text, AtomicString)
        if element.text and not is_code:
            element.text = self.as_references(element.text)
        for child in element:
            self.read(child)
            if child.tail:
                child.tail = self.as_references(child.tail)

    def as_references(self, text: str) -> str:
        """Each citation as a reference to its footnote, which is defined on the way."""
        found = {citation.start: citation for citation in citations(text)}
        by_hand = {match.start(): match[1] for match in _REFERENCE.finditer(text)}
        parts, done = [], 0
        for start in sorted({*found, *by_hand}):
            if start in by_hand:
                self.spell_out(by_hand[start])
                continue
            label = f"cite-{found[start].label}"
            if label not in self.footnotes.footnotes:
                note = self.cite(found[start])
                if note is None:
                    continue
                self.spelled.add(label)
                self.footnotes.setFootnote(label, note)
            parts += [text[done:start], f"[^{label}]"]
            done = found[start].end
        return "".join([*parts, text[done:]])

    def spell_out(self, label: str) -> None:
        """Citations inside a footnote become the reference itself, as a footnote cannot have one of its own."""
        text = self.footnotes.footnotes.get(label)
        if text is None or label in self.spelled:
            return
        self.spelled.add(label)
        spelled, done = "", 0
        for citation in citations(text):
            note = self.cite(citation)
            if note is not None:
                before = f"{spelled}{text[done : citation.start]}".rstrip()
                done = citation.end
                spelled = f"{before} {unstopped(note) if text[done : done + 1] == '.' else note}".lstrip()
        self.footnotes.footnotes[label] = f"{spelled}{text[done:]}".lstrip() if spelled else text

    def cite(self, citation: Citation) -> str | None:
        note = self.note(citation, self.uri, frozenset(self.cited))
        if note is not None:
            self.cited.update(item.key for item in citation.items)
        return note
