"""Where text comes in that nobody vouches for, each as one function of the text: what the program does with it, to the end.

Each does all that a build or a command does with such a text, for the table in `doubling_patterns.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from unittest.mock import patch

import markdown

from backgrounder.desk.draft import draft
from backgrounder.desk.report import MENTIONS, rows
from backgrounder.desk.review import reviewed
from backgrounder.desk.suggest import as_jsonl, as_text, mentioned, suggestions
from backgrounder.findings import Place
from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import CONCEPT, KINDS, ORGANIZATION, PERSON, PLACE, STATE, TREATY, KindSpec
from backgrounder.glossary.read import collisions, read_entry
from backgrounder.language.dates import Date
from backgrounder.linking.articles import ambiguous, mentions_of, stale, stale_phrases
from backgrounder.linking.extension import LinkExtension
from backgrounder.linking.mention import Mention
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.linking.resolver import resolve
from backgrounder.project import Inputs, Project, read_project
from backgrounder.records import read_list, without_comments
from backgrounder.reference.concordance import concordance
from backgrounder.seeds.article import Article
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.formats import web_page as page
from backgrounder.seeds.published import published, whole
from backgrounder.seeds.read import read_seed, sidecar_text
from backgrounder.site import markup
from backgrounder.site.article_text import article_html
from backgrounder.site.extension import SiteExtension
from backgrounder.site.feeds import feeds
from backgrounder.site.foreign import foreign_to
from backgrounder.site.head import article_head, entry_head
from backgrounder.site.labels import Labels
from backgrounder.site.listing import Listed, Site, folded
from backgrounder.site.notes import footnotes_of, reference_markdown, reference_of
from backgrounder.site.references import reference
from backgrounder.site.views import entry as entry_page
from backgrounder.site.views.article import article_views
from backgrounder.sources.bibliography import judged_citations, read_bibliography, read_export
from backgrounder.sources.bibtex import as_bibtex
from backgrounder.sources.chicago import note, short_note
from backgrounder.sources.citations import Citation
from backgrounder.sources.csl_json import as_csl_json
from backgrounder.sources.extension import CitationExtension
from backgrounder.sources.reference import sentence
from backgrounder.sources.ris import as_ris
from backgrounder.sources.source_fields import FIELDS, TYPES, FieldKind, Person, Source
from backgrounder.text.passage import LineIndex
from backgrounder.unclear_publication import has_field, speaks_of_publication

LABELS = Labels()
PLAIN = "Some words that go on and on until they end.\n\nSergey Lavrov met China in Geneva. Russia said no.\n"
TODAY = Date(2026, 11, 27)


def _entry(title: str, kind: KindSpec, *others: tuple[str, Form], never: tuple[str, ...] = ()) -> Entry:
    names = (Name(title, Form.TITLE), *(Name(text, form) for text, form in others))
    uri = f"glossary/{title}.md"
    return Entry(f"docs/{uri}", uri, title, title, kind, names, never=tuple((phrase, Place("")) for phrase in never))


FEW = (
    _entry("Russia", STATE, ("Russian", Form.DEMONYM), ("Moscow", Form.METONYM)),
    _entry("China", STATE, ("People's Republic of China", Form.ALIAS), never=("China Daily", "no China")),
    _entry("Sergey Lavrov", PERSON, ("Lavrov", Form.SURNAME)),
    _entry("George W. Bush", PERSON, ("Bush", Form.SURNAME)),
    _entry("United Nations", ORGANIZATION, ("UN", Form.ALIAS)),
    _entry("United Nations Security Council", ORGANIZATION),
    _entry("New START Treaty", TREATY, ("START", Form.ALIAS)),
    _entry("Moscow", PLACE),
    _entry("Washington, D.C.", PLACE, ("Washington", Form.ALIAS)),
    _entry("Theresa May", PERSON, ("May", Form.SURNAME)),
)
MANY = (
    *FEW,
    *(_entry("a" * number, CONCEPT) for number in range(1, 200)),
    *(_entry(f"New Name {number}", CONCEPT) for number in range(800)),
)
FEW_NAMES = GlossaryIndex.of(FEW)
MANY_NAMES = GlossaryIndex.of(MANY)
SOURCES = {
    "talks": Source(
        "talks", title="Talks: A Story", author=(Person("Roe", "Jane"),), slug="talks", path="seeds/talks.txt"
    ),
    "a": Source("a", title="A", url="https://example.org/a"),
}


def _seed(text: str, suffix: str = ".txt", glossary: GlossaryIndex = FEW_NAMES, sidecar: str | None = None) -> None:
    """All that is done with a seed."""
    path = f"seeds/x{suffix}"
    beside = ("seeds/x.yml", sidecar.encode("utf8", "replace")) if sidecar is not None else None
    article = read_seed(path, text.encode("utf8", "surrogatepass"), beside).article
    if article is not None:
        _shown(article, glossary)


def _shown(seed: Article, glossary: GlossaryIndex) -> None:
    """All that is shown of an article."""
    article = whole(seed)
    mentions, _ = mentions_of(article, glossary)
    ambiguous(article, mentions)
    stale(article, mentions)
    stale_phrases([article], glossary)
    project = Project(
        articles=(article,),
        glossary=glossary,
        sources={article.source.key: article.source, **SOURCES},
        mentions={article.path: mentions},
        concordance=concordance([(article, mentions)]),
        findings=(),
        paragraphs={article.slug: article.paragraphs},
    )
    for note_ in article.notes:
        judged_citations(note_.text, project.sources, {}, lambda _: Place("x"))
    site = Site(project, LABELS)
    html = article_html(article, mentions, str, str)
    markup.permalinked(html, LABELS)
    listed = site.listed_article(article)
    footnotes_of(site, article)
    article_head(article)
    dict(feeds(site, "Background", "", str))
    for view in article_views(site):
        view.context(None)
    sidecar_text(article, TODAY)
    _ = listed.original, listed.standfirst, site.sorting(listed.title), site.letter(listed.title)
    for uri in project.concordance.by_entry:
        entry = glossary.entries[uri]
        markup.mentions(entry_page.mentioned_in(site, entry), str, site.listed_article, LABELS)
    for printed in MENTIONS.values():
        list(printed(rows(project)))
    excerpt = published(article, "excerpt")
    if excerpt is not None:
        article_html(excerpt, mentions_of(excerpt, glossary)[0], str, str)


def _html(text: str, suffix: str = ".html") -> None:
    """A saved page without the library that reads pages: our own part of it."""
    with patch.object(page, "_library", lambda: None):
        _seed(text, suffix)


def _source(text: str) -> None:
    """A text in every field of a source: its note in all types, and its exports."""
    people = (Person(text), Person(text, text, text))
    fields = {spec.name: text for spec in FIELDS if spec.kind in (FieldKind.TEXT, FieldKind.TITLE, FieldKind.PAGES)}
    for type_ in ("article-journal", "chapter", "legal_case"):
        source = Source("x", type=type_, author=people, editor=people, issued=TODAY, **fields)  # type: ignore[arg-type]
        _cited(source)
    _cited(replace(source, title_supplied=True, title_short=None, author=(), editor=()))
    _cited(replace(source, type="article", title_short=None))
    as_bibtex([source]), as_ris([source]), as_csl_json([source])


def _cited(source: Source) -> None:
    full, short = note(source, "para. 4"), short_note(source, "4-5")
    for pieces in (full, short, sentence([full, short])):
        reference_markdown(pieces, source, lambda slug, number: f"{slug}#{number}")
        reference(pieces)


def _line(text: str) -> None:
    """What shows a line on pages that run one way and the other."""
    for foreign in map(foreign_to, ("en", "ar")):
        foreign.isolated(text)
        foreign.marked(text, "fa")


def _locator(text: str) -> None:
    """A locator of a citation, for works of several types."""
    for type_ in TYPES:
        source = Source("x", type=type_, title="T", volume="1", container_title="C", page=text, issued=TODAY, slug="x")
        note(source, text), short_note(source, text)


def _fields(text: str) -> None:
    """A text as the value of fields that are judged: dates, addresses, people, types, steps."""
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
    names = "title author container_title issued accessed url archive_url doi isbn type keep id publish status links notes tags"
    _seed(PLAIN, sidecar="".join(f"{name}: {quoted}\n" for name in names.split()))


def _entry_file(text: str) -> None:
    """The file of an entry, and what becomes of its names."""
    read = [read_entry("docs/glossary/e.md", "glossary/e.md", "e", text.encode("utf8", "surrogatepass")).entry]
    _with_entry(read[0])


def _with_entry(entry: Entry) -> None:
    glossary = GlossaryIndex.of([entry, *FEW[:2]])
    collisions([entry, *FEW[:2]])
    seed = read_seed("seeds/x.txt", PLAIN.encode()).article
    assert seed is not None
    article = whole(seed)
    mentions, _ = mentions_of(article, glossary)
    found = concordance([(article, mentions)])
    project = Project((article,), glossary, SOURCES, {article.path: mentions}, found, ())
    reviewed(project)
    listed = Listed(entry, 1, 1)
    markup.entries([listed], str, LABELS, by_surname=entry.kind == PERSON)
    folded(listed.filed), folded(entry.title)
    entry_head(entry, "https://example.org/", "x/")
    for text in (entry.body, *(fact.text for fact in entry.written)):
        judged_citations(text, SOURCES, {"talks": 3}, lambda _: Place("x"))


def _names(text: str) -> None:
    """A text as every name of an entry, of the kinds that differ."""
    title = " ".join(text.split())
    head = f"title: X {_yaml(text)}\naliases: [{_yaml(text)}, Y]\ndemonyms: {_yaml(text)}\nnever: [{_yaml(text)}]\n"
    _entry_file(f"---\nkind: person\n{head}facts: {{{_yaml(text)}: {_yaml(text)}}}\n---\n{text}\n")
    for kind in (PERSON, ORGANIZATION, PLACE):
        names = (Name(title, Form.TITLE), Name(title, Form.SURNAME))
        _with_entry(Entry("docs/glossary/e.md", "glossary/e.md", "e", title, kind, names))


def _yaml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _definition(text: str) -> None:
    _entry_file(f"---\ntitle: T\nkind: concept\nfacts: {{Office: {_yaml(text)}}}\n---\n{text}\n")


def _front_of_entry(text: str) -> None:
    _entry_file(f"---\ntitle: T\n{text}\n---\nA definition.\n")


def _front_of_seed(text: str) -> None:
    _seed(f"---\ntitle: T\n{text}\n---\n{PLAIN}")


def _beside(text: str) -> None:
    _seed(PLAIN, sidecar=text)
    has_field(text), speaks_of_publication(text)


def _note(text: str) -> None:
    """Editor's notes, long ones and many, and their footnotes as the page shows them."""
    pieces = [text[at : at + 2_000] for at in range(0, len(text), 2_000)]
    sidecar = "notes:\n" + "".join(f"- at: words\n  text: {_yaml(piece)}\n" for piece in pieces)
    seed = read_seed("seeds/x.txt", PLAIN.encode(), ("seeds/x.yml", sidecar.encode()))
    assert seed.article is not None
    article = whole(seed.article)
    _shown(article, FEW_NAMES)
    project = Project((article,), FEW_NAMES, SOURCES, {article.path: ()}, concordance([]), ())
    footnotes = footnotes_of(Site(project, LABELS), article)
    _converted(footnotes, lambda reference: article_html(article, (), str, reference))


