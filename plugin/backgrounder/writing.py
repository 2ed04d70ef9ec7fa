"""Files written whole or not at all: new seeds and entries, and a list; and nothing else.

Two files that belong together are written together, however a run ends. What a run is about to write stands in a hidden folder
beside it, its *room*; `mend` finishes or removes the rooms of runs that were killed.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import string
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PREFIX = ".backgrounder-"
_LOCK = f"{_PREFIX}lock"
_JOURNAL = "journal"
"""The file of a room that says what the room's files are to be called. Before it is there, none has its name."""
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL, errno.EBADF})
"""What network drives answer that know no locks."""


def write_new(folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
    """Writes files that do not exist yet, in order: all of them, or none. OSError if that cannot be.

    FileExistsError, with its name in `filename`, if one of them is there.
    """
    with _alone(_made(folder)):
        for name, _ in files:
            if os.path.lexists(folder / name):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), name)
        names = [name for name, _ in files]
        room = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
        try:
            for number, (_, data) in enumerate(files):
                _write(room / str(number), data)
            _write(room / f"{_JOURNAL}.new", json.dumps(names).encode())
            (room / f"{_JOURNAL}.new").rename(room / _JOURNAL)
            _sync(room)
            _name(room, names)
        except BaseException:
            with suppress(OSError):
                # Files of others with these names stay.
                for number, name in enumerate(names):
                    if _is_named(room, number, name):
                        (folder / name).unlink()
                _remove(room)
            raise
        with suppress(OSError):
            _sync(folder)
            _remove(room)


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Gives a file the bytes that `change` makes of its own, or of none if it is not there; OSError if that cannot be.

    `change` is called again if somebody else writes the file meanwhile; what it raises is passed on.
    """
    with _alone(_made(path.parent)):
        before = _state(path)
        while (after := change(data := path.read_bytes() if before else b"")) != data:
            room = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=path.parent))
            try:
                _write(room / "0", after, stat.S_IMODE(before.st_mode) if before else 0o644)
                if _replace(room / "0", path, before):
                    with suppress(OSError):
                        _sync(path.parent)
                    return
            finally:
                with suppress(OSError):
                    _remove(room)
            before = _state(path)


def mend(folder: Path) -> None:
    """Finishes or removes what runs that were killed left in a folder and below it. A run that still lives has its lock."""
    for directory, subfolders, names in os.walk(folder):
        if _LOCK in names or any(map(_is_called_room, subfolders)):
            with suppress(OSError), _alone(Path(directory), waits=False):
                pass
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]


def sweep(folder: str, pattern: str, age: float = 3600) -> None:
    """Removes the files of a folder, by a pattern of their names, that nobody has written to for `age` seconds."""
    with suppress(OSError):
        for path in Path(folder).glob(pattern):
            if path.lstat().st_mtime < time.time() - age:
                path.unlink()


def _made(folder: Path) -> Path:
    """The folder, which is made if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, f"{folder.name} is no folder", str(folder)) from error
    return folder


def _write(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Writes a new file and has it on the disk itself, so that whoever finds it by a name finds all of it."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _sync(folder: Path) -> None:
    """Has the names in a folder on the disk itself, where the system can do that."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _name(room: Path, names: Sequence[str]) -> None:
    """Gives the files of a room their names, unless they have them. FileExistsError if somebody else's file has one."""
    for number, name in enumerate(names):
        try:
            os.link(room / str(number), room.parent / name)
        except FileExistsError as error:
            if not _is_named(room, number, name):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), name) from error


def _is_named(room: Path, number: int, name: str) -> bool:
    """Whether it is the room's own file that has its name."""
    try:
        return os.path.samestat((room / str(number)).lstat(), (room.parent / name).lstat())
    except OSError:
        # There is none, or cannot be: the name is too long.
        return False


def _remove(room: Path) -> None:
    """Removes a room, the journal first, without which the rest means nothing, and the last file before the first."""
    numbers = sorted((int(path.name) for path in room.iterdir() if path.name.isdecimal()), reverse=True)
    for name in (_JOURNAL, f"{_JOURNAL}.new", *map(str, numbers)):
        (room / name).unlink(missing_ok=True)
    room.rmdir()


