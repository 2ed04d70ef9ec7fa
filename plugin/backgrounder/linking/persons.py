"""Full names of persons that a glossary spells otherwise: with or without middle names, initials, short given names.

A surname with that person's given name before it is the full name, whatever stands between them: `Donald John Trump`,
`Siméon Poisson`, `Bill Green`. Middle names that contradict the entry's own make it another person: `George H. W. Bush`
is not `George W. Bush`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from backgrounder.glossary.entry import Entry, Form
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.personal_names import equivalents, suffixes, without_qualification
from backgrounder.language.phrases import one_of
from backgrounder.linking.names import Claim, without_marks
from backgrounder.text.folding import fold_name

_REACH = 60


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person who bears a surname: the names before it in the entry's title, folded, and the claim to the full name."""

    given: str
    middle: tuple[str, ...]
    claim: Claim


Bearers = Mapping[str, Sequence[Bearer]]
"""Who bears a surname, by given name."""


def bearers(entries: Iterable[Entry], lexicon: Lexicon = ENGLISH) -> Mapping[str, Bearers]:
    """By surname, folded: who bears it. A surname that hundreds share costs no more to look up."""
    found: dict[str, dict[str, list[Bearer]]] = {}
    for entry in entries:
        given, *middle = _names_before_surname(entry, lexicon) or ("",)
        for name in entry.names if given else ():
            if name.form is Form.SURNAME:
                bearer = Bearer(given, tuple(middle), Claim(entry, replace(name, form=Form.ALIAS)))
                found.setdefault(fold(name.text), {}).setdefault(given.rstrip("."), []).append(bearer)
    return found


def _names_before_surname(entry: Entry, lexicon: Lexicon) -> Sequence[str]:
    """The given name and the middle names of a person whose surname comes last in the title; none for anybody else."""
    surname = next((_words(name.text) for name in entry.names if name.form is Form.SURNAME), [])
    words = _words(without_qualification(entry.title)) if surname else []
    while words and words[-1].rstrip(".") in suffixes(lexicon):
        words.pop()
    return words[: -len(surname)] if surname and words[-len(surname) :] == surname else ()


_WordsBefore = Sequence[tuple[str, int]]
"""The words of a name that stand before a surname: each folded, with its start; from the farthest to the nearest."""


def full_names(text: str, start: int, named: Bearers, lexicon: Lexicon = ENGLISH) -> Iterator[tuple[int, Bearer]]:
    """Who is named in full by a surname and the words before it, and where the name begins.

    `start`: where the surname begins in a folded text; `named`: those who bear it.
    """
    before = _words_before(text, start, lexicon)
    for given in {given for word, _ in before for given in equivalents(word, lexicon) if given in named}:
        for bearer in named[given]:
            beginning = _full_name_start(before, bearer, lexicon)
            if beginning is not None:
                yield beginning, bearer


def _full_name_start(before: _WordsBefore, bearer: Bearer, lexicon: Lexicon) -> int | None:
    for number, (word, start) in enumerate(before):
        if bearer.given.rstrip(".") in equivalents(word, lexicon):
            between = [other for other, _ in before[number + 1 :]]
            return start if _compatible(between, bearer, lexicon) else None
    return None


def _words_before(text: str, start: int, lexicon: Lexicon) -> _WordsBefore:
    """The words before a surname that begins at `start`; empty if they are no names."""
    words: list[tuple[str, int]] = []
    if text[start - 1 : start] != " ":
        return words
    farthest = max(0, start - _REACH)
    end = start - 1
    while end > farthest:
        # Nothing found gives 0, and the word goes on beyond what is looked at.
        begin = max(text.rfind(" ", farthest, end) + 1, farthest)
        word, at = _last_of_name(text, begin, end, lexicon)
        if not word:
            break
        words.append((fold(word), at))
        if at > begin:
            # Something that is no name stands right before it: a bracket, a quotation mark, a hyphen.
            break
        end = begin - 1
    words.reverse()
    return words


def _last_of_name(text: str, begin: int, end: int, lexicon: Lexicon) -> tuple[str, int]:
    """What can be of a name at the end of a word, and where it begins; empty if nothing can."""
    word = text[begin:end]
    if word.isascii() and word.isalpha() and (begin == 0 or text[begin - 1] == " "):
        # As most are: what the pattern says of them, in a fraction of the time.
        return (word, begin) if word[0].isupper() or word in lexicon.names.particles else ("", begin)
    match = _end_of_name(lexicon).search(text, begin, end)
    return (match[0], match.start()) if match else ("", begin)


@cache
def _end_of_name(lexicon: Lexicon) -> re.Pattern[str]:
    """The end of what stands before a surname, if it can be of the name: initials, a word with a capital, a particle."""
    capitalised = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*"
    return re.compile(
        rf"(?<!\w)(?:(?:[^\W\d_a-z]\.)+(?:{capitalised})?|{capitalised}|{one_of(lexicon.names.particles)})\Z"
    )


def _compatible(between: list[str], bearer: Bearer, lexicon: Lexicon) -> bool:
    """Whether middle names can be one person's: some are left out, or spelled out, but none contradicts.

    A middle name that the entry does not have makes a bearer of a common given name another person, for all one knows:
    `James Earl Jones` is not `James Jones`.
    """
    particles = lexicon.names.particles
    written = [word for word in between if word not in particles]
    known = [word for word in bearer.middle if word not in particles]
    if not written:
        return True
    if not known:
        return bearer.given not in lexicon.names.short_given_names or all(
            len(word.rstrip(".")) == 1 for word in written
        )
    return len(written) == len(known) and all(a[0] == b[0] for a, b in zip(written, known, strict=True))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word of a name for comparison: lower case, without marks."""
    return without_marks(fold_name(word)).lower()


def _words(name: str) -> list[str]:
    return [fold(word) for word in fold_name(name).split()]
