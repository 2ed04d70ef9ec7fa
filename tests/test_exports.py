"""Sources as files for other programs, read back with parsers that are not ours; files of others read into ours."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import citeproc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string as parse_bibtex
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string as pybtex_parse
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from backgrounder.desk.schema import SCHEMAS
from backgrounder.disk import read_inputs
from backgrounder.language.dates import Date
from backgrounder.project import read_project
from backgrounder.site.labels import Labels
from backgrounder.site.listing import Site
from backgrounder.site.views.divided_lists import index_views
from backgrounder.site.views.indexes import SOURCES
from backgrounder.sources import formats
from backgrounder.sources.bibliography import read_export
from backgrounder.sources.bibtex import as_bibtex, field_names
from backgrounder.sources.csl_json import as_csl_json
from backgrounder.sources.formats import FORMATS, Format
from backgrounder.sources.latex import from_latex
from backgrounder.sources.ris import as_ris
from backgrounder.sources.source_fields import (
    FIELDS,
    TYPES,
    FieldKind,
    FieldSpec,
    Person,
    Source,
    SourceFields,
    specs_of,
)
from backgrounder.text.decode import one_line
from conftest import ROOT, build, write_project
from content import main_content, visible_text

NASTY = "Ümläute & “Quotes” {braces} } 50% $5 #1 a_b ~ ^ \\ <b>x</b> -- --- '' `` ?` “ASEAN” iPhone 習近平"
FULL = Source(
    key="roe-2021",
    type="article-journal",
    title=NASTY,
    title_short="Short “title” & {more}",
    author=(
        Person("Xinhua"),
        Person("de Vries", "Jan"),
        Person("King", "Martin Luther", "Jr."),
        Person("Smith & Sons"),
    ),
    editor=(Person("Ministry of Science and Technology"), Person("O’Neil-Łukasz", "Žofia Å.")),
    translator=(Person("Poe", "Ben"),),
    interviewer=(Person("Doe", "Cy"),),
    container_title="The Journal of U.S.-Taiwan Relations",
    collection_title="Series: A & B",
    volume="12",
    issue="3/4",
    number="e47",
    page="12–34",
    edition="2",
    genre="Working Paper",
    medium="audio, 35:25",
    authority="Court of Appeal",
    event_title="Fifth Summit",
    event_place="Zürich",
    publisher="Press & Co.",
    publisher_place="New York",
    issued=Date(2021, 10, 12),
    accessed=Date(2026, 11, 21),
    doi="10.1086/72_0277",
    isbn="978-0-226-81637-1",
    url="https://example.org/a_b?c=%20d&e=1#f~g",
    archive_url="https://web.archive.org/web/2021/https://example.org/",
    language="en",
    rights="© 2021, all rights",
)
OF_EVERY_TYPE = [replace(FULL, key=f"k-{type_}", type=type_) for type_ in TYPES]
DATED = [replace(FULL, key=f"d{n}", issued=d, accessed=None) for n, d in enumerate((Date(2021), Date(2021, 3), None))]
SINGLE = [Source("xinhua", author=(Person("Xinhua"),), title="[State system]"), Source("empty")]
SEED = Source("seed", title="Relations since 1990", title_supplied=True, path="seeds/x.txt", slug="x")
RECORDS = [FULL, *OF_EVERY_TYPE, *DATED, *SINGLE, SEED]


def expected(source: Source) -> Source:
    """What a file can say of a source: not that it is a seed, and the brackets are part of its title."""
    return replace(source, title=source.shown_title, title_supplied=False, path=None, slug=None)


# One line without characters that no page can show, as every field is.
LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=30).map(
    lambda text: one_line(text.replace("\ufeff", ""))
)
TEXT = LINES | st.text("{}\\%$#&_~^-'`\"<>,!?=@ aB", max_size=12).map(lambda text: " ".join(text.split()))


def decoded(latex: str) -> str:
    """LaTeX as pylatexenc reads it, with three standard commands that its tables lack or have as another sign."""
    known = get_default_latex_context_db()
    own = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    known.add_context_category("own", macros=[MacroTextSpec(n, c) for n, c in own.items()], prepend=True)
    return str(LatexNodes2Text(latex_context=known).latex_to_text(latex))


def person_of(name: str) -> Person:
    parts = parse_single_name_into_parts(name, strict=False)
    if parts.last == [name] and name.startswith("{"):
        return Person(decoded(name))
    family = [*parts.von, *parts.last]
    return Person(*(decoded(" ".join(part)) for part in (family, parts.first, parts.jr)))


def from_bibtex(text: str) -> Iterator[Source]:
    """The records of a BibTeX file as bibtexparser and pylatexenc read it."""
    library = parse_bibtex(text)
    assert not library.failed_blocks
    types = {(row.bibtex, row.subtype): row.name for row in TYPES.values()}
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        type_ = types[entry.entry_type, fields.pop("entrysubtype", "")]
        values: dict[str, object] = {}
        for spec in FIELDS:
            written = fields.pop(field_names(type_)[spec.name][0], None)
            if written is None:
                continue
            if spec.kind is FieldKind.PEOPLE:
                values[spec.name] = tuple(map(person_of, split_multiple_persons_names(written)))
            elif spec.kind is FieldKind.DATE:
                values[spec.name] = Date.parse(written)
            else:
                values[spec.name] = written if spec.name in ("doi", "url", "archive_url") else decoded(written)
        assert not fields
        yield Source(entry.key, type_, **values)  # type: ignore[arg-type]


def from_ris(text: str) -> Iterator[Source]:
    """The records of an RIS file as rispy reads it, under rispy's own names of tags."""
    names = {**rispy.TAG_KEY_MAPPING}
    for record in rispy.loads(text):
        fields = {tag: record[name] for tag, name in names.items() if name in record}
        type_ = next(row.name for row in reversed([*TYPES.values()]) if row.ris == fields["TY"])
        values: dict[str, object] = {}
        for spec in FIELDS:
            tags = [tag for tag in spec.ris.split() if tag in fields]
            found = [fields[tag][0] if isinstance(fields[tag], list) else fields[tag] for tag in tags]
            if tags and spec.kind is FieldKind.PEOPLE:
                people = fields[tags[0]]
                values[spec.name] = tuple(map(ris_person, people if isinstance(people, list) else [people]))
            elif tags and spec.kind is FieldKind.DATE:
                values[spec.name] = Date.parse("-".join(part for part in found[-1].split("/") if part))
            elif tags:
                values[spec.name] = "–".join(found)
        yield Source(fields["ID"], type_, **values)  # type: ignore[arg-type]


