"""What all tests share: golden files, projects on disk, and builds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# No test depends on a clock: the first example of one may import what takes longer than the rest.
settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")
ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
CONFIG = "site_name: Background\nsite_url: http://127.0.0.1:8000/\ntheme: material\nplugins: [search, backgrounder]\n"
STRICT_LINKS = "validation: {links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}}\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files; look at the difference")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a golden file, or writes it with `--update-golden`."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf8", newline="")
        assert path.exists(), f"{path} is missing; run pytest --update-golden and look at what it writes"
        assert actual == path.read_text(encoding="utf8")

    return compare


def cases(kind: str) -> list[Path]:
    """The golden cases of a kind, by name."""
    return sorted(path for path in (GOLDEN / kind).iterdir() if path.is_dir())


def write_project(folder: Path, files: Mapping[str, str | bytes], config: str = CONFIG) -> Path:
    """Writes a project; paths with slashes. An `mkdocs.yml` among the files wins over `config`."""
    for name, content in {"mkdocs.yml": config, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "docs").mkdir(exist_ok=True)
    return folder


def run(folder: Path, *command: str, given: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a module of this Python in a folder. `given`: what it reads from standard input."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **environment},
        capture_output=True,
        input=given,
        text=True,
        encoding="utf8",
        check=False,
    )


def build(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Builds a site into `folder/site`. Never with `-q`: it hides warnings from `--strict`, too."""
    return run(folder, "mkdocs", "build", *options, **environment)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built example site, its warnings being errors."""
    folder = tmp_path_factory.mktemp("example")
    done = run(ROOT, "mkdocs", "build", "--strict", "-d", str(folder / "site"))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"
