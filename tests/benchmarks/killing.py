"""Kills runs while they write, lets their writing fail, and has eight write at once: nothing may be half written, lost, or mixed.

    python tests/benchmarks/killing.py points       a kill at every line of `writing.py`, a failure at every system call
    python tests/benchmarks/killing.py kills 300    kill -9 at random moments of `add`, `new`, `suggest --dismiss`, `mkdocs build`
    python tests/benchmarks/killing.py rounds 100   eight processes at once, so many times

Budget: none. Each prints what it did, and ends with status 1 at the first thing that is half written. The moments are the same
in each run, as far as the machine is; `points` does not depend on them. It needs a system with `fork`.
"""

from __future__ import annotations

import errno
import io
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from mkdocs.__main__ import cli as mkdocs

from backgrounder import writing
from backgrounder.cli import main as backgrounder
from backgrounder.records import with_items
from backgrounder.writing import mend, rewrite, write_new

Work = Callable[[], object]
OLD_LIST = b"# Names\r\n- Old Name # stays\r\n"
PAIR = (("x.txt", b"A headline stands here\n\nThe text is longer than that.\n"), ("x.yml", b"title: X\n"))
TEXT = "A headline stands here\n\nThe text is longer than its headline, and Ivan Smirnov is in it.\n"


def main() -> None:
    """Runs what the command line names."""
    what, count = sys.argv[1], int((sys.argv[2:] or ["0"])[0])
    runs: dict[str, Callable[[Path], Iterator[str]]]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TMPDIR"] = folder
        tempfile.tempdir = None
        runs = {"points": points, "kills": partial(kills, count), "rounds": partial(rounds, count)}
        for line in runs[what](Path(folder)):
            print(line, flush=True)


def require(*, holds: bool, what: object) -> None:
    """Ends the script if something does not hold."""
    if not holds:
        sys.exit(f"half written, lost, or mixed: {what}")


def forked(work: Work) -> int:
    """Begins some work in a process of its own, without output; its id. Its status is 2 if it said that it could not."""
    process = os.fork()
    if process:
        return process
    status: object = 70
    try:
        sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf8")  # noqa: SIM115 (the process ends)
        work()
        status = 0
    except SystemExit as ended:
        status = ended.code or 0
    except (OSError, ValueError):
        status = 2
    finally:
        os._exit(status if isinstance(status, int) else 1)


def ended(process: int) -> int:
    """Waits for a process; its status, or the negative number of the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


# A kill at every line, a failure at every call


def points(folder: Path) -> Iterator[str]:
    """Every command of `writing.py` that writes, ended at each of its lines, and with each of its system calls failing."""
    for name, files in (("two files", PAIR), ("one file", PAIR[:1])):
        yield from _points(folder, name, partial(_write_all, files), partial(_whole_or_none, files))
    for name, before in (("a list", OLD_LIST), ("a new list", None)):
        yield from _points(folder, name, _dismiss, partial(_old_or_new, before), before)


def _points(
    folder: Path, name: str, work: Work, judge: Callable[[], bool], before: bytes | None = None
) -> Iterator[str]:
    def fresh() -> None:
        shutil.rmtree(folder / "p", ignore_errors=True)
        (folder / "p").mkdir()
        os.chdir(folder / "p")
        if before is not None:
            Path("list.yml").write_bytes(before)

    at = 0
    status = -1
    found: Counter[bool] = Counter()
    while status:
        at += 1
        fresh()
        status = ended(forked(partial(_ending_at, at, work)))
        require(holds=status in (0, 9), what=(name, at, status))
        mend(Path())
        found[judge()] += 1
        _require_clean(name, at)
    yield f"{name}: killed at {at - 1} lines; {found[True]} times it was there after the next run"
    for call in ("link", "fsync", "rename", "replace", "unlink", "mkdir", "rmdir", "chmod", "open", "io.open", "write"):
        yield from _failing(fresh, name, call, work, judge)


def _failing(fresh: Work, name: str, call: str, work: Work, judge: Callable[[], bool]) -> Iterator[str]:
    at = 0
    status = 2
    found: Counter[str] = Counter()
    while status in (2, 3):
        at += 1
        fresh()
        status = ended(forked(partial(_failing_at, at, call, work)))
        require(holds=status in (0, 2, 3), what=(name, call, at, status))
        if status != 3:
            # A failure that was told left nothing, and one that did not matter left it all.
            require(holds=judge() == (status == 0), what=(name, call, at, status))
        mend(Path())
        judge()
        _require_clean(name, call, at)
        found["told" if status == 2 else "did not matter"] += status != 0
    if at > 1:
        yield f"  {call} failed at {at - 1} places: {dict(found)}"


def _ending_at(line: int, work: Work) -> None:
    """Does some work, and ends the process before a line of `writing.py`, counted from 1 as they are run."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename != writing.__file__:
            return None
        count += event == "line"
        if count == line:
            os._exit(9)
        return trace

    sys.settrace(trace)
    work()
    sys.settrace(None)