def ris_person(name: str) -> Person:
    family, given, suffix, *_ = [*name.split(", "), "", ""]
    return Person(family, given, suffix)


def from_csl(text: str) -> Iterator[Source]:
    """The records of a CSL-JSON file by the names of the specification."""
    for record in json.loads(text):
        values: dict[str, object] = dict(record.get("custom", {}))
        for spec in FIELDS:
            value = record.get(spec.csl_name)
            if value and spec.kind is FieldKind.PEOPLE:
                names = [(n.get("literal") or n["family"], n.get("given", ""), n.get("suffix", "")) for n in value]
                values[spec.name] = tuple(Person(*name) for name in names)
            elif value:
                values[spec.name] = Date(*value["date-parts"][0]) if spec.kind is FieldKind.DATE else value
        yield Source(record["id"], record["type"], **values)  # type: ignore[arg-type]


def test_no_two_fields_or_types_have_one_name_in_a_format() -> None:
    rows = TYPES.values()
    assert len({(row.bibtex, row.subtype) for row in rows}) == len(TYPES)
    # An article without a type is most often news.
    assert len({row.ris for row in rows if row.name != "article"}) == len(TYPES) - 1
    tags = [tag for spec in FIELDS for tag in spec.ris.split()]
    assert len(set(tags)) == len(tags)
    assert len({spec.csl_name for spec in FIELDS}) == len(FIELDS)
    for type_ in TYPES:
        names = [written for written, *_ in field_names(type_).values()]
        assert len(set(names)) == len(names) == len(FIELDS)


