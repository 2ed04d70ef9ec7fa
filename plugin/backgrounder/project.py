"""From an editor's files to everything the site, the command line and the reports show: the straight line, in one place.

Pure: files come in as bytes, values go out. The adapters (`plugin.py`, `cli.py`) read the disk and decide what a
finding means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from backgrounder.citing import citations_of
from backgrounder.findings import NO_FINDINGS, Barrier, Finding, Place, in_order, sealed
from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import KINDS, Kinds
from backgrounder.glossary.read import collisions, read_entry
from backgrounder.language.lexicon import lexicon_of
from backgrounder.linking.articles import ambiguous, mentions_of, stale, stale_phrases
from backgrounder.linking.mention import Mention, Policy
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.records import read_list
from backgrounder.reference.concordance import Concordance, concordance
from backgrounder.reference.moved import Moves, moves, renamed
from backgrounder.reference.related import Company, Named, company, named_in_facts, treaties_of
from backgrounder.seeds.article import Article, Publish, article_uri
from backgrounder.seeds.folder import RESERVED_PAGES, Folder, RawFile, SeedFiles, sorted_out
from backgrounder.seeds.published import Published, published, whole
from backgrounder.seeds.read import ASK_FOR_FIELDS, ReadSeed, read_seed
from backgrounder.sources.bibliography import ReadBibliography, merged, read_bibliography, read_export
from backgrounder.sources.chicago import Distinction
from backgrounder.sources.distinctions import distinctions
from backgrounder.sources.source_fields import Source
from backgrounder.text.folding import natural_key

_MISSING = "This file is not there; put it here, or take its name out of `bibliography:` in mkdocs.yml."
_OUTSIDE = "This link leads out of its folder and was not followed; put the file itself here."


@dataclass(frozen=True, slots=True)
class Inputs:
    """What editors wrote. `docs` and `glossary` are folders below the project (`glossary` in `docs`), `seeds` another.

    `outside`: links that lead out of their folder. `exports`: the files of reference managers that the configuration names;
    `missing`: those that are not there. `unread`: what else cannot be read, each path with a sentence that says why.
    """

    seeds: str
    docs: str
    glossary: str
    seed_files: tuple[RawFile, ...]
    pages: tuple[RawFile, ...]
    outside: tuple[str, ...] = ()
    has_seeds: bool = True
    exports: tuple[RawFile, ...] = ()
    missing: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    def uri_of(self, page: RawFile) -> str:
        """Where one of the pages stands below the documentation folder."""
        return page.path.removeprefix(f"{self.docs}/")


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that is known after reading. Articles stand in the order readers see them in: newest first.

    `mentions` are by the paths of articles; `paragraphs`, how many of an article are shown, by its slug; `cited_on`, the uris
    of pages, by the keys of works; `named` and `party_to`, its treaties, by the uri of an entry. `dismissed`: names that are
    not to be suggested. `drafts`: uris of entries that readers do not get; `left_out`: of pages that could not be read.
    `moved`: uris of pages by those that they had before.
    """

    articles: tuple[Published, ...]
    glossary: GlossaryIndex
    sources: Mapping[str, Source]
    mentions: Mapping[str, tuple[Mention, ...]]
    concordance: Concordance
    findings: tuple[Finding, ...]
    cited_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    paragraphs: Mapping[str, int] = field(default_factory=dict)
    dismissed: tuple[str, ...] = ()
    company: Company = field(default_factory=dict)
    named: Named = field(default_factory=dict)
    party_to: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    drafts: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kinds: Kinds = KINDS
    language: str = "en"
    distinctions: Mapping[str, Distinction] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, by uri."""
        return tuple(self.glossary.entries.values())

    def named_by(self, entry: Entry, key: str) -> Sequence[tuple[str, Entry | None]]:
        """What a fact of an entry names, in its words, each with its entry if it has one."""
        return self.named.get(entry.uri, {}).get(key, ())


@dataclass(frozen=True, slots=True)
class Reading:
    """How a project is read. `keep`: steps of cleaning that are switched off. `publish`, `language`: of texts that do not say.

    `whole`: read everything, as the preview and the command line do; a published site has no drafts, and of a text only what
    may be published.
    """

    policy: Policy = Policy()
    keep: frozenset[str] = frozenset()
    publish: Publish = "full"
    whole: bool = True
    kinds: Kinds = KINDS
    language: str = "en"


class _ReadArticle(NamedTuple):
    """An article, what readers get of it, if anything, and the mentions in that."""

    article: Article
    public: Published | None
    mentions: tuple[Mention, ...]


def read_project(inputs: Inputs, reading: Reading = Reading()) -> Project:
    """Reads everything once. Whatever is wrong becomes a finding, a mistake of the program on one file included."""
    barrier = Barrier()
    not_read = [*((path, _OUTSIDE) for path in inputs.outside), *inputs.unread]
    barrier.findings += [Finding(Place(path), "unsafe-path", why) for path, why in not_read]
    folder = sorted_out(inputs.seeds, inputs.seed_files, [path for path, _ in not_read])
    barrier.findings += folder.findings
    glossary, drafts, failed = _read_glossary(inputs, reading, barrier)
    hidden = {entry.path for entry in drafts} | failed
    read = _read_articles(_read_seeds(inputs, folder, reading, barrier), glossary, reading, barrier)
    articles = [one.article for one in read]
    shown = tuple(one.public for one in read if one.public is not None)
    seeds = [(article.source, article.key_place) for article in sorted(articles, key=lambda a: a.path)]
    sources, clashes = merged(seeds, [*_read_bibliographies(inputs, folder, barrier)])
    barrier.findings += clashes
    pages = [(inputs.uri_of(page), page) for page in inputs.pages if page.path not in hidden]
    cited_on = citations_of(pages, articles, shown, sources, barrier, before=renamed(shown, folder.orphans))
    uris = (*(uri for uri, _ in pages), *(article.uri for article in shown))
    moved = barrier.guarded(inputs.glossary, Moves(), lambda: moves(shown, glossary.entries.values(), uris))
    barrier.findings += moved.findings
    mentioned = [(one.article.path, (one.public, one.mentions)) for one in read if one.public is not None]
    found = barrier.guarded_all(mentioned, Concordance(), concordance)
    named = named_in_facts(glossary.entries.values(), reading.kinds)
    dismissed = _dismissed(folder, barrier)
    public = dict(_public(sources, [one.article for one in read if not one.public], cited_on))
    findings = barrier.findings
    return Project(
        articles=shown,
        glossary=glossary,
        sources=public,
        mentions={path: mentions for path, (_, mentions) in mentioned},
        concordance=found,
        findings=in_order(findings if reading.whole else sealed(findings, _withheld(folder, shown) | hidden)),
        cited_on=cited_on,
        paragraphs={article.slug: article.paragraphs for article in shown},
        dismissed=dismissed,
        company=company(found.by_article.values()),
        named=named,
        party_to=treaties_of(named, glossary.entries),
        drafts=tuple(entry.uri for entry in drafts),
        left_out=tuple(sorted(path.removeprefix(f"{inputs.docs}/") for path in (*failed, *dict(inputs.unread)))),
        kinds=reading.kinds,
        language=reading.language,
        distinctions=distinctions(public.values()),
        moved=moved.uris,
    )


def _read_articles(
    articles: Sequence[Article], glossary: GlossaryIndex, reading: Reading, barrier: Barrier
) -> list[_ReadArticle]:
    """The articles with their mentions, without those on which the program failed."""
    work = partial(_read_article, glossary=glossary, reading=reading, barrier=barrier)
    tried = [barrier.guarded(article.path, None, partial(work, article)) for article in articles]
    read = [one for one in tried if one is not None]
    barrier.findings += barrier.guarded_all(
        [(one.article.path, one.article) for one in read],
        NO_FINDINGS,
        lambda those: tuple(stale_phrases(those, glossary, lexicon_of(reading.language))),
    )
    return read


def _read_article(article: Article, glossary: GlossaryIndex, reading: Reading, barrier: Barrier) -> _ReadArticle:
    """Who is mentioned in an article, and what readers get of it."""
    lexicon = lexicon_of(article.source.language, reading.language)
    mentions, findings = mentions_of(article, glossary, reading.policy, lexicon)
    findings = (*findings, *ambiguous(article, mentions), *stale(article, mentions))
    public = whole(article) if reading.whole else published(article, reading.publish)
    if public is not None and public.blocks is not article.blocks:
        # What an editor chose for a name holds in an excerpt as well.
        chosen = replace(public, links=article.links, nolink=article.nolink)
        mentions, _ = mentions_of(chosen, glossary, reading.policy, lexicon)
    barrier.findings += findings
    return _ReadArticle(article, public, mentions)


def _withheld(folder: Folder, shown: Iterable[Published]) -> frozenset[str]:
    """The seeds of which readers do not get everything, or nothing, with their sidecars."""
    open_to_all = {article.path for article in shown if not article.withheld}
    closed = [files for files in folder.seeds if files.seed.path not in open_to_all]
    return frozenset(file.path for files in closed for file in (files.seed, files.sidecar) if file is not None)


def _read_glossary(
    inputs: Inputs, reading: Reading, barrier: Barrier
) -> tuple[GlossaryIndex, list[Entry], frozenset[str]]:
    """The entries that are shown, those that are not, and the paths of those on which the program failed."""
    folder, lexicon = f"{inputs.glossary}/", lexicon_of(reading.language)
    entries: list[Entry] = []
    failed: set[str] = set()
    for page in sorted(inputs.pages, key=lambda p: p.path):
        if not page.path.startswith(folder) or PurePosixPath(page.path).stem.lower() in RESERVED_PAGES:
            continue
        place = (page.path, inputs.uri_of(page), page.path.removeprefix(folder).removesuffix(".md"))
        work = partial(read_entry, *place, page.data, kinds=reading.kinds, lexicon=lexicon)
        read = barrier.guarded(page.path, None, work)
        if read is None:
            failed.add(page.path)
            continue
        entries.append(read.entry)
        barrier.findings += read.findings
        if not read.entry.definition:
            message = "This entry has no definition; write one to three sentences below the front matter."
            barrier.report(Place(page.path), "empty-entry", message)
    if not entries:
        message = f"There are no glossary entries yet; write Markdown files into {inputs.glossary}/."
        barrier.report(Place(inputs.glossary), "no-glossary", message)
    drafts = [entry for entry in entries if entry.draft and not reading.whole]
    glossary = GlossaryIndex.of([entry for entry in entries if reading.whole or not entry.draft], lexicon)
    barrier.findings += barrier.guarded(inputs.glossary, NO_FINDINGS, lambda: collisions(glossary.entries.values()))
    return glossary, drafts, frozenset(failed)


def _read_bibliographies(inputs: Inputs, folder: Folder, barrier: Barrier) -> Iterator[ReadBibliography]:
    """The other works that pages cite, and the files of reference managers."""
    barrier.findings += [Finding(Place(path), "bad-bibliography", _MISSING) for path in inputs.missing]
    files = [(folder.bibliography, read_bibliography)] if folder.bibliography else []
    files += [(file, read_export) for file in inputs.exports]
    for file, reader in files:
        read = barrier.guarded(file.path, None, partial(reader, file.path, file.data))
        if read is not None:
            barrier.findings += read.findings
            yield read


def _dismissed(folder: Folder, barrier: Barrier) -> tuple[str, ...]:
    """The names that are not to be suggested: a list in YAML."""
    if folder.dismissed is None:
        return ()
    names = read_list(folder.dismissed.data.decode("utf8", "replace"))
    if names is None:
        message = "Write a list of names here, a line `- Name` for each."
        barrier.report(Place(folder.dismissed.path), "bad-yaml", message)
    return names or ()


def _public(
    sources: Mapping[str, Source], hidden: Iterable[Article], cited_on: Container[str]
) -> Iterator[tuple[str, Source]]:
    """The sources without the pages of articles that readers do not get; a draft that nobody cites is no source at all."""
    unread = {(article.source.key, article.slug): article for article in hidden}
    for key, source in sorted(sources.items()):
        article = unread.get((key, source.slug or ""))
        if article is None:
            yield key, source
        elif article.status != "draft" or key in cited_on:
            yield key, replace(source, slug=None)


def _read_seeds(inputs: Inputs, folder: Folder, reading: Reading, barrier: Barrier) -> list[Article]:
    """The articles in the order that readers see them in, each with an address and a key of its own."""
    articles: list[Article] = []
    for files in folder.seeds:
        read = barrier.guarded(files.seed.path, ReadSeed(None, ()), partial(_read_seed, files, reading))
        barrier.findings += read.findings
        articles += [read.article] if read.article else []
    if not articles:
        message = f"There are no articles yet; put text files into {inputs.seeds}/."
        if not inputs.has_seeds:
            message = f"There is no folder {inputs.seeds}/; make it, put text files into it, and start again."
        barrier.report(Place(inputs.seeds), "no-seeds", message)
    return sorted(_with_own_keys(_with_own_slugs(articles, inputs, barrier), barrier), key=_newest_first)


def _read_seed(files: SeedFiles, reading: Reading) -> ReadSeed:
    sidecar = (files.sidecar.path, files.sidecar.data) if files.sidecar else None
    read = read_seed(files.seed.path, files.seed.data, sidecar, reading.keep, reading.language)
    if read.article is None:
        return read
    article = replace(read.article, publish=read.article.publish or reading.publish)
    if not files.withheld:
        return replace(read, article=article)
    # Where its sidecar will stand is not known yet, so nothing is asked to be written into it.
    findings = tuple(finding for finding in read.findings if finding.code not in ASK_FOR_FIELDS)
    return ReadSeed(replace(article, status="draft"), findings)


def _with_own_keys(articles: Sequence[Article], barrier: Barrier) -> Iterator[Article]:
    """Gives an article whose citation key belongs to another one the name of its file as key, and says so.

    The name of a file is the key of its own seed before anybody else's.
    """
    owners = {article.source.key: article.path for article in articles if article.source.key == article.slug}
    for article in articles:
        key = article.source.key
        owner = owners.setdefault(key, article.path)
        if owner == article.path:
            yield article
        else:
            message = (
                f"The key `{key}` is taken by {owner}; choose another one, as this text is `{article.slug}` until then."
            )
            barrier.report(article.key_place, "duplicate-key", message)
            yield replace(article, source=replace(article.source, key=article.slug))


def _with_own_slugs(articles: Sequence[Article], inputs: Inputs, barrier: Barrier) -> list[Article]:
    """Gives an article whose address is taken, by an earlier one or by an editor's page, a numbered one, and says so."""
    taken = {address_of(inputs.uri_of(page)): page.path for page in inputs.pages}
    taken.setdefault(address_of(article_uri("index")), "the list of articles")
    settled = []
    numbers: Counter[str] = Counter()
    for article in articles:
        own = article.slug
        while address_of(article_uri(own)) in taken:
            numbers[article.slug] += 1
            own = f"{article.slug}-{numbers[article.slug] + 1}"
        taken[address_of(article_uri(own))] = article.path
        if own == article.slug:
            settled.append(article)
            continue
        key = own if article.source.key == article.slug else article.source.key
        message = (
            f"{taken[address_of(article.uri)]} has the same address; rename one of the two. "
            f"This one is at `{own}` and cited as `{key}`."
        )
        barrier.report(Place(article.path), "duplicate-slug", message)
        settled.append(replace(article, slug=own, source=replace(article.source, slug=own, key=key)))
    return settled


def address_of(uri: str) -> str:
    """Where MkDocs puts a page: `x/index.md`, `x/README.md` and `x.md` share one address."""
    folder, _, name = uri.removesuffix(".md").rpartition("/")
    return folder if name in ("index", "README") and folder else f"{folder}/{name}".lstrip("/")


def _newest_first(article: Article) -> tuple[bool, tuple[int, ...], tuple[int, ...], str]:
    """By date of issue, then date of access, newest first, then by slug, numbers in it by size; undated ones last."""
    source = article.source
    dates = [
        tuple(-(part or 0) for part in (d.year, d.month, d.day)) if d else (0,)
        for d in (source.issued, source.accessed)
    ]
    return source.issued is None, dates[0], dates[1], natural_key(article.slug)
