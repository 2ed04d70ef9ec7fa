"""How states and territories are called: the names of the Unicode CLDR (by way of Babel), with usual other names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from backgrounder.language.lexicon import ENGLISH, Lexicon

UNIONS = frozenset(("EU", "UN"))
"""Bodies that have a code as territories have."""


def state_of(name: str, lexicon: Lexicon = ENGLISH) -> str | None:
    """The state that a name is one of, in its usual form: `Republic of Albania` is Albania."""
    known = states(lexicon)
    return known.get(name) or known.get(_short_name(name, lexicon))


def _short_name(name: str, lexicon: Lexicon) -> str:
    """What stands behind `of` and a noun for states with nothing but adjectives before it; empty for any other name."""
    words = lexicon.states
    for of in lexicon.nouns.of:
        before, _, behind = name.partition(f" {of} ")
        nouns = (noun for noun in words.nouns if behind and f" {before}".endswith(f" {noun}"))
        if any(words.adjectives.issuperset(before.removesuffix(noun).split()) for noun in nouns):
            first, _, rest = behind.partition(" ")
            return rest if first in lexicon.grammar.articles else behind
    return ""


@cache
def states(lexicon: Lexicon = ENGLISH) -> Mapping[str, str]:
    """The names of states and territories, each with the one that is used."""
    # No states either: Antarctica, the eurozone, scattered islands, and what tests need.
    left_out = UNIONS | {"AQ", "EZ", "QO", "XA", "XB", "ZZ"} | lexicon.states.unsaid
    named = [name for code, name in territories(lexicon).items() if code not in left_out]
    names = dict(zip(named, named, strict=True))
    for used, others in lexicon.states.names.items():
        names |= dict.fromkeys((used, *others), used)
    return names


@cache
def territories(lexicon: Lexicon) -> Mapping[str, str]:
    """Their names, with straight apostrophes, by two-letter codes; none for a language that the CLDR does not have."""
    try:
        names = Locale.parse(lexicon.code).territories
    except UnknownLocaleError:
        return {}
    return {code: name.replace("’", "'") for code, name in names.items() if len(code) == 2 and code.isalpha()}