SAMPLES: dict[FieldKind, object] = {
    FieldKind.TEXT: "A word",
    FieldKind.TITLE: "A word",
    FieldKind.PAGES: "12–34",
    FieldKind.PEOPLE: (Person("Roe", "Ada"),),
    FieldKind.DATE: Date(2021, 10, 12),
    FieldKind.ADDRESS: "https://example.org/a_b",
    FieldKind.DOI: "10.1086/72_0277",
}


@pytest.mark.parametrize("spec", FIELDS, ids=lambda spec: spec.name)
def test_one_row_makes_a_field_everywhere(spec: FieldSpec) -> None:
    """Nothing but its row names a field to the model, the schema, and the formats: each has it, and gives it back."""
    source = replace(Source("k", "document"), **{spec.name: SAMPLES[spec.kind]})  # type: ignore[arg-type]
    (written,) = json.loads(as_csl_json([source]))
    assert read_export("x.json", json.dumps([written]).encode()).sources == (source,)
    assert read_export("x.bib", as_bibtex([source]).encode()).sources == (source,)
    assert list(from_ris(as_ris([source]))) == [source]
    for schema in (SCHEMAS["sidecar"], SCHEMAS["bibliography"]["additionalProperties"]):
        assert schema["properties"][spec.name]["description"] == spec.description


def test_the_table_of_fields_has_every_field() -> None:
    assert {spec.name for spec in specs_of(SourceFields)} == set(SourceFields.model_fields)
    assert {spec.name for spec in FIELDS} == set(SourceFields.model_fields) - {"id", "type"}


def test_csl_json_keeps_every_field() -> None:
    assert list(from_csl(as_csl_json(RECORDS))) == list(map(expected, RECORDS))


class CslName(BaseModel):
    """A name, as csl-data.json has it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


class CslDate(BaseModel):
    """A date, as csl-data.json has it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    parts: list[list[int]] = Field(alias="date-parts", min_length=1, max_length=2)


def csl_terms(file: str, group: str) -> set[str]:
    """The words of a group in the schemas of CSL, which citeproc-py carries."""
    text = (files(citeproc) / "data" / "schema" / "schemas" / "styles" / file).read_text(encoding="utf8")
    text = re.sub(r"#.*", "", text)
    (words,) = re.findall(rf"^ +{re.escape(group)} =\s+((?:\|?\s*\"[^\"]+\"\s*)+)", text, re.MULTILINE)
    return set(re.findall(r'"([^"]+)"', words))


def test_csl_json_has_the_names_and_shapes_of_the_specification() -> None:
    names, dates = csl_terms("csl-variables.rnc", "variables.names"), csl_terms("csl-variables.rnc", "variables.dates")
    texts = {
        word
        for group in ("numbers", "strings", "titles")
        for word in csl_terms("csl-variables.rnc", f"variables.{group}")
    }
    for record in json.loads(as_csl_json(RECORDS)):
        assert record["type"] in csl_terms("csl-types.rnc", "item-types")
        for name, value in record.items():
            if name in names:
                TypeAdapter(list[CslName]).validate_python(value)
            elif name in dates:
                CslDate.model_validate(value)
            elif name == "custom":
                assert set(value) == {"archive_url", "rights"}
            else:
                assert name in texts | {"id", "type", "language"}
                assert isinstance(value, str)


def test_csl_json_is_read_by_citeproc() -> None:
    unknown = {"custom", "event-title"}  # to citeproc-py, which warns
    data = [{k: v for k, v in record.items() if k not in unknown} for record in json.loads(as_csl_json(RECORDS))]
    read = CiteProcJSON(data)[FULL.key]
    assert str(read["title"]) == FULL.title
    assert (read["issued"].year, read["issued"].month, read["issued"].day) == (2021, 10, 12)
    assert (read["author"][1].family, read["author"][1].given) == ("de Vries", "Jan")


