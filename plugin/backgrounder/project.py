"""From an editor's files to everything the site, the command line and the reports show: the straight line, in one place.

Pure: files come in as bytes, values go out. The adapters (`plugin.py`, `cli.py`) read the disk and decide what a
finding means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from backgrounder.barrier import NO_FINDINGS, guarded, guarded_all
from backgrounder.citing import citations_of
from backgrounder.findings import Finding, Place, in_order, sealed
from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import KINDS, Kinds
from backgrounder.glossary.read import collisions, read_entry
from backgrounder.language.lexicon import lexicon_of
from backgrounder.linking.articles import ambiguous, mentions_of, stale, stale_phrases
from backgrounder.linking.mention import Mention, Policy
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.records import read_list
from backgrounder.reference.concordance import Concordance, concordance
from backgrounder.reference.related import Company, Named, company, named_in_facts, treaties_of
from backgrounder.reserved import RESERVED_PAGES
from backgrounder.seeds.article import Article, Publish, article_uri
from backgrounder.seeds.folder import Folder, RawFile, SeedFiles, sorted_out
from backgrounder.seeds.published import Published, published, whole
from backgrounder.seeds.read import ASK_FOR_FIELDS, ReadSeed, read_seed
from backgrounder.sources.bibliography import ReadBibliography, merged, read_bibliography, read_export
from backgrounder.sources.source import Source
from backgrounder.text.folding import natural_key

_MISSING = "This file is not there; put it here, or take its name out of `bibliography:` in mkdocs.yml."
_OUTSIDE = "This link leads out of its folder and was not followed; put the file itself here."


@dataclass(frozen=True, slots=True)
class Inputs:
    """What editors wrote. `docs` and `glossary` are folders below the project (`glossary` in `docs`), `seeds` another.

    `pages`: the Markdown files below `docs`. `outside`: paths of links that lead out of their folder and were not read.
    `exports`: the files of reference managers that the configuration names; `missing`: those that are not there.
    `unread`: paths of what else is there and cannot be read, each with a sentence that says why.
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

    `cited_on`: the uris of the pages that cite a work, by its key. `paragraphs`: how many paragraphs of an article are
    shown, by its slug. `dismissed`: names that are not to be suggested as entries. `company`: who appears with whom;
    `named`: the entries that facts name; `party_to`: the treaties that an entry is party to, by its uri. `drafts`: the uris of
    entries that readers do not get; `left_out`: of pages that could not be read, in whatever way. `kinds`: those that its
    entries may have. `language`: of the site, as in `Reading`.
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

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, by uri."""
        return tuple(self.glossary.entries.values())

    def named_by(self, entry: Entry, key: str) -> Sequence[tuple[str, Entry | None]]:
        """What a fact of an entry names, in its words, each with its entry if it has one."""
        return self.named.get(entry.uri, {}).get(key, ())


@dataclass(frozen=True, slots=True)
class Reading:
    """How a project is read: the policy of links, steps of cleaning that are switched off, what is published, kinds of entries.

    `publish`: what readers get of a text whose sidecar does not say. `whole`: read everything, as the preview and the
    command line do; a published site has no drafts, and of a text only what may be published. `language`: the tag of the
    site's language, which holds for a text that names no other.
    """

    policy: Policy = Policy()
    keep: frozenset[str] = frozenset()
    publish: Publish = "full"
    whole: bool = True
    kinds: Kinds = KINDS
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _ReadArticle:
    """An article, what readers get of it, if anything, and the mentions in that. `findings`: of its choices and its names."""

    article: Article
    public: Published | None
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]


def read_project(inputs: Inputs, reading: Reading = Reading()) -> Project:
    """Reads everything once. Whatever is wrong becomes a finding, a mistake of the program on one file included."""
    folder = sorted_out(inputs.seeds, inputs.seed_files, [path for path, _ in inputs.unread] + [*inputs.outside])
    works, problems = _read_works(folder)
    findings: list[Finding] = [*folder.findings, *problems]
    dismissed, problems = _dismissed(folder)
    findings += problems
    articles, problems = _read_seeds(inputs, folder, reading)
    findings += problems
    glossary, hidden, problems = _read_glossary(inputs, reading)
    findings += problems
    exports, problems = _read_exports(inputs)
    findings += problems
    read, problems = _read_articles(articles, glossary, reading)
    findings += problems
    articles = tuple(one.article for one in read)
    seeds = ((article.source, article.key_place) for article in _by_path(articles))
    sources, clashes = merged(seeds, [works, *exports])
    findings += clashes
    shown = tuple(one.public for one in read if one.public is not None)
    pages = [(inputs.uri_of(page), page) for page in inputs.pages if page.path not in hidden.paths]
    cited_on, problems = citations_of(pages, articles, shown, sources)
    findings += problems
    sources = _public(sources, [one.article for one in read if one.public is None], cited_on)
    mentions = {one.article.path: one.mentions for one in read if one.public is not None}
    found, problems = guarded_all(
        [(article.path, (article, mentions[article.path])) for article in shown], Concordance(), concordance
    )
    findings += problems
    named = named_in_facts(glossary.entries.values(), reading.kinds)
    not_read = (*((path, _OUTSIDE) for path in inputs.outside), *inputs.unread)
    findings += [Finding(Place(path), "unsafe-path", why) for path, why in not_read]
    return Project(
        articles=shown,
        glossary=glossary,
        sources=dict(sorted(sources.items())),
        mentions=mentions,
        concordance=found,
        findings=in_order(findings if reading.whole else sealed(findings, _withheld(folder, shown) | hidden.paths)),
        cited_on=cited_on,
        paragraphs={article.slug: article.paragraphs for article in shown},
        dismissed=dismissed,
        company=company(found.by_article.values()),
        named=named,
        party_to=treaties_of(named, glossary.entries),
        drafts=hidden.drafts,
        left_out=hidden.unread,
        kinds=reading.kinds,
        language=reading.language,
    )


def _read_articles(
    articles: Sequence[Article], glossary: GlossaryIndex, reading: Reading
) -> tuple[list[_ReadArticle], list[Finding]]:
    """The articles with their mentions, and what is wrong with an editor's choices of names in them."""
    read: list[_ReadArticle] = []
    findings: list[Finding] = []
    for article in articles:
        one, problems = guarded(article.path, None, lambda: _read_article(article, glossary, reading))  # noqa: B023
        read += [one] if one else []
        findings += [*problems, *(one.findings if one else ())]
    unused, problems = guarded_all(
        [(one.article.path, one.article) for one in read],
        NO_FINDINGS,
        lambda those: tuple(stale_phrases(those, glossary, lexicon_of(reading.language))),
    )
    return read, [*findings, *unused, *problems]


