"""What starting costs: modules that few sites need come later, and templates are compiled once for all builds."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FunctionLoader
from jinja2.bccache import bc_magic

from backgrounder.long_builds import compiled
from conftest import CONFIG, ROOT, build, run, write_project

LATE = "bibtexparser charset_normalizer ftfy lxml markdown_it rapidfuzz trafilatura backgrounder.desk.suggest".split()


def test_what_few_sites_need_is_not_loaded_at_the_start() -> None:
    told = run(ROOT, "timeit", "-n1", "-r1", "-s", "import sys, backgrounder.plugin", "print(*sys.modules)").stdout
    loaded = told.split()
    assert "backgrounder.plugin" in loaded
    assert [name for name in LATE if name in loaded] == []


def rendered(monkeypatch: pytest.MonkeyPatch, *, again: bool, folder: str = "theme/") -> str:
    """What a template prints; `again`: it must not be compiled. `folder`: whose templates are kept."""
    source = ("{{ 1 + 1 }}", "theme/a.html", lambda: True)
    env = Environment(loader=FunctionLoader(lambda _: source), autoescape=True)
    env.bytecode_cache = compiled((folder,))
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
    with pytest.raises(TypeError):
        rendered(monkeypatch, again=True, folder="elsewhere/")


@pytest.mark.parametrize("length", [0, 10, len(bc_magic), len(bc_magic) + 5, 100])
def test_a_file_that_broke_off_is_written_again(temporary: Path, monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    rendered(monkeypatch, again=False)
    (kept,) = (path for path in temporary.rglob("*.cache") if path.is_file())
    whole = kept.read_bytes()
    kept.write_bytes(whole[:length])
    assert rendered(monkeypatch, again=False) == "2"
    assert rendered(monkeypatch, again=True) == "2"


@pytest.mark.parametrize("bits", [0x01, 0x20, 0x80, 0xFF])
def test_a_damaged_checksum_does_no_harm(temporary: Path, monkeypatch: pytest.MonkeyPatch, bits: int) -> None:
    rendered(monkeypatch, again=False)
    (kept,) = (path for path in temporary.rglob("*.cache") if path.is_file())
    whole = kept.read_bytes()
    for at in range(len(bc_magic), len(bc_magic) + 20):
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ bits]) + whole[at + 1 :])
        assert rendered(monkeypatch, again=False) == "2"


def test_a_build_keeps_the_templates_of_the_theme_alone(tmp_path: Path) -> None:
    """A site's own may have something in them that is worked out when they are compiled, such as the year."""
    kept = tmp_path / "kept"
    kept.mkdir()
    site = write_project(
        tmp_path / "site",
        {
            "seeds/a.txt": "# Talks\n\nThey went on.",
            "own/partials/copyright.html": "{{ 'at' | stamp }}",
            "own/partials/actions.html": "<b>mine</b>",
            "hook.py": "import os\ndef on_env(env, config, files):\n    env.filters['stamp'] = lambda text: text + os.environ['STAMP']\n",
        },
        CONFIG.replace("theme: material", "theme: {name: material, custom_dir: own}") + "hooks: [hook.py]\n",
    )
    for stamp in ("one", "two"):
        done = build(site, TMPDIR=str(kept), STAMP=stamp)
        assert done.returncode == 0, done.stderr
        page = (site / "site" / "articles" / "a" / "index.html").read_text(encoding="utf8")
        assert f"at{stamp}" in page
        assert page.count("<b>mine</b>") == 1
        assert len(list(kept.rglob("*.cache"))) > 20


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder for temporary files is the user's own")
def test_a_cache_that_somebody_else_could_write_is_not_used(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (temporary / "elsewhere").mkdir()
    (temporary / f"_jinja2-cache-{os.getuid()}").symlink_to(temporary / "elsewhere")
    assert compiled(("theme/",)) is None
    assert rendered(monkeypatch, again=False) == "2"


def test_where_nothing_can_be_written_templates_are_compiled_again(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = temporary / f"_jinja2-cache-{os.getuid()}"
    original = tempfile.NamedTemporaryFile

    def full(*given: Any, **more: Any) -> Any:
        if str(more.get("dir")) == str(folder):
            raise OSError("No space left on device")
        return original(*given, **more)

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    assert rendered(monkeypatch, again=False) == "2"
    assert list(folder.iterdir()) == []
