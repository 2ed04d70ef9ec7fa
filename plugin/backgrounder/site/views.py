"""What the templates show: plain values, computed from what was read. Templates decide nothing but layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup, escape

from backgrounder.glossary.entry import Entry, Form, Kind
from backgrounder.glossary.read import surname_of
from backgrounder.project import Project
from backgrounder.reference.concordance import Appearance, Quoted
from backgrounder.seeds.article import Article
from backgrounder.seeds.comparison import Difference, compared
from backgrounder.site.paging import MOST, Groups
from backgrounder.sources.chicago import Reference, note, sentence
from backgrounder.sources.exports import as_bibtex, as_csl_json, as_ris
from backgrounder.sources.source import Person, Source
from backgrounder.text.folding import fold_name

KIND_TITLES = {
    Kind.PERSON: "Persons",
    Kind.STATE: "Countries and territories",
    Kind.ORGANIZATION: "Organizations",
    Kind.PLACE: "Places",
    Kind.TREATY: "Treaties",
    Kind.INSTRUMENT: "Resolutions, laws and statements",
    Kind.CONCEPT: "Concepts and projects",
}
KIND_NAMES = {
    Kind.PERSON: "Person",
    Kind.STATE: "Country or territory",
    Kind.ORGANIZATION: "Organization",
    Kind.PLACE: "Place",
    Kind.TREATY: "Treaty",
    Kind.INSTRUMENT: "Resolution, law or statement",
    Kind.CONCEPT: "Concept",
}
_TOLD = {
    "title": "title",
    "author": "author",
    "issued": "date",
    "container_title": "publication",
    "url": "address",
    "language": "language",
}
NEWEST = 6
"""Articles on the home page."""
MENTIONED = 25
"""Articles of *Mentioned in* on one page."""
MOST_SENTENCES = 12
"""Sentences of one article in *Mentioned in*."""
MOST_MENTIONED = 8
"""Actors of each kind on the home page."""


DOWNLOADS = {"sources.json": "CSL-JSON", "sources.bib": "BibTeX", "sources.ris": "RIS"}
"""The files with all sources, which stand beside the page *Sources*, and their formats."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in a list: with its definition and the number of articles that mention it."""

    entry: Entry
    articles: int

    @property
    def uri(self) -> str:
        """The uri of its page."""
        return self.entry.uri

    @property
    def title(self) -> str:
        """Its title."""
        return self.entry.title

    @property
    def filed_under(self) -> tuple[str, str, str]:
        """The title as what stands before, in, and behind the surname that a person is filed under."""
        surname = next((name.text for name in self.entry.names if name.form is Form.SURNAME), "")
        return self.title.rpartition(surname) if surname else (self.title, "", "")

    @property
    def definition(self) -> str:
        """The first sentence or two, as plain text."""
        return self.entry.definition


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article in a list."""

    article: Article

    @property
    def uri(self) -> str:
        """The uri of its page."""
        return self.article.uri

    @property
    def title(self) -> str:
        """Its title, in square brackets if an editor supplied it."""
        source = self.article.source
        return f"[{self.article.title.strip('[]')}]" if source.title_supplied else self.article.title

    @property
    def byline(self) -> str:
        """Publication, authors and date, as far as they are known."""
        source = self.article.source
        authors = ", ".join(person.printed for person in source.author)
        where = source.container_title or source.publisher or ("" if source.known else "Source unknown")
        return " · ".join(part for part in (where, authors, self.date) if part)

    @property
    def original(self) -> str | None:
        """Where the seed itself stands below the site, for download; None where not all of it is published.

        Never under a name that a browser would show as a page: a seed is not trusted.
        """
        article = self.article
        if article.publish not in (None, "full") or not article.data:
            return None
        suffix = PurePosixPath(article.path).suffix.lower()
        return f"originals/{article.slug}{'' if suffix == '.txt' else suffix}.txt"

    @property
    def year(self) -> str:
        """The year, or that the date is not known."""
        return str(self.article.source.issued.year) if self.article.source.issued else "Date unknown"

    @property
    def date(self) -> str:
        """The date in words, or that it is not known."""
        return self.article.source.issued.words if self.article.source.issued else "Date unknown"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What the cleaning did in a line of the seed, and how seed and text differ there, if that can be shown."""

    line: int
    what: str
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text comes from and what became of it: facts (label, text), and what the cleaning did."""

    file: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    repairs: tuple[Repaired, ...]


@dataclass(frozen=True, slots=True)
class MentionedIn:
    """One article of an entry's *Mentioned in*. `more`: sentences that are not shown."""

    listed: ListedArticle
    sentences: tuple[Quoted, ...]
    count: int
    more: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """A source on the sources page: its note, its article, and the uris of the pages that cite it."""

    source: Source
    reference: Reference
    article: ListedArticle | None
    cited_by: tuple[str, ...]


