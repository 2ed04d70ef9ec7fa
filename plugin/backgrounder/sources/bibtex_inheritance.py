"""What an entry of BibTeX has from others: all that it lacks from `xdata`, and what the work it is part of has (`crossref`).

After the default rules of biblatex (its manual, appendix B): the title of a book is the `booktitle` of its chapters. In old
BibTeX the book has a `booktitle` for them. `xref` and `related` name a relation alone, and nothing is inherited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from backgrounder.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it stands in a file: its type and the names of its fields in small letters, and the place of each."""

    kind: str
    key: str
    fields: Mapping[str, str]
    places: Mapping[str, Place]
    start: Place


def with_inherited(entries: Iterable[RawEntry]) -> tuple[tuple[RawEntry, ...], tuple[Finding, ...]]:
    """Entries with what each has from others of its file, and a finding for each of those that is not there."""
    own = {entry.key: entry for entry in entries}
    heirs = [(entry, tuple(_parents(entry))) for entry in own.values()]
    whole = dict(own)
    # A chapter, its book, a part of a work in volumes, that work. More would be a circle.
    for _ in range(4):
        whole |= {entry.key: _completed(entry, parents, whole) for entry, parents in heirs if parents}
    missing = [
        Finding(
            entry.places[field],
            "bad-value",
            f"`{field}`: this file has no entry `{key}`; export it too, so that `{entry.key}` has what it says.",
        )
        for entry, parents in heirs
        for field, key in parents
        if key not in own
    ]
    return tuple(whole.values()), tuple(missing)


def _parents(entry: RawEntry) -> Iterator[tuple[str, str]]:
    for field in ("xdata", "crossref"):
        for key in entry.fields.get(field, "").split(","):
            if key.strip():
                yield field, key.strip()


def _completed(entry: RawEntry, parents: Iterable[tuple[str, str]], entries: Mapping[str, RawEntry]) -> RawEntry:
    fields = dict(entry.fields)
    for field, key in parents:
        if parent := entries.get(key):
            found = _handed_down(parent, entry) if field == "crossref" else parent.fields.items()
            # What is very long is an abstract, and need not be copied for each part.
            fields = {**{name: value for name, value in islice(found, 100) if len(value) <= 1_000}, **fields}
    return replace(entry, fields=fields)


def _handed_down(parent: RawEntry, child: RawEntry) -> Iterator[tuple[str, str]]:
    """The fields of a work for a part of it, under the names that they have there."""
    container = _container(parent, child)
    titles = {f"{container}title", f"{container}subtitle"} & set(parent.fields) if container else set()
    for name, value in parent.fields.items():
        if container and name in ("title", "subtitle"):
            # A `booktitle` that the book has for its chapters comes first.
            if f"{container}{name}" not in titles:
                yield f"{container}{name}", value
        elif name not in _OF_ONE_ENTRY:
            yield name, value


def _container(parent: RawEntry, child: RawEntry) -> str:
    """What a title of the work is to its part, as in `booktitle`; empty if it is the same work once more."""
    if parent.kind.startswith("mv"):
        return "main"
    if parent.kind == "periodical":
        return "journal"
    is_part = child.kind.startswith(("in", "supp", "bookin", "conf")) or "title" in child.fields
    return "book" if is_part else ""


_OF_ONE_ENTRY = frozenset(
    "crossref entryset entrysubtype execute ids indextitle keywords label options presort related relatedoptions relatedstring relatedtype "
    "shorthand shorthandintro shorttitle sortkey sorttitle titleaddon xdata xref".split()
)
"""Fields that say something of one entry, and nothing of its parts."""
