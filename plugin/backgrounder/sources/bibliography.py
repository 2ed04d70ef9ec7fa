"""All works that pages can cite: the seeds' own and those of `bibliography.yml`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from sys import maxsize

from backgrounder.findings import Finding, Place
from backgrounder.records import items, read_record, suggestion, validate
from backgrounder.sources.citations import CitedItem, citations, is_key, near_citations, paragraph_of
from backgrounder.sources.source import Source, SourceFields, source_from
from backgrounder.text.decode import UNDECODABLE, decode


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
        fields, _, problems = validate(inner, SourceFields)
        findings += problems
        if not fields.model_fields_set:
            findings.append(
                Finding(inner.start, "missing-source", "Nothing is said of this work; write `title:` and more.")
            )
        sources.append(source_from(fields, key))
    places = {source.key: record.place(source.key) for source in sources}
    return ReadBibliography(tuple(sources), places, tuple(findings))


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
) -> tuple[list[CitedItem], list[Finding]]:
    """What a text cites, and findings for citations of nothing and for what only looks like a citation.

    `paragraphs`: how many each seed has, by key; a locator that names one beyond them gives a finding, too. `public`: the keys
    of which one may be suggested; all of them unless given.
    A citation with an unknown key stays text, so that its other works are not cited by it either.
    """
    cited: list[CitedItem] = []
    findings: list[Finding] = []
    for citation in citations(text, indented_code=True):
        unknown = [item for item in citation.items if item.key not in sources]
        cited += [item for item in citation.items if not unknown]
        for item in unknown:
            message = f"Nothing is known under the key `{item.key}`{suggestion(item.key, sources if public is None else public)}"
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
