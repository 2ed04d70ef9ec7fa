"""Index pages: what they are made of, and how a long one becomes several, so that no page grows with what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from typing import Any, NamedTuple

from backgrounder.site.listing import Site, beginning, folded
from backgrounder.site.pages import View
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
    own_anchor: str = ""  # If its title gives none

    @property
    def anchor(self) -> str:
        """Its anchor: apart from those of works, which are their keys."""
        return self.own_anchor or f"list-{slug(self.title)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """A page that gathers what was read. Its template and its label have its name."""

    name: str  # What its address, and those of its parts, begin with
    groups: Callable[[Site], Sequence[Group]]  # What it lists, in groups: years, kinds, or letters
    # What a piece of a group that is too long for a page is called, by the first and the last item in it
    piece_name: Callable[[Site, Any, Any], str] = lambda site, first, last: beginnings(site, first.filed, last.filed)
    links: Callable[[Any], int] = lambda _: 0  # To how many other pages an item leads
    # Which of the items a page shows that has the contents of a long list
    first: Callable[[Site, Index, Sequence[Any]], Sequence[Group]] = lambda *_: ()
    more: Callable[[Site], Mapping[str, Any]] = lambda _: {}  # What else its template shows
    attachments: Callable[[Site], Iterable[tuple[str, str]]] = lambda _: ()  # Files with what it lists: uris and texts

    def uri_of(self, part: Part | None = None) -> str:
        """The uri of its first page, or of a part of it."""
        return f"{self.name}-{part.slug}.md" if part else f"{self.name}.md"

    def weight(self, item: Any) -> int:
        """For how many items one counts."""
        return 1 + self.links(item) // 4


@dataclass(frozen=True, slots=True)
class Entrance:
    """A group of a long list in its contents: its title, what it is called elsewhere, and where it stands."""

    title: str
    whole_title: str
    uri: str
    anchor: str
    count: int


class Door(NamedTuple):
    """A page that another leads to: what it is called there, and its uri."""

    title: str
    uri: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexView(View):
    """A page of an index: its first, which stands in the navigation, or that of a part of a long one."""

    site: Site
    index: Index
    groups: Sequence[Group]
    contents: Sequence[tuple[str, Sequence[Entrance]]] = ()  # All groups of a long list, by their rows
    up: Door | None = None  # To the page of the whole list
    before: Door | None = None
    after: Door | None = None
    yields: bool = True

    def attachments(self) -> Iterable[tuple[str, str | bytes]]:
        """The files of the index stand beside its first page."""
        return self.index.attachments(self.site) if self.in_nav else ()

    def context(self, address: str | None) -> dict[str, Any]:  # noqa: ARG002 (entries need it)
        """The groups on the page, and where all else of the list is."""
        return {
            "groups": self.groups,
            "contents": self.contents,
            "up": self.up,
            "before": self.before,
            "after": self.after,
            "here": self.uri,
            # The first page of a long list has only a part of it, and nothing to filter or sort.
            "is_whole": bool(self.groups) and not (self.in_nav and self.contents),
            "sections": tuple((group.title, group.anchor) for group in self.groups),
            **self.index.more(self.site),
        }


def index_views(site: Site, indexes: Sequence[Index]) -> Iterator[IndexView]:
    """All pages of some indexes, the first page of each before its parts."""
    for index in indexes:
        title = site.labels(index.name.replace("-", "_"))
        view = partial(IndexView, site=site, index=index, template=index.name)
        first = partial(view, uri=index.uri_of(), title=title, in_nav=True)
        parts = parts_of(index.groups(site), partial(index.piece_name, site), weight=index.weight)
        if len(parts) == 1:
            yield first(groups=parts[0].groups)
            continue
        contents = _contents(site, index, parts)
        listed = [item for part in parts for group in part.groups for item in group.items]
        yield first(groups=index.first(site, index, listed), contents=contents)
        names = [_in_row(site, part.groups[0].row, part.name) for part in parts]
        doors = [None, *(Door(name, index.uri_of(part)) for name, part in zip(names, parts, strict=True)), None]
        listing = partial(view, contents=contents, up=Door(title, index.uri_of()))
        for part, name, before, after in zip(parts, names, doors, doors[2:], strict=False):
            whole_title = site.labels("part", title=title, part=name)
            yield listing(uri=index.uri_of(part), title=whole_title, groups=part.groups, before=before, after=after)


class Part(NamedTuple):
    """A part of a list on a page of its own: the groups on it, all of one row; and the end of its address."""

    groups: tuple[Group, ...]
    slug: str = ""

    @property
    def name(self) -> str:
        """What it has of its row: `K`, or `A–D`."""
        return between(*(group.title for group in (*self.groups[:1], *self.groups[-1:])))


def parts_of(
    groups: Sequence[Group],
    naming: Callable[[Any, Any], str],
    most: int = MOST,
    weight: Callable[[Any], int] = lambda _: 1,
) -> tuple[Part, ...]:
    """A list as one part if it is short; else as many as it needs. Long groups are cut, short ones of a row stay together.

    `naming`: from the first and last item of a piece to what it is called; an empty text if that says nothing.
    """
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


def _cut(items: Sequence[Any], size: int, most: int, weight: Callable[[Any], int]) -> Iterator[tuple[Any, ...]]:
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


def _pieces(group: Group, naming: Callable[[Any, Any], str], cut: Sequence[tuple[Any, ...]]) -> Iterator[Group]:
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
        stem = slug(f"{part.groups[0].row} {part.name}")
        own = next(one for one in chain([stem], (f"{stem}-{n}" for n in count(2))) if one not in taken)
        taken.add(own)
        yield part._replace(slug=own)


def between(*names: str) -> str:
    """From one to another, or one if they are alike: `A–D`, `2024 – Date unknown`, `K`."""
    return ("–" if all(map(str.isalnum, names)) else " – ").join(dict.fromkeys(names))


def _contents(site: Site, index: Index, parts: Sequence[Part]) -> Sequence[tuple[str, Sequence[Entrance]]]:
    """All groups of all parts in their rows; what is whole comes together."""
    rows: dict[tuple[str, str], list[Entrance]] = {}
    for part in parts:
        for group in part.groups:
            whole_title = _in_row(site, group.row, group.title)
            entrance = Entrance(group.title, whole_title, index.uri_of(part), group.anchor, len(group.items))
            rows.setdefault((group.row, group.key if group.row else ""), []).append(entrance)
    return tuple((title, tuple(of_row)) for (title, _), of_row in rows.items())


def _in_row(site: Site, row: str, name: str) -> str:
    """A part or group of a list as it is called where its row is not seen."""
    return site.labels("part", title=row, part=name) if row else name


def grouped(items: Sequence[Any], label: Callable[[Any], str], row: str = "", key: str = "") -> Sequence[Group]:
    """Items under their labels, in the order of the items."""
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(label(item), []).append(item)
    return [Group(title, tuple(of_title), row, joins=True, key=key) for title, of_title in groups.items()]


def beginnings(site: Site, first: str, last: str, *, shortest: int = 3, longest: int = 12) -> str:
    """What two titles begin with: so many letters, or as many more as it takes to tell them apart; empty if too many."""
    names = [beginning(title, site.labels.lexicon) for title in (first, last)]
    start, end = (folded(name, site.labels.lexicon) for name in names)
    same = next((at for at, pair in enumerate(zip(start, end, strict=False)) if len(set(pair)) > 1), len(start))
    if same >= longest:
        return ""
    length = max(same + 1, shortest)
    return "–".join(dict.fromkeys(_without_marks_behind(name[:length]) for name in names))


def _without_marks_behind(name: str) -> str:
    """A name that was cut, without the spaces and marks at its end."""
    return name if not name or name[-1].isalnum() or name[-1] == "_" else _without_marks_behind(name[:-1])