def _failing_at(number: int, call: str, work: Work) -> None:
    """Does some work while one system call of a name fails once, as on a full disk. Status 3 if it did not matter."""
    count = 0
    if call == "write":
        # The system itself lets what is longer fail.
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        if number < 60:
            work()
            sys.exit(3)
        work()
        return
    module: Any = io if call.startswith("io.") else os
    real = getattr(module, call.removeprefix("io."))

    def fails(*given: Any, **more: Any) -> Any:
        nonlocal count
        count += 1
        if count == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*given, **more)

    setattr(module, call.removeprefix("io."), fails)
    work()
    if count >= number:
        sys.exit(3)


def _write_all(files: tuple[tuple[str, bytes], ...]) -> None:
    write_new(Path(), files)


def _dismiss() -> None:
    rewrite(Path("list.yml"), partial(with_items, items=["New Name"]))


def _whole_or_none(files: tuple[tuple[str, bytes], ...]) -> bool:
    there = [(name, Path(name).read_bytes()) for name, _ in files if Path(name).exists()]
    require(holds=there in ([], list(files)), what=there)
    return bool(there)


def _old_or_new(before: bytes | None) -> bool:
    there = Path("list.yml").read_bytes() if Path("list.yml").exists() else None
    require(holds=there in (before, with_items(before or b"", ["New Name"])), what=there)
    return there != before


def _require_clean(*what: object) -> None:
    left = list(Path().rglob(".backgrounder-*"))
    require(holds=not left, what=(what, left))


# Kills at random


