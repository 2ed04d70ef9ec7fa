"""An entry and the names it answers to."""

from __future__ import annotations

import enum
import json
import re
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from backgrounder.findings import Place
from backgrounder.sources.source import DateField, Texts
from backgrounder.text.date import Date
from backgrounder.text.decode import UNPRINTABLE


class Kind(enum.StrEnum):
    """What an entry is about. A reader sees "Countries and territories" for states: a glossary decides no status."""

    PERSON = "person"
    STATE = "state"
    ORGANIZATION = "organization"
    PLACE = "place"
    TREATY = "treaty"
    INSTRUMENT = "instrument"
    CONCEPT = "concept"

    @property
    def is_actor(self) -> bool:
        """Persons, states and organizations act."""
        return self in _ACTORS


_ACTORS = frozenset({Kind.PERSON, Kind.STATE, Kind.ORGANIZATION})


class Form(enum.StrEnum):
    """Which form of an entry's name a name is; it decides when the entry answers to it."""

    TITLE = "title"
    ALIAS = "alias"
    SURNAME = "surname"
    DEMONYM = "demonym"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True)
class Name:
    """A string an entry answers to. `shared`: its owners know that it is another entry's too.

    `short`: a short form that gives way to anybody's own name. `linkable`: whether it may become a link.
    """

    text: str
    form: Form
    case_sensitive: bool = True
    shared: bool = False
    short: bool = False
    linkable: bool = True
    place: Place = field(default=Place(""))


class AliasFields(BaseModel):
    """An alias with a case of its own, or one that several entries share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    case: Literal["sensitive", "insensitive"] | None = None
    shared: bool = False


def _as_aliases(value: Any) -> Any:
    items = value if isinstance(value, list | tuple) else [value]
    return tuple({"name": item} if isinstance(item, str) else item for item in items)


def _as_wikidata(value: Any) -> Any:
    if not re.fullmatch(r"Q[0-9]+", str(value)):
        raise ValueError("write an id such as Q58217")
    return value


class EntryFields(BaseModel):
    """The front matter of an entry, as people write it."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    title: str | None = None
    kind: str | None = None
    aliases: Annotated[tuple[AliasFields, ...], BeforeValidator(_as_aliases)] = ()
    surname: str | None = None
    demonyms: Texts = ()
    metonyms: Texts = ()
    case: Literal["sensitive", "insensitive"] = "sensitive"
    never: Texts = ()
    wikidata: Annotated[str, BeforeValidator(_as_wikidata)] | None = None
    facts: dict[str, str] = Field(default_factory=dict)
    signed: DateField | None = None
    in_force: DateField | None = None
    expired: DateField | None = None
    parties: Texts = ()
    depositary: str | None = None
    legal_status: str | None = None
    adopted: DateField | None = None
    adopted_by: str | None = None
    tags: Texts = ()
    status: str | None = None


HOST_FIELDS = frozenset(
    "authors comments date description hide icon nolink render_macros revision_date robots search social subtitle template".split()
)
"""Front matter that MkDocs, Material and common plugins read; it is theirs and passes unjudged."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary entry.

    `path`: below the project; `uri`: below the documentation folder; `slug`: below the glossary folder, without `.md`.
    `facts`: label and Markdown, in order, as they are written; all other fields are plain text. `text`: the whole file,
    decoded. `broken`: its front matter could not be read. `draft`: readers do not get it. `rewritten`: the host
    could not read its front matter.
    """

    path: str
    uri: str
    slug: str
    title: str
    kind: Kind
    names: tuple[Name, ...]
    facts: tuple[tuple[str, str], ...] = ()
    never: tuple[tuple[str, Place], ...] = ()
    signed: Date | None = None
    in_force: Date | None = None
    expired: Date | None = None
    adopted: Date | None = None
    adopted_by: str | None = None
    parties: tuple[str, ...] = ()
    depositary: str | None = None
    legal_status: str | None = None
    wikidata: str | None = None
    tags: tuple[str, ...] = ()
    definition: str = ""
    text: str = ""
    body_start: int = 0
    broken: bool = False
    draft: bool = False
    rewritten: bool = False

    @property
    def body(self) -> str:
        """Its Markdown, without the front matter."""
        return self.text[self.body_start :]

    @property
    def other_names(self) -> tuple[str, ...]:
        """What else it is called: its aliases."""
        return tuple(name.text for name in self.names if name.form is Form.ALIAS)

    @property
    def wikidata_address(self) -> str | None:
        """Where Wikidata has it."""
        return f"https://www.wikidata.org/wiki/{self.wikidata}" if self.wikidata else None

    @property
    def texts(self) -> tuple[str, ...]:
        """All its Markdown: what it says, and its facts."""
        return (self.body, *(text for _, text in self.facts))

    @property
    def markdown(self) -> str:
        """Its file as the host should read it: without what no page can show, front matter that cannot be read replaced."""
        text = f"---\ntitle: {json.dumps(self.title)}\n---\n{self.body}" if self.rewritten else self.text
        return UNPRINTABLE.sub("", text)
