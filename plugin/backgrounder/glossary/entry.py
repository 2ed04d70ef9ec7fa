"""An entry, the names it answers to, and its facts."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model

from backgrounder.findings import Place
from backgrounder.glossary.kinds import FactType, Kinds, KindSpec
from backgrounder.language.dates import Date
from backgrounder.sources.source_fields import DateField, Texts
from backgrounder.text.decode import UNPRINTABLE

FactValue = Date | str | tuple[str, ...]
HOST_FIELDS = frozenset(
    "authors comments date description hide icon nolink render_macros revision_date robots search social subtitle template".split()
)
"""Front matter that MkDocs, Material and common plugins read; it is theirs and passes unjudged."""


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
    letter, digits = str(value)[:1], str(value)[1:]
    if letter != "Q" or not (digits.isascii() and digits.isdecimal()):
        raise ValueError("write an id such as Q58217")
    return value


class EntryFields(BaseModel):
    """The front matter of an entry, as people write it, but for the facts that its kind may have."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    title: str | None = None
    kind: str | None = None
    aliases: Annotated[tuple[AliasFields, ...], BeforeValidator(_as_aliases)] = ()
    surname: str | None = None
    demonyms: Texts = ()
    metonyms: Texts = ()
    case: Literal["sensitive", "insensitive"] = "sensitive"
    never: Texts = ()
    formerly: Texts = ()
    wikidata: Annotated[str, BeforeValidator(_as_wikidata)] | None = None
    facts: dict[str, str] = Field(default_factory=dict)
    tags: Texts = ()
    status: Annotated[str, AfterValidator(str.lower)] | None = None


@cache
def fields_of(kinds: Kinds) -> type[EntryFields]:
    """The front matter of entries where they may have the facts of some kinds.

    Only their aliases are the facts' keys: as names of attributes, `copy` and the like would hide what a model has.
    """
    types = {FactType.DATE: (DateField | None, None), FactType.ENTRIES: (Texts, ())}
    facts: dict[str, Any] = {}
    for key, fact in kinds.facts.items():
        type_, default = types.get(fact.type, (str | None, None))
        facts[f"fact_{key}"] = (type_, Field(default, alias=key))
    return create_model("EntryFields", __base__=EntryFields, **facts)


class WrittenFact(NamedTuple):
    """A fact in an editor's own words: label and Markdown. `key`: of the fact that the label means, if the program knows it."""

    label: str
    text: str
    key: str | None = None
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary entry.

    `path`: below the project; `uri`: below the documentation folder; `slug`: below the glossary folder, without `.md`.
    `facts`: those that the program knows, by their keys, in the order of the page; `written`: those in the editor's own words.
    `broken`: its front matter could not be read. `rewritten`: the host could not read it.
    """

    path: str
    uri: str
    slug: str
    title: str
    kind: KindSpec
    names: tuple[Name, ...]
    facts: Mapping[str, FactValue] = field(default_factory=dict, hash=False)
    written: tuple[WrittenFact, ...] = ()
    never: tuple[tuple[str, Place], ...] = ()
    formerly: tuple[tuple[str, Place], ...] = ()
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

    def date(self, key: str) -> Date | None:
        """A fact that is a date."""
        value = self.facts.get(key)
        return value if isinstance(value, Date) else None

    def named(self, key: str) -> tuple[str, ...]:
        """What a fact names, one or several."""
        value = self.facts.get(key, ())
        return value if isinstance(value, tuple) else (str(value),)

    @property
    def other_names(self) -> tuple[str, ...]:
        """What else it is called: its aliases."""
        return tuple(name.text for name in self.names if name.form is Form.ALIAS)

    @property
    def wikidata_address(self) -> str | None:
        """Where Wikidata has it."""
        return f"https://www.wikidata.org/wiki/{self.wikidata}" if self.wikidata else None

    @property
    def markdown(self) -> str:
        """Its file as the host should read it: without what no page can show, front matter that cannot be read replaced."""
        text = f"---\ntitle: {json.dumps(self.title)}\n---\n{self.body}" if self.rewritten else self.text
        return UNPRINTABLE.sub("", text)
