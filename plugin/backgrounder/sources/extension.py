"""Python-Markdown: citations become footnotes of the standard `footnotes` extension."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from backgrounder.sources.citations import Citation, citations
from backgrounder.text.extension import footnotes_of, page_uri

Note = Callable[[Citation, str], str | None]
"""From a citation and the uri of its page to the Markdown of its footnote; None if it names something unknown."""

_REFERENCE = re.compile(r"\[\^([^\]]*)\](?!:)")


class CitationExtension(Extension):
    """Reads `[@key]` in text and in footnotes. `note` gives the Markdown of a citation's footnote.

    A citation of something unknown stays in the text as it was written.
    """

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
        footnotes = footnotes_of(self.md)
        if footnotes is None:
            return
        page = page_uri(self.md)
        for label, text in list(footnotes.footnotes.items()):
            footnotes.footnotes[label] = self._spelled_out(text, page)
        for element in root.iter():
            if element.tag in ("code", "pre", "script", "style"):
                continue
            if element.text and not isinstance(element.text, AtomicString):
                element.text = self._as_references(element.text, footnotes, page)
        for parent in root.iter():
            for child in parent:
                if child.tail:
                    child.tail = self._as_references(child.tail, footnotes, page)
        self._in_order_of_reference(root, footnotes)

    def _as_references(self, text: str, footnotes: FootnoteExtension, page: str) -> str:
        """Each citation as a reference to its footnote, which is defined on the way."""
        for citation in reversed(list(citations(text))):
            note = self.note(citation, page)
            if note is not None:
                label = f"cite-{citation.label}"
                footnotes.setFootnote(label, note)
                text = f"{text[: citation.start]}[^{label}]{text[citation.end :]}"
        return text

    def _spelled_out(self, text: str, page: str) -> str:
        """A citation inside a footnote: the reference itself, as a footnote cannot have one of its own."""
        for citation in reversed(list(citations(text))):
            note = self.note(citation, page)
            if note is not None:
                before, after = text[: citation.start].rstrip(), text[citation.end :]
                text = f"{before} {note.removesuffix('.') if after.startswith('.') else note}{after}".lstrip()
        return text

    def _in_order_of_reference(self, root: ET.Element, footnotes: FootnoteExtension) -> None:
        """Sorts definitions by their first reference: the host numbers them in the order of definition."""
        order: dict[str, int] = {}
        for text in _texts(root):
            for match in _REFERENCE.finditer(text):
                order.setdefault(match[1], len(order))
        known = footnotes.footnotes
        for label in sorted(known, key=lambda name: order.get(name, len(order))):
            known.move_to_end(label)


def _texts(element: ET.Element) -> list[str]:
    """All text below an element, in the order of the document."""
    found = [element.text] if element.text else []
    for child in element:
        found += _texts(child)
        if child.tail:
            found.append(child.tail)
    return found
