"""Runs of capitalised words that may be names, without any glossary.

Nothing is decided here but where a run begins and ends: offices stand before names and do not belong to them, a capital at
a sentence's start says little, and `of` joins only what has a body or a document before it (`Ministry of Defence`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from backgrounder.linking.longer import DAYS, FUNCTION_WORDS, OFFICES, begins_sentence

_UPPER = "".join(chr(code) for code in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_ABBREVIATIONS = frozenset("St Dr Mr Mrs Ms Gen Sen Rep Gov Lt Col Jr Sr Mt Ft Prof Rev Capt Sgt Adm".split())
# Begins with the letter: what stands before it is looked at only where one is found.
_TOKEN = re.compile(rf"[{_UPPER}](?<![\w’'].)(?:(?:\.[{_UPPER}])+\.|\.(?= [{_UPPER}])|\w*(?:[’'-]\w+)*)")
_ARABIC = re.compile(r"\b(?:al|el)-\Z", re.IGNORECASE)
_PARTICLE = re.compile(
    r" (?:(?:de|del|della|der|den|van|von|zu|di|da|do|dos|du|bin|ibn|al|el|y|ten|ter|'t)(?: (?:la|le|los|las|der|den))?) "
)
_OF = re.compile(r" (?:of|for|on|against)(?: the)? ")
_AND = re.compile(r" (?:and|&) ")
_NO_NAMES = DAYS | FUNCTION_WORDS
"""Words with a capital for other reasons. In capitals throughout, they are letters of a name: `US`, `WHO`."""
_NUMBERED = frozenset("resolution directive decree regulation protocol".split())
_NUMBER = re.compile(r" (?:No\. )?\d[\d/]*(?: \([IVXLC\d]+\))?")
"""What belongs to the name of a resolution: `Security Council Resolution 2728`."""
_MONTHS = frozenset("march april may june august".split())
"""Months that are names of persons as well: `Theresa May`, but not `on Monday May 3`."""
_BREAKS = frozenset(word.capitalize() for word in _NO_NAMES - _MONTHS)
_NEED_OFFICE = frozenset(
    "affairs assistant defence defense deputy executive finance first foreign interior national security state vice".split()
)
"""Words of offices that need another one behind them."""
_OFFICES = OFFICES - _NEED_OFFICE - {"st", "saint"}
"""`St.` begins places as well."""
_ALL_OFFICES = _OFFICES | _NEED_OFFICE
_POSSESSIVES = ("'s", "’s")
_OWNERS = frozenset("people's children's women's men's king's queen's".split())
"""Possessives that are part of a name: `People's Liberation Army`, but not `Russia's Foreign Ministry`."""


_TITLE_WORDS = "|".join(sorted(OFFICES))
_OFFICE_BEFORE = re.compile(
    rf"(?:(?<=[.!?] )|(?<![\w.’'-]))(?P<office>(?:(?:[{_UPPER}]\.)+|[{_UPPER}][\w’'-]*|{_TITLE_WORDS})"
    rf"(?: (?:(?:[{_UPPER}]\.)+|[{_UPPER}][\w’'-]*|{_TITLE_WORDS}|of|for|the))*) $"
)
_LONGEST_GAP = 14
"""Characters between two words of a name: ` against the `."""
_REACH = 120


@dataclass(frozen=True, slots=True)
class Spot:
    """A run of capitalised words: its text, where it stands, and the offices before it.

    `article`, `block`: which of the articles, and which of its blocks. `opens`: a sentence begins with it.
    """

    text: str
    article: int
    block: int
    start: int
    end: int
    offices: tuple[str, ...] = ()
    opens: bool = False


class _Word(NamedTuple):
    """A capitalised word; `plain`: in small letters, without a full stop. `is_name`: its capital may be a name's."""

    text: str
    start: int
    end: int
    plain: str
    is_name: bool


def spots(text: str, article: int, block: int, common: Container[str], joins: Container[str]) -> Iterator[Spot]:
    """The runs of a block. `common`: words that the articles write in lower case; `joins`: those that `of` continues."""
    done = 0
    for run in _runs(text, common, joins):
        for name, offices in _without_offices(run, joins):
            opens = begins_sentence(text, name[0].start) and not offices
            too_long = opens and len(name) > 1 and name[0].plain in common
            words, opens = (name[1:], False) if too_long else (name, opens)
            last = words[-1].text
            end = words[-1].end
            if last.endswith(_POSSESSIVES):
                end -= 2
            elif words[-1].plain in _NUMBERED:
                number = _NUMBER.match(text, end)
                end = number.end() if number else end
            found = text[words[0].start : end]
            if "’" in found or "\n" in found:
                found = " ".join(found.replace("’", "'").split())
            if len(found) > 1 and words[0].start >= done:
                done = end
                yield Spot(found, article, block, words[0].start, end, offices, opens)


