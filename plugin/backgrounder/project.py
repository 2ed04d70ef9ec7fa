"""From an editor's files to everything the site, the command line and the reports show: the straight line, in one place.

Pure: files come in as bytes, values go out. The adapters (`plugin.py`, `cli.py`) read the disk and decide what a
finding means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from backgrounder.findings import Finding, Place, in_order
from backgrounder.glossary.entry import Entry
from backgrounder.glossary.read import collisions, read_entry
from backgrounder.linking.articles import ambiguous, mentions_of, stale, stale_phrases
from backgrounder.linking.candidates import Glossary
from backgrounder.linking.mention import Mention, Policy
from backgrounder.records import read_list, without_comments
from backgrounder.reference.company import Company, Parties, company, parties, treaties_of
from backgrounder.reference.concordance import Concordance, concordance
from backgrounder.seeds.article import PAGE_SUFFIXES, Article, Publish, article_uri, published
from backgrounder.seeds.read import read_seed, says_publication
from backgrounder.sources.bibliography import ReadBibliography, judged_citations, merged, read_bibliography
from backgrounder.sources.source import Source
from backgrounder.text.decode import decode
from backgrounder.text.folding import natural_key
from backgrounder.text.passage import LineIndex

BIBLIOGRAPHY = "bibliography.yml"
DISMISSED = "not-suggested.yml"
"""The file among the seeds with the names that editors do not want to hear of again as suggestions."""
_MISSING = "This file is not there; put it here, or take its name out of `bibliography:` in mkdocs.yml."
_OUTSIDE = "This link leads out of its folder and was not followed; put the file itself here."
READ = (".txt", ".md", *PAGE_SUFFIXES)
"""The endings of seeds that are read."""
_UNREAD = frozenset(".doc .docx .eml .epub .markdown .mht .mhtml .msg .odt .pages .pdf .rst .rtf .text .tex".split())
SEED_SUFFIXES = frozenset((*READ, *_UNREAD, ".yml", ".yaml"))
"""The files of the seeds' folder that are read, or that something is said about."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it was found: path below the project's folder, with slashes, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Inputs:
    """What editors wrote. `docs` and `glossary` are folders below the project (`glossary` in `docs`), `seeds` another.

    `pages`: the Markdown files below `docs`. `outside`: paths of links that lead out of their folder and were not read.
    `exports`: the files of reference managers that the configuration names; `missing`: those that are not there.
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

    def uri_of(self, page: RawFile) -> str:
        """Where one of the pages stands below the documentation folder."""
        return page.path.removeprefix(f"{self.docs}/")


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that is known after reading. Articles stand in the order readers see them in: newest first.

    `cited_on`: the uris of the pages that cite a work, by its key. `paragraphs`: how many paragraphs of an article are
    shown, by its slug. `dismissed`: names that are not to be suggested as entries. `company`: who appears with whom;
    `parties`: of the treaties; `party_to`: the treaties that an entry is party to, by its uri.
    """

    articles: tuple[Article, ...]
    glossary: Glossary
    sources: Mapping[str, Source]
    mentions: Mapping[str, tuple[Mention, ...]]
    concordance: Concordance
    findings: tuple[Finding, ...]
    cited_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    paragraphs: Mapping[str, int] = field(default_factory=dict)
    dismissed: tuple[str, ...] = ()
    company: Company = field(default_factory=dict)
    parties: Parties = field(default_factory=dict)
    party_to: Mapping[str, Sequence[Entry]] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, by uri."""
        return tuple(self.glossary.entries.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """How a project is read: the policy of links, the steps of cleaning that are switched off, what is published.

    `publish`: what readers get of a text whose sidecar does not say. `whole`: read everything, as the preview and the
    command line do; a published site has no drafts, and of a text only what may be published.
    """

    policy: Policy = Policy()
    keep: frozenset[str] = frozenset()
    publish: Publish = "full"
    whole: bool = True


def read_project(inputs: Inputs, reading: Reading = Reading()) -> Project:
    """Reads everything once. Never raises: whatever is wrong becomes a finding."""
    articles, works, findings = _read_seeds(inputs, reading)
    dismissed, problems = _dismissed(inputs)
    findings += problems
    entries, problems = _read_entries(inputs)
    findings += problems
    glossary = Glossary.of(entries)
    findings += collisions(glossary.entries.values())
    exports = []
    if inputs.exports:
        from backgrounder.sources.imports import read_export  # noqa: PLC0415 (loaded when it is first needed)

        exports = [read_export(file.path, file.data) for file in inputs.exports]
    seeds = ((article.source, article.key_place) for article in _by_path(articles))
    sources, clashes = merged(seeds, [works, *exports])
    findings += [*clashes, *(finding for read in exports for finding in read.findings)]
    findings += [Finding(Place(path), "bad-bibliography", _MISSING) for path in inputs.missing]
    mentions: dict[str, tuple[Mention, ...]] = {}
    shown: list[Article] = []
    hidden: list[Article] = []
    for article in articles:
        mentions[article.path], misled = mentions_of(article, glossary, reading.policy)
        findings += (*misled, *ambiguous(article, mentions[article.path]), *stale(article, mentions[article.path]))
        public = article if reading.whole else published(article, reading.publish)
        if public is not None and public is not article:
            mentions[article.path], _ = mentions_of(public, glossary, reading.policy)
        if public is None:
            hidden.append(article)
        else:
            shown.append(public)
    findings += stale_phrases(articles, glossary)
    cited_on, unknown = _citations(inputs, articles, shown, sources)
    sources = _public(sources, hidden, cited_on)
    found = concordance((article, mentions[article.path]) for article in shown)
    of_treaties = parties(glossary.entries.values())
    findings += [Finding(Place(path), "unsafe-path", _OUTSIDE) for path in inputs.outside]
    return Project(
        articles=tuple(shown),
        glossary=glossary,
        sources=dict(sorted(sources.items())),
        mentions=mentions,
        concordance=found,
        findings=in_order(findings + unknown),
        cited_on=cited_on,
        paragraphs={article.slug: article.paragraphs for article in shown},
        dismissed=dismissed,
        company=company(found.by_article.values()),
        parties=of_treaties,
        party_to=treaties_of(of_treaties, glossary.entries),
    )


def _dismissed(inputs: Inputs) -> tuple[tuple[str, ...], list[Finding]]:
    """The names that are not to be suggested: a list in YAML."""
    path = f"{inputs.seeds}/{DISMISSED}"
    data = next((file.data for file in inputs.seed_files if file.path == path), b"")
    names = read_list(data.decode("utf8", "replace"))
    if names is None:
        return (), [Finding(Place(path), "bad-yaml", "Write a list of names here, a line `- Name` for each.")]
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


def _read_seeds(inputs: Inputs, reading: Reading) -> tuple[tuple[Article, ...], ReadBibliography, list[Finding]]:
    findings: list[Finding] = []
    # A file of the folder itself before those of its folders: the older order of things keeps its address.
    files = {f.path: f.data for f in sorted(inputs.seed_files, key=lambda f: (f.path.count("/"), f.path))}
    bibliography = f"{inputs.seeds}/{BIBLIOGRAPHY}"
    works = ReadBibliography((), {}, ())
    if bibliography in files:
        works = read_bibliography(bibliography, files.pop(bibliography))
        findings += works.findings
    files.pop(f"{inputs.seeds}/{DISMISSED}", None)
    articles: list[Article] = []
    sidecars = {path.lower(): path for path in files if path.lower().endswith(".yml")}
    stems = {str(PurePosixPath(path).with_suffix("")).lower() for path in files if not path.lower().endswith(".yml")}
    withheld = _withheld_by_strays(files)
    for path, data in files.items():
        suffix = PurePosixPath(path).suffix.lower()
        if suffix in READ:
            sidecar = sidecars.get(str(PurePosixPath(path).with_suffix(".yml")).lower())
            read = read_seed(path, data, (sidecar, files[sidecar]) if sidecar else None, reading.keep)
            findings += read.findings
            if read.article is not None:
                unread = str(PurePosixPath(path).with_suffix("")).lower() in withheld
                articles.append(replace(read.article, status="draft") if unread else read.article)
        else:
            findings += _not_a_seed(path, stems, withheld)
    if not articles:
        message = f"There are no articles yet; put text files into {inputs.seeds}/."
        if not inputs.has_seeds:
            message = f"There is no folder {inputs.seeds}/; make it, put text files into it, and start again."
        findings.append(Finding(Place(inputs.seeds), "no-seeds", message))
    articles, problems = _with_own_slugs(articles, inputs)
    articles, clashes = _with_own_keys(articles)
    problems += clashes
    articles = [replace(a, publish=a.publish or reading.publish) for a in articles]
    return tuple(sorted(articles, key=_newest_first)), works, findings + problems


def _not_a_seed(path: str, stems: Container[str], withheld: Mapping[str, str]) -> list[Finding]:
    """What to say of a file that is no seed; nothing of a sidecar. `stems`: the seeds', `withheld`: stray sidecars."""
    suffix = PurePosixPath(path).suffix.lower()
    code = "orphan-sidecar"
    if suffix in _UNREAD:
        code, message = "unread-seed", f"Seeds ending in {suffix} are not read yet; save the text as .txt."
    elif path in withheld.values():
        message = "Sidecars have the name of their seed and end in .yml; rename this one, as its seed is not published until then."
    elif suffix == ".yaml":
        message = "Sidecars end in .yml; rename this file."
    elif str(PurePosixPath(path).with_suffix("")).lower() not in stems:
        message = f"There is no seed beside this sidecar; name it like one, or use {BIBLIOGRAPHY} for other works."
    else:
        return []
    return [Finding(Place(path), code, message)]


