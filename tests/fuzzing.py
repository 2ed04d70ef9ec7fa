"""A long walk through inputs that nobody would write: what raises, what takes long, what does not hold.

    python tests/fuzzing.py --inputs 1000000 --seed 1 --processes 2
    python tests/fuzzing.py --only 4711

Input number N is the same whenever it is made, as long as `fuzzing_inputs.py` and the files that it changes stay as they are.
A run tries the numbers from `--seed` on and never stops at the first failure; it ends with 1 if there is one. Interrupted
(Ctrl+C), it tells what it has found so far. Time is the processor's, so that other work on the machine does not count; what
takes longer than a second is measured three times more.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import re
import signal
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from fuzzing_checks import check
from fuzzing_inputs import KINDS, Input, input_of, kind_of

LIMIT = 1.0
"""Seconds of the processor that one input may take."""
HANGS = 20.0
"""Seconds of the processor after which an input is given up."""
_TOGETHER = 400
"""Inputs that a process takes at once."""
_LONGEST_MINIMISING = 15.0
"""Seconds of the processor for making one input smaller."""
_SHOWN = 3000
Part = TypeVar("Part")


class HangsError(BaseException):
    """An input took too long. No `Exception`: what the program catches for one file must not catch this."""


@dataclass(frozen=True)
class Failure:
    """What happened to an input: its number, what was raised (`signature`: what and where), and the traceback."""

    number: int
    kind: str
    signature: str
    told: str


@dataclass
class Tally:
    """What was tried of a kind: how many inputs, how long they took, and which took longest."""

    inputs: int = 0
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, 0)

    def add(self, other: Tally) -> None:
        """Counts another one's, too."""
        self.inputs += other.inputs
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)


@dataclass
class Result:
    """What came of some inputs."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    failures: list[Failure] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs it; 1 if anything was found."""
    parser = argparse.ArgumentParser(description="Tries inputs that nobody would write.")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="the number of the first input")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--only", type=int, help="try the input of this number, and show it")
    parser.add_argument("--kind", choices=KINDS, help="leave out all inputs but those of a kind")
    given = parser.parse_args(arguments)
    if given.only is not None:
        return _only(given.only)
    start = time.monotonic()
    numbers = range(given.seed, given.seed + given.inputs)
    result = _tried(numbers, given.kind, given.processes)
    _say(_table(result, time.monotonic() - start))
    for failure in _once_each(result.failures):
        _say(_explained(failure, [f.number for f in result.failures if f.signature == failure.signature]))
    return 1 if result.failures else 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _only(number: int) -> int:
    given = input_of(number)
    for path, data in given.files:
        _say(f"--- {path}\n{data.decode('utf8', 'backslashreplace')}")
    seconds, failure = tried(number, given)
    _say(f"{given.kind}, {sum(len(data) for _, data in given.files)} bytes, {seconds:.3f} s\n")
    _say(failure.told if failure else "Nothing raises, and all holds.")
    return 1 if failure else 0


def _tried(numbers: range, kind: str | None, processes: int) -> Result:
    """The result of all numbers, or of those that were tried before somebody interrupted the run."""
    whole = Result()
    shares = (numbers[at : at + _TOGETHER] for at in range(0, len(numbers), _TOGETHER))
    try:
        for part in _parts(shares, kind, processes):
            _add(whole, part)
    except KeyboardInterrupt:
        _say("interrupted")
    return whole


def _parts(shares: Iterator[range], kind: str | None, processes: int) -> Iterator[Result]:
    """The results of shares of numbers. A process that dies takes its share with it, and is told."""
    if processes == 1:
        for share in shares:
            yield _share(share, kind)
        return
    pool = _pool(processes)
    running: dict[Future[Result], range] = {}
    try:
        while True:
            for share in islice(shares, 2 * processes - len(running)):
                running[pool.submit(_share, share, kind)] = share
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                share = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    told = f"a process died among the inputs {share.start} to {share.stop - 1}"
                    yield Result(failures=[Failure(share.start, "all", "a process died", told)])
                    pool = _pool(processes)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"))


def _add(whole: Result, part: Result) -> None:
    seen = {failure.signature for failure in whole.failures}
    for kind, tally in part.tallies.items():
        whole.tallies[kind].add(tally)
    for failure in part.failures:
        if failure.signature not in seen:
            seen.add(failure.signature)
            _say(f"{failure.number} ({failure.kind}): {failure.signature}")
    whole.failures += part.failures


def _share(numbers: range, kind: str | None) -> Result:
    result = Result()
    for number in numbers:
        if kind is not None and kind_of(number) != kind:
            continue
        seconds, failure = tried(number, input_of(number))
        result.tallies[kind_of(number)].add(Tally(1, seconds, (seconds, number)))
        if failure:
            result.failures.append(failure)
    return result


