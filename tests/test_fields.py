"""What people write into a field is shown as they wrote it, on every page and in every file: no field is markup, nor runs.

The fields are found in the models, so that one that is added later is tried as well.
"""

from __future__ import annotations

import dataclasses
import json
import re
import typing
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pydantic import BaseModel, ValidationError

from backgrounder.glossary.entry import fields_of
from backgrounder.glossary.kinds import KINDS
from backgrounder.glossary.read import read_entry
from backgrounder.project import Inputs, read_project
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.read import SeedFields, read_seed
from backgrounder.sources.addresses import web_address
from backgrounder.sources.ris import as_ris
from backgrounder.sources.source_fields import TYPES, SourceFields
from backgrounder.text.decode import UNSHOWABLE
from conftest import CONFIG, build, write_project

HOSTILE = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) *a* &amp; "'
SHOWN = HOSTILE
UNSEEN = "\x07\u202e\x00\ufffe\u2067"
MARKDOWN = ("EntryFields.facts", "NoteFields.text")
"""The fields that say Markdown: links and emphasis may stand in them, and nothing else."""
GIVEN = {"id", "type", "kind", "case", "status", "publish", "keep", "shared", "formerly"}
"""Fields of a few words that the program knows, and names of files."""
TYPED = {
    "signed", "in_force", "expired", "adopted", "wikidata", "issued", "accessed", "doi", "url", "archive_url", "sha256",
    "language",
}  # fmt: skip
"""Fields that take no text: dates, addresses, identifiers."""
SAMPLES = ("2021-10-12", "https://example.org/", "10.1086/720277", "Q58217", "0" * 64, "de")


