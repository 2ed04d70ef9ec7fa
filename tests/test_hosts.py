"""Hosts other than MkDocs: its fork, which names things otherwise, and those that run no plugins."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig

from backgrounder.options import _about_the_host
from backgrounder.text.extension import add_anchors
from conftest import CONFIG, ROOT, build, write_project
from content import main_content, visible_text

NOTICE = "This site is not complete"
HOME = f'# Background\n\n<p class="without-backgrounder">{NOTICE}: it was built without the plugin Backgrounder.</p>\n'
SEEDS = {"seeds/talks.txt": "# Talks\n\nThey went on.\n"}


class _Anchors(Treeprocessor):
    def __init__(self) -> None:
        self.present_anchor_ids = {"top"}


@pytest.mark.parametrize("name", ["mkdocs_extract_anchors", "properdocs_extract_anchors"])
def test_the_host_is_told_of_anchors_whatever_it_calls_its_search_for_them(name: str) -> None:
    md, search = Markdown(), _Anchors()
    md.treeprocessors.register(search, name, 5)
    add_anchors(md, ["p1", "p2"])
    assert search.present_anchor_ids == {"top", "p1", "p2"}


def test_the_guide_has_this_home_page() -> None:
    for page in ("index.md", "reference.md"):
        text = (ROOT / "docs" / "guide" / page).read_text(encoding="utf8")
        assert (HOME if page == "index.md" else HOME.splitlines()[-1]) in text


def test_a_host_without_plugins_publishes_a_home_page_that_says_so(tmp_path: Path) -> None:
    write_project(tmp_path, {**SEEDS, "docs/index.md": HOME}, CONFIG.replace("[search, backgrounder]", "[]"))
    assert build(tmp_path, "--strict").returncode == 0
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf8")
    assert visible_text(main_content(page)) == f"Background {NOTICE}: it was built without the plugin Backgrounder."


def test_the_example_says_so_too(tmp_path: Path) -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf8")
    bare = config.replace("  - search\n  - backgrounder\n", "  - search\n").replace(
        "nav:", f"docs_dir: {ROOT}/docs\nnav:"
    )
    write_project(tmp_path, {}, bare)
    assert build(tmp_path).returncode == 0
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf8")
    assert f"{NOTICE}. It was built without" in visible_text(main_content(page))


def test_where_the_plugin_runs_nothing_is_left_of_it(tmp_path: Path, example: Path) -> None:
    """Neither for readers nor for the search; code that shows how to write it stays; no other line of the page changes."""
    sites = {"with": HOME, "without": HOME.partition("\n\n")[0]}
    for name, home in sites.items():
        files = {**SEEDS, "docs/index.md": home, "docs/how.md": f"# How\n\n```html\n{HOME}```\n"}
        write_project(tmp_path / name, files)
        assert build(tmp_path / name, "--strict", SOURCE_DATE_EPOCH="1700000000").returncode == 0
    for file in ("index.html", "search/search_index.json"):
        one, two = ((tmp_path / name / "site" / file).read_bytes() for name in sites)
        assert one == two
    how = (tmp_path / "with" / "site" / "how" / "index.html").read_text(encoding="utf8")
    assert NOTICE in visible_text(main_content(how))
    assert NOTICE not in (example / "index.html").read_text(encoding="utf8")


def test_a_home_page_with_a_title_alone_is_like_one_that_is_not_there(tmp_path: Path) -> None:
    for name, files in {"own": {**SEEDS, "docs/index.md": HOME}, "generated": SEEDS}.items():
        write_project(tmp_path / name, files)
        assert build(tmp_path / name, "--strict").returncode == 0
    texts = [
        visible_text(main_content((tmp_path / name / "site" / "index.html").read_text(encoding="utf8")))
        for name in ("own", "generated")
    ]
    assert texts[0] == texts[1]


def test_ci_runs_what_the_project_promises() -> None:
    """Each version of Python that it names, and the lowest version of each dependency."""
    commands = (ROOT / ".ci" / "run").read_text(encoding="utf8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert named == sorted(set(re.findall(r"\b3\.\d+\b", commands)))
    assert project["requires-python"] == f">={named[0]}"
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["html"]):
        assert re.match(r"[\w-]+>=[\d.]+", requirement), requirement


def test_a_plugin_that_stops_at_generated_pages_is_told_in_one_sentence() -> None:
    config = SimpleNamespace(theme=SimpleNamespace(name="material"), plugins={"i18n": None})
    (told,) = _about_the_host(cast("MkDocsConfig", config))
    assert told.startswith("mkdocs-static-i18n stops at pages that are no files")
