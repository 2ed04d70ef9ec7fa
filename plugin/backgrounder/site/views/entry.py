"""The page of an entry: its facts, its company, and the sentences that mention it; and the pages that these go on with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, islice, pairwise
from typing import Any

from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import OTHER_NAMES, WIKIDATA, KindSpec
from backgrounder.reference.concordance import Appearance
from backgrounder.site.head import entry_head
from backgrounder.site.listing import Companion, Row, Site, Years
from backgrounder.site.markup import Most
from backgrounder.site.notes import encoded
from backgrounder.site.pages import Facts, View, escaped, link_to
from backgrounder.site.views.divided_lists import between


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryView(View):
    """The page of an entry. `listed_at`: where the entries of its kind are listed, as uri and anchor."""

    site: Site
    entry: Entry
    listed_at: tuple[str, str]
    template: str = "entry"

    @property
    def decoded(self) -> str:
        """The host would stop at a file that is not UTF-8."""
        return self.entry.markdown

    def written(self) -> None:
        """Its editor writes its file."""

    def metadata(self) -> dict[str, Any]:
        """Its template, its definition, and how much more it counts in the search than other pages."""
        # The more, the more articles mention it, and the fewer words its title has beside those that are looked for: the
        # host's search does not mind a title's length, and *Taiwan* should find Taiwan.
        boost = 2 + math.log2(1 + len(self.site.appearances(self.entry)))
        boost *= 1 + 1 / max(len(self.entry.title.split()), 1)
        description = escaped(self.entry.definition)
        return {"template": self.template_path, "description": description, "search": {"boost": round(boost, 1)}}

    def is_linked(self, metadata: Mapping[str, Any]) -> bool:  # noqa: ARG002 (an editor's own page needs it)
        """Entries lead to one another."""
        return True

    def facts(self) -> Facts:
        """The facts of the entry, in the words of the site."""
        return facts_of(self.site, self.entry)

    def context(self, address: str | None) -> dict[str, Any]:
        """What stands below its text."""
        site, entry = self.site, self.entry
        beside = {"party_to": party_to(site, entry), "appears_with": appears_with(site, entry)}
        return {
            **beside,
            **_mentions(site, entry, 1, [name for name, items in beside.items() if items]),
            **counted(site, entry),
            "kind": entry.kind.label,
            "listed_on": self.listed_at[0],
            "listed_at": self.listed_at[1],
            "head": entry_head(entry, site.address, address),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class MentionsView(View):
    """A page that goes on with the *Mentioned in* of an entry: the page of a number, from 2."""

    site: Site
    entry: Entry
    number: int
    template: str = "mentions"

    def context(self, address: str | None) -> dict[str, Any]:  # noqa: ARG002 (entries need it)
        """The articles on the page."""
        return {**_mentions(self.site, self.entry, self.number), "heading": self.title}


def entry_views(site: Site, listed_at: Mapping[KindSpec, tuple[str, str]]) -> Iterator[EntryView]:
    """The pages of all entries. `listed_at`: where the entries of a kind are listed."""
    for entry in site.project.entries:
        where = listed_at.get(entry.kind, ("glossary.md", "top"))
        view = partial(EntryView, uri=entry.uri, title=entry.title, path=entry.path, tags=entry.tags)
        yield view(site=site, entry=entry, listed_at=where)


def mentions_views(site: Site) -> Iterator[MentionsView]:
    """The pages that go on with *Mentioned in*, of all entries."""
    for entry in site.project.entries:
        pages = pages_of_mentions(site, entry)
        for number, uri in enumerate(pages[1:], 2):
            title = site.labels("mentioned_in_page", title=entry.title, n=number, pages=len(pages))
            yield MentionsView(uri=uri, title=title, path=entry.path, site=site, entry=entry, number=number)


def _mentions(site: Site, entry: Entry, page: int, before: Sequence[str] = ()) -> dict[str, Any]:
    """The *Mentioned in* of a page, from 1; `before`: the sections that stand before it."""
    return {
        "mentioned_in": mentioned_in(site, entry, page),
        "sections": tuple((site.labels(name), name.replace("_", "-")) for name in (*before, "mentioned_in")),
        "entry": entry,
        "mention_pages": tuple(_mention_pages(site, entry)),
        "page_number": page,
    }


def mentioned_in(site: Site, entry: Entry, page: int = 1, many: int = 8) -> Years:
    """The articles that mention an entry, in their order, by year if there are many: those of a page, from 1."""
    appearances = site.appearances(entry)
    on_page = appearances[slice(*_parts(site, entry)[page - 1])]
    if len(appearances) < many:
        return (("", on_page),) if on_page else ()
    by_year = groupby(on_page, key=lambda one: site.listed_article(one.article).year)
    return tuple((year, tuple(of_year)) for year, of_year in by_year)


def pages_of_mentions(site: Site, entry: Entry) -> tuple[str, ...]:
    """The uris of the pages with the articles that mention an entry: its own, and those that follow."""
    stem = f"{entry.uri.removesuffix('.md')}-mentions"
    numbers = range(2, len(_parts(site, entry)) + 1)
    # An editor's own file of such a name comes first.
    while any(f"{stem}-{number}.md" in site.project.glossary.entries for number in numbers):
        stem += "-more"
    return (entry.uri, *(f"{stem}-{number}.md" for number in numbers))


def _mention_pages(site: Site, entry: Entry) -> Iterator[tuple[str, str]]:
    """All pages of *Mentioned in* if there are several: uri, and the first and last year, if any article has a date."""
    appearances, pages = site.appearances(entry), pages_of_mentions(site, entry)
    if len(pages) == 1:
        return
    # Appearances stand in the order of the articles (`Project`): those without a date come last.
    is_dated = appearances[0].article.source.issued is not None
    for uri, (start, end) in zip(pages, _parts(site, entry), strict=True):
        ends = [appearances[start], appearances[end - 1]] if is_dated else []
        yield uri, between(*(site.listed_article(one.article).year for one in ends))


class _Page:
    """How much stands on a page at most, and how many bytes of HTML there are, about, around what was read."""

    articles = 200
    bytes = 130_000
    around_article = 400
    around_sentence = 170
    of_treaty = 200
    of_companion = 2_000


def _parts(site: Site, entry: Entry) -> Sequence[tuple[int, int]]:
    if entry.uri not in site.parts:
        above = _Page.of_treaty * len(site.project.party_to.get(entry.uri, ()))
        above += _Page.of_companion * len(site.project.company.get(entry.uri, ()))
        site.parts[entry.uri] = parts_of_mentions(site.appearances(entry), above)
    return site.parts[entry.uri]


def parts_of_mentions(appearances: Sequence[Appearance], above: int = 0) -> Sequence[tuple[int, int]]:
    """Where the articles that mention an entry begin and end on each page; the first has `above` bytes beside them."""
    starts, size = [0], above
    for number, appearance in enumerate(appearances):
        more = _Page.around_article
        for text, _, _ in appearance.sentences[: Most.sentences]:
            more += _Page.around_sentence + (len(text) if text.isascii() else len(text.encode()))
        if number > starts[-1] and (size + more > _Page.bytes or number - starts[-1] == _Page.articles):
            starts.append(number)
            size = 0
        size += more
    return tuple(pairwise((*starts, len(appearances))))


def counted(site: Site, entry: Entry, most_forms: int = 8) -> dict[str, Any]:
    """How often an entry is mentioned in how many articles, in words; and by which names, those used most first."""
    forms = Counter(chain.from_iterable([appearance.names for appearance in site.appearances(entry)]))
    in_articles = site.labels("in_articles", n=len(site.appearances(entry)))
    in_words = f"{site.labels('mentions', n=forms.total())} {in_articles}"
    often = sorted(forms.items(), key=lambda item: (-item[1], item[0]))[:most_forms]
    return {"counted": in_words, "forms": tuple(often)}


def appears_with(site: Site, entry: Entry, most_articles: int = 5, most_paragraphs: int = 30) -> tuple[Companion, ...]:
    """The actors that share paragraphs with an entry, in how many, and where: so many places are shown of each."""
    found = []
    for uri, shared in site.project.company.get(entry.uri, ()):
        # They stand in the order of the articles.
        by_article = groupby(shared[:most_paragraphs], key=lambda place: place[0].path)
        shown = [tuple(of_article) for _, of_article in islice(by_article, most_articles)]
        places = [(site.listed_article(of[0][0]), [number for _, number in of]) for of in shown]
        more = len(shared) - sum(map(len, shown))
        found.append(Companion(site.project.glossary.entries[uri], len(shared), places, more))
    return tuple(found)


def party_to(site: Site, entry: Entry) -> Row:
    """The treaties that an entry is party to, and when they were signed."""
    signed = [(one, one.date("signed")) for one in site.project.party_to.get(entry.uri, ())]
    return tuple((site.listed(one), site.labels.date(date) if date else "") for one, date in signed)


def facts_of(site: Site, entry: Entry) -> Sequence[tuple[str, str]]:
    """The fact box: labels and values. Markdown means something in the values of the editor's own facts alone."""
    kinds = site.project.kinds
    labels = {fact.key: fact.label for fact in (*kinds.facts_of(entry.kind).values(), *kinds.common)}
    known = {key: _as_markdown(site, entry, key) for key in entry.facts}
    known[WIKIDATA.key] = f"[{entry.wikidata}]({entry.wikidata_address})" if entry.wikidata else ""
    # A fact in the editor's own words takes the place of the program's.
    written = {fact.key for fact in entry.written}
    first = [(labels[key], text) for key, text in known.items() if text and key not in written]
    own = [(fact.label if fact.label != fact.key else labels[fact.key], fact.text) for fact in entry.written]
    # Who looks for one of them in the search finds the entry.
    names = [] if OTHER_NAMES.key in written else entry.other_names
    last = [(labels[OTHER_NAMES.key], encoded(", ".join(names)))] if names else []
    return tuple((encoded(label), text) for label, text in (*first, *own, *last))


def _as_markdown(site: Site, entry: Entry, key: str) -> str:
    """The value of one of the program's facts; entries that it names as links to them."""
    if date := entry.date(key):
        return site.labels.date(date)
    links = {
        name: f"[{encoded(name)}]({link_to(other.uri, entry.uri)}){{: .bg-{other.kind.key} }}"
        for name, other in site.project.named_by(entry, key)
        if other and other.uri != entry.uri
    }
    names = entry.named(key)
    return ", ".join(links.get(name) or encoded(name) for name in names) if links else encoded(", ".join(names))
