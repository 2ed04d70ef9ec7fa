"""What must hold of any input: nothing raises, positions lead back, what is withheld stays withheld, HTML is our own.

`check` reads an input as its kind says, and everything that can be made of it without a host; it raises for whatever does
not hold. Exceptions of the program are raised as they are.
"""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from xml.etree import ElementTree as ET

import markdown

from backgrounder.desk import preview, report
from backgrounder.desk import suggest as suggesting
from backgrounder.desk.draft import draft
from backgrounder.desk.review import reviewed
from backgrounder.findings import DEFAULT_LEVELS, Finding, Place
from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import CONCEPT, KINDS, ORGANIZATION, PERSON, STATE, TREATY, KindSpec
from backgrounder.glossary.read import collisions, definition, read_entry
from backgrounder.language.dates import Date, date_in
from backgrounder.language.personal_names import surname_of
from backgrounder.language.sentences import sentences, speeches
from backgrounder.linking.articles import mentions_of
from backgrounder.linking.extension import LinkExtension
from backgrounder.linking.mention import Mention, Stretch
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.linking.resolver import resolve
from backgrounder.project import Inputs, Project, Reading, read_project
from backgrounder.records import (
    flow,
    front_matter,
    read_list,
    read_record,
    suggestion,
    validate,
    without_comments,
)
from backgrounder.seeds.article import Article, BlockKind
from backgrounder.seeds.cleaning.bylines import names_in
from backgrounder.seeds.cleaning.web_clutter import is_remain
from backgrounder.seeds.comparison import compared
from backgrounder.seeds.excerpt import length_of_excerpt
from backgrounder.seeds.folder import SEED_SUFFIXES, RawFile
from backgrounder.seeds.formats.web_page import suffix_of
from backgrounder.seeds.published import Published, published, whole
from backgrounder.seeds.read import SeedFields, read_seed, sidecar_text
from backgrounder.site import feeds
from backgrounder.site.article_text import article_html
from backgrounder.site.extension import SiteExtension
from backgrounder.site.head import entry_head
from backgrounder.site.labels import Labels
from backgrounder.site.listing import Site, Work, folded
from backgrounder.site.markup import functions
from backgrounder.site.notes import encoded, note_markdown, reference_markdown, reference_of
from backgrounder.site.pages import entry_link, escaped
from backgrounder.site.views.article import article_views
from backgrounder.site.views.divided_lists import index_views
from backgrounder.site.views.entry import entry_views, facts_of, mentions_views
from backgrounder.site.views.indexes import ARTICLES, INDEXES, SOURCES, WHO_IS_WHO, HomeView, where_kinds_are_listed
from backgrounder.sources.addresses import web_address
from backgrounder.sources.bibliography import ReadBibliography, judged_citations, read_bibliography, read_export
from backgrounder.sources.bibtex import as_bibtex
from backgrounder.sources.chicago import note, short_note
from backgrounder.sources.citations import citations, is_key, paragraph_of, unstopped
from backgrounder.sources.csl_json import as_csl_json
from backgrounder.sources.extension import CitationExtension
from backgrounder.sources.reference import plain, sentence
from backgrounder.sources.ris import as_ris
from backgrounder.sources.source_fields import Source, SourceFields
from backgrounder.text.decode import decode, one_line
from backgrounder.text.folding import fold, fold_name, lower, natural_key, slug
from backgrounder.text.passage import LineIndex
from backgrounder.unclear_publication import speaks_of_publication
from fuzzing_inputs import Input

# What it says of a broken entry, a finding says with its place.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
Files = Mapping[str, bytes]

