"""How much more work twice the input makes, for every row of `doubling_patterns.py`.

    python tests/doubling.py [--lengths 32,64,128,256] [--entrances txt,md] [--processes 2] [--rows WORDS]

Work is counted, not timed: valgrind counts how often a process enters a piece of code that ends with a jump. A loop makes at
least one each time, be it Python's or of a library in C. The counts are the same in every run, however busy the machine is.
To count instructions (`--tool=cachegrind`) gives the same ratios and takes three times as long.

One Python imports everything once and forks a child for each length of each row; the child does the work and ends at once. A
row's cost at a length is the child's count less that of a child with the shortest text of the row, so that what is the same
for any text (the fork, imports that only such a text needs) does not count. The test takes lengths of 2,500 and 5,000 characters.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from doubling_patterns import CONTROLS, PATTERNS, Row, text_of

VALGRIND = "valgrind --tool=none --stats=yes".split()
BAR = 2.6
"""How many times the work twice the length may make; 2 would be linear, 4 quadratic."""
NOISE = 1_000_000
"""What is no work, about ten million instructions: how large a dictionary happens to be, what the allocator asks for."""
SECONDS = 60
"""Of the processor, for one child; ten times what it would take by itself."""
_CHECKS = re.compile(r"^--(\d+)-- +scheduler: +([\d,]+) event checks", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A row at one entrance: the pieces of code that each length took more than the shortest text; None if it did not end."""

    entrance: str
    row: Row
    costs: tuple[int | None, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times the work each length makes, compared with the one before; infinite where one did not end."""
        pairs = zip(self.costs, self.costs[1:], strict=False)
        return tuple(
            float("inf") if b is None or a is None else 0.0 if b < NOISE else b / max(a, NOISE // 2) for a, b in pairs
        )

    def __str__(self) -> str:
        costs = " ".join(f"{'-' if cost is None else f'{cost / 1e6:.1f}':>9}" for cost in self.costs)
        return f"{self.entrance:13}{self.row[1][:55]:57}{costs}  {' '.join(f'{ratio:5.2f}' for ratio in self.ratios)}"


def counted(
    lengths: Sequence[int], entrances: Sequence[str] = (), words: str = "", processes: int = 2, *, once: bool = False
) -> Iterator[Counted]:
    """What the rows cost at lengths in characters, those of some entrances alone, or with some words in what they are.

    `once`: each row at one of its entrances, another one for the next row.
    """
    parts = [f"{number}/{processes}{'/once' if once else ''}" for number in range(processes)]
    options = [json.dumps(list(lengths)), ",".join(entrances), words]
    with ThreadPoolExecutor(processes) as pool:
        for found in pool.map(lambda part: _run([*options, part]), parts):
            yield from found


def chosen(entrances: Sequence[str], words: str, part: str) -> list[tuple[str, Row]]:
    """The rows of a part, each with one entrance."""
    number, parts, *once = part.split("/")
    rows = []
    for place, row in enumerate((*PATTERNS, *(CONTROLS if entrances else ()))):
        ways = [way for way in row[0].split() if (not entrances or way in entrances) and words in row[1]]
        rows += [(way, row) for way in (ways[place % len(ways) :][:1] if once and ways else ways)]
    return rows[int(number) :: int(parts)]


def available() -> str:
    """Why nothing can be counted here; empty if it can."""
    return "" if shutil.which("valgrind") else "valgrind is not installed"


def _run(options: Sequence[str]) -> list[Counted]:
    """Counts a part of the rows in a process of its own."""
    done = subprocess.run(
        [*VALGRIND, sys.executable, __file__, "--child", *options],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    checks = {int(pid): int(count.replace(",", "")) for pid, count in _CHECKS.findall(done.stderr)}
    return [_counted(json.loads(line), checks) for line in done.stdout.splitlines()]


def _counted(told: Mapping[str, object], checks: Mapping[int, int]) -> Counted:
    children = told["children"]
    assert isinstance(children, list)
    first, *others = [checks[pid] if ended else None for pid, ended in children]
    costs = tuple(None if other is None or first is None else other - first for other in others)
    return Counted(str(told["entrance"]), (*PATTERNS, *CONTROLS)[int(str(told["row"]))], costs)


def _child(lengths: Sequence[int], entrances: str, words: str, part: str) -> None:
    """Runs under valgrind: forks a child for each length of each row, and tells their process numbers."""
    from doubling_entrances import ENTRANCES, warm_up  # noqa: PLC0415 (only here)

    rows = chosen([name for name in entrances.split(",") if name], words, part)
    warm_up({entrance for entrance, _ in rows})
    gc.collect()
    gc.disable()
    for entrance, row in rows:
        texts = [text_of(row, length) for length in (0, *lengths)]
        children = []
        for text in texts:
            pid = os.fork()
            if not pid:
                resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
                try:
                    ENTRANCES[entrance](text)
                except BaseException as error:  # noqa: BLE001 (whatever it is, the child must end)
                    sys.stderr.write(f"{entrance}: {row[1]}: {error!r}\n")
                    os._exit(1)
                os._exit(0)
            _, status = os.waitpid(pid, 0)
            children.append((pid, not status))
            if status:
                children += [(0, False)] * (len(texts) - len(children))
                break
        print(
            json.dumps({"entrance": entrance, "row": (*PATTERNS, *CONTROLS).index(row), "children": children}),
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lengths", default="32,64,128,256", help="in thousands of characters")
    parser.add_argument("--entrances", default="")
    parser.add_argument("--rows", default="", help="words in what a row is")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    lengths = [1000 * int(length) for length in given.lengths.split(",")]
    entrances = [name for name in given.entrances.split(",") if name]
    worst = 0.0
    for one in counted(lengths, entrances, given.rows, given.processes):
        print(f"{'OVER ' if max(one.ratios) > BAR else '     '}{one}", flush=True)
        worst = max(worst, *one.ratios)
    print(f"worst: {worst:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(json.loads(sys.argv[2]), *sys.argv[3:])
    else:
        main()
