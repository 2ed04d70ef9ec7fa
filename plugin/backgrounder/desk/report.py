"""The report of mentions: every occurrence of every name in every seed, with the reason it is no link."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from backgrounder.project import Project

Row = Mapping[str, Any]
"""One occurrence, as the `mentions` contract has it (docs/guide/reference.md)."""


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


def as_jsonl(report: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line."""
    for row in report:
        yield json.dumps(row, ensure_ascii=False)


def as_table(report: Iterable[Row]) -> Iterator[str]:
    """A table for people: where, what stands there, which entry, and what became of it."""
    lines = [
        (
            f"{row['seed']}:{row['line']}:{row['column']}",
            row["surface"],
            row["title"] or " or ".join(row.get("candidates", ())),
            row["form"] or "",
            "link" if row["linked"] else row["reason"] or "",
        )
        for row in report
    ]
    head = ("place", "text", "entry", "form", "result")
    widths = [max(len(line[i]) for line in (head, *lines)) for i in range(len(head))]
    for line in (head, *lines):
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
