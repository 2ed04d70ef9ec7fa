"""What a name is the name of, as far as its words and the words around it tell.

States and territories are known by name: by the names of the Unicode CLDR (by way of Babel), with usual other names. Bodies,
treaties and instruments tell by their nouns. A person tells by an office, a verb, a given name, or the surname alone further
down. Whatever tells nothing has no kind and is not suggested.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from backgrounder.glossary.kinds import INSTRUMENT, ORGANIZATION, PERSON, STATE, TREATY, KindSpec
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.personal_names import given_names, is_roman, suffixes
from backgrounder.language.phrases import one_of
from backgrounder.language.territories import UNIONS, state_of, states, territories

_LONGEST_WORD = 24
"""Characters on either side of a name that are looked at for a word."""


@dataclass(slots=True)
class Evidence:
    """What the places where a name stands say of it, counted. `inside`: of sentences, which it does not open."""

    count: int = 0
    inside: int = 0
    offices: int = 0
    verbs: int = 0
    as_place: int = 0
    before_noun: int = 0
    behind_the: int = 0
    alone: int = 0
    articles: set[int] = field(default_factory=set)

    def observe(
        self, text: str, start: int, end: int, *, opens: bool, office: bool, lexicon: Lexicon = ENGLISH
    ) -> None:
        """Takes in one occurrence."""
        signs = _signs(lexicon)
        self.count += 1
        if not opens:
            self.inside += 1
            office = self._observe_before(text, start, signs) or office
        behind = text[end : end + 2]
        if behind[:1] == ",":
            self.verbs += signs.verb.match(text, end) is not None
            office = office or signs.apposition.match(text, end) is not None
        elif behind[:1] == " " and behind[1:].islower():
            if signs.verb.match(text, end):
                self.verbs += 1
            else:
                # By a word that is probably no verb: `Russian troops`, but not `Lavrov arrived`.
                word = "".join(takewhile(str.islower, text[end + 1 : end + _LONGEST_WORD]))
                is_noun = word not in signs.no_nouns and not word.endswith(signs.past_endings)
                self.before_noun += len(word) > 2 and is_noun
        self.offices += office

    def _observe_before(self, text: str, start: int, signs: _Signs) -> bool:
        """Takes in what stands before one inside a sentence; whether it is an office."""
        if text[start - 1 : start] != " ":
            return False
        first = max(0, start - _LONGEST_WORD)
        word = text[text.rfind(" ", first, start - 1) + 1 : start - 1]
        if word in signs.articles:
            self.behind_the += 1
        if word in signs.offices:
            return True
        if word in signs.last_before_places:
            # Perhaps as the name of a place does: behind `in`, or `the mayor of the`.
            words = [one.lstrip("([\"'“‘«„—–").rpartition("-")[2] for one in text[first : start - 1].split(" ")]
            if words[-1] in signs.articles:
                words.pop()
            self.as_place += any(" ".join(words[-number:]) in signs.before_places for number in (1, 2))
        return False


class _Signs:
    """What is looked for around a name: offices, phrases before places; verbs, appositions (`, the Saudi crown prince`), nouns."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, articles = lexicon.evidence, lexicon.grammar.articles
        adverb, verb, who, age = map(one_of, (words.adverbs, words.verbs, words.relatives, words.ages))
        callings = f"{one_of(lexicon.offices.words | words.professions)}{one_of(lexicon.nouns.plural_endings)}?"
        self.articles = articles | {word.capitalize() for word in articles}
        self.offices = lexicon.offices.words - words.no_offices
        self.before_places = words.before_places
        self.last_before_places = articles | {phrase.rpartition(" ")[2] for phrase in words.before_places}
        self.verb = re.compile(rf",? (?:{adverb} )*+{verb}\b|, {who}\b|, (?:{age} )?\d{{2}},")
        self.apposition = re.compile(rf", {one_of(words.determiners)} (?:[\w’'-]+ ){{0,4}}{callings}\b")
        self.no_nouns = lexicon.grammar.function_words | words.past_verbs
        self.past_endings = tuple(words.past_endings)


_signs = cache(_Signs)


def is_surname(evidence: Evidence) -> bool:
    """Whether a word that stands alone can be a surname: it is no place, and no adjective."""
    return evidence.as_place * 10 <= evidence.count + 5 and evidence.before_noun * 5 <= evidence.count * 3


