"""Long lists in parts, so that no page grows with the number of articles or entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

from backgrounder.text.folding import slug

MOST = 200
"""Items on one page of a list, or fewer of those that count for several."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading."""

    title: str
    items: tuple[Any, ...]
    row: str = ""  # Of which list it is a part, if a view has several
    joins: bool = False  # Others of its row may share its page
    key: str = ""  # What tells it and its row from others of the same title, such as the key of a kind
    anchor: str = ""  # If its title gives none of its own


Naming = Callable[[Any, Any], str]
"""From the first and the last item of a piece to what it is called; an empty text if that says nothing."""
Weight = Callable[[Any], int]
"""From an item to how many it counts for: more than one where it takes the place of several."""


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


def parts_of(
    groups: Sequence[Group], naming: Naming, most: int = MOST, weight: Weight = lambda _: 1
) -> tuple[Part, ...]:
    """A list as one part if it is short; else as many as it needs. Long groups are cut, short ones of a row stay together."""
    sizes = [sum(map(weight, group.items)) for group in groups]
    if sum(sizes) <= most:
        return (Part(tuple(groups)),)
    parts: list[Part] = []
    joins = False
    taken = 0
    for group, size in zip(groups, sizes, strict=True):
        last = parts[-1].groups[0] if joins else None
        fits = last and group.joins and (group.row, group.key) == (last.row, last.key) and taken + size <= most
        if fits:
            parts[-1] = Part((*parts[-1].groups, group))
        elif size <= most:
            parts.append(Part((group,)))
        else:
            cut = list(_cut(group.items, size, most, weight))
            parts += [Part((piece,)) for piece in (_pieces(group, naming, cut) if len(cut) > 1 else (group,))]
        joins = size <= most and group.joins
        taken = taken + size if fits else size
    return tuple(_addressed(parts))


def _cut(items: Sequence[Any], size: int, most: int, weight: Weight) -> Iterator[tuple[Any, ...]]:
    """Items of a size in even pieces that have so many at most, or one."""
    even = -(-size // -(-size // most))
    piece: list[Any] = []
    left = even
    for item in items:
        left -= weight(item)
        if piece and left < 0:
            yield tuple(piece)
            piece = []
            left = even - weight(item)
        piece.append(item)
    yield tuple(piece)


def _pieces(group: Group, naming: Naming, cut: Sequence[tuple[Any, ...]]) -> Iterator[Group]:
    """The pieces of a group, which are called by what is first and last in them."""
    taken: set[str] = set()
    for number, items in enumerate(cut):
        # A list that is whole is the row of its pieces, which says what it lists.
        numbered = (f"{group.title}, {n}" if group.joins else str(n) for n in count(number + 1))
        title = next(one for one in chain([naming(items[0], items[-1])], numbered) if one and one not in taken)
        taken.add(title)
        yield Group(title, items, group.row or ("" if group.joins else group.title), key=group.key)


def _addressed(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts with addresses, no two of them alike."""
    taken: set[str] = set()
    for part in parts:
        stem = slug(f"{part.row} {part.name}")
        own = next(one for one in chain([stem], (f"{stem}-{n}" for n in count(2))) if one not in taken)
        taken.add(own)
        yield replace(part, slug=own)
