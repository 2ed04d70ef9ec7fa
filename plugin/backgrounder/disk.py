"""The only room that reads the disk: an editor's folders to `Inputs`. It writes nothing."""

from __future__ import annotations

import os
from pathlib import Path

from backgrounder.project import Inputs, RawFile

_SEED_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".yml"})


def read_inputs(root: Path, docs: Path, seeds: str, glossary: str) -> Inputs:
    """Reads the seeds and the pages of a project whose configuration lies in `root`."""
    docs_path = _below(root, docs)
    seeds_folder = root / seeds
    return Inputs(
        seeds=seeds.strip("/"),
        docs=docs_path,
        glossary=f"{docs_path}/{glossary.strip('/')}",
        seed_files=_files(root, seeds_folder, _SEED_SUFFIXES) if seeds_folder.is_dir() else None,
        pages=_files(root, docs, frozenset({".md"})),
    )


def _files(root: Path, folder: Path, suffixes: frozenset[str]) -> tuple[RawFile, ...]:
    """The files of a folder at any depth, sorted, without hidden ones and without links that lead out of it."""
    home = os.path.realpath(folder)
    found = []
    for directory, subfolders, names in os.walk(folder):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(directory, name)
            inside = os.path.realpath(path).startswith(home + os.sep)
            if path.suffix.lower() in suffixes and not name.startswith(".") and inside and path.is_file():
                found.append(RawFile(_below(root, path), path.read_bytes()))
    return tuple(found)


def _below(root: Path, path: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
