"""The words of a language, from its data file: typed, frozen, read once.

A data file is a TOML file beside this module, named by the language's code (`en.toml`). It has what an editor can
translate: lists of words, written as one text and divided at white space, or as a list where a word has spaces. A file
need not have everything: what is missing is empty, and the rule that needs it does nothing in that language.
"""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from backgrounder.records import suggestion


class LexiconError(ValueError):
    """A data file cannot be read. The message is one sentence that names the file and the key."""


def _words(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


Words = Annotated[frozenset[str], BeforeValidator(_words)]
"""A set of words: a text divided at white space, or a list."""
InOrder = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""The same where the order matters."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Calendar(_Section):
    """How dates are written.

    `months` (from January) and `weekdays` (from Monday): each with its names, the full one first. `ordinals`: what may
    stand behind the number of a day. `orders`: in which orders day, month and year stand. `day_in_words`,
    `month_in_words`: how the program writes a date.
    """

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


class Sentences(_Section):
    """Where sentences end.

    `abbreviations`: words before a full stop that ends no sentence, without that stop. `starters`: words that begin a new
    sentence even behind `U.S.` and its like. `ordinal_stops`: whether a full stop makes a number an ordinal (`12. Oktober`).
    """

    abbreviations: Words = frozenset()
    starters: Words = frozenset()
    ordinal_stops: bool = False


class Names(_Section):
    """Parts of personal names.

    `particles`: belong to the surname behind them. `compound_particles`: a surname of two words may stand behind them.
    `generations`: tell namesakes of one family apart. `degrees`: other words behind a surname. `royal`: titles before a
    name without a surname. `epithets`, `origins`: words before what stands in
    a surname's place. `short_given_names`: given names and
    their usual short forms.
    """

    particles: Words = frozenset()
    compound_particles: Words = frozenset()
    generations: Words = frozenset()
    degrees: Words = frozenset()
    royal: Words = frozenset()
    epithets: Words = frozenset()
    origins: Words = frozenset()
    short_given_names: dict[str, InOrder] = Field(default_factory=dict)


class Nouns(_Section):
    """Nouns in names, in small letters. The one at a name's end, or before `of` in it, says what it is the name of.

    `bodies`, `treaties`, `instruments`, `realms` (states): by what they name; `bodies_alone`: names by themselves.
    `joining`: others that `of` continues. `places`, `others`: what is not suggested. `numbered`: a number behind them
    belongs to the name, with `number_signs` before it. `plural_endings`: added to the singular. `only_before_of`: say
    nothing at a name's end, but for the names in `exceptions`. `of`: between a name and its owner's. `unless`: a noun says
    nothing where one of the words stands in the name as well.
    """

    bodies: Words = frozenset()
    bodies_alone: Words = frozenset()
    treaties: Words = frozenset()
    instruments: Words = frozenset()
    realms: Words = frozenset()
    joining: Words = frozenset()
    places: Words = frozenset()
    others: Words = frozenset()
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
    def unsuggested(self) -> frozenset[str]:
        """Nouns of what needs no entry."""
        return self.places | self.others

    @cached_property
    def things(self) -> frozenset[str]:
        """Nouns of what is no person."""
        return self.bodies | self.treaties | self.instruments | self.unsuggested


class Capitals(_Section):
    """Which words with a capital are one name.

    Inside a name: `abbreviations` before a full stop, with their capital; `small_words` beside the particles of surnames;
    `prefixes` before a hyphen; `belonging` between a noun and what belongs to it, and `conjunctions` between the last words of that.
    `owners`: possessives that are part of a name. `names_of_months`: months that are names of persons, too.
    Of the words of offices: `before_offices` need another one behind them; `saints` begin names of places, too.
    `inside_offices`: words in small letters inside offices.
    """

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


class Evidence(_Section):
    """What the words around a name say of it.

    `no_names`: words in capitals that name nobody, in small letters. `no_offices`: words of offices that alone before a
    name say nothing. Behind the name of a person: `verbs`, with `adverbs` between; `relatives` behind a comma; `ages` before
    the number of years; `professions` (or offices) behind `determiners`. `before_places`: words and phrases before a place.
    `past_verbs`, `past_endings`: tell a verb behind a name from a noun.
    """

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


class States(_Section):
    """How states are called.

    `adjectives` and `nouns`: in long names of states. `unsaid`: codes of territories whose names are more often another's.
    `majorities`: before the name of a parliament. `names`: states by the name that is used, with their other names.
    """

    adjectives: Words = frozenset()
    nouns: Words = frozenset()
    unsaid: Words = frozenset()
    majorities: Words = frozenset()
    names: dict[str, Words] = Field(default_factory=dict)


class Publication(_Section):
    """Fields of other programs by which people say who gets a text.

    `not_yet`: that nobody gets it yet; `public`: that everybody does; `no`: values that say the opposite of their field.
    """

    not_yet: Words = frozenset()
    public: Words = frozenset()
    no: Words = frozenset()


class Possessives(_Section):
    """What apostrophes join to a name: `possessive` endings, all `endings` behind it, `elisions` before it."""

    possessive: Words = frozenset()
    endings: Words = frozenset()
    elisions: Words = frozenset()


class Notes(_Section):
    """Words and phrases of footnotes; what stands in braces is put in.

    `edition_words`: tell that an edition is called one. `ordinals`: endings of 1, 2, 3 and of other numbers. `articles`:
    left out at the beginning of a short title. `paragraph`, `page`: words before a number in a citation. `untitled`: what is
    said for a title, by the type of the work; `other` for the rest.
    """

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


class Offices(_Section):
    """Offices and forms of address, in small letters. They stand before a name without making it longer.

    `words`: all of them; `adjectives`: those that need another one behind them; `deputies`: those that make an office
    another one; `before_only`: those that never stand behind a name.
    """

    words: Words = frozenset()
    adjectives: Words = frozenset()
    deputies: Words = frozenset()
    before_only: Words = frozenset()

    @cached_property
    def alone(self) -> frozenset[str]:
        """Those that need no other one behind them."""
        return self.words - self.adjectives

    @cached_property
    def behind(self) -> frozenset[str]:
        """Those that may follow a name directly: `U.S. President`."""
        return self.words - self.before_only


class Grammar(_Section):
    """Words that name nothing, in small letters.

    `function_words`: all of them, with those that often begin a sentence. `connectives`: words that join names in a line
    set in title case. `in_lists`: between the last two of a list. `determiners`: before a noun that is no name.
    `articles`: those that may be left out of a name. `of`: between a thing and its owner or place. `at`: before a place.
    `pronouns`: those that are acronyms, too. `before_months`: words before a month, and not before a person of that name.
    `adverb_endings`: ends of words that often begin a sentence before a name.
    """

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


class Places(_Section):
    """Words in names of places and of bodies, in small letters.

    `qualifiers`: begin names of places, even where a sentence begins with them. `creeds`: tell a party or a republic from
    another. `treaties`: nouns behind the name of a treaty. `beginnings_of_schools`, `endings_of_schools`: beginnings and ends of
    names of schools that a place behind them tells from one another.
    """

    qualifiers: Words = frozenset()
    creeds: Words = frozenset()
    treaties: Words = frozenset()
    beginnings_of_schools: Words = frozenset()
    endings_of_schools: Words = frozenset()

    @cached_property
    def distinctions(self) -> frozenset[str]:
        """Words before a name of several words that make it another one."""
        return self.qualifiers | self.creeds


class ShortForms(_Section):
    """What is left out of names, in small letters.

    `tails`: words at a name's end that say what a thing is; `units`: those whose bare name is their common name; `heads`:
    the same at a name's beginning; `schools`: the same for schools. `empty`: words that name nothing by themselves.
    `never_first`: words that no short form begins with. `introductions`: words before an acronym in brackets.
    `with_owner`: how a name is written that has its owner behind it.
    """

    tails: Words = frozenset()
    units: Words = frozenset()
    heads: Words = frozenset()
    schools: Words = frozenset()
    empty: Words = frozenset()
    never_first: Words = frozenset()
    introductions: Words = frozenset()
    with_owner: tuple[str, ...] = ()


class Spellings(_Section):
    """Other spellings of one name.

    `before_names`: words before a name, of which one stands for another; `beginnings`: the same for beginnings of names of
    several words; `inside`: the same for words inside a name. `joined`: beginnings of words, with and without a hyphen.
    `either_case`: nouns at a name's end that one writer capitalises and another does not.
    """

    before_names: tuple[InOrder, ...] = ()
    beginnings: tuple[InOrder, ...] = ()
    inside: tuple[InOrder, ...] = ()
    joined: tuple[InOrder, ...] = ()
    either_case: Words = frozenset()


class Context(_Section):
    """What the words around a name say about its sense. A star at the end of a word stands for any ending.

    Before a place: `before_places`; verbs of moving (`moving`, `back`, `towards`); `before_pairs` and `in_pairs`, between
    two places; `captured`, what armies do to it; `before_place_names`, between these and the name. Behind it:
    `behind_places`, `parts_of_places`.
    Before a language: `before_languages`, `with_languages` between these and the name; behind it: `behind_languages`.
    `no_nouns`: words behind a name that are no nouns.
    """

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


class Facts(_Section):
    """Words of labels of facts that change: `offices`, and `figures`. A star at the end of a word stands for any ending."""

    offices: Words = frozenset()
    figures: Words = frozenset()


class Lexicon(BaseModel):
    """All words of one language. Two lexicons are equal only if they are the same object, so functions may cache by it.

    `labels`: what the program puts on pages: texts, or texts by plural category.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = "und"
    calendar: Calendar = Calendar()
    nouns: Nouns = Nouns()
    capitals: Capitals = Capitals()
    evidence: Evidence = Evidence()
    states: States = States()
    publication: Publication = Publication()
    sentences: Sentences = Sentences()
    names: Names = Names()
    possessives: Possessives = Possessives()
    notes: Notes = Notes()

    offices: Offices = Offices()
    grammar: Grammar = Grammar()
    places: Places = Places()
    short_forms: ShortForms = ShortForms()
    spellings: Spellings = Spellings()
    context: Context = Context()
    facts: Facts = Facts()
    labels: dict[str, str | dict[str, str]] = Field(default_factory=dict)

    __hash__ = object.__hash__
    __eq__ = object.__eq__


_SECTIONS = {name: info.annotation for name, info in Lexicon.model_fields.items() if info.annotation is not str}
_KEYS = sorted({*_SECTIONS, *(key for section in _SECTIONS.values() for key in getattr(section, "model_fields", ()))})


def read_lexicon(text: str, path: str) -> Lexicon:
    """The lexicon that a data file has. LexiconError for the first mistake in it."""
    try:
        return Lexicon.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: this is no TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        *_, last = loc = [str(part) for part in first["loc"]]
        key = ".".join(loc)
        if first["type"] == "extra_forbidden":
            raise LexiconError(f"{path}: there is no key `{key}`{suggestion(last, _KEYS)}") from error
        raise LexiconError(f"{path}: `{key}`: {first['msg'][:1].lower()}{first['msg'][1:]}.") from error


@cache
def _of_code(code: str) -> Lexicon | None:
    file = files("backgrounder.language") / f"{code}.toml"
    return read_lexicon(file.read_text(encoding="utf8"), f"language/{code}.toml") if file.is_file() else None


def _english() -> Lexicon:
    lexicon = _of_code("en")
    assert lexicon is not None
    return lexicon


ENGLISH = _english()


def lexicon_of(*tags: str | None) -> Lexicon:
    """The lexicon of the first language tag (such as `de-AT`) that has a data file; English if none has."""
    codes = (tag.replace("_", "-").partition("-")[0].lower() for tag in tags if tag)
    return next((found for code in codes if code.isalpha() and (found := _of_code(code))), ENGLISH)