class Markers:
    """A word of its own for each place where a text is written, and what should be shown behind it."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.where: dict[str, str] = {}

    def text(self, where: str, *, as_key: bool = False) -> str:
        word = f"Mk{len(self.shown)}z"
        markdown = where in MARKDOWN and not as_key
        hostile = HOSTILE.replace("*a* ", "") if markdown else HOSTILE
        shown = hostile
        if markdown and where.startswith("Entry"):
            shown = hostile.replace("[x](javascript:alert(1))", "x").replace("&amp;", "&")
        self.shown[word], self.where[word] = shown, where
        return f"{word}{UNSEEN} {hostile}"


def inner(annotation: Any) -> Iterator[Any]:
    """The models and dataclasses in an annotation."""
    if isinstance(annotation, type) and (issubclass(annotation, BaseModel) or dataclasses.is_dataclass(annotation)):
        yield annotation
    for part in typing.get_args(annotation):
        yield from inner(part)


def filled(model: Any, markers: Markers) -> dict[str, Any]:
    """A record with hostile text in every field that takes any, those of nested models as well."""
    if not issubclass(model, BaseModel):
        return {field.name: markers.text(f"{model.__name__}.{field.name}") for field in dataclasses.fields(model)}
    record: dict[str, Any] = {}
    for name, field in ((field.alias or name, field) for name, field in model.model_fields.items()):
        where = f"{model.__name__}.{name}"
        if name in GIVEN:
            continue
        if name in TYPED:
            record[name] = next(sample for sample in SAMPLES if fits(model, {name: sample}))
            assert not fits(model, {name: HOSTILE}), where
            continue
        nested = [filled(one, markers) for one in inner(field.annotation) if one.__name__ != "Date"]
        if nested:
            record[name] = nested
        elif fits(model, {name: {"a": "b"}}):
            record[name] = {markers.text(where, as_key=True): markers.text(where)}
        elif fits(model, {name: ["a"]}):
            record[name] = [markers.text(where), markers.text(where)]
        else:
            record[name] = markers.text(where)
    return record


def fits(model: type[BaseModel], record: dict[str, Any]) -> bool:
    """Whether a model takes a record, if it had what else it needs."""
    try:
        model.model_validate(record)
    except ValidationError as error:
        return all(problem["type"] == "missing" for problem in error.errors())
    return True


def as_yaml(record: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(key)}: {json.dumps(value)}\n" for key, value in record.items())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Markers]:
    """The site of a project with an entry of each kind, a seed and a work of each type, all their fields hostile."""
    markers = Markers()
    files: dict[str, str | bytes] = {}
    names = []
    for kind in KINDS:
        record = filled(fields_of(KINDS), markers) | {"kind": kind.key}
        names += [record["title"], *(alias["name"] for alias in record["aliases"]), *record["demonyms"]]
        files[f"docs/glossary/{kind.key}.md"] = f"---\n{as_yaml(record)}---\nWhat it is.\n"
    cited = []
    works = {}
    for number, kind_of_work in enumerate(TYPES):
        record = filled(SeedFields, markers) | {"type": kind_of_work}
        # What stands first in a note differs by what is there.
        works[f"w{number}"] = filled(SourceFields, markers) | {"type": kind_of_work}
        paragraphs = [UNSHOWABLE.sub("", text) for text in (*names, *(note["at"] for note in record["notes"]))]
        files[f"seeds/s{number}.txt"] = "\n\n".join([f"Headline number {number} here", *paragraphs])
        files[f"seeds/s{number}.yml"] = as_yaml(record)
        cited += [f"[@s{number}]", f"[@w{number}]", f"[@s{number}, again]"]
    files["seeds/bibliography.yml"] = as_yaml(works)
    files["docs/index.md"] = f"# Home\n\nWords.{' '.join(cited)}\n"
    folder = write_project(tmp_path_factory.mktemp("fields"), files, CONFIG.replace("search,", "search, tags,"))
    done = build(folder)
    assert done.returncode == 0, done.stderr
    assert "bad-value" not in done.stderr
    assert "bad-yaml" not in done.stderr
    return folder / "site", markers


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text and that of its attributes, as browsers have them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts = [""]
        self.data: list[str] = []
        self.script = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        self.texts[1:1] = values.values()
        self.script = values.get("type", "script") if tag == "script" else "style" if tag == "style" else ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the base's signature)
        self.script = ""

    def handle_data(self, data: str) -> None:
        if self.script == "application/ld+json":
            self.data.append(data)
        elif not self.script:
            self.texts[0] += data


def level(text: str) -> str:
    """A text with one kind of quotation marks and spaces."""
    return " ".join(re.sub("[“”‘’\"']", '"', text).split())


def judge(texts: list[str], markers: Markers, path: Path) -> set[str]:
    """Requires that what stands behind each marker is what was written; the markers that stand there."""
    seen = set()
    for text in map(level, texts):
        for match in re.finditer(r"Mk\d+z", text):
            expected = level(markers.shown[match[0]]).rstrip('" ')
            assert text.startswith(f" {expected}", match.end()), (
                path, markers.where[match[0]], text[match.start() : match.end() + 80],
            )  # fmt: skip
            seen.add(match[0])
    return seen


def test_every_field_is_shown_as_it_was_written(site: tuple[Path, Markers]) -> None:
    folder, markers = site
    seen: set[str] = set()
    for path in sorted(folder.rglob("*.html")):
        page = Page(path.read_text(encoding="utf8"))
        for tag, values in page.tags:
            assert not [name for name in values if name.startswith("on")], (path, tag, values)
            assert (tag, values.get("src")) != ("img", "x"), path
            for name in ("href", "src"):
                assert not re.match(r"\s*(javascript|data|vbscript):", values.get(name, "")), (path, values)
        assert not re.search(r"<em>a</em>|<iframe", path.read_text(encoding="utf8")), path
        seen |= judge(page.texts, markers, path)
        seen |= judge([text for data in page.data for text in strings(json.loads(data))], markers, path)
    shown = {markers.where[word] for word in seen}
    fields = {f"EntryFields.{name}" for name in "title parties depositary legal_status adopted_by facts tags".split()}
    fields |= {"AliasFields.name", "NoteFields.text", "SeedFields.title", "SeedFields.container_title", "Person.family"}
    fields |= {
        "SeedFields.publisher",
        "SeedFields.page",
        "SourceFields.title",
        "SourceFields.authority",
        "Person.given",
    }
    assert fields <= shown


def strings(value: Any) -> Iterator[str]:
    """All texts in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def test_files_for_other_programs_have_the_text_and_are_well_formed(site: tuple[Path, Markers]) -> None:
    folder, markers = site
    for name in ("sources.json", "feed.json", "search/search_index.json"):
        values = json.loads((folder / name).read_text(encoding="utf8"))
        if not name.startswith("search"):
            judge([*strings(values)], markers, folder / name)
        else:
            # The search shows what it finds as HTML.
            assert not any("<img" in text for text in strings(values))
    feed = ET.fromstring((folder / "feed.xml").read_text(encoding="utf8"))  # noqa: S314 (our own)
    titles = [item.findtext("title") or "" for item in feed.iter("item")]
    assert len(judge(titles, markers, folder / "feed.xml")) == len(titles)
    judge((folder / "sources.ris").read_text(encoding="utf8").splitlines(), markers, folder / "sources.ris")
    for path in folder.rglob("*"):
        if path.suffix in (".html", ".json", ".xml", ".bib", ".ris"):
            text = path.read_text(encoding="utf8")
            assert "assets" in path.parts or not UNSHOWABLE.search(text), path
            assert not re.search(r"\\u(00[01]|d[89a-f]|202[a-e]|206[6-9]|fff[ef])", text) or "assets" in path.parts, (
                path
            )


