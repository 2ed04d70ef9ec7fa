"""Whether a name stands inside a longer name that has no entry: `China` in `South China Sea` and in `China Daily`.

A longer name shows by its capitals: a capitalised word beside the name that belongs to no other mention, is no office or
title of a person, no day or month, and is not capitalised merely because a sentence begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Container

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
    sheikh shaykh sheriff sir sister spokesman spokesperson spokeswoman st staff state sultan superintendent then
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
    meanwhile might more moreover most much must my near nearby neither never nevertheless next no nonetheless nor not
    now of off often on once one only onto or other otherwise our out outside over own per perhaps rather recently
    regarding responding say says second several shall she should similarly since so some sometimes soon still such
    than that the their them then there thereafter therefore these they third this those though through throughout thus
    till to today together tomorrow tonight too toward towards two three under unless unlike until up upon us usually
    very via was we were what whatever when whenever where whereas wherever whether which while who whom whose why will
    with within without would yesterday yet you your
    """.split()
)

_OFFICES_BEHIND = OFFICES - frozenset("brother father first guard her his late lead sister".split())
"""Offices that may follow a name directly (`U.S. President`): without words that names end in, `America First`."""
CONNECTIVES = frozenset(
    "a after and are as at before but by for from had has in is of on or says the to was were will with".split()
)
"""Words that join names in a line set in title case. Others with a capital belong to a name: `Russia Today`."""

_NEXT = re.compile(r" (?P<word>[^\W\d_][\w.]*)")
QUALIFIERS = frozenset(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern central upper lower inner outer new old great greater little grand saint st
    san santa fort port mount mt lake cape gulf bay point mid middle
    """.split()
)
"""Words that begin names of places even where a sentence begins with them."""

_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w'’-]*\.?)(?P<join> | (?:of|de|del|di|du|des) (?:the )?)\Z")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;…\n][\"'”’)\]]*|[\"“„«‘(\[—–])\s*\Z")
_REACH = 60


def extends_right(text: str, end: int, taken: Container[int]) -> bool:
    """Whether a capitalised word behind `end` continues the name. `taken`: where other mentions begin."""
    match = _NEXT.match(text, end, end + _REACH)
    if match is None or not _capitalised(match["word"]) or match.start("word") in taken:
        return False
    word = match["word"].lower().rstrip(".")
    return word not in _OFFICES_BEHIND and word not in DAYS and word not in CONNECTIVES


def extends_left(text: str, start: int, taken: Container[int], known_lower: frozenset[str], *, of_person: bool) -> bool:
    """Whether a capitalised word before `start` begins the name. `taken`: where other mentions end.

    At a sentence's start a capital says little. There a word counts before a person's name (`Hunter Biden`) unless it
    is in `known_lower`, the words that the same article also writes in lower case; before other names only if it is
    one that names of places begin with.
    """
    match = _BEFORE.search(text[max(0, start - _REACH) : start])
    if match is None or not _capitalised(match["word"]):
        return False
    offset = max(0, start - _REACH)
    if offset + match.end("word") in taken:
        return False
    word = match["word"].lower().rstrip(".")
    if word in OFFICES or word in DAYS or word in FUNCTION_WORDS:
        return False
    if _POSSESSIVE.search(word) or (match["word"].endswith(".") and len(word) > 1):
        return False
    begins = offset + match.start("word")
    if not _SENTENCE_START.search(text[max(0, begins - 5) : begins]):
        return True
    return match["join"] == " " and (word not in known_lower if of_person else word in QUALIFIERS)


def _capitalised(word: str) -> bool:
    return word[:1].isupper() or word[:1].istitle()
