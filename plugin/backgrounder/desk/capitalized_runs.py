"""Runs of capitalised words that may be names, without any glossary.

Nothing is decided here but where a run begins and ends: offices stand before names and do not belong to them, a capital at
a sentence's start says little, and `of` joins only what has a body or a document before it (`Ministry of Defence`).
One pattern cuts a text into chunks that no name reaches beyond. What a chunk has in it depends on its characters alone,
and the same chunks stand in articles again and again: each is looked into once.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from backgrounder.language.lexicon import ENGLISH
from backgrounder.language.sentences import begins_sentence

_UPPER = "".join(chr(code) for code in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_ABBREVIATIONS = frozenset("St Dr Mr Mrs Ms Gen Sen Rep Gov Lt Col Jr Sr Mt Ft Prof Rev Capt Sgt Adm".split())
_LETTER = rf"[{_UPPER}](?<![\w’'].)"
"""Before what stands before it is looked at: few characters are capitals."""
_LETTERS = rf"(?:(?:\.[{_UPPER}])+\.|\.(?= [{_UPPER}])|\w*(?:[’'-]\w+)*)"
_TOKEN = re.compile(_LETTER + _LETTERS)
_ARABIC = re.compile(r"\b(?:al|el)-\Z", re.IGNORECASE)
_PARTICLE = re.compile(
    r" (?:(?:de|del|della|der|den|van|von|zu|di|da|do|dos|du|bin|ibn|al|el|y|ten|ter|'t)(?: (?:la|le|los|las|der|den))?) "
)
_OF = re.compile(r" (?:of|for|on|against)(?: the)? ")
_AND = re.compile(r" (?:and|&) ")
_NO_NAMES = ENGLISH.calendar.times | ENGLISH.grammar.function_words
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
_OFFICES = ENGLISH.offices.words - _NEED_OFFICE - {"st", "saint"}
"""`St.` begins places as well."""
_ALL_OFFICES = _OFFICES | _NEED_OFFICE
_POSSESSIVES = ("'s", "’s")
_OWNERS = frozenset("people's children's women's men's king's queen's".split())
"""Possessives that are part of a name: `People's Liberation Army`, but not `Russia's Foreign Ministry`."""


_TITLE_WORDS = "|".join(sorted(ENGLISH.offices.words))
_OFFICE_BEFORE = re.compile(
    rf"(?:(?<=[.!?] )|(?<![\w.’'-]))(?P<office>(?:(?:[{_UPPER}]\.)+|[{_UPPER}][\w’'-]*|{_TITLE_WORDS})"
    rf"(?: (?:(?:[{_UPPER}]\.)+|[{_UPPER}][\w’'-]*|{_TITLE_WORDS}|of|for|the))*) $"
)
_REACH = 120


def _chunk() -> re.Pattern[str]:
    """All that may be one name: what `_goes_on` joins and more, and what is looked at behind the last word."""
    by_length: dict[int, list[str]] = {}
    for word in sorted(_ABBREVIATIONS):
        by_length.setdefault(len(word), []).append(word)
    stops = "|".join(rf"(?<=\b(?:{'|'.join(words)})\.)" for words in by_length.values())
    word = rf"{_LETTER}{_LETTERS}(?:\.(?:{stops}))?"
    gap = rf"(?:{_PARTICLE.pattern}|{_OF.pattern}|{_AND.pattern}| )(?:(?i:al|el)-)?"
    numbered = "|".join(sorted({word[-2:] for word in _NUMBERED | _MONTHS}))
    return re.compile(rf"{word}(?:{gap}{word})*(?:(?<=(?i:{numbered})){_NUMBER.pattern})?")


_CHUNK = _chunk()
_BEFORE = 8
"""Characters before a chunk that say whether a sentence begins, and whether it goes on with `al-` or another word."""


Run = tuple[str, int, int, tuple[str, ...], bool]
"""A run's text, start and end, the offices before it, and whether a sentence begins with it."""

Occurrence = tuple[int, int, int, int, tuple[str, ...], bool]
"""Where a run stands, and what stands there: all of a `Spot` but its text."""


class Spot(NamedTuple):
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


class Occurrences(Sequence[Spot]):
    """Where a name stands, in the order of the articles.

    The spots are made when somebody asks for them: most names are of no kind, and plain tuples of numbers cost less, also
    by being nothing for the garbage collector to follow.
    """

    __slots__ = ("_name", "places")

    def __init__(self, name: str, places: Sequence[Occurrence]) -> None:
        self._name = name
        self.places = places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> Spot: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Spot]: ...
    def __getitem__(self, index: int | slice) -> Spot | Sequence[Spot]:
        if isinstance(index, slice):
            return [Spot(self._name, *place) for place in self.places[index]]
        return Spot(self._name, *self.places[index])

    def __iter__(self) -> Iterator[Spot]:
        return (Spot(self._name, *place) for place in self.places)


class _Word(NamedTuple):
    """A capitalised word; `plain`: in small letters, without a full stop. `is_name`: its capital may be a name's."""

    text: str
    start: int
    end: int
    plain: str
    is_name: bool