def test_bibtex_keeps_every_field() -> None:
    assert list(from_bibtex(as_bibtex(RECORDS))) == list(map(expected, RECORDS))


def test_bibtex_is_read_by_pybtex() -> None:
    """Names, keys and types, as a second parser reads them."""
    database = pybtex_parse(as_bibtex(RECORDS), "bibtex")
    assert list(database.entries) == [source.key for source in RECORDS]
    entry = database.entries["roe-2021"]
    assert entry.type == "article"
    names = [(p.prelast_names, p.last_names, p.first_names, p.lineage_names) for p in entry.persons["author"][:3]]
    assert names == [([], ["{Xinhua}"], [], []), (["de"], ["Vries"], ["Jan"], []), ([], ["King"], ["Martin"], ["Jr."])]
    assert entry.fields["url"] == FULL.url


def test_bibtex_protects_capitals() -> None:
    (entry,) = parse_bibtex(as_bibtex([replace(FULL, title="The rise of NATO and iPhone")])).entries
    assert entry["title"] == "{The} rise of {NATO} and {iPhone}"


def test_bibtex_keys_stay_apart() -> None:
    keys = [entry.key for entry in parse_bibtex(as_bibtex([Source("a#1"), Source("a%1"), Source("b")])).entries]
    assert keys == ["a-1", "a-1-2", "b"]


def test_ris_keeps_every_field() -> None:
    of_ris = [replace(one, type="article-newspaper") if one.type == "article" else one for one in RECORDS]
    assert list(from_ris(as_ris(RECORDS))) == list(map(expected, of_ris))


PEOPLE_OF_ANY_NAME = st.lists(
    st.builds(Person, TEXT.filter(bool)) | st.builds(Person, TEXT.filter(bool), TEXT.filter(bool), TEXT), max_size=3
).map(tuple)


@settings(max_examples=200)
@given(TEXT, TEXT, TEXT, PEOPLE_OF_ANY_NAME)
def test_any_text_comes_back(title: str, container: str, page: str, people: tuple[Person, ...]) -> None:
    texts = {"title": title or None, "container_title": container or None, "page": page or None}
    source = Source("k", author=tuple(p for p in people if p.family != "others"), **texts)  # type: ignore[arg-type]
    assert list(from_csl(as_csl_json([source]))) == [source]
    (read,) = read_export("x.bib", as_bibtex([source]).encode()).sources
    assert read == replace(source, title_supplied=read.title_supplied)
    # In RIS a comma parts the family name from the others.
    plain = replace(source, author=tuple(p for p in source.author if "," not in f"{p.family}{p.given}{p.suffix}"))
    (record,) = rispy.loads(as_ris([plain]))
    assert record.get("title", "") == title
    assert record.get("secondary_title", "") == container
    assert tuple(map(ris_person, record.get("authors", ()))) == plain.author


def test_our_own_files_are_read_as_they_were_written() -> None:
    """Without what looks like markup in CSL-JSON, which reading takes out; and without a key for nothing."""
    records = [replace(source, title="Plain & “quoted” {x} 50%") for source in OF_EVERY_TYPE] + SINGLE
    for path, text in (("x.json", as_csl_json(records)), ("x.bib", as_bibtex(records))):
        read = read_export(path, text.encode())
        assert not read.findings
        assert [replace(source, title_supplied=False) for source in read.sources] == list(map(expected, records))


