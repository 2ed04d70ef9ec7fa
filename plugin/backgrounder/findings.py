"""What can be wrong with an editor's files, and where; and the barrier: a file on which the program fails is a finding, too.

Decides nothing about what happens to a finding: the adapters log it, print it, or fail on it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from traceback import extract_tb
from typing import TypeVar

Value = TypeVar("Value")
Item = TypeVar("Item")


class Level(enum.IntEnum):
    """How urgent a finding is. `IGNORE` exists so that a configuration can silence a code."""

    IGNORE = 0
    INFO = 1
    WARN = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The name that configuration and output use."""
        return self.name.lower()


_INCOMPLETE = """
    missing-source missing-date inferred-title inferred-encoding ambiguous no-seeds no-glossary no-site-url
    unread-seed empty-entry stale-phrase missing-author missing-surname undated-fact uncited-entry unmentioned-entry
    misspelt-entry
"""
"""What an editor will get to."""
_MISTAKES = """
    empty-seed undecodable bad-yaml bad-value unknown-field unknown-kind missing-title missing-kind duplicate-name
    duplicate-slug duplicate-key unknown-key unknown-entry bad-citation cites-draft bad-bibliography stale-note
    withheld stale-choice orphan-sidecar unsafe-path reserved-name internal-error
"""
DEFAULT_LEVELS: Mapping[str, Level] = {
    **dict.fromkeys(_INCOMPLETE.split(), Level.INFO),
    **dict.fromkeys(_MISTAKES.split(), Level.WARN),
}
"""Every code the program can report, with its level unless configuration says otherwise."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: path below the project's folder, line and column from 1, in code points."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something an editor should know: where, what kind (a key of `DEFAULT_LEVELS`), and a sentence that says what to do."""

    place: Place
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.code}]"


_QUOTE_NOTHING = frozenset(
    "missing-source missing-date missing-author inferred-title inferred-encoding empty-seed undecodable unread-seed withheld"
    " reserved-name orphan-sidecar unsafe-path internal-error".split()
)
"""Codes whose messages have no word of the file that they are about."""
_SEALED = "Something is wrong here, and this text is withheld, so a build does not say what; `backgrounder check` does."


def sealed(findings: Iterable[Finding], withheld: Container[str]) -> Iterator[Finding]:
    """Findings for a log that others may read: those on files that are withheld, by their paths, quote nothing of them."""
    for finding in findings:
        quotes = finding.place.path in withheld and finding.code not in _QUOTE_NOTHING
        yield replace(finding, message=_SEALED) if quotes else finding


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file and place, each once."""
    return tuple(sorted(frozenset(findings)))


NO_FINDINGS: tuple[Finding, ...] = ()


def guarded(path: str, otherwise: Value, work: Callable[[], Value]) -> tuple[Value, tuple[Finding, ...]]:
    """What some work on a file gives; where it raises, what counts instead, and a finding.

    The finding names the kind of the error and where in the program it was raised. It quotes nothing of the error's own words:
    they may have text of a file that is withheld.
    """
    try:
        return work(), ()
    except Exception as error:  # noqa: BLE001 (a mistake of the program, whatever it is)
        last = extract_tb(error.__traceback__)[-1]
        module = last.filename.replace("\\", "/").rpartition("/")[2]
        message = (
            f"The program failed on this file ({type(error).__name__} in {module}, line {last.lineno}), and the rest goes on "
            "without it; please report this with the file, and take the file away until it is mended."
        )
        return otherwise, (Finding(Place(path), "internal-error", message),)


@dataclass(slots=True)
class Barrier:
    """Gathers what is wrong with the files of a project while they are read."""

    findings: list[Finding] = field(default_factory=list)

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