def _withheld_by_strays(files: Mapping[str, bytes]) -> dict[str, str]:
    """Files that are no sidecars for their names and yet say something of publication: by the stem of their seed."""
    found = {}
    for path, data in files.items():
        name = PurePosixPath(path.lower())
        of_seed = name.suffix == ".yml" and name.with_suffix("").suffix in READ
        if (name.suffix == ".yaml" or of_seed) and says_publication(data.decode("utf8", "replace")):
            found[str(name.with_suffix("").with_suffix("") if of_seed else name.with_suffix(""))] = path
    return found


def _with_own_keys(articles: Sequence[Article]) -> tuple[list[Article], list[Finding]]:
    """Gives an article whose citation key belongs to another one the name of its file as key, and says so.

    The name of a file is the key of its own seed before anybody else's.
    """
    owners = {article.source.key: article.path for article in articles if article.source.key == article.slug}
    findings = []
    settled = []
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


def _read_entries(inputs: Inputs) -> tuple[list[Entry], list[Finding]]:
    entries: list[Entry] = []
    findings: list[Finding] = []
    folder = f"{inputs.glossary}/"
    for page in sorted(inputs.pages, key=lambda p: p.path):
        if page.path.startswith(folder) and PurePosixPath(page.path).stem.lower() not in ("index", "readme"):
            slug = page.path.removeprefix(folder).removesuffix(".md")
            read = read_entry(page.path, inputs.uri_of(page), slug, page.data)
            entries.append(read.entry)
            findings += read.findings
            if not read.entry.definition:
                message = "This entry has no definition; write one to three sentences below the front matter."
                findings.append(Finding(Place(page.path), "empty-entry", message))
    if not entries:
        message = f"There are no glossary entries yet; write Markdown files into {inputs.glossary}/."
        findings.append(Finding(Place(inputs.glossary), "no-glossary", message))
    return entries, findings