BIB = r"""@string{jas = {Journal of Asian Studies}}
@article{roe2014,
  author = {Roe, Ada and {Ministry of Foreign Affairs} and Ludwig van Beethoven and King, Jr., Martin},
  title = {{The} na{\"i}ve {NATO} \& {\'E}lan: 50\% of Stra{\ss}e},
  journal = jas # " (Online)",
  volume = 12, number = {3}, pages = {12--34}, month = oct, year = 2014,
  url = {https://example.org/a\_b},
}

@inproceedings{poe, author={Poe, Ben and others}, title={In}, subtitle={And Out}, booktitle={Talks}, month = "3~" # apr, year = 1999}
@misc{site, title = {A {Site}}, howpublished = {\url{https://example.org/x}}, urldate = {2020-02-03}}
@phdthesis{phd, author={Doe, Cy}, title={T}, school={A University}, type={PhD thesis}, date={2013-05/2014}}
@newspaper{n, title={T}, year={1999}}
@book{roe2014, title={Again}}
@book{twice, title={A}, title={B}}
@book{bad key, title={A}, url={no address}}
@book{open, title = {Never closed
@book{after, title={After}, publisher={P}}
"""


def test_bibtex_of_others_is_read() -> None:
    read = read_export("refs.bib", BIB.encode())
    works = {source.key: source for source in read.sources}
    assert list(works) == ["roe2014", "poe", "site", "phd", "n", "twice", "after"]
    roe = works["roe2014"]
    people = (Person("Roe", "Ada"), Person("Ministry of Foreign Affairs"), Person("van Beethoven", "Ludwig"))
    assert roe.author == (*people, Person("King", "Martin", "Jr."))
    assert roe.title == "The naïve NATO & Élan: 50% of Straße"
    assert (roe.type, roe.container_title, roe.issue) == ("article-journal", "Journal of Asian Studies (Online)", "3")
    assert (roe.page, roe.issued, roe.url) == ("12–34", Date(2014, 10), "https://example.org/a_b")
    assert works["poe"].author == (Person("Poe", "Ben"), Person("others"))
    assert (works["poe"].type, works["poe"].title, works["poe"].issued) == ("chapter", "In: And Out", Date(1999, 4, 3))
    assert (works["site"].url, works["site"].medium) == ("https://example.org/x", None)
    assert works["site"].accessed == Date(2020, 2, 3)
    phd = works["phd"]
    assert (phd.type, phd.genre, phd.publisher, phd.issued) == ("document", "PhD thesis", "A University", Date(2013, 5))
    assert works["n"].type == "article"
    found = [(finding.place.line, finding.code) for finding in read.findings]
    assert sorted(found) == [
        (13, "bad-value"),
        (14, "duplicate-key"),
        (15, "bad-value"),
        (16, "bad-value"),
        (17, "bad-bibliography"),
    ]
    assert any("`@newspaper` is not known" in finding.message for finding in read.findings)


CSL = """[
  {"id": "a", "type": "article-newspaper", "title": "A <i>Title</i>", "issued": {"date-parts": [["2021", 10]]},
   "author": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
              {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
              {"family": "Xi", "given": "Jinping", "static-ordering": true}, {"literal": "Xinhua"}],
   "volume": 7, "abstract": "Long.", "URL": "https://example.org/?utm_source=x"},
  {"id": 12, "citation-key": "b", "type": "paper-conference", "issued": {"raw": "2020-02"}},
  {"id": "a", "type": "book"},
  {"id": "c", "type": "magic", "issued": {"literal": "long ago"}, "DOI": "https://doi.org/10.1086/1"},
  7
]
"""


def test_csl_json_of_others_is_read() -> None:
    read = read_export("refs.json", CSL.encode())
    works = {source.key: source for source in read.sources}
    assert list(works) == ["a", "b", "c"]
    names = [person.printed for person in works["a"].author]
    assert names == ["Vincent van Gogh", "Ludwig van Beethoven", "Xi Jinping", "Xinhua"]
    assert [person.family for person in works["a"].author[:2]] == ["van Gogh", "Beethoven"]
    assert (works["a"].title, works["a"].issued, works["a"].volume) == ("A Title", Date(2021, 10), "7")
    assert works["a"].url == "https://example.org/"
    assert (works["b"].type, works["b"].issued) == ("chapter", Date(2020, 2))
    assert (works["c"].type, works["c"].issued, works["c"].doi) == ("article", None, "10.1086/1")
    places = [(finding.place.line, finding.place.column, finding.code) for finding in read.findings]
    assert sorted(places) == [
        (8, 3, "duplicate-key"),
        (9, 3, "bad-value"),
        (9, 3, "bad-value"),
        (10, 3, "bad-bibliography"),
    ]