def _mend(folder: Path) -> None:
    """Finishes or removes the rooms in a folder of which nobody else has the lock. Files and folders of others stay."""
    for path in sorted(path for path in folder.iterdir() if _is_called_room(path.name)):
        with suppress(OSError):
            if _is_room(path):
                _finish(path)
                _remove(path)


def _is_called_room(name: str) -> bool:
    """Whether something is called as `tempfile` calls a room. Anybody may call anything so; `_is_room` looks into it."""
    given = name.removeprefix(_PREFIX)
    return name != given and len(given) == 8 and set(given) <= {*string.ascii_lowercase, *string.digits, "_"}


def _is_room(path: Path) -> bool:
    """Whether something is a folder with nothing in it but what a run leaves in its room, whenever it is killed."""
    if not stat.S_ISDIR(path.lstat().st_mode):
        return False
    with os.scandir(path) as found:
        names = {entry.name: entry.is_file(follow_symlinks=False) for entry in found}
    numbered = names.keys() - {_JOURNAL, f"{_JOURNAL}.new"}
    return all(names.values()) and numbered == {str(number) for number in range(len(numbered))}


def _finish(room: Path) -> None:
    """Gives the files of a room their names if all was written, unless somebody else's file has one of the names by now.

    Nothing is taken away: seeds have their names before their sidecars, so a sidecar that is not ours is one that an editor
    wrote for the seed that was there.
    """
    try:
        names = json.loads((room / _JOURNAL).read_bytes())
    except (FileNotFoundError, ValueError):
        return
    # A room may have come with the project from anywhere: its files have names in the folder itself, and are not hidden.
    safe = isinstance(names, list) and all(
        isinstance(name, str) and name[:1] not in ("", ".") and {*"/\\:\0"}.isdisjoint(name) for name in names
    )
    if safe and all(
        _is_named(room, n, name) or not os.path.lexists(room.parent / name) for n, name in enumerate(names)
    ):
        with suppress(FileNotFoundError):
            _name(room, names)


def _state(path: Path) -> os.stat_result | None:
    """What the system says of a file; None if there is none. OSError for anything but a file."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, f"{path.name} is a folder or a link", str(path))
    return found


def _replace(new: Path, path: Path, before: os.stat_result | None) -> bool:
    """Puts a file where another is that nobody changed since `before`, or where none was; whether it could be done."""
    now = _state(path)
    if before is None:
        with suppress(FileExistsError):
            os.link(new, path)
            return True
        return False
    if now is None or any(getattr(now, name) != getattr(before, name) for name in ("st_ino", "st_mtime_ns", "st_size")):
        return False
    new.replace(path)
    return True


@contextmanager
def _alone(folder: Path, *, waits: bool = True) -> Iterator[None]:
    """Keeps other runs from writing into a folder, and mends it. BlockingIOError if one writes there, unless it `waits`.

    The system frees the lock when its process ends, however it ends. On a drive without locks nothing is mended, as a run
    may live whose room it is.
    """
    path = folder / _LOCK
    handle, locked = _locked(path, waits=waits)
    try:
        if locked:
            _mend(folder)
        yield
    finally:
        # One system removes no file that is open; the others must, before somebody else has the lock.
        if sys.platform == "win32":
            os.close(handle)
        with suppress(OSError):
            path.unlink()
        if sys.platform != "win32":
            os.close(handle)


def _locked(path: Path, *, waits: bool) -> tuple[int, bool]:
    """A handle of the file that stands for the lock, and whether it is locked: not on a drive without locks."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            locked = _lock(handle, waits=waits)
            # Who had the lock before has removed the file.
            with suppress(FileNotFoundError):
                if not locked or os.path.samestat(os.fstat(handle), path.lstat()):
                    return handle, locked
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int, *, waits: bool) -> bool:
    """Locks a file; whether the drive has locks. BlockingIOError if another has it and this one does not wait."""
    if sys.platform == "win32":
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError as error:
                if not waits:
                    raise BlockingIOError from error
                time.sleep(0.05)
            else:
                return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return False
        raise
    return True