def listed_in(project: Project, view: str) -> Groups:
    """What the index page of a name lists, in groups: years, kinds, or letters."""
    if view == "articles":
        return _grouped(articles(project), lambda item: item.year)
    if view == "who-is-who":
        return _by_letter_if_long(by_kind(project, [kind for kind in Kind if kind.is_actor]))
    if view == "treaties":
        return by_kind(project, (Kind.TREATY, Kind.INSTRUMENT))
    if view == "glossary":
        return by_letter(project)
    return _grouped(works(project), lambda work: _letter(_work_sorting(work.source)))


def _grouped(items: Sequence[Any], label: Callable[[Any], str]) -> Groups:
    """Items under their labels, in the order of the items."""
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(label(item), []).append(item)
    return tuple((title, tuple(of_title)) for title, of_title in groups.items())


def _by_letter_if_long(groups: Groups) -> Groups:
    """Groups that are too long for a page, cut by the letter that their items are filed under."""
    if sum(len(items) for _, items in groups) <= MOST:
        return groups
    return tuple(
        (f"{title}: {letter}", of_letter)
        for title, items in groups
        for letter, of_letter in _grouped(items, lambda item: _letter(_sorting(_filed_under(item.entry))))
    )


def _letter(sorting: str) -> str:
    first = sorting[:1].upper()
    return first if first.isalpha() else "0-9"


def home(project: Project) -> dict[str, object]:
    """What the home page shows below the editor's text."""
    actors = [(KIND_TITLES[kind], most_mentioned(project, kind)) for kind in Kind if kind.is_actor]
    return {
        "articles": articles(project)[:NEWEST],
        "actors": [(title, entries) for title, entries in actors if entries],
        "treaties": (*most_mentioned(project, Kind.TREATY), *most_mentioned(project, Kind.INSTRUMENT)),
    }


def articles(project: Project) -> tuple[ListedArticle, ...]:
    """All articles, newest first, undated ones last."""
    return tuple(map(ListedArticle, project.articles))


def by_kind(project: Project, kinds: Sequence[Kind]) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """Headings and the entries below them, for kinds that have entries."""
    listed = [(KIND_TITLES[kind], tuple(_of_kind(project, kind))) for kind in kinds]
    return tuple((title, entries) for title, entries in listed if entries)


def by_letter(project: Project) -> Groups:
    """All entries under their first letters."""
    entries = sorted(project.entries, key=lambda e: (_sorting(e.title), e.uri))
    return _grouped([_listed(project, entry) for entry in entries], lambda item: _letter(_sorting(item.title)))


def most_mentioned(project: Project, kind: Kind) -> tuple[Listed, ...]:
    """The entries of a kind that most articles mention, then those with most mentions."""
    counted = [
        (listed, sum(a.count for a in _appearances(project, listed.entry))) for listed in _of_kind(project, kind)
    ]
    ranked = sorted((c for c in counted if c[1]), key=lambda c: (-c[0].articles, -c[1], c[0].title))
    return tuple(listed for listed, _ in ranked[:MOST_MENTIONED])


def mentioned_in(project: Project, entry: Entry, page: int = 1) -> tuple[MentionedIn, ...]:
    """The articles that mention an entry, in their order: those of a page, from 1."""
    appearances = _appearances(project, entry)[(page - 1) * MENTIONED : page * MENTIONED]
    return tuple(
        MentionedIn(ListedArticle(a.article), a.sentences[:MOST_SENTENCES], a.count, len(a.sentences[MOST_SENTENCES:]))
        for a in appearances
    )