def _note_at(text: str) -> None:
    """The words that a note is about, beside words to link and not to link, in a text that nearly has them."""
    sidecar = f"notes:\n- {{at: {_yaml(text)}, text: T}}\nlinks: {{{_yaml(text)}: Russia}}\nnolink: [{_yaml(text)}]\n"
    _seed(f"{text[:-1]}\n\n{text}x\n\n{PLAIN}", sidecar=sidecar)


def _notes_at(text: str) -> None:
    """A note for each line, in a text that nearly has its words."""
    lines = text.split("\n")
    _beside_lines("notes:\n" + "".join(f"- {{at: {_yaml(line + '!')}, text: T}}\n" for line in lines), lines)


def _links(text: str) -> None:
    """A name to link for each line, in a text that nearly has them."""
    lines = text.split("\n")
    article = _beside_lines("links:\n" + "".join(f"  {_yaml(line + '!')}: Russia\n" for line in lines), lines)
    if article is not None:
        stale(article, ())


def _beside_lines(sidecar: str, lines: Sequence[str]) -> Article | None:
    """A sidecar, and a text that has a paragraph for each line, read."""
    return read_seed("seeds/x.txt", "\n\n".join(lines).encode(), ("seeds/x.yml", sidecar.encode())).article


def _converted(text: str, article: Callable[[Callable[[str], str]], str] | None = None) -> str:
    """A page of Markdown, converted with our extensions."""

    def linker(stretches: Sequence[object]) -> Sequence[Mention]:
        return resolve(stretches, FEW_NAMES)  # type: ignore[arg-type]

    def cite(citation: Citation, uri: str, cited: object) -> str | None:
        project = Project((), FEW_NAMES, SOURCES, {}, concordance([]), ())
        return reference_of(project, citation, uri, cited)  # type: ignore[arg-type]

    extensions = [
        "footnotes",
        "tables",
        CitationExtension(cite),
        LinkExtension(lambda _: linker, lambda entry, _: {"href": entry.uri}),
        SiteExtension(lambda _, reference: article(reference) if article else ""),
    ]
    return markdown.markdown(text, extensions=extensions)  # type: ignore[arg-type]