def _read_article(article: Article, glossary: GlossaryIndex, reading: Reading) -> _ReadArticle:
    """Who is mentioned in an article, and what readers get of it."""
    lexicon = lexicon_of(article.source.language, reading.language)
    mentions, findings = mentions_of(article, glossary, reading.policy, lexicon)
    findings = (*findings, *ambiguous(article, mentions), *stale(article, mentions))
    public = whole(article) if reading.whole else published(article, reading.publish)
    if public is not None and public is not article:
        # What an editor chose for a name holds in an excerpt as well.
        chosen = replace(public, links=article.links, nolink=article.nolink)
        mentions, _ = mentions_of(chosen, glossary, reading.policy, lexicon)
    return _ReadArticle(article, public, mentions, findings)


def _withheld(folder: Folder, shown: Iterable[Published]) -> frozenset[str]:
    """The seeds of which readers do not get everything, or nothing, with their sidecars."""
    open_to_all = {article.path for article in shown if not article.withheld}
    closed = [files for files in folder.seeds if files.seed.path not in open_to_all]
    return frozenset(file.path for files in closed for file in (files.seed, files.sidecar) if file is not None)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Pages that readers do not get, by their uris: `drafts` of entries, and `unread` ones; and the `paths` of all entries among them."""

    drafts: tuple[str, ...]
    unread: tuple[str, ...]
    paths: frozenset[str]


def _read_glossary(inputs: Inputs, reading: Reading) -> tuple[GlossaryIndex, _Hidden, list[Finding]]:
    """The entries that are shown, those that are not, and what is wrong with either."""
    entries, failed, findings = _read_entries(inputs, reading)
    drafts = [entry for entry in entries if entry.draft and not reading.whole]
    paths = {entry.path for entry in drafts}
    glossary = GlossaryIndex.of([entry for entry in entries if entry.path not in paths], lexicon_of(reading.language))
    alike, problems = guarded(inputs.glossary, NO_FINDINGS, lambda: collisions(glossary.entries.values()))
    unread = sorted(path.removeprefix(f"{inputs.docs}/") for path in (*failed, *(path for path, _ in inputs.unread)))
    hidden = _Hidden(tuple(entry.uri for entry in drafts), tuple(unread), frozenset(paths | failed))
    return glossary, hidden, [*findings, *alike, *problems]


def _read_works(folder: Folder) -> tuple[ReadBibliography, Sequence[Finding]]:
    """The other works that pages cite."""
    nothing = ReadBibliography((), {}, ())
    file = folder.bibliography
    if file is None:
        return nothing, ()
    works, problems = guarded(file.path, nothing, lambda: read_bibliography(file.path, file.data))
    return works, (*works.findings, *problems)


def _read_exports(inputs: Inputs) -> tuple[list[ReadBibliography], list[Finding]]:
    """The files of reference managers, and what is wrong with them."""
    findings = [Finding(Place(path), "bad-bibliography", _MISSING) for path in inputs.missing]
    if not inputs.exports:
        return [], findings
    exports = []
    for file in inputs.exports:
        read, problems = guarded(file.path, None, lambda: read_export(file.path, file.data))  # noqa: B023
        exports += [read] if read else []
        findings += [*problems, *(read.findings if read else ())]
    return exports, findings


def _dismissed(folder: Folder) -> tuple[tuple[str, ...], list[Finding]]:
    """The names that are not to be suggested: a list in YAML."""
    if folder.dismissed is None:
        return (), []
    names = read_list(folder.dismissed.data.decode("utf8", "replace"))
    if names is None:
        message = "Write a list of names here, a line `- Name` for each."
        return (), [Finding(Place(folder.dismissed.path), "bad-yaml", message)]
    return names, []


def _public(
    sources: Mapping[str, Source], hidden: Sequence[Article], cited_on: Mapping[str, tuple[str, ...]]
) -> dict[str, Source]:
    """The sources without the pages of articles that readers do not get; a draft that nobody cites is no source at all."""
    found = dict(sources)
    for article in hidden:
        key = article.source.key
        if key not in found or found[key].slug != article.slug:
            continue
        if article.status == "draft" and key not in cited_on:
            del found[key]
        else:
            found[key] = replace(found[key], slug=None)
    return found


def _read_seeds(inputs: Inputs, folder: Folder, reading: Reading) -> tuple[tuple[Article, ...], list[Finding]]:
    """The articles in the order that readers see them in, each with an address and a key of its own."""
    findings: list[Finding] = []
    articles: list[Article] = []
    for files in folder.seeds:
        read, problems = guarded(files.seed.path, ReadSeed(None, ()), lambda: _read_seed(files, reading))  # noqa: B023
        findings += (*problems, *read.findings)
        articles += [read.article] if read.article else []
    if not articles:
        message = f"There are no articles yet; put text files into {inputs.seeds}/."
        if not inputs.has_seeds:
            message = f"There is no folder {inputs.seeds}/; make it, put text files into it, and start again."
        findings.append(Finding(Place(inputs.seeds), "no-seeds", message))
    articles, taken = _with_own_slugs(articles, inputs)
    articles, clashes = _with_own_keys(articles)
    return tuple(sorted(articles, key=_newest_first)), [*findings, *taken, *clashes]


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


def _with_own_keys(articles: Sequence[Article]) -> tuple[list[Article], list[Finding]]:
    """Gives an article whose citation key belongs to another one the name of its file as key, and says so.

    The name of a file is the key of its own seed before anybody else's.
    """
    owners = {article.source.key: article.path for article in articles if article.source.key == article.slug}
    findings: list[Finding] = []
    settled: list[Article] = []
    for article in articles:
        key = article.source.key
        owner = owners.setdefault(key, article.path)
        if owner != article.path:
            message = (
                f"The key `{key}` is taken by {owner}; choose another one, as this text is `{article.slug}` until then."
            )
            findings.append(Finding(article.key_place, "duplicate-key", message))
            article = replace(article, source=replace(article.source, key=article.slug))  # noqa: PLW2901 (as settled)
        settled.append(article)
    return settled, findings


def _with_own_slugs(articles: list[Article], inputs: Inputs) -> tuple[list[Article], list[Finding]]:
    """Gives an article whose address is taken, by an earlier one or by an editor's page, a numbered one, and says so."""
    taken = {address_of(inputs.uri_of(page)): page.path for page in inputs.pages}
    taken.setdefault(address_of(article_uri("index")), "the list of articles")
    findings = []
    settled = []
    numbers: Counter[str] = Counter()
    for article in articles:
        own = article.slug
        while address_of(article_uri(own)) in taken:
            numbers[article.slug] += 1
            own = f"{article.slug}-{numbers[article.slug] + 1}"
        if own != article.slug:
            key = own if article.source.key == article.slug else article.source.key
            message = (
                f"{taken[address_of(article.uri)]} has the same address; rename one of the two. "
                f"This one is at `{own}` and cited as `{key}`."
            )
            findings.append(Finding(Place(article.path), "duplicate-slug", message))
            settled.append(replace(article, slug=own, source=replace(article.source, slug=own, key=key)))
        else:
            settled.append(article)
        taken[address_of(article_uri(own))] = article.path
    return settled, findings


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


