"""The words of a language, from its data file: typed, frozen, read once.

A data file is a TOML file in `words/`, named by the language's code (`en.toml`). It has what an editor can
translate: lists of words, written as one text and divided at white space, or as a list where a word has spaces. A file
need not have everything: what is missing is empty, and the rule that needs it does nothing in that language.
"""

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, get_args, get_origin

from backgrounder.language import sections
from backgrounder.records import suggestion


class LexiconError(ValueError):
    """A data file cannot be read. The message is one sentence that names the file and the key."""


class Lexicon(sections.Section):
    """All words of one language. Two lexicons are equal only if they are the same object, so functions may cache by it."""

    code: str = "und"
    calendar: sections.Calendar
    nouns: sections.Nouns
    capitals: sections.Capitals
    evidence: sections.Evidence
    states: sections.States
    publication: sections.Publication
    sentences: sections.Sentences
    names: sections.Names
    web: sections.Web
    distributors: sections.Distributors
    mails: sections.Mails
    bylines: sections.Bylines
    pages: sections.Pages
    notes: sections.Notes
    offices: sections.Offices
    grammar: sections.Grammar
    places: sections.Places
    short_forms: sections.ShortForms
    spellings: sections.Spellings
    senses: sections.Senses
    facts: sections.Facts


_FILES = {file.name.removesuffix(".toml"): file for file in (files("backgrounder.language") / "words").iterdir()}
"""The data files, by the code of their language."""


_AS_WORDS = "words, as one text or as a list"
_WANTED = {bool: "true or false", str: "text", frozenset: _AS_WORDS, tuple: _AS_WORDS}


def read_lexicon(text: str, path: str) -> Lexicon:
    """The lexicon that a data file has. LexiconError for the first mistake in it."""
    with mistakes_in(path):
        return Lexicon(**_attributes(Lexicon, tomllib.loads(text)))


@contextmanager
def mistakes_in(path: str) -> Iterator[None]:
    """Puts the path of a data file that is read before what is wrong with it."""
    try:
        yield
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: this is no TOML: {error}.") from error
    except LexiconError as error:
        raise LexiconError(f"{path}: {error}") from error


def with_sections(lexicon: Lexicon, tables: dict[str, Any], code: str) -> Lexicon:
    """A lexicon with other sections in the place of some of its own, and another code. LexiconError for a mistake in them."""
    types = Lexicon.__annotations__
    sections_ = {name: _value(types[name], table, name) for name, table in tables.items()}
    return Lexicon(**{**vars(lexicon), **sections_, "code": code})


def _attributes(section: type[sections.Section], table: dict[str, Any], before: str = "") -> dict[str, Any]:
    """What stands in a table for each attribute of a section; its default, or else an empty value, where nothing does."""
    types = section.__annotations__
    for key in table:
        if key not in types:
            raise LexiconError(f"there is no key `{before}{key}`{suggestion(key, types)}")
    return {
        key: _value(type_, table.get(key, getattr(section, key, None)), before + key) for key, type_ in types.items()
    }


def _value(type_: Any, written: Any, key: str) -> Any:
    """What is written for a key, as its type; empty where nothing is written. LexiconError if it is of another type."""
    origin, of = get_origin(type_) or type_, get_args(type_)
    if origin is Annotated:
        values = _value(of[0], written, key)
        if values and len(values) not in of[1]:
            raise LexiconError(f"`{key}`: there cannot be {len(values)} of them.")
        return values
    if issubclass(origin, sections.Section) and isinstance(written, dict | None):
        return origin(**_attributes(origin, written or {}, f"{key}."))
    return origin() if written is None else _converted(written, origin, of, key)


def _converted(written: Any, origin: type, of: tuple[Any, ...], key: str) -> Any:
    items = written.split() if isinstance(written, str) else written
    if origin in (frozenset, tuple) and isinstance(items, list):
        return origin(_value(of[0], item, f"{key}.{number}") for number, item in enumerate(items))
    if not isinstance(written, origin):
        raise LexiconError(f"`{key}`: write {_WANTED.get(origin, 'a table')}.")
    if isinstance(written, dict):
        return {name: _value(of[1], value, f"{key}.{name}") for name, value in written.items()}
    return written


@cache
def _of_code(code: str) -> Lexicon:
    return read_lexicon(_FILES[code].read_text(encoding="utf8"), f"language/words/{code}.toml")


ENGLISH = _of_code("en")


def lexicon_of(*tags: str | None) -> Lexicon:
    """The lexicon of the first language tag (such as `de-AT`) that has a data file; English if none has."""
    return _of_code(next((code for code in codes_of(tags) if code in _FILES), "en"))


def codes_of(tags: Iterable[str | None]) -> Iterator[str]:
    """The codes of the languages that tags name: `de` of `de_AT`."""
    return (tag.replace("_", "-").partition("-")[0].lower() for tag in tags if tag)