def test_facts_have_links_and_citations_and_nothing_that_runs(tmp_path: Path) -> None:
    values = {
        "A": "[site](https://example.org/a_b) and *strong* `a<b` <https://example.org/>[@s]",
        "B": "[x](&#106;avascript:alert(1)) [y](java\\tscript:alert(1)) ![z](javascript:alert(1)) [v](JavaScript&colon;alert(1))",
        "C": '*word*{ onclick="alert(1)" style="x" .good } [u](https://example.org/){ href="javascript:alert(1)" }',
        "D": '<script>alert(1)</script> <iframe><p title="</iframe><img src=x onerror=alert(1)>">',
        "E": "[own](../s.md) [mail](mailto:a@example.org) 1 < 2 &lt;b&gt;",
    }
    entry = f"---\ntitle: T\nkind: treaty\nfacts: {json.dumps(values)}\n---\nA treaty.\n"
    config = "site_name: X\ntheme: material\nplugins: [search, backgrounder]\nmarkdown_extensions: [attr_list]\n"
    files = {"docs/glossary/t.md": entry, "docs/s.md": "# S\n", "seeds/s.txt": "A headline stands here\n\nSome text.\n"}
    done = build(write_project(tmp_path, files, config))
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site" / "glossary" / "t" / "index.html").read_text(encoding="utf8")
    box = html.partition('<dl class="bg-facts">')[2].partition("</dl>")[0]
    page = Page(box)
    assert [values["href"] for tag, values in page.tags if tag == "a" and "href" in values] == [
        "https://example.org/a_b", "https://example.org/", "#fn:cite-s", "../../s/", "mailto:a@example.org",
    ]  # fmt: skip
    assert {tag for tag, _ in page.tags} == {"div", "dt", "dd", "a", "em", "code", "sup", "span"}
    assert not [values for _, values in page.tags if {"onclick", "style", "src"} & set(values)]
    assert '<em class="good">word</em>' in box
    for text in ("a<b", values["D"], "1 < 2 <b>"):
        assert text in page.texts[0]


