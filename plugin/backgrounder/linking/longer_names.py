"""Whether a name stands inside a longer name that has no entry: `China` in `South China Sea` and in `China Daily`.

A longer name shows by its capitals: a capitalised word beside the name that belongs to no other mention, is no office or
title of a person, no day or month, and is not capitalised merely because a sentence begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Container

from backgrounder.glossary.kinds import PERSON, TREATY, KindSpec
from backgrounder.glossary.read import ROMAN, SUFFIXES
from backgrounder.linking.persons import GIVEN_NAMES

OFFICES = frozenset(
    """
    acting adm admiral adviser advisor affairs agent ambassador archbishop assistant associate attorney baron baroness
    bishop brigadier brother cabinet capt captain cardinal ceo chair chairman chairperson chairwoman chancellor chief
    col colonel commander commissioner comrade congressman congresswoman consul correspondent councillor count countess
    cpl crown dame dean defence defense delegate deputy director doctor dr duchess duke emir emperor empress envoy
    executive exec father finance first foreign former fr gen general gov governor grand guard head her his hon
    honorable honourable imam inspector interior judge junior justice king lady lance late lead leader lieutenant lord
    lt madam madame maj major majesty marshal master mayor member minister miss mister mme monsieur mr mrs ms mullah
    national officer permanent pope premier pres president press prime prince princess principal private prof professor
    queen rabbi rear rector rep representative rev reverend saint secretary security sen senator senior sergeant sgt
    sheikh shaykh sheriff sir sister speaker spokesman spokesperson spokeswoman st staff state sultan superintendent then
    treasurer tsar under undersecretary vice
    """.split()
)
"""Words of offices and forms of address. They stand before a name without making it longer."""
DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december spring summer autumn winter christmas easter
    """.split()
)
FUNCTION_WORDS = frozenset(
    """
    a about above across after again against all almost along already also although always am amid among an and another
    any are around as asked at away back be because been before behind being below beneath besides between beyond both
    but by can concerning consequently could despite did do does down during each earlier either else even eventually
    ever every except few finally following for from further furthermore given had has have having he hence her here his
    how however i if in indeed inside instead into is it its just last lastly later like likewise many may maybe
    meanwhile might more most moreover most much must my near nearby neither never nevertheless next no nonetheless nor not
    now of off often on once one only onto or other otherwise our out outside over own per perhaps rather recently
    regarding responding say says second several shall she should similarly since so some sometimes soon still such
    than that the their them then there thereafter therefore these they third this those though through throughout thus
    till to today together tomorrow tonight too toward towards two three under unless unlike until up upon us usually
    very via was we were what whatever when whenever where whereas wherever whether which while who whom whose why will
    with within without would yesterday yet you your
    """.split()
)

_ADJECTIVES = frozenset(
    """
    affairs cabinet crown defence defense executive finance first foreign former general grand guard head interior junior
    late lead national permanent press principal private security senior staff state vice
    """.split()
)
"""Those of the offices that need an office behind them: `National Security Adviser`, but `African National Congress`."""
_OFFICES_ALONE = OFFICES - _ADJECTIVES
_OFFICES_BEHIND = OFFICES - frozenset("brother father her his sister".split())
"""Offices that may follow a name directly: `U.S. President`."""
CONNECTIVES = frozenset(
    "a after and are as at before but by for from had has in is of on or says the to was were will with".split()
)
"""Words that join names in a line set in title case. Others with a capital belong to a name: `Russia Today`."""

