"""Nothing that is withheld gets out: not into a byte of the site, and not into the log of its build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backgrounder.findings import DEFAULT_LEVELS, Finding, Place, sealed
from backgrounder.project import Inputs, Reading, read_project
from backgrounder.reserved import RESERVED_SEEDS, refused
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.published import published
from backgrounder.seeds.read import read_seed
from backgrounder.text.decode import decode
from conftest import ROOT
from withheld import found_in, project

SECRET = b"# Secret talk\n\nSecret words of Velmoria.\n"


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
    assert all(map(refused, (*RESERVED_SEEDS, "index", "README")))


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
