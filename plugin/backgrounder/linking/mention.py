"""The values of linking: what a feeder brings to the resolver, and what the resolver returns."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Literal

from backgrounder.glossary.entry import Entry, Form


class Reason(enum.StrEnum):
    """Why an occurrence of a name is no link. The values are part of the `mentions` contract."""

    REPEAT = "repeat"
    QUOTATION = "quotation"
    HEADING = "heading"
    FORM = "form"
    NOLINK = "nolink"
    EXISTING_LINK = "existing-link"
    LIMIT = "limit"
    SELF = "self"
    AMBIGUOUS = "ambiguous"
    PARTIAL = "partial"
    NEVER = "never"
    UNLICENSED = "unlicensed"
    CODE = "code"


REJECTED = frozenset({Reason.PARTIAL, Reason.NEVER, Reason.UNLICENSED, Reason.CODE})
"""Reasons that make an occurrence no mention at all."""


class Part(enum.StrEnum):
    """Which part of a page a stretch belongs to. Each part has links of its own."""

    TEXT = "text"
    TABLE = "table"
    FACTS = "facts"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Policy:
    """Which mentions become links. The defaults are those of the plugin's configuration, which documents them."""

    scope: Literal["page", "section"] = "page"
    quotations: Literal["fallback", "always", "never"] = "fallback"
    demonyms: bool = False
    metonyms: bool = False
    tables: bool = True
    footnotes: bool = False
    most: int = 0


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a stretch in which nothing is linked, and why. `entry`: the entry that a link made by hand leads to."""

    start: int
    end: int
    reason: Reason
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block's text, with the zones where nothing is linked and the spans of its inline elements.

    A link may contain an inline element or lie in one, but cannot cross its edge. `part`: where on the page it stands;
    a table does not use up the first mention of the text around it.
    """

    text: str
    zones: tuple[Zone, ...] = ()
    elements: tuple[tuple[int, int], ...] = ()
    part: Part = Part.TEXT

    @classmethod
    def all_in(cls, text: str, reason: Reason) -> Stretch:
        """A stretch in which nothing is linked."""
        return cls(text, (Zone(0, len(text), reason),))


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of a name: where (offsets in its stretch), whose, and what becomes of it.

    `entry` is None where several entries claim it (`candidates`); for a rejected occurrence it is the entry it is not.
    `linkable`: not so for a given name alone and its like, which are recorded but never become links.
    """

    stretch: int
    start: int
    end: int
    entry: Entry | None
    form: Form | None
    reason: Reason | None = None
    candidates: tuple[Entry, ...] = ()
    linkable: bool = True

    @property
    def linked(self) -> bool:
        """Whether this occurrence becomes a link."""
        return self.reason is None

    @property
    def is_mention(self) -> bool:
        """Whether it speaks of exactly one entry, linked or not."""
        # Most have no reason, and to look up a member of an enumeration takes long.
        return self.entry is not None and (self.reason is None or self.reason not in REJECTED)
