"""What the Markdown extensions share: which page is being rendered, and its footnotes."""

from __future__ import annotations

from collections.abc import Iterable

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension


def page_uri(md: Markdown) -> str:
    """The uri of the page that is being rendered: MkDocs' own processor knows it. Empty outside MkDocs."""
    if "relpath" not in md.treeprocessors:
        return ""
    return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]


def add_anchors(md: Markdown, anchors: Iterable[str]) -> None:
    """Tells MkDocs, which checks links, of anchors that the page will have beside those in its tree."""
    if "mkdocs_extract_anchors" in md.treeprocessors:
        md.treeprocessors["mkdocs_extract_anchors"].present_anchor_ids.update(anchors)  # type: ignore[attr-defined]


def footnotes_of(md: Markdown) -> FootnoteExtension | None:
    """The extension that holds the footnotes of the page; None if it is not switched on."""
    return next((e for e in md.registeredExtensions if isinstance(e, FootnoteExtension)), None)
