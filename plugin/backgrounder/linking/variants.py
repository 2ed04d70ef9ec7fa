"""Other spellings of one name that every reader takes for the same: `St. Petersburg`, `U.S. Army`, `José`/`Jose`.

General knowledge of English print, never of single names. A spelling has the form of the name it belongs to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from backgrounder.text.folding import fold_name

_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){2,}")
_SAINTS = tuple(
    (group, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, group))})(?= [A-Z])"))
    for group in (("Saint", "St.", "St"), ("Mount", "Mt.", "Mt"), ("Fort", "Ft.", "Ft"))
)
_UNIONS = (("United States", "U.S.", "US"), ("United Nations", "U.N.", "UN"), ("United Kingdom", "U.K.", "UK"))
_UMLAUTS = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ø": "oe",
    "å": "aa",
    "ß": "ss",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "Ø": "Oe",
}
_STROKES = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "ß": "ss"}
)
_GENERIC = frozenset(
    """
    basin campaign canal coast crisis desert dynasty empire gulf movement party peninsula revolution river strait straits
    summit treaty valley war
    """.split()
)
"""Nouns at a name's end that one writer capitalises and another does not: `Republican party`, `Amazon Basin`.

Not those that in lower case are things of a kind: a Catholic church, the Chinese government.
"""
_DISAMBIGUATED = re.compile(r"(?P<base>[^()]+) \((?P<kind>[a-z]+)\)")
_SHORTEST_IN_CAPITALS = 5
"""Letters that a single word must have to be found in capitals, too: `EUROPE`, but `US` is no `us`."""


def spellings(name: str) -> list[str]:
    """A name's spellings, folded, its own first; without doubles."""
    found: dict[str, None] = {}
    for spelling in _spellings(name):
        folded = fold_name(spelling)
        if folded:
            found[folded] = None
    for folded in list(found):
        capitals = folded.upper()
        if len(capitals) == len(folded) and (" " in folded or sum(map(str.isalpha, folded)) >= _SHORTEST_IN_CAPITALS):
            found[capitals] = None
    return list(found)


def _spellings(name: str) -> Iterator[str]:
    yield name
    if _ABBREVIATION.fullmatch(name):
        yield name[:-1]
    yield from sorted({*_interchanged(name), *_joined(name)} - {name})
    yield from _without_marks(name)
    if " " in name and name[:1].islower():
        yield name[0].upper() + name[1:]  # `De Gaulle` where a sentence begins
    head, _, last = name.rpartition(" ")
    if head and last.lower() in _GENERIC and last in (last.lower(), last.title()):
        yield f"{head} {last.lower()}"
        yield f"{head} {last.title()}"
    rest = re.sub(r"\A[Tt]he ", "", name)
    if rest != name and (" " in rest or rest.isupper()):
        yield rest
    kind = _DISAMBIGUATED.fullmatch(name)
    if kind:
        yield f"{kind['base']} {kind['kind']}"
        yield f"{kind['base']} {kind['kind'].title()}"


def _interchanged(name: str) -> Iterator[str]:
    """`Saint`, `St.` and `St` before a name; `United States` at the beginning of a longer name; `&` and `and`."""
    for group, pattern in _SAINTS:
        if pattern.search(name):
            yield from (pattern.sub(other, name) for other in group)
    for group in _UNIONS:
        for one in group:
            if name.startswith(f"{one} "):
                yield from (other + name[len(one) :] for other in group)
    yield name.replace(" & ", " and ")
    yield name.replace(" and ", " & ")


def _joined(name: str) -> Iterator[str]:
    """`Co-operation` and `Cooperation`; a dash between words with spaces around it."""
    yield re.sub(r"(?<!\w)([Cc])o-(?=op|or)", r"\1o", name)
    yield re.sub(r"(?<!\w)([Cc])oo(?=p|r)", r"\1o-o", name)
    yield re.sub(r"(?<=\w)[\u2013\u2014](?=\w)", " \u2013 ", name)


def _without_marks(name: str) -> Iterator[str]:
    """Without diacritical marks, in the two ways that are common: `Grün` as `Grun` and as `Gruen`."""
    if not name.isascii():
        yield without_marks(name)
        yield without_marks("".join(_UMLAUTS.get(c, c) for c in unicodedata.normalize("NFC", name)))


def without_marks(text: str) -> str:
    """A text without diacritical marks on Latin letters; other scripts stay as they are."""
    kept: list[str] = []
    on_latin = False
    for character in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(character):
            on_latin = character.isascii()
        elif on_latin:
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_STROKES)