@pytest.mark.parametrize(
    ("path", "data", "place"),
    [
        ("x.json", b'[\n {"id" "a"}\n]', (2, 8)),
        # From Python 3.13 on, the comma; before, what follows it.
        ("x.json", b'[\n {"id": "a",}\n]', (2, 12 if sys.version_info >= (3, 13) else 13)),
        ("x.json", b'{"a": 1}', (1, 1)),
        ("x.json", b"[" * 100_000, (1, 1)),
        ("x.json", b"7", (1, 1)),
        ("x.ris", b"TY  - JOUR", (1, 1)),
    ],
)
def test_what_cannot_be_read_is_reported(path: str, data: bytes, place: tuple[int, int]) -> None:
    (finding,) = read_export(path, data).findings
    assert (finding.place.line, finding.place.column, finding.code) == (*place, "bad-bibliography")
    (undecodable,) = read_export("x.bib", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8\xd9\0").findings
    assert undecodable.code == "undecodable"


@given(st.text(alphabet='@{}=,"\\#%ab \n', max_size=60), st.text(alphabet='[]{}:,"id1\\n \n', max_size=40))
def test_any_file_is_read_or_reported(bibtex: str, csl: str) -> None:
    read_export("x.bib", f"@book{{a, title={{{bibtex}".encode())
    read_export("x.bib", f"@book{{a, author={{{bibtex}}}, title={{{bibtex}}}}}".encode())
    read_export("x.json", csl.encode())
    read_export("x.json", f'[{{"id": "a", "issued": {csl}}}]'.encode())


def test_strings_of_strings_do_not_grow_beyond_the_file() -> None:
    strings = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(100))
    bibtex = f'@string{{a0 = "ten letters"}}\n{strings}@article{{key, title = a100, journal = a2}}\n'
    read = read_export("x.bib", bibtex.encode())
    assert [source.container_title for source in read.sources] == ["ten letters" * 4]
    (told,) = read.findings
    assert (told.code, told.place.line) == ("bad-bibliography", 9)


def test_braces_may_be_as_deep_as_they_like() -> None:
    (source,) = read_export("x.bib", f"@book{{a, title={{{'{' * 5000}x{'}' * 5000}}}}}".encode()).sources
    assert source.title == "x"


