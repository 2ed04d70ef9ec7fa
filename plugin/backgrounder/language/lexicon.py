"""The words of a language, from its data file: typed, frozen, read once.

A data file is a TOML file beside this module, named by the language's code (`en.toml`). It has what an editor can
translate: lists of words, written as one text and divided at white space, or as a list where a word has spaces. A file
need not have everything: what is missing is empty, and the rule that needs it does nothing in that language.
"""

from __future__ import annotations

import tomllib
from functools import cache
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


class Possessives(_Section):
    """What apostrophes join to a name: `possessive` endings, all `endings` behind it, `elisions` before it."""

    possessive: Words = frozenset()
    endings: Words = frozenset()
    elisions: Words = frozenset()


class Web(_Section):
    """What is left of a web page when its text is pasted, as phrases (see `phrase_patterns.py`)."""

    networks: InOrder = ()
    buttons: InOrder = ()
    notices: InOrder = ()
    frames: InOrder = ()
    boxes: InOrder = ()
    sections: InOrder = ()


class Bylines(_Section):
    """What a text tells of its author and its date.

    Phrases: `authors`, `authors_and_date`, `roles`, `nobody` (authors without a name), `dates` and `changes` (before a date),
    `halves_of_day`, `passing` (what says nothing that lasts). Words: `conjunctions` between authors, `whereabouts` before a
    place, `no_names`, `places` (first words of), `at` (before a time), `segments` (behind a dash).
    """

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


class Pages(_Section):
    """Pasted documents.

    `labels`, `totals`: before the number of a page, and before that of all pages. `sources`: begin the block that names the
    source. `compounds`, `compound_endings`: words before a hyphen of their own. `suspended`: words behind a suspended hyphen.
    """

    labels: InOrder = ()
    totals: InOrder = ()
    sources: InOrder = ()
    compounds: Words = frozenset()
    compound_endings: InOrder = ()
    suspended: Words = frozenset()


class Titles(_Section):
    """Headlines and titles: `abbreviations` that end one with their full stop; `speakers`, who write none."""

    abbreviations: Words = frozenset()
    speakers: Words = frozenset()


class Lexicon(BaseModel):
    """All words of one language. Two lexicons are equal only if they are the same object, so functions may cache by it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = "und"
    calendar: Calendar = Calendar()
    sentences: Sentences = Sentences()
    names: Names = Names()
    possessives: Possessives = Possessives()
    web: Web = Web()
    bylines: Bylines = Bylines()
    pages: Pages = Pages()
    titles: Titles = Titles()

    __hash__ = object.__hash__
    __eq__ = object.__eq__


_SECTIONS = {name: info.annotation for name, info in Lexicon.model_fields.items() if info.annotation is not str}
_KEYS = sorted({*_SECTIONS, *(key for section in _SECTIONS.values() if section for key in section.model_fields)})


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
