"""What the page of an entry shows: its facts, its company, and the sentences that mention it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise
from typing import Any, NamedTuple

from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import OTHER_NAMES, WIKIDATA
from backgrounder.reference.concordance import Appearance
from backgrounder.site.listing import Listed, ListedArticle, Site
from backgrounder.site.pages import TEMPLATES, escaped, link_to
from backgrounder.site.paging import between
from backgrounder.site.plain import encoded

MOST_SENTENCES = 12
"""Sentences of one article in *Mentioned in*."""
_MOST_MENTIONED = 200
_LONGEST = 130_000
"""Articles of *Mentioned in* on one page, and bytes of it, about."""
_AROUND_ARTICLE = 400
_AROUND_SENTENCE = 170
_AROUND_TREATY = 200
"""Bytes of a page around an article's sentences, around each of them, and for each treaty that the entry is party to."""
_AROUND_COMPANION = 2_000
_MOST_ARTICLES = 5
_MOST_PARAGRAPHS = 30
"""Bytes of a page for an actor of *Appears with*; articles and paragraphs that are shown of it."""
_BY_YEAR = 8
"""From how many articles on *Mentioned in* is grouped by year."""
_MOST_FORMS = 8
"""Forms of a name that are counted out."""


class Companion(NamedTuple):
    """An actor in the company of an entry: in how many paragraphs, in which of which articles, and in how many `more`."""

    entry: Entry
    paragraphs: int
    places: Sequence[tuple[ListedArticle, Sequence[int]]]
    more: int


Row = tuple[tuple[Listed, str], ...]
"""Entries, each with a word or two that are shown behind it."""
Years = tuple[tuple[str, Sequence[Appearance]], ...]
"""Articles that mention an entry, by the year of their issue; under one empty heading where there are few."""


def shown(site: Site, entry: Entry, page: int = 1) -> dict[str, Any]:
    """What the template of an entry's page shows, or that of a page that goes on with its *Mentioned in*, from 2."""
    in_words, forms = counted(site, entry) if page == 1 else ("", ())
    sections: dict[str, Any] = {
        "party_to": party_to(site, entry) if page == 1 else (),
        "appears_with": appears_with(site, entry) if page == 1 else (),
        "mentioned_in": mentioned_in(site, entry, page),
    }
    there = [name for name, items in sections.items() if items or name == "mentioned_in"]
    return {
        **sections,
        "sections": tuple((site.labels(name), name.replace("_", "-")) for name in there),
        "entry": entry,
        "kind": entry.kind.label,
        "mention_pages": tuple(_mention_pages(site, entry)),
        "page_number": page,
        "counted": in_words,
        "forms": forms,
    }


def meta(site: Site, entry: Entry) -> dict[str, Any]:
    """The metadata of an entry's page, where its editor wrote none."""
    return {
        "template": f"{TEMPLATES}/entry.html",
        "description": escaped(entry.definition),
        "search": {"boost": boost(site, entry)},
    }


def title_of_page(site: Site, entry: Entry, number: int) -> str:
    """What a page is called that goes on with *Mentioned in*."""
    return site.labels("mentioned_in_page", title=entry.title, n=number, pages=len(_parts(site, entry)))


def mentioned_in(site: Site, entry: Entry, page: int = 1) -> Years:
    """The articles that mention an entry, in their order, by year if there are many: those of a page, from 1."""
    appearances = site.appearances(entry)
    shown = appearances[slice(*_parts(site, entry)[page - 1])]
    if len(appearances) < _BY_YEAR:
        return (("", shown),) if shown else ()
    by_year = groupby(shown, key=lambda one: site.listed_article(one.article).year)
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
    pages = pages_of_mentions(site, entry)
    if len(pages) == 1:
        return
    appearances = site.appearances(entry)
    # Appearances stand in the order of the articles (`Project`): those without a date come last.
    is_dated = appearances[0].article.source.issued is not None
    for uri, (start, end) in zip(pages, _parts(site, entry), strict=True):
        ends = [appearances[start], appearances[end - 1]] if is_dated else []
        yield uri, between(*(site.listed_article(one.article).year for one in ends))


def _parts(site: Site, entry: Entry) -> Sequence[tuple[int, int]]:
    if entry.uri not in site.parts:
        project = site.project
        above = _AROUND_TREATY * len(project.party_to.get(entry.uri, ()))
        above += _AROUND_COMPANION * len(project.company.get(entry.uri, ()))
        site.parts[entry.uri] = parts_of_mentions(site.appearances(entry), above)
    return site.parts[entry.uri]


