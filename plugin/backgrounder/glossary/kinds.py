"""Kinds of entries and their facts, a row for each: all that depends on a kind follows from its row.

A fact is known by its key, whatever language its label is in.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from backgrounder.text.folding import slug

Group = Literal["actors", "treaties", "glossary"]
"""The page that lists entries of a kind among their like: *Who is who*, *Treaties*, or the *Glossary*, which lists all."""


class FactType(enum.StrEnum):
    """What the value of a fact is. The names of entries become links to them, if there are such entries."""

    TEXT = "text"
    DATE = "date"
    ENTRY = "entry"
    ENTRIES = "entries"


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact that the program knows.

    `also`: other labels that mean it where an editor writes them. `changes`: it is true for some time only, so its text should
    say when. `schema`: the property of schema.org that it is.
    """

    key: str
    type: FactType
    label: str
    description: str = ""
    also: tuple[str, ...] = ()
    changes: bool = False
    schema: str | None = None

    def called(self, label: str) -> FactSpec:
        """The same fact under another label. It is still known by the one it had."""
        return replace(self, label=label, also=(*self.also, self.label))


class Colours(NamedTuple):
    """The colours of a kind on light and on dark pages."""

    light: str = "#78838a"
    dark: str = "#b0bec5"


@dataclass(frozen=True, slots=True, eq=False)
class KindSpec:
    """A kind of entries.

    `label` and `plural`: what pages call one and several of it; `plural_name`: the name of the latter among the labels of
    the site, where `key` is that of the former (the folder's name unless given). `folder`: where a new entry goes in a
    glossary that has none of the kind (the plural unless given). `schema`: the type of schema.org. `asked`: fields that an
    editor will want to fill in. Kinds compare by key: a kind to which a configuration adds facts is still the same kind.
    """

    key: str
    label: str
    plural: str
    group: Group = "glossary"
    colours: Colours = field(default_factory=Colours)
    schema: str = "Thing"
    facts: tuple[FactSpec, ...] = ()
    asked: tuple[str, ...] = ()
    folder: str = ""
    plural_name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "folder", self.folder or slug(self.plural))
        object.__setattr__(self, "plural_name", self.plural_name or self.folder)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, KindSpec) and self.key == other.key)

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def is_actor(self) -> bool:
        """Whether its entries act, as persons, states and organizations do."""
        return self.group == "actors"

    @property
    def columns(self) -> tuple[FactSpec, ...]:
        """The facts that a table of its entries shows: those that editors are asked for."""
        return tuple(fact for fact in self.facts if fact.key in self.asked)


@dataclass(frozen=True, eq=False)
class Kinds:
    """The kinds of a site, in the order in which pages show them. `common`: facts that come from fields of every entry."""

    rows: tuple[KindSpec, ...]
    common: tuple[FactSpec, ...]

    def __iter__(self) -> Iterator[KindSpec]:
        return iter(self.rows)

    @cached_property
    def by_key(self) -> Mapping[str, KindSpec]:
        """The kinds by their keys."""
        return {kind.key: kind for kind in self.rows}

    @cached_property
    def facts(self) -> Mapping[str, FactSpec]:
        """All facts that are fields of entries, by their keys. Whatever its kind, an entry may have any of them."""
        return _by_key([fact for kind in self.rows for fact in kind.facts])

    def facts_of(self, kind: KindSpec) -> Mapping[str, FactSpec]:
        """The facts that an entry of a kind may have, by their keys, in the order of its page: the kind's own first."""
        return self._by_kind[kind]

    def fact_called(self, name: str, kind: KindSpec) -> FactSpec | None:
        """The fact that an editor calls so in an entry of a kind, by its key or by one of its labels; None for others."""
        facts, folded = (*self.facts_of(kind).values(), *self.common), name.casefold()
        return next((one for one in facts if folded in map(str.casefold, (one.key, one.label, *one.also))), None)

    @cached_property
    def _by_kind(self) -> Mapping[KindSpec, Mapping[str, FactSpec]]:
        return {kind: _by_key((*kind.facts, *self.facts.values())) for kind in self.rows}

    def labelled(self, labels: Mapping[str, object]) -> Kinds:
        """The same kinds and facts under the labels that a configuration has for them, by the names of the labels."""

        def fact(spec: FactSpec) -> FactSpec:
            label = labels.get(spec.key)
            return spec.called(label) if isinstance(label, str) else spec

        def kind(spec: KindSpec) -> KindSpec:
            one, several = labels.get(spec.key, spec.label), labels.get(spec.plural_name, spec.plural)
            return replace(spec, label=str(one), plural=str(several), facts=tuple(map(fact, spec.facts)))

        return Kinds(tuple(map(kind, self.rows)), tuple(map(fact, self.common))) if labels else self


