"""Python-Markdown: the fact box of an entry, below its first paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from backgrounder.text.extension import page_uri

Facts = Sequence[tuple[str, str]]


class FactBoxExtension(Extension):
    """Puts a page's facts into its tree before inline Markdown is read, so that citations and links work in them.

    `facts_of` gives the facts (label, Markdown) of the page that is being rendered, by the page's uri.
    """

    def __init__(self, facts_of: Callable[[str], Facts]) -> None:
        super().__init__()
        self.facts_of = facts_of

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the host's name)
        """Registers the processor before citations (60), footnotes (50) and inline patterns (20) are read."""
        md.treeprocessors.register(_FactBox(md, self.facts_of), "backgrounder-facts", 65)


class _FactBox(Treeprocessor):
    def __init__(self, md: Markdown, facts_of: Callable[[str], Facts]) -> None:
        super().__init__(md)
        self.facts_of = facts_of

    def run(self, root: ET.Element) -> None:
        facts = self.facts_of(page_uri(self.md))
        if facts:
            first = next((n for n, child in enumerate(root) if child.tag == "p"), len(root) - 1)
            root.insert(first + 1, _box(facts))


def _box(facts: Facts) -> ET.Element:
    box = ET.Element("dl", {"class": "bg-facts"})
    for label, text in facts:
        row = ET.SubElement(box, "div")
        ET.SubElement(row, "dt").text = label
        ET.SubElement(row, "dd").text = text
    return box
