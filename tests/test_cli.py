"""The command line keeps its contracts."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from backgrounder.writing import write_new
from conftest import ROOT, run, write_project

REASONS = {"repeat", "quotation", "heading", "form", "nolink", "existing-link", "limit", "self"}
REASONS |= {"ambiguous", "partial", "never", "unlicensed", "code"}
FIELDS = ["seed", "line", "column", "surface", "entry", "title", "kind", "form", "linked", "reason"]


def backgrounder(folder: Path, *options: str) -> tuple[int, str, str]:
    done = run(folder, "backgrounder", *options)
    return done.returncode, done.stdout, done.stderr


def test_mentions_keep_their_contract() -> None:
    """Every row has the fields, in order, and the seed has `surface` at that line and column."""
    status, out, err = backgrounder(ROOT, "mentions", "--format", "jsonl")
    assert (status, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert len(rows) > 300
    assert rows == sorted(rows, key=lambda r: (r["seed"], r["line"], r["column"]))
    lines = {seed: (ROOT / seed).read_text(encoding="utf8").split("\n") for seed in {row["seed"] for row in rows}}
    for row in rows:
        assert [key for key in row if key != "candidates"] == FIELDS
        text = "\n".join([lines[row["seed"]][row["line"] - 1][row["column"] - 1 :], *lines[row["seed"]][row["line"] :]])
        assert re.match(r"\s+".join(map(re.escape, row["surface"].split(" "))), text), row
        assert row["linked"] == (row["reason"] is None)
        assert row["reason"] is None or row["reason"] in REASONS
        assert (row["entry"] is None) == (row["reason"] == "ambiguous") == ("candidates" in row)
        assert row["entry"] is None or (ROOT / "docs" / row["entry"]).is_file()
    links = Counter((row["seed"], row["entry"]) for row in rows if row["linked"])
    assert set(links.values()) == {1}


def test_mentions_as_a_table() -> None:
    status, out, _ = backgrounder(ROOT, "mentions")
    assert status == 0
    head, first = out.splitlines()[:2]
    assert head.split() == ["place", "text", "entry", "form", "result"]
    assert first.startswith("seeds/newsweek-2021.txt:3:3 ")


PROJECT = {
    "seeds/a.txt": "A headline stands here\n\nA text that is longer than its headline, on Russia.\n",
    "seeds/a.yml": "titel: X\n",
    "docs/glossary/russia.md": "---\ntitle: Russia\nkind: state\n---\nA state.\n",
}


@pytest.mark.parametrize(("fail_on", "status"), [("info", 1), ("warn", 1), ("error", 0)])
def test_check_fails_at_its_level(tmp_path: Path, fail_on: str, status: int) -> None:
    write_project(tmp_path, PROJECT)
    found, out, err = backgrounder(tmp_path, "check", "--fail-on", fail_on)
    assert found == status
    assert err == ""
    assert "seeds/a.yml:1:1: warn unknown-field: Unknown field `titel`; did you mean `title`?" in out.splitlines()


def test_check_as_json_and_for_github(tmp_path: Path) -> None:
    write_project(tmp_path, PROJECT)
    _, out, _ = backgrounder(tmp_path, "check", "--format", "json")
    assert {
        "path": "seeds/a.yml",
        "line": 1,
        "column": 1,
        "level": "warn",
        "code": "unknown-field",
        "message": "Unknown field `titel`; did you mean `title`?",
    } in json.loads(out)
    _, out, _ = backgrounder(tmp_path, "check", "--format", "github")
    expected = (
        "::warning file=seeds/a.yml,line=1,col=1,title=unknown-field::Unknown field `titel`; did you mean `title`?"
    )
    assert expected in out.splitlines()


@pytest.mark.parametrize("command", ["mentions", "check"])
def test_what_could_not_run_says_why(tmp_path: Path, command: str) -> None:
    status, out, err = backgrounder(tmp_path, command)
    assert (status, out) == (2, "")
    assert "There is no mkdocs.yml here" in err
    write_project(tmp_path, {}, "site_name: X\ntheme: material\n")
    status, out, err = backgrounder(tmp_path, command)
    assert (status, out) == (2, "")
    assert "Write `backgrounder` below `plugins:`" in err
    (tmp_path / "mkdocs.yml").write_text("site_name: [", encoding="utf8")
    status, out, err = backgrounder(tmp_path, command)
    assert (status, out) == (2, "")
    assert "Traceback" not in err


def project(folder: Path) -> Path:
    (folder / "mkdocs.yml").write_text(
        "site_name: S\ntheme: material\nplugins: [search, backgrounder]\n", encoding="utf8"
    )
    (folder / "docs").mkdir()
    return folder


def test_add_takes_a_file_with_a_sidecar_and_never_overwrites(tmp_path: Path) -> None:
    site = project(tmp_path)
    source = ROOT / "tests" / "data" / "html" / "02-newspaper-json-ld" / "page.html"
    done = run(site, "backgrounder", "add", str(source), "--name", "Brewery")
    assert done.returncode == 0, done.stderr
    assert (site / "seeds" / "brewery.html").read_bytes() == source.read_bytes()
    sidecar = (site / "seeds" / "brewery.yml").read_text(encoding="utf8")
    assert "author: [Ilse Brandt, John Doe]" in sidecar
    assert "rights:\n" in sidecar, "a blank for what is not known"
    source = tmp_path / "straits.md"
    source.write_text("---\nauthor: {family: Haldane, given: Ruth}\n---\n# Straits\n\nA text.\n", encoding="utf8")
    assert run(site, "backgrounder", "add", str(source)).returncode == 0
    assert "author: [{family: Haldane, given: Ruth}]\n" in (site / "seeds" / "straits.yml").read_text(encoding="utf8")
    (site / "seeds" / "straits.md").unlink()
    (site / "seeds" / "straits.yml").unlink()
    source = ROOT / "tests" / "data" / "html" / "02-newspaper-json-ld" / "page.html"
    assert "seeds/brewery.html:1:1: took the article out of the page" in done.stdout
    before = {path: path.read_bytes() for path in (site / "seeds").iterdir()}
    again = run(site, "backgrounder", "add", str(source), "--name", "Brewery")
    assert again.returncode == 2
    assert "There is seeds/brewery.html already; choose another name with --name." in again.stderr
    assert {path: path.read_bytes() for path in (site / "seeds").iterdir()} == before
    assert run(site, "backgrounder", "check", "--fail-on", "error").returncode == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [("A headline stands here\n\nThe text is longer than that.", "a-headline-stands-here.txt"), ("<!DOCTYPE html><title>T</title><h1>On pages</h1><p>Text of the page.", "on-pages.html")],
)  # fmt: skip
def test_add_reads_standard_input(tmp_path: Path, text: str, name: str) -> None:
    site = project(tmp_path)
    done = run(site, "backgrounder", "add", "-", given=text)
    assert done.returncode == 0, done.stderr
    assert (site / "seeds" / name).read_text(encoding="utf8") == text
    assert sorted(path.suffix for path in (site / "seeds").iterdir()) == sorted([Path(name).suffix, ".yml"])


def test_add_takes_files_and_folders_and_says_which_it_could_not(tmp_path: Path) -> None:
    site = project(tmp_path)
    headline = "A headline stands here\n\nThe text is longer than that.\n"
    saved = {"in/b.html": "<h1>On pages</h1><p>Text of the page.</p>", "in/b_files/ad.html": "<p>An advertisement.</p>"}
    texts = {
        "one.txt": headline,
        "in/a.txt": headline,
        "in/deep/c.md": "# C\n\nA text.\n",
        "in/a.yml": "",
        "in/.x.txt": "x",
    }
    write_project(site, {**texts, **saved, "in/empty.txt": ""})
    status, out, err = backgrounder(site, "add", "one.txt", "in", "nothing.txt")
    assert status == 2
    assert [line.split()[1] for line in out.splitlines() if line.startswith("Added ")] == [
        "seeds/one.txt",
        "seeds/a.txt",
        "seeds/b.html",
        "seeds/c.md",
    ]
    assert "Left 1 other file in in: a.yml" in err
    assert "Error: There is no text in in/empty.txt." in err
    assert "Error: nothing.txt cannot be read: No such file or directory." in err
    assert err.splitlines()[-1] == "Error: 2 of 6 texts were not added."
    status, out, err = backgrounder(site, "add", "one.txt", "in", "--name", "x")
    assert (status, out) == (2, "")
    assert "--name is for one text, and these are 5; leave it out." in err


def test_add_tells_in_full_only_what_is_left_out(tmp_path: Path) -> None:
    wrapped = "\n".join(
        ["The talks that were held in the old town hall lasted for two hours on", "Tuesday evening."] * 6
    )
    site = write_project(project(tmp_path), {"a.txt": f"A headline stands here\n\nShare\n\n{wrapped}\n"})
    _, out, _ = backgrounder(site, "add", "a.txt")
    assert out.splitlines()[1:3] == [
        "  seeds/a.txt:3:1: removed a remain of a web page: `Share`",
        "  joined and mended: wrapped-lines (6 times); --verbose lists each place",
    ]
    _, out, _ = backgrounder(site, "add", "a.txt", "--name", "b", "--verbose")
    assert out.count("joined a wrapped line with the next") == 6
    assert "joined and mended" not in out


def test_a_kill_leaves_whole_files_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails on the way, a file with a seed's name is complete, and nothing else stays."""

    def fails(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="no space"):
        write_new(tmp_path, [("x.txt", b"text"), ("x.yml", b"title: T")])
    assert list(tmp_path.iterdir()) == []
