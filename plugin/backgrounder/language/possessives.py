"""What apostrophes join to a name: possessives and contractions behind it, elided articles before it.

All apostrophes are straight ones here (`text/folding.py`), unless a function says otherwise.
"""

from __future__ import annotations

import re
from functools import cache

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of

_APOSTROPHES = ("'", "’")


def stands_apart(text: str, start: int, end: int, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether apostrophes beside a name join nothing to it but what words have there: `Russia's`, `d'Italia`.

    `start`, `end`: the name's span in a folded text. Not so in `O'Brien` for a name `Brien`.
    """
    endings, elisions = _patterns(lexicon)
    if text[end : end + 1] == "'" and text[end + 1 : end + 2].isalpha() and not endings.match(text, end):
        return False
    elided = text[start - 1 : start] == "'" and text[max(start - 2, 0) : start - 1].isalpha()
    return not elided or elisions.search(text[max(start - 4, 0) : start]) is not None


def is_possessive(word: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a word ends as a possessive does, with either apostrophe: `Russia's`, `Netherlands’`."""
    return without_possessive(word, lexicon) != word or word.endswith(_APOSTROPHES)


def without_possessive(word: str, lexicon: Lexicon = ENGLISH) -> str:
    """A word without its possessive ending, with either apostrophe: `Russia’s` → `Russia`."""
    for ending in lexicon.spellings.possessive:
        for apostrophe in _APOSTROPHES:
            word = word.removesuffix(apostrophe + ending)
    return word


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand behind a name from its apostrophe on, and before it up to its apostrophe."""
    endings, elisions = one_of(lexicon.spellings.endings), one_of(lexicon.spellings.elisions)
    return re.compile(rf"'{endings}?(?!\w)"), re.compile(rf"(?:\b|_){elisions}'\Z")