_NEXT = re.compile(r" (?P<word>[^\W\d_][\w.]*)")
QUALIFIERS = frozenset(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern central upper lower inner outer new old great greater little grand saint st
    san santa fort port mount mt lake cape gulf bay point mid middle equatorial latin
    """.split()
)
"""Words that begin names of places even where a sentence begins with them."""

_AMPERSAND = re.compile(r" & [A-Z]")
_DETERMINERS = frozenset("a an any every her his its my no our some that the their this your".split())
_HYPHENS = "-\u2010\u2011"
_JOINED = re.compile(r"[-\u2010-\u2013][A-Z][\w’']*")
_HYPHENED = re.compile(rf"[A-Z][\w'’]*[{_HYPHENS}]\Z")
_TWIN = re.compile(r"(?P<name>[^\W\d_]+) & \Z")
_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w'’-]*\.?)(?P<join> | (?:of|de|del|di|du|des) (?:the )?)\Z")
_CREEDS = frozenset("christian democratic liberal national people's progressive radical social socialist".split())
"""Words before a name of several words that tell a party or a republic from another: `Social Democratic Party`."""
_DISTINCTIONS = QUALIFIERS | _CREEDS
_DEPUTIES = frozenset("assistant associate deputy under vice".split())
_SCHOOL = re.compile(r"\b(?:University of [A-Z]\w+(?: [A-Z]\w+)?|State University)\Z")
_AT_PLACE = re.compile(r" at (?P<place>[A-Z]\w*)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ -]\Z")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:…\n][\"'”’)\]]*|[\"“„«‘(\[—–])\s*\Z")
_REACH = 60
_LONGEST_LETTERS = 4
_MOST_JOINED = 5
"""Names that hyphens join to one; of a longer row each would look to its end."""
_TREATIES = frozenset("accord accords agreement convention pact protocol treaty".split())


def extends_right(
    text: str, end: int, taken: Container[int], kinds: Container[KindSpec], *, several: bool = False
) -> bool:
    """Whether a capitalised word behind `end` continues the name. `taken`: where other mentions begin.

    Letters behind a person's name (`FRS`) and the word `Treaty` behind a treaty's belong to it; so does a number, if the
    name has several words (`several`): `Louis` in `Louis XVI` is another one.
    """
    for _ in range(_MOST_JOINED):
        joined = _JOINED.match(text, end, end + _REACH)
        if joined is None:
            break
        # `Mexican-American War`, `Taipei-Moscow Commission`: the second name makes the first one longer, too. A person's
        # name with a hyphen and a name that is nobody's is a double one (`Carter-Jones`); places are so joined all the time.
        double = PERSON in kinds and text[joined.start()] in _HYPHENS and joined.start() + 1 not in taken
        if double:
            return True
        end, several = joined.end(), False
    match = _NEXT.match(text, end, end + _REACH)
    if match is None or not _capitalised(match["word"]) or match.start("word") in taken:
        return _AMPERSAND.match(text, end) is not None
    word = match["word"].lower().rstrip(".")
    if PERSON in kinds and (ROMAN.fullmatch(match["word"].rstrip(".")) or word in SUFFIXES):
        return not several
    letters = match["word"].isupper() and len(word) <= _LONGEST_LETTERS
    if (PERSON in kinds and letters) or (TREATY in kinds and word in _TREATIES):
        return False
    if word in _OFFICES_BEHIND:
        return word in _ADJECTIVES and not _leads_to_office(text, match.end())
    return word not in DAYS and word not in CONNECTIVES


def _leads_to_office(text: str, end: int) -> bool:
    """Whether adjectives of offices are followed by an office: `Press Secretary`, `Deputy Foreign Minister`."""
    while (match := _NEXT.match(text, end, end + _REACH)) and (
        word := match["word"].lower().rstrip(".")
    ) in _ADJECTIVES:
        end = match.end()
    return match is not None and word in OFFICES


def extends_left(text: str, start: int, taken: Container[int], words: Container[str], *, of_person: bool) -> bool:
    """Whether a capitalised word before `start` begins the name. `taken`: where other mentions end.

    A word before `of` counts only if the article never writes it in lower case: `Bank of China`, `Residents of China`.
    At a sentence's start a capital says little. There a word counts before a person's name (`Hunter Biden`) unless the
    same article also writes it in lower case (`words`); before other names only if it is one that names of places begin
    with.
    """
    offset = max(0, start - _REACH)
    match = _BEFORE.search(text[offset:start])
    if match is None or not _capitalised(match["word"]) or offset + match.end("word") in taken:
        return False
    word = match["word"].lower().rstrip(".")
    joined = match["join"] != " "
    offices = OFFICES if of_person or joined else _OFFICES_ALONE  # `State of Pennsylvania`
    if (
        word in DAYS
        or word in FUNCTION_WORDS
        or not offices.isdisjoint((word, word.removesuffix("s"), word.rpartition("-")[2]))
        or (joined and match["word"].isupper())
        or (len(word) == 1 and not of_person)
        or (match["word"].endswith(".") and len(word) > 1)
        or _POSSESSIVE.search(word)
        or (joined and word in words)
    ):
        return False
    if not begins_sentence(text, offset + match.start("word")):
        return True
    if joined or not of_person:
        return not joined and (word in QUALIFIERS or word in GIVEN_NAMES)
    return word not in words and not word.endswith("ly")


def named_apart(text: str, start: int, end: int) -> bool:
    """Whether the words around a given name that stands alone show that it is no name, or another bearer's.

    Any capitalised word before it does, an office too (`Pope John`, `Saint Peter`), and so does an article (`the Bill`).
    """
    if re.match(r" the [A-Z]", text[end : end + 6]):
        return True
    match = re.search(r"([^\W\d_][\w'’.-]*)[ -]\Z", text[max(0, start - _REACH) : start])
    if match is None:
        return False
    word = match[1].lower().rstrip(".")
    if word in _DETERMINERS:
        return True
    return match[1][0].isupper() and word not in FUNCTION_WORDS and word not in DAYS


def hyphened(text: str, start: int) -> bool:
    """Whether a name is the second half of another: `Carter` in `Bonham-Carter`, `Johnson` in `Johnson & Johnson`."""
    before = text[max(0, start - _REACH) : start]
    twin = _TWIN.search(before)
    return _HYPHENED.search(before) is not None or (twin is not None and text.startswith(twin["name"], start))


def qualified(text: str, start: int) -> bool:
    """Whether a word stands before a name of several words that makes it another one: `West African Union`."""
    match = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    return match is not None and match[1][0].isupper() and match[1].lower() in _DISTINCTIONS


def another_office(text: str, start: int, end: int) -> bool:
    """Whether an office is another one than its name says: the `President` of `Vice President`, the `Tsar` of `Tsar Peter`.

    The latter is a form of address, a part of its bearer's name.
    """
    words = text[start:end].split(None, 1)
    if words[0].lower() not in _OFFICES_ALONE:
        return False
    if len(words) == 1:
        behind = _NEXT.match(text, end, end + _REACH)
        return behind is not None and _capitalised(behind["word"])
    before = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    return before is not None and before[1].lower() in _DEPUTIES


def another_school(text: str, start: int, end: int) -> bool:
    """Whether a university is told from its namesakes by a place behind it: `University of California at Berkeley`."""
    behind = _AT_PLACE.match(text, end)
    return behind is not None and behind["place"].lower() not in DAYS and _SCHOOL.search(text[start:end]) is not None


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return False  # As nearly always.
    return _SENTENCE_START.search(text[max(0, start - 5) : start]) is not None


def _capitalised(word: str) -> bool:
    return word[:1].isupper() or word[:1].istitle()