def _citations(
    inputs: Inputs, articles: Sequence[Article], shown: Sequence[Article], sources: Mapping[str, Source]
) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:
    """On which pages (uris) each work is cited, notes of articles included, and what is wrong with citations.

    `shown`: what readers get of the articles.
    """
    cited: dict[str, set[str]] = {}
    findings: list[Finding] = []
    seen = {(article.path, note.place) for article in shown for note in article.notes}
    drafts = frozenset(article.source.key for article in articles if article.status == "draft")
    numbers = {article.source.key: article.paragraphs for article in articles if article.blocks}
    for page in inputs.pages:
        try:
            text, _ = decode(page.data)
        except ValueError:
            continue
        lines = LineIndex(text)
        shown_text = without_comments(text)
        items, problems = judged_citations(shown_text, sources, numbers, lambda at: Place(page.path, *lines.place(at)))  # noqa: B023
        findings += problems
        for item in items:
            cited.setdefault(item.key, set()).add(inputs.uri_of(page))
            if item.key in drafts:
                message = (
                    f"`{item.key}` is a draft, and readers see its reference here; publish it first, or cite it later."
                )
                findings.append(Finding(Place(page.path, *lines.place(item.offset)), "cites-draft", message))
    for article in articles:
        for note in article.notes:
            items, problems = judged_citations(note.text, sources, numbers, lambda _: note.place)  # noqa: B023
            findings += problems
            for item in items:
                if (article.path, note.place) in seen:
                    cited.setdefault(item.key, set()).add(article.uri)
    return {key: tuple(sorted(pages)) for key, pages in sorted(cited.items())}, findings
