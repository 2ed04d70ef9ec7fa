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
    """Items under a heading. `row`: of which list it is a part, if a view has several. `joins`: others of its row may share its page."""

    title: str
    items: tuple[Any, ...]
    row: str = ""
    joins: bool = False


Naming = Callable[[Any, Any], str]
"""From the first and the last item of a piece to what it is called; an empty text if that says nothing."""


def between(*names: str) -> str:
    """From one to another, or one if they are alike: `A–D`, `2024 – Date unknown`, `K`."""
    return ("–" if all(map(str.isalnum, names)) else " – ").join(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list on a page of its own: the groups on it, all of one row; and the end of its address."""

    groups: tuple[Group, ...]
    slug: str = ""

    @property
    def name(self) -> str:
        """What it has of its row: `K`, or `A–D`."""
        return between(*(group.title for group in (*self.groups[:1], *self.groups[-1:])))

    @property
    def row(self) -> str:
        """The row, if it is one of several of a view."""
        return self.groups[0].row if self.groups else ""

    @property
    def count(self) -> int:
        """How many items it has."""
        return sum(len(group.items) for group in self.groups)


def parts_of(groups: Sequence[Group], naming: Naming, most: int = MOST) -> tuple[Part, ...]:
    """A list as one part if it is short; else as many as it needs. Long groups are cut, short ones of a row stay together."""
    if sum(len(group.items) for group in groups) <= most:
        return (Part(tuple(groups)),)
    parts: list[Part] = []
    joins = False
    for group in groups:
        pieces = list(_cut(group, naming, most))
        is_whole = len(pieces) == 1
        if joins and is_whole and _fits(group, parts[-1], most):
            parts[-1] = Part((*parts[-1].groups, group))
        else:
            parts += [Part((piece,)) for piece in pieces]
        joins = is_whole and group.joins
    return tuple(_addressed(parts))


def _fits(group: Group, part: Part, most: int) -> bool:
    return group.joins and group.row == part.row and part.count + len(group.items) <= most


def _cut(group: Group, naming: Naming, most: int) -> Iterator[Group]:
    """A group as it is, or in even pieces of it that are called by what is first and last in them."""
    if len(group.items) <= most:
        yield group
        return
    count = -(-len(group.items) // most)
    size = -(-len(group.items) // count)
    taken: set[str] = set()
    for number in range(count):
        items = group.items[number * size : (number + 1) * size]
        title = naming(items[0], items[-1])
        further = number + 1
        while not title or title in taken:
            # A list that is whole is the row of its pieces, which says what it lists.
            title = f"{group.title}, {further}" if group.joins else str(further)
            further += 1
        taken.add(title)
        yield Group(title, items, group.row or ("" if group.joins else group.title))


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
