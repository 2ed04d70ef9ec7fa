"""What a web page says of itself: `citation_*` and other meta elements, JSON-LD, the canonical address."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from backgrounder.language.foreign_bylines import byline_lexicons
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.tags import meant
from backgrounder.seeds.cleaning.document import Told
from backgrounder.seeds.formats.page_bylines import Marked, keys_of, page_authors, page_date
from backgrounder.sources.addresses import web_address
from backgrounder.text.decode import one_line

_NOT_GATHERED = frozenset("html head body meta link script style base img br hr input source".split())
_BLOCKS = frozenset("div p li br ul dd dt".split())


class _Theme:
    """Words in the classes by which themes mark who wrote a text and when, at their ends.

    `about`: of what is about an author and no name. `beside`: of what stands beside the article, such as comments.
    """

    authors = frozenset("author authors autor autoren auteur byline byl by".split())
    dates = frozenset(
        "date published pubdate timestamp dateline datum fecha time submitted posted datetime dates".split()
    )
    about = frozenset(
        "bio avatar image img photo picture box about description desc info link social follow thumb job role title more".split()
    )
    beside = frozenset("comment comments commentlist comment-list related related-posts recommended respond".split())
    are_beside, are_unseen = "beside", "unseen"


# Types of schema.org that articles have, beside those that end with `Article`.
_KINDS = frozenset("Report BlogPosting WebPage NewsItem Review LiveBlogPosting".split())


class PageMeta:
    """Gathers what the head of a page has and what its theme marks, while it is read."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, list[list[str]]] = defaultdict(list)
        self._spans: dict[str, list[list[int]]] = defaultdict(list)
        self._seen = 0

    def marked(self, kind: str) -> tuple[Marked, ...]:
        """What a theme marks as an `author`, a `byline` or a `date`, headings (`h1`) and times, with their places among all texts."""
        texts = self.texts(kind) if kind != "time" else self.values.get("<time>", ())
        return tuple(Marked(one_line(text), *span) for text, span in zip(texts, self._spans[kind], strict=True))

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
        elif _Theme.are_beside not in inside:
            self._date(tag, given)
        kinds = [kind for kind in _kinds(tag, given, inside) if kind not in inside]
        if kinds == ["title"] and any(map(any, self._texts["title"])):
            return []  # Drawings have titles of their own, behind the page's.
        for kind in kinds:
            self._texts[kind].append([])
            self._spans[kind].append([self._seen, self._seen])
        return kinds

    def _date(self, tag: str, given: Mapping[str, str]) -> None:
        """Takes a date that an element has beside its text."""
        if given.get("itemprop", "").lower() == "datepublished":
            self.values["<published>"].append(given.get("content") or given.get("datetime") or "")
        if tag == "time":
            is_published = "pubdate" in given or "published" in given.get("class", "").lower()
            self.values["<published>" if is_published else "<time>"].append(given.get("datetime", ""))
            self._spans["time"] += [] if is_published else [[self._seen, self._seen]]
        if tag in ("abbr", "span") and "published" in given.get("class", "").lower().split():
            self.values["<published>"].append(given.get("title", ""))

    def data(self, text: str, kinds: Sequence[str]) -> bool:
        """Takes the text of elements of some kinds, from the outermost; true for what is no text beside that."""
        is_apart = kinds[-1:] in (["title"], ["ld"])
        self._seen += 0 if is_apart or _Theme.are_unseen in kinds else len(text)
        for kind in kinds[-1:] if is_apart else kinds:
            self._texts[kind][-1].append(text)
            self._spans[kind][-1][1] = self._seen
        return is_apart

    def first(self, *names: str) -> str | None:
        """The first value that one of these names has, in their order."""
        return next((value for name in names for value in self.values.get(name, ()) if value), None)

    def comment(self, text: str) -> None:
        """Browsers write into a comment where a page was saved from."""
        length, _, address = text.strip().removeprefix("saved from url=(").partition(")")
        if text.lstrip().startswith("saved from url=(") and length.isdecimal() and address.strip():
            self.values["saved-from"].append(address.split()[0])


