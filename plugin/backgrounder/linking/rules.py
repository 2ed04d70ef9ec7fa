"""Why an occurrence of a name is no mention: the rules, and their order.

Each rule tells of an occurrence and its context whether the occurrence is no mention for the rule's reason. The first rule
that says so holds. First come the rules about code, `never:`, languages, and offices; then those about names inside a longer
name that has no entry: `China` in `South China Sea`, `Carter` in `Carter-Jones`. A longer name shows by its capitals: a
capitalised word beside the name that belongs to no other mention, is no office or title of a person, no day or month, and is
not capitalised merely because a sentence begins with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache

from backgrounder.glossary.entry import Form
from backgrounder.glossary.kinds import CONCEPT, ORGANIZATION, PERSON, PLACE, STATE, TREATY
from backgrounder.language.lexicon import Lexicon
from backgrounder.language.personal_names import given_names, is_roman, suffixes
from backgrounder.language.phrases import one_of
from backgrounder.language.possessives import is_possessive
from backgrounder.language.sentences import begins_sentence
from backgrounder.linking.context import HYPHENS, Context, capital_behind, has_capital, plain, word_before, word_behind
from backgrounder.linking.hyphens import DASHES, is_half_of_a_territory, is_joined_to_no_name
from backgrounder.linking.mention import Reason
from backgrounder.linking.names import Occurrence

Rule = Callable[[Occurrence, Context], bool]
_PHRASES_AROUND = 8
"""Phrases that may begin before a name and still hold it: they overlap one another, so few do."""
_REACH = 48
"""Characters before a name in which the words are looked for that say it is a language."""
_SHORTEST_NOUN = 3
_JOINED = re.compile(rf"[{DASHES}][A-Z][\w’']*")
_LONGEST_LETTERS = 4
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
    around = context.protected[max(0, last - _PHRASES_AROUND) : last]
    return any(occurrence.end <= p.end and owners & {claim.entry.uri for claim in p.claims} for p in around)


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


def goes_on(occurrence: Occurrence, context: Context) -> bool:
    """`China` in `China Daily`, `Mexican` in `Mexican-American War`: a capitalised word behind the name continues it."""
    text = context.text
    end = _end_of_joined(occurrence, context)
    if end is None:
        return True
    word = capital_behind(text, end)
    if word and end + 1 not in context.starts:
        joined = end != occurrence.written[1]
        return _continues(word, end + 1, occurrence, context, joined=joined)
    return text.startswith(" & ", end) and text[end + 3 : end + 4].isupper()


def begins_earlier(occurrence: Occurrence, context: Context) -> bool:
    """`China` in `South China Sea`: a capitalised word before the name begins it.

    A word before `of` counts only if the article never writes it in lower case: `Bank of China`, `Residents of China`.
    """
    if not _is_open(occurrence, context):
        return False
    start, text, of_person = occurrence.written[0], context.text, occurrence.traits.are_of_persons
    word, at = word_before(text, start), start - 1
    if word.islower():
        word, at = _word_before_of(text, at - len(word), word, context.lexicon)
    if not has_capital(word) or at in context.ends:
        return False
    joined = at < start - 1
    if not _can_begin_a_name(word, context, joined=joined, of_person=of_person):
        return False
    capital_tells = not begins_sentence(text, at - len(word))
    return capital_tells or _begins_it_even_there(word, context, joined=joined, of_person=of_person)


def is_distinguished(occurrence: Occurrence, context: Context) -> bool:
    """`African Union` in `West African Union`: a word before a name of several words makes it another one."""
    traits = occurrence.traits
    if traits.are_of_persons or traits.are_demonyms or _is_open(occurrence, context):
        return False
    word = word_before(context.text, occurrence.written[0], " -").rpartition("-")[2]
    places, key = context.lexicon.places, word.lower()
    return word[:1].isupper() and (key in places.qualifiers or key in places.creeds)


def is_of_another_generation(occurrence: Occurrence, context: Context) -> bool:
    """`Martin Luther King` in `Martin Luther King Sr.`, if every claimant's own names say `Jr.`"""
    if not occurrence.traits.are_of_persons:
        return False
    end = occurrence.written[1]
    generations = context.lexicon.names.generations
    generation = plain(word_behind(context.text, end + context.text.startswith(",", end)))
    if generation not in generations:
        return False
    for claim in occurrence.claims:
        own = {word.lower().strip(".,") for name in claim.entry.names for word in name.text.split()}
        if generation in own or own.isdisjoint(generations):
            return False
    return True


def is_called_otherwise(occurrence: Occurrence, context: Context) -> bool:
    """`Peter` in `Saint Peter`, `John` in `John the Baptist`, `Bill` in `the Bill`: a given name alone, of somebody else.

    Any capitalised word before it shows that, an office too, and so does an article.
    """
    traits = occurrence.traits
    if not (traits.are_of_persons and traits.are_short and _is_open(occurrence, context)):
        return False
    (start, end), text, lexicon = occurrence.written, context.text, context.lexicon
    article = word_behind(text, end)
    if article in lexicon.names.epithets and text[end + len(article) + 2 : end + len(article) + 3].isupper():
        return True
    word = word_before(text, start, " -")
    key, grammar = plain(word), lexicon.grammar
    is_name = word[:1].isupper() and key not in grammar.function_words and key not in lexicon.calendar.times
    return is_name or key in grammar.determiners


