"""What home and the index pages list, the parts of long lists, and the pages that go on with an entry's *Mentioned in*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple

from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import KindSpec
from backgrounder.language.personal_names import surname_of
from backgrounder.site.listing import ListedArticle, Site, beginning, folded, letter, sorting
from backgrounder.site.pages import VIEWS, View
from backgrounder.site.paging import MOST, Group, Part, Weight, between, once, parts_of
from backgrounder.site.views.entry import Row, pages_of_mentions
from backgrounder.sources.chicago import Reference, note, sentence
from backgrounder.sources.exports import as_bibtex, as_csl_json, as_ris
from backgrounder.sources.source import Source
from backgrounder.text.slugs import slug

_NEWEST = 6
"""Articles on the home page."""
_MOST_MENTIONED = 8
"""Entries of each kind on the home page."""
_FIRST = 50
"""Articles or entries on the first page of a long list."""
_LINKS = 4
"""Links to other pages that take the place of an item."""
_MOST_CITED = 20
"""Pages that cite a work and are named."""
_BEGINNING = 3
_LONGEST_BEGINNING = 12
"""Letters that tell where a piece of a long letter begins and ends: so many, or a few more if these are the same."""

DOWNLOADS = {"sources.json": "CSL-JSON", "sources.bib": "BibTeX", "sources.ris": "RIS"}
"""The files with all sources, which stand beside the page *Sources*, and their formats."""


@dataclass(frozen=True, slots=True)
class Work:
    """A source on the sources page: its note, its article, and the uris of the pages that cite it."""

    source: Source
    reference: Reference
    article: ListedArticle | None
    cited_by: tuple[str, ...]

    @property
    def filed(self) -> str:
        """What it is filed under: its author, the family name first, or else its title.

        An author who is written as a single string is filed under the last word of it.
        """
        source = self.source
        if not source.author:
            return source.title or source.container_title or source.key
        author = source.author[0]
        return f"{author.family} {author.given}" if author.given else f"{surname_of(author.family)} {author.family}"


@dataclass(frozen=True, slots=True)
class Entrance:
    """A group of a long list in its contents: its title, what it is called elsewhere, and where it stands."""

    title: str
    whole_title: str
    uri: str
    anchor: str
    count: int


Contents = tuple[tuple[str, tuple[Entrance, ...]], ...]
"""All groups of a long list, by their rows."""


class Door(NamedTuple):
    """A page that another leads to: what it is called there, and its uri."""

    title: str
    uri: str


class Around(NamedTuple):
    """Where a part of a list leads: to the page of the whole list, and to the parts before and after it."""

    up: Door | None = None
    before: Door | None = None
    after: Door | None = None


_ALONE = Around()


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a view: what it lists, and where all else of the list is, if it has several pages.

    `title`: of a page that no editor wrote. `is_first`: the view's own page, which an editor may have written, and which
    stands in the navigation.
    """

    view: View
    title: str
    part: Part
    contents: Contents
    is_first: bool
    around: Around = _ALONE

    @property
    def uri(self) -> str:
        """Where it stands below the documentation folder."""
        return self.view.uri if self.is_first else self.view.uri_of(self.part)

    @property
    def shown(self) -> dict[str, Any]:
        """What its template shows."""
        return {
            "groups": self.part.groups,
            "contents": self.contents,
            **self.around._asdict(),
            "here": self.uri,
            # The first page of a long list has only a part of it, and nothing to filter or sort.
            "is_whole": bool(self.part.groups) and not (self.is_first and self.contents),
            "sections": tuple((group.title, _anchor(group)) for group in self.part.groups),
            "anchor_of": _anchor,
            "downloads": DOWNLOADS,
            "most_cited": _MOST_CITED,
        }


_WEIGHTS: Mapping[str, Weight] = {
    "treaties": lambda item: (
        1 + sum(len(value) for value in item.entry.facts.values() if isinstance(value, tuple)) // _LINKS
    ),
    "sources": lambda work: 1 + len(work.cited_by[:_MOST_CITED]) // _LINKS,
}
"""By the name of a view: how many items one counts for, as some lead to many other pages."""


def _anchor(group: Group) -> str:
    """The anchor of a group: apart from those of works, which are their keys."""
    return group.anchor or f"list-{slug(group.title)}"


