"""One file never ends the run: whatever goes wrong while it is read becomes a finding, and the rest goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from traceback import extract_tb
from typing import TypeVar

from backgrounder.findings import Finding, Place

Value = TypeVar("Value")
Item = TypeVar("Item")
NO_FINDINGS: tuple[Finding, ...] = ()
_SEPARATOR = re.compile(r"[/\\]")


def guarded(path: str, otherwise: Value, work: Callable[[], Value]) -> tuple[Value, tuple[Finding, ...]]:
    """What some work on a file gives; where it raises, what counts instead, and a finding.

    The finding names the kind of the error and where in the program it was raised. It quotes nothing of the error's own words:
    they may have text of a file that is withheld.
    """
    try:
        return work(), ()
    except Exception as error:  # noqa: BLE001 (a mistake of the program, whatever it is)
        return otherwise, (Finding(Place(path), "internal-error", _message(error)),)


def guarded_all(
    files: Sequence[tuple[str, Item]], otherwise: Value, work: Callable[[Sequence[Item]], Value]
) -> tuple[Value, tuple[Finding, ...]]:
    """What some work on many files gives. Where it raises, those are found for which it does, and it is done without them."""
    try:
        return work([item for _, item in files]), ()
    except Exception:  # noqa: BLE001 (as above; what it was is said of each file)
        problems: list[Finding] = []
        left = []
        for path, item in files:
            _, found = guarded(path, otherwise, lambda: work([item]))  # noqa: B023
            problems += found
            left += [] if found else [item]
        value, more = guarded(files[0][0] if files else "", otherwise, lambda: work(left))
        return value, (*problems, *more)


def _message(error: Exception) -> str:
    last = extract_tb(error.__traceback__)[-1]
    where = f"{_SEPARATOR.split(last.filename)[-1]}, line {last.lineno}"
    return (
        f"The program failed on this file ({type(error).__name__} in {where}), and the rest goes on without it; "
        "please report this with the file, and take the file away until it is mended."
    )
