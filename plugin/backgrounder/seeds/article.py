"""An article: what a seed says, as blocks that know their place in it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from backgrounder.findings import Place
from backgrounder.sources.source import Source, SourceFields, Texts
from backgrounder.text.passage import LineIndex, Passage


def article_uri(slug: str) -> str:
    """Where the page of the article with a slug stands below the documentation folder."""
    return f"articles/{slug}.md"


class BlockKind(enum.Enum):
    """What a block of an article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a rule. `number` counts paragraphs from 1 (`#p4` on the page); 0 for the others."""

    kind: BlockKind
    passage: Passage
    number: int = 0

    @property
    def text(self) -> str:
        """The block's text, with a line feed only where the author broke the line."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that cleaning did: which step, where in the seed, and what, in words."""

    step: str
    place: Place
    what: str


class NoteFields(BaseModel):
    """An editor's note on the text: the words it is about, and what it says (Markdown, citations allowed)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: str = Field(min_length=1)
    text: str = Field(min_length=1)


def _as_notes(value: object) -> object:
    return (value,) if isinstance(value, dict) else value


class SeedFields(SourceFields):
    """What an editor may say of a seed, in its front matter or its sidecar."""

    summary: str | None = None
    tags: Texts = ()
    status: Literal["draft", "review", "published"] | None = None
    links: dict[str, str] = Field(default_factory=dict)
    nolink: Texts = ()
    notes: Annotated[tuple[NoteFields, ...], BeforeValidator(_as_notes)] = ()


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
    """A seed made readable.

    `blocks[0]` is the heading if the text has one. `title` is always there; `title_inferred` says that the program made
    it from the text's first words. `raw` is the seed as it was decoded: block positions lead into it.
    `key_place`: where its citation key was written, or the seed.
    """

    path: str
    slug: str
    title: str
    source: Source
    blocks: tuple[Block, ...]
    raw: LineIndex
    key_place: Place
    title_inferred: bool = False
    summary: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    nolink: tuple[tuple[str, Place], ...] = ()
    notes: tuple[Note, ...] = ()
    repairs: tuple[Repair, ...] = field(default=())

    def place(self, block: int, offset: int) -> Place:
        """Where in the seed the character at `offset` of a block stands."""
        return Place(self.path, *self.raw.place(self.blocks[block].passage.origin(offset)))

    def surface(self, block: int, start: int, end: int) -> str:
        """What the seed itself has between two offsets of a block, runs of white space folded to one space."""
        passage = self.blocks[block].passage
        return " ".join(self.raw.text[passage.origin(start) : passage.origin(end - 1) + 1].split())

    @property
    def uri(self) -> str:
        """Where the article's page stands below the documentation folder."""
        return article_uri(self.slug)
