"""Personal names: which words of a name are the surname, and which given names are short for one another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from backgrounder.language.lexicon import ENGLISH, Lexicon

_NUMERALS = frozenset("IVX")


def surname_of(title: str, lexicon: Lexicon = ENGLISH) -> str:
    """The last word of a person's name with the particles before it: `Charles de Gaulle` → `de Gaulle`.

    Empty for names that have none: `Elizabeth II`, `Catherine the Great`, `Joan of Arc`.
    """
    names = lexicon.names
    words = without_qualification(title).split()
    numbered = bool(words) and is_roman(words[-1]) and words[-1].lower() not in names.generations
    while len(words) > 1 and words[-1].lower() in suffixes(lexicon):
        words.pop()
    described = len(words) > 2 and words[-2].lower() in names.epithets | names.origins
    titled = len(words) > 1 and all(word.lower() in names.royal for word in words[:-1])
    if numbered or described or titled or _is_of_a_place(title, lexicon):
        return ""
    start = max(len(words) - 1, 0)
    while start > 1 and words[start - 1].lower() in names.particles:
        start -= 1
    return " ".join(words[start:])


def compound_surname(title: str, lexicon: Lexicon = ENGLISH) -> str:
    """The two words behind a particle, by which a person may be called, too: `Santa Anna`, `San Martín`. Else empty."""
    words = without_qualification(title).split()
    at = next((n for n, word in enumerate(words) if n and word in lexicon.names.compound_particles), len(words))
    rest = words[at + 1 :]
    capitalised = len(rest) == 2 and all(word[0].isupper() for word in rest)
    return " ".join(rest) if capitalised and rest[-1].lower() not in suffixes(lexicon) else ""


def name_parts(name: str, lexicon: Lexicon = ENGLISH) -> tuple[str, str, str] | None:
    """Family name, given names and suffix of a name in reading order; None if it may be no person's, or stand the other way."""
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in suffixes(lexicon) else ""
    family = surname_of(" ".join(words), lexicon)
    given = " ".join(words)[: -len(family)].rstrip(" ,") if family else ""
    if len(words) > 5 or not given or not all(_may_be_in_person(word, lexicon) for word in words):
        return None
    first = words[0].lower()
    is_turned = first in lexicon.names.family_first or first in lexicon.names.particles | lexicon.names.royal
    return None if is_turned or len(family) < 2 or "," in name.rstrip(suffix) else (family, given, suffix)


def _may_be_in_person(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is written like one of a person's name, and is none of those of bodies, offices and media."""
    lower, names = word.lower().rstrip("."), lexicon.names
    if lower in names.particles:
        return True
    is_initial = len(word) <= 2 or "." in word
    is_name = (
        word[0].isupper() and (is_initial or not word.isupper()) and not any(c in '&/()"@' or c.isdigit() for c in word)
    )
    others = names.of_nobody | lexicon.nouns.bodies | lexicon.grammar.function_words | names.origins
    return is_name and lower not in others


def without_qualification(title: str) -> str:
    """A title without a disambiguator in brackets and without what a comma adds: `Paris, Texas` → `Paris`."""
    bare = title.rstrip()
    before, bracket, inside = bare.removesuffix(")").rpartition("(")
    in_brackets = bare.endswith(")") and bracket and ")" not in inside
    return (before.rstrip() if in_brackets else title).partition(",")[0]


def is_roman(word: str) -> bool:
    """Whether a word is a Roman numeral as it numbers rulers and generations: `XIV`."""
    return bool(word) and _NUMERALS.issuperset(word)


@cache
def suffixes(lexicon: Lexicon = ENGLISH) -> frozenset[str]:
    """Words behind a surname that do not belong to it, in small letters: `jr`, `iii`, `phd`."""
    return lexicon.names.generations | lexicon.names.degrees


@cache
def equivalents(word: str, lexicon: Lexicon = ENGLISH) -> frozenset[str]:
    """A given name in small letters, with those that it may be short for or that are short for it: `bill`, `william`."""
    bare = word.rstrip(".")
    return given_names(lexicon).get(bare, frozenset()) | {bare}


@cache
def given_names(lexicon: Lexicon = ENGLISH) -> Mapping[str, frozenset[str]]:
    """The common given names of a language, in small letters: each with those that it is short for or that are short for it."""
    found: dict[str, set[str]] = {}
    for name, short_forms in lexicon.names.short_given_names.items():
        for short in short_forms:
            found.setdefault(name, set()).add(short)
            found.setdefault(short, set()).add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _is_of_a_place(title: str, lexicon: Lexicon) -> bool:
    """Whether a name says what its bearer rules: `Elizabeth I of England`, `Anne, Queen of Scots`."""
    origins = lexicon.names.origins
    words = title.split()
    numbered = len(words) > 1 and words[0].isalnum() and is_roman(words[1]) and (len(words) == 2 or words[2] in origins)
    return numbered or any(f" {word} " in title.partition(", ")[2] for word in origins)
