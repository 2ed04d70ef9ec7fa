"""The pages that the program writes, where they stand, and how one leads to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath
from urllib.parse import quote

from markupsafe import escape

from backgrounder.site.paging import Part

TEMPLATES = "backgrounder"


@dataclass(frozen=True, slots=True)
class View:
    """A page that gathers what was read: its uri, its title, and its template."""

    uri: str
    title: str

    @property
    def name(self) -> str:
        """What its template and the addresses of its parts begin with."""
        return self.uri.removesuffix(".md")

    @property
    def template(self) -> str:
        """The template's path below the theme."""
        return f"{TEMPLATES}/{self.name}.html"

    def uri_of(self, part: Part) -> str:
        """The uri of a part of it."""
        return f"{self.name}-{part.slug}.md"


VIEWS = (
    View("articles.md", "Articles"),
    View("who-is-who.md", "Who is who"),
    View("treaties.md", "Treaties and instruments"),
    View("glossary.md", "Glossary"),
    View("sources.md", "Sources"),
)
"""The index pages, in the order of the navigation."""


def escaped(text: str) -> str:
    """Text for a page's metadata: Material prints titles and descriptions raw, so that markup in them would run."""
    return str(escape(text))


def link_to(uri: str, page: str) -> str:
    """The address of a page as a source-relative link: MkDocs resolves and validates it."""
    return _link_from(uri, page.rpartition("/")[0])


@lru_cache(maxsize=100_000)
def _link_from(uri: str, folder: str) -> str:
    return quote(relpath(uri, folder or "."))