def tried(number: int, given: Input) -> tuple[float, Failure | None]:
    """How long an input took, in seconds of the processor, and what was wrong. What took too long is tried three times more."""
    seconds, raised = _once(given)
    if raised is None and seconds > LIMIT:
        again = [_once(given)[0] for _ in range(3)]
        seconds = min(again)
        if seconds > LIMIT:
            told = f"It took {', '.join(f'{one:.2f}' for one in again)} s."
            return seconds, Failure(number, given.kind, f"takes more than {LIMIT} s: {given.kind}", told)
    if raised is None:
        return seconds, None
    told = "".join(traceback.format_exception(raised))
    return seconds, Failure(number, given.kind, _signature(raised), told)


def _once(given: Input) -> tuple[float, BaseException | None]:
    def stop(*_: object) -> None:
        raise HangsError(f"more than {HANGS} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, HANGS)
    # The program pauses the collector, too, while it reads.
    gc.disable()
    start = time.process_time()
    try:
        check(given)
    except (Exception, HangsError) as error:  # noqa: BLE001 (whatever is raised is what is sought)
        return time.process_time() - start, error
    finally:
        gc.enable()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return time.process_time() - start, None


def _signature(error: BaseException) -> str:
    """What was raised and where: the last line of the program, and of what checks it."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "backgrounder/" in f.filename]
    checked = [f for f in frames if Path(f.filename).name == "fuzzing_checks.py"]
    frame = (own or checked or frames)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
    if own or not isinstance(error, AssertionError):
        return f"{type(error).__name__} in {where}"
    told = re.match(r"[^:0-9\n]*", str(error))
    return f"{where}: {told and told.group()}"


def _once_each(failures: Sequence[Failure]) -> Iterator[Failure]:
    seen: set[str] = set()
    for failure in failures:
        if failure.signature not in seen:
            seen.add(failure.signature)
            yield failure


def _table(result: Result, seconds: float) -> str:
    lines = [f"{'kind':14}{'inputs':>10}{'failed':>8}{'ms each':>10}{'slowest s':>11}  number"]
    whole = Tally()
    for kind in KINDS:
        tally = result.tallies[kind]
        whole.add(tally)
        failed = sum(failure.kind == kind for failure in result.failures)
        lines.append(_row(kind, tally, failed))
    lines.append(_row("all", whole, len(result.failures)))
    return "\n".join([*lines, f"{whole.inputs / max(seconds, 1e-9):.0f} inputs/s in {seconds:.0f} s\n"])


def _row(name: str, tally: Tally, failed: int) -> str:
    each = 1000 * tally.seconds / max(tally.inputs, 1)
    return f"{name:14}{tally.inputs:10}{failed:8}{each:10.2f}{tally.slowest[0]:11.3f}  {tally.slowest[1]}"


# The smallest input that fails alike


def _explained(failure: Failure, numbers: Sequence[int]) -> str:
    """A failure with its smallest input and traceback."""
    more = f" and {len(numbers) - 20} more" if len(numbers) > 20 else ""
    head = f"=== {failure.signature}\n    numbers: {' '.join(map(str, numbers[:20]))}{more}"
    if failure.kind not in KINDS:
        return f"{head}\n{failure.told}"
    small = minimised(input_of(failure.number), failure.signature)
    files = "\n".join(f"    {path}: {data[:_SHOWN]!r}" for path, data in small.files)
    return f"{head}\n{files}\n{failure.told[-_SHOWN:]}"


def minimised(given: Input, signature: str) -> Input:
    """An input that fails alike, with fewer files, lines, and characters, as far as the time for it allows."""
    end = time.process_time() + _LONGEST_MINIMISING

    def fails(files: Sequence[tuple[str, bytes]]) -> bool:
        if time.process_time() > end or not files:
            return False
        _, failure = tried(0, replace(given, files=tuple(files)))
        return failure is not None and failure.signature == signature

    files = _without_some(list(given.files), fails)
    for number, (path, data) in enumerate(files):

        def holds(parts: Sequence[str], number: int = number, path: str = path) -> bool:
            return fails([*files[:number], (path, _joined(parts)), *files[number + 1 :]])

        text = data.decode("utf8", "surrogateescape")
        lines = _without_some(text.splitlines(keepends=True), holds)
        characters = _without_some(list("".join(lines)), holds)
        files[number] = (path, _joined(characters))
    return replace(given, files=tuple(files))


def _joined(parts: Sequence[str]) -> bytes:
    return "".join(parts).encode("utf8", "surrogateescape")


def _without_some(parts: list[Part], holds: Callable[[list[Part]], bool]) -> list[Part]:
    """As few of the parts as still hold: pieces are left out, larger ones first."""
    size = max(len(parts) // 2, 1)
    while parts:
        at = 0
        while at < len(parts):
            left = [*parts[:at], *parts[at + size :]]
            if holds(left):
                parts = left
            else:
                at += size
        if size == 1:
            break
        size = max(size // 2, 1)
    return parts


if __name__ == "__main__":
    sys.exit(main())
