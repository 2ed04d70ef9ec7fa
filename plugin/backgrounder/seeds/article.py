"""An article: what a seed says, as blocks that know their place in it."""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from backgrounder.findings import Place
from backgrounder.sources.addresses import web_address
from backgrounder.sources.source_fields import Source
from backgrounder.text.decode import decode
from backgrounder.text.passage import LineIndex, Passage

Publish = Literal["full", "excerpt", "none"]  # all of a text, its first paragraphs, or nothing but its reference
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".xht")  # of saved web pages


def article_uri(slug: str) -> str:
    """Where the page of the article with a slug stands below the documentation folder."""
    return f"articles/{slug}.md"


class BlockKind(enum.Enum):
    """What a block of an article is."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    ITEM = "item"
    CELL = "cell"
    CODE = "code"
    RULE = "rule"

    @classmethod
    def within(cls, tags: Collection[str]) -> BlockKind:
        """What text is that stands within elements with these tags."""
        return next((kind for kind, those in _KINDS_WITHIN if not those.isdisjoint(tags)), cls.PARAGRAPH)

    @property
    def is_read(self) -> bool:
        """Whether it is running text, which is numbered and can be cited."""
        return self not in (BlockKind.HEADING, BlockKind.SUBHEADING, BlockKind.RULE)

    @property
    def is_prose(self) -> bool:
        """Whether it is running text in sentences: no cell of a table, and no code."""
        return self in (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.ITEM)


_KINDS_WITHIN = (
    (BlockKind.SUBHEADING, frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))),
    (BlockKind.CODE, frozenset(("pre",))),
    (BlockKind.CELL, frozenset(("td", "th", "caption"))),
    (BlockKind.QUOTATION, frozenset(("blockquote",))),
    (BlockKind.ITEM, frozenset(("li", "dt", "dd"))),
)
"""What stands within which elements, the first that holds: a list in a table is a part of its cell."""
STRUCTURE = frozenset("blockquote ul ol li dl dt dd table caption thead tbody tr th td".split())
"""The elements of an author's that a page of ours has, too."""
NOTE = "note"
"""What is no element of HTML: one of the author's notes."""


class MarkKind(enum.Enum):
    """What a mark on a part of a block's text says."""

    EMPHASIS = "em"
    STRONG = "strong"
    LINK = "a"
    CODE = "code"
    STRUCK = "s"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    NOTE = "note"