def kind_of(
    name: str, evidence: Evidence, lower: frozenset[str], adjectives: Container[str], lexicon: Lexicon = ENGLISH
) -> KindSpec | None:
    """The kind of what has a name; None if nothing tells.

    `lower`: words that the articles write in lower case. `adjectives`: words with a capital that stand before nouns, and
    places: no given names.
    """
    words = [word.lower().rstrip(".") for word in name.split()]
    if state_of(name, lexicon):
        return STATE
    has_of = not lexicon.nouns.of.isdisjoint(words)
    if 2 <= len(words) <= 4 and not has_of and _is_named_person(words, evidence, lexicon):
        return PERSON
    by_noun = ORGANIZATION if name in map(territories(lexicon).get, UNIONS) else _by_noun(words, lexicon, lower)
    no_name = not lexicon.nouns.unsuggested.isdisjoint({words[0], *_singular(words[-1], lexicon)})
    if by_noun is not None or no_name or (has_of and not _by_noun(words, lexicon)):
        return by_noun
    if len(words) == 1:
        return _of_one_word(name, evidence, lower, lexicon)
    if evidence.as_place * 3 > evidence.count or evidence.behind_the * 2 > evidence.count:
        return None
    written = name.split()
    not_given = words[0] in lexicon.places.qualifiers or written[0] in adjectives or written[0] in states(lexicon)
    letters = any(_is_acronym(word) and len(word) > 2 and not is_roman(word) for word in written) or (
        words[-1] in suffixes(lexicon) and len(words) < 3
    )
    return PERSON if not (not_given or letters) and _is_person(words, evidence, lower, lexicon) else None


def _is_named_person(words: list[str], evidence: Evidence, lexicon: Lexicon) -> bool:
    """Whether what stands around a name says more than its words do: `Senator Frank Church`, `President Park Geun-hye`."""
    given, nouns = words[0] in given_names(lexicon), lexicon.nouns.things
    is_called = evidence.offices > 0 and (given or (words[-1] not in nouns and words[0] in nouns))
    return is_called or (given and evidence.verbs > 0 and evidence.behind_the == 0)


def _by_noun(words: list[str], lexicon: Lexicon, lower: frozenset[str] = frozenset()) -> KindSpec | None:
    """By the noun that a name ends with, or has before `of`."""
    nouns = lexicon.nouns
    heads = [words[number - 1] for number, word in enumerate(words) if word in lexicon.capitals.belonging and number]
    if len(words) < 2:
        return ORGANIZATION if words[0] in nouns.bodies_alone else None
    numbers = words[-1][0].isdigit() and words[-2] in nouns.instruments
    for head in (*heads, words[-2] if numbers else words[-1]):
        if head in nouns.unless and not nouns.unless[head].isdisjoint(words):
            continue
        if head in nouns.realms and not {*words} - {head} <= lower:
            return STATE
        if head in nouns.treaties:
            return TREATY
        if head in nouns.instruments:
            return INSTRUMENT
        building = head in nouns.only_before_of and words[-1] == head and " ".join(words) not in nouns.exceptions
        if head in nouns.bodies and not building:
            return ORGANIZATION
    return None


def _singular(word: str, lexicon: Lexicon) -> set[str]:
    """A word, and its singular if it is a plural."""
    return {word, *map(word.removesuffix, lexicon.nouns.plural_endings)}


def _of_one_word(name: str, evidence: Evidence, lower: frozenset[str], lexicon: Lexicon) -> KindSpec | None:
    letters = name.replace(".", "")
    if _is_acronym(name) and letters.lower() not in lexicon.evidence.no_names and len(letters) > 2:
        named = evidence.behind_the * 2 >= evidence.count and evidence.inside > 1
        enough = len(evidence.articles) > 1 or evidence.verbs > 0 or named
        return ORGANIZATION if enough and evidence.before_noun * 2 <= evidence.count else None
    often_in_office = evidence.offices > 1 and evidence.offices * 3 >= evidence.count
    is_person = name.lower() not in lower and often_in_office and evidence.as_place * 4 < evidence.count
    return PERSON if is_person else None


def _is_acronym(word: str) -> bool:
    """Whether a word is two to seven capitals, with full stops between them or without."""
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 7 and letters.isascii() and letters.isalpha() and letters.isupper()


def _is_person(words: list[str], evidence: Evidence, lower: frozenset[str], lexicon: Lexicon) -> bool:
    given = words[0] in given_names(lexicon)
    common = _singular(words[-1], lexicon) & lower
    if not 2 <= len(words) <= 5 or (common and not (evidence.offices and words[0] not in lower)):
        return False
    strong = (evidence.offices > 0) + given + (evidence.alone > 1)
    signs = 2 * strong + (evidence.alone > 0) + (evidence.verbs > 0)
    return signs >= 2 - (words[0] not in lower and evidence.verbs > 1)