def is_half_of_a_name(occurrence: Occurrence, context: Context) -> bool:
    """`Carter` in `Bonham-Carter`, `Johnson` in `Johnson & Johnson`: a person's name is the second half of another."""
    start, text = occurrence.written[0], context.text
    if start < 2 or text[start - 1] not in HYPHENS + " " or not occurrence.traits.are_of_persons:
        return False
    if text[start - 1] != " ":
        first = word_before(text, start, HYPHENS)
        is_half = first.rpartition("-")[2][:1].isupper() and not first.endswith(".") and start - 1 not in context.ends
    else:
        twin = word_before(text, start - 2) if text.startswith(" & ", start - 3) else ""
        is_half = twin != "" and text.startswith(twin, start)
    return is_half and _is_open(occurrence, context)


def _is_open(occurrence: Occurrence, context: Context) -> bool:
    """Whether a word before a name may belong to it: so it is with single words and with surnames, but for demonyms."""
    if Form.SURNAME in occurrence.traits.forms:
        return True
    return not occurrence.traits.are_demonyms and context.text.find(" ", *occurrence.written) < 0


def _end_of_joined(occurrence: Occurrence, context: Context, most: int = 5) -> int | None:
    """Where the row of names ends that hyphens join to a name; None if the first two are a double name.

    `Mexican-American War`, `Taipei-Moscow Commission`: the second name makes the first one longer, too. A person's name
    with a hyphen and a name that is nobody's is a double one (`Carter-Jones`); places are so joined all the time.
    `most`: names in a row; of a longer one each would look to its end.
    """
    end, text = occurrence.written[1], context.text
    of_person = PERSON.key in occurrence.traits.kinds
    for _ in range(most):
        joined = _JOINED.match(text, end)
        if joined is None:
            break
        if of_person and text[end] in HYPHENS and end + 1 not in context.starts:
            return None
        end = joined.end()
    return end


def _continues(word: str, at: int, occurrence: Occurrence, context: Context, *, joined: bool) -> bool:
    """Whether a capitalised word behind a name, which begins `at` a place, belongs to it.

    Letters behind a person's name (`FRS`) and the word `Treaty` behind a treaty's do not; nor does a number behind a name
    of several words, but `Louis` in `Louis XVI` is somebody else.
    """
    lexicon, kinds, key = context.lexicon, occurrence.traits.kinds, plain(word)
    if PERSON.key in kinds and (is_roman(word.rstrip(".")) or key in suffixes(lexicon)):
        return joined or context.text.find(" ", *occurrence.written) < 0
    letters = word.isupper() and len(key) <= _LONGEST_LETTERS
    if (PERSON.key in kinds and letters) or (TREATY.key in kinds and key in lexicon.places.treaties):
        return False
    if key in lexicon.offices.words and key not in lexicon.offices.before_only:
        return key in lexicon.offices.adjectives and not _leads_to_office(context.text, at + len(word), lexicon)
    return key not in lexicon.calendar.times and key not in lexicon.grammar.connectives


def _leads_to_office(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether adjectives of offices are followed by an office: `Press Secretary`, `Deputy Foreign Minister`."""
    while (word := word_behind(text, end)) and plain(word) in lexicon.offices.adjectives:
        end += 1 + len(word)
    return plain(word) in lexicon.offices.words


def _word_before_of(text: str, at: int, of: str, lexicon: Lexicon) -> tuple[str, int]:
    """The word before `of` or `of the`, the last word of which begins `at` a place, and where it ends; else empty."""
    if of in lexicon.grammar.articles:
        of = word_before(text, at)
        at -= 1 + len(of)
    return (word_before(text, at), at - 1) if of in lexicon.grammar.of else ("", at)


def _can_begin_a_name(word: str, context: Context, *, joined: bool, of_person: bool) -> bool:
    """Whether a capitalised word before a name, or before `of` (`joined`), is none of those that stand there otherwise."""
    lexicon, key = context.lexicon, plain(word)
    offices = lexicon.offices.words if of_person or joined else lexicon.offices.alone  # `State of Pennsylvania`
    return not (
        key in lexicon.calendar.times
        or key in lexicon.grammar.function_words
        or not offices.isdisjoint((key, key.removesuffix("s"), key.rpartition("-")[2]))
        or (joined and (word.isupper() or key in context.words))
        or (len(key) == 1 and not of_person)
        or (word.endswith(".") and len(key) > 1)
        or is_possessive(key, lexicon)
    )


def _begins_it_even_there(word: str, context: Context, *, joined: bool, of_person: bool) -> bool:
    """Whether a word begins a name even where a sentence begins, whose capital says little.

    Before a person's name (`Hunter Biden`) it does, unless the same article also writes it in lower case; before other
    names only if it is one that names of places begin with.
    """
    lexicon, key = context.lexicon, plain(word)
    if joined or not of_person:
        return not joined and (key in lexicon.places.qualifiers or key in given_names(lexicon))
    return key not in context.words and not key.endswith(tuple(lexicon.grammar.adverb_endings))


RULES_IN_HEADINGS: Mapping[Rule, Reason] = {
    is_code: Reason.CODE,
    is_protected: Reason.NEVER,
    names_a_language: Reason.NEVER,
    is_half_of_a_territory: Reason.PARTIAL,
}
"""In a heading any word may have a capital: what capitals beside a name say is not asked there."""
RULES: Mapping[Rule, Reason] = {
    **RULES_IN_HEADINGS,
    is_office_elsewhere: Reason.PARTIAL,
    goes_on: Reason.PARTIAL,
    is_joined_to_no_name: Reason.PARTIAL,
    is_of_another_generation: Reason.PARTIAL,
    is_another_office: Reason.PARTIAL,
    is_school_elsewhere: Reason.PARTIAL,
    is_distinguished: Reason.PARTIAL,
    is_called_otherwise: Reason.PARTIAL,
    is_half_of_a_name: Reason.PARTIAL,
    begins_earlier: Reason.PARTIAL,
}
