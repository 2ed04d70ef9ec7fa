"""Long lists in parts, so that no page grows with the number of articles or entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backgrounder.text.slugs import slug

MOST = 200
"""Items on one page of a list."""

Groups = tuple[tuple[str, tuple[Any, ...]], ...]
"""Headings and the items below them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list on a page of its own: what it is called, the end of its address, and its items in groups."""

    label: str
    slug: str
    groups: Groups

    @property
    def count(self) -> int:
        """How many items it has."""
        return sum(len(items) for _, items in self.groups)


def parts_of(groups: Groups, most: int = MOST) -> tuple[Part, ...]:
    """A list as one part if it is short; else each group as a part, or as several if it is long."""
    if sum(len(items) for _, items in groups) <= most:
        return (Part("", "", groups),)
    parts = []
    taken: set[str] = set()
    for part in (part for title, items in groups for part in _cut(title, items, most)):
        own, number = part.slug, 1
        while own in taken:
            number += 1
            own = f"{part.slug}-{number}"
        taken.add(own)
        parts.append(replace(part, slug=own))
    return tuple(parts)


def _cut(title: str, items: Sequence[Any], most: int) -> Iterator[Part]:
    for number, start in enumerate(range(0, len(items), most), 1):
        label = f"{title}, {number}" if len(items) > most else title
        yield Part(label, slug(label), ((label, tuple(items[start : start + most])),))
