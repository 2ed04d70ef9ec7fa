"""What a web page says of itself: `citation_*` and other meta elements, JSON-LD, the canonical address."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from backgrounder.language.dates import Date, metadata_date
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import words_of
from backgrounder.language.tags import meant
from backgrounder.seeds.cleaning.document import Told
from backgrounder.seeds.cleaning.top import names_in
from backgrounder.sources.addresses import web_address
from backgrounder.sources.source import Person
from backgrounder.text.decode import one_line

_NOT_GATHERED = frozenset("html head body meta link script style base img br hr input source".split())
_BLOCKS = frozenset("div p li br ul dd dt".split())
# Classes and relations by which common themes mark the author and the date.
_MARKED = {
    "byline": frozenset(
        "author byline byline__name author-name entry-author post-author article-author bylinebar_byline by story-by meta__author".split()
    ),
    "date": frozenset(
        "date published entry-date post-date date-header pubdate article-date publish-date timestamp story-time article-dates date-line submitted print-submitted".split()
    ),
}
# Types of schema.org that articles have, beside those that end with `Article`.
_KINDS = frozenset("Report BlogPosting WebPage NewsItem Review LiveBlogPosting".split())
# Where the head of a page has its date, most reliable first; then what stands in elements of time.
_DATE_FIELDS = (
    "citation_publication_date citation_date article:published_time datepublished dc.date dc.date.issued pubdate "
    "publishdate date publish-date parsely-pub-date og:published_time <time>"
).split()


class PageMeta:
    """Gathers what the head of a page has and what its theme marks, while it is read."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, list[list[str]]] = defaultdict(list)

    def texts(self, kind: str) -> tuple[str, ...]:
        """The texts of the page's `title`, of its JSON-LD (`ld`), and what a theme marks as `byline` or `date`."""
        return tuple(map("".join, self._texts[kind]))

    def element(self, tag: str, given: Mapping[str, str], inside: Sequence[str]) -> Collection[str]:
        """Takes what the tag of an element says. Returns what else its text is (see `texts`), beside that of those around it."""
        if tag in _BLOCKS:
            self.data(" ", inside)
        if tag == "meta":
            named = (given.get(key) for key in ("name", "property", "itemprop", "http-equiv"))
            name = next(filter(None, named), "").lower()
            if name and given.get("content"):
                self.values[name].append(given["content"].strip())
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.values["canonical"].append(given.get("href", ""))
        elif tag == "html":
            self.values["lang"] += given.get("lang", ""), given.get("xml:lang", "")
        elif tag == "time":
            self.values["<time>"].append(given.get("datetime", ""))
        kinds = [kind for kind in _kinds(tag, given) if kind not in inside]
        if kinds == ["title"] and any(map(any, self._texts["title"])):
            return []  # Drawings have titles of their own, behind the page's.
        for kind in kinds:
            self._texts[kind].append([])
        return kinds

    def data(self, text: str, kinds: Sequence[str]) -> bool:
        """Takes the text of elements of some kinds, from the outermost; true for what is no text beside that."""
        is_apart = kinds[-1:] in (["title"], ["ld"])
        for kind in kinds[-1:] if is_apart else kinds:
            self._texts[kind][-1].append(text)
        return is_apart

    def first(self, *names: str) -> str | None:
        """The first value that one of these names has, in their order."""
        return next((value for name in names for value in self.values.get(name, ()) if value), None)

    def comment(self, text: str) -> None:
        """Browsers write into a comment where a page was saved from."""
        length, _, address = text.strip().removeprefix("saved from url=(").partition(")")
        if text.lstrip().startswith("saved from url=(") and length.isdecimal() and address.strip():
            self.values["saved-from"].append(address.split()[0])


def _kinds(tag: str, given: Mapping[str, str]) -> list[str]:
    if tag == "title":
        return ["title"]
    if tag == "script" and given.get("type", "").strip().lower() == "application/ld+json":
        return ["ld"]
    if tag in _NOT_GATHERED:
        return []
    words = f"{given.get('rel', '')} {given.get('itemprop', '')} {given.get('class', '')}".lower().split()
    return [kind for kind, names in _MARKED.items() if not names.isdisjoint(words)]