_SECRET = re.compile(r"Qz\d{3,6}")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
"""What cleaning may take out of a word, which is then another word."""
"""Words that the generator writes into texts, and nothing else."""
_SITE = "https://site.example/"
_TAG = re.compile(r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<given>(?: [a-z-]+(?:=\"[^\"<>]*\")?)*)(?P<void> ?/)?>")
_GIVEN = re.compile(r" (?P<name>[a-z-]+)(?:=\"(?P<value>[^\"]*)\")?")
_LOOSE = re.compile(r"[<>]|&(?!(?:amp|lt|gt|quot|para|#x27|#39|#34);)")
_OF_NOTES = re.compile(
    r"(?<=>\n)<h2[^<>]*>[^<>]*</h2>(?=\n<ol>\n<li id=\"author-)|<(sup|a|span)\b[^<>]* data-search-exclude>.*?</\1>"
)
"""What stands on a page around the author's notes, and is no text of theirs."""
_VOID = frozenset(("br", "hr", "meta", "link"))
_IN_TEXTS: Mapping[str, frozenset[str]] = {
    "p": frozenset(("id", "class", "lang", "dir")),
    "h2": frozenset(("class", "lang", "dir")),
    **dict.fromkeys(("h3", "h4", "h5", "h6", "pre", "dt", "dd", "caption"), frozenset(("id", "class"))),
    "td": frozenset(("id", "class", "colspan", "rowspan")),
    "th": frozenset(("id", "class", "colspan", "rowspan", "scope")),
    "section": frozenset(("class", "role", "aria-label")),
    "span": frozenset(("data-search-exclude",)),
    "sup": frozenset(("data-search-exclude",)),
    "li": frozenset(("id", "class", "value")),
    "ol": frozenset(("start",)),
    "div": frozenset(("class", "id", "tabindex", "lang", "dir")),
    "hr": frozenset(("class",)),
    "a": frozenset(("href", "rel", "class", "data-preview", "id", "role", "data-search-exclude")),
    **dict.fromkeys(
        ("ul", "dl", "blockquote", "table", "thead", "tbody", "tr", "code", "em", "strong", "s", "sub", "br"),
        frozenset(),
    ),
}
"""The elements and attributes that the text of an article may have."""
_AROUND: Mapping[str, frozenset[str]] = {
    **_IN_TEXTS,
    "a": _IN_TEXTS["a"] | {"title", "download", "aria-label", "lang", "dir"},
    "h2": _IN_TEXTS["h2"] | {"id"},
    "ul": frozenset(("class",)),
    "li": _IN_TEXTS["li"] | frozenset(("data-date", "data-name", "data-also", "data-count", "data-mentions")),
    "button": frozenset(("type", "class", "hidden")),
    "section": _IN_TEXTS["section"] | {"data-search-exclude"},
    "meta": frozenset(("name", "property", "content")),
    "link": frozenset(("rel", "type", "title", "href")),
    "script": frozenset(("type",)),
    "div": _IN_TEXTS["div"] | {"data-search-exclude"},
    "details": frozenset(("class",)),
    "span": _IN_TEXTS["span"] | {"class", "lang", "dir"},
    "dl": frozenset(("class",)),
    **dict.fromkeys(("dt", "dd", "del", "ins", "summary", "mark", "b", "i", "small", "code", "bdi"), frozenset()),
}
"""The elements and attributes of what stands around texts."""


def check(given: Input) -> None:
    """Raises if something does not hold of an input."""
    _CHECKS[given.kind](dict(given.files))


def _is_tried_twice(files: Files) -> bool:
    """One input of four: what is kept between readings shows in these as well as in all."""
    size = sum(map(len, files.values()))
    return size < 10_000 and size % 4 == 0


# HTML


def shown_text(written: str, allowed: Mapping[str, frozenset[str]]) -> str:
    """The text of a piece of HTML; AssertionError if it is not well-formed, or has elements or attributes beside `allowed`."""
    parts: list[str] = []
    opened: list[str] = []
    done = 0
    for match in _TAG.finditer(written):
        parts.append(written[done : match.start()])
        done = match.end()
        tag = match["tag"]
        assert tag in allowed, f"the element {tag} is not ours"
        if match["end"]:
            assert opened[-1:] == [tag], f"the end of an element stands where it is not open: {tag}"
            opened.pop()
            continue
        for one in _GIVEN.finditer(match["given"]):
            assert one["name"] in allowed[tag], f"the attribute {one['name']} of {tag} is not ours"
            value = html.unescape(one["value"] or "")
            assert not _LOOSE.search(one["value"] or ""), f"an attribute is not escaped: {value}"
            assert one["name"] != "href" or _is_safe(value), f"an address is not safe: {value}"
        if tag not in _VOID:
            opened.append(tag)
    parts.append(written[done:])
    assert not opened, f"{opened} are not closed"
    for part in parts:
        assert not _LOOSE.search(part), f"text is not escaped: {part}"
    return html.unescape("".join(parts))


def _is_safe(address: str) -> bool:
    return re.match(r"https?://[^\s<>\"]+\Z|(?![a-z+.-]*:)", address, re.IGNORECASE) is not None


def _ours(written: Iterable[object]) -> str:
    """Pieces of what stands around texts, looked through."""
    text = "\n".join(map(str, written))
    shown_text(text, _AROUND)
    return text


# Seeds


def _seed(files: Files, keep: frozenset[str] = frozenset()) -> None:
    path = next(path for path in files if path != "seeds/talks.yml")
    sidecar = next(((name, data) for name, data in files.items() if name == "seeds/talks.yml"), None)
    read = read_seed(path, files[path], sidecar, keep)
    _placed(read.findings, files)
    assert read.article or read.findings
    if read.article is None:
        return
    article = read.article
    if _is_tried_twice(files):
        assert read_seed(path, files[path], sidecar, keep) == read, "read twice, it is another article"
    _positions(article)
    _fields(article)
    mentions, problems = mentions_of(article, _GLOSSARY)
    _placed(problems, files)
    _text_of(whole(article), mentions)
    _withheld(article, files)
    _placed_repairs(article)
    text = sidecar_text(article, Date(2021, 10, 12))
    record = read_record(text, "new.yml")
    assert validate(record, SeedFields)[2] == (), f"the sidecar that is written is not read: {text}"


def _positions(article: Article) -> None:
    """Each character of a block lies within the seed; where a run of them stands there as it is, it is the seed's."""
    raw = article.raw.text
    before = 0
    for block in article.blocks:
        # Notes stand behind the text, wherever they are defined.
        before = 0 if block.note else before
        text, runs = block.passage.text, block.passage.runs
        for (offset, origin), (following, _) in pairwise((*runs, (len(text), 0))):
            length = following - offset
            assert 0 <= origin <= len(raw) - length, f"beyond the seed: {origin} + {length}"
            if length > 1:
                seed = re.sub("[\x85\u2028]", "\n", raw[origin : origin + length])
                assert text[offset:following] == seed, "a run of characters is not the seed's"
            elif length and text[offset].isalnum():
                here = raw[origin]
                # A reference stands where it begins, and so does an address between `<` and `>` that is written otherwise.
                assert here in (text[offset], "&", "<") or not here.isascii(), (
                    f"a letter comes from another: {text[offset]} from {here}"
                )
            # The heading of a page may stand anywhere.
            if text and block.kind is not BlockKind.HEADING:
                assert origin >= before, "a block's characters stand in another order than the seed's"
                before = origin
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(text), "a mark lies beyond its block"
            assert not mark.target or _is_safe(mark.target), mark.target
    for one in article.notes:
        assert one.end <= len(article.blocks[one.block].text)


def _fields(article: Article) -> None:
    """What is told of an article is one line each, and can be printed."""
    source = article.source
    people = [part for one in (*source.author, *source.editor) for part in (one.family, one.given, one.suffix)]
    texts = [
        getattr(source, name) for name in SourceFields.model_fields if isinstance(getattr(source, name, None), str)
    ]
    for text in (article.title, *texts, *people, *article.tags):
        assert _unprintable(text) is None, f"a field has what is unprintable: {text!a}"
    for text in (*texts, *people, *article.tags):
        assert "\n" not in text, f"a field has several lines: {text!r}"


def _placed_repairs(article: Article) -> None:
    lines = article.raw.text.split("\n")
    for repair in article.repairs:
        assert repair.place.line <= len(lines)
        assert repair.place.column <= len(lines[repair.place.line - 1]) + 1
    for difference in compared(article):
        assert 0 <= difference.start <= difference.end <= len(article.raw.text)


def _text_of(article: Published, mentions: Sequence[Mention]) -> str:
    """The text of an article as HTML: nothing but our own elements, and the text of its blocks."""
    written = article_html(article, mentions, _href, lambda _: "")
    shown_text(written, _IN_TEXTS)
    text = shown_text(_OF_NOTES.sub("", written), _IN_TEXTS)
    blocks = [block.text for block in article.blocks if block.kind not in (BlockKind.HEADING, BlockKind.RULE)]
    assert text.split() == "\n".join(blocks).split(), "the page shows another text than the blocks have"
    assert _unprintable(text) is None, "what is unprintable is on the page"
    return written


def _unprintable(text: str) -> re.Match[str] | None:
    return re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]", text)


def _href(uri: str) -> str:
    return f"../{uri.removesuffix('.md')}/"


def _withheld(article: Article, files: Files) -> None:
    """An excerpt has nothing of what is left out, nor has what is told of it."""
    public = published(article, "excerpt")
    if public is None or public is article or not public.withheld:
        return
    _positions(public)
    _placed_repairs(public)
    everything = "\n".join(block.text for block in article.blocks if not block.note)
    shown = {block.note for block in public.blocks} - {""}
    rest = everything.removeprefix("\n".join(block.text for block in public.blocks if not block.note))
    rest += "\n".join(["", *(b.text for b in article.blocks if b.note and b.note not in shown)])
    told = [
        public.title,
        public.data.decode("utf8"),
        article_html(public, (), _href, lambda _: ""),
        *(one.what for one in public.repairs),
    ]
    told += [d.before + d.removed + d.added + d.after for d in compared(public)]
    told += [one.text for one in public.notes]
    _keeps(_secrets(rest, files), "\n".join(told))


def _secrets(withheld: str, files: Files) -> list[str]:
    """The words that the files have in what is withheld, and nowhere else."""
    everything = _UNSEEN.sub("", "\n".join(data.decode("utf8", "replace") for data in files.values()))
    return [w for w in set(_SECRET.findall(withheld)) if everything.count(w) == withheld.count(w)]


def _keeps(secrets: Sequence[str], told: str) -> None:
    for secret in secrets:
        assert secret not in told, f"withheld, and told: {secret}, {told[max(told.find(secret) - 60, 0) :][:120]!r}"


def _placed(findings: Iterable[Finding], files: Files, *others: str) -> None:
    """Findings have codes that are known, and places within their files."""
    lines: dict[str, list[str]] = {}
    for finding in findings:
        assert finding.code in DEFAULT_LEVELS, finding
        assert finding.code != "internal-error", finding.message
        place = finding.place
        assert place.path in files or place.path in others, f"there is no such file: {finding}"
        assert min(place.line, place.column) >= 1, finding
        if (place.line, place.column) == (1, 1) or place.path in others:
            continue
        if place.path not in lines:
            lines[place.path] = decode(files[place.path])[0].split("\n")
        of_file = lines[place.path]
        assert place.line <= len(of_file), f"beyond the lines of the file: {finding}"
        assert place.column <= len(of_file[place.line - 1]) + 1, f"beyond the end of its line: {finding}"


# Entries, works, citations


def _entry(files: Files) -> None:
    (path, data), *_ = files.items()
    read = read_entry(path, path.removeprefix("docs/"), "x", data)
    _placed(read.findings, files)
    entry = read.entry
    assert "\n" not in entry.title
    glossary = GlossaryIndex.of([entry, *_ENTRIES])
    _placed(collisions(glossary.entries.values()), files, *(one.path for one in _ENTRIES))
    resolve([Stretch(entry.definition)], glossary)
    facts_of(Site(_EMPTY, _LABELS), entry)
    _ours([entry_head(entry, _SITE, "/x/")])


def _works(files: Files) -> None:
    (path, data), *_ = files.items()
    read = read_bibliography(path, data) if path.endswith(".yml") else read_export(path, data)
    _read_works(read, files)


def _read_works(read: ReadBibliography, files: Files) -> None:
    _placed(read.findings, files)
    for source in read.sources:
        _placed([Finding(read.places[source.key], "bad-value", "")], files)
        _source(source)
    _exported(read.sources)


def _source(source: Source) -> None:
    for locator in ("", "para. 3", "p. 4"):
        full, short = note(source, locator), short_note(source, locator)
        for reference in (full, short, sentence([full, short])):
            reference_markdown(reference, source, lambda *_: "x.md")
            assert _unprintable(plain(reference)) is None
            _ours([_REFERENCE(reference)])
    Site(_EMPTY, _LABELS).sorting(Work(source, (), None, ()).filed)


def _exported(sources: Sequence[Source]) -> None:
    """CSL-JSON reads back as it was; BibTeX and RIS can be written, and BibTeX read."""
    written = as_csl_json(sources)
    again = read_export("x.json", written.encode("utf8"))
    assert len(json.loads(written)) == len(again.sources) == len(sources), (
        f"CSL-JSON is not read back: {again.findings}"
    )
    bibtex = as_bibtex(sources)
    read = read_export("x.bib", bibtex.encode("utf8"))
    assert len(read.sources) == len(sources), f"BibTeX is not read back: {bibtex} {read.findings}"
    as_ris(sources)


def _citing(files: Files) -> None:
    (_, data), *_ = files.items()
    text, _guessed = decode(data)
    lines = LineIndex(text)
    place = lambda at: Place("docs/x.md", *lines.place(at))  # noqa: E731
    cited, problems = judged_citations(without_comments(text), _SOURCES, {"talks": 3}, place)
    _placed(problems, files)
    for item in cited:
        assert text[item.offset :].startswith(item.key)
    if len(text) <= 1500:
        _rendered(text, _EMPTY_WITH_SOURCES, "x.md", ())


def _dismissed(files: Files) -> None:
    (_, data), *_ = files.items()
    names = read_list(data.decode("utf8", "replace"))
    assert names is None or all("\n" not in name for name in names)


def _words(files: Files) -> None:
    """Functions that take any text."""
    text = next(iter(files.values())).decode("utf8", "replace")
    for function in _OF_TEXTS:
        function(text)
    for start, end in (*sentences(text), *speeches(text)):
        assert 0 <= start < end <= len(text)
    assert len(lower(text)) == len(text)
    folded = fold(text)
    if folded.text:
        start, end = folded.span(0, len(folded.text))
        assert 0 <= start <= end <= len(text)
    parsed = read_record(f"title: {flow(one_line(text))}\n", "x.yml")
    assert parsed.values.get("title") in (one_line(text), None if one_line(text) in ("", "~", "null") else 0), "flow"
    assert html.unescape(encoded(text)).count("\n") >= text.count("\n")


def _say(text: str) -> None:
    list(citations(text, indented_code=True))
    note_markdown(text, lambda _: "x")


_OF_TEXTS: Sequence[Callable[[str], object]] = (
    *(is_remain, names_in, date_in, is_key, web_address, slug, surname_of, definition, fold_name, natural_key, folded),
    *(escaped, paragraph_of, unstopped, speaks_of_publication, front_matter, _say),
    lambda text: suffix_of(text.encode("utf8", "replace")),
    lambda text: suggestion(text[:200], SeedFields.model_fields),
)


# Whole projects


def public_text(given: Input) -> str:
    """All that readers may see of a project."""
    inputs, reading = _read_as(dict(given.files))
    return "\n".join(_site(read_project(inputs, reading)))


def _read_as(files: Files) -> tuple[Inputs, Reading]:
    """The inputs, and how they are read, which a file of its own says."""
    options = json.loads(files.get("reading", b"{}"))
    keep = frozenset(options.get("keep", ()))
    reading = Reading(keep=keep, publish=options.get("publish", "full"), whole=options.get("whole", True))
    return inputs_of({path: data for path, data in files.items() if path != "reading"}), reading


def _project(files: Files) -> None:
    given = {path: data for path, data in files.items() if path != "reading"}
    inputs, reading = _read_as(files)
    project = read_project(inputs, reading)
    if _is_tried_twice(given):
        assert _compared(read_project(inputs, reading)) == _compared(project), "read twice, it is another project"
    found = [*project.findings, *reviewed(project)]
    _placed(found, given, "seeds", "docs/glossary")
    assert len({article.uri for article in project.articles}) == len(project.articles)
    _desk(project, found)
    public = _site(project)
    for article in project.articles:
        if article.data:  # A build keeps it of those that readers can download.
            _positions(article)
        _fields(article)
        _placed_repairs(article)
        if not article.withheld:
            _withheld(article, given)
    if not reading.whole:
        titles = "\n".join(source.title or "" for source in project.sources.values())
        secrets = _secrets(_not_public(inputs, reading, project), given)
        secrets = [secret for secret in secrets if secret not in titles]
        _keeps(secrets, "\n".join([*public, *(finding.message for finding in found)]))


def _compared(project: Project) -> tuple[object, ...]:
    """What two readings of a project must have alike."""
    told = (project.articles, project.entries, project.sources, project.findings, project.mentions, project.cited_on)
    return (
        *told,
        project.concordance,
        project.paragraphs,
        project.dismissed,
        project.company,
        project.named,
        project.party_to,
    )


def inputs_of(files: Files) -> Inputs:
    """Files as the disk would give them."""
    raw = [RawFile(path, data) for path, data in sorted(files.items())]
    return Inputs(
        seeds="seeds",
        docs="docs",
        glossary="docs/glossary",
        seed_files=tuple(f for f in raw if f.path.startswith("seeds/") and _suffix(f.path) in SEED_SUFFIXES),
        pages=tuple(f for f in raw if f.path.startswith("docs/") and f.path.endswith(".md")),
        exports=tuple(f for f in raw if _suffix(f.path) in (".bib", ".json")),
    )


def _suffix(path: str) -> str:
    return f".{path.rpartition('.')[2]}".lower()


def _not_public(inputs: Inputs, reading: Reading, project: Project) -> str:
    """The texts of articles, as far as readers do not get them."""
    texts = []
    for article in read_project(inputs, Reading(reading.policy, reading.keep, reading.publish)).articles:
        choice = article.publish or reading.publish
        hidden = article.status == "draft" or choice == "none"
        first = 0 if hidden else length_of_excerpt(article) if choice == "excerpt" else len(article.blocks)
        texts += [block.text for block in article.blocks[first:]]
    return "\n".join([*texts, *(page.data.decode("utf8", "replace") for page in _drafts(inputs, project))])


def _drafts(inputs: Inputs, project: Project) -> Sequence[RawFile]:
    return [page for page in inputs.pages if inputs.uri_of(page) in project.drafts]


def _desk(project: Project, found: Sequence[Finding]) -> None:
    """What editors are told."""
    levels = report.judged(found, {})
    printed = {style: list(lines(levels)) for style, lines in report.FINDINGS.items()}
    json.loads("".join(printed["json"]))
    opener = preview.opener("https://editor.example/{path}#{line}-{column}", "/project")
    _ours([preview.banner(levels, opener)])
    preview.DeskView(project=project, found=levels, opener=opener).context(None)
    rows = list(report.rows(project))
    list(report.MENTIONS["table"](rows))
    for line in report.MENTIONS["jsonl"](rows):
        json.loads(line)
    made = suggesting.suggestions(project.articles, project.mentions, project.dismissed)
    assert made == suggesting.suggestions(project.articles, project.mentions, project.dismissed)
    list(suggesting.as_text(made, project.articles))
    list(suggesting.as_jsonl(made, project.articles))
    for one in made[:3]:
        name, text = draft(one.name, one.kind, one, project.articles, project.entries)
        read = read_entry("new.md", "new.md", name, text.encode())
        assert read.entry.title == one.name, f"a draft is not read: {one.name}, {text}"
        assert {finding.code for finding in read.findings} <= {"unknown-field"}, (
            f"a draft has mistakes: {read.findings} in {text}"
        )
    for kind in KINDS:
        suggesting.mentioned("Sergey Lavrov", kind, project.articles)


def _site(project: Project) -> list[str]:
    """All that readers may see, as far as it is made without a host."""
    site = Site(project, _LABELS, _SITE)
    call = functions(site, "Site")
    told: list[str] = []
    for view in article_views(site):
        listed, article = view.listed, view.listed.article
        mentions = project.mentions[article.path]
        text = _text_of(article, mentions)
        shown = view.context(None)
        around = [
            call["permalinked"](text),
            shown["byline"],
            shown["head"],
            call["social_in"]({"title": listed.title, "description": article.summary}, _href),
            call["beside_in"](shown["mentions"], _href),
            call["related_in"](shown["related"], _href),
            call["below_in"](listed, shown["provenance"], shown["repairs"], _href),
            f"<p>{html.escape(listed.standfirst)}</p>",
        ]
        told.append(_ours(around))
        told += [view.written(), str(view.metadata()), str(view.fixed_metadata()), str(shown["around_locator"])]
    told += _entries(site, call)
    told += _lists(site, call)
    return told


def _entries(site: Site, call: Mapping[str, Callable[..., object]]) -> list[str]:
    told = []
    for number, view in enumerate(entry_views(site, {})):
        shown = view.context("https://example.org/x/")
        view.metadata()
        around = [
            shown["head"],
            call["row_in"](shown["party_to"], _href),
            call["company_in"](shown["appears_with"], _href),
            call["mentions_in"](shown["mentioned_in"], _href),
        ]
        told.append(_ours(around))
        if number < 2 and len(view.entry.body) <= 3000:
            told.append(_rendered(view.entry.body, site.project, view.uri, view.facts()))
    return told


def _lists(site: Site, call: Mapping[str, Callable[..., object]]) -> list[str]:
    told = [str(HomeView(site=site, title="Site").context(None)["sections"])]
    views = list(index_views(site, INDEXES))
    where_kinds_are_listed(site, views)
    for view in views:
        told.append(str(view.context(None)["sections"]))
        for group in view.groups:
            items = group.items
            if view.index is ARTICLES:
                told.append(_ours([call["articles_in"](items, _href)]))
            elif view.index is SOURCES:
                told.append(_ours([call["reference_in"](work.reference) for work in items]))
            else:
                told.append(_ours([call["entries_in"](items, _href, by_surname=view.index is WHO_IS_WHO)]))
    list(mentions_views(site))
    downloads = dict(SOURCES.attachments(site))
    json.loads(downloads["sources.json"])
    made = dict(feeds.feeds(site, "Site", "", lambda uri: f"{_SITE}{uri}"))
    json.loads(made["feed.json"])
    ET.fromstring(made["feed.xml"])  # noqa: S314 (our own)
    return [*told, *downloads.values(), *made.values()]


def _rendered(text: str, project: Project, uri: str, facts: Sequence[tuple[str, str]]) -> str:
    """A page as the host's Markdown has it, with our extensions."""
    linker = partial(resolve, glossary=project.glossary, page=uri)
    own = [
        SiteExtension(facts_of=lambda _: facts, previewed=lambda _: project.glossary.entries),
        CitationExtension(lambda citation, _, cited: reference_of(project, citation, uri, cited)),
        LinkExtension(lambda _: linker, entry_link),
    ]
    try:
        return markdown.markdown(text, extensions=["attr_list", "tables", "footnotes", "md_in_html", *own])
    except RecursionError:
        # The host's own parser enters a hundred items in items; the build puts a barrier around it.
        return ""


def _named(title: str, kind: KindSpec, more: str = "") -> Entry:
    path = f"docs/glossary/{slug(title)}.md"
    text = f"---\ntitle: {title}\nkind: {kind.key}\n{more}---\nA definition.\n"
    return read_entry(path, path.removeprefix("docs/"), slug(title), text.encode()).entry


_ENTRIES = (
    _named("Sergey Lavrov", PERSON),
    _named("Charles de Gaulle", PERSON),
    _named("Russia", STATE, "demonyms: [Russian]\nmetonyms: [Moscow, the Kremlin]\n"),
    _named("China", STATE, "aliases: [PRC, People's Republic of China]\nnever: [China Daily]\n"),
    _named("World Health Organization", ORGANIZATION, "aliases: [{name: WHO, case: sensitive}]\n"),
    _named("New START Treaty", TREATY, "parties: [Russia, United States]\n"),
    _named("状况", CONCEPT, "case: insensitive\n"),
)
_GLOSSARY = GlossaryIndex.of(_ENTRIES)
_LABELS = Labels({}, "de")
_EMPTY = read_project(inputs_of({}))
_SOURCES = {key: Source(key, title=f"Work {key}", url="https://e.org/") for key in ("talks", "one", "two", "a", "a:b")}
_EMPTY_WITH_SOURCES = read_project(
    inputs_of({"seeds/bibliography.yml": b"talks: {title: T, url: https://e.org/}\none: {title: O}\n"})
)
_REFERENCE = functions(Site(_EMPTY, _LABELS, _SITE), "Site")["reference_in"]


def _bytes(files: Files) -> None:
    (path, _), *_ = files.items()
    {"docs/": _entry, "seeds": _works if path.endswith(".yml") else _seed}.get(path[:5], _works)(files)


_CHECKS: Mapping[str, Callable[[Files], None]] = {
    **dict.fromkeys(("txt", "md", "html", "sidecar"), _seed),
    "bytes": _bytes,
    "entry": _entry,
    "citing": _citing,
    **dict.fromkeys(("bibliography", "bibtex", "csl"), _works),
    "dismissed": _dismissed,
    "words": _words,
    "project": _project,
}
"""By the kind of an input, what reads it."""
