"""How states and territories are called: the names of the Unicode CLDR (by way of Babel), with usual other names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from backgrounder.language.lexicon import ENGLISH, Lexicon

_UNIONS = frozenset(("EU", "UN"))


@cache
def states(lexicon: Lexicon = ENGLISH) -> Mapping[str, str]:
    """The names of states and territories, each with the one that is used."""
    # No states either: Antarctica, the eurozone, scattered islands, and what tests need.
    left_out = _UNIONS | {"AQ", "EZ", "QO", "XA", "XB", "ZZ"} | lexicon.states.unsaid
    named = [name for code, name in _territories(lexicon) if code not in left_out]
    names = dict(zip(named, named, strict=True))
    for used, others in lexicon.states.names.items():
        names |= dict.fromkeys((used, *others), used)
    return names


@cache
def unions(lexicon: Lexicon = ENGLISH) -> frozenset[str]:
    """Names of bodies that have a code as territories have: `European Union`."""
    return frozenset(name for code, name in _territories(lexicon) if code in _UNIONS)


def state_of(name: str, lexicon: Lexicon = ENGLISH) -> str | None:
    """The state that a name is one of, in its usual form: `Republic of Albania` is Albania."""
    known = states(lexicon)
    return known.get(name) or known.get(_short(name, lexicon))


def _short(name: str, lexicon: Lexicon) -> str:
    """What a long name of a state has behind `of`; empty for any other name."""
    for of in lexicon.nouns.of:
        before, _, behind = name.partition(f" {of} ")
        if behind and _begins_state(before, lexicon):
            first, _, rest = behind.partition(" ")
            return rest if first in lexicon.grammar.articles else behind
    return ""


def _begins_state(words: str, lexicon: Lexicon) -> bool:
    """Whether words are a noun for states with nothing but adjectives before it: `Islamic Republic`, `Grand Duchy`."""
    adjectives = lexicon.states.adjectives
    return any(
        f" {words}".endswith(f" {noun}") and adjectives.issuperset(words.removesuffix(noun).split())
        for noun in lexicon.states.nouns
    )


def _territories(lexicon: Lexicon) -> list[tuple[str, str]]:
    """Two-letter codes and names, with straight apostrophes; none for a language that the CLDR does not have."""
    try:
        names = Locale.parse(lexicon.code).territories
    except UnknownLocaleError:
        return []
    return [(code, name.replace("’", "'")) for code, name in names.items() if len(code) == 2 and code.isalpha()]
