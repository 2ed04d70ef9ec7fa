"""All works that pages can cite: the seeds' own and those of `bibliography.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backgrounder.findings import Finding, Place
from backgrounder.records import items, read_record, suggestion, validate
from backgrounder.seeds.decode import UNDECODABLE, decode
from backgrounder.sources.source import Source, SourceFields, is_key, source_from


@dataclass(frozen=True, slots=True)
class ReadBibliography:
    """The works of a bibliography by key, where each stands, and what to say of the file."""

    sources: tuple[Source, ...]
    places: Mapping[str, Place]
    findings: tuple[Finding, ...]


def read_bibliography(path: str, data: bytes) -> ReadBibliography:
    """Reads `bibliography.yml`: a mapping from key to fields. Never raises."""
    try:
        text, _ = decode(data)
    except ValueError:
        finding = Finding(Place(path), "undecodable", UNDECODABLE)
        return ReadBibliography((), {}, (finding,))
    record = read_record(text.removeprefix("\ufeff"), path)
    findings = list(record.findings)
    sources = []
    for key, inner in items(record):
        if not is_key(key):
            message = f"`{key}` cannot be a citation key; use letters, digits and hyphens."
            findings.append(Finding(inner.start, "bad-value", message))
            continue
        fields, problems = validate(inner, SourceFields)
        findings += problems
        sources.append(source_from(fields, key))
    places = {source.key: record.place(source.key) for source in sources}
    return ReadBibliography(tuple(sources), places, tuple(findings))


def merged(
    seeds: Iterable[tuple[Source, Place]], works: ReadBibliography
) -> tuple[dict[str, Source], tuple[Finding, ...]]:
    """All sources by key. A key that two of them claim belongs to the first; the seeds, with their places, come first."""
    sources: dict[str, Source] = {}
    findings = []
    for source, place in (*seeds, *((source, works.places[source.key]) for source in works.sources)):
        if source.key in sources:
            owner = sources[source.key].path or "another work"
            message = f"The key `{source.key}` is taken by {owner}; choose another one."
            findings.append(Finding(place, "duplicate-key", message))
        else:
            sources[source.key] = source
    return sources, tuple(findings)


def unknown_key(key: str, sources: Mapping[str, Source], place: Place) -> Finding:
    """The finding for a citation of something that is nowhere."""
    message = f"Nothing is known under the key `{key}`{suggestion(key, sources)}"
    return Finding(place, "unknown-key", message)
