"""The sections of a lexicon. Each is a table of the data file, where comments explain the keys (`words/en.toml`)."""

from functools import cached_property
from typing import Annotated, dataclass_transform

Words = frozenset[str]
InOrder = tuple[str, ...]
Groups = tuple[InOrder, ...]


@dataclass_transform(eq_default=False, frozen_default=True, kw_only_default=True)
class Section:
    """Lists of words that belong together. What the data file leaves out is empty.

    Not dataclasses, though checked as such: the decorator takes a millisecond for each, in every command.
    """

    def __init__(self, **words: object) -> None:
        vars(self).update(words)


class Calendar(Section):
    """How dates are written."""

    months: Annotated[Groups, range(13)]
    weekdays: Annotated[Groups, range(8)]
    seasons: Words
    ordinals: Words
    orders: Groups
    between: Words
    slashes: InOrder
    day_in_words: str = "{year}-{month}-{day}"
    month_in_words: str = "{year}-{month}"

    @cached_property
    def times(self) -> frozenset[str]:
        """The full names of months and weekdays, and those of seasons, in small letters."""
        return self.seasons | {names[0].lower() for names in (*self.months, *self.weekdays)}


class Sentences(Section):
    """Where sentences end."""

    abbreviations: Words
    starters: Words
    ordinal_stops: bool


class Names(Section):
    """Parts of personal names."""

    particles: Words
    compound_particles: Words
    generations: Words
    degrees: Words
    family_first: Words
    of_nobody: Words
    royal: Words
    epithets: Words
    origins: Words
    short_given_names: dict[str, InOrder]


class Nouns(Section):
    """Nouns in names, in small letters: each says what the name is the name of."""

    bodies: Words
    bodies_alone: Words
    treaties: Words
    instruments: Words
    realms: Words
    joining: Words
    unsuggested: Words
    numbered: Words
    number_signs: Words
    plural_endings: Words
    only_before_of: Words
    exceptions: Words
    of: Words
    unless: dict[str, Words]

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

    abbreviations: Words
    small_words: Words
    prefixes: Words
    belonging: Words
    conjunctions: Words
    within: InOrder
    owners: Words
    names_of_months: Words
    before_offices: Words
    saints: Words
    inside_offices: Words


class Evidence(Section):
    """What the words around a name say of its bearer."""

    no_names: Words
    no_offices: Words
    verbs: Words
    adverbs: Words
    relatives: Words
    ages: Words
    determiners: Words
    professions: Words
    before_places: Words
    past_verbs: Words
    past_endings: Words


class States(Section):
    """How states are called."""

    adjectives: Words
    nouns: Words
    unsaid: Words
    majorities: Words
    names: dict[str, Words]


class Publication(Section):
    """Fields of other programs by which people say who gets a text, and their values."""

    not_yet: Words
    public: Words
    no: Words


class Web(Section):
    """What is left of a web page when its text is pasted, as phrases (see `phrases.py`)."""

    networks: InOrder
    buttons: InOrder
    notices: InOrder
    frames: InOrder
    boxes: InOrder
    sections: InOrder
    saved_folders: InOrder


class Distributors(Section):
    """What those who pass texts on put around them, as phrases; `signs`, anywhere in a text, name them."""

    signs: InOrder
    starts: InOrder
    ends: InOrder
    closings: InOrder
    credits: InOrder
    titles: InOrder
    authors: InOrder
    notices: InOrder
    addresses: InOrder
    retrieved: InOrder
    sections: InOrder
    templates: Words


class Mails(Section):
    """What programs write before the subject of a mail that answers another one or passes it on."""

    prefixes: InOrder


class Bylines(Section):
    """What stands above a text, its headline, its author, its date: words, and phrases."""

    title_abbreviations: Words
    speakers: Words
    authors: InOrder
    conjunctions: InOrder
    roles: InOrder
    whereabouts: InOrder
    affiliations: InOrder
    agencies: InOrder
    publications: Words
    degrees: Words
    nobody: InOrder
    no_names: Words
    places: Words
    dates: InOrder
    changes: InOrder
    zones: Words
    at: InOrder
    halves_of_day: InOrder
    segments: InOrder
    passing: InOrder


class Pages(Section):
    """What pasted documents have besides their text: numbers of pages, hyphens at the ends of lines, a source."""

    labels: InOrder
    totals: InOrder
    sources: InOrder
    compounds: Words
    compound_endings: InOrder
    suspended: Words


class Notes(Section):
    """Words and phrases of footnotes; what stands in braces is put in."""

    two: str
    three: str
    more: str
    editor: str
    editors: str
    edited: str
    translated: str
    interviewed: str
    within: str
    edition: str
    edition_words: Words
    ordinals: Annotated[InOrder, range(4, 5)]
    volume: str
    number: str
    cited_page: str
    blog: str
    speech: str
    interview: str
    accessed: str
    archived: str
    unknown: str
    dated: str
    collected: str
    articles: Words
    paragraph: Words
    page: InOrder
    ordinal_words: InOrder
    kinds: dict[str, str]
    untitled: dict[str, str]


class Offices(Section):
    """Offices and forms of address, in small letters. They stand before a name without making it longer."""

    words: Words
    adjectives: Words
    deputies: Words
    before_only: Words

    @cached_property
    def alone(self) -> frozenset[str]:
        """Those that need no other one behind them."""
        return self.words - self.adjectives


class Grammar(Section):
    """Words that name nothing, in small letters."""

    function_words: Words
    connectives: Words
    in_lists: Words
    determiners: Words
    articles: Words
    of: Words
    at: Words
    pronouns: Words
    before_months: Words
    adverb_endings: Words


class Places(Section):
    """Words in names of places and of bodies, in small letters."""

    qualifiers: Words
    creeds: Words
    treaties: Words
    beginnings_of_schools: Words
    endings_of_schools: Words
    hyphenated: Words


class ShortForms(Section):
    """What is left out of names, in small letters."""

    tails: Words
    units: Words
    heads: Words
    schools: Words
    empty: Words
    never_first: Words
    introductions: Words
    with_owner: InOrder


class Spellings(Section):
    """Other spellings of one name, and what apostrophes join to it."""

    possessive: Words
    endings: Words
    elisions: Words
    before_names: Groups
    beginnings: Groups
    inside: Groups
    joined: Groups
    either_case: Words


class Senses(Section):
    """What the words around a name say about its sense."""

    before_places: Words
    moving: Words
    back: Words
    towards: Words
    before_pairs: Words
    in_pairs: Words
    captured: Words
    before_place_names: Words
    behind_places: Words
    parts_of_places: Words
    before_languages: Words
    with_languages: Words
    behind_languages: Words
    no_nouns: Words


class Facts(Section):
    """Words of labels of facts that change."""

    offices: Words
    figures: Words
