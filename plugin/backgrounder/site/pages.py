"""What all pages share: how they lead to one another, what is escaped in them, and the style sheet with the colours of kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from posixpath import relpath
from urllib.parse import quote

from markupsafe import escape

from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import KindSpec

TEMPLATES = "backgrounder"
"""The folder of our templates below the theme's."""
STYLE_SHEET = "assets/backgrounder/style.css"
"""Where it stands, in the theme and on the site."""
Href = Callable[[str], str]
"""From the uri of a page to its address, as seen from the page at hand."""
FootnoteReference = Callable[[str], str]
"""From a footnote's label to the HTML that refers to it; empty if the host knows no such footnote."""


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
