"""Python-Markdown: the paragraphs of an article, the fact box of an entry, below its first paragraph, and previews."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.treeprocessors import Treeprocessor

from backgrounder.site.article import Reference
from backgrounder.text.extension import footnotes_of, page_uri

_LABEL = re.compile(r"\[\^([^\]]*)\]")

Facts = Sequence[tuple[str, str]]
Elements = Callable[[str, Reference], Sequence[ET.Element]]
"""From a page's uri, and what makes references to footnotes, to the elements of an article; none for other pages."""


class ArticleExtension(Extension):
    """Puts the paragraphs of articles before what their pages have in Markdown."""

    def __init__(self, elements: Elements) -> None:
        super().__init__()
        self.elements = elements

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the host's name)
        """Registers two processors: one makes the paragraphs, and the other lets them into the tree.

        References must be known when the footnotes extension orders footnotes (19). The text comes in behind attribute
        lists (8), abbreviations (7), typography (6) and tables of contents (5, registered before), and before MkDocs
        gathers anchors (5, registered behind) and resolves links (0).
        """
        made = _Paragraphs(md, self.elements)
        md.treeprocessors.register(made, "backgrounder-article", 19.5)
        md.treeprocessors.register(_Insertion(md, made), "backgrounder-insertion", 5)


class _Paragraphs(Treeprocessor):
    def __init__(self, md: Markdown, elements: Elements) -> None:
        super().__init__(md)
        self.elements = elements
        self.made: list[ET.Element] = []

    def run(self, root: ET.Element) -> None:  # noqa: ARG002 (the host's signature)
        footnotes = footnotes_of(self.md)
        processor = FootnoteInlineProcessor(_LABEL.pattern, footnotes) if footnotes else None

        def reference(label: str) -> ET.Element | None:
            """The reference as the footnotes extension makes it."""
            match = _LABEL.match(f"[^{label}]")
            element = processor.handleMatch(match, match.string)[0] if processor and match else None
            return element if isinstance(element, ET.Element) else None

        self.made = list(self.elements(page_uri(self.md), reference))


class _Insertion(Treeprocessor):
    def __init__(self, md: Markdown, paragraphs: _Paragraphs) -> None:
        super().__init__(md)
        self.paragraphs = paragraphs

    def run(self, root: ET.Element) -> None:
        root[:0] = self.paragraphs.made


class PreviewExtension(Extension):
    """Marks links that lead to certain pages, so that Material shows what they lead to.

    Material's own extension does the same for any pages; for each page it reads its settings anew, and for each link it
    tries four addresses, so that a page with many links took a tenth longer. `previewed` gives the uris of such pages, as
    seen from a page.
    """

    def __init__(self, previewed: Callable[[str], Collection[str]]) -> None:
        super().__init__()
        self.previewed = previewed

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the host's name)
        """Registers the processor before MkDocs resolves links (0)."""
        md.treeprocessors.register(_Previews(md, self.previewed), "backgrounder-previews", 1)


class _Previews(Treeprocessor):
    def __init__(self, md: Markdown, previewed: Callable[[str], Collection[str]]) -> None:
        super().__init__(md)
        self.previewed = previewed

    def run(self, root: ET.Element) -> None:
        page = page_uri(self.md)
        previewed = self.previewed(page)
        for link in root.iter("a") if previewed else ():
            target = urlsplit(link.get("href", ""))
            # A link that begins with a slash is one from the documentation folder, if MkDocs is told to take it so.
            path = "" if target.scheme or target.netloc else unquote(target.path)
            if path and normpath(join("/", dirname(page), path))[1:] in previewed:
                link.set("data-preview", "")


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
