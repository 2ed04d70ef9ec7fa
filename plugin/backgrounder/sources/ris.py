"""RIS, as EndNote and Zotero read it. What it has no tag for stands in its custom ones, C1 to C6."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from backgrounder.sources.source_fields import FIELDS, TYPES, FieldKind, FieldSpec, Person, Source


def as_ris(sources: Iterable[Source]) -> str:
    """The sources as RIS, in UTF-8."""
    # A line of a title that is broken into several would be a tag of its own.
    return "\n".join(
        "".join(f"{tag}  - {' '.join(text.splitlines())}\n" for tag, text in _lines(source)) for source in sources
    )


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES[source.type].ris
    yield "ID", source.key
    for spec in filter(source.value, _ORDER):
        yield from _tagged(spec, source.value(spec))
    yield "ER", ""


def _tagged(spec: FieldSpec, value: Any) -> Iterator[tuple[str, str]]:
    *first, last = spec.ris.split()
    if spec.kind is FieldKind.PEOPLE:
        yield from ((last, _name(person)) for person in value)
    elif spec.kind is FieldKind.DATE:
        year = f"{value.year:04d}"
        yield from ((tag, year) for tag in first)
        # Between slashes, what is not known being empty: `2021/10/`.
        yield last, "/".join([year, *(f"{part:02d}" if part else "" for part in (value.month, value.day))])
    elif spec.kind is FieldKind.PAGES:
        pages = value.split("–")
        is_range = len(pages) == 2 and all(page.isalnum() for page in pages)
        yield from zip(spec.ris.split(), pages if is_range else [value], strict=False)
    else:
        yield last, value


def _name(person: Person) -> str:
    person = person.divided
    parts = [person.family, person.given, *([person.suffix] if person.suffix else [])]
    return person.family if person.is_single else ", ".join(parts)


def _place(spec: FieldSpec) -> tuple[bool, bool, str]:
    is_custom = spec.ris.startswith("C") and spec.ris[1:].isdigit()
    return spec.kind is FieldKind.DATE, spec.kind is FieldKind.PAGES, spec.ris if is_custom else ""


_ORDER = sorted(FIELDS, key=_place)
"""Fields with a tag of their own first, then custom ones by number, then pages and dates."""