def pages_of_mentions(project: Project, entry: Entry) -> tuple[str, ...]:
    """The uris of the pages with the articles that mention an entry: its own, and those that follow."""
    pages = max(-(-len(_appearances(project, entry)) // MENTIONED), 1)
    return (entry.uri, *(f"{entry.uri.removesuffix('.md')}-mentions-{page}.md" for page in range(2, pages + 1)))


def appears_with(project: Project, entry: Entry) -> tuple[tuple[Listed, int], ...]:
    """The actors that share paragraphs with an entry, and in how many."""
    return tuple(
        (_listed(project, project.glossary.entries[uri]), count) for uri, count in project.company.get(entry.uri, ())
    )


def party_to(project: Project, entry: Entry) -> tuple[Listed, ...]:
    """The treaties that an entry is party to."""
    return tuple(_listed(project, treaty) for treaty in project.party_to.get(entry.uri, ()))


def in_this_article(project: Project, article: Article) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """Whom and what an article mentions: kinds and entries, in order of appearance."""
    groups: dict[Kind, dict[str, Entry]] = {}
    for mention in project.mentions[article.path]:
        if mention.is_mention and mention.entry:
            groups.setdefault(mention.entry.kind, {}).setdefault(mention.entry.uri, mention.entry)
    return tuple(
        (KIND_TITLES[kind], tuple(_listed(project, entry) for entry in groups[kind].values()))
        for kind in Kind
        if kind in groups
    )


def provenance(article: Article) -> Provenance:
    """What an article's page says of the text's origin."""
    source = article.source
    facts = [("Size", f"{len(article.data):,} bytes"), ("SHA-256", article.sha256)]
    if source.accessed:
        facts.insert(0, ("Collected", source.accessed.words))
    if article.told:
        facts.append(("Read from the text itself", ", ".join(_TOLD[name] for name in article.told)))
    if source.rights:
        facts.append(("Rights", source.rights))
    return Provenance(PurePosixPath(article.path).name, tuple(facts), _notices(article), tuple(_repaired(article)))


def _repaired(article: Article) -> Iterator[Repaired]:
    """What the cleaning did; what is many times alike as one, at the first place. Each difference is shown once."""
    if not article.repairs:
        return
    # A line that gives author and date is read by two steps and says so once.
    repairs = {(repair.place, repair.what): repair for repair in article.repairs}.values()
    often = Counter((repair.step, repair.what) for repair in repairs)
    comparison = compared(article)
    told: set[tuple[str, str]] = set()
    shown: set[Difference] = set()
    for repair in repairs:
        alike = (repair.step, repair.what)
        if alike in told:
            continue
        told.add(alike)
        others = often[alike] - 1
        difference = comparison.at(repair.place)
        yield Repaired(
            repair.place.line,
            f"{repair.what}, and {others} more like it below" if others else repair.what,
            difference if difference not in shown else None,
        )
        if difference:
            shown.add(difference)


def withheld_from(article: Article) -> int | None:
    """The first block that readers will not get, of an article that is shown as a whole; None if they get all."""
    if article.publish == "none" or article.status == "draft":
        return 0
    return article.excerpt() if article.publish == "excerpt" and not article.withheld else None


def _notices(article: Article) -> tuple[str, ...]:
    notices = []
    if article.status == "draft":
        notices.append("This is a draft. Only the preview shows it.")
    elif article.publish == "none":
        notices.append("Readers get only the reference of this text. Only the preview shows it.")
    elif withheld_from(article) is not None:
        notices.append("Readers get the beginning of this text. Only the preview shows what is shaded.")
    if article.withheld:
        paragraphs = "paragraph is" if article.withheld == 1 else "paragraphs are"
        notices.append(f"This is an excerpt; {article.withheld} more {paragraphs} not published here.")
    return tuple(notices)


def works(project: Project) -> tuple[Work, ...]:
    """Every source once, by author or title, with where it is cited."""
    by_slug = {article.slug: article for article in project.articles}
    found = []
    for source in project.sources.values():
        own = by_slug.get(source.slug or "")
        pages = project.cited_on.get(source.key, ())
        found.append(Work(source, sentence([note(source)]), ListedArticle(own) if own else None, pages))
    return tuple(sorted(found, key=lambda w: (_work_sorting(w.source), w.source.key)))


def downloads(project: Project) -> tuple[tuple[str, str], ...]:
    """The uris and texts of the files with all sources, by key."""
    records = tuple(project.sources.values())
    return tuple(zip(DOWNLOADS, (as_csl_json(records), as_bibtex(records), as_ris(records)), strict=True))


def marked(quoted: Quoted) -> Markup:
    """A sentence as HTML, escaped, with the names in `<mark>`."""
    parts = []
    done = 0
    for start, end in quoted.marks:
        parts.append(f"{escape(quoted.text[done:start])}<mark>{escape(quoted.text[start:end])}</mark>")
        done = end
    parts.append(str(escape(quoted.text[done:])))
    return Markup("".join(parts))  # noqa: S704 (every part is escaped)


def _of_kind(project: Project, kind: Kind) -> list[Listed]:
    entries = [entry for entry in project.entries if entry.kind is kind]
    return [_listed(project, e) for e in sorted(entries, key=lambda e: (_sorting(_filed_under(e)), e.uri))]


def _filed_under(entry: Entry) -> str:
    """A person stands under the surname."""
    surname = next((name.text for name in entry.names if name.form is Form.SURNAME), "")
    return f"{surname} {entry.title}" if surname else entry.title


def _sorting(title: str) -> str:
    folded = fold_name(title).casefold()
    return folded.removeprefix("the ").lstrip("'\"“‘([")


def _work_sorting(source: Source) -> str:
    author = source.author[0] if source.author else None
    return _sorting(_family(author) if author else source.title or source.container_title or source.key)


def _family(author: Person) -> str:
    """The name an author is filed under; of one that is written as a single string, the last word of it."""
    return f"{author.family} {author.given}" if author.given else f"{surname_of(author.family)} {author.family}"


def _listed(project: Project, entry: Entry) -> Listed:
    return Listed(entry, len(_appearances(project, entry)))


def _appearances(project: Project, entry: Entry) -> tuple[Appearance, ...]:
    return project.concordance.get(entry.uri, ())
