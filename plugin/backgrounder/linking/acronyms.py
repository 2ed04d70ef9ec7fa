"""Acronyms in brackets: those that an article introduces behind a full name, and those that it gives to somebody else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from backgrounder.glossary.entry import Form, Name
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.linking.names import Claim, Occurrence
from backgrounder.text.folding import Folded

_MARKS = "\"'“”"
_FEWEST_INSIDE = 3
"""Letters that an acronym must have if they are not all initials of the name's words."""


def introduced_acronyms(
    folded: Sequence[Folded], found: Sequence[list[Occurrence]], lexicon: Lexicon = ENGLISH
) -> Iterator[Claim]:
    """The acronyms that an article introduces: each once, however often it does."""
    known: set[tuple[str, str]] = set()
    for text, occurrences in zip(folded, found, strict=True):
        if "(" not in text.text:
            continue
        for occurrence in occurrences:
            entry = occurrence.claims[0].entry
            if len(occurrence.claims) == 1 and occurrence.claims.in_full:
                acronym = _introduced(text.text, occurrence, lexicon)
                if acronym and (entry.uri, acronym) not in known:
                    known.add((entry.uri, acronym))
                    yield Claim(entry, Name(acronym, Form.ALIAS), entry.uri)


def without_acronyms_of_others(
    found: list[list[Occurrence]],
    folded: Sequence[Folded],
    introduced: Collection[Claim],
    lexicon: Lexicon = ENGLISH,
) -> list[list[Occurrence]]:
    """Without short forms that the article puts in brackets behind something else: `Australian Medical Association (AMA)`."""
    others = {acronym for text in folded if "(" in text.text for acronym in _bracketed(text.text, lexicon)}
    others -= {claim.name.text for claim in introduced}
    if not others:
        return found
    return [
        [o for o in those if not o.claims.are_short or text.text[o.start : o.end] not in others]
        for those, text in zip(found, folded, strict=True)
    ]


def _introduced(text: str, occurrence: Occurrence, lexicon: Lexicon) -> str:
    """The acronym in brackets behind a full name, if its letters are the name's; empty if there is none."""
    acronym = _in_brackets(text, occurrence.end, lexicon)
    letters = acronym.replace(".", "").replace("&", "")
    name = text[occurrence.start : occurrence.end]
    return acronym if letters.isupper() and _abbreviates(letters, name) else ""


def _bracketed(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The acronyms that a text puts in brackets, whatever stands before them."""
    at = text.find(" (")
    while at >= 0:
        acronym = _in_brackets(text, at, lexicon)
        if acronym.isupper():
            yield acronym
        at = text.find(" (", at + 1)


def _in_brackets(text: str, at: int, lexicon: Lexicon, longest: int = 10) -> str:
    """The acronym in brackets behind a space at a place: `(BWC)`, `(the “BWC”)`; empty if there is none."""
    if not text.startswith(" (", at):
        return ""
    inside = text[at + 2 : at + 5 * longest].partition(")")
    first, _, rest = inside[0].partition(" ")
    acronym = (rest if first in lexicon.short_forms.introductions else inside[0]).strip(_MARKS)
    letters = acronym.replace(".", "").replace("&", "")
    is_one = inside[1] and 1 < len(acronym) <= longest and acronym[0].isupper() and letters.isalpha()
    return acronym if is_one and acronym.isascii() else ""


def _abbreviates(letters: str, name: str) -> bool:
    """Whether letters can abbreviate a name: they begin as it begins, and stand in it in this order, words first."""
    if name[:1].upper() != letters[0]:
        return False
    words = "".join(character if character.isalnum() else " " for character in name).split()
    initials = iter("".join(word[0] for word in words).upper())
    if all(letter in initials for letter in letters):
        return True
    rest = iter(name.upper())
    return len(letters) >= _FEWEST_INSIDE and all(letter in rest for letter in letters)
