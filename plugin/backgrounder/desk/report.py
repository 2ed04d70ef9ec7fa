"""The report of mentions: every occurrence of every name in every seed, with the reason it is no link."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from backgrounder.project import Project


@dataclass(frozen=True, slots=True)
class Row:
    """One occurrence, as the `mentions` contract has it (docs/guide/reference.md). `candidates` is there only if undecided."""

    seed: str
    line: int
    column: int
    surface: str
    entry: str | None
    title: str | None
    kind: str | None
    form: str | None
    linked: bool
    reason: str | None
    candidates: tuple[str, ...] = ()


def rows(project: Project) -> Iterator[Row]:
    """All occurrences, by file and place."""
    for article in sorted(project.articles, key=lambda a: a.path):
        for mention in project.mentions[article.path]:
            place = article.place(mention.stretch, mention.start)
            entry = mention.entry
            yield Row(
                seed=article.path,
                line=place.line,
                column=place.column,
                surface=article.surface(mention.stretch, mention.start, mention.end),
                entry=entry.uri if entry else None,
                title=entry.title if entry else None,
                kind=entry.kind.key if entry else None,
                form=mention.form.value if mention.form else None,
                linked=mention.linked,
                reason=mention.reason.value if mention.reason else None,
                candidates=tuple(candidate.uri for candidate in mention.candidates),
            )


def as_jsonl(report: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line."""
    for row in report:
        values = asdict(row)
        if not row.candidates:
            del values["candidates"]
        yield json.dumps(values, ensure_ascii=False)


def as_table(report: Iterable[Row]) -> Iterator[str]:
    """A table for people: where, what stands there, which entry, and what became of it."""
    lines = [
        (
            f"{row.seed}:{row.line}:{row.column}",
            row.surface,
            row.title or " or ".join(row.candidates),
            row.form or "",
            "link" if row.linked else row.reason or "",
        )
        for row in report
    ]
    head = ("place", "text", "entry", "form", "result")
    widths = [max(len(line[i]) for line in (head, *lines)) for i in range(len(head))]
    for line in (head, *lines):
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
