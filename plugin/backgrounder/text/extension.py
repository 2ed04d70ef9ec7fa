"""What the Markdown extensions share: which page is being rendered."""

from __future__ import annotations

from markdown import Markdown


def page_uri(md: Markdown) -> str:
    """The uri of the page that is being rendered: MkDocs' own processor knows it. Empty outside MkDocs."""
    if "relpath" not in md.treeprocessors:
        return ""
    return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
