"""A view: what the program makes of a page of the site. The adapter asks the page's view at each of the host's hooks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backgrounder.site.pages import TEMPLATES, FootnoteReference, Href, escaped

Facts = Sequence[tuple[str, str]]
"""The rows of a fact box: labels, and values as Markdown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """An editor's own page, to which the program adds nothing. Each kind of page overrides what it does have."""

    uri: str = ""  # Where it stands below the documentation folder
    title: str = ""  # Its title, as plain text
    tags: Sequence[str] = ()
    template: str = ""  # The name of its template
    path: str | None = None  # The editor's file that it is made from, below the project
    in_nav: bool = False  # Whether it stands in the navigation
    # Whether an editor's own file at its address stays, and shows below its text what the view shows
    yields: bool = False
    is_for_editors: bool = False  # Whether the preview alone has it
    has_previews: bool = True  # Whether links to entries in its Markdown are marked for previews
    has_searched_footnotes: bool = False  # Whether the search finds it by its footnotes

    @property
    def template_path(self) -> str:
        """Where its template stands below the theme."""
        return f"{TEMPLATES}/{self.template}.html"

    @property
    def files(self) -> tuple[str, ...]:
        """The files whose mistakes the preview shows on it, if they are not in the documentation folder."""
        return ()

    @property
    def decoded(self) -> str | None:
        """The Markdown of its file, if the program has decoded the file for the host."""
        return None

    def written(self) -> str | None:
        """The Markdown of its file, if the program writes the file: a title, and the template does the rest."""
        return f"---\ntitle: {json.dumps(escaped(self.title))}\n---\n" if self.title else None

    def attachments(self) -> Iterable[tuple[str, str | bytes]]:
        """The uris and contents of files that are published beside it."""
        return ()

    def metadata(self) -> dict[str, Any]:
        """The metadata of the page, as far as its editor writes no other."""
        return {"template": self.template_path, "search": {"exclude": True}} if self.template else {}

    def fixed_metadata(self) -> dict[str, Any]:
        """The metadata of the page, whatever its editor writes."""
        tags = {"tags": [escaped(tag) for tag in self.tags]} if self.tags else {}
        return {"title": escaped(self.title), **tags} if self.path else {}

    def is_linked(self, metadata: Mapping[str, Any]) -> bool:
        """Whether names in its Markdown become links. `metadata`: the page's own."""
        return bool(metadata.get("glossary_links"))

    def facts(self) -> Facts:
        """The rows of its fact box."""
        return ()

    def text(self, href: Href, reference: FootnoteReference) -> str:  # noqa: ARG002 (articles need them)
        """The HTML that stands before its Markdown."""
        return ""

    def context(self, address: str | None) -> dict[str, Any]:  # noqa: ARG002 (entries need it)
        """What its template shows. `address`: the page's own, if the site has one."""
        # The table of contents gets the `sections` (title, anchor) in it; a `canonical` address replaces the page's own.
        return {}
