"""The house stays livable: who imports whom, and documentation that is held to the code."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

from backgrounder.findings import DEFAULT_LEVELS
from backgrounder.glossary.entry import AliasFields, EntryFields
from backgrounder.options import BackgrounderConfig, LinksConfig
from backgrounder.seeds.cleaning.clean import SWITCHES
from backgrounder.seeds.read import SeedFields
from backgrounder.sources.source_fields import SourceFields
from conftest import ROOT

PACKAGE = ROOT / "plugin" / "backgrounder"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
ROOMS = ["text", "language", "sources", "seeds", "glossary", "linking", "reference", "site", "desk"]
MAY_USE = {
    # What each room may import beside itself, `findings`, `unclear_publication` and `records`. Each room stands on those before it, but for
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
        "site.pages",
    ],
}
ADAPTERS = {"plugin.py", "long_builds.py", "options.py", "build.py", "cli.py", "disk.py", "writing.py", "__main__.py"}
DISK = {"os", "pathlib", "shutil", "tempfile", "io", "glob", "logging", "time", "random", "subprocess"}
EXTRAS = ("html", "documents")
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
            assert top not in DISK or name in ("pathlib.PurePosixPath", "io.BytesIO"), name
        if where.name != "extension.py":
            assert top != "markdown", name
        if top == "backgrounder" and where.parts[0] in ROOMS:
            inner = name.removeprefix("backgrounder.")
            assert within(
                inner, [where.parts[0], "findings", "unclear_publication", "records", *MAY_USE[where.parts[0]]]
            ), name
    if where.name not in ADAPTERS:
        tree = ast.parse(path.read_text(encoding="utf8"))
        assert not CLOCKS & {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_are_small_and_say_what_they_are(path: Path) -> None:
    source = path.read_text(encoding="utf8")
    module = ast.parse(source)
    assert ast.get_docstring(module)
    assert len(source.splitlines()) <= 400
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 51, f"{node.name} is too long"
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            inner = any(
                node in ast.walk(f) and node is not f for f in ast.walk(module) if isinstance(f, ast.FunctionDef)
            )
            private = any(node in c.body for c in ast.walk(module) if isinstance(c, ast.ClassDef) and c.name[0] == "_")
            assert ast.get_docstring(node) or inner or private, f"{node.name} has no docstring"


COUNTED: tuple[str, ...] = (
    "calendar",
    "sentences",
    "names",
    "offices",
    "grammar",
    "places",
    "short_forms",
    "spellings",
    "senses",
)
COUNTED = (*COUNTED, "nouns", "capitals", "evidence", "states", "web", "bylines")
NO_WORDS_OF_A_LANGUAGE = {
    "site/labels.py": "the plural categories of the CLDR",
    "glossary/entry.py": "fields that the host reads",
    "seeds/formats/html.py": "elements of HTML, and classes that themes use",
    "seeds/formats/html_metadata.py": "elements of HTML, and classes that themes use",
    "seeds/formats/page_bylines.py": "fields of the heads of pages",
}


def written(path: Path) -> Iterator[tuple[str, str]]:
    """The texts of a module that may be lists of words or patterns, each with what it is: lists, `split` texts, patterns."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Set | ast.List | ast.Tuple):
            values = [one.value for one in node.elts if isinstance(one, ast.Constant)]
            yield "list", " ".join(one for one in values if isinstance(one, str) and " " not in one)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            texts = [
                one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            is_pattern = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            if node.func.attr == "split" or is_pattern:
                yield "pattern" if is_pattern else "list", " ".join(texts)


def words_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from re.findall(r"[^\W\d_]{3,}", value.lower())
    elif isinstance(value, dict):
        yield from (word for key, inner in value.items() for one in (key, inner) for word in words_of(one))
    elif isinstance(value, list):
        yield from (word for one in value for word in words_of(one))


def test_words_of_a_language_stand_in_its_room() -> None:
    """No list and no pattern elsewhere is made of words that the data file has, and none names a month."""
    data = tomllib.loads((PACKAGE / "language" / "words" / "en.toml").read_text(encoding="utf8"))
    known = {word for section in COUNTED for word in words_of(data[section])}
    known -= {field for model in (SourceFields, SeedFields, EntryFields, AliasFields) for field in model.model_fields}
    months = {name.split()[0].lower() for name in data["calendar"]["months"]} - {"may", "march"}
    for path in MODULES:
        where = path.relative_to(PACKAGE).as_posix()
        if where.startswith("language/") or where in NO_WORDS_OF_A_LANGUAGE:
            continue
        for _, text in written(path):
            # `article-journal` and `container_title` are names of types and fields.
            words = re.findall(r"(?<![\w-])[^\W\d_]{3,}(?![\w-])", text.lower())
            assert not months & set(words), (where, text)
            same = [word for word in words if word in known]
            assert len(same) < 4 or 2 * len(same) < len(words), (where, same, text)


def test_one_module_knows_what_ends_a_sentence_and_one_what_a_date_is() -> None:
    patterns = {
        path.relative_to(PACKAGE).as_posix(): [text for what, text in written(path) if what == "pattern"]
        for path in MODULES
    }
    ends = [
        where
        for where, texts in patterns.items()
        if any({".", "!", "?"} <= set(text) and ".!?" in text for text in texts)
    ]
    dates = [where for where, texts in patterns.items() if any(r"\d{4}" in text for text in texts)]
    assert set(ends) <= {"language/sentences.py"}
    assert set(dates) <= {"language/dates.py"}


def test_the_house_stays_livable() -> None:
    """Patterns, constants, and the length of functions do not grow back."""
    trees = [ast.parse(path.read_text(encoding="utf8")) for path in PACKAGE.rglob("*.py")]
    lines = sum(len(path.read_text(encoding="utf8").splitlines()) for path in PACKAGE.rglob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    patterns = [call for call in calls if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "re"]
    constants = [node for tree in trees for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    lengths = [(node.end_lineno or 0) - node.lineno + 1 for node in nodes if isinstance(node, ast.FunctionDef)]
    assert 1000 * len(patterns) / lines <= 7
    assert 1000 * len(constants) / lines <= 20
    assert median(lengths) <= 6
    assert max(lengths) <= 51


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


def test_the_guide_has_a_table_of_the_steps_of_cleaning(golden: Callable[[Path, str], None]) -> None:
    """`pytest --update-golden` writes the table anew, from the tuple of steps."""
    before, head, rest = page("seeds.md").partition("| Step | What it does |\n| --- | --- |\n")
    rows = "".join(f"| `{name}` | {what} |\n" for name, what in SWITCHES.items())
    assert head
    golden(ROOT / "docs" / "guide" / "seeds.md", before + head + rows + re.sub(r"\A(?:\|.*\n)*", "", rest))


def test_every_module_is_in_the_architecture() -> None:
    listed = re.findall(r"^\| `([\w/]+\.py)` \|", page("architecture.md"), re.MULTILINE)
    assert sorted(listed) == sorted(path.relative_to(PACKAGE).as_posix() for path in MODULES)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    names = [
        re.split(r"[<>=!]", requirement)[0]
        for requirement in (
            *project["dependencies"],
            *(one for extra in EXTRAS for one in project["optional-dependencies"][extra]),
        )
    ]
    listed = re.findall(r"^\| `([\w-]+)` \|", page("architecture.md"), re.MULTILINE)
    assert set(names) <= set(listed)


def test_nothing_is_used_that_is_not_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    asked = [*project["dependencies"], *(one for extra in EXTRAS for one in project["optional-dependencies"][extra])]
    names = {re.split(r"[<>=!]", requirement)[0].replace("-", "_") for requirement in asked}
    modules = {
        "firecrawl_anydoc": "anydoc",
        "pyyaml": "yaml",
        "markdown_it_py": "markdown_it",
        "mkdocs_material": "material",
        "pymdown_extensions": "pymdownx",
    }
    used = {name.split(".")[0] for path in MODULES for name in imports(path)}
    known = {modules.get(name, name) for name in names} | {"backgrounder"}
    assert used - known - set(sys.stdlib_module_names) == set()
