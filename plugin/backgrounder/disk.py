"""The only room that reads the disk: an editor's folders to `Inputs`. It writes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from backgrounder.project import SEED_SUFFIXES, Inputs, RawFile


def read_inputs(root: Path, docs: Path, seeds: str, glossary: str) -> Inputs:
    """Reads the seeds and the pages of a project whose configuration lies in `root`."""
    docs_path = _below(root, docs)
    seeds_folder = Path(os.path.normpath(root / seeds))
    outside: list[str] = []
    return Inputs(
        seeds=_below(root, seeds_folder),
        docs=docs_path,
        glossary=_below(root, Path(os.path.normpath(docs / glossary))),
        seed_files=tuple(_files(root, seeds_folder, SEED_SUFFIXES, outside)),
        pages=tuple(_files(root, docs, frozenset({".md"}), None)),
        outside=tuple(outside),
        has_seeds=seeds_folder.is_dir(),
    )


def _files(root: Path, folder: Path, suffixes: frozenset[str], outside: list[str] | None) -> Iterator[RawFile]:
    """The files of a folder at any depth, sorted, without hidden ones.

    Links that lead out of the folder are not followed but added to `outside`; where that is None, they are followed, as
    the host follows them.
    """
    home = os.path.realpath(folder) + os.sep
    for directory, subfolders, names in os.walk(folder, followlinks=outside is None):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted((*names, *subfolders)):
            path = Path(directory, name)
            strays = outside is not None and path.is_symlink() and not os.path.realpath(path).startswith(home)
            if strays and outside is not None:
                outside.append(_below(root, path))
            elif path.suffix.lower() in suffixes and not name.startswith(".") and path.is_file():
                yield RawFile(_below(root, path), path.read_bytes())


def _below(root: Path, path: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
