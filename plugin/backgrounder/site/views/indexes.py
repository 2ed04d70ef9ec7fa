"""All views of a site: the home page, and the index pages, an object each. A new one needs a template and a label besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from backgrounder.glossary.kinds import KindSpec
from backgrounder.site.listing import ListedArticle, Row, Site, works
from backgrounder.site.pages import View
from backgrounder.site.views.article import article_views
from backgrounder.site.views.divided_lists import (
    MOST,
    Group,
    Index,
    IndexView,
    beginnings,
    between,
    grouped,
    index_views,
)
from backgrounder.site.views.entry import entry_views, mentions_views
from backgrounder.sources import formats
from backgrounder.text.folding import slug


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeView(View):
    """The home page, and other pages of an editor's that ask for its template."""

    site: Site
    uri: str = "index.md"
    template: str = "home"
    in_nav: bool = True

    def metadata(self) -> dict[str, Any]:
        """Its template; the search finds the editor's text."""
        return {"template": self.template_path}

    def context(self, address: str | None) -> dict[str, Any]:  # noqa: ARG002 (entries need it)
        """The newest articles, and the entries of each kind that are mentioned most."""
        site, kinds = self.site, self.site.project.kinds
        actors = [(kind.plural, _most_of(site, [kind])) for kind in kinds if kind.is_actor]
        shown: dict[str, Any] = {
            "articles": site.articles()[:6],
            "actors": [(title, of_kind) for title, of_kind in actors if of_kind],
            "treaties": _most_of(site, [kind for kind in kinds if kind.group == "treaties"]),
        }
        titles = {"articles": "newest_articles", "actors": "who_is_who", "treaties": "treaties"}
        there = [title for name, title in titles.items() if shown[name]]
        return {**shown, "sections": tuple((site.labels(title), title.replace("_", "-")) for title in there)}


def _most_of(site: Site, kinds: Sequence[KindSpec], most: int = 8) -> Row:
    """The entries of some kinds that most articles mention, then those with most mentions; and how many articles do."""
    mentioned = [item for kind in kinds for item in site.of_kind(kind) if item.mentions]
    ranked = sorted(mentioned, key=lambda item: (-item.articles, -item.mentions, item.entry.title))
    return tuple((item, site.labels.articles(item.articles)) for item in ranked[:most])


def _months(site: Site, first: ListedArticle, last: ListedArticle) -> str:
    issued = [item.article.source.issued for item in (first, last)]
    months = [site.labels.month(date) for date in issued if date and date.month]
    return between(*months) if len(months) == len(issued) else ""


ARTICLES = Index(
    name="articles",
    groups=lambda site: grouped(site.articles(), lambda item: item.year),
    piece_name=_months,
    first=lambda site, _, listed: [Group(site.labels("newest_articles"), tuple(listed[:50]))],
)


def _by_kind(site: Site, name: str) -> Sequence[Group]:
    """The entries of each kind of a group of kinds, for kinds that have entries. Two kinds with one label are two lists."""
    groups: list[Group] = []
    for kind in site.project.kinds:
        entries = site.of_kind(kind) if kind.group == name else ()
        alike = any(kind.plural == group.title for group in groups)
        anchor = f"list-{slug(kind.plural)}-{slug(kind.key)}" if alike else ""
        groups += [Group(kind.plural, entries, key=kind.key, own_anchor=anchor)] if entries else []
    return groups


def _actors(site: Site) -> Iterator[Group]:
    """A group of a kind that is too long for a page is divided by the letter that its items are filed under."""
    for group in _by_kind(site, "actors"):
        is_long, of_item = len(group.items) > MOST, lambda item: site.letter(item.filed)
        yield from grouped(group.items, of_item, group.title, group.key) if is_long else (group,)


def _most_mentioned(site: Site, index: Index, listed: Sequence[Any], most: int = 50) -> Sequence[Group]:
    """So many of the entries that most articles mention, if they fit onto a page."""
    first = sorted(listed, key=lambda item: (-item.articles, item.entry.title))[:most]
    sizes = accumulate(map(index.weight, first))
    fitting = [item for item, size in zip(first, sizes, strict=True) if size <= MOST]
    return (Group(site.labels("mentioned_most"), tuple(fitting or first[:1])),)


WHO_IS_WHO = Index(name="who-is-who", groups=lambda site: tuple(_actors(site)), first=_most_mentioned)


TREATIES = Index(
    name="treaties",
    groups=lambda site: _by_kind(site, "treaties"),
    links=lambda item: sum(len(value) for value in item.entry.facts.values() if isinstance(value, tuple)),
    # A table has the columns of one kind.
    first=lambda site, index, listed: _most_mentioned(
        site, index, [item for item in listed if item.entry.kind == listed[0].entry.kind]
    ),
    more=lambda site: {"named_by": site.project.named_by},
)


def _by_letter(site: Site) -> Sequence[Group]:
    entries = sorted(site.project.entries, key=lambda entry: (site.sorting(entry.title), entry.uri))
    return grouped([site.listed(entry) for entry in entries], lambda item: site.letter(item.entry.title))


GLOSSARY = Index(
    name="glossary",
    groups=_by_letter,
    piece_name=lambda site, first, last: beginnings(site, first.entry.title, last.entry.title),
    first=_most_mentioned,
)


def _works(site: Site) -> Sequence[Group]:
    found = works(site)
    if len(found) > MOST:
        return grouped(found, lambda work: site.letter(work.filed))
    return [Group(site.labels("sources"), found)] if found else []


SOURCES = Index(
    name="sources",
    groups=_works,
    links=lambda work: len(work.named),
    more=lambda _: {"downloads": {one.file: one.name for one in formats.FORMATS}},
    attachments=lambda site: [(one.file, one.write(site.project.sources.values())) for one in formats.FORMATS],
)

INDEXES: tuple[Index, ...] = (ARTICLES, WHO_IS_WHO, TREATIES, GLOSSARY, SOURCES)
"""In the order in which a site shows them; the host sorts its navigation by name if the site has none of its own."""


def where_kinds_are_listed(site: Site, views: Iterable[IndexView]) -> Mapping[KindSpec, tuple[str, str]]:
    """Where the entries of a kind are listed among their like: uri and anchor, the first of them if there are several."""
    found: dict[str, tuple[str, str]] = {}
    for view in views:
        for group in view.groups:
            found.setdefault(group.key, (view.uri, group.anchor))
    return {kind: found[kind.key] for kind in site.project.kinds if kind.key in found}


def views_of(site: Site, indexes: Sequence[Index] = INDEXES) -> Iterator[View]:
    """The views of a site, in the order in which the host gets their files. Of two at one address the later stands."""
    lists = tuple(index_views(site, indexes))
    entries = entry_views(site, where_kinds_are_listed(site, lists))
    yield from chain(lists, mentions_views(site), entries, article_views(site))