def _page(text: str) -> None:
    """A page of an editor's, as far as its citations are judged."""
    LineIndex(text)
    judged_citations(without_comments(text), SOURCES, {"talks": 3}, lambda _: Place("x"))


def _suggested(text: str) -> None:
    """What is suggested for a text without entries, and drafts of entries."""
    read = read_seed(
        "seeds/x.txt", text.encode("utf8", "surrogatepass"), ("seeds/x.yml", b"title: T\nkeep: [main-text]\n")
    )
    if read.article is None:
        return
    articles = [read.article]
    found = suggestions(articles, {})
    list(as_text(found, articles)), list(as_jsonl(found, articles))
    for one in found[:20]:
        draft(one.name, one.kind, one, articles, FEW)
    mentioned("Some Name", PERSON, articles)


def _new(text: str) -> None:
    """A title for which an entry is drafted."""
    articles = [article] if (article := read_seed("seeds/x.txt", PLAIN.encode()).article) else []
    for kind in KINDS:
        draft(text, kind, mentioned(text, kind, articles), articles, FEW)


def _whole(files: Mapping[str, str]) -> None:
    """A project of files, all of it read."""
    made = tuple(RawFile(path, text.encode()) for path, text in files.items())
    seeds = tuple(file for file in made if file.path.startswith("seeds/"))
    pages = tuple(file for file in made if file.path.startswith("docs/"))
    project = read_project(Inputs("seeds", "docs", "docs/glossary", seeds, pages))
    reviewed(project)
    list(rows(project))


