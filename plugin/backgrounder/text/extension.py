"""What the Markdown extensions share: which page is being rendered, its anchors, and its footnotes; and what they build on."""

from __future__ import annotations

from collections.abc import Iterable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import STX

_NEEDED = ("attr_list", "footnotes")
_EXTRA = frozenset({"extra", "markdown.extensions.extra", "pymdownx.extra"})
"""Extensions that switch both on, as the site configures them."""
_MARKED = "<!["
_HIDDEN = f"<{STX}!["
"""No page has the character in it: Python-Markdown takes it out before any other processor reads."""
_ANCHORS = ("mkdocs_extract_anchors", "properdocs_extract_anchors")
"""The tree processors that gather a page's anchors: MkDocs', and that of its fork ProperDocs."""


def needed(extensions: Iterable[str]) -> list[str]:
    """The extensions that the plugin builds on, but for those that a site has switched on, by whatever name."""
    there = set(extensions)
    return [name for name in _NEEDED if not there & {name, f"markdown.extensions.{name}", *_EXTRA}]


class MarkedSectionExtension(Extension):
    """Hides `<![` from the host, which seeks anchors in the Markdown of a page (at 21) with a parser that may raise for it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the host's name)
        """Registers a processor before the host's, and one behind it."""
        md.preprocessors.register(_Replacement(_MARKED, _HIDDEN), "backgrounder-hidden", 21.5)
        md.preprocessors.register(_Replacement(_HIDDEN, _MARKED), "backgrounder-shown", 20.5)


class _Replacement(Preprocessor):
    def __init__(self, old: str, new: str) -> None:
        super().__init__()
        self.old, self.new = old, new

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace(self.old, self.new) for line in lines]


def page_uri(md: Markdown) -> str:
    """The uri of the page that is being rendered: MkDocs' own processor knows it. Empty outside MkDocs."""
    if "relpath" not in md.treeprocessors:
        return ""
    return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]


def add_anchors(md: Markdown, anchors: Iterable[str]) -> None:
    """Tells the host, which checks links, of anchors that the page will have beside those in its tree."""
    for name in _ANCHORS:
        if name in md.treeprocessors:
            md.treeprocessors[name].present_anchor_ids.update(anchors)  # type: ignore[attr-defined]


def reader_of_footnotes(md: Markdown) -> FootnoteInlineProcessor | None:
    """What makes references to footnotes; None if there are none. Its extension has the footnotes of the page.

    The extension may be registered twice, by its own name and within another; then the last one is in effect.
    """
    found = md.inlinePatterns["footnote"] if "footnote" in md.inlinePatterns else None  # noqa: SIM401 (has no `get`)
    return found if isinstance(found, FootnoteInlineProcessor) else None
