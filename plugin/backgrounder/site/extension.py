"""Python-Markdown: the paragraphs of an article, the fact box of an entry, below its first paragraph, and previews."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from html import unescape
from itertools import pairwise
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from backgrounder.site.foreign import TO_ENGLISH, Foreign
from backgrounder.site.pages import Facts, FootnoteReference
from backgrounder.text.direction import apart
from backgrounder.text.extension import add_anchors, page_uri, reader_of_footnotes

_LESS = "\ufdd0"
"""Stands for `<` in a fact until its page is written, so that no tag begins there. No text that was read has this character."""


class SiteExtension(Extension):
    """Puts into each page what its view has for it.

    `text_of`: the text of an article as HTML, made with what refers to a footnote. `facts_of`: a fact box (label, Markdown).
    `previewed`: the uris of pages such that Material shows a preview for links to them. All by the uri of the page.
    `foreign`: what is foreign to the site.
    """

    def __init__(
        self,
        text_of: Callable[[str, FootnoteReference], str] = lambda *_: "",
        facts_of: Callable[[str], Facts] = lambda _: (),
        previewed: Callable[[str], Collection[str]] = lambda _: (),
        foreign: Callable[[], Foreign] = lambda: TO_ENGLISH,
    ) -> None:
        super().__init__()
        self.text_of, self.facts_of, self.previewed, self.foreign = text_of, facts_of, previewed, foreign

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the host's name)
        """Registers each processor at its place among those of the host.

        Facts come before citations (60), footnotes (50) and inline patterns (20) are read. References in an article must
        be known when the footnotes extension orders footnotes (19), and MkDocs must know their anchors (5) and those of
        paragraphs. What is no text, link or emphasis in facts goes behind attr_list (8), before links to entries (7.5).
        Behind these, names in facts are set apart that run the other way.
        Previews come before MkDocs resolves links (0). The text comes in behind whatever reads or changes the page.
        """
        text = _Text(md, self.text_of)
        md.treeprocessors.register(_FactBox(md, self.facts_of), "backgrounder-facts", 65)
        md.treeprocessors.register(text, "backgrounder-article", 19.5)
        md.treeprocessors.register(_Harmless(md), "backgrounder-harmless", 7.9)
        md.treeprocessors.register(_Isolated(md, self.foreign), "backgrounder-isolated", 2)
        md.treeprocessors.register(_Previews(md, self.previewed), "backgrounder-previews", 1)
        md.postprocessors.register(_Insertion(text), "backgrounder-insertion", -100)


class _Asking(Treeprocessor):
    """What asks something by the uri of the page."""

    def __init__(self, md: Markdown, ask: Callable[..., Any]) -> None:
        super().__init__(md)
        self.ask = ask


class _Text(_Asking):
    html = ""

    def run(self, root: ET.Element) -> None:  # noqa: ARG002 (the host's signature)
        self.html = self.ask(page_uri(self.md), self.reference)
        if self.html:
            # In the text of an article `<` and `>` are those of tags.
            halves = pairwise(self.html.split(' id="'))
            ids = [behind.partition('"')[0] for before, behind in halves if before.rfind("<") > before.rfind(">")]
            add_anchors(self.md, map(unescape, ids))

    def reference(self, label: str) -> str:
        """A reference to a footnote, as the footnotes extension makes it."""
        reads = reader_of_footnotes(self.md)
        # What it takes is a match, as if the reference stood in Markdown.
        match = reads.compiled_re.match(f"[^{label}]") if reads else None
        element = reads.handleMatch(match, match.string)[0] if reads and match else None
        return str(self.md.serializer(element)) if isinstance(element, ET.Element) else ""


class _Insertion(Postprocessor):
    def __init__(self, written: _Text) -> None:
        super().__init__()
        self.written = written

    def run(self, text: str) -> str:
        text = text.replace(_LESS, "&lt;")
        return f"{self.written.html}\n{text}" if self.written.html else text


class _Previews(_Asking):
    """Material's own extension does the same for any pages; for each page it reads its settings anew, and for each link
    it tries four addresses, so that a page with many links took a tenth longer.
    """

    def run(self, root: ET.Element) -> None:
        page = page_uri(self.md)
        previewed = self.ask(page)
        for link in root.iter("a") if previewed else ():
            try:
                target = urlsplit(link.get("href", ""))
            except ValueError:
                # No address, such as `http://[x`: it leads to no page.
                continue
            # A link that begins with a slash is one from the documentation folder, if MkDocs is told to take it so.
            path = "" if target.scheme or target.netloc else unquote(target.path)
            if path and normpath(join("/", dirname(page), path))[1:] in previewed:
                link.set("data-preview", "")


class _FactBox(_Asking):
    """The facts stand in the tree before inline Markdown is read, so that citations and links work in them."""

    def run(self, root: ET.Element) -> None:
        facts: Facts = self.ask(page_uri(self.md))
        if not facts:
            return
        box = ET.Element("dl", {"class": "bg-facts"})
        for label, text in facts:
            row = ET.SubElement(box, "div")
            ET.SubElement(row, "dt").text = label
            # The `<` of web addresses stays, which Markdown links: `<https://…>`.
            ET.SubElement(row, "dd").text = re.sub(r"<(?!https?://[^\s<>]+>)", _LESS, text)
        first = next((n for n, child in enumerate(root) if child.tag == "p"), len(root) - 1)
        root.insert(first + 1, box)


class _Isolated(_Asking):
    """Says which facts run the other way, and keeps names in the others apart that do. It asks what is foreign to the site."""

    def run(self, root: ET.Element) -> None:
        for box in root.iter("dl"):
            for value in box.iter("dd") if box.get("class") == "bg-facts" else ():
                foreign = self.ask()
                given = foreign.attributes("".join(value.itertext()))
                value.attrib.update(given)
                in_rtl = foreign.inside(given).is_rtl
                for element in [*value.iter()]:
                    element.text, names = _apart(element.text, in_rtl=in_rtl)
                    inner = [*names]
                    for child in element:
                        child.tail, names = _apart(child.tail, in_rtl=in_rtl)
                        inner += child, *names
                    element[:] = inner


def _apart(text: str | None, *, in_rtl: bool) -> tuple[str | None, Sequence[ET.Element]]:
    """What stands before the first name that runs the other way, and such names, each with what stands behind it."""
    parts = apart(text or "", in_rtl=in_rtl)
    names: list[ET.Element] = []
    for (start, end), (following, _) in pairwise((*parts, (len(text or ""), 0))):
        names.append(ET.Element("bdi"))
        names[-1].text, names[-1].tail = (text or "")[start:end], (text or "")[end:following]
    return (text or "")[: parts[0][0]] if parts else text, names


class _Harmless(Treeprocessor):
    """Takes from facts what Markdown and its extensions could write into them beside text, links, images and emphasis."""

    attributes = frozenset("alt class data-preview dir height href id lang rel src target title width".split())

    def run(self, root: ET.Element) -> None:
        for box in root.iter("dl"):
            for element in box.iter() if box.get("class") == "bg-facts" else ():
                for name in [*element.attrib]:
                    if name not in self.attributes or (
                        name in ("href", "src") and not self._is_safe(element.attrib[name])
                    ):
                        del element.attrib[name]
                if element.tag in ("a", "img") and not {"href", "src", "id"} & element.attrib.keys():
                    element.tag, element.text = "span", element.text or element.get("alt", "")

    def _is_safe(self, address: str) -> bool:
        """Whether an address leads to a page of the site or of the web, as a browser reads it, or to a mailbox."""
        escaped = self.md.treeprocessors["unescape"].unescape(address)  # type: ignore[attr-defined]
        characters = unescape(escaped.replace(AMP_SUBSTITUTE, "&"))
        # Browsers pass over blanks and control characters in front of and in the scheme of an address.
        read = "".join(c for c in characters if c > " " and not "\x7f" <= c <= "\x9f")
        scheme, colon, _ = read.partition(":")
        has_scheme = colon and not set(scheme) & set("/?#")
        return not has_scheme or scheme.lower() in ("http", "https", "mailto")
