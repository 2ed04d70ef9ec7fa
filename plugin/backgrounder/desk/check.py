"""Findings as text, as JSON, and as annotations of a workflow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from backgrounder.findings import DEFAULT_LEVELS, Finding, Level, in_order

Judged = tuple[Level, Finding]


def judged(findings: Iterable[Finding], levels: Mapping[str, Level]) -> tuple[Judged, ...]:
    """Findings with their configured levels, those that are ignored left out: the most urgent first, then by file and place."""
    levels = {**DEFAULT_LEVELS, **levels}
    pairs = [(levels[finding.code], finding) for finding in in_order(findings)]
    return tuple(sorted((pair for pair in pairs if pair[0] is not Level.IGNORE), key=lambda pair: -pair[0]))


def as_text(findings: Iterable[Judged]) -> Iterator[str]:
    """`path:line:column: level code: message`."""
    for level, finding in findings:
        yield f"{finding.place}: {level.word} {finding.code}: {finding.message}"


def as_json(findings: Iterable[Judged]) -> str:
    """A JSON array of objects with the fields path, line, column, level, code and message."""
    values = [
        {**asdict(finding.place), "level": level.word, "code": finding.code, "message": finding.message}
        for level, finding in findings
    ]
    return json.dumps(values, ensure_ascii=False, indent=2)


def as_github(findings: Iterable[Judged]) -> Iterator[str]:
    """Workflow commands: `::warning file=...,line=...,col=...,title=...::message`."""
    command = {Level.INFO: "notice", Level.WARN: "warning", Level.ERROR: "error"}
    for level, finding in findings:
        place = finding.place
        path = _data(place.path).replace(":", "%3A").replace(",", "%2C")
        where = f"file={path},line={place.line},col={place.column},title={finding.code}"
        yield f"::{command[level]} {where}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