def _articles(text: str) -> None:
    """An article for each line."""
    _whole(
        {f"seeds/{number}.txt": f"{line}\n" for number, line in enumerate(text.split("\n"))}
        | {"docs/glossary/r.md": "---\ntitle: Russia\nkind: state\n---\nA state.\n"}
    )


def _facts(text: str) -> None:
    """An entry with a fact for each line: its label."""
    facts = "".join(f"  {line}: T\n" for line in text.split("\n") if line)
    _with_entry(read_entry("docs/x.md", "x.md", "x", f"---\ntitle: T\nfacts:\n{facts}---\nA.\n".encode()).entry)


def _shared(text: str) -> None:
    """An entry for each line: an alias that others share."""
    lines = text.split("\n")
    aliases = [Name(line, Form.ALIAS, case_sensitive=False, shared=True, place=Place("x")) for line in lines]
    titles = [Name("Title", Form.TITLE, case_sensitive=True, place=Place("x"))]
    collisions(Entry(f"{n}.md", "x", "x", "x", CONCEPT, (alias, *titles)) for n, alias in enumerate(aliases))


def _entries(text: str) -> None:
    """An entry for each line: its title."""
    entries = {
        f"docs/glossary/{n}.md": f"---\ntitle: {line}\nkind: person\n---\nA.\n"
        for n, line in enumerate(text.split("\n"))
        if line
    }
    _whole(entries | {"seeds/x.txt": PLAIN})