CONFIG = """site_name: X
site_url: https://background.example/
theme: material
plugins: [{backgrounder: {bibliography: [refs/a.bib, refs/b.json, refs/none.bib]}}]
"""
PROJECT = {
    "seeds/talks.txt": "Talks end\n\nSergey Lavrov met nobody.\n\nThe talks went on.\n",
    "seeds/talks.yml": "author: {family: Roe, given: Ada}\nurl: https://example.org/talks\nissued: 2021-10\n",
    "seeds/bibliography.yml": "one:\n  title: One\n  publisher: P\n",
    "refs/a.bib": "@book{two, title={Two}, publisher={P}}\n\n@book{one, title={Another}}\n",
    "refs/b.json": '[{"id": "three", "type": "webpage", "title": "Three", "publisher": "P"},\n {"id": "two"}]',
    "docs/index.md": "# Home\n\nA.[@talks, para. 2] B.[@two; @three] C.[@talks, para. 1] D.[^own] E.[@talks, para. 1]\n"
    "F.[@two, 5]\n\n[^own]: See [@three, 7].\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("sources"), PROJECT, CONFIG)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    assert "is taken by" in done.stderr
    return folder


def test_files_of_reference_managers_stand_beside_the_bibliography(site: Path) -> None:
    names = ["refs/a.bib", "refs/b.json", "refs/none.bib", "refs/a.bib"]
    project = read_project(read_inputs(site, site / "docs", "seeds", "glossary", names))
    assert list(project.sources) == ["one", "talks", "three", "two"]
    assert project.sources["one"].title == "One"
    found = {
        str(finding.place): finding.message for finding in project.findings if finding.place.path.startswith("refs")
    }
    assert list(found) == ["refs/a.bib:3:1", "refs/b.json:2:2", "refs/none.bib:1:1"]
    assert "taken by a work in seeds/bibliography.yml" in found["refs/a.bib:3:1"]
    assert "taken by a work in refs/a.bib" in found["refs/b.json:2:2"]
    assert "This file is not there" in found["refs/none.bib:1:1"]


def test_a_file_outside_the_project_is_not_read(tmp_path: Path) -> None:
    write_project(tmp_path, {"p/docs/index.md": "# Home\n", "x.bib": "@book{x, title={X}}\n"})
    (tmp_path / "p" / "x.bib").symlink_to(tmp_path / "x.bib")
    project = read_project(read_inputs(tmp_path / "p", tmp_path / "p" / "docs", "seeds", "glossary", ["x.bib"]))
    assert [finding.place.path for finding in project.findings if finding.code == "unsafe-path"] == ["x.bib"]
    done = build(write_project(tmp_path, {}, CONFIG.replace("refs/none.bib", "../x.bib")))
    assert "name files below the folder of mkdocs.yml" in done.stderr


def test_one_row_makes_an_export_format(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its file is written, and the page Sources offers it."""
    titles = Format("Titles", ".txt", lambda sources: "".join(f"{source.title}\n" for source in sources))
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, titles))
    write_project(tmp_path, {"seeds/bibliography.yml": "one: {title: One}\n"})
    site_of_one = Site(read_project(read_inputs(tmp_path, tmp_path / "docs", "seeds", "glossary")), Labels({}, "en"))
    assert dict(SOURCES.attachments(site_of_one))["sources.txt"] == "One\n"
    (page,) = index_views(site_of_one, [SOURCES])
    assert page.context(None)["downloads"]["sources.txt"] == "Titles"


def test_the_guide_has_every_format() -> None:
    read = " or ".join(f"{one.name} (`{one.suffix}`)" for one in FORMATS if one.read)
    rows = "".join(f"| `{one.file}` | {one.name}" for one in FORMATS)
    files = ", ".join(f"`{one.file}`" for one in FORMATS)
    for name, said in (("citations.md", read), ("reference.md", read), ("reference.md", f"| {files} |")):
        text = (ROOT / "docs" / "guide" / name).read_text(encoding="utf8")
        assert said in " ".join(text.split()), name
    table = (ROOT / "docs" / "guide" / "citations.md").read_text(encoding="utf8").partition("### Downloads")[2]
    assert "".join(re.findall(r"^(\| `[^`]*` \| [^ ,|]+)", table, re.MULTILINE)) == rows


def test_downloads_stand_beside_the_sources_page(site: Path) -> None:
    page = main_content((site / "site/sources/index.html").read_text(encoding="utf8"))
    links = re.findall(r'<a href="([^"]*)" download>([^<]*)</a>', page)
    assert links == [("../sources.json", "CSL-JSON"), ("../sources.bib", "BibTeX"), ("../sources.ris", "RIS")]
    texts = [(site / "site/sources" / href).read_text(encoding="utf8") for href, _ in links]
    keys = ["one", "talks", "three", "two"]
    assert [record["id"] for record in json.loads(texts[0])] == keys
    assert [entry.key for entry in parse_bibtex(texts[1]).entries] == keys
    assert [record["id"] for record in rispy.loads(texts[2])] == keys


def test_a_page_cites_in_full_once_and_then_in_short(site: Path) -> None:
    page = (site / "site/index.html").read_text(encoding="utf8")
    notes = re.findall(r'<li id="fn:[^"]+">\s*<p>(.*?)&#160;<a class="footnote-backref"', page, re.DOTALL)
    assert [visible_text(note) for note in notes] == [
        "Ada Roe, “Talks end,” example.org, October 2021, para. 2, https://example.org/talks.",
        "Two (P); “Three,” P.",
        "Roe, “Talks end,” para. 1.",
        "See “Three,” 7.",
        "Two, 5.",
    ]
    assert '<a href="articles/talks/#p2">para&#46; 2</a>' in notes[0]
    assert '<a href="articles/talks/#p1">para&#46; 1</a>' in notes[2]


def test_a_locator_names_a_paragraph_that_is_there(tmp_path: Path) -> None:
    page = "# H\n\nA.[@talks, para. 9] B.[@talks, p. 9] C.[@one, para. 9]\n"
    write_project(tmp_path, {**PROJECT, "docs/index.md": page})
    project = read_project(read_inputs(tmp_path, tmp_path / "docs", "seeds", "glossary"))
    (found,) = [finding for finding in project.findings if finding.code == "bad-citation"]
    assert (found.place.line, found.place.column) == (3, 5)
    assert found.message == "The last paragraph of `talks` is 2; `para. 9` is beyond it."


HOSTILE = "</script><img src=x onerror=alert(1)> \"quoted\" & 'single' \u2028 {{ x }}"
HEAD = {
    "seeds/x.txt": "Some text.\n",
    "seeds/x.yml": json.dumps(
        {
            "title": HOSTILE,
            "author": [HOSTILE, {"family": "Roe", "given": "Ada"}],
            "type": "article-newspaper",
            "container_title": HOSTILE,
            "issued": "2021-10-12",
            "url": "https://example.org/x?a=1&b='",
            "language": "en",
        }
    ),
    "seeds/own.txt": "Own text.\n",
    "seeds/own.yml": "type: report\npublisher: Us\nurl: https://background.example/own\n",
}


def test_the_head_of_an_article_names_its_original(tmp_path: Path) -> None:
    write_project(tmp_path, HEAD, CONFIG.replace("refs/", ""))
    assert build(tmp_path).returncode == 0
    page = (tmp_path / "site/articles/x/index.html").read_text(encoding="utf8")
    head = page.partition("</head>")[0]
    text = " ".join(HOSTILE.split())
    tags = [
        (html.unescape(n), html.unescape(c))
        for n, c in re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', head)
    ]
    assert tags == [
        ("citation_title", text),
        ("citation_author", text),
        ("citation_author", "Roe, Ada"),
        ("citation_publication_date", "2021/10/12"),
        ("citation_journal_title", text),
        ("citation_public_url", "https://example.org/x?a=1&b='"),
        ("citation_language", "en"),
    ]
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)
    assert "<" not in script
    assert json.loads(script) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text,
        "author": [{"name": text}, {"@type": "Person", "name": "Ada Roe"}],
        "datePublished": "2021-10-12",
        "publisher": {"@type": "Organization", "name": text},
        "isBasedOn": "https://example.org/x?a=1&b='",
        "inLanguage": "en",
    }
    canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', page)
    assert list(map(html.unescape, canonical)) == ["https://example.org/x?a=1&b='"]
    assert "<img src=x" not in head
    assert "https://example.org/x" not in (tmp_path / "site/sitemap.xml").read_text(encoding="utf8")


def test_an_article_of_the_site_itself_is_its_own_original(tmp_path: Path) -> None:
    write_project(tmp_path, HEAD, CONFIG.replace("refs/", ""))
    assert build(tmp_path).returncode == 0
    page = (tmp_path / "site/articles/own/index.html").read_text(encoding="utf8")
    assert re.findall(r'<link rel="canonical" href="([^"]*)">', page) == ["https://background.example/articles/own/"]
    assert '<meta name="citation_publisher" content="Us">' in page
    assert '"@type": "Article"' in page


def test_what_is_too_long_for_latex_loses_its_braces_alone() -> None:
    assert from_latex("{A} \\'e") == "A é"
    long = "{A} \\'e" + "x" * 20_000
    assert from_latex(long) == "A \\'e" + "x" * 20_000