def parts_of_mentions(appearances: Sequence[Appearance], above: int = 0) -> Sequence[tuple[int, int]]:
    """Where the articles that mention an entry begin and end on each of their pages, at least one.

    `above`: bytes that the first page has beside them.
    """
    starts = [0]
    size = above
    for number, appearance in enumerate(appearances):
        more = _AROUND_ARTICLE
        for text, _, _ in appearance.sentences[:MOST_SENTENCES]:
            more += _AROUND_SENTENCE + (len(text) if text.isascii() else len(text.encode()))
        if number > starts[-1] and (size + more > _LONGEST or number - starts[-1] == _MOST_MENTIONED):
            starts.append(number)
            size = 0
        size += more
    return tuple(pairwise((*starts, len(appearances))))


def counted(site: Site, entry: Entry) -> tuple[str, tuple[tuple[str, int], ...]]:
    """How often an entry is mentioned in how many articles, in words; and by which names, those used most first."""
    appearances = site.appearances(entry)
    forms = Counter(chain.from_iterable([appearance.names for appearance in appearances]))
    in_words = f"{site.labels('mentions', n=forms.total())} {site.labels('in_articles', n=len(appearances))}"
    often = sorted(forms.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FORMS]
    return in_words, tuple(often)


def boost(site: Site, entry: Entry) -> float:
    """How much more an entry counts in the search than other pages.

    The more, the more articles mention it, and the fewer words its title has beside those that are looked for: the host's
    search does not mind a title's length, and *Taiwan* should find Taiwan.
    """
    return round((2 + math.log2(1 + len(site.appearances(entry)))) * (1 + 1 / max(len(entry.title.split()), 1)), 1)


def appears_with(site: Site, entry: Entry) -> tuple[Companion, ...]:
    """The actors that share paragraphs with an entry, in how many, and where."""
    entries = site.project.glossary.entries
    found = []
    for uri, shared in site.project.company.get(entry.uri, ()):
        places: list[tuple[ListedArticle, list[int]]] = []
        told = 0
        for article, number in shared[:_MOST_PARAGRAPHS]:
            # They stand in the order of the articles.
            if not places or places[-1][0].article is not article:
                if len(places) == _MOST_ARTICLES:
                    break
                places.append((site.listed_article(article), []))
            places[-1][1].append(number)
            told += 1
        found.append(Companion(entries[uri], len(shared), places, len(shared) - told))
    return tuple(found)


def party_to(site: Site, entry: Entry) -> Row:
    """The treaties that an entry is party to, and when they were signed."""
    treaties = site.project.party_to.get(entry.uri, ())
    return tuple(
        (site.listed(one), site.labels.date(signed) if (signed := one.date("signed")) else "") for one in treaties
    )


def facts_of(site: Site, entry: Entry) -> Sequence[tuple[str, str]]:
    """The fact box: labels and values as Markdown. A fact in the editor's own words takes the place of the program's.

    Markdown means something in the values of the editor's own facts alone.
    """
    kinds = site.project.kinds
    labels = {fact.key: fact.label for fact in (*kinds.facts_of(entry.kind).values(), *kinds.common)}
    known = {key: _as_markdown(site, entry, key) for key in entry.facts}
    known[WIKIDATA.key] = f"[{entry.wikidata}]({entry.wikidata_address})" if entry.wikidata else ""
    # Who looks for one of them in the search finds the entry.
    last = {OTHER_NAMES.key: encoded(", ".join(entry.other_names))}
    written = {fact.key for fact in entry.written}
    first, last = ({key: text for key, text in facts.items() if text and key not in written} for facts in (known, last))
    own = [(fact.label if fact.label != fact.key else labels[fact.key], fact.text) for fact in entry.written]
    shown = (
        [(labels[key], text) for key, text in first.items()] + own + [(labels[key], text) for key, text in last.items()]
    )
    return tuple((encoded(label), text) for label, text in shown)


def _as_markdown(site: Site, entry: Entry, key: str) -> str:
    """The value of one of the program's facts; entries that it names as links to them."""
    if date := entry.date(key):
        return site.labels.date(date)
    names = entry.named(key)
    entries = {name: other for name, other in site.project.named_by(entry, key) if other and other.uri != entry.uri}
    if not entries:
        return encoded(", ".join(names))
    return ", ".join(_link_in_markdown(name, entries.get(name), entry) for name in names)


def _link_in_markdown(name: str, other: Entry | None, entry: Entry) -> str:
    if other is None:
        return encoded(name)
    return f"[{encoded(name)}]({link_to(other.uri, entry.uri)}){{: .bg-{other.kind.key} }}"
