"""What starting costs: modules that few sites need come later, and templates are compiled once for all builds."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from backgrounder.compiled import compiled
from conftest import ROOT, run

LATE = "bibtexparser charset_normalizer ftfy lxml markdown_it rapidfuzz trafilatura backgrounder.desk.suggest".split()


def test_what_few_sites_need_is_not_loaded_at_the_start() -> None:
    told = run(ROOT, "timeit", "-n1", "-r1", "-s", "import sys, backgrounder.plugin", "print(*sys.modules)").stdout
    loaded = told.split()
    assert "backgrounder.plugin" in loaded
    assert [name for name in LATE if name in loaded] == []


def rendered(monkeypatch: pytest.MonkeyPatch, *, again: bool) -> str:
    """What a template prints whose compiled form is in the cache; `again`: it must not be compiled."""
    env = Environment(loader=DictLoader({"a.html": "{{ 1 + 1 }}"}), autoescape=True)
    env.bytecode_cache = compiled()
    with monkeypatch.context() as patched:
        if again:
            patched.setattr(env, "compile", None)
        return env.get_template("a.html").render()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_templates_are_compiled_once(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered(monkeypatch, again=False) == "2"
    assert [path for path in temporary.rglob("*.cache") if path.is_file()]
    assert rendered(monkeypatch, again=True) == "2"


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder for temporary files is the user's own")
def test_a_cache_that_somebody_else_could_write_is_not_used(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (temporary / "elsewhere").mkdir()
    (temporary / f"_jinja2-cache-{os.getuid()}").symlink_to(temporary / "elsewhere")
    assert compiled() is None
    assert rendered(monkeypatch, again=False) == "2"


def test_where_nothing_can_be_written_templates_are_compiled_again(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = compiled()
    assert cache is not None
    env = Environment(loader=DictLoader({"a.html": "{{ 1 + 1 }}"}), autoescape=True)
    env.bytecode_cache = cache
    cache.directory = str(temporary / "gone")
    assert env.get_template("a.html").render() == "2"
    assert rendered(monkeypatch, again=False) == "2"
