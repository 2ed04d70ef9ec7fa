"""The pages that the program writes, where they stand, and how one leads to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath
from typing import Any
from urllib.parse import quote

from markupsafe import escape

from backgrounder.glossary.entry import Entry
from backgrounder.site.paging import Part

TEMPLATES = "backgrounder"
_ELSEWHERE = re.compile(r'\n?<p class="without-backgrounder">.*?</p>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class View:
    """A page that gathers what was read: its uri, its template, and by its label its title."""

    uri: str

    @property
    def name(self) -> str:
        """What its template and the addresses of its parts begin with."""
        return self.uri.removesuffix(".md")

    @property
    def label(self) -> str:
        """The name of its title among the labels."""
        return self.name.replace("-", "_")

    @property
    def template(self) -> str:
        """The template's path below the theme."""
        return f"{TEMPLATES}/{self.name}.html"

    def uri_of(self, part: Part) -> str:
        """The uri of a part of it."""
        return f"{self.name}-{part.slug}.md"


VIEWS = (
    View("articles.md"),
    View("who-is-who.md"),
    View("treaties.md"),
    View("glossary.md"),
    View("sources.md"),
)
"""The index pages, in the order of the navigation."""


def escaped(text: str) -> str:
    """Text for a page's metadata: Material prints titles and descriptions raw, so that markup in them would run."""
    return str(escape(text))


def printed_raw(title: str, tags: Sequence[str]) -> dict[str, Any]:
    """Title and tags as a page's metadata."""
    return {"title": escaped(title), **({"tags": [escaped(tag) for tag in tags]} if tags else {})}


def complete(html: str) -> str:
    """A page without the paragraphs that say that it is not complete, which readers see where this program did not run."""
    # Few pages have one, and the pattern looks at each character.
    return _ELSEWHERE.sub("", html) if "without-backgrounder" in html else html


def link_to(uri: str, page: str) -> str:
    """The address of a page as a source-relative link: MkDocs resolves and validates it."""
    return _link_from(uri, page.rpartition("/")[0])


def entry_link(entry: Entry, page: str) -> dict[str, str]:
    """The attributes of a link to an entry: where it leads, of which kind it is, and that Material shows a preview."""
    return {"href": link_to(entry.uri, page), "class": f"bg-{entry.kind.key}", "data-preview": ""}


@lru_cache(maxsize=100_000)
def _link_from(uri: str, folder: str) -> str:
    return quote(relpath(uri, folder or "."))
