"""Offices, bodies and schools that are not those of the entry: the `Prime Minister` of India is not Britain's."""

from __future__ import annotations

from backgrounder.glossary.kinds import CONCEPT, ORGANIZATION, PLACE, STATE
from backgrounder.language.lexicon import Lexicon
from backgrounder.linking.context import Context, capital_behind, word_before, word_behind
from backgrounder.linking.mention import Reason
from backgrounder.linking.names import Occurrence

_WITHOUT_PLACE = frozenset({ORGANIZATION.key, CONCEPT.key})
"""Kinds of which there is one in each country, under one name."""


def is_office_elsewhere(occurrence: Occurrence, context: Context) -> Reason | None:
    """`Supreme Court` in `the Supreme Court of India`, if the entry is about another country's."""
    if not occurrence.traits.kinds <= _WITHOUT_PLACE:
        return None
    owner = context.by_start.get(_start_behind_of(context.folded, occurrence.end, context.lexicon))
    places = [c.entry for c in owner.claims if c.entry.kind in (STATE, PLACE)] if owner else []
    if not places:
        return None
    its_own = " ".join(name.text for claim in occurrence.claims for name in claim.entry.names)
    return None if any(name.text in its_own for place in places for name in place.names) else Reason.PARTIAL


def is_another_office(occurrence: Occurrence, context: Context) -> Reason | None:
    """`President` in `Vice President`, `Tsar` in `Tsar Peter`, where it is a form of address and a part of the name."""
    (start, end), text, offices = occurrence.written, context.text, context.lexicon.offices
    first, *rest = text[start:end].split(None, 1)
    if first.lower() not in offices.alone or occurrence.traits.are_demonyms:
        return None
    if rest:
        is_another = word_before(text, start, " -").rpartition("-")[2].lower() in offices.deputies
    else:
        is_another = capital_behind(text, end) != ""
    return Reason.PARTIAL if is_another else None


def is_school_elsewhere(occurrence: Occurrence, context: Context) -> Reason | None:
    """`University of California` in `the University of California at Berkeley`."""
    end, text, lexicon = occurrence.written[1], context.text, context.lexicon
    at = word_behind(text, end)
    if not at or at not in lexicon.grammar.at or occurrence.traits.are_demonyms:
        return None
    place = capital_behind(text, end + 1 + len(at))
    if not place or place.lower() in lexicon.calendar.times:
        return None
    return Reason.PARTIAL if _is_school(text[slice(*occurrence.written)], lexicon) else None


def _is_school(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is one of those that schools in several places have: `University of California`."""
    if name.endswith(tuple(lexicon.places.endings_of_schools)):
        return True
    for beginning in lexicon.places.beginnings_of_schools:
        _, found, place = name.partition(f"{beginning} ")
        words = place.split()
        if found and len(words) <= 2 and all(word.isalpha() and word[0].isupper() for word in words):
            return True
    return False


def _start_behind_of(text: str, end: int, lexicon: Lexicon) -> int:
    """Where the name begins that stands behind `of` or `of the` behind another; -1 if neither stands there."""
    of = word_behind(text, end)
    if of not in lexicon.grammar.of:
        return -1
    end += 1 + len(of)
    article = word_behind(text, end)
    return end + 1 + (len(article) + 1 if article in lexicon.grammar.articles else 0)