@pytest.mark.parametrize(
    "address",
    [
        "java\tscript:alert(1)", "javascript:alert(1)", "data:text/html,x", "https://x/%00", "https://x/a%0d%0ab",
        "https://x%0d%0aSet-Cookie:", "https://x/\u202ea", "https://x\u202e.org/", "https://x/a b", "https://x\\@y/",
        "https://user:password@example.org/", "https://bank.example@example.org/", "https://a..b/", "https:///a",
        "https://x\x00/", "https://x/\ud800", "https://exa\u3002mple.org/", "https://example.org\uff0f@x/", "https://x:port/",
        "https://x:99999/", "https://-\u200b.org/", f"https://{'a' * 64}.org/", "//example.org/", "https://[::1", "https://x/\ufffe", "",
    ],
)  # fmt: skip
def test_addresses_that_are_none_or_pass_for_others(address: str) -> None:
    assert web_address(address) is None


@pytest.mark.parametrize(
    ("address", "cleaned"),
    [
        ("https://example.org/a?b=%0A#c", "https://example.org/a?b=%0A#c"),
        ("https://fa.wikipedia.org/wiki/می\u200cشود", "https://fa.wikipedia.org/wiki/می%E2%80%8Cشود"),
        ("https://example.org/`a`", "https://example.org/%60a%60"),
        ("https://пример.рф/путь", "https://пример.рф/путь"),
        ("https://[2001:db8::1]:8080/a_(b)", "https://[2001:db8::1]:8080/a_(b)"),
        ("http://localhost:8000/@user?utm_source=x", "http://localhost:8000/@user"),
        ("https://a_b.example.org./", "https://a_b.example.org./"),
    ],
)
def test_addresses_keep_what_they_are(address: str, cleaned: str) -> None:
    assert web_address(address) == cleaned


def test_what_no_page_can_show_is_in_no_title(tmp_path: Path) -> None:
    """From references in a page, from a script in its head, from the text itself, and from an entry's heading."""
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "On \\ud800the\\u202e \\u0000port", "author": {"@type": "Person", "name": "A\\u202e B\\ud800"}}</script>'
    files: dict[str, str | bytes] = {
        "seeds/a.html": f"<!DOCTYPE html><title>On the port</title>{head}<h1>On &#8238;the &#xFFFE;&#0;port</h1><p>The text &#8238;of the page is longer than that.</p>",
        "seeds/b.txt": "A \u202eheadline \x07stands \u2067here\n\nThe text \u202eis longer \x00than that.\n".encode(),
        "seeds/c.md": "# A &#8238;headline \u202estands here\n\nThe text &#x202e;is longer than that.\n",
        "docs/glossary/a.md": "---\nkind: place\n---\n# The \u202eport\x07\n\nWhat \u2067it \x00is.\n",
    }
    folder = write_project(tmp_path, files)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    for path in sorted((folder / "site").rglob("*")):
        if path.suffix in (".html", ".xml", ".json") and "assets" not in path.parts:
            text = path.read_text(encoding="utf8")
            found = re.search(
                "[^\t\n\r\x20-\x7e\xa0-\u202c\u202f-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]", text
            )
            assert not found or path.parent.name == "seeds", (path, found)
    ET.fromstring((folder / "site" / "feed.xml").read_text(encoding="utf8"))  # noqa: S314 (our own)


def test_a_line_of_a_title_is_no_tag_in_ris() -> None:
    read = read_seed("seeds/a.md", b"A title  \nER  - \nTY  - BOOK\n===\n\nThe text is longer than that.\n")
    assert read.article is not None
    lines = as_ris([read.article.source]).splitlines()
    assert [line[:2] for line in lines] == ["TY", "ID", "TI", "ER"]


def test_a_surrogate_is_told_and_shown_nowhere() -> None:
    read = read_entry("a.md", "a.md", "a", b'---\ntitle: "A\\ud800"\nkind: place\n---\nWhat it is.\n')
    assert not UNSHOWABLE.search(read.entry.title + read.entry.markdown)
    seed = RawFile("seeds/a.txt", b"A headline stands here\n\nThe text is longer than that.\n")
    sidecar = RawFile("seeds/a.yml", b'title: "A\\ud800"\n')
    project = read_project(Inputs("seeds", "docs", "docs/glossary", (seed, sidecar), ()))
    assert project.articles[0].title == "A headline stands here"
    assert "bad-yaml" in {finding.code for finding in project.findings}
