"""The only room that reads the disk: an editor's folders to `Inputs`. It writes new seeds and entries, and lines to a list, and nothing else."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from backgrounder.project import Inputs
from backgrounder.seeds.folder import SEED_SUFFIXES, RawFile


def read_inputs(root: Path, docs: Path, seeds: str, glossary: str, bibliography: Sequence[str] = ()) -> Inputs:
    """Reads the seeds, the pages and the bibliographies of a project whose configuration lies in `root`."""
    docs_path = _below(root, docs)
    seeds_folder = Path(os.path.normpath(root / seeds))
    outside: list[str] = []
    exports, missing = _exports(root, bibliography, outside)
    return Inputs(
        seeds=_below(root, seeds_folder),
        docs=docs_path,
        glossary=_below(root, Path(os.path.normpath(docs / glossary))),
        seed_files=tuple(_files(root, seeds_folder, SEED_SUFFIXES, outside)),
        pages=tuple(_files(root, docs, frozenset({".md"}), None)),
        outside=tuple(outside),
        has_seeds=seeds_folder.is_dir(),
        exports=exports,
        missing=missing,
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf8", errors="replace") if path.is_file() else ""


def _exports(root: Path, names: Sequence[str], outside: list[str]) -> tuple[tuple[RawFile, ...], tuple[str, ...]]:
    """The files below `root` with the names, and the names of those that are not there; links out are not followed."""
    home = os.path.realpath(root) + os.sep
    found: list[RawFile] = []
    missing: list[str] = []
    for name in dict.fromkeys(os.path.normpath(name) for name in names):
        path = root / name
        if not path.is_file():
            missing.append(_below(root, path))
        elif not os.path.realpath(path).startswith(home):
            outside.append(_below(root, path))
        else:
            found.append(RawFile(_below(root, path), path.read_bytes()))
    return tuple(found), tuple(missing)


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


def write_new(folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
    """Writes files that do not exist yet, in order, each whole or not at all. FileExistsError if one is there.

    Each is written under a hidden name first, which no reader looks at, and gets its own name when it is complete.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, _ in files:
        if os.path.lexists(folder / name):
            raise FileExistsError(name)
    for name, data in files:
        handle, temporary = tempfile.mkstemp(prefix=".backgrounder-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            os.link(temporary, folder / name)
        finally:
            Path(temporary).unlink()


def add_lines(path: Path, lines: Sequence[str]) -> None:
    """Adds lines to a text file, which may not be there yet; those that it has are not added again."""
    there = _text(path)
    new = [line for line in dict.fromkeys(lines) if line not in there.split("\n")]
    with path.open("a", encoding="utf8") as file:
        file.write(("\n" if there and not there.endswith("\n") else "") + "".join(f"{line}\n" for line in new))