def project(folder: Path) -> None:
    """A small project, which is the working folder from now on."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "docs").mkdir(parents=True)
    (folder / "seeds").mkdir()
    os.chdir(folder)
    Path("mkdocs.yml").write_text("site_name: S\ntheme: material\nplugins: [search, backgrounder]\n", encoding="utf8")
    Path("seeds/old.txt").write_text(TEXT, encoding="utf8")
    Path("seeds/not-suggested.yml").write_bytes(OLD_LIST)
    for suffix in (".txt", ".md"):
        Path(f"given{suffix}").write_text(TEXT.replace("stands", f"of {suffix} stands"), encoding="utf8")


COMMANDS: dict[str, Work] = {
    "add": lambda: backgrounder(["add", "given.txt", "--name", "x"]),
    "new": lambda: backgrounder(["new", "person", "Ivan Smirnov"]),
    "dismiss": lambda: backgrounder(["suggest", "--dismiss", "New Name"]),
    "build": lambda: mkdocs(["build", "-q"]),
}


def kills(count: int, folder: Path) -> Iterator[str]:
    """`count` kills in turn of the commands: at any moment, and, of those that write a file or two, while they do."""
    os.environ["SOURCE_DATE_EPOCH"] = "1600000000"
    moments = random.Random(20211012)  # noqa: S311 (no secret)
    project(folder / "k")
    wanted, lasts = {}, {}
    for name, command in COMMANDS.items():
        start = time.monotonic()
        require(holds=ended(forked(command)) == 0, what=name)
        lasts[name] = time.monotonic() - start
        wanted[name] = _written(name)
        project(folder / "k")
    found: Counter[tuple[str, str]] = Counter()
    for number in range(count):
        name = list(COMMANDS)[number % len(COMMANDS)]
        project(folder / "k")
        before = _written(name)
        process = forked(COMMANDS[name])
        _kill(process, lasts[name], moments, aimed=name != "build" and number // len(COMMANDS) % 4 > 0)
        killed = ended(process) == -signal.SIGKILL
        left = any(Path().rglob(".backgrounder-*"))
        found[name, ("killed with leftovers" if left else "killed") if killed else "done before"] += 1
        status = ended(forked(COMMANDS["build" if name == "build" else "add"]))
        # What was being added may be there by now.
        require(holds=status in ((0, 2) if name == "add" else (0,)), what=(name, number, status))
        if name == "add":
            found["add", "finished by the next run"] += status == 2 and killed
            require(holds=_written(name) == wanted[name], what=(name, number, status, list(_written(name))))
        else:
            allowed = [wanted[name]] if name == "build" else [before, wanted[name]]
            require(holds=_written(name) in allowed, what=(name, number))
        require(holds=not any(Path("seeds").rglob(".backgrounder-*")), what=(name, number))
        require(holds=ended(forked(lambda: backgrounder(["check", "--fail-on", "error"]))) == 0, what=name)
        require(holds=not any(Path().rglob(".backgrounder-*")), what=(name, number))
    for (name, what), times in sorted(found.items()):
        yield f"{name}: {what} {times} times"
    yield f"{count} runs, nothing half written after the next one"


def _kill(process: int, lasts: float, moments: random.Random, *, aimed: bool) -> None:
    """Kills a process at a random moment, or, `aimed`, a moment after it began to write."""
    if not aimed:
        time.sleep(moments.uniform(0, lasts * 1.1))
    until = time.monotonic() + lasts * 3
    folders = (Path("seeds"), Path("docs/glossary/persons"))
    while aimed and time.monotonic() < until:
        if any(path.name.startswith(".backgrounder-") for one in folders if one.is_dir() for path in one.iterdir()):
            time.sleep(moments.uniform(0, 0.004))
            break
    os.kill(process, signal.SIGKILL)


def _written(name: str) -> dict[str, bytes]:
    """What a command writes, by path."""
    where = {"add": "seeds", "new": "docs/glossary", "dismiss": "seeds", "build": "site"}[name]
    files = [path for path in sorted(Path(where).rglob("*")) if path.is_file() and "/.backgrounder" not in str(path)]
    if name == "dismiss":
        # The run after it adds a seed.
        files = [path for path in files if path.stem != "x"]
    return {str(path): path.read_bytes() for path in files}


# Eight at once


def rounds(count: int, folder: Path) -> Iterator[str]:
    """`count` times eight processes at once; every tenth time whole commands, else what they call."""
    order = random.Random(20211012)  # noqa: S311 (no secret)
    winners: Counter[str] = Counter()
    for number in range(count):
        project(folder / "r")
        whole = number % 10 == 4
        jobs = _commands() if whole else _calls()
        names = list(jobs)
        order.shuffle(names)
        wait, go = os.pipe()
        processes = {name: forked(partial(_at_once, wait, go, jobs[name])) for name in names}
        os.close(wait)
        os.close(go)
        statuses = {name: ended(process) for name, process in processes.items()}
        winners[_judged(statuses, number)] += 1
    yield f"{count} rounds of 8 processes, nothing lost, overwritten, or mixed; the name went to {dict(winners)}"


def _at_once(wait: int, go: int, job: Work) -> None:
    """Waits until all have begun, which is when nobody can write into the pipe any more."""
    os.close(go)
    os.read(wait, 1)
    job()


def _calls() -> dict[str, Work]:
    def pair(name: str, data: str) -> Work:
        sidecar = f"{name.partition('.')[0]}.yml"
        return lambda: write_new(Path("seeds"), ((name, data.encode()), (sidecar, f"title: of {data}\n".encode())))

    def entry(data: str) -> Work:
        return lambda: write_new(Path("docs/glossary/persons"), (("e.md", data.encode()),))

    def item(name: str) -> Work:
        return lambda: rewrite(Path("seeds/not-suggested.yml"), partial(with_items, items=[name]))

    return {
        "x.txt": pair("x.txt", "one"), "x.txt again": pair("x.txt", "one"), "x.md": pair("x.md", "other"), "y.txt": pair("y.txt", "y"),
        "Name A": item("Name A"), "Name B": item("Name B"), "e": entry("first"), "e again": entry("second"),
    }  # fmt: skip


def _commands() -> dict[str, Work]:
    def add(name: str, *more: str) -> Work:
        return lambda: backgrounder(["add", name, *more])

    def new(kind: str) -> Work:
        return lambda: backgrounder(["new", kind, "Ivan Smirnov"])

    def dismiss(name: str) -> Work:
        return lambda: backgrounder(["suggest", "--dismiss", name])

    return {
        "x.txt": add("given.txt", "--name", "x"), "x.txt again": add("given.txt", "--name", "x"), "x.md": add("given.md", "--name", "x"),
        "y.txt": add("given.txt", "--name", "y"), "Name A": dismiss("Name A"), "Name B": dismiss("Name B"), "e": new("person"), "e again": new("person"),
    }  # fmt: skip


def _judged(statuses: dict[str, int], number: int) -> str:
    """Who got the name that three wanted."""
    require(holds=set(statuses.values()) <= {0, 2}, what=(number, statuses))
    won = [name for name in ("x.txt", "x.txt again", "x.md") if statuses[name] == 0]
    require(holds=len(won) == 1 and statuses["y.txt"] == 0, what=(number, statuses))
    suffix = ".md" if won[0] == "x.md" else ".txt"
    there = {path.name for path in Path("seeds").iterdir()}
    require(holds=there == {"old.txt", "not-suggested.yml", f"x{suffix}", "x.yml", "y.txt", "y.yml"}, what=there)
    told = Path("seeds/x.yml").read_text(encoding="utf8")
    text = Path(f"seeds/x{suffix}").read_text(encoding="utf8")
    whole = Path(f"given{suffix}").read_text(encoding="utf8")
    require(holds=text == whole or (len(text) < 6 and told == f"title: of {text}\n"), what=(told, text))
    names = Path("seeds/not-suggested.yml").read_bytes()
    require(holds=names.startswith(OLD_LIST) and statuses["Name A"] == statuses["Name B"] == 0, what=names)
    require(holds=sorted(names[len(OLD_LIST) :].split()) == sorted(b"- Name A - Name B".split()), what=names)
    entries = [path for path in Path("docs").rglob("*") if path.is_file()]
    require(holds=len(entries) == 1 and {statuses["e"], statuses["e again"]} == {0, 2}, what=(entries, statuses))
    return won[0]


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