def _by_path(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda a: a.path)


def _read_entries(inputs: Inputs, reading: Reading) -> tuple[list[Entry], set[str], list[Finding]]:
    """The entries, the paths of those on which the program failed, and what is wrong with them."""
    entries: list[Entry] = []
    unread: set[str] = set()
    findings: list[Finding] = []
    folder, lexicon = f"{inputs.glossary}/", lexicon_of(reading.language)
    for page in sorted(inputs.pages, key=lambda p: p.path):
        if not page.path.startswith(folder) or PurePosixPath(page.path).stem.lower() in RESERVED_PAGES:
            continue
        slug = page.path.removeprefix(folder).removesuffix(".md")
        read, problems = guarded(
            page.path,
            None,
            lambda: read_entry(page.path, inputs.uri_of(page), slug, page.data, kinds=reading.kinds, lexicon=lexicon),  # noqa: B023
        )
        findings += problems
        if read is None:
            unread.add(page.path)
            continue
        entries.append(read.entry)
        findings += read.findings
        if not read.entry.definition:
            message = "This entry has no definition; write one to three sentences below the front matter."
            findings.append(Finding(Place(page.path), "empty-entry", message))
    if not entries:
        message = f"There are no glossary entries yet; write Markdown files into {inputs.glossary}/."
        findings.append(Finding(Place(inputs.glossary), "no-glossary", message))
    return entries, unread, findings