def read_meta(meta: PageMeta, lexicon: Lexicon = ENGLISH) -> tuple[Told, tuple[str, ...]]:
    """What the page says of itself, and the titles that it gives its article, most reliable first."""
    items = [item for script in meta.texts("ld") for item in _articles(script)]
    headline = next((str(item["headline"]) for item in items if isinstance(item.get("headline"), str)), None)
    whole = one_line("".join(meta.texts("title")))
    given = [meta.first("citation_title", "dc.title"), headline, meta.first("og:title", "twitter:title"), whole]
    titles = tuple(one_line(title) for title in given if title)
    publisher = next((name for item in items if (name := _name(item.get("publisher")))), None)
    site = meta.first("citation_journal_title", "og:site_name") or publisher or meta.first("application-name")
    url = web_address(meta.first("canonical", "og:url", "citation_public_url", "saved-from"))
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else None
    told = Told(
        title=_without_site(titles[0], site) if titles else None,
        author=_authors(meta, items, lexicon),
        issued=_issued(meta, items, lexicon),
        container_title=site or host,
        url=url,
        site_guessed=site is None,
        language=next(_languages(meta, items), None),
    )
    return told, titles


def _articles(script: str) -> Iterator[Mapping[str, Any]]:
    """The articles that a piece of JSON-LD describes: it may stand in a comment, with line ends in texts, before a semicolon."""
    try:
        script = script.partition("<![CDATA[")[2] or script
        start = min(at for at in map(script.find, "[{") if at >= 0)
        waiting = deque([json.JSONDecoder(strict=False).raw_decode(script, start)[0]])
    except (ValueError, RecursionError):
        return
    while waiting:
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extendleft(reversed(item))
        elif isinstance(item, dict):
            types = item.get("@type", "")
            kinds = list(map(str, types)) if isinstance(types, list) else [str(types)]
            if not _KINDS.isdisjoint(kinds) or any(kind.endswith("Article") and kind.isalnum() for kind in kinds):
                yield item
            graph = item.get("@graph")
            waiting += graph if isinstance(graph, list) else []


def _name(value: object) -> str | None:
    name = value.get("name") if isinstance(value, dict) else value
    return one_line(name) or None if isinstance(name, str) else None


def _authors(meta: PageMeta, items: list[Mapping[str, Any]], lexicon: Lexicon) -> tuple[Person, ...]:
    nobody = words_of(lexicon, "bylines", "nobody")
    given = [name for name in _given_authors(meta, items) if "://" not in name and "@" not in name]
    names = [name for name in map(one_line, given) if not nobody.search(name)]
    if not names:
        # What a theme marks as a byline may be anything else.
        marked = next(filter(None, map(one_line, meta.texts("byline"))), "")
        names = [marked] if names_in(marked, lexicon, is_byline=True) else []
    people: dict[Person, None] = {}
    for name in names:
        family, _, first = name.partition(", ")
        parts = names_in(name, lexicon, is_byline=True)
        is_turned = first and len(first.split()) < 3 and not parts[1:]
        people |= dict.fromkeys((Person(family.strip(), first.strip()),) if is_turned else parts or (Person(name),))
    return tuple(people)


def _languages(meta: PageMeta, items: list[Mapping[str, Any]]) -> Iterator[str]:
    """The languages that a page says it is in, as tags, most reliable first. A list of languages says nothing."""
    fields = "lang og:locale content-language citation_language dc.language language".split()
    told: list[object] = [value for name in fields for value in meta.values.get(name, ())]
    for item in items:
        value = item.get("inLanguage")
        told += [value.get("alternateName"), value.get("name")] if isinstance(value, dict) else [value]
    yield from filter(None, (meant(one) for one in told if isinstance(one, str)))


def _given_authors(meta: PageMeta, items: list[Mapping[str, Any]]) -> list[str]:
    """The authors that a page's head gives, from the most reliable field that has some."""
    if meta.values.get("citation_author"):
        return meta.values["citation_author"]
    for item in items:
        value = item.get("author")
        names = [name for one in (value if isinstance(value, list) else [value]) if (name := _name(one))]
        if names:
            return names
    keys = ("author", "article:author", "dc.creator", "parsely-author")
    return [value for key in keys for value in meta.values.get(key, ())][:1]


def _issued(meta: PageMeta, items: list[Mapping[str, Any]], lexicon: Lexicon) -> Date | None:
    given = [str(item["datePublished"]) for item in items if item.get("datePublished")]
    given += [value for name in _DATE_FIELDS for value in meta.values.get(name, ())]
    dates = (metadata_date(value, lexicon) for value in (*given, *meta.texts("date")))
    return next((date for date in dates if date), None)


def site_in(whole: str, heading: str) -> str | None:
    """The site's name in a page's title, which stands beside the heading: `Heading - Site`, `Site: Heading`."""
    before, found, behind = one_line(whole).partition(one_line(heading))
    signs = " |–—»·:-"
    return (behind.strip(signs) or before.strip(signs) or None) if found else None


def _without_site(title: str, site: str | None) -> str:
    """A title without the site's name at its end."""
    parts = re.split(r"\s+[|–—»·-]\s+", title)
    if len(parts) > 1 and site and parts[-1].casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
    return title
