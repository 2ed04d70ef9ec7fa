"""One file never ends the run: whatever goes wrong while it is read becomes a finding, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from traceback import extract_tb
from typing import TypeVar

from backgrounder.findings import Finding, Place

Value = TypeVar("Value")
Item = TypeVar("Item")
NO_FINDINGS: tuple[Finding, ...] = ()


def guarded(path: str, otherwise: Value, work: Callable[[], Value]) -> tuple[Value, tuple[Finding, ...]]:
    """What some work on a file gives; where it raises, what counts instead, and a finding.

    The finding names the kind of the error and where in the program it was raised. It quotes nothing of the error's own words:
    they may have text of a file that is withheld.
    """
    try:
        return work(), ()
    except Exception as error:  # noqa: BLE001 (a mistake of the program, whatever it is)
        return otherwise, (Finding(Place(path), "internal-error", _message(error)),)


class Barrier:
    """Gathers what is wrong with the files of a project while they are read."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def report(self, place: Place, code: str, message: str) -> None:
        """Adds a finding."""
        self.findings.append(Finding(place, code, message))

    def guarded(self, path: str, otherwise: Value, work: Callable[[], Value]) -> Value:
        """What some work on a file gives; where it raises, what counts instead."""
        value, problems = guarded(path, otherwise, work)
        self.findings += problems
        return value

    def guarded_all(
        self, files: Sequence[tuple[str, Item]], otherwise: Value, work: Callable[[Sequence[Item]], Value]
    ) -> Value:
        """What some work on many files gives. Where it raises, it is done without those for which it does."""
        try:
            return work([item for _, item in files])
        except Exception:  # noqa: BLE001 (as above; what it was is said of each file)
            left = []
            for path, item in files:
                before = len(self.findings)
                self.guarded(path, otherwise, partial(work, [item]))
                left += [item] if len(self.findings) == before else []
            return self.guarded(files[0][0] if files else "", otherwise, lambda: work(left))


def _message(error: Exception) -> str:
    last = extract_tb(error.__traceback__)[-1]
    module = last.filename.replace("\\", "/").rpartition("/")[2]
    return (
        f"The program failed on this file ({type(error).__name__} in {module}, line {last.lineno}), and the rest goes on "
        "without it; please report this with the file, and take the file away until it is mended."
    )
