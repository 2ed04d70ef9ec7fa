"""What home and the index pages list, the parts of long lists, and the pages that go on with an entry's *Mentioned in*."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backgrounder.glossary.entry import Entry, Kind
from backgrounder.glossary.read import surname_of
from backgrounder.site.entry_page import Row, pages_of_mentions
from backgrounder.site.items import ListedArticle, Sections, Site, letter, sorting
from backgrounder.site.pages import VIEWS, View
from backgrounder.site.paging import MOST, Groups, Part, parts_of
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

DOWNLOADS = {"sources.json": "CSL-JSON", "sources.bib": "BibTeX", "sources.ris": "RIS"}
"""The files with all sources, which stand beside the page *Sources*, and their formats."""


@dataclass(frozen=True, slots=True)
class Work:
    """A source on the sources page: its note, its article, and the uris of the pages that cite it."""

    source: Source
    reference: Reference
    article: ListedArticle | None
    cited_by: tuple[str, ...]


Contents = tuple[tuple[str, tuple[tuple[str, str, str, int], ...]], ...]
"""The parts of a list in rows: the row's title; short label, whole label, uri and count of each part."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a view: what it lists, and all parts, if there are several.

    `title`: of a page that no editor wrote. `is_first`: the view's own page, which an editor may have written, and which
    stands in the navigation.
    """

    view: View
    title: str
    part: Part
    contents: Contents
    is_first: bool

    @property
    def uri(self) -> str:
        """Where it stands below the documentation folder."""
        return self.view.uri if self.is_first else self.view.uri_of(self.part)

    @property
    def shown(self) -> dict[str, Any]:
        """What its template shows."""
        groups = self.part.groups
        if self.view.name == "sources":
            sections: Sections = ((self.title, "list"),) if groups else ()
        else:
            sections = tuple((title, slug(title)) for title, _ in groups)
        return {
            "groups": groups,
            "contents": self.contents,
            "here": self.part.label,
            # The first page of a long list has only a part of it, and nothing to filter or sort.
            "is_whole": bool(groups) and not (self.is_first and self.contents),
            "sections": sections,
            "anchor_of": slug,
            "downloads": DOWNLOADS,
        }


def home(site: Site) -> dict[str, Any]:
    """What the home page shows below the editor's text."""
    actors = [(site.labels.kinds(kind), _most_mentioned(site, kind)) for kind in Kind if kind.is_actor]
    shown: dict[str, Any] = {
        "articles": site.articles()[:_NEWEST],
        "actors": [(title, entries) for title, entries in actors if entries],
        "treaties": (*_most_mentioned(site, Kind.TREATY), *_most_mentioned(site, Kind.INSTRUMENT))[:_MOST_MENTIONED],
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
        parts = parts_of(_listed_in(site, view.name))
        contents = _contents(site, view, parts)
        if contents or not parts:
            yield ListPage(view, title, _first(site, parts, view), contents, is_first=True)
            for part in parts:
                yield ListPage(view, site.labels("part", title=title, part=part.label), part, contents, is_first=False)
        else:
            yield ListPage(view, title, parts[0], (), is_first=True)


def _contents(site: Site, view: View, parts: Sequence[Part]) -> Contents:
    """All parts; the letters of each kind stand in a row of their own."""
    kinds = {site.labels("part", title=title, part=""): title for title in map(site.labels.kinds, Kind)}
    rows: dict[str, list[tuple[str, str, str, int]]] = {}
    for part in parts:
        if part.label:
            start = next((start for start in kinds if part.label.startswith(start)), "")
            short = part.label.removeprefix(start)
            rows.setdefault(kinds.get(start, ""), []).append((short, part.label, view.uri_of(part), part.count))
    return tuple((title, tuple(of_row)) for title, of_row in rows.items())


def _first(site: Site, parts: Sequence[Part], view: View) -> Part:
    """What the first page of a long view has beside its contents: the newest articles, or what is mentioned most."""
    listed = [item for part in parts for _, items in part.groups for item in items]
    if view.name == "articles":
        return Part("", "", ((site.labels("newest_articles"), tuple(listed[:_FIRST])),))
    if view.name in ("glossary", "who-is-who"):
        most = sorted(listed, key=lambda item: (-item.articles, item.title))
        return Part("", "", ((site.labels("mentioned_most"), tuple(most[:_FIRST])),))
    return Part("", "", ())


def _listed_in(site: Site, view: str) -> Groups:
    """What the index page of a name lists, in groups: years, kinds, or letters."""
    if view == "articles":
        return _grouped(site.articles(), lambda item: item.year)
    if view == "who-is-who":
        return _by_letter_if_long(site, _by_kind(site, [kind for kind in Kind if kind.is_actor]))
    if view == "treaties":
        return _by_kind(site, (Kind.TREATY, Kind.INSTRUMENT))
    if view == "glossary":
        entries = sorted(site.project.entries, key=lambda entry: (sorting(entry.title), entry.uri))
        return _grouped([site.listed(entry) for entry in entries], lambda item: letter(item.title))
    return _grouped(_works(site), lambda work: letter(_filed(work.source)))


def _grouped(items: Sequence[Any], label: Callable[[Any], str]) -> Groups:
    """Items under their labels, in the order of the items."""
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(label(item), []).append(item)
    return tuple((title, tuple(of_title)) for title, of_title in groups.items())


def _by_kind(site: Site, kinds: Sequence[Kind]) -> Groups:
    """Headings and the entries below them, for kinds that have entries."""
    listed = [(site.labels.kinds(kind), site.of_kind(kind)) for kind in kinds]
    return tuple((title, entries) for title, entries in listed if entries)


def _by_letter_if_long(site: Site, groups: Groups) -> Groups:
    """Those of the groups that are too long for a page, cut by the letter that their items are filed under."""
    cut: list[tuple[str, tuple[Any, ...]]] = []
    for title, entries in groups:
        if len(entries) <= MOST:
            cut.append((title, entries))
            continue
        by_letter = _grouped(entries, lambda item: letter(item.filed))
        cut += [(site.labels("part", title=title, part=of_letter), items) for of_letter, items in by_letter]
    return tuple(cut)


def _most_mentioned(site: Site, kind: Kind) -> Row:
    """The entries of a kind that most articles mention, then those with most mentions; and how many articles do."""
    counted = [(item, sum(a.count for a in site.appearances(item.entry))) for item in site.of_kind(kind)]
    ranked = sorted((c for c in counted if c[1]), key=lambda c: (-c[0].articles, -c[1], c[0].title))
    return tuple((listed, site.labels.articles(listed.articles)) for listed, _ in ranked[:_MOST_MENTIONED])


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
    found = [
        Work(
            source,
            sentence([note(source)]),
            by_slug.get(source.slug or ""),
            site.project.cited_on.get(source.key, ()),
        )
        for source in site.project.sources.values()
    ]
    return tuple(sorted(found, key=lambda work: (sorting(_filed(work.source)), work.source.key)))


def _filed(source: Source) -> str:
    """What a source is filed under: its author, the family name first, or else its title.

    An author who is written as a single string is filed under the last word of it.
    """
    if not source.author:
        return source.title or source.container_title or source.key
    author = source.author[0]
    return f"{author.family} {author.given}" if author.given else f"{surname_of(author.family)} {author.family}"


def downloads(site: Site) -> tuple[tuple[str, str], ...]:
    """The uris and texts of the files with all sources, by key."""
    records = tuple(site.project.sources.values())
    return tuple(zip(DOWNLOADS, (as_csl_json(records), as_bibtex(records), as_ris(records)), strict=True))
