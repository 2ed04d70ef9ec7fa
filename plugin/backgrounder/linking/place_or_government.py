"""Whether a name that is a place's and also stands for a government means the place: `in Vienna`, `Vienna-based`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from backgrounder.glossary.entry import Form
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of
from backgrounder.linking.names import Occurrence

_REACH = 48


def places_in(occurrences: Sequence[Occurrence], text: str, lexicon: Lexicon = ENGLISH) -> frozenset[int]:
    """The occurrences (by start) that stand for a place, as far as the words around them say so.

    `text`: the folded text; `occurrences`: those in it, by place.
    """
    metonyms = [occurrence for occurrence in occurrences if Form.METONYM in occurrence.traits.forms]
    if not metonyms:
        return frozenset()
    starts = {o.start: {claim.entry.uri for claim in o.claims} for o in occurrences}
    places: set[int] = set()
    last_end = -1
    for occurrence in metonyms:
        start, end = occurrence.start, occurrence.end
        is_told_by_comma = ", " in text[start:end]  # `Washington, D.C.`
        is_within = text.startswith(", ", end) and starts.get(end + 2, set()) & occurrence.uris(Form.METONYM)
        is_listed = last_end > 0 and text[last_end:start] in _joints(lexicon)
        if is_told_by_comma or is_within or is_listed or means_place(text, start, end, lexicon):
            places.add(start)
            last_end = end
    return frozenset(places)


def means_place(text: str, start: int, end: int, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether the words around a name that may stand for a government say that it stands for the place itself."""
    before, behind = _patterns(lexicon)
    match = before.search(text[max(0, start - _REACH) : start])
    if match is not None and not (match["captured"] and text.startswith("'", end)):
        return True
    return behind.match(text, end, end + _REACH) is not None


@cache
def _joints(lexicon: Lexicon) -> frozenset[str]:
    """What stands between two names of a list."""
    words = sorted(lexicon.grammar.in_lists)
    return frozenset([", ", *(f" {word} " for word in words), *(f", {word} " for word in words)])


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the name of a place, and what behind it."""
    words = lexicon.senses
    in_pairs = f"{one_of(words.in_pairs)}"
    name = r"[A-Z][\w.’'-]+"
    before = rf"""\b(?:
        {one_of(words.before_places)}
      | {one_of(words.moving)}\ (?:{one_of(words.back)}\ )?{one_of(words.towards)}
      | {one_of(words.before_pairs)}\ {name}(?:\ {name})?\ {in_pairs}(?:\ {name}\ {in_pairs})?
      | (?P<captured>{one_of(words.captured)})
    )\ (?:{one_of(words.before_place_names)}\ )?\Z"""
    behind = rf"""
        [-\ ]{one_of(words.behind_places)}\b
      | ,?\ \d{{1,2}}\ [A-Z]
      | (?:\ \w+)?\ {one_of(words.parts_of_places)}\b"""
    return re.compile(before, re.VERBOSE), re.compile(behind, re.VERBOSE)
