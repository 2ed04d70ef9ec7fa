"""The only room that reads the disk: an editor's folders to `Inputs`. It writes nothing."""

from __future__ import annotations

import os
from pathlib import Path

from backgrounder.project import Inputs, RawFile

_SEED_SUFFIXES = frozenset(
    {".txt", ".yml", ".yaml", ".md", ".html", ".htm", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub"}
)


def read_inputs(root: Path, docs: Path, seeds: str, glossary: str) -> Inputs:
    """Reads the seeds and the pages of a project whose configuration lies in `root`."""
    docs_path = _below(root, docs)
    seeds_folder = Path(os.path.normpath(root / seeds))
    seed_files, strays = _files(root, seeds_folder, _SEED_SUFFIXES)
    pages, more_strays = _files(root, docs, frozenset({".md"}))
    return Inputs(
        seeds=_below(root, seeds_folder),
        docs=docs_path,
        glossary=_below(root, Path(os.path.normpath(docs / glossary))),
        seed_files=tuple(seed_files),
        pages=tuple(pages),
        outside=tuple(strays + more_strays),
    )


def _files(root: Path, folder: Path, suffixes: frozenset[str]) -> tuple[list[RawFile], list[str]]:
    """The files of a folder at any depth, sorted, without hidden ones; and the paths of links that lead out of it."""
    home = os.path.realpath(folder) + os.sep
    found: list[RawFile] = []
    outside: list[str] = []
    for directory, subfolders, names in os.walk(folder):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(directory, name)
            if path.suffix.lower() not in suffixes or name.startswith(".") or not path.is_file():
                continue
            if os.path.realpath(path).startswith(home):
                found.append(RawFile(_below(root, path), path.read_bytes()))
            else:
                outside.append(_below(root, path))
    return found, outside


def _below(root: Path, path: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
