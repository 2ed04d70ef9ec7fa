"""Why an occurrence of a name is no mention: the rules, and their order.

Each rule tells of an occurrence and its context whether the occurrence is no mention for the rule's reason. The first rule
that says so holds. What capitals beside a name say stands in `longer_names`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache

from backgrounder.glossary.kinds import CONCEPT, ORGANIZATION, PLACE, STATE
from backgrounder.language.lexicon import Lexicon
from backgrounder.language.phrases import one_of
from backgrounder.linking import longer_names
from backgrounder.linking.context import Context, capital_behind, word_before, word_behind
from backgrounder.linking.mention import Reason
from backgrounder.linking.names import Occurrence

Rule = Callable[[Occurrence, Context], bool]
_PHRASES_AROUND = 8
"""Phrases that may begin before a name and still hold it: they overlap one another, so few do."""
_REACH = 48
"""Characters before a name in which the words are looked for that say it is a language."""
_SHORTEST_NOUN = 3
_WITHOUT_PLACE = frozenset({ORGANIZATION.key, CONCEPT.key})
"""Kinds of which there is one in each country, under one name."""


def rejection(occurrence: Occurrence, context: Context) -> Reason | None:
    """Why an occurrence is no mention; None if no rule says so."""
    for rule, reason in (RULES_IN_HEADINGS if context.is_heading else RULES).items():
        if rule(occurrence, context):
            return reason
    return None


def is_code(occurrence: Occurrence, context: Context) -> bool:
    """`git` in `git log`, set as code."""
    return context.code is not None and context.code.overlap(*occurrence.written) is not None


def is_protected(occurrence: Occurrence, context: Context) -> bool:
    """`Georgia` in `Georgia O'Keeffe`, if the entry about the state says `never: Georgia O'Keeffe`."""
    if not context.protected:
        return False
    owners = {claim.entry.uri for claim in occurrence.claims}
    last = bisect_right(context.protected, occurrence.start, key=lambda phrase: phrase.start)
    for phrase in context.protected[max(0, last - _PHRASES_AROUND) : last]:
        if occurrence.end <= phrase.end and owners & {claim.entry.uri for claim in phrase.claims}:
            return True
    return False


def names_a_language(occurrence: Occurrence, context: Context) -> bool:
    """`French` in `She writes in French`."""
    if not occurrence.traits.are_of_peoples:
        return False
    (start, end), text, words = occurrence.written, context.text, context.lexicon.senses
    behind = word_behind(text, end).rstrip(".")
    if text.startswith(":", end) or behind in words.behind_languages:
        return True
    is_adjective = behind[:_SHORTEST_NOUN].islower() and len(behind) >= _SHORTEST_NOUN and behind not in words.no_nouns
    if is_adjective or text.startswith("-", end):
        return False
    before = text[max(0, start - _REACH) : start]
    return _before_languages(context.lexicon).search(before) is not None


@cache
def _before_languages(lexicon: Lexicon) -> re.Pattern[str]:
    """`in`, `fluent in classical`, `speaks some Greek and`: what stands before the name of a language."""
    words = lexicon.senses
    joint = f"(?:,|,? {one_of(lexicon.grammar.in_lists)})"
    return re.compile(
        rf"\b{one_of(words.before_languages)}(?: {one_of(words.with_languages)})* (?:[A-Z]\w+{joint} ){{0,4}}\Z",
        re.IGNORECASE,
    )


def is_office_elsewhere(occurrence: Occurrence, context: Context) -> bool:
    """`Supreme Court` in `the Supreme Court of India`, if the entry is about another country's."""
    if not occurrence.traits.kinds <= _WITHOUT_PLACE:
        return False
    owner = context.by_start.get(_start_behind_of(context.folded, occurrence.end, context.lexicon))
    places = [c.entry for c in owner.claims if c.entry.kind in (STATE, PLACE)] if owner else []
    if not places:
        return False
    its_own = " ".join(name.text for claim in occurrence.claims for name in claim.entry.names)
    return not any(name.text in its_own for place in places for name in place.names)


def is_another_office(occurrence: Occurrence, context: Context) -> bool:
    """`President` in `Vice President`, `Tsar` in `Tsar Peter`, where it is a form of address and a part of the name."""
    (start, end), text, offices = occurrence.written, context.text, context.lexicon.offices
    first, *rest = text[start:end].split(None, 1)
    if first.lower() not in offices.alone or occurrence.traits.are_demonyms:
        return False
    if rest:
        return word_before(text, start, " -").rpartition("-")[2].lower() in offices.deputies
    return capital_behind(text, end) != ""


def is_school_elsewhere(occurrence: Occurrence, context: Context) -> bool:
    """`University of California` in `the University of California at Berkeley`."""
    end, text, lexicon = occurrence.written[1], context.text, context.lexicon
    at = word_behind(text, end)
    if not at or at not in lexicon.grammar.at or occurrence.traits.are_demonyms:
        return False
    place = capital_behind(text, end + 1 + len(at))
    if not place or place.lower() in lexicon.calendar.times:
        return False
    return _is_school(text[slice(*occurrence.written)], lexicon)


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


RULES_IN_HEADINGS: Mapping[Rule, Reason] = {
    is_code: Reason.CODE,
    is_protected: Reason.NEVER,
    names_a_language: Reason.NEVER,
}
"""In a heading any word may have a capital: what capitals beside a name say is not asked there."""
RULES: Mapping[Rule, Reason] = {
    **RULES_IN_HEADINGS,
    is_office_elsewhere: Reason.PARTIAL,
    longer_names.goes_on: Reason.PARTIAL,
    longer_names.is_of_another_generation: Reason.PARTIAL,
    is_another_office: Reason.PARTIAL,
    is_school_elsewhere: Reason.PARTIAL,
    longer_names.is_distinguished: Reason.PARTIAL,
    longer_names.is_called_otherwise: Reason.PARTIAL,
    longer_names.is_half_of_a_name: Reason.PARTIAL,
    longer_names.begins_earlier: Reason.PARTIAL,
}