ENTRANCES: Mapping[str, Callable[[str], object]] = {
    "txt": _seed,
    "md": lambda text: _seed(text, ".md"),
    "html": _html,
    "library": lambda text: _seed(text, ".html"),
    "names": lambda text: _seed(text, glossary=MANY_NAMES),
    "latin-1": lambda text: read_seed("seeds/x.txt", text.encode("latin-1", "replace")),
    "utf-16": lambda text: read_seed("seeds/x.txt", text.encode("utf-16", "replace")),
    "front": _front_of_seed,
    "sidecar": _beside,
    "fields": _fields,
    "note": _note,
    "note-at": _note_at,
    "notes-at": _notes_at,
    "links": _links,
    "source": _source,
    "line": _line,
    "locator": _locator,
    "bibliography": lambda text: read_bibliography("seeds/bibliography.yml", text.encode("utf8", "surrogatepass")),
    "bib": lambda text: read_export("works.bib", text.encode("utf8", "surrogatepass")),
    "csl": lambda text: read_export("works.json", text.encode("utf8", "surrogatepass")),
    "page": _page,
    "entry": _entry_file,
    "entry-front": _front_of_entry,
    "entry-names": _names,
    "definition": _definition,
    "rendered": _converted,
    "suggest": _suggested,
    "new": _new,
    "dismissed": read_list,
    "articles": _articles,
    "entries": _entries,
    "facts": _facts,
    "shared": _shared,
    "once": lambda text: text.find("b"),
    "square": lambda text: [text.find("b", at) for at in range(len(text))],
}
"""By name, what is done with a text that comes in there."""


_WARM = {
    "txt": (
        "â€™ Ã©",
        "By Jane Roe\nMay 1, 2020\n\nTalks. [a](b)\n\nSource: https://a.b\n",
        "x\n\nx\n\nRussia’s U.S. é\n",
    ),
    "md": ("# Title\n\n*a* [b](http://c.d) `x` <b>y</b> &amp;\n\n- 1\n\n<p>b</p>\n\n|a|\n|-|\n|b|\n",),
    "html": ("<html><title>T - S</title><h1>T</h1><p class='byline'>By Jane Roe<p>Some words of Russia.</p>",),
    "library": ("<html><title>T - S</title><h1>T</h1><p>Some words of Russia.</p>",),
    "latin-1": ("\u00a4\u00fc\u00a6" * 50,),
    "sidecar": ("title: [T]\nsttus: x\nkind: y\nissued: x\nlinks: {Geneva: Nobody}\nnotes: x\n",),
    "bib": ("@bok{k, title={T \\'e}, author={Roe, Jane and Doe, J.}, howpublished={\\url{http://a.b}}}\n",),
    "csl": ('[{"id":"k","title":"T","author":[{"family":"A","given":"B"}],"issued":{"date-parts":[[2020]]}}]',),
    "entry": ("---\ntitle: T\nkid: x\n---\nA *definition*.[@a] Russia\n",),
    "suggest": ("Jane Roe, a professor, said. Ministry of Defence. President John Doe said. Jane Roe.\n",),
}
"""Texts after which nothing more is imported or compiled, by the entrance they are for."""


def warm_up(names: Collection[str]) -> None:
    """Makes the program import and compile what it does when it is first needed."""
    for name in sorted(names):
        for text in (PLAIN, *_WARM.get(name, ())):
            ENTRANCES[name](text)
