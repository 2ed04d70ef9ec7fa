"""What the Markdown extensions share: which page is being rendered, its anchors, and its footnotes; and what they build on."""

from __future__ import annotations

from collections.abc import Iterable

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteInlineProcessor

_NEEDED = ("attr_list", "footnotes")
_EXTRA = frozenset({"extra", "markdown.extensions.extra", "pymdownx.extra"})
"""Extensions that switch both on, as the site configures them."""


def needed(extensions: Iterable[str]) -> list[str]:
    """The extensions that the plugin builds on, but for those that a site has switched on, by whatever name."""
    there = set(extensions)
    return [name for name in _NEEDED if not there & {name, f"markdown.extensions.{name}", *_EXTRA}]


def page_uri(md: Markdown) -> str:
    """The uri of the page that is being rendered: MkDocs' own processor knows it. Empty outside MkDocs."""
    if "relpath" not in md.treeprocessors:
        return ""
    return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]


def add_anchors(md: Markdown, anchors: Iterable[str]) -> None:
    """Tells MkDocs, which checks links, of anchors that the page will have beside those in its tree."""
    if "mkdocs_extract_anchors" in md.treeprocessors:
        md.treeprocessors["mkdocs_extract_anchors"].present_anchor_ids.update(anchors)  # type: ignore[attr-defined]


def reader_of_footnotes(md: Markdown) -> FootnoteInlineProcessor | None:
    """What makes references to footnotes; None if there are none. Its extension has the footnotes of the page.

    The extension may be registered twice, by its own name and within another; then the last one is in effect.
    """
    found = md.inlinePatterns["footnote"] if "footnote" in md.inlinePatterns else None  # noqa: SIM401 (has no `get`)
    return found if isinstance(found, FootnoteInlineProcessor) else None