def _by_key(facts: Iterable[FactSpec]) -> Mapping[str, FactSpec]:
    """Facts by their keys, the first of each."""
    found: dict[str, FactSpec] = {}
    for fact in facts:
        found.setdefault(fact.key, fact)
    return found


_OF_TEXTS = (
    FactSpec("signed", FactType.DATE, "Signed", "When a treaty was signed.", schema="legislationDate"),
    FactSpec("in_force", FactType.DATE, "In force", "When it entered into force."),
    FactSpec("expired", FactType.DATE, "Expired", "When it expired."),
    FactSpec("adopted", FactType.DATE, "Adopted", "When an instrument was adopted.", schema="legislationDate"),
    FactSpec("parties", FactType.ENTRIES, "Parties", "The parties of a treaty."),
    FactSpec("adopted_by", FactType.TEXT, "Adopted by", "Who adopted it."),
    FactSpec("depositary", FactType.TEXT, "Depositary", "The depositary of a treaty."),
    FactSpec("legal_status", FactType.TEXT, "Legal status", "The legal status."),
)
"""What treaties and instruments have."""
OFFICE = FactSpec("office", FactType.TEXT, "Office", "The office of a person, and since when.", changes=True)
WIKIDATA = FactSpec("wikidata", FactType.TEXT, "Wikidata")
OTHER_NAMES = FactSpec("other_names", FactType.TEXT, "Other names")

PERSON = KindSpec("person", "Person", "Persons", "actors", Colours("#5c6bc0", "#9fa8da"), "Person", facts=(OFFICE,))
STATE = KindSpec(
    "state",
    # A glossary decides no question of status, here and in the type of schema.org, of which `Country` is a kind.
    "Country or territory",
    "Countries and territories",
    "actors",
    Colours("#00897b", "#4db6ac"),
    "AdministrativeArea",
    asked=("demonyms", "metonyms"),
    folder="states",
)
ORGANIZATION = KindSpec(
    "organization", "Organization", "Organizations", "actors", Colours("#b26a00", "#ffb74d"), "Organization"
)
PLACE = KindSpec("place", "Place", "Places", "glossary", Colours("#558b2f", "#9ccc65"), "Place")
TREATY = KindSpec(
    "treaty",
    "Treaty",
    "Treaties",
    "treaties",
    Colours("#8e44ad", "#ce93d8"),
    "Legislation",
    facts=_OF_TEXTS,
    asked=("signed", "in_force", "parties"),
    plural_name="treaties_proper",
)
INSTRUMENT = replace(
    TREATY,
    key="instrument",
    label="Resolution, law or statement",
    plural="Resolutions, laws and statements",
    folder="instruments",
    asked=("adopted", "adopted_by"),
    plural_name="instruments",
)
CONCEPT = KindSpec("concept", "Concept", "Concepts and projects", folder="concepts")
KINDS = Kinds((PERSON, STATE, ORGANIZATION, PLACE, TREATY, INSTRUMENT, CONCEPT), (WIKIDATA, OTHER_NAMES))
"""The kinds that the program has. A configuration adds others."""
