"""The files of reference managers: works to records, as `bibliography.yml` has them.

Such a file holds more than a note needs: fields that are none of ours are passed over. What does not fit gives a finding
at the entry's line, and the rest is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from backgrounder.findings import Finding, Place
from backgrounder.records import Record, validate
from backgrounder.sources.bibliography import ReadBibliography
from backgrounder.sources.bibtex_reading import read_bibtex
from backgrounder.sources.citations import is_key
from backgrounder.sources.csl_json import read_csl_json
from backgrounder.sources.exports import EXPORT_FORMATS
from backgrounder.sources.source import Source, SourceFields, source_from
from backgrounder.text.decode import UNDECODABLE, decode

READERS = {".json": read_csl_json, ".bib": read_bibtex}
"""By the ending of a file, what reads the works in it."""


def read_export(path: str, data: bytes) -> ReadBibliography:
    """Reads a file of a reference manager by its ending. Never raises."""
    return _checked(_found(path, data))


def _found(path: str, data: bytes) -> Iterator[tuple[str, Record] | Finding]:
    """The works of a file by key, as they stand there, and what is wrong with it."""
    read = READERS.get(PurePosixPath(path).suffix.lower())
    if read is None:
        known = " or ".join(f"{one.name} ({one.suffix})" for one in EXPORT_FORMATS if one.suffix in READERS)
        message = f"Export the bibliography as {known}; nothing else is read."
        yield Finding(Place(path), "bad-bibliography", message)
        return
    try:
        text, _ = decode(data)
    except ValueError:
        yield Finding(Place(path), "undecodable", UNDECODABLE)
        return
    yield from read(path, text.removeprefix("\ufeff"))


def _checked(found: Iterable[tuple[str, Record] | Finding]) -> ReadBibliography:
    """Validates records: what does not fit becomes a finding. Of two with one key the first one counts."""
    sources: dict[str, Source] = {}
    places: dict[str, Place] = {}
    findings: list[Finding] = []
    for one in found:
        if isinstance(one, Finding):
            findings.append(one)
            continue
        key, record = one
        if not is_key(key):
            message = f"`{key}` cannot be a citation key; use letters, digits and hyphens."
            findings.append(Finding(record.start, "bad-value", message))
        elif key in sources:
            message = f"Another work of this file has the key `{key}`; remove one of the two."
            findings.append(Finding(record.start, "duplicate-key", message))
        else:
            fields, _, problems = validate(record, SourceFields)
            findings += problems
            sources[key] = source_from(fields, key)
            places[key] = record.start
    return ReadBibliography(tuple(sources.values()), places, tuple(findings))
