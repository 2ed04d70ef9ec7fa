"""What a web page says of itself: `citation_*` and other meta elements, JSON-LD, the canonical address."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from backgrounder.seeds.cleaning.bylines import Told, date_in, names_in
from backgrounder.sources.addresses import web_address
from backgrounder.sources.source import Person
from backgrounder.text.date import Date

_ARTICLES = re.compile(r"(?:\w*Article|Report|BlogPosting|WebPage|NewsItem|Review|LiveBlogPosting)\Z")
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)\s*(\S+)")
_ISO = re.compile(r"(\d{4})(?:[-/](\d\d?))?(?:[-/](\d\d?))?")
_SITE = re.compile(r"\s+[|–—»·-]\s+")


_POSTED = re.compile(r"(?:posted|written|submitted|text)(?: by|:)\s+", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:staff|newsroom|editors?|desk|admin)\b", re.IGNORECASE)
_NOT_GATHERED = frozenset("html head body meta link script style base img br hr input source".split())
_BLOCKS = frozenset("div p li br ul dd dt".split())
_AUTHORS = frozenset(
    "author byline byline__name author-name entry-author post-author article-author bylinebar_byline by story-by meta__author".split()
)
_DATES = frozenset(
    "date published entry-date post-date date-header pubdate article-date publish-date timestamp story-time article-dates date-line submitted print-submitted".split()
)
"""Classes and relations by which common themes mark the author and the date."""


@dataclass(slots=True)
class _Gathered:
    """An open element whose text is gathered, and how many of its kind are open in it, itself included."""

    into: list[list[str]]
    tag: str
    depth: int = 1


class PageMeta:
    """Gathers what the head of a page has, while it is read."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = defaultdict(list)
        self.dates: list[str] = []
        self._title: list[str] = []
        self._scripts: list[list[str]] = []
        self._bylines: list[list[str]] = []
        self._written: list[list[str]] = []
        self._inside = ""
        self._gathering: list[_Gathered] = []

    @property
    def title(self) -> str:
        """The text of the page's `title`."""
        return "".join(self._title)

    @property
    def scripts(self) -> list[str]:
        """The pieces of JSON-LD."""
        return list(map("".join, self._scripts))

    @property
    def bylines(self) -> list[str]:
        """The texts that a theme marks as the author's name."""
        return list(map("".join, self._bylines))

    @property
    def written(self) -> list[str]:
        """The texts that a theme marks as the date."""
        return list(map("".join, self._written))

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "meta":
            name = (given.get("name") or given.get("property") or given.get("itemprop") or "").lower()
            if name and given.get("content"):
                self.values[name].append(given["content"].strip())
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.values["canonical"].append(given.get("href", ""))
        elif tag == "html" and given.get("lang"):
            self.values["lang"].append(given["lang"])
        elif tag == "time" and given.get("datetime"):
            self.dates.append(given["datetime"])
        elif tag == "title" and not any(self._title):
            # Drawings have titles of their own, behind the page's.
            self._inside = "title"
        elif tag == "script" and given.get("type", "").strip().lower() == "application/ld+json":
            self._inside = "ld"
            self._scripts.append([])
        self._gather(tag, given)

    def _gather(self, tag: str, given: Mapping[str, str]) -> None:
        """Begins to gather the text of an element that a theme marks as author or date; goes on with those that are open."""
        for open_one in self._gathering:
            open_one.depth += tag == open_one.tag
            if tag in _BLOCKS:
                open_one.into[-1].append(" ")
        words = {given.get("rel", ""), given.get("itemprop", ""), *given.get("class", "").split()}
        for into, names in ((self._bylines, _AUTHORS), (self._written, _DATES)):
            if (
                tag not in _NOT_GATHERED
                and all(into is not open_one.into for open_one in self._gathering)
                and names & {word.lower() for word in words}
            ):
                into.append([])
                self._gathering.append(_Gathered(into, tag))

    def end(self, tag: str) -> None:
        """An element ends."""
        for open_one in self._gathering:
            open_one.depth -= tag == open_one.tag
        self._gathering = [open_one for open_one in self._gathering if open_one.depth]
        if tag in ("title", "script"):
            self._inside = ""

    def data(self, text: str) -> bool:
        """Takes text that belongs to the title or to JSON-LD; false for any other."""
        if self._inside == "title":
            self._title.append(text)
        elif self._inside == "ld":
            self._scripts[-1].append(text)
        elif not self._inside:
            for open_one in self._gathering:
                open_one.into[-1].append(text)
        return bool(self._inside)

    def first(self, *names: str) -> str | None:
        """The first value that one of these names has, in their order."""
        return next((value for name in names for value in self.values.get(name, ()) if value), None)

    def comment(self, text: str) -> None:
        """Browsers write into a comment where a page was saved from."""
        match = _SAVED_FROM.match(text)
        if match:
            self.values["saved-from"].append(match[1])


