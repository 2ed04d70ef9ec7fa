"""What all pages share: the view, which the adapter asks at each of the host's hooks; links, escaping, and the style sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath
from typing import Any
from urllib.parse import quote

from markupsafe import escape

from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import KindSpec
from backgrounder.records import flow

TEMPLATES = "backgrounder"
"""The folder of our templates below the theme's."""
STYLE_SHEET = "assets/backgrounder/style.css"
"""Where it stands, in the theme and on the site."""
Href = Callable[[str], str]
"""From the uri of a page to its address, as seen from the page at hand."""
FootnoteReference = Callable[[str], str]
"""From a footnote's label to the HTML that refers to it; empty if the host knows no such footnote."""
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
    yields: bool = False  # Whether an editor's own file at its address stays, with what the view shows below its text
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
        return f"---\ntitle: {flow(escaped(self.title))}\n---\n" if self.title else None

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


def escaped(text: str) -> str:
    """Text for a page's metadata: Material prints titles and descriptions raw, so that markup in them would run."""
    return str(escape(text))


def finished(html: str, *, has_searched_footnotes: bool) -> str:
    """The HTML of a page as readers get it."""
    # The search should show definitions, and passes over the numbers of footnotes, and over footnotes by which a page is
    # not found.
    if not has_searched_footnotes:
        html = html.replace('<div class="footnote">', '<div class="footnote" data-search-exclude="true">')
    html = html.replace('<sup id="fnref', '<sup data-search-exclude="true" id="fnref')
    # Paragraphs that say that the page is not complete are for readers where this program did not run. Few pages have one,
    # and the pattern looks at each character.
    if "without-backgrounder" not in html:
        return html
    return re.sub(r'\n?<p class="without-backgrounder">.*?</p>', "", html, flags=re.DOTALL)


def link_to(uri: str, page: str) -> str:
    """The address of a page as a source-relative link: MkDocs resolves and validates it."""
    return _link_from(uri, page.rpartition("/")[0])


def entry_link(entry: Entry, page: str) -> dict[str, str]:
    """The attributes of a link to an entry: where it leads, of which kind it is, and that Material shows a preview."""
    return {"href": link_to(entry.uri, page), "class": f"bg-{entry.kind.key}", "data-preview": ""}


@lru_cache(maxsize=100_000)
def _link_from(uri: str, folder: str) -> str:
    return quote(relpath(uri, folder or "."))


def coloured(sheet: str, kinds: Iterable[KindSpec]) -> str:
    """A style sheet with the kinds' colours at the three places that it marks: light ones, dark ones, and which kind has which."""
    rows = list(kinds)
    light = "\n".join(f"  --bg-{kind.key}: {kind.colours.light};" for kind in rows)
    dark = " ".join(f"--bg-{kind.key}: {kind.colours.dark};" for kind in rows)
    classes = "\n".join(f".bg-{kind.key} {{ --bg-kind: var(--bg-{kind.key}); }}" for kind in rows)
    sheet = sheet.replace("  /* light */", light)
    return sheet.replace("/* dark */", dark).replace("/* kinds */", classes)


def names_in(sheet: str) -> frozenset[str]:
    """The names of classes and variables in a style sheet, which no kind can have as its key."""
    return frozenset(re.findall(r"\bbg-([a-z]+)", sheet))
