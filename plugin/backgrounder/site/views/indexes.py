"""All pages; the index pages as an object each. One that is added here needs a template and a label of its name besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backgrounder.site.listing import Listed, ListedArticle, Site, works
from backgrounder.site.views.article import article_views
from backgrounder.site.views.entry import entry_views, mentions_views
from backgrounder.site.views.index import (
    MOST,
    Group,
    Index,
    beginnings,
    between,
    by_kind,
    grouped,
    index_views,
    most_mentioned,
    where_kinds_are_listed,
)
from backgrounder.site.views.view import View
from backgrounder.sources import formats


def _counts_for(links: int) -> int:
    """For how many items one counts that has so many links to other pages."""
    return 1 + links // 4


def _newest(site: Site, _: Index, listed: Sequence[ListedArticle], most: int = 50) -> Sequence[Group]:
    return (Group(site.labels("newest_articles"), tuple(listed[:most])),)


def _months(site: Site, first: ListedArticle, last: ListedArticle) -> str:
    issued = [item.article.source.issued for item in (first, last)]
    months = [site.labels.month(date) for date in issued if date and date.month]
    return between(*months) if len(months) == len(issued) else ""


ARTICLES = Index(
    name="articles",
    groups=lambda site: grouped(site.articles(), lambda item: item.year),
    piece_name=_months,
    first=_newest,
)


def _actors(site: Site) -> Iterator[Group]:
    """A group of a kind that is too long for a page is divided by the letter that its items are filed under."""
    for group in by_kind(site, "actors"):
        if len(group.items) <= MOST:
            yield group
        else:
            yield from grouped(group.items, lambda item: site.letter(item.filed), group.title, group.key)


WHO_IS_WHO = Index(
    name="who-is-who",
    groups=lambda site: tuple(_actors(site)),
    first=most_mentioned,
)


def _most_mentioned_of_a_kind(site: Site, index: Index, listed: Sequence[Listed]) -> Sequence[Group]:
    """A table has the columns of one kind."""
    return most_mentioned(site, index, [item for item in listed if item.entry.kind == listed[0].entry.kind])


TREATIES = Index(
    name="treaties",
    groups=lambda site: by_kind(site, "treaties"),
    weight=lambda item: _counts_for(sum(len(value) for value in item.entry.facts.values() if isinstance(value, tuple))),
    first=_most_mentioned_of_a_kind,
    more=lambda site: {"named_by": site.project.named_by},
)


def _by_letter(site: Site) -> Sequence[Group]:
    entries = sorted(site.project.entries, key=lambda entry: (site.sorting(entry.title), entry.uri))
    return grouped([site.listed(entry) for entry in entries], lambda item: site.letter(item.entry.title))


GLOSSARY = Index(
    name="glossary",
    groups=_by_letter,
    piece_name=lambda site, first, last: beginnings(site, first.entry.title, last.entry.title),
    first=most_mentioned,
)


def _works(site: Site) -> Sequence[Group]:
    found = works(site)
    if len(found) > MOST:
        return grouped(found, lambda work: site.letter(work.filed))
    return [Group(site.labels("sources"), found)] if found else []


SOURCES = Index(
    name="sources",
    groups=_works,
    weight=lambda work: _counts_for(len(work.named)),
    more=lambda _: {"downloads": {one.file: one.name for one in formats.FORMATS}},
    attachments=lambda site: [(one.file, one.write(site.project.sources.values())) for one in formats.FORMATS],
)

INDEXES: tuple[Index, ...] = (ARTICLES, WHO_IS_WHO, TREATIES, GLOSSARY, SOURCES)
"""In the order in which a site shows them; the host sorts its navigation by name if the site has none of its own."""


def views_of(site: Site, indexes: Sequence[Index] = INDEXES) -> Iterator[View]:
    """The views of a site, in the order in which the host gets their files. Of two at one address the later stands."""
    lists = tuple(index_views(site, indexes))
    yield from lists
    yield from mentions_views(site)
    yield from entry_views(site, where_kinds_are_listed(site, lists))
    yield from article_views(site)