def read_meta(meta: PageMeta) -> tuple[Told, tuple[str, ...]]:
    """What the page says of itself, and the titles that it gives its article, most reliable first."""
    items = [item for script in meta.scripts for item in _articles(script)]
    headline = next((str(item["headline"]) for item in items if isinstance(item.get("headline"), str)), None)
    whole = _one_line(meta.title)
    given = [meta.first("citation_title", "dc.title"), headline, meta.first("og:title", "twitter:title"), whole]
    titles = tuple(_one_line(title) for title in given if title)
    site = meta.first("citation_journal_title", "og:site_name") or _publisher(items) or meta.first("application-name")
    url = web_address(meta.first("canonical", "og:url", "citation_public_url", "saved-from"))
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else None
    return (
        Told(
            title=_without_site(titles[0], site) if titles else None,
            author=_authors(meta, items),
            issued=_issued(meta, items),
            container_title=site or host,
            url=url,
            site_guessed=site is None,
            language=(meta.first("lang", "og:locale") or "").replace("_", "-") or None,
        ),
        titles,
    )


def _articles(script: str) -> Iterator[Mapping[str, Any]]:
    """The articles that a piece of JSON-LD describes."""
    try:
        waiting = deque([json.loads(script)])
    except (ValueError, RecursionError):
        return
    while waiting:
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extendleft(reversed(item))
        elif isinstance(item, dict):
            kinds = item.get("@type", "")
            if any(_ARTICLES.match(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield item
            graph = item.get("@graph")
            waiting += graph if isinstance(graph, list) else []


def _name(value: object) -> str | None:
    if isinstance(value, str):
        return _one_line(value) or None
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return _one_line(value["name"]) or None
    return None


def _authors(meta: PageMeta, items: list[Mapping[str, Any]]) -> tuple[Person, ...]:
    names = list(meta.values.get("citation_author", ()))
    for item in items if not names else ():
        value = item.get("author")
        names = [n for one in (value if isinstance(value, list) else [value]) if (n := _name(one))]
        if names:
            break
    if not names:
        names = [
            v for key in ("author", "article:author", "dc.creator", "parsely-author") for v in meta.values.get(key, ())
        ][:1]
    people: list[Person] = []
    names = [_one_line(n) for n in names if not ("://" in n or "@" in n or _NOBODY.search(n))]
    if not names:
        names = [_POSTED.sub("", line) for line in map(_one_line, meta.bylines) if line][:1]
        names = [name for name in names if names_in(name if name.lower().startswith("by ") else f"By {name}")]
    for name in names:
        family, comma, given = name.partition(", ")
        if comma and given and len(given.split()) < 3 and not names_in(f"By {name}")[1:]:
            people.append(Person(family.strip(), given.strip()))
            continue
        parts = names_in(name if name.lower().startswith("by ") else f"By {name}")
        people += parts or (Person(name),)
    return tuple(dict.fromkeys(people))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _publisher(items: list[Mapping[str, Any]]) -> str | None:
    return next((name for item in items if (name := _name(item.get("publisher")))), None)


def _issued(meta: PageMeta, items: list[Mapping[str, Any]]) -> Date | None:
    names = (
        "citation_publication_date",
        "citation_date",
        "article:published_time",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "pubdate",
        "publishdate",
        "date",
        "publish-date",
        "parsely-pub-date",
        "og:published_time",
    )
    given = [value for name in names for value in meta.values.get(name, ())]
    given[:0] = [str(item["datePublished"]) for item in items if item.get("datePublished")]
    for value in (*given, *meta.dates, *meta.written):
        date = _date(value)
        if date:
            return date
    return None


def _date(value: str) -> Date | None:
    match = _ISO.match(value.strip()) if value.strip()[:4].isdigit() else None
    if not match:
        return date_in(value)
    try:
        return Date.parse("-".join([match[1], *(f"{int(part):02d}" for part in match.groups()[1:] if part)]))
    except ValueError:
        return None


def site_in(whole: str, heading: str) -> str | None:
    """The site's name in a page's title, which stands beside the heading: `Heading - Site`, `Site: Heading`."""
    whole, heading = _one_line(whole), _one_line(heading)
    before, found, behind = whole.partition(heading)
    if not found:
        return None
    rest = behind.strip(" |–—»·:-") or before
    return rest.strip(" |–—»·:-") or None


def _without_site(title: str, site: str | None) -> str:
    """A title without the site's name at its end."""
    parts = _SITE.split(title)
    if len(parts) > 1 and site and parts[-1].casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
    return title