class Spotter:
    """Finds the runs of a project's articles.

    `common`: words that the articles write in lower case; `joins`: those that `of` continues.
    """

    def __init__(self, common: Container[str], joins: Container[str]) -> None:
        self._common = common
        self._joins = joins
        self._known: dict[tuple[str, bool | str], Sequence[Run]] = {}

    def runs(self, text: str) -> Iterator[Run]:
        """The runs of a text, in order."""
        for match in _CHUNK.finditer(text):
            start, end = match.span()
            hyphen = text[start - 1 : start] == "-"
            key = (match.group(), text[max(0, start - _BEFORE) : start] if hyphen else begins_sentence(text, start))
            names = self._known.get(key)
            if names is None:
                before = min(start, _BEFORE)
                names = tuple(runs_in(text[start - before : end], before, self._common, self._joins))
                self._known[key] = names
            for name, first, last, offices, opens in names:
                yield name, start + first, start + last, offices, opens


def runs_in(text: str, at: int, common: Container[str], joins: Container[str]) -> Iterator[Run]:
    """The runs of a chunk, which starts `at` a character of a text and is where their places count from."""
    done = 0
    for run in _runs(text, at, common, joins):
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
            found = text[words[0].start : end].replace("’", "'")
            if len(found) > 1 and words[0].start >= done:
                done = end
                yield found, words[0].start - at, end - at, offices, opens


def _runs(text: str, at: int, common: Container[str], joins: Container[str]) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    joined = has_of = False
    for word in _words(text, at, common):
        month = (
            run
            and word.plain in _MONTHS
            and run[-1].plain not in ENGLISH.calendar.times
            and not text[word.end : word.end + 2].strip().isdigit()
        )
        gap = text[run[-1].end : word.start] if run else ""
        is_name = word.is_name or (month and gap == " ")
        of = _OF.fullmatch(gap) is not None
        if run and not (is_name and _goes_on(run[-1], gap, word, of=of, joined=joined, has_of=has_of)):
            yield run
            run = []
            joined = has_of = of = False
        if is_name:
            run.append(word)
            joined, has_of = joined or word.plain in joins, has_of or of
    if run:
        yield run


def _words(text: str, at: int, common: Container[str]) -> Iterator[_Word]:
    """The words with a capital, `al-Assad` among them. A name with a common word is none: `London-based`."""
    for match in _TOKEN.finditer(text, at):
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


def _goes_on(last: _Word, gap: str, word: _Word, *, of: bool, joined: bool, has_of: bool) -> bool:
    """Whether a run that ends with one word goes on with another behind a gap, which is an `of` or not.

    `joined`: the run has a word that `of` continues; `has_of`: it has an `of`.
    """
    if last.text.endswith(_POSSESSIVES) and last.text.replace("’", "'").lower() not in _OWNERS:
        return False
    if gap == " " or _PARTICLE.fullmatch(gap):
        return True
    if of and last.plain in _OFFICES and word.plain in _NEED_OFFICE:
        return True
    return joined and (of or (has_of and _AND.fullmatch(gap) is not None))


def _without_offices(run: Sequence[_Word], joins: Container[str]) -> Iterable[tuple[Sequence[_Word], tuple[str, ...]]]:
    """The names of a run, cut at offices: `Supreme Court Justice John Roberts`."""
    offices: list[str] = []
    name: list[_Word] = []
    heads = _heads(run)
    for number, word in enumerate(run):
        behind_office = offices and not name and word.plain in _NEED_OFFICE
        may_be = "-" in word.plain or word.plain in _ALL_OFFICES
        office = behind_office or (may_be and _is_office(run, heads[number], joins))
        if office and number + 1 < len(run):
            if name:
                yield name, tuple(offices)
                name, offices = [], []
            offices.append(word.text)
        elif not (office and not name):
            name.append(word)
    if name:
        yield name, tuple(offices)


def _heads(words: Sequence[_Word]) -> Sequence[int]:
    """For each word, the number of the first from it on that needs no office behind it: `Adviser` for `National Security`."""
    heads = [len(words)] * len(words)
    head = len(words)
    for number in range(len(words) - 1, -1, -1):
        head = head if words[number].plain.rpartition("-")[2] in _NEED_OFFICE else number
        heads[number] = head
    return heads


def _is_office(words: Sequence[_Word], number: int, joins: Container[str]) -> bool:
    """Whether a word is an office: `Chairman`, `Adviser`, but not the `Council` of `National Security Council`."""
    if number == len(words) or words[number].plain.rpartition("-")[2] not in _OFFICES:
        return False
    return number + 1 == len(words) or words[number + 1].plain not in joins


def office_before(text: str, start: int) -> str | None:
    """The office that stands before a name, with what it is the office of: `Chinese Foreign Ministry spokesperson`."""
    match = _OFFICE_BEFORE.search(text, max(0, start - _REACH), start)
    if match is None or not any(_bare(word) in ENGLISH.offices.words for word in match["office"].split()):
        return None
    words = match["office"].split()
    while words and words[0].lower() in ENGLISH.grammar.function_words:
        words = words[1:]
    return " ".join(words) or None


def _bare(word: str) -> str:
    return word.lower().rstrip(".,").rpartition("-")[2]
