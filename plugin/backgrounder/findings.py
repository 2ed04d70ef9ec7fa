"""What can be wrong with an editor's files, and where.

Owns the list of codes with their default levels. Decides nothing about what happens to a finding: the adapters log it,
print it, or fail on it.
"""

from __future__ import annotations

import enum
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace


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


DEFAULT_LEVELS: Mapping[str, Level] = {
    # What is incomplete: an editor will get to it.
    "missing-source": Level.INFO,
    "missing-date": Level.INFO,
    "inferred-title": Level.INFO,
    "inferred-encoding": Level.INFO,
    "ambiguous": Level.INFO,
    "no-seeds": Level.INFO,
    "no-glossary": Level.INFO,
    "no-site-url": Level.INFO,
    "unread-seed": Level.INFO,
    "empty-entry": Level.INFO,
    "stale-phrase": Level.INFO,
    "missing-author": Level.INFO,
    "missing-surname": Level.INFO,
    "undated-fact": Level.INFO,
    "uncited-entry": Level.INFO,
    "unmentioned-entry": Level.INFO,
    # What is a mistake.
    "empty-seed": Level.WARN,
    "undecodable": Level.WARN,
    "bad-yaml": Level.WARN,
    "bad-value": Level.WARN,
    "unknown-field": Level.WARN,
    "unknown-kind": Level.WARN,
    "missing-title": Level.WARN,
    "missing-kind": Level.WARN,
    "duplicate-name": Level.WARN,
    "duplicate-slug": Level.WARN,
    "duplicate-key": Level.WARN,
    "unknown-key": Level.WARN,
    "unknown-entry": Level.WARN,
    "bad-citation": Level.WARN,
    "cites-draft": Level.WARN,
    "bad-bibliography": Level.WARN,
    "stale-note": Level.WARN,
    "withheld": Level.WARN,
    "stale-choice": Level.WARN,
    "orphan-sidecar": Level.WARN,
    "unsafe-path": Level.WARN,
    "reserved-name": Level.WARN,
    "internal-error": Level.WARN,
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


def level_of(finding: Finding, levels: Mapping[str, Level]) -> Level:
    """The configured level of a finding, or the default of its code."""
    return levels.get(finding.code, DEFAULT_LEVELS[finding.code])


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
