"""What a name is the name of, as far as its words and the words around it tell.

States are those of the Unicode CLDR (by way of Babel), with usual other names. Bodies, treaties and instruments tell by
their nouns. A person tells by an office, a verb, a given name, or the surname alone further down. Whatever tells
nothing has no kind and is not suggested.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import Locale

from backgrounder.glossary.kinds import INSTRUMENT, ORGANIZATION, PERSON, STATE, TREATY, KindSpec
from backgrounder.language.lexicon import ENGLISH
from backgrounder.language.personal_names import given_names, is_roman, suffixes

BODIES = frozenset(
    """
    academy administration agency airlines airways alliance army assembly association authority bank board brigade bureau
    cabinet center centre chamber church club coalition college commission committee commonwealth company confederation
    congress consortium corporation corps council court department directorate duma enterprise exchange federation force
    forces foundation front fund group guard guards house institute institution laboratory league legion library
    legislature ministry mission museum navy network observatory office orchestra order organisation organization
    parliament party patrol police politburo press regiment school secretariat senate service services society soviet
    squad syndicate times trust tribunal union universities university workshop
    """.split()
)
"""Nouns of bodies."""
TREATIES = frozenset(
    "accord accords agreement armistice concordat convention conventions covenant pact protocol treaty treaties".split()
)
INSTRUMENTS = frozenset(
    "act amendment articles bill charter code communiqué communique constitution declaration decree doctrine edict law manifesto "
    "memorandum ordinance proclamation resolution statute".split()
)
REALMS = frozenset(
    "caliphate confederacy duchy emirate empire khanate kingdom monarchy realm republic sultanate states".split()
)
JOINS = BODIES | TREATIES | INSTRUMENTS | REALMS
"""Nouns that go on with `of` or `for`."""
_PLACES = frozenset(
    """
    airport arena avenue basin bay beach bend border boulevard bridge building canal canyon cape castle cathedral cemetery
    city coast coasts corridor county creek delta desert district estate falls farm field forest fort garden gardens glacier
    gulf hall harbor harbour headquarters heights highway hill hills hotel island islands isle isles junction lake lakes land
    lane manor market mosque mount mountain mountains municipality ocean palace park parish peninsula pier plain plains
    plateau plaza pole port prefecture province provinces range region reservoir ridge river road rock route sea shore
    springs square stadium station steppe strait straits street studio studios summit swamp temple terminal territories
    territory theater theatre tower town township tunnel valley village wall ward waterfall woods world zone
    """.split()
)
_OTHERS = frozenset(
    """
    affair age album award awards battle bible book campaign century championship championships christmas civilization
    classic conference conflict crisis culture cup day days decade disaster disease dynasty earthquake effect election
    elections empire's enlightenment era events exhibition expedition fair famine festival film game games genocide
    gospel hurricane incident index initiative language languages laws level list magazine massacre medal month movement
    museum's night olympics operation papers period plan plot prize program programme project rebellion reformation
    renaissance report review revolt revolution riot riots scandal season series siege strategy style summer system
    theory tour tournament trial uprising war warfare wars week winter year years
    """.split()
)
_MEETINGS = frozenset("annapolis annual constitutional democratic national party philadelphia republican".split())
_NO_ACRONYMS = frozenset(
    """
    ac ad aids am amd api bc bce bmw ce cd cds covid ceo cfo cgi coo cpu diy dj dna dvd eds faq fm fyi gdp gis gmt gnp gpa gps hdi hiv
    html hq http id ii iii iq isbn it iv ix jr lgbt lgbtq mc md mp mps mph ms np ok os pc pdf phd pm pr ppp ps rna rv sat sms sos sr suv tv
    ufo uhf url usb usd utc vhf vi vii viii vip vol vs vcr wifi www xi xii xiv xv xvi ww wwi wwii
    """.split()
)
_OFFICES_BEFORE = ENGLISH.offices.words - frozenset(
    "affairs first foreign her his late national state then under".split()
)
_VERB_BEHIND = re.compile(
    r",? (?:(?:then|also|later|once|first|has|had|who|reportedly) )*(?:said|says|told|tells|added|asked|wrote|writes|argued|argues|explained|insisted|replied|recalled"
    r"|believed|tweeted|testified|married|died|resigned|born|graduated|stated|noted|claimed|announced)\b|, who\b|, (?:aged? )?\d{2},"
)
_APPOSITION = re.compile(
    rf", (?:the|a|an|his|her|its|their) (?:[\w’'-]+ ){{0,4}}(?:{'|'.join(sorted(ENGLISH.offices.words))}|analyst|author|coach|economist|historian|journalist"
    r"|lawyer|midfielder|physicist|player|professor|researcher|scholar|scientist|striker|writer)s?\b"
)
"""What a person is said to be behind the name: `, the Saudi crown prince`."""
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|throughout|across|into|toward|towards|through|between|via"
    r"|(?:north|south|east|west|city|town|village|province|district|mayor) of|(?:moved|went|travell?ed|returned) to)(?: the)? \Z"
)
_BEFORE_PLACES = frozenset(
    "in at near outside inside around throughout across into toward towards through between via of to the".split()
)
"""The words that `_PLACE_BEFORE` ends with."""
_LONGEST_WORD = 24
"""Characters before a name that are looked at."""
_NOUN_BEHIND = re.compile(r" (?P<word>[a-z]{3,})")
_VERBS = frozenset(
    "became began broke brought built came chose drew fell felt fought found gave got held kept knew led left lost made met paid put"
    " ran said sat saw says sent set spoke stood told took went won wrote".split()
)
_NO_NOUNS = ENGLISH.grammar.function_words | _VERBS
_CAPITALS = re.compile(r"(?:[A-Z]\.?){2,7}")

_OTHER_NAMES = """
United States: United States of America, U.S., US, USA, U.S.A., America
United Kingdom: UK, U.K., Britain, Great Britain
United Arab Emirates: UAE, U.A.E., Emirates
China: People's Republic of China, PRC, P.R.C., PR China
Taiwan: Republic of China
Russia: Russian Federation
North Korea: DPRK, Democratic People's Republic of Korea
South Korea: Republic of Korea
Hong Kong SAR China: Hong Kong
Macao SAR China: Macau, Macao
Myanmar (Burma): Myanmar, Burma
Congo - Kinshasa: Democratic Republic of the Congo, Democratic Republic of Congo, DR Congo, DRC, Zaire
Congo - Brazzaville: Republic of the Congo, Congo-Brazzaville
Côte d'Ivoire: Ivory Coast
Türkiye: Turkey
Czechia: Czech Republic
Bosnia & Herzegovina: Bosnia and Herzegovina, Bosnia
Palestinian Territories: Palestine
Vatican City: Holy See
Eswatini: Swaziland
Cape Verde: Cabo Verde
Timor-Leste: East Timor
North Macedonia: Macedonia
Trinidad & Tobago: Trinidad and Tobago
Antigua & Barbuda: Antigua and Barbuda
São Tomé & Príncipe: São Tomé and Príncipe
Iran: Islamic Republic of Iran, Persia
Soviet Union: USSR, U.S.S.R., Union of Soviet Socialist Republics
Yugoslavia: Socialist Federal Republic of Yugoslavia
Czechoslovakia:
East Germany: German Democratic Republic, GDR
West Germany: Federal Republic of Germany
Prussia:
South Vietnam:
North Vietnam:
"""
_LONG_STATE = re.compile(
    r"(?:(?:Democratic|People's|Islamic|Federal|Federative|Socialist|United) )*"
    r"(?:Republic|Kingdom|State|Commonwealth|Principality|Grand Duchy|Federation|Sultanate) of (?:the )?(?P<state>.+)"
)
_BODIES_AMONG_TERRITORIES = {"EU": "European Union", "UN": "United Nations"}
_NO_TERRITORIES = frozenset("EU UN EZ QO XA XB ZZ AQ GE JE".split())
"""Codes of what is no territory, or has a name that is more often another's."""


