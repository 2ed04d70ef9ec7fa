"""What pages list: entries, articles and works with what is said of each, and how they are ordered."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from backgrounder.glossary.entry import Entry, Form
from backgrounder.glossary.kinds import KindSpec
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.personal_names import surname_of
from backgrounder.linking.names import without_marks
from backgrounder.project import Project
from backgrounder.reference.concordance import Appearance
from backgrounder.seeds.published import Published, is_all
from backgrounder.site.labels import Labels
from backgrounder.sources.chicago import note
from backgrounder.sources.reference import Reference, sentence
from backgrounder.sources.source_fields import Source
from backgrounder.text.folding import fold_name, natural_key


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages are made of: what was read, the words to show it with, and the site's `address`, if it has one."""

    project: Project
    labels: Labels
    address: str | None = None
    # What many pages ask for is remembered: how an entry's *Mentioned in* is cut into pages, and how often it is mentioned
    # (by its uri); the articles that were listed (by their paths).
    parts: dict[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    known: dict[str, ListedArticle] = field(default_factory=dict)

    def articles(self) -> tuple[ListedArticle, ...]:
        """All articles, newest first, undated ones last."""
        return tuple(map(self.listed_article, self.project.articles))

    def listed_article(self, article: Published) -> ListedArticle:
        """An article as lists show it."""
        if article.path not in self.known:
            self.known[article.path] = ListedArticle(article, self.labels)
        return self.known[article.path]

    def appearances(self, entry: Entry) -> tuple[Appearance, ...]:
        """The articles that mention an entry."""
        return self.project.concordance.by_entry.get(entry.uri, ())

    def listed(self, entry: Entry) -> Listed:
        """An entry as lists show it."""
        appearances = self.appearances(entry)
        if entry.uri not in self.counted:
            self.counted[entry.uri] = sum([len(one.names) for one in appearances])
        return Listed(entry, len(appearances), self.counted[entry.uri])

    def of_kind(self, kind: KindSpec) -> tuple[Listed, ...]:
        """The entries of a kind as they are filed."""
        entries = [self.listed(entry) for entry in self.project.entries if entry.kind == kind]
        return tuple(sorted(entries, key=lambda item: (self.sorting(item.filed), item.entry.uri)))

    def sorting(self, title: str) -> str:
        """What a title sorts by."""
        return natural_key(folded(title, self.labels.lexicon))

    def letter(self, title: str) -> str:
        """The letter that a title stands under."""
        first = folded(title, self.labels.lexicon)[:1].upper()
        return first if first.isalpha() else "0-9"


class Listed(NamedTuple):
    """An entry in a list: with the number of articles that mention it, and how often they do."""

    entry: Entry
    articles: int
    mentions: int

    @property
    def surname(self) -> str:
        """The surname that a person is filed under; empty for others."""
        return next((name.text for name in self.entry.names if name.form is Form.SURNAME), "")

    @property
    def filed(self) -> str:
        """What it is filed under: its title, behind the surname of a person."""
        return f"{self.surname} {self.entry.title}".lstrip()


@dataclass(frozen=True)
class ListedArticle:
    """An article in a list."""

    article: Published
    labels: Labels

    @cached_property
    def title(self) -> str:
        """Its title, in square brackets if an editor supplied it."""
        source = self.article.source
        return f"[{self.article.title.strip('[]')}]" if source.title_supplied else self.article.title

    @property
    def language(self) -> str | None:
        """That of its title, if that is its own: one that an editor supplied is in the editor's."""
        source = self.article.source
        return None if source.title_supplied else source.language

    @cached_property
    def byline(self) -> str:
        """Publication, authors and date, as far as they are known."""
        source = self.article.source
        authors = ", ".join(person.printed for person in source.author)
        where = source.container_title or source.publisher or ("" if source.known else self.labels("source_unknown"))
        return " · ".join(part for part in (where, authors, self.labels.date(source.issued)) if part)

    @property
    def standfirst(self) -> str:
        """The byline, and how long it takes to read, unless only a part of it is here."""
        minutes = f" · {self.labels('minutes', n=self.article.minutes)}"
        return self.byline if self.article.withheld else f"{self.byline}{minutes}"

    @cached_property
    def reference(self) -> Reference:
        """How it is cited: the full note of its source."""
        return sentence([note(self.article.source)])

    @cached_property
    def original(self) -> str | None:
        """Where the seed itself stands below the site, for download; None where not all of it is published."""
        article = self.article
        if article.publish not in (None, "full") or not article.data or is_all(article):
            return None
        suffix = PurePosixPath(article.path).suffix.lower()
        # Never under a name that a browser would show as a page: a seed is not trusted.
        return f"originals/{article.slug}{'' if suffix == '.txt' else suffix}.txt"

    @cached_property
    def year(self) -> str:
        """The year, or that the date is not known."""
        issued = self.article.source.issued
        return str(issued.year) if issued else self.labels("date_unknown")


Row = tuple[tuple[Listed, str], ...]
"""Entries, each with a word or two that are shown behind it."""
Years = tuple[tuple[str, Sequence[Appearance]], ...]
"""Articles that mention an entry, by the year of their issue; under one empty heading where there are few."""


class Companion(NamedTuple):
    """An actor in the company of an entry: in how many paragraphs, in which of which articles, and in how many `more`."""

    entry: Entry
    paragraphs: int
    places: Sequence[tuple[ListedArticle, Sequence[int]]]
    more: int


class Work(NamedTuple):
    """A source in a list: its note, its article, and the uris of the pages that cite it, some of which are named."""

    source: Source
    reference: Reference
    article: Published | None
    cited_by: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """The uris of the citing pages that are named."""
        return self.cited_by[:20]

    @property
    def filed(self) -> str:
        """What it is filed under: its author, the family name first, or else its title."""
        source = self.source
        if not source.author:
            return source.title or source.container_title or source.key
        author = source.author[0]
        # The family name of an author who is one string is the last word of it.
        return f"{author.family} {author.given}" if author.given else f"{surname_of(author.family)} {author.family}"


def works(site: Site) -> tuple[Work, ...]:
    """Every source once, by author or title, with where it is cited."""
    by_slug = {listed.article.slug: listed for listed in site.articles()}
    found = []
    for source in site.project.sources.values():
        listed = by_slug.get(source.slug or "")
        reference = listed.reference if listed and listed.article.source is source else sentence([note(source)])
        article = listed.article if listed else None
        found.append(Work(source, reference, article, site.project.cited_on.get(source.key, ())))
    return tuple(sorted(found, key=lambda work: (site.sorting(work.filed), work.source.key)))


def beginning(title: str, lexicon: Lexicon = ENGLISH) -> str:
    """A title from what it sorts by: without quotation marks and an article before it."""
    marks = " '\"“‘(["
    rest = title.lstrip(marks)
    while len(words := rest.split(None, 1)) > 1 and words[0].lower() in lexicon.grammar.articles:
        rest = words[1].lstrip(marks)
    return rest


@lru_cache(maxsize=50_000)
def folded(title: str, lexicon: Lexicon = ENGLISH) -> str:
    """The beginning of a title without case and marks of letters, wide letters as narrow ones."""
    return without_marks(fold_name(unicodedata.normalize("NFKC", beginning(title, lexicon)))).casefold()
