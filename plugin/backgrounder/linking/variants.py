"""Other spellings of one name that every reader takes for the same: `St. Petersburg`, `U.S. Army`, `José`/`Jose`.

General knowledge of a language's print, never of single names. A spelling has the form of the name it belongs to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of
from backgrounder.text.folding import fold_name

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
_SHORTEST_IN_CAPITALS = 5
"""Letters that a single word must have to be found in capitals, too: `EUROPE`, but `US` is no `us`."""


def spellings(name: str, lexicon: Lexicon = ENGLISH) -> list[str]:
    """A name's spellings, folded, its own first; without doubles."""
    found: dict[str, None] = {}
    for spelling in _spellings(name, lexicon):
        folded = fold_name(spelling)
        if folded:
            found[folded] = None
    for folded in list(found):
        capitals = folded.upper()
        if len(capitals) == len(folded) and (" " in folded or sum(map(str.isalpha, folded)) >= _SHORTEST_IN_CAPITALS):
            found[capitals] = None
    return list(found)


def _spellings(name: str, lexicon: Lexicon) -> Iterator[str]:
    yield name
    if _is_abbreviation(name):
        yield name[:-1]
    yield from sorted({*_interchanged(name, lexicon), *_joined(name, lexicon)} - {name})
    yield from _without_marks(name)
    if " " in name and name[:1].islower():
        yield name[0].upper() + name[1:]  # `De Gaulle` where a sentence begins
    head, _, last = name.rpartition(" ")
    if head and last.lower() in lexicon.spellings.either_case and last in (last.lower(), last.title()):
        yield f"{head} {last.lower()}"
        yield f"{head} {last.title()}"
    article, _, rest = name.partition(" ")
    if article.lower() in lexicon.grammar.articles and (" " in rest or rest.isupper()):
        yield rest
    yield from _without_brackets(name)


def _is_abbreviation(name: str) -> bool:
    """Whether a name is letters with a full stop behind each: `U.N.`"""
    return len(name) > 3 and name[::2].isalpha() and name[1::2] == "." * (len(name) // 2) and len(name) % 2 == 0


def _without_brackets(name: str) -> Iterator[str]:
    """`Nauru Agreement` for *Nauru (agreement)*."""
    base, _, kind = name.removesuffix(")").partition(" (")
    is_kind = kind.isascii() and kind.isalpha() and kind.islower()
    if base and is_kind and name.endswith(")") and not {"(", ")"} & set(base):
        yield f"{base} {kind}"
        yield f"{base} {kind.title()}"


def _interchanged(name: str, lexicon: Lexicon) -> Iterator[str]:
    """`Saint`, `St.` and `St` before a name; `United States` at the beginning of a longer name; `&` and `and`."""
    for group, pattern in _before_names(lexicon):
        if pattern.search(name):
            yield from (pattern.sub(other, name) for other in group)
    for group in lexicon.spellings.beginnings:
        for one in group:
            if name.startswith(f"{one} "):
                yield from (other + name[len(one) :] for other in group)
    for group in lexicon.spellings.inside:
        for one in group:
            yield from (name.replace(f" {one} ", f" {other} ") for other in group)


def _joined(name: str, lexicon: Lexicon) -> Iterator[str]:
    """`Co-operation` and `Cooperation`."""
    for pattern, others in _with_hyphens(lexicon):
        yield pattern.sub(partial(_other, others), name)


def _other(others: Mapping[str, str], match: re.Match[str]) -> str:
    return others[match[0]]


@cache
def _before_names(lexicon: Lexicon) -> Sequence[tuple[Sequence[str], re.Pattern[str]]]:
    """The words of which one stands for another before a name, each with the pattern of all."""
    return [(group, re.compile(rf"(?<!\w){one_of(group)}(?= [A-Z])")) for group in lexicon.spellings.before_names]


@cache
def _with_hyphens(lexicon: Lexicon) -> Sequence[tuple[re.Pattern[str], Mapping[str, str]]]:
    """The beginnings of words that are written with a hyphen or without, both ways, in small letters and with a capital."""
    small = [(one, other) for one, other in lexicon.spellings.joined]
    pairs = small + [(one[0].upper() + one[1:], other[0].upper() + other[1:]) for one, other in small]
    return [
        (re.compile(rf"(?<!\w){one_of(ways)}"), ways)
        for ways in (dict(pairs), {other: one for one, other in pairs})
        if ways
    ]


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
