"""Long lists in parts, so that no page grows with the number of articles or entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backgrounder.text.slugs import slug

MOST = 200
"""Items on one page of a list."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading. `row`: the list that is cut into this and others, by year or letter; None if it is whole.

    The row is empty where it is all that a view lists.
    """

    title: str
    items: tuple[Any, ...]
    row: str | None = None


Between = Callable[[Any, Any], str]
"""From the first and the last item of a piece to what it is called; an empty text if that says nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list on a page of its own: the groups on it, all of one row; and the end of its address."""

    groups: tuple[Group, ...]
    slug: str = ""

    @property
    def name(self) -> str:
        """What it has of its row: `K`, or `A–D`."""
        names = list(dict.fromkeys((self.groups[0].title, self.groups[-1].title))) if self.groups else []
        return ("–" if all(name.isalnum() for name in names) else " – ").join(names)

    @property
    def row(self) -> str:
        """The row, if it is one of several of a view."""
        return self.groups[0].row or "" if self.groups else ""

    @property
    def count(self) -> int:
        """How many items it has."""
        return sum(len(group.items) for group in self.groups)


def parts_of(groups: Sequence[Group], between: Between, most: int = MOST) -> tuple[Part, ...]:
    """A list as one part if it is short; else as many as it needs. Long groups are cut, short ones of a row stay together."""
    if sum(len(group.items) for group in groups) <= most:
        return (Part(tuple(groups)),)
    parts: list[Part] = []
    joins = False
    for group in groups:
        pieces = list(_cut(group, between, most))
        is_whole = len(pieces) == 1
        if joins and is_whole and _fits(group, parts[-1], most):
            parts[-1] = Part((*parts[-1].groups, group))
        else:
            parts += [Part((piece,)) for piece in pieces]
        joins = is_whole
    return tuple(_addressed(parts))


def _fits(group: Group, part: Part, most: int) -> bool:
    return group.row is not None and group.row == part.groups[0].row and part.count + len(group.items) <= most


def _cut(group: Group, between: Between, most: int) -> Iterator[Group]:
    """A group as it is, or in even pieces of it that are called by what is first and last in them."""
    if len(group.items) <= most:
        yield group
        return
    count = -(-len(group.items) // most)
    size = -(-len(group.items) // count)
    row = group.title if group.row is None else group.row
    taken: set[str] = set()
    for number in range(count):
        items = group.items[number * size : (number + 1) * size]
        title = between(items[0], items[-1])
        if not title or title in taken:
            title = f"{group.title}, {number + 1}"
        taken.add(title)
        yield Group(title, items, row)


def _addressed(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts with addresses, no two of them alike."""
    taken: set[str] = set()
    for part in parts:
        stem = own = slug(f"{part.row} {part.name}")
        number = 1
        while own in taken:
            number += 1
            own = f"{stem}-{number}"
        taken.add(own)
        yield replace(part, slug=own)
