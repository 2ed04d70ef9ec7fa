"""Builds of the same files, with `SOURCE_DATE_EPOCH`, are the same bytes, wherever and whenever they are made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import CONFIG, ROOT, build, tree, write_project

# Python imports `sitecustomize` when it starts: the file system then tells names in this order.
ORDERED = """
import contextlib, os

class Told(contextlib.AbstractContextManager):
    def __init__(self, told): self.told = iter(told)
    def __iter__(self): return self
    def __next__(self): return next(self.told)
    def __exit__(self, *_): self.close()
    def close(self): self.told = iter(())

def listdir(path=".", tell=os.listdir):
    return sorted(tell(path), reverse={backwards})

def scandir(path=".", tell=os.scandir):
    with tell(path) as told:
        return Told(sorted(told, key=lambda one: one.name, reverse={backwards}))

os.listdir, os.scandir = listdir, scandir
"""
SURROUNDINGS: Mapping[str, Mapping[str, str]] = {
    "one": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
    "another/folder with spaces": {
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Pago_Pago",
        "LC_ALL": "ru_RU.KOI8-R",
        "LANGUAGE": "ru",
        # A locale that is not installed must not be mended into UTF-8.
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "utf8",
    },
}
"""Two users' environments: time zones 25 hours apart, so that the day is never the same."""
LANGUAGES = {
    "mkdocs.yml": CONFIG.replace("theme: material", "theme: {name: material, language: ru}"),
    "seeds/one.txt": "---\nissued: 2021-10-12\n---\n# First talks\n\nThe Courier Union met Ann Lee in Élan.\n",
    "seeds/two.txt": "# Second talks\n\nAnn Lee left the Courier Union.\n",
    "seeds/deep/two.txt": "# Third talks\n\nAnn Lee came back.\n",
    "docs/glossary/lee.md": "---\ntitle: Ann Lee\nkind: person\n---\nA clerk.[@one]\n",
    "docs/glossary/elan.md": "---\ntitle: Élan\nkind: place\n---\nA town.[@two]\n",
    "docs/glossary/union.md": "---\ntitle: Courier Union\nkind: organization\n---\nA club.[@one]\n",
    "docs/page.md": "# Page\n\nAnn Lee.[@two]\n",
}
"""A site in another language, with dates, without, and with an address that two seeds would have."""


@pytest.mark.parametrize("project", ["example", "small"])
def test_two_builds_are_the_same_bytes(tmp_path: Path, project: str) -> None:
    """In other folders, hash seeds, time zones, locales, umasks, orders of names, and with other times of the files."""
    for backwards, (name, surroundings) in enumerate(SURROUNDINGS.items()):
        folder = tmp_path / name
        if project == "small":
            write_project(folder, LANGUAGES)
        for part in ("seeds", "docs") if project == "example" else ():
            shutil.copytree(ROOT / part, folder / part, copy_function=shutil.copyfile)
            shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
        for path in sorted(folder.rglob("*")):
            os.utime(path, (backwards * 1e9, backwards * 1e9))
        (folder / "sitecustomize.py").write_text(ORDERED.format(backwards=bool(backwards)), encoding="utf8")
        told = {"PYTHONPATH": str(folder), "SOURCE_DATE_EPOCH": "1700000000", **surroundings}
        before = os.umask(0o077 if backwards else 0o022)
        try:
            done = build(folder, *(["--strict"] if project == "example" else []), **told)
        finally:
            os.umask(before)
        assert done.returncode == 0, done.stderr
    one, another = (tree(tmp_path / name / "site") for name in SURROUNDINGS)
    assert set(one) == set(another)
    assert [path for path in one if one[path] != another[path]] == []
    assert {"feed.json", "feed.xml", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"} <= set(one)
    assert b"2023-11-14" in one["sitemap.xml"]
