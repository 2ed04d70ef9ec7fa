"""All works that pages can cite: the seeds' own, those of `bibliography.yml`, and those of reference managers' files.

Such a file holds more than a note needs: fields that are none of ours are passed over. What does not fit gives a finding
at its place, and the rest is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from sys import maxsize
from types import MappingProxyType

from backgrounder.findings import Finding, Place
from backgrounder.records import items, read_record, suggestion, validate
from backgrounder.sources.citations import CitedItem, citations, is_key, near_citations, paragraph_of
from backgrounder.sources.formats import FORMATS, Works
from backgrounder.sources.source_fields import ExportedFields, Source, SourceFields, source_from
from backgrounder.text.decode import UNDECODABLE, decode


@dataclass(frozen=True, slots=True)
class ReadBibliography:
    """The works of a bibliography, where each stands (by key), and what to say of the file."""

    sources: tuple[Source, ...]
    places: Mapping[str, Place]
    findings: tuple[Finding, ...]


def read_bibliography(path: str, data: bytes) -> ReadBibliography:
    """Reads `bibliography.yml`: a mapping from key to fields. Never raises."""
    return _read(path, data, _works_in_yaml, needs_fields=True)


def read_export(path: str, data: bytes) -> ReadBibliography:
    """Reads a file of a reference manager by its ending. Never raises."""
    readers = {one.suffix: one.read for one in FORMATS if one.read}
    if works := readers.get(PurePosixPath(path).suffix.lower()):
        return _read(path, data, works)
    named = " or ".join(f"{one.name} ({one.suffix})" for one in FORMATS if one.read)
    message = f"Export the bibliography as {named}; nothing else is read."
    return ReadBibliography((), {}, (Finding(Place(path), "bad-bibliography", message),))


def _works_in_yaml(path: str, text: str) -> Works:
    record = read_record(text, path)
    yield from record.findings
    yield from items(record)


def _read(
    path: str, data: bytes, works: Callable[[str, str], Works], *, needs_fields: bool = False
) -> ReadBibliography:
    """Validates the works of a file: what does not fit becomes a finding. Of two with one key the first one counts."""
    try:
        text, _ = decode(data)
    except ValueError:
        return ReadBibliography((), {}, (Finding(Place(path), "undecodable", UNDECODABLE),))
    sources: dict[str, Source] = {}
    places: dict[str, Place] = {}
    findings: list[Finding] = []
    for one in works(path, text.removeprefix("\ufeff")):
        if isinstance(one, Finding):
            findings.append(one)
            continue
        key, record = one
        if not is_key(key):
            message = f"`{key}` cannot be a citation key; use letters, digits, hyphens and underscores."
            findings.append(Finding(record.start, "bad-value", message))
        elif key in sources:
            message = f"Another work of this file has the key `{key}`; remove one of the two."
            findings.append(Finding(record.start, "duplicate-key", message))
        else:
            fields, _, problems = validate(record, SourceFields if needs_fields else ExportedFields)
            findings += problems
            if needs_fields and not fields.model_fields_set:
                message = "Nothing is said of this work; write `title:` and more."
                findings.append(Finding(record.start, "missing-source", message))
            sources[key] = source_from(fields, key)
            places[key] = record.start
    return ReadBibliography(tuple(sources.values()), places, tuple(findings))


def merged(
    seeds: Iterable[tuple[Source, Place]], bibliographies: Iterable[ReadBibliography]
) -> tuple[dict[str, Source], tuple[Finding, ...]]:
    """All sources by key. A key that two of them claim belongs to the first; the seeds, with their places, come first."""
    sources: dict[str, Source] = {}
    owners: dict[str, str] = {}
    findings = []
    works = [(source, read.places[source.key]) for read in bibliographies for source in read.sources]
    for source, place in (*seeds, *works):
        if source.key in sources:
            message = f"The key `{source.key}` is taken by {owners[source.key]}; choose another one."
            findings.append(Finding(place, "duplicate-key", message))
        else:
            sources[source.key] = source
            owners[source.key] = source.path or f"a work in {place.path}"
    return sources, tuple(findings)


def judged_citations(
    text: str,
    sources: Mapping[str, Source],
    paragraphs: Mapping[str, int],
    place: Callable[[int], Place],
    public: Collection[str] | None = None,
    *,
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[CitedItem], list[Finding]]:
    """What a text cites, and findings for citations of nothing and for what only looks like a citation.

    `paragraphs`: how many each seed has, by key. `public`: the keys of which one may be suggested, if not all. `renamed`:
    keys by what they were before.
    A citation with an unknown key stays text, so that its other works are not cited by it either.
    """
    cited: list[CitedItem] = []
    findings: list[Finding] = []
    for citation in citations(text, indented_code=True):
        unknown = [item for item in citation.items if item.key not in sources]
        cited += [item for item in citation.items if not unknown]
        for item in unknown:
            message = f"Nothing is known under the key `{item.key}`{suggestion(item.key, sources if public is None else public)}"
            if item.key in renamed:
                message = f"`{item.key}` is called `{renamed[item.key]}` now; write `@{renamed[item.key]}`."
            findings.append(Finding(place(item.offset), "unknown-key", message))
        for item in citation.items:
            if paragraph_of(item.locator) > paragraphs.get(item.key, maxsize):
                last = paragraphs[item.key]
                message = f"The last paragraph of `{item.key}` is {last}; `{item.locator}` is beyond it."
                findings.append(Finding(place(item.offset), "bad-citation", message))
    for offset, written in near_citations(text, sources):
        message = f"`{written}` is no citation; write `[@key]`, `[@key, para. 4]` or `[@one; @two]`."
        findings.append(Finding(place(offset), "bad-citation", message))
    return cited, findings