@cache
def states() -> Mapping[str, str]:
    """The names of states and territories, each with the one that they are known by."""
    names: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_TERRITORIES:
            names[name.replace("’", "'")] = name.replace("’", "'")
    for line in _OTHER_NAMES.strip().split("\n"):
        known, _, others = line.partition(":")
        listed = [other.strip() for other in others.split(",") if other.strip()]
        official = "SAR" in known or not known.replace(" ", "").isalpha()
        shown = listed[0] if listed and official else known
        names |= dict.fromkeys([known, *listed], shown)
    return names


def state_of(name: str) -> str | None:
    """The state that a name is one of, in its usual form: `Republic of Albania` is Albania."""
    found = states().get(name)
    long = _LONG_STATE.fullmatch(name) if found is None else None
    return states().get(long["state"]) if long else found


@dataclass(slots=True)
class Evidence:
    """What the places where a name stands say of it, counted."""

    inside: int = 0
    opening: int = 0
    offices: int = 0
    verbs: int = 0
    as_place: int = 0
    before_noun: int = 0
    behind_the: int = 0
    alone: int = 0
    articles: set[int] = field(default_factory=set)

    @property
    def count(self) -> int:
        """All occurrences."""
        return self.inside + self.opening


def observe(evidence: Evidence, text: str, start: int, end: int, *, opens: bool, office: bool) -> None:
    """Takes in one occurrence."""
    if opens:
        evidence.opening += 1
    else:
        evidence.inside += 1
        office = _observe_before(evidence, text, start) or office
    behind = text[end : end + 2]
    if behind[:1] == ",":
        evidence.verbs += _VERB_BEHIND.match(text, end) is not None
        office = office or _APPOSITION.match(text, end) is not None
    elif behind[:1] == " " and behind[1:].islower():
        if _VERB_BEHIND.match(text, end):
            evidence.verbs += 1
        else:
            evidence.before_noun += _stands_before_noun(text, end)
    evidence.offices += office


