"""Other spellings of one name that every reader takes for the same: `St. Petersburg`, `U.S. Army`, `José`/`Jose`.

General knowledge of a language's print, never of single names. A spelling has the form of the name it belongs to.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.text.folding import fold_name

_UMLAUTS = str.maketrans(dict(zip("äöüåßÄÖÜØ", "ae oe ue aa ss Ae Oe Ue Oe".split(), strict=True)) | {"ø": "oe"})
_STROKES = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "ß": "ss"}
)
_SHORTEST_IN_CAPITALS = 5
"""Letters that a single word must have to be found in capitals, too: `EUROPE`, but `US` is no `us`."""


def spellings(name: str, lexicon: Lexicon = ENGLISH) -> list[str]:
    """A name's spellings, folded, its own first; without doubles."""
    found = dict.fromkeys(filter(None, map(fold_name, _spellings(name, lexicon))))
    for folded in list(found):
        capitals = folded.upper()
        if len(capitals) == len(folded) and (" " in folded or sum(map(str.isalpha, folded)) >= _SHORTEST_IN_CAPITALS):
            found[capitals] = None
    return list(found)


def _spellings(name: str, lexicon: Lexicon) -> Iterator[str]:
    yield name
    if _is_abbreviation(name):
        yield name[:-1]
    interchanged = _interchanged(name, lexicon) if " " in name else ()
    yield from sorted({*interchanged, *_joined(name, lexicon)} - {name})
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
    if name.endswith(")"):
        yield from _without_brackets(name)


def _is_abbreviation(name: str) -> bool:
    """Whether a name is letters with a full stop behind each: `U.N.`"""
    return len(name) > 3 and name.endswith(".") and name[::2].isalpha() and set(name[1::2]) == {"."}


def _without_brackets(name: str) -> Iterator[str]:
    """`Nauru Agreement` for *Nauru (agreement)*."""
    base, _, kind = name.removesuffix(")").partition(" (")
    is_kind = kind.isascii() and kind.isalpha() and kind.islower()
    if base and is_kind and not {"(", ")"} & set(base):
        yield f"{base} {kind}"
        yield f"{base} {kind.title()}"


def _interchanged(name: str, lexicon: Lexicon) -> Iterator[str]:
    """`Saint`, `St.` and `St` before a name; `United States` at the beginning of a longer name; `&` and `and`."""
    words = name.split(" ")
    for group in lexicon.spellings.before_names:
        before_names = {n for n, (word, behind) in enumerate(pairwise(words)) if word in group and behind[:1].isupper()}
        for other in group if before_names else ():
            yield " ".join(other if n in before_names else word for n, word in enumerate(words))
    for group in lexicon.spellings.beginnings:
        for one in group:
            if name.startswith(f"{one} "):
                yield from (other + name[len(one) :] for other in group)
    for group in lexicon.spellings.inside:
        for one in group:
            yield from (name.replace(f" {one} ", f" {other} ") for other in group)


def _joined(name: str, lexicon: Lexicon) -> Iterator[str]:
    """`Co-operation` and `Cooperation`."""
    pairs = lexicon.spellings.joined
    for ways in (pairs, [(other, one) for one, other in pairs]):
        yield " ".join(_respelled(word, ways) for word in name.split(" "))


def _respelled(word: str, ways: Iterable[Sequence[str]]) -> str:
    for one, other in ways:
        if word.startswith(one[1:], 1) and word[0].lower() == one[0]:
            return word[0] + other[1:] + word[len(one) :]
    return word


def _without_marks(name: str) -> Iterator[str]:
    """Without diacritical marks, in the two ways that are common: `Grün` as `Grun` and as `Gruen`."""
    if not name.isascii():
        yield without_marks(name)
        yield without_marks(unicodedata.normalize("NFC", name).translate(_UMLAUTS))


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
