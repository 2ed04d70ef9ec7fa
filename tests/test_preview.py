"""What only `mkdocs serve` shows: mistakes at the top of their pages, and the editor's desk."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from backgrounder.desk import preview
from backgrounder.findings import Place
from backgrounder.long_builds import Progress
from conftest import CONFIG, build, write_project

SERVE = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
config.plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1:8000/")
"""
PROJECT = {
    "seeds/a.txt": "# Talks\n\nSergey Lavrov met spokesperson Ilse Verel of the Harbour Union on Monday.\n\nLavrov left, and Verel stayed.",
    "seeds/a.yml": "titel: <b>X</b>\n",
    "seeds/b.txt": "# A draft\n\nIt is not ready, and the Bush is green.",
    "seeds/b.yml": "status: draft\n",
    "docs/glossary/lavrov.md": "---\ntitle: Sergey Lavrov\nkind: persn\n---\nA minister.[@nobody]\n",
    "docs/glossary/bush-41.md": "---\ntitle: George H. W. Bush\nkind: person\naliases: [{name: Bush, shared: true}]\n---\nA president.[@a]\n",
    "docs/glossary/bush-43.md": "---\ntitle: George W. Bush\nkind: person\naliases: [{name: Bush, shared: true}]\n---\nA president.[@a]\n",
}


def serve(folder: Path) -> str:
    """Builds as `mkdocs serve` does, and returns what was logged."""
    done = subprocess.run([sys.executable, "-c", SERVE], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def page(folder: Path, name: str) -> str:
    text = (folder / "site" / name / "index.html").read_text(encoding="utf8")
    return text[text.index("<article") : text.index("</article>")]


def test_the_page_with_a_mistake_shows_it_with_its_place(tmp_path: Path) -> None:
    write_project(tmp_path, PROJECT)
    serve(tmp_path)
    article = page(tmp_path, "articles/a")
    address = f"vscode://file/{tmp_path.as_posix().lstrip('/')}/seeds/a.yml:1:1"
    assert f'<a href="{address}">seeds/a.yml:1:1</a>' in article
    assert "Unknown field <code>titel</code>; did you mean <code>title</code>?" in article
    entry = page(tmp_path, "glossary/lavrov")
    assert "Unknown kind <code>persn</code>" in entry
    assert "docs/glossary/lavrov.md:5:14" in entry
    assert "what is wrong here" not in page(tmp_path, "glossary/bush-41")


def test_a_published_site_shows_nothing_of_it(tmp_path: Path) -> None:
    write_project(tmp_path, PROJECT)
    assert build(tmp_path).returncode == 0
    everything = "".join(path.read_text(encoding="utf8") for path in (tmp_path / "site").rglob("*.html"))
    assert "bg-preview" not in everything
    assert "desk" not in "".join(path.as_posix() for path in (tmp_path / "site").rglob("*.html")).replace(
        tmp_path.as_posix(), ""
    )
    assert "Editor’s desk" not in everything


def test_the_desk_has_everything_there_is_to_do(tmp_path: Path) -> None:
    write_project(tmp_path, {**PROJECT, "seeds/not-suggested.yml": "- Harbour Union\n"})
    serve(tmp_path)
    desk = page(tmp_path, "desk")
    sections = re.findall(r"<h2 id=\"([\w-]+)\"", desk)
    assert sections == ["mistakes", "missing-entries", "ambiguous", "drafts", "incomplete"]
    assert "backgrounder new person &#39;Ilse Verel&#39;" in desk
    assert "Harbour Union</strong>" not in desk
    assert "write <code>links: {Bush: bush-41}</code> into the sidecar to choose" in desk
    assert '<a href="../articles/b/">A draft</a>' in desk
    assert desk.index("persn") < desk.index("missing-date")
    assert 'href="desk/"' in page(tmp_path, ".")


def test_the_desk_says_how_to_begin(tmp_path: Path) -> None:
    write_project(tmp_path, {"seeds/.keep": ""}, CONFIG)
    serve(tmp_path)
    desk = page(tmp_path, "desk")
    assert re.findall(r"<h2 id=\"([\w-]+)\"", desk) == ["begin"]
    assert "<code>seeds/</code>" in desk
    assert "<code>docs/glossary/</code>" in desk
    assert 'href="desk/"' in page(tmp_path, ".")
    assert "How to begin" in page(tmp_path, ".")
    assert build(tmp_path).returncode == 0
    assert "How to begin" not in page(tmp_path, ".")


def test_progress_is_shown_in_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for terminal, pages, shown in ((True, 300, True), (False, 300, False), (True, 20, False)):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal, raising=False)
        progress = Progress(pages)
        for _ in range(2 * pages):
            progress.step()
        assert ("50 % of 300 pages" in capsys.readouterr().err) == shown


def test_an_editors_own_page_keeps_the_name(tmp_path: Path) -> None:
    write_project(tmp_path, {**PROJECT, "docs/desk.md": "# My own\n"})
    serve(tmp_path)
    assert "My own" in page(tmp_path, "desk")
    assert "Mistakes" in page(tmp_path, "editors-desk")
    write_project(tmp_path, {"docs/editors-desk.md": "# My own, too\n"})
    serve(tmp_path)
    assert "Mistakes" in page(tmp_path, "editors-editors-desk")


def test_a_mistake_never_ends_the_preview(tmp_path: Path) -> None:
    config = CONFIG.replace("backgrounder]", "{backgrounder: {findings: {unknown-field: error}}}]")
    write_project(tmp_path, PROJECT, config)
    assert build(tmp_path).returncode == 1
    assert "[unknown-field]" in serve(tmp_path)
    assert "Unknown field" in page(tmp_path, "articles/a")


@pytest.mark.parametrize(
    ("editor", "address"),
    [
        ("vscode", "vscode://file/home/a%20b/seeds/x.txt:3:5"),
        ("idea", "idea://open?file=/home/a%20b/seeds/x.txt&line=3&column=5"),
        ("sublime", "subl://open?url=file:///home/a%20b/seeds/x.txt&line=3&column=5"),
        ("my://{path}#{line}", "my:///home/a%20b/seeds/x.txt#3"),
        ("none", ""),
        ("x://{path}:{lin}{", "x:///home/a%20b/seeds/x.txt:{lin}{"),
    ],
)
def test_addresses_that_open_the_editor(editor: str, address: str) -> None:
    assert preview.opener(editor, "/home/a b")(Place("seeds/x.txt", 3, 5)) == address


def test_an_editor_that_is_not_known_is_one_sentence(tmp_path: Path) -> None:
    write_project(tmp_path, PROJECT, CONFIG.replace("backgrounder]", "{backgrounder: {editor: vscod}}]"))
    done = build(tmp_path)
    assert done.returncode == 1
    assert "there is no editor `vscod`; did you mean `vscode`?" in done.stderr