def _observe_before(evidence: Evidence, text: str, start: int) -> bool:
    """Takes in what stands before one inside a sentence; whether it is an office."""
    if text[start - 1 : start] != " ":
        return False
    word = text[text.rfind(" ", max(0, start - _LONGEST_WORD), start - 1) + 1 : start - 1]
    if word in ("the", "The"):
        evidence.behind_the += 1
    if word in _OFFICES_BEFORE:
        return True
    if word in _BEFORE_PLACES and _PLACE_BEFORE.search(text, max(0, start - _LONGEST_WORD), start):
        evidence.as_place += 1
    return False


def _stands_before_noun(text: str, end: int) -> bool:
    """Whether a name is followed by a word that is probably no verb: `Russian troops`, but not `Lavrov arrived`."""
    match = _NOUN_BEHIND.match(text, end)
    return match is not None and match["word"] not in _NO_NOUNS and not match["word"].endswith("ed")


def is_surname(evidence: Evidence) -> bool:
    """Whether a word that stands alone can be a surname: it is no place, and no adjective."""
    return evidence.as_place * 10 <= evidence.count + 5 and evidence.before_noun * 5 <= evidence.count * 3


def kind_of(name: str, evidence: Evidence, lower: frozenset[str], adjectives: Container[str]) -> KindSpec | None:
    """The kind of what has a name; None if nothing tells.

    `lower`: words that the articles write in lower case. `adjectives`: words with a capital that stand before nouns, and
    places: no given names.
    """
    words = [word.lower().rstrip(".") for word in name.split()]
    if state_of(name):
        return STATE
    if 2 <= len(words) <= 4 and "of" not in words and _is_named_person(words, evidence):
        return PERSON
    by_noun = ORGANIZATION if name in _BODIES_AMONG_TERRITORIES.values() else _by_noun(words, lower)
    if by_noun is not None or _is_other(words):
        return by_noun
    if len(words) == 1:
        return _of_one_word(name, evidence, lower)
    if evidence.as_place * 3 > evidence.count or evidence.behind_the * 2 > evidence.count:
        return None
    written = name.split()
    not_given = words[0] in ENGLISH.places.qualifiers or written[0] in adjectives or written[0] in states()
    letters = any(_CAPITALS.fullmatch(word) and len(word) > 2 and not is_roman(word) for word in written) or (
        words[-1] in suffixes() and len(words) < 3
    )
    return PERSON if not (not_given or letters) and _is_person(words, evidence, lower) else None


def _is_named_person(words: list[str], evidence: Evidence) -> bool:
    """Whether what stands around a name says more than its words do: `Senator Frank Church`, `President Park Geun-hye`."""
    given = words[0] in given_names()
    nouns = BODIES | TREATIES | INSTRUMENTS | _PLACES | _OTHERS
    return (given and (evidence.offices > 0 or (evidence.verbs > 0 and evidence.behind_the == 0))) or (
        evidence.offices > 0 and words[-1] not in nouns and words[0] in nouns
    )


def _by_noun(words: list[str], lower: frozenset[str] = frozenset()) -> KindSpec | None:
    """By the noun that a name ends with, or has before `of`."""
    heads = [words[number - 1] for number, word in enumerate(words) if word in ("of", "for", "on") and number]
    if len(words) < 2:
        return ORGANIZATION if words[0] in ("congress", "parliament", "senate", "politburo") else None
    numbers = words[-1][0].isdigit() and words[-2] in INSTRUMENTS
    for head in (*heads, words[-2] if numbers else words[-1]):
        if head in REALMS and head != "states" and not {*words} - {head} <= lower:
            return STATE
        if head in TREATIES and not (head == "convention" and _MEETINGS & set(words)):
            return TREATY
        if head in INSTRUMENTS:
            return INSTRUMENT
        if head in BODIES and not (head == "house" and words[-1] == "house" and words != ["white", "house"]):
            return ORGANIZATION
    return None


def _is_other(words: list[str]) -> bool:
    return bool({words[-1], words[-1].removesuffix("s"), words[0]} & (_PLACES | _OTHERS)) or (
        "of" in words and not _by_noun(words)
    )


def _of_one_word(name: str, evidence: Evidence, lower: frozenset[str]) -> KindSpec | None:
    letters = name.replace(".", "")
    if _CAPITALS.fullmatch(name) and letters.lower() not in _NO_ACRONYMS and len(letters) > 2:
        named = evidence.behind_the * 2 >= evidence.count and evidence.inside > 1
        enough = len(evidence.articles) > 1 or evidence.verbs > 0 or named
        return ORGANIZATION if enough and evidence.before_noun * 2 <= evidence.count else None
    if (
        name.lower() not in lower
        and evidence.offices > 1
        and evidence.offices * 3 >= evidence.count
        and evidence.as_place * 4 < evidence.count
    ):
        return PERSON
    return None


def _is_person(words: list[str], evidence: Evidence, lower: frozenset[str]) -> bool:
    given = words[0] in given_names()
    common = {words[-1], words[-1].removesuffix("s")} & lower
    if not 2 <= len(words) <= 5 or (common and not (evidence.offices and words[0] not in lower)):
        return False
    signs = (
        2 * (evidence.offices > 0) + 2 * given + 2 * (evidence.alone > 1) + (evidence.alone > 0) + (evidence.verbs > 0)
    )
    return signs >= 2 - (words[0] not in lower and evidence.verbs > 1)
