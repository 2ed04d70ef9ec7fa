"""The words of a language, from its data file: typed, frozen, read once.

A data file is a TOML file beside this module, named by the language's code (`en.toml`). It has what an editor can
translate: lists of words, written as one text and divided at white space, or as a list where a word has spaces. A file
need not have everything: what is missing is empty, and the rule that needs it does nothing in that language.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import Field, ValidationError

from backgrounder.language import sections
from backgrounder.records import suggestion


class LexiconError(ValueError):
    """A data file cannot be read. The message is one sentence that names the file and the key."""


class Lexicon(sections.Section):
    """All words of one language. Two lexicons are equal only if they are the same object, so functions may cache by it.

    `labels`: what the program puts on pages: texts, or texts by plural category.
    """

    code: str = "und"
    calendar: sections.Calendar = sections.Calendar()
    nouns: sections.Nouns = sections.Nouns()
    capitals: sections.Capitals = sections.Capitals()
    evidence: sections.Evidence = sections.Evidence()
    states: sections.States = sections.States()
    publication: sections.Publication = sections.Publication()
    sentences: sections.Sentences = sections.Sentences()
    names: sections.Names = sections.Names()
    possessives: sections.Possessives = sections.Possessives()
    web: sections.Web = sections.Web()
    bylines: sections.Bylines = sections.Bylines()
    pages: sections.Pages = sections.Pages()
    titles: sections.Titles = sections.Titles()
    notes: sections.Notes = sections.Notes()
    offices: sections.Offices = sections.Offices()
    grammar: sections.Grammar = sections.Grammar()
    places: sections.Places = sections.Places()
    short_forms: sections.ShortForms = sections.ShortForms()
    spellings: sections.Spellings = sections.Spellings()
    senses: sections.Senses = sections.Senses()
    facts: sections.Facts = sections.Facts()
    labels: dict[str, str | dict[str, str]] = Field(default_factory=dict)

    __hash__ = object.__hash__
    __eq__ = object.__eq__


_KEYS = sorted(
    {
        key
        for name, info in Lexicon.model_fields.items()
        for key in (name, *getattr(info.annotation, "model_fields", ()))
    }
)
_FILES = {
    file.name.removesuffix(".toml"): file
    for file in files("backgrounder.language").iterdir()
    if file.name.endswith(".toml")
}
"""The data files, by the code of their language."""


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
def _of_code(code: str) -> Lexicon:
    return read_lexicon(_FILES[code].read_text(encoding="utf8"), f"language/{code}.toml")


ENGLISH = _of_code("en")


def lexicon_of(*tags: str | None) -> Lexicon:
    """The lexicon of the first language tag (such as `de-AT`) that has a data file; English if none has."""
    codes = (tag.replace("_", "-").partition("-")[0].lower() for tag in tags if tag)
    return _of_code(next((code for code in codes if code in _FILES), "en"))
