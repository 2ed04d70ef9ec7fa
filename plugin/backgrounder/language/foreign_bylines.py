"""How other languages than those with a data file write who wrote a text and when: a few words each, and their months.

The words stand in `data/bylines.toml`. The names of months and weekdays are those of the Unicode CLDR.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from babel import Locale

from backgrounder.language.lexicon import ENGLISH, Lexicon, codes_of, with_sections


def byline_lexicons(lexicon: Lexicon, *tags: str | None) -> tuple[Lexicon, ...]:
    """The lexicons by which the lines at the top of a text are read, those of its languages first (`tags`: `de-AT`)."""
    known = [_of_code(code) for code in dict.fromkeys(codes_of(tags)) if code in _data() and code != lexicon.code]
    return (*known, lexicon) if lexicon.code == ENGLISH.code else (lexicon, *known)


def all_byline_lexicons(lexicon: Lexicon) -> tuple[Lexicon, ...]:
    """The lexicons of all languages whose bylines are known, for a text whose language is not."""
    return byline_lexicons(lexicon, *_data())


def language_of(texts: Iterable[str]) -> str | None:
    """The language whose commonest words stand in texts, if these are more than those of the others; None for English."""
    words = Counter(word for text in islice(texts, 30) for word in text[:1_000].lower().split())
    found = sorted(
        ((sum(words[word] for word in common), code) for code, common in _common().items()), key=lambda one: -one[0]
    )
    return found[0][1] if found[0][0] >= 3 and found[0][0] > 1.5 * found[1][0] else None


@cache
def _common() -> Mapping[str | None, frozenset[str]]:
    """The commonest words of languages, by their codes; of English by None."""
    english = frozenset("the of and to that was with for".split())
    return {**{code: frozenset(table["common"].split()) for code, table in _data().items()}, None: english}


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("backgrounder.language") / "data" / "bylines.toml").read_text(encoding="utf8"))


@cache
def _of_code(code: str) -> Lexicon:
    """The words of English, with the bylines and the calendar of a language."""
    table = {key: value for key, value in _data()[code].items() if key != "common"}
    calendar = table.pop("calendar") | {
        "months": list(_names(code, "months", 12)),
        "weekdays": list(_names(code, "days", 7)),
    }
    bylines = {key: vars(ENGLISH.bylines)[key] for key in _SHARED} | table["bylines"]
    return with_sections(ENGLISH, {**table, "bylines": bylines, "calendar": calendar}, code)


# What bylines in all languages have: names of agencies and places, degrees, time zones.
_SHARED = ("agencies", "publications", "degrees", "places", "zones")


def _names(code: str, kind: str, count: int) -> Iterator[list[str]]:
    """The names of each month or weekday: in full, as they stand in a date and alone, and short, without full stops."""
    contexts = getattr(Locale(code), kind)
    for number in range(count):
        key = number + 1 if kind == "months" else number
        given = (
            contexts[one][width].get(key) for width in ("wide", "abbreviated") for one in ("format", "stand-alone")
        )
        yield list(dict.fromkeys(name.rstrip(".") for name in given if name))
