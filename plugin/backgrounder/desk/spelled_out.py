"""Names that a text spells out before their acronyms: `Organization for Security and Co-operation in Europe (OSCE)`.

The acronym tells how far the name reaches, whatever words stand in it. It refuses names whose capitals are not the acronym's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from backgrounder.language.lexicon import Lexicon
from backgrounder.linking.derived_names import acronyms_in_brackets

_REACH = 120
"""How far before an acronym its name may begin."""
_SHORTEST = 3
"""Letters of an acronym: two begin too many words."""


def spelled_out(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where names stand that a text spells out before acronyms in brackets."""
    for at, acronym in acronyms_in_brackets(text, lexicon):
        letters = acronym.replace(".", "")
        start = _start_of(letters, text, at, lexicon) if len(letters) >= _SHORTEST and letters.isupper() else -1
        if start >= 0:
            yield start, at


def _start_of(letters: str, text: str, end: int, lexicon: Lexicon) -> int:
    """Where the name begins that ends before an acronym and has its letters; -1 if there is none."""
    before = text[max(0, end - _REACH) : end].split(" ")
    small = lexicon.grammar.function_words | lexicon.names.particles
    # `ECOWAS` has the letter of a word in small letters as well, and few acronyms do.
    numbers = (_words_of(letters, before, small, with_small=with_small) for with_small in (False, True))
    number = next((number for number in numbers if number), 0)
    return end - len(" ".join(before[-number:])) if number else -1


def _words_of(letters: str, before: Sequence[str], small: Collection[str], *, with_small: bool) -> int:
    """How many of the last words of a text begin with the letters, in order; 0 if they do not. `with_small`: small words count."""
    left = letters
    for number, word in enumerate(reversed(before), 1):
        counts = word[:1].isupper() or (with_small and len(left) > 1 and left[-1:] == word[:1].upper())
        if not word.replace("-", "").replace("’", "").replace("'", "").isalpha() or not (counts or word in small):
            return 0
        if counts and left[-1] != word[0].upper():
            return 0
        left = left[:-1] if counts else left
        if not left:
            return number
    return 0
