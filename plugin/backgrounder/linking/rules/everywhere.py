"""The rules that ask no capitals, and so hold in headings, too: for code, the phrases of `never:`, and names of languages."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from backgrounder.language.lexicon import Lexicon
from backgrounder.language.phrases import one_of
from backgrounder.linking.context import Context, word_behind
from backgrounder.linking.mention import Reason
from backgrounder.linking.names import Occurrence

_PHRASES_AROUND = 8
"""Phrases that may begin before a name and still hold it: they overlap one another, so few do."""
_REACH = 48
_SHORTEST_NOUN = 3


def is_code(occurrence: Occurrence, context: Context) -> Reason | None:
    """`git` in `git log`, set as code."""
    return Reason.CODE if context.code and context.code.overlap(*occurrence.written) else None


def is_protected(occurrence: Occurrence, context: Context) -> Reason | None:
    """`Georgia` in `Georgia O'Keeffe`, if the entry about the state says `never: Georgia O'Keeffe`."""
    if not context.protected:
        return None
    owners = {claim.entry.uri for claim in occurrence.claims}
    last = bisect_right(context.protected, occurrence.start, key=lambda phrase: phrase.start)
    for phrase in context.protected[max(0, last - _PHRASES_AROUND) : last]:
        if occurrence.end <= phrase.end and owners & {claim.entry.uri for claim in phrase.claims}:
            return Reason.NEVER
    return None


def names_a_language(occurrence: Occurrence, context: Context) -> Reason | None:
    """`French` in `She writes in French`."""
    if not occurrence.traits.are_of_peoples:
        return None
    (start, end), text, words = occurrence.written, context.text, context.lexicon.senses
    behind = word_behind(text, end).rstrip(".")
    if text.startswith(":", end) or behind in words.behind_languages:
        return Reason.NEVER
    is_adjective = behind[:_SHORTEST_NOUN].islower() and len(behind) >= _SHORTEST_NOUN and behind not in words.no_nouns
    if is_adjective or text.startswith("-", end):
        return None
    before = text[max(0, start - _REACH) : start]
    return Reason.NEVER if _before_languages(context.lexicon).search(before) else None


@cache
def _before_languages(lexicon: Lexicon) -> re.Pattern[str]:
    """`in`, `fluent in classical`, `speaks some Greek and`: what stands before the name of a language."""
    words = lexicon.senses
    joint = f"(?:,|,? {one_of(lexicon.grammar.in_lists)})"
    return re.compile(
        rf"\b{one_of(words.before_languages)}(?: {one_of(words.with_languages)})* (?:[A-Z]\w+{joint} ){{0,4}}\Z",
        re.IGNORECASE,
    )
