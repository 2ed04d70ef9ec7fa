"""What the commands print: findings by their levels, and every occurrence of a name with the reason it is no link."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from backgrounder.findings import DEFAULT_LEVELS, Finding, Level, in_order
from backgrounder.project import Project

Judged = tuple[Level, Finding]
Row = Mapping[str, Any]
"""One occurrence, as the `mentions` contract has it (docs/guide/reference.md)."""


def judged(findings: Iterable[Finding], levels: Mapping[str, Level]) -> tuple[Judged, ...]:
    """Findings with their configured levels, those that are ignored left out: the most urgent first, then by file and place."""
    levels = {**DEFAULT_LEVELS, **levels}
    pairs = [(levels[finding.code], finding) for finding in in_order(findings)]
    return tuple(sorted((pair for pair in pairs if pair[0] is not Level.IGNORE), key=lambda pair: -pair[0]))


def _as_text(findings: Iterable[Judged]) -> Iterator[str]:
    for level, finding in findings:
        yield f"{finding.place}: {level.word} {finding.code}: {finding.message}"


def _as_json(findings: Iterable[Judged]) -> Iterator[str]:
    values = [
        {**asdict(finding.place), "level": level.word, "code": finding.code, "message": finding.message}
        for level, finding in findings
    ]
    yield json.dumps(values, ensure_ascii=False, indent=2)


def _as_workflow_commands(findings: Iterable[Judged]) -> Iterator[str]:
    command = {Level.INFO: "notice", Level.WARN: "warning", Level.ERROR: "error"}
    for level, finding in findings:
        path = _data(finding.place.path).replace(":", "%3A").replace(",", "%2C")
        where = f"file={path},line={finding.place.line},col={finding.place.column},title={finding.code}"
        yield f"::{command[level]} {where}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FINDINGS: Mapping[str, Callable[[Iterable[Judged]], Iterator[str]]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_workflow_commands,
}
"""Formats of findings: `path:line:column: level code: message`, an array of objects, the commands of GitHub's workflows."""


def rows(project: Project) -> Iterator[Row]:
    """All occurrences, by file and place. `candidates` are there only if undecided."""
    for article in sorted(project.articles, key=lambda a: a.path):
        for mention in project.mentions[article.path]:
            place = article.place(mention.stretch, mention.start)
            entry = mention.entry
            row = {
                "seed": article.path,
                "line": place.line,
                "column": place.column,
                "surface": article.surface(mention.stretch, mention.start, mention.end),
                "entry": entry.uri if entry else None,
                "title": entry.title if entry else None,
                "kind": entry.kind.key if entry else None,
                "form": mention.form,
                "linked": mention.linked,
                "reason": mention.reason,
            }
            candidates = [candidate.uri for candidate in mention.candidates]
            yield row | {"candidates": candidates} if candidates else row


def _as_table(report: Iterable[Row]) -> Iterator[str]:
    lines = [("place", "text", "entry", "form", "result")]
    for row in report:
        place = f"{row['seed']}:{row['line']}:{row['column']}"
        entry = row["title"] or " or ".join(row.get("candidates", ()))
        result = "link" if row["linked"] else row["reason"] or ""
        lines.append((place, row["surface"], entry, row["form"] or "", result))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _as_jsonl(report: Iterable[Row]) -> Iterator[str]:
    for row in report:
        yield json.dumps(row, ensure_ascii=False)


MENTIONS: Mapping[str, Callable[[Iterable[Row]], Iterator[str]]] = {"table": _as_table, "jsonl": _as_jsonl}
"""Formats of occurrences: for people where each is, which entry it names and what became of it; or an object a line."""