_MARKS: dict[str, MarkKind] = {
    **{kind.value: kind for kind in MarkKind if kind is not MarkKind.NOTE},
    **dict.fromkeys(("i", "cite", "u"), MarkKind.EMPHASIS),
    **dict.fromkeys(("del", "strike"), MarkKind.STRUCK),
    "b": MarkKind.STRONG,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a part of a block's text is set, or what it leads to (`target`): a web address.

    A reference to a note of the author's stands behind a character, which is its mark; it leads to the note's `key`.
    """

    start: int
    end: int
    kind: MarkKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the author's that blocks stand in: a list, a cell of a table, a quotation."""

    tag: str
    number: int  # no other element of the article has it, so that blocks know whether they share one
    given: tuple[tuple[str, str], ...] = ()  # what readers see of its attributes: the first number of a list

    @property
    def key(self) -> str:
        """What references to a note lead to."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article."""

    kind: BlockKind
    passage: Passage
    number: int = 0  # of running text, from 1 (`#p4` on the page), one for all cells of a row; 0 for headings and rules
    marks: tuple[Mark, ...] = ()
    within: tuple[Element, ...] = ()  # that it stands in, the outermost first
    level: int = 2  # of a heading, from 2 to 6

    @property
    def text(self) -> str:
        """The block's text, with a line feed only where the author broke the line."""
        return self.passage.text

    @property
    def note(self) -> str:
        """The key of the author's note that it is a part of, which stands behind the text; empty for the text itself."""
        return self.within[0].key if self.within and self.within[0].tag == NOTE else ""

    @property
    def referred(self) -> tuple[str, ...]:
        """The keys of the notes that it refers to."""
        return tuple([mark.target for mark in self.marks if mark.kind is MarkKind.NOTE])

    def cut(self, start: int, end: int) -> Block:
        """The block from `start` to `end`, with the marks on what is left."""
        if not start and end == len(self.passage.text):
            return self
        kept = [(max(m.start, start), min(m.end, end), m) for m in self.marks]
        marks = tuple(Mark(a - start, b - start, m.kind, m.target) for a, b, m in kept if a < b)
        return replace(self, passage=self.passage.cut(start, end), marks=marks)

    def stripped(self) -> Block:
        """Without white space at either end."""
        text = self.passage.text
        start = len(text) - len(text.lstrip())
        return self.cut(start, max(start, len(text.rstrip())))

    def replaced(self, edits: Sequence[tuple[int, int, str]]) -> Block:
        """With each (start, end, replacement) carried out; edits ascend and do not overlap. Marks stay on their words."""
        if not edits:
            return self
        starts = [start for start, _, _ in edits]
        shifts = [0, *accumulate(len(replacement) - (end - start) for start, end, replacement in edits)]

        def moved(offset: int) -> int:
            number = bisect_left(starts, offset) - 1
            if number < 0:
                return offset
            start, end, replacement = edits[number]
            return offset + shifts[number] + min(len(replacement), offset - start) - min(end, offset) + start

        marks = tuple(Mark(moved(m.start), moved(m.end), m.kind, m.target) for m in self.marks)
        return replace(self, passage=self.passage.replace(edits), marks=tuple(m for m in marks if m.start < m.end))

    @classmethod
    def joined(cls, blocks: Sequence[Block], glue: str = " ") -> Block:
        """Blocks as one, with `glue` between them; of the first one's kind."""
        marks: list[Mark] = []
        length = 0
        for block in blocks:
            marks += [Mark(m.start + length, m.end + length, m.kind, m.target) for m in block.marks]
            length += len(block.text) + len(glue)
        passage = Passage.joined(glue, [block.passage for block in blocks])
        return replace(blocks[0], passage=passage, marks=tuple(marks))


def order_of_notes(text: Iterable[Block], notes: Mapping[str, Sequence[Block]]) -> dict[str, None]:
    """The keys of the notes that a text refers to, and of those that these refer to, in the order of the references."""
    order: dict[str, None] = {}
    waiting = deque(text)
    while waiting:
        for key in waiting.popleft().referred:
            if key not in order and key in notes:
                order[key] = None
                waiting += notes[key]
    return order


@dataclass(slots=True)
class Draft:
    """A block on its way, in whatever markup: the text so far, and the marks on it."""

    kind: BlockKind
    parts: list[Passage] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    filled: int = 0  # the end of its last word

    def add(self, passage: Passage) -> None:
        """The text goes on."""
        self.parts.append(passage)
        if words := passage.text.rstrip():
            self.filled = self.length + len(words)
        self.length += len(passage)

    def refer(self, note: str) -> None:
        """A reference to a note stands behind the last word, of which there must be one."""
        self.marks.append(Mark(self.filled - 1, self.filled, MarkKind.NOTE, note))

    def mark(self, tag: str, start: int, target: str | None = None) -> None:
        """An element that began at `start` ends. What is neither emphasis nor a link to a web address marks nothing."""
        kind = _MARKS.get(tag) if start < self.length else None
        address = web_address(target) if kind is MarkKind.LINK else ""
        if kind and address is not None:
            self.marks.append(Mark(start, self.length, kind, address))

    def block(self, within: tuple[Element, ...] = (), level: int = 2) -> Block:
        """The text with its marks, within some elements; `level`: of a heading."""
        return Block(self.kind, Passage.joined("", self.parts), 0, tuple(self.marks), within, level)


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that cleaning did: which step, where in the seed, and what, in words."""

    step: str
    place: Place
    what: str


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note: what it says, where that was written, and where it stands (behind `end` of a block)."""

    text: str
    place: Place
    block: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """An editor's choice for one article: what a name leads to there, and where that was written."""

    text: str
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Article:
    """A seed made readable. `blocks[0]` is the heading if the text has one."""

    path: str
    slug: str
    title: str
    source: Source
    blocks: tuple[Block, ...]
    key_place: Place
    body: int = 0  # the offset where the text begins, behind front matter
    title_inferred: bool = False  # whether the title is made of the first words of the text
    summary: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    nolink: tuple[tuple[str, Place], ...] = ()
    formerly: tuple[tuple[str, Place], ...] = ()  # the names that its seed had before
    notes: tuple[Note, ...] = ()
    repairs: tuple[Repair, ...] = ()
    told: tuple[str, ...] = ()  # the fields of the source that were read from the text
    data: bytes = field(default=b"", repr=False)
    status: Literal["draft", "review", "published"] | None = None
    publish: Publish | None = None
    withheld: int = 0  # how many paragraphs an excerpt leaves out
    size: int = 0  # of the whole seed, in bytes, whatever of it is in `data`
    sha256: str = ""  # of the whole seed, in hexadecimal digits

    def place(self, block: int, offset: int) -> Place:
        """Where in the seed the character at `offset` of a block stands."""
        return Place(self.path, *self.raw.place(self.blocks[block].passage.origin(offset)))

    @property
    def raw(self) -> LineIndex:
        """The seed as it was decoded: block positions lead into it. It is not kept: most articles are never asked for it."""
        return _decoded(self.data)

    @property
    def paragraphs(self) -> int:
        """How many numbered paragraphs there are."""
        return max((block.number for block in self.blocks), default=0)

    @property
    def minutes(self) -> int:
        """How long it takes to read, at least one minute.

        Adults read 238 words a minute of English that is no fiction (M. Brysbaert's survey of 190 studies, 2019,
        https://biblio.ugent.be/publication/8647789), of about six and a half characters with the space; of a script without
        spaces a third as many characters, as each says more.
        """
        texts = [block.text for block in self.blocks]
        longest = max(texts, key=len, default="")
        # Words are shorter than 30 characters, on average.
        has_spaces = longest.count(" ") * 30 >= len(longest)
        return max(1, round(sum(map(len, texts)) / (238 * 6.5 / (1 if has_spaces else 3))))

    @property
    def third(self) -> int:
        """The characters of a third of the text."""
        return sum(len(block.text) for block in self.blocks if block.number) // 3

    def surface(self, block: int, start: int, end: int) -> str:
        """What the seed itself has between two offsets of a block, runs of white space folded to one space."""
        passage = self.blocks[block].passage
        return " ".join(self.raw.text[passage.origin(start) : passage.origin(end - 1) + 1].split())

    @property
    def uri(self) -> str:
        """Where the article's page stands below the documentation folder."""
        return article_uri(self.slug)


def first_words(blocks: Sequence[Block]) -> str:
    """What stands for a title that nobody gave: the first ten words."""
    words = next((block.text for block in blocks if block.kind.is_read), "Untitled").split()
    return " ".join(words[:10]).rstrip(".,;:") + ("…" if len(words) > 10 else "")


@lru_cache(maxsize=64)
def _decoded(data: bytes) -> LineIndex:
    return LineIndex(decode(data)[0])
