"""What the Markdown extensions share: which page is being rendered, its anchors, and its footnotes; and what they build on."""

from __future__ import annotations

from collections.abc import Iterable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import STX


def needed(extensions: Iterable[str]) -> list[str]:
    """The extensions that the plugin builds on, but for those that a site has switched on, by whatever name."""
    there = set(extensions)
    both = {"extra", "markdown.extensions.extra", "pymdownx.extra"}
    return [name for name in ("attr_list", "footnotes") if not there & {name, f"markdown.extensions.{name}", *both}]


class MarkedSectionExtension(Extension):
    """Hides `<![` from the host, which seeks anchors in the Markdown of a page (at 21) with a parser that may raise for it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the host's name)
        """Registers a processor before the host's, and one behind it."""
        # No page has the character in it: Python-Markdown takes it out before any other processor reads.
        marked, hidden = "<![", f"<{STX}!["
        md.preprocessors.register(_Replacement(marked, hidden), "backgrounder-hidden", 21.5)
        md.preprocessors.register(_Replacement(hidden, marked), "backgrounder-shown", 20.5)


class _Replacement(Preprocessor):
    def __init__(self, old: str, new: str) -> None:
        super().__init__()
        self.old, self.new = old, new

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace(self.old, self.new) for line in lines]


def page_uri(md: Markdown) -> str:
    """The uri of the page that is being rendered: MkDocs' own processor knows it. Empty outside MkDocs."""
    is_known = "relpath" in md.treeprocessors
    return str(md.treeprocessors["relpath"].file.src_uri) if is_known else ""  # type: ignore[attr-defined]


def add_anchors(md: Markdown, anchors: Iterable[str]) -> None:
    """Tells the host, MkDocs or ProperDocs, of anchors that the page will have beside those in its tree."""
    for name in ("mkdocs_extract_anchors", "properdocs_extract_anchors"):
        if name in md.treeprocessors:
            md.treeprocessors[name].present_anchor_ids.update(anchors)  # type: ignore[attr-defined]


def reader_of_footnotes(md: Markdown) -> FootnoteInlineProcessor | None:
    """What makes references to footnotes and has those of the page, if any; of two that are registered, the last."""
    found = md.inlinePatterns["footnote"] if "footnote" in md.inlinePatterns else None  # noqa: SIM401 (has no `get`)
    return found if isinstance(found, FootnoteInlineProcessor) else None