def _kinds(tag: str, given: Mapping[str, str], inside: Sequence[str]) -> list[str]:
    # `documentPublished` has two words, as `document-published` has.
    classes = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", given.get("class", "")).lower().split()
    is_beside = tag in ("nav", "aside") or not _Theme.beside.isdisjoint((*classes, given.get("id", "").lower()))
    if tag in ("title", "h1"):
        kinds = [tag]
    elif tag in ("script", "style", "noscript", "template", "svg"):
        is_data = tag == "script" and given.get("type", "").strip().lower() == "application/ld+json"
        kinds = ["ld" if is_data else _Theme.are_unseen]
    elif tag in _NOT_GATHERED or _Theme.are_beside in inside:
        kinds = []
    else:
        kinds = [_Theme.are_beside] if is_beside else list(_marks(tag, given, classes, inside))
    return kinds


def _marks(tag: str, given: Mapping[str, str], classes: Sequence[str], inside: Sequence[str]) -> Iterator[str]:
    """What a theme marks an element's text as. An `author` is a name and nothing else."""
    said = f"{given.get('rel', '')} {given.get('itemprop', '')}".lower().split()
    names_one = "byline" in inside and ("name" in said or "fn" in classes)
    if ("author" in said and "itemscope" not in given) or names_one:
        yield "author"
    elif tag == "address" or "author" in said or any(_ends_with(name, _Theme.authors) for name in classes):
        yield "byline"
    if "datepublished" in said or any(_ends_with(name, _Theme.dates) for name in classes):
        yield "date"


def _ends_with(name: str, words: Collection[str]) -> bool:
    """Whether the parts of a class end with one of some words, perhaps with `name` behind it: `post__author-name`."""
    parts = [part for part in re.split("[-_]+", name) if part]
    last = [part for part in parts if part not in ("name", "names", "wrapper", "container", "text", "line")][-1:]
    is_one = last and (last[0] in words or ("byline" in words and last[0].endswith("byline")))
    return bool(is_one) and _Theme.about.isdisjoint(parts)


def read_meta(meta: PageMeta, lexicon: Lexicon = ENGLISH, language: str | None = None) -> tuple[Told, tuple[str, ...]]:
    """What the page says of itself, and the titles that it gives its article, most reliable first.

    `language`: its language, if it is known.
    """
    items = [item for script in meta.texts("ld") for item in _articles(script)]
    headline = next((str(item["headline"]) for item in items if isinstance(item.get("headline"), str)), None)
    publisher = next((name for item in items if (name := _name(item.get("publisher")))), None)
    site = meta.first("citation_journal_title", "og:site_name") or publisher or meta.first("application-name")
    url = web_address(meta.first("canonical", "og:url", "citation_public_url", "saved-from"))
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else None
    whole = one_line("".join(meta.texts("title")))
    given = [meta.first("citation_title", "dc.title"), headline, meta.first("og:title", "twitter:title"), whole]
    titles = tuple(_without_site(one_line(title), (site, host)) for title in given if title)
    lexicons = byline_lexicons(lexicon, language)
    told = Told(
        title=titles[0] if titles else None,
        author=page_authors(meta, items, (site, publisher, host, meta.first("application-name")), lexicons),
        issued=page_date(meta, items, url, lexicons),
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


def _languages(meta: PageMeta, items: list[Mapping[str, Any]]) -> Iterator[str]:
    """The languages that a page says it is in, as tags, most reliable first. A list of languages says nothing."""
    fields = "lang og:locale content-language citation_language dc.language language".split()
    told: list[object] = [value for name in fields for value in meta.values.get(name, ())]
    for item in items:
        value = item.get("inLanguage")
        told += [value.get("alternateName"), value.get("name")] if isinstance(value, dict) else [value]
    yield from filter(None, (meant(one) for one in told if isinstance(one, str)))


def site_in(whole: str, heading: str) -> str | None:
    """The site's name in a page's title, which stands beside the heading: `Heading - Site`, `Site: Heading`."""
    before, found, behind = one_line(whole).partition(one_line(heading))
    signs = " |–—»·:-"
    return (behind.strip(signs) or before.strip(signs) or None) if found else None


def _without_site(title: str, sites: Iterable[str | None]) -> str:
    """A title without the site's name at its end."""
    parts = re.split(r"\s+[|–—»·-]\s+", title)
    own = {key for site in sites if site for key in keys_of(site)}
    if len(parts) > 1 and not own.isdisjoint(keys_of(parts[-1])):
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
    return title
