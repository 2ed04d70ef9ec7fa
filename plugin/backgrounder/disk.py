"""The only room that reads an editor's folders: to `Inputs`, and a sentence for each thing that is no file to be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from backgrounder.project import Inputs
from backgrounder.seeds.documents.endings import TOLD
from backgrounder.seeds.folder import SEED_SUFFIXES, RawFile
from backgrounder.text.decode import UNSHOWABLE, one_line
from backgrounder.writing import mend

_REMOVE = "remove it, or put the file itself here"


def read_inputs(root: Path, docs: Path, seeds: str, glossary: str, bibliography: Sequence[str] = ()) -> Inputs:
    """Reads the seeds, the pages and the bibliographies of a project whose configuration lies in `root`."""
    seeds_folder = Path(os.path.normpath(root / seeds))
    glossary_folder = Path(os.path.normpath(docs / glossary))
    for folder in (seeds_folder, glossary_folder):
        mend(folder)
    found = _Found(root)
    return Inputs(
        exports=tuple(_exports(found, bibliography)),
        seeds=_below(root, seeds_folder),
        docs=_below(root, docs),
        glossary=_below(root, glossary_folder),
        seed_files=tuple(_files(found, seeds_folder, SEED_SUFFIXES, follows=False)),
        pages=tuple(_files(found, docs, frozenset({".md"}), follows=True)),
        outside=tuple(found.outside),
        unread=tuple(found.unread),
        missing=tuple(found.missing),
        has_seeds=seeds_folder.is_dir(),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What is not read: files that are not there, links out of their folders, and paths with a sentence that says why."""

    root: Path
    missing: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def read(self, path: Path, *, named_only: bool = False) -> Iterator[RawFile]:
        """The file at a path, if it can be read; whatever else is there is told, and opened for no longer than that.

        `named_only`: without its bytes, as nobody asks for more than whether it is there.
        """
        below = _below(self.root, path)
        try:
            # A pipe would wait for somebody to write into it.
            with open(path, "rb", opener=lambda at, flags: os.open(at, flags | getattr(os, "O_NONBLOCK", 0))) as file:
                if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    yield RawFile(below, b"" if named_only else file.read())
                    return
                self.tell(path, "This is a pipe or a device and no file; remove it.")
        except IsADirectoryError:
            self.tell(path, "This is a folder with the name of a file; give it another name.")
        except OSError as error:
            self.tell_error(path, "file", error)

    def tell(self, path: Path, why: str) -> None:
        """Notes that something is not read."""
        self.unread.append((one_line(_below(self.root, path).encode("utf8", "replace").decode()), why))

    def tell_error(self, path: Path, what: str, error: OSError) -> None:
        """Notes that a file or folder cannot be read."""
        reason = (error.strerror or str(error)).lower()
        self.tell(path, f"This {what} cannot be read ({reason}); let it be read, or remove it.")


def _exports(found: _Found, names: Sequence[str]) -> Iterator[RawFile]:
    """The files below the root with the names; links out are not followed."""
    home = os.path.realpath(found.root) + os.sep
    for name in dict.fromkeys(os.path.normpath(name) for name in names):
        path = found.root / name
        if not os.path.isfile(path):  # noqa: PTH113 (a path raises where it may not look)
            found.missing.append(_below(found.root, path))
        elif not os.path.realpath(path).startswith(home):
            found.outside.append(_below(found.root, path))
        else:
            yield from found.read(path)


def _files(found: _Found, folder: Path, suffixes: frozenset[str], *, follows: bool) -> Iterator[RawFile]:
    """The files of a folder at any depth, sorted, without hidden ones.

    `follows`: links are followed wherever they lead, as the host follows them, but not in circles. Otherwise links to
    folders and links that lead out of the folder are not.
    """
    home = os.path.realpath(folder) + os.sep
    waiting: list[tuple[Path, frozenset[str]]] = [(folder, frozenset())]
    while waiting:
        directory, above = waiting.pop()
        here = above | {os.path.realpath(directory)}
        subfolders = []
        for entry in _entries_of(found, directory):
            path = Path(entry.path)
            # Path raises for a link to itself, or to where nobody may look.
            is_link, is_folder = entry.is_symlink(), os.path.isdir(path)  # noqa: PTH112
            if UNSHOWABLE.search(entry.name) or len(entry.name.splitlines()) > 1:
                found.tell(path, "This name has characters that no page can show; give it another one.")
            elif is_link and not follows and not f"{os.path.realpath(path)}{os.sep}".startswith(home):
                found.outside.append(_below(found.root, path))
            elif is_link and is_folder and (not follows or os.path.realpath(path) in here):
                found.tell(path, f"This link to a folder was not followed; {_REMOVE}.")
            elif is_link and not os.path.exists(path):  # noqa: PTH110 (a path raises where it may not look)
                found.tell(path, f"This link leads nowhere; {_REMOVE}.")
            else:
                if is_folder:
                    subfolders.append((path, here))
                if path.suffix.lower() in suffixes:
                    yield from found.read(path, named_only=not follows and path.suffix.lower() in TOLD)
        waiting += reversed(subfolders)


def _entries_of(found: _Found, folder: Path) -> Sequence[os.DirEntry[str]]:
    """What is in a folder, sorted, without what is hidden; nothing of a folder that is not there."""
    try:
        with os.scandir(folder) as entries:
            return sorted((one for one in entries if not one.name.startswith(".")), key=lambda one: one.name)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        found.tell_error(folder, "folder", error)
        return ()


def _below(root: Path, path: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
