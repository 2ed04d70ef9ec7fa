"""A seed while it is cleaned: what is left of its text, what the text tells of itself, and what was done to it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from backgrounder.language.dates import Date
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.seeds.article import Block
from backgrounder.sources.source_fields import Person
from backgrounder.text.decode import one_line
from backgrounder.text.passage import NOTHING, Passage


@dataclass(frozen=True, slots=True)
class Act:
    """What a step did, and the offset in the seed where it did it; `gone`: what it took out of the text, if it did."""

    step: str
    origin: int
    what: str
    gone: Passage | None = None

    @classmethod
    def on(cls, step: str, gone: Passage, what: str) -> Act:
        """What a step did when it took something out of the text."""
        return cls(step, gone.origin(0), what, gone)


@dataclass(frozen=True, slots=True)
class Content:
    """Something that a seed has for readers: a text, or by its `kind` a picture, an address, a remark."""

    passage: Passage
    kind: str = ""
    element: int = 0  # the number of the element that it stands in; 0 if it stands in none
    goes_on: bool = False  # whether it stands right behind the one before it


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a seed has for readers, whatever becomes of it."""

    text: Passage  # as it is written, but for HTML
    markup: tuple[tuple[int, int], ...] = ()  # what of the text says nothing by itself: spans of the seed
    content: tuple[Content, ...] = ()  # what stands in HTML and in addresses
    parents: Mapping[int, int] = field(default_factory=dict)  # of elements: the number of the one around each
    shown: tuple[Passage, ...] = ()  # what the page shows in another way, such as the numbers of notes


@dataclass(frozen=True, slots=True)
class Told:
    """What a text or a web page says of itself. `site_guessed`: the publication is only the address's host."""

    title: str | None = None
    author: tuple[Person, ...] = ()
    issued: Date | None = None
    container_title: str | None = None
    url: str | None = None
    language: str | None = None
    site_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a block of a web page stands: its element, the numbers of the elements around it, and their tags."""

    tag: str
    path: tuple[int, ...]
    inside: frozenset[str]
    is_mostly_links: bool


@dataclass(frozen=True, slots=True)
class WebPage:
    """What is known of a saved web page until its article is taken out of it."""

    source: Passage
    standings: tuple[Standing, ...]  # one for each block
    titles: tuple[str, ...]  # those that the page gives its article, most reliable first
    title: str
    marked: Mapping[str, tuple[str, ...]]  # what its theme marks as `author`, `byline` or `date`


@dataclass(frozen=True, slots=True)
class Document:
    """A seed while it is cleaned. Each step takes one and returns one."""

    text: Passage  # what is not in blocks yet
    keep: frozenset[str] = frozenset()  # the steps that are switched off
    heading: Block | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()  # of the author's, which will stand behind the text
    told: Told = field(default_factory=Told)
    acts: tuple[Act, ...] = ()
    wrap_width: int = 0  # of lines wrapped by hand; 0 if none are
    lexicon: Lexicon = ENGLISH
    language: str | None = None
    page: WebPage | None = None
    whole: Whole = Whole(NOTHING)

    def does(self, step: str) -> bool:
        """Whether a step is switched on."""
        return step not in self.keep

    def without_blocks(self, numbers: Container[int]) -> Document:
        """The document without the blocks of some numbers."""
        left = [number for number in range(len(self.blocks)) if number not in numbers]
        page = self.page and replace(self.page, standings=tuple(self.page.standings[number] for number in left))
        return replace(self, blocks=tuple(self.blocks[number] for number in left), page=page)


def quoted(text: str) -> str:
    """A text on one line in a sentence; of a long one the beginning, and how long it is."""
    line = one_line(text)
    return f"`{line}`" if len(line) <= 300 else f"`{line[:200].rstrip()}…` ({len(line):,} characters)"
