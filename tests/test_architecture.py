"""The house stays livable: who imports whom, and documentation that is held to the code."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from backgrounder.findings import DEFAULT_LEVELS
from backgrounder.options import BackgrounderConfig, LinksConfig
from backgrounder.seeds.cleaning.step import STEPS
from conftest import ROOT

PACKAGE = ROOT / "plugin" / "backgrounder"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
ROOMS = ["text", "language", "sources", "seeds", "glossary", "linking", "reference", "site", "desk", "host"]
MAY_USE = {
    # What each room may import beside itself, `findings`, `publication`, `records` and `reserved`. Each room stands on those before it, but for
    # `sources`, whose records the seeds carry and whose extension asks the linker's for the page.
    "text": [],
    "language": ["text"],
    "sources": ["text", "language", "linking.extension"],
    "seeds": ["text", "language", "sources"],
    "glossary": ["text", "language", "sources"],
    "linking": ["text", "language", "glossary", "seeds"],
    "reference": ["text", "language", "seeds", "glossary", "linking"],
    "site": ["text", "language", "seeds", "sources", "glossary", "linking", "reference", "project"],
    "desk": [
        "text",
        "language",
        "seeds",
        "sources",
        "glossary",
        "linking",
        "project",
        "site.labels",
        "site.views.view",
    ],
    "host": ["writing"],
}
ADAPTERS = {"plugin.py", "progress.py", "options.py", "build.py", "cli.py", "disk.py", "writing.py", "__main__.py"}
DISK = {"os", "pathlib", "shutil", "tempfile", "io", "glob", "logging", "time", "random", "subprocess"}
CLOCKS = {"now", "today", "utcnow"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, allowed: list[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in allowed)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_import_rules(path: Path) -> None:
    """Only the adapters import MkDocs or touch the disk; only the extensions import Markdown; rooms keep their order."""
    where = path.relative_to(PACKAGE)
    for name in imports(path):
        top = name.split(".")[0]
        if where.name not in ADAPTERS:
            assert top not in ("mkdocs", "material"), name
            assert top not in DISK or name == "pathlib.PurePosixPath", name
        if where.name != "extension.py":
            assert top != "markdown", name
        if top == "backgrounder" and where.parts[0] in ROOMS:
            inner = name.removeprefix("backgrounder.")
            assert within(
                inner, [where.parts[0], "findings", "publication", "records", "reserved", *MAY_USE[where.parts[0]]]
            ), name
    if where.name not in ADAPTERS:
        tree = ast.parse(path.read_text(encoding="utf8"))
        assert not CLOCKS & {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_are_small_and_say_what_they_are(path: Path) -> None:
    source = path.read_text(encoding="utf8")
    module = ast.parse(source)
    assert ast.get_docstring(module)
    assert len(source.splitlines()) <= 450
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            inner = any(
                node in ast.walk(f) and node is not f for f in ast.walk(module) if isinstance(f, ast.FunctionDef)
            )
            private = any(node in c.body for c in ast.walk(module) if isinstance(c, ast.ClassDef) and c.name[0] == "_")
            assert ast.get_docstring(node) or inner or private, f"{node.name} has no docstring"


def page(name: str) -> str:
    return (ROOT / "docs" / "guide" / name).read_text(encoding="utf8")


def test_every_option_is_documented() -> None:
    documented = re.findall(r"^### `([a-z_]+)`$", page("reference.md").partition("## Findings")[0], re.MULTILINE)
    assert documented == [name for name, _ in BackgrounderConfig._schema]
    table = page("reference.md").partition("### `links`")[2].partition("### `labels`")[0]
    assert re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE) == [name for name, _ in LinksConfig._schema]


def test_every_finding_is_documented_with_its_level() -> None:
    found = re.findall(r"^### `([a-z-]+)`\n+(.*)$", page("reference.md").partition("## Findings")[2], re.MULTILINE)
    assert {code for code, _ in found} == set(DEFAULT_LEVELS)
    for code, line in found:
        assert line.lower().startswith(DEFAULT_LEVELS[code].word), code


def test_every_step_of_cleaning_is_documented() -> None:
    table = page("seeds.md").partition("## What cleaning does")[2]
    assert re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", table, re.MULTILINE) == list(STEPS.items())


def test_every_module_is_in_the_architecture() -> None:
    listed = re.findall(r"^\| `([\w/]+\.py)` \|", page("architecture.md"), re.MULTILINE)
    assert sorted(listed) == sorted(path.relative_to(PACKAGE).as_posix() for path in MODULES)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    names = [
        re.split(r"[<>=!]", requirement)[0]
        for requirement in (*project["dependencies"], *project["optional-dependencies"]["html"])
    ]
    listed = re.findall(r"^\| `([\w-]+)` \|", page("architecture.md"), re.MULTILINE)
    assert set(names) <= set(listed)


def test_nothing_is_used_that_is_not_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["html"]]
    names = {re.split(r"[<>=!]", requirement)[0].replace("-", "_") for requirement in asked}
    modules = {
        "pyyaml": "yaml",
        "markdown_it_py": "markdown_it",
        "mkdocs_material": "material",
        "pymdown_extensions": "pymdownx",
    }
    used = {name.split(".")[0] for path in MODULES for name in imports(path)}
    known = {modules.get(name, name) for name in names} | {"backgrounder"}
    assert used - known - set(sys.stdlib_module_names) == set()
