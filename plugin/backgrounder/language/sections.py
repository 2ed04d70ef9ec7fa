"""The sections of a lexicon. Each is a table of the data file, where comments explain the keys (`en.toml`)."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _words(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


Words = Annotated[frozenset[str], BeforeValidator(_words)]
"""A set of words: a text divided at white space, or a list."""
InOrder = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""The same where the order matters."""


class Section(BaseModel):
    """Lists of words that belong together. What the data file leaves out is empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Calendar(Section):
    """How dates are written."""

    months: Annotated[tuple[InOrder, ...], Field(max_length=12)] = ()
    weekdays: Annotated[tuple[InOrder, ...], Field(max_length=7)] = ()
    seasons: Words = frozenset()
    ordinals: Words = frozenset()
    orders: tuple[InOrder, ...] = ()
    day_in_words: str = "{year}-{month}-{day}"
    month_in_words: str = "{year}-{month}"

    @cached_property
    def times(self) -> frozenset[str]:
        """The full names of months and weekdays, and those of seasons, in small letters."""
        return self.seasons | {names[0].lower() for names in (*self.months, *self.weekdays)}


class Sentences(Section):
    """Where sentences end."""

    abbreviations: Words = frozenset()
    starters: Words = frozenset()
    ordinal_stops: bool = False


class Names(Section):
    """Parts of personal names."""

    particles: Words = frozenset()
    compound_particles: Words = frozenset()
    generations: Words = frozenset()
    degrees: Words = frozenset()
    royal: Words = frozenset()
    epithets: Words = frozenset()
    origins: Words = frozenset()
    short_given_names: dict[str, InOrder] = Field(default_factory=dict)


class Nouns(Section):
    """Nouns in names, in small letters: each says what the name is the name of."""

    bodies: Words = frozenset()
    bodies_alone: Words = frozenset()
    treaties: Words = frozenset()
    instruments: Words = frozenset()
    realms: Words = frozenset()
    joining: Words = frozenset()
    unsuggested: Words = frozenset()
    numbered: Words = frozenset()
    number_signs: Words = frozenset()
    plural_endings: Words = frozenset()
    only_before_of: Words = frozenset()
    exceptions: Words = frozenset()
    of: Words = frozenset()
    unless: dict[str, Words] = Field(default_factory=dict)

    @cached_property
    def joins(self) -> frozenset[str]:
        """Nouns that go on with `of` and its like."""
        return self.bodies | self.treaties | self.instruments | self.realms | self.joining

    @cached_property
    def things(self) -> frozenset[str]:
        """Nouns of what is no person."""
        return self.bodies | self.treaties | self.instruments | self.unsuggested


class Capitals(Section):
    """Which words with a capital are one name."""

    abbreviations: Words = frozenset()
    small_words: Words = frozenset()
    prefixes: Words = frozenset()
    belonging: Words = frozenset()
    conjunctions: Words = frozenset()
    owners: Words = frozenset()
    names_of_months: Words = frozenset()
    before_offices: Words = frozenset()
    saints: Words = frozenset()
    inside_offices: Words = frozenset()


class Evidence(Section):
    """What the words around a name say of its bearer."""

    no_names: Words = frozenset()
    no_offices: Words = frozenset()
    verbs: Words = frozenset()
    adverbs: Words = frozenset()
    relatives: Words = frozenset()
    ages: Words = frozenset()
    determiners: Words = frozenset()
    professions: Words = frozenset()
    before_places: Words = frozenset()
    past_verbs: Words = frozenset()
    past_endings: Words = frozenset()


class States(Section):
    """How states are called."""

    adjectives: Words = frozenset()
    nouns: Words = frozenset()
    unsaid: Words = frozenset()
    majorities: Words = frozenset()
    names: dict[str, Words] = Field(default_factory=dict)


class Publication(Section):
    """Fields of other programs by which people say who gets a text, and their values."""

    not_yet: Words = frozenset()
    public: Words = frozenset()
    no: Words = frozenset()


class Possessives(Section):
    """What apostrophes join to a name."""

    possessive: Words = frozenset()
    endings: Words = frozenset()
    elisions: Words = frozenset()


class Web(Section):
    """What is left of a web page when its text is pasted, as phrases (see `phrases.py`)."""

    networks: InOrder = ()
    buttons: InOrder = ()
    notices: InOrder = ()
    frames: InOrder = ()
    boxes: InOrder = ()
    sections: InOrder = ()


class Bylines(Section):
    """What a text tells of its author and its date: words, and phrases."""

    authors: InOrder = ()
    authors_and_date: InOrder = ()
    conjunctions: InOrder = ()
    roles: InOrder = ()
    whereabouts: InOrder = ()
    nobody: InOrder = ()
    no_names: Words = frozenset()
    places: Words = frozenset()
    dates: InOrder = ()
    changes: InOrder = ()
    at: InOrder = ()
    halves_of_day: InOrder = ()
    segments: InOrder = ()
    passing: InOrder = ()


class Pages(Section):
    """What pasted documents have besides their text: numbers of pages, hyphens at the ends of lines, a source."""

    labels: InOrder = ()
    totals: InOrder = ()
    sources: InOrder = ()
    compounds: Words = frozenset()
    compound_endings: InOrder = ()
    suspended: Words = frozenset()


class Titles(Section):
    """Headlines and titles."""

    abbreviations: Words = frozenset()
    speakers: Words = frozenset()


class Notes(Section):
    """Words and phrases of footnotes; what stands in braces is put in."""

    two: str = "{first}, {last}"
    three: str = "{first}, {second}, {last}"
    more: str = "{names}, …"
    editor: str = "{names}"
    editors: str = "{names}"
    edited: str = "{names}"
    translated: str = "{names}"
    interviewed: str = "{names}"
    within: str = ""
    edition: str = "{number}"
    edition_words: Words = frozenset()
    ordinals: Annotated[InOrder, Field(min_length=4, max_length=4)] = ("", "", "", "")
    volume: str = "{number}"
    number: str = "{number}"
    cited_page: str = "{volume} {reports} {pages}"
    blog: str = ""
    speech: str = ""
    interview: str = ""
    accessed: str = "{date}"
    archived: str = ""
    unknown: str = "?"
    dated: str = "{date}"
    collected: str = "{path}"
    articles: Words = frozenset()
    paragraph: Words = frozenset()
    page: InOrder = ()
    untitled: dict[str, str] = Field(default_factory=dict)


class Offices(Section):
    """Offices and forms of address, in small letters. They stand before a name without making it longer."""

    words: Words = frozenset()
    adjectives: Words = frozenset()
    deputies: Words = frozenset()
    before_only: Words = frozenset()

    @cached_property
    def alone(self) -> frozenset[str]:
        """Those that need no other one behind them."""
        return self.words - self.adjectives


class Grammar(Section):
    """Words that name nothing, in small letters."""

    function_words: Words = frozenset()
    connectives: Words = frozenset()
    in_lists: Words = frozenset()
    determiners: Words = frozenset()
    articles: Words = frozenset()
    of: Words = frozenset()
    at: Words = frozenset()
    pronouns: Words = frozenset()
    before_months: Words = frozenset()
    adverb_endings: Words = frozenset()


class Places(Section):
    """Words in names of places and of bodies, in small letters."""

    qualifiers: Words = frozenset()
    creeds: Words = frozenset()
    treaties: Words = frozenset()
    beginnings_of_schools: Words = frozenset()
    endings_of_schools: Words = frozenset()


class ShortForms(Section):
    """What is left out of names, in small letters."""

    tails: Words = frozenset()
    units: Words = frozenset()
    heads: Words = frozenset()
    schools: Words = frozenset()
    empty: Words = frozenset()
    never_first: Words = frozenset()
    introductions: Words = frozenset()
    with_owner: tuple[str, ...] = ()


class Spellings(Section):
    """Other spellings of one name."""

    before_names: tuple[InOrder, ...] = ()
    beginnings: tuple[InOrder, ...] = ()
    inside: tuple[InOrder, ...] = ()
    joined: tuple[InOrder, ...] = ()
    either_case: Words = frozenset()


class Senses(Section):
    """What the words around a name say about its sense."""

    before_places: Words = frozenset()
    moving: Words = frozenset()
    back: Words = frozenset()
    towards: Words = frozenset()
    before_pairs: Words = frozenset()
    in_pairs: Words = frozenset()
    captured: Words = frozenset()
    before_place_names: Words = frozenset()
    behind_places: Words = frozenset()
    parts_of_places: Words = frozenset()
    before_languages: Words = frozenset()
    with_languages: Words = frozenset()
    behind_languages: Words = frozenset()
    no_nouns: Words = frozenset()


class Facts(Section):
    """Words of labels of facts that change."""

    offices: Words = frozenset()
    figures: Words = frozenset()
