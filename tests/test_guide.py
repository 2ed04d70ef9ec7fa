"""The guide for editors does what it says: its files are written and its commands run, in an empty folder, in order."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from conftest import ROOT

GUIDE = (ROOT / "docs" / "guide" / "index.md").read_text(encoding="utf8")
_FENCE = re.compile(r"(?:`(?P<file>[\w./-]+)`[^\n`]*:\n\n)?```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)


def steps() -> Iterator[tuple[str | None, str, str]]:
    """The fences: the file that the words before one name, its language, and its text."""
    for match in _FENCE.finditer(GUIDE):
        yield match["file"], match["language"], match["text"]


def test_the_guide_leads_from_an_empty_folder_to_a_site(tmp_path: Path) -> None:
    commands = 0
    for file, language, text in steps():
        if file and language != "console":
            path = tmp_path / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf8")
        if language == "console" and "pip install" not in text:
            for command, printed in re.findall(r"^\$ ([^\n]*)\n((?:[^$\n][^\n]*\n)*)", text, re.MULTILINE):
                done = in_shell(command, tmp_path)
                assert done.returncode == 0, (command, done.stdout, done.stderr)
                assert not printed or done.stdout == printed, command
                commands += 1
    assert commands == 11
    article = (tmp_path / "site" / "articles" / "summit" / "index.html").read_text(encoding="utf8")
    assert 'href="../../glossary/persons/sergey-lavrov/" class="bg-person" data-preview>Sergey Lavrov</a>' in article
    assert "<em>Example Daily</em>, November 17, 2026" in article


def in_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command of the guide, with the programs of this Python."""
    line, _, target = command.partition(" > ")
    words = shlex.split(line)
    if words[0] in ("backgrounder", "mkdocs"):
        words = [sys.executable, "-m", *words]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf8", check=False)
    if target:
        (folder / target).write_text(done.stdout, encoding="utf8")
    return done


def test_the_workflow_and_the_hook_run_commands_that_exist() -> None:
    written = {file: text for file, _, text in steps() if file}
    workflow = yaml.safe_load(written[".github/workflows/publish.yml"])
    runs = [step["run"] for step in workflow["jobs"]["site"]["steps"] if "run" in step]
    assert runs == ["pip install -r requirements.txt", "backgrounder check --format github", "mkdocs build --strict"]
    (local,) = yaml.safe_load(written[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf8"))
    assert (local["id"], local["entry"]) == (hook["id"], hook["entry"]) == ("backgrounder-check", "backgrounder check")
