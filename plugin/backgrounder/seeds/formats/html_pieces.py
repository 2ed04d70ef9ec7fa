"""What a page is read to: its open elements, and the pieces of text that stand in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from backgrounder.seeds.article import Draft, MarkKind

INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var nobr".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Stands for `<br>` until white space is read: a line feed of the source is a space like any other.
BREAK = "\u2028"
LISTS = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd")}


@dataclass(slots=True, eq=False)
class OpenElement:
    """An open element. `start`: where it begins in the piece. `kinds`: what else its text is, see `PageMeta.element`."""

    tag: str
    number: int
    unread: bool
    start: int
    given: Mapping[str, str]
    kinds: Collection[str]
    is_task: bool = False  # an item with a box


@dataclass(slots=True)
class Piece(Draft):
    """A block on its way, and the elements that it stands in. `linked`: how much of it is links."""

    opened: tuple[OpenElement, ...] = ()
    linked: int = 0

    @property
    def around(self) -> list[OpenElement]:
        """The elements around it that are no part of a line."""
        return [element for element in self.opened if element.tag not in INLINE]

    @property
    def is_strong(self) -> bool:
        """Whether all of it is emphasised strongly."""
        text = "".join(part.text for part in self.parts)
        marked = (text[m.start : m.end] for m in self.marks if m.kind is MarkKind.STRONG)
        return any(one.strip() == text.strip() for one in marked)
