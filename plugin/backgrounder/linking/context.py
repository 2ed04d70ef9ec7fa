"""What the words around a name say about its sense: a place or its government, a people or its language."""

from __future__ import annotations

import re

_REACH = 48
_PLACE_BEFORE = re.compile(
    r"""(?:
    \b(?:in|at|near|outside|inside|around|throughout|across|via)
    | \b(?:city|town|mayor|streets?|outskirts|suburbs?|port|bishop|archbishop|university|siege|battle|fall|people|map)\ of
    | \b(?:leav\w+|left|visit(?:ed|s|ing)?|reach(?:ed|es|ing)?|enter(?:ed|s|ing)?|born|central|downtown|suburban)
    | \b(?:mov\w+|travel\w*|went|go(?:es|ing)?|gone|came|com(?:e|es|ing)|return\w*|trip|visits?|fl(?:y|ew|ies|ying)|journey\w*
        |sent|sen(?:d|ds|ding)|road|way|arriv\w+|settl\w+|flights?|trains?|sail\w*|fled|march\w*|walk\w*|drove|driv\w+|back|relocat\w+|emigrat\w+)
      \ (?:back\ )?(?:to|for|from|in|into)
    | \b(?:cities|towns|capitals|cent(?:er|re)s|places)\ (?:such\ as|like)
    | \b(?:from|between)\ [A-Z][\w.’'-]+(?:\ [A-Z][\w.’'-]+)?\ (?:to|and)
    | \bfrom\ both\ [A-Z][\w.’'-]+\ and\ [A-Z][\w.’'-]+\ to
    )\ (?:the\ |nearby\ |central\ |downtown\ |ancient\ |old\ )?\Z""",
    re.VERBOSE,
)
_TAKEN_BEFORE = re.compile(r"\b(?:(?:captur|besieg|conquer|bombard|evacuat|storm)\w+|march(?:ed|ing)? on) \Z")
"""What armies do to a city; a possessive behind it says that more was captured than the city: its attention."""
_PLACE_BEHIND = re.compile(
    r"[- ](?:based|born|area|trained)\b|,? \d{1,2} [A-Z]|(?: \w+)? (?:Airport|Olympics|neighbou?rhood|suburb)\b"
)
_LANGUAGE_BEFORE = re.compile(
    r"""(?:\b(?:in|into|from|speak(?:s|ing|ers?\ of)?|spoke|spoken|fluent|learn(?:ed|t|s|ing)?|taught|teach(?:es|ing)?|stud(?:y|ied|ies|ying)
    |read|write|wrote|written|know(?:s|n|ing)?|knew|translat\w+|ancient|old|classical|modern|medieval|biblical|some|little)
    (?:\ (?:himself|herself|ancient|classical|modern|old|both|some|little|fluent))*\ (?:[A-Z]\w+(?:,|\ and|\ or|,\ and)\ ){0,4})\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_LANGUAGE_BEHIND = re.compile(
    r"(?::|\)| language| translat| pronunciation| script| alphabet| grammar| word| words| spelling| dialect| fluently| version)\b|:"
)
_NOUN_BEHIND = re.compile(
    r" (?!(?:and|or|as|at|but|by|for|from|in|into|on|that|to|was|were|with|when|which|while)\b)[a-z]{3,}"
)


def means_place(text: str, start: int, end: int) -> bool:
    """Whether a name that may stand for a government here stands for the place itself."""
    before = text[max(0, start - _REACH) : start]
    taken = _TAKEN_BEFORE.search(before) and not text.startswith(("'", "’"), end)
    return bool(taken or _PLACE_BEFORE.search(before) or _PLACE_BEHIND.match(text, end, end + _REACH))


def means_language(text: str, start: int, end: int) -> bool:
    """Whether a demonym names a language here: `spoke Russian`, `Greek: …`, not `in Russian waters`."""
    if _LANGUAGE_BEHIND.match(text, end, end + _REACH):
        return True
    if text[end : end + 1] == "-":
        return False
    if _NOUN_BEHIND.match(text, end, end + _REACH):
        return False
    return bool(_LANGUAGE_BEFORE.search(text[max(0, start - _REACH) : start]))
