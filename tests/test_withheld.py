"""Nothing that is withheld gets out: not into a byte of the site, and not into the log of its build."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from backgrounder import findings
from backgrounder.findings import DEFAULT_LEVELS, Finding, Place, sealed
from backgrounder.glossary.read import read_entry
from backgrounder.project import Inputs, Reading, read_project
from backgrounder.seeds.folder import RESERVED_SEEDS, RawFile
from backgrounder.seeds.published import published
from backgrounder.seeds.read import read_seed
from backgrounder.text.decode import decode
from conftest import ROOT
from withheld import found_in, project

SECRET = b"# Secret talk\n\nSecret words of Velmoria.\n"


@pytest.mark.long
@pytest.mark.parametrize("number", range(10_000, 10_008))
def test_no_secret_word_of_a_project_gets_out(number: int, tmp_path: Path) -> None:
    """A few of the projects that `tests/withheld.py` tries by the hundred."""
    files, words = project(number)
    assert words
    assert found_in(files, words, tmp_path) == []


@pytest.mark.parametrize("name", ["bibliography", "Bibliography", "not-suggested"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("sidecar", [b"publish: none\nstatus: draft\n", b"title: Talks\n", None])
def test_a_seed_under_a_reserved_name_is_withheld_and_told(name: str, suffix: str, sidecar: bytes | None) -> None:
    files = [RawFile(f"seeds/{name}{suffix}", SECRET)]
    files += [RawFile(f"seeds/{name}.yml", sidecar)] if sidecar else []
    read = read_project(Inputs("seeds", "docs", "docs/glossary", tuple(files), ()), Reading(whole=False))
    assert read.articles == ()
    assert "seeds/" + name + suffix in {f.place.path for f in read.findings if f.code == "reserved-name"}
    assert {f.code for f in read.findings if f.place.path.endswith(suffix)} == {"reserved-name"}


def test_a_reserved_name_is_free_in_a_folder_of_the_seeds() -> None:
    files = (RawFile("seeds/a/bibliography.txt", SECRET), RawFile("seeds/a/bibliography.yml", b"title: Talks"))
    read = read_project(Inputs("seeds", "docs", "docs/glossary", files, ()), Reading(whole=False))
    assert [article.title for article in read.articles] == ["Talks"]


def test_the_guide_has_the_reserved_names() -> None:
    guide = (ROOT / "docs/guide/reference.md").read_text(encoding="utf8").partition("### `reserved-name`")[2]
    assert set(RESERVED_SEEDS) <= set(re.findall(r"`([\w-]+)`", guide.partition("###")[0]))


@pytest.mark.parametrize("name", ["x.txt.yaml", "x.TXT.yml", "x.yaml", "X.txt.YAML"])
@pytest.mark.parametrize("encoding", ["utf8", "utf-16", "utf-8-sig"])
def test_a_stray_sidecar_withholds_in_any_encoding(name: str, encoding: str) -> None:
    files = (RawFile("seeds/x.txt", SECRET), RawFile(f"seeds/{name}", "publish: none\n".encode(encoding)))
    read = read_project(Inputs("seeds", "docs", "docs/glossary", files, ()), Reading(whole=False))
    assert read.articles == ()


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_an_excerpt_has_no_byte_of_what_is_withheld(suffix: str) -> None:
    """Whatever asks the value: its data are the part of the seed in which the excerpt stands, each word in its place."""
    paragraphs = [f"Paragraph {n} of the talks goes on for a while, with words enough to be one." for n in range(12)]
    body = "".join(f"<p>{p}</p>" for p in paragraphs) if suffix == ".html" else "\n\n".join(paragraphs)
    head = "---\nnolink: [Hidden]\npublish: excerpt\n---\n"
    article = read_seed(f"seeds/x{suffix}", (head + body).encode()).article
    assert article
    public = published(article, "full")
    assert public
    text, _ = decode(public.data)
    assert "Hidden" not in text
    assert "Paragraph 2" in text
    assert "Paragraph 3" not in text
    for number, block in enumerate(public.blocks):
        assert public.surface(number, 0, len(block.text)) == block.text
        assert public.place(number, 0) == article.place(number, 0)
    assert (public.links, public.nolink) == ((), ())
    assert (public.size, public.sha256) == (article.size, article.sha256)


def test_a_draft_of_an_entry_is_none_for_readers() -> None:
    pages = (
        RawFile("docs/glossary/a.md", b"---\ntitle: Velmoria\nkind: state\nstatus: draft\n---\nSecret.[@nothing]"),
        RawFile("docs/glossary/b.md", b"---\ntitle: Sandrel\nkind: state\n---\nA state."),
    )
    files = (RawFile("seeds/x.txt", b"# Talks\n\nVelmoria and Sandrel talked."),)
    inputs = Inputs("seeds", "docs", "docs/glossary", files, pages)
    public = read_project(inputs, Reading(whole=False))
    assert list(public.glossary.entries) == ["glossary/b.md"]
    assert public.drafts == ("glossary/a.md",)
    assert "unknown-key" not in {finding.code for finding in public.findings}
    assert list(read_project(inputs).glossary.entries) == ["glossary/a.md", "glossary/b.md"]


def test_findings_on_what_is_withheld_quote_nothing_of_it() -> None:
    found = [Finding(Place("seeds/x.yml", 2, 3), code, "`Secret` is wrong.") for code in sorted(DEFAULT_LEVELS)]
    quoting = {f.code for f in sealed(found, {"seeds/x.yml"}) if "Secret" not in f.message}
    assert {"stale-note", "bad-value", "ambiguous", "unknown-entry", "bad-yaml"} <= quoting
    assert [f.place for f in sealed(found, {"seeds/x.yml"})] == [f.place for f in found]
    assert list(sealed(found, {"seeds/y.yml"})) == found
    assert set(DEFAULT_LEVELS) >= findings._QUOTE_NOTHING


@pytest.mark.parametrize(
    "name",
    ["x.yaml", "x.txt.yml", "x.txt.yaml", "x.yml.txt", "x.yml.md", "x.yml.yml", "x .yml", "X.yaml", "x.YAML.txt"],
)
def test_a_file_named_almost_like_a_sidecar_withholds_whatever_it_says(name: str) -> None:
    files = (RawFile("seeds/x.txt", SECRET), RawFile(f"seeds/{name}", b"# Secret remarks\n\ntitle: Talks\n"))
    read = read_project(Inputs("seeds", "docs", "docs/glossary", files, ()), Reading(whole=False))
    assert read.articles == ()
    assert "orphan-sidecar" in {finding.code for finding in read.findings}


def test_each_seed_has_its_own_sidecar_whatever_the_case() -> None:
    files = (
        *(RawFile("seeds/Foo.txt", SECRET), RawFile("seeds/Foo.yml", b"publish: none")),
        *(RawFile("seeds/foo.txt", b"# Talks\n\nWords.\n"), RawFile("seeds/foo.yml", b"title: Talks")),
    )
    read = read_project(Inputs("seeds", "docs", "docs/glossary", files, ()), Reading(whole=False))
    assert [article.path for article in read.articles] == ["seeds/foo.txt"]
    two = (
        RawFile("seeds/x.txt", SECRET),
        RawFile("seeds/x.yml", b"title: T"),
        RawFile("seeds/X.yml", b"publish: none"),
    )
    assert read_project(Inputs("seeds", "docs", "docs/glossary", two, ()), Reading(whole=False)).articles == ()


@pytest.mark.parametrize("path", ["seeds/x.yml", "seeds/x.yaml", "seeds/x.yml.txt"])
@pytest.mark.parametrize("field", ["outside", "unread"])
def test_a_sidecar_that_cannot_be_read_withholds(path: str, field: str) -> None:
    given = {field: ((path, "This file cannot be read."),) if field == "unread" else (path,)}
    inputs = replace(Inputs("seeds", "docs", "docs/glossary", (RawFile("seeds/x.txt", SECRET),), ()), **given)  # type: ignore[arg-type]
    read = read_project(inputs, Reading(whole=False))
    assert read.articles == ()
    assert {"withheld", "unsafe-path"} <= {finding.code for finding in read.findings}


@pytest.mark.parametrize(
    "head",
    [
        *(
            '"publish": none',
            "'status': draft",
            "{publish: none}",
            "publish none",
            "- publish: none",
            "title: A, publish: none",
        ),
        "title: T\nPublish: none",
    ],
)
@pytest.mark.parametrize("fence", ["---", "\u200b---", "----", "---\u00a0", "—--"])
@pytest.mark.parametrize("closed", [True, False])
def test_front_matter_withholds_however_it_is_fenced(head: str, fence: str, closed: bool) -> None:  # noqa: FBT001
    end = f"{fence}\n" if closed else ""
    data = f"{fence}\n{head}\n{end}\n# Secret talk\n\nSecret words of Velmoria.\n".encode()
    read = read_seed("seeds/x.txt", data)
    assert read.article
    assert published(read.article, "full") is None


@pytest.mark.parametrize(
    "text", ["---\nThe draft treaty was signed.\n---\nMore.", "-----\nStatus quo\n\nWords.", "--- \nTitles\n"]
)
def test_a_rule_with_prose_below_it_withholds_nothing(text: str) -> None:
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article
    assert published(article, "full")


@pytest.mark.parametrize(
    "head",
    [
        *(
            "status: drfat",
            "Status: draft",
            "stauts: draft",
            "status: [draft]",
            "status: Draft.",
            "status: Entwurf",
            "status: to be checked",
            "draft: true",
            "publish: none",
        ),
        *("status: published\nstatus: draft", "status: {draft: true}", "status: private", "aliases: [x\nstatus: draft"),
    ],
)
@pytest.mark.parametrize("before", ["", "\n"])
def test_an_entry_that_may_be_a_draft_is_none_for_readers(head: str, before: str) -> None:
    page = RawFile("docs/glossary/a.md", f"{before}---\ntitle: Velmoria\nkind: state\n{head}\n---\nSecret.".encode())
    inputs = Inputs("seeds", "docs", "docs/glossary", (), (page,))
    read = read_project(inputs, Reading(whole=False))
    assert read.entries == ()
    assert "withheld" in {one.code for one in read.findings}
    assert len(read_project(inputs).entries) == 1


@pytest.mark.parametrize(
    "head",
    [
        "status: published",
        "status: new",
        "status: Deprecated",
        "status: review",
        "facts:\n  Status: draft law",
        "tags: [draft]",
    ],
)
def test_an_entry_that_says_something_else_is_shown(head: str) -> None:
    page = RawFile("docs/glossary/a.md", f"---\ntitle: Velmoria\nkind: state\n{head}\n---\nA state.".encode())
    read = read_project(Inputs("seeds", "docs", "docs/glossary", (), (page,)), Reading(whole=False))
    assert [entry.title for entry in read.entries] == ["Velmoria"]


@pytest.mark.parametrize("head", ["signed: 2021-02-30", "title: !foo X", "facts: {A: =}", "title: Velmoria"])
def test_front_matter_that_the_host_cannot_read_is_not_printed(head: str) -> None:
    text = f"---\nkind: state\n# Secret remark\n{head}\n---"
    entry = read_entry("docs/glossary/a.md", "glossary/a.md", "a", text.encode()).entry
    assert "Secret" not in entry.markdown
    assert entry.markdown.endswith("---\n")


def test_a_draft_that_a_note_cites_is_told() -> None:
    files = (
        *(RawFile("seeds/x.txt", SECRET), RawFile("seeds/x.yml", b"status: draft\nid: hidden-key")),
        *(
            RawFile("seeds/y.txt", b"# Talks\n\nWords of Velmoria."),
            RawFile("seeds/y.yml", b"notes: {at: Words, text: 'See [@hidden-key].'}"),
        ),
    )
    pages = (RawFile("docs/a.md", b"Words.[@hidden-kez]"),)
    found = read_project(Inputs("seeds", "docs", "docs/glossary", files, pages), Reading(whole=False)).findings
    assert [finding.code for finding in found if finding.place.path == "seeds/y.yml"] == ["cites-draft"]
    assert [finding.message for finding in found if finding.code == "unknown-key"] == [
        "Nothing is known under the key `hidden-kez`."
    ]


def test_the_tests_that_the_guide_names_are_there() -> None:
    guide = (ROOT / "docs/guide/security.md").read_text(encoding="utf8")
    named = re.findall(r"tests/[\w/]+\.py", guide)
    assert len(named) > 5
    assert [path for path in named if not (ROOT / path).exists()] == []