def _runs(text: str, common: Container[str], joins: Container[str]) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    for word in _words(text, common):
        month = (
            run
            and word.plain in _MONTHS
            and run[-1].plain not in DAYS
            and not text[word.end : word.end + 2].strip().isdigit()
        )
        is_name = word.is_name or (month and text[run[-1].end : word.start] == " ")
        if run and not (is_name and _goes_on(text, run, word, joins)):
            yield run
            run = []
        if is_name:
            run.append(word)
    if run:
        yield run


def _words(text: str, common: Container[str]) -> Iterator[_Word]:
    """The words with a capital, `al-Assad` among them. A name with a common word is none: `London-based`."""
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word in _BREAKS:
            # Whatever stands on either side of it is no one name: the gap has the word in it.
            continue
        start, end = match.span()
        if start and text[start - 1] == "-":
            article = _ARABIC.search(text, max(0, start - 3), start)
            if article is None:
                continue
            start = article.start()
            word = text[start:end]
        elif text[end : end + 1] == "." and word in _ABBREVIATIONS:
            end += 1
            word += "."
        plain = word.lower().rstrip(".")
        letters = len(word) > 1 and word.isupper()
        no_name = (plain in _NO_NAMES and not letters) or ("-" in word and word.rpartition("-")[2] in common)
        yield _Word(word, start, end, plain, not no_name)


def _goes_on(text: str, run: Sequence[_Word], word: _Word, joins: Container[str]) -> bool:
    gap = text[run[-1].end : word.start]
    if len(gap) > _LONGEST_GAP:
        return False
    last = run[-1].text
    if last.endswith(_POSSESSIVES) and last.replace("’", "'").lower() not in _OWNERS:
        return False
    if gap == " " or _PARTICLE.fullmatch(gap):
        return True
    of = _OF.fullmatch(gap) is not None
    if of and run[-1].plain in _OFFICES and word.plain in _NEED_OFFICE:
        return True
    joined = any(one.plain in joins for one in run)
    return joined and (of or (_AND.fullmatch(gap) is not None and _has_of(text, run)))


def _has_of(text: str, run: Sequence[_Word]) -> bool:
    return _OF.search(text, run[0].start, run[-1].end) is not None


def _without_offices(run: Sequence[_Word], joins: Container[str]) -> Iterable[tuple[Sequence[_Word], tuple[str, ...]]]:
    """The names of a run, cut at offices: `Supreme Court Justice John Roberts`."""
    offices: list[str] = []
    name: list[_Word] = []
    if len(run) == 1 and run[0].plain not in _OFFICES:
        yield run, ()
        return
    for number, word in enumerate(run):
        behind_office = offices and not name and word.plain in _NEED_OFFICE
        may_be = "-" in word.plain or word.plain in _ALL_OFFICES
        office = behind_office or (may_be and _begins_office(run[number:], joins))
        if office and number + 1 < len(run):
            if name:
                yield name, tuple(offices)
                name, offices = [], []
            offices.append(word.text)
        elif not (office and not name):
            name.append(word)
    if name:
        yield name, tuple(offices)


def _begins_office(words: Sequence[_Word], joins: Container[str]) -> bool:
    """Whether an office stands here: `Chairman`, `National Security Adviser`, but not `National Security Council`."""
    number = 0
    while number < len(words) and words[number].plain.rpartition("-")[2] in _NEED_OFFICE:
        number += 1
    if number == len(words) or words[number].plain.rpartition("-")[2] not in _OFFICES:
        return False
    return number + 1 == len(words) or words[number + 1].plain not in joins


def office_before(text: str, start: int) -> str | None:
    """The office that stands before a name, with what it is the office of: `Chinese Foreign Ministry spokesperson`."""
    match = _OFFICE_BEFORE.search(text, max(0, start - _REACH), start)
    if match is None or not any(_bare(word) in OFFICES for word in match["office"].split()):
        return None
    words = match["office"].split()
    while words and words[0].lower() in FUNCTION_WORDS:
        words = words[1:]
    return " ".join(words) or None


def _bare(word: str) -> str:
    return word.lower().rstrip(".,").rpartition("-")[2]