def home(site: Site) -> dict[str, Any]:
    """What the home page shows below the editor's text."""
    kinds = site.project.kinds
    actors = [(kind.plural, _most_mentioned(site, kind)) for kind in kinds if kind.is_actor]
    treaties = [item for kind in kinds if kind.group == "treaties" for item in _most_mentioned(site, kind)]
    shown: dict[str, Any] = {
        "articles": site.articles()[:_NEWEST],
        "actors": [(title, entries) for title, entries in actors if entries],
        "treaties": tuple(treaties[:_MOST_MENTIONED]),
    }
    titles = {"articles": "newest_articles", "actors": "who_is_who", "treaties": "treaties"}
    shown["sections"] = tuple(
        (site.labels(title), title.replace("_", "-")) for name, title in titles.items() if shown[name]
    )
    return shown


def list_pages(site: Site) -> Iterator[ListPage]:
    """All pages of all views, each view's own first."""
    for view in VIEWS:
        title = site.labels(view.label)
        weight = _WEIGHTS.get(view.name, once)
        parts = parts_of(_listed_in(site, view.name), partial(piece_name, site, view), weight=weight)
        if len(parts) == 1:
            yield ListPage(view, title, parts[0], (), is_first=True)
            continue
        contents = _contents(site, view, parts)
        first = ListPage(view, title, _first(site, parts, view, weight), contents, is_first=True)
        yield first
        names = [_in_row(site, part.row, part.name) for part in parts]
        doors = [None, *(Door(name, view.uri_of(part)) for name, part in zip(names, parts, strict=True)), None]
        for part, name, before, after in zip(parts, names, doors, doors[2:], strict=False):
            whole_title = site.labels("part", title=title, part=name)
            around = Around(Door(title, first.uri), before, after)
            yield ListPage(view, whole_title, part, contents, is_first=False, around=around)


def _in_row(site: Site, row: str, name: str) -> str:
    """A part or group of a list as it is called where its row is not seen."""
    return site.labels("part", title=row, part=name) if row else name


def _contents(site: Site, view: View, parts: Sequence[Part]) -> Contents:
    """All groups of all parts in their rows; what is whole comes together."""
    rows: dict[tuple[str, str], list[Entrance]] = {}
    for part in parts:
        for group in part.groups:
            whole_title = _in_row(site, group.row, group.title)
            entrance = Entrance(group.title, whole_title, view.uri_of(part), _anchor(group), len(group.items))
            rows.setdefault((group.row, group.key if group.row else ""), []).append(entrance)
    return tuple((title, tuple(of_row)) for (title, _), of_row in rows.items())


def piece_name(site: Site, view: View, first: Any, last: Any) -> str:
    """What a piece of a long year or letter is called: months, or the beginnings of what is first and last in it."""
    if isinstance(first, ListedArticle):
        issued = [item.article.source.issued for item in (first, last)]
        months = [site.labels.month(date) for date in issued if date and date.month]
        return between(*months) if len(months) == len(issued) else ""
    names = [beginning(item.title if view.name == "glossary" else item.filed) for item in (first, last)]
    start, end = map(folded, names)
    same = next((at for at, pair in enumerate(zip(start, end, strict=False)) if len(set(pair)) > 1), len(start))
    if same >= _LONGEST_BEGINNING:
        return ""
    length = max(same + 1, _BEGINNING)
    # What a name is cut behind may be a space or a mark.
    return "–".join(dict.fromkeys(re.sub(r"\W+\Z", "", name[:length]) for name in names))


def _first(site: Site, parts: Sequence[Part], view: View, weight: Weight) -> Part:
    """What the first page of a long view has beside its contents: the newest articles, or what is mentioned most."""
    listed = [item for part in parts for group in part.groups for item in group.items]
    if view.name == "articles":
        return Part((Group(site.labels("newest_articles"), tuple(listed[:_FIRST])),))
    if view.name == "treaties":
        # A table has the columns of one kind.
        listed = [item for item in listed if item.entry.kind == listed[0].entry.kind]
    if view.name in ("glossary", "who-is-who", "treaties"):
        most = sorted(listed, key=lambda item: (-item.articles, item.title))[:_FIRST]
        fitting = [item for item, size in zip(most, accumulate(map(weight, most)), strict=True) if size <= MOST]
        return Part((Group(site.labels("mentioned_most"), tuple(fitting or most[:1])),))
    return Part(())


def _listed_in(site: Site, view: str) -> Sequence[Group]:
    """What the index page of a name lists, in groups: years, kinds, or letters."""
    if view == "articles":
        return _grouped(site.articles(), lambda item: item.year)
    if view == "who-is-who":
        return tuple(_by_letter_if_long(_by_kind(site, "actors")))
    if view == "treaties":
        return _by_kind(site, "treaties")
    if view == "glossary":
        entries = sorted(site.project.entries, key=lambda entry: (sorting(entry.title), entry.uri))
        return _grouped([site.listed(entry) for entry in entries], lambda item: letter(item.title))
    works = _works(site)
    if len(works) > MOST:
        return _grouped(works, lambda work: letter(work.filed))
    return [Group(site.labels("sources"), works)] if works else []


def _grouped(items: Sequence[Any], label: Callable[[Any], str], row: str = "", key: str = "") -> Sequence[Group]:
    """Items under their labels, in the order of the items."""
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(label(item), []).append(item)
    return [Group(title, tuple(of_title), row, joins=True, key=key) for title, of_title in groups.items()]


def _by_kind(site: Site, name: str) -> Sequence[Group]:
    """Headings and the entries below them, for the kinds of a group that have entries."""
    kinds = [kind for kind in site.project.kinds if kind.group == name]
    groups: list[Group] = []
    for kind in kinds:
        alike = any(kind.plural == group.title for group in groups)
        anchor = f"list-{slug(kind.plural)}-{slug(kind.key)}" if alike else ""
        if entries := site.of_kind(kind):
            groups.append(Group(kind.plural, entries, key=kind.key, anchor=anchor))
    return groups


def _by_letter_if_long(groups: Sequence[Group]) -> Iterator[Group]:
    """Those of the groups that are too long for a page, cut by the letter that their items are filed under."""
    for group in groups:
        if len(group.items) <= MOST:
            yield group
        else:
            yield from _grouped(group.items, lambda item: letter(item.filed), group.title, group.key)


def kinds_listed(site: Site, pages: Iterable[ListPage]) -> Mapping[KindSpec, tuple[str, str]]:
    """Where the entries of a kind are listed among their like: uri and anchor, the first of them if there are several."""
    found: dict[str, tuple[str, str]] = {}
    for page in pages:
        for group in page.part.groups:
            found.setdefault(group.key, (page.uri, _anchor(group)))
    return {kind: found[kind.key] for kind in site.project.kinds if kind.key in found}


def _most_mentioned(site: Site, kind: KindSpec) -> Row:
    """The entries of a kind that most articles mention, then those with most mentions; and how many articles do."""
    mentioned = [item for item in site.of_kind(kind) if item.mentions]
    ranked = sorted(mentioned, key=lambda item: (-item.articles, -item.mentions, item.title))
    return tuple((item, site.labels.articles(item.articles)) for item in ranked[:_MOST_MENTIONED])


def mention_pages(site: Site) -> Mapping[str, tuple[Entry, int]]:
    """By uri, the pages that go on with *Mentioned in*: of which entry, and their number, from 2."""
    return {
        uri: (entry, number)
        for entry in site.project.entries
        for number, uri in enumerate(pages_of_mentions(site, entry)[1:], 2)
    }


def _works(site: Site) -> tuple[Work, ...]:
    """Every source once, by author or title, with where it is cited."""
    by_slug = {listed.article.slug: listed for listed in site.articles()}
    found = []
    for source in site.project.sources.values():
        article = by_slug.get(source.slug or "")
        reference = article.reference if article and article.article.source is source else sentence([note(source)])
        found.append(Work(source, reference, article, site.project.cited_on.get(source.key, ())))
    return tuple(sorted(found, key=lambda work: (sorting(work.filed), work.source.key)))


def downloads(site: Site) -> tuple[tuple[str, str], ...]:
    """The uris and texts of the files with all sources, by key."""
    records = tuple(site.project.sources.values())
    return tuple(zip(DOWNLOADS, (as_csl_json(records), as_bibtex(records), as_ris(records)), strict=True))
