"""Runs of capitalised words that may be names, without any glossary.

Offices stand before names and do not belong to them, a capital at a sentence's start says little, and `of` joins only what
has a body or a document before it (`Ministry of Defence`). One pattern cuts a text into chunks that no name reaches beyond. What
a chunk has in it depends on its characters alone, and the same chunks stand in articles again and again: each is looked into once.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, product
from typing import NamedTuple

from backgrounder.desk.spelled_out import spelled_out
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of
from backgrounder.language.possessives import without_possessive
from backgrounder.language.sentences import begins_sentence
from backgrounder.text.passage import Spans
from backgrounder.text.words import Phrases

_UPPER = "".join(chr(code) for code in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_LETTER = rf"[{_UPPER}](?<![\w’'].)"
"""Before what stands before it is looked at: few characters are capitals."""
_LETTERS = rf"(?:(?:\.[{_UPPER}])+\.|\.(?= [{_UPPER}])|\w*(?:[’'-]\w+)*)"
_TOKEN = re.compile(_LETTER + _LETTERS)
_BEFORE = 8
"""Characters before a chunk that say whether a sentence begins, and whether it goes on with `al-` or another word."""
Run = tuple[str, int, int, tuple[str, ...], bool]
"""A run's text, start and end, the offices before it, and whether a sentence begins with it."""


class Spot(NamedTuple):
    """Where a run stands: in which of the articles, and in which of its blocks. `opens`: a sentence begins with it."""

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


class Spotter:
    """Finds the runs of a project's articles. `common`: words that the articles write in lower case."""

    def __init__(self, common: Container[str], lexicon: Lexicon = ENGLISH, texts: Iterable[str] = ()) -> None:
        """`texts`: all that the articles say, in which names may be spelled out."""
        spelled = {text[start:end] for text in texts for start, end in spelled_out(text, lexicon)}
        self._spelled_out = Phrases(sorted(spelled))
        self._common = common
        self._lexicon = lexicon
        self._known: dict[tuple[str, bool | str], Sequence[Run]] = {}

    def runs(self, text: str) -> Iterator[Run]:
        """The runs of a text, in order; whole, if a text spells a name out before its acronym in brackets."""
        spans = {(start, end) for _, start, end in self._spelled_out.find(text)}
        taken = Spans(spans)
        whole = [span for span in sorted(spans) if taken.overlap(*span) == span]
        spelled = [
            (text[start:end].replace("’", "'"), start, end, (), begins_sentence(text, start)) for start, end in whole
        ]
        others = [run for run in self._runs_by_words(text) if not spans or taken.overlap(run[1], run[2]) is None]
        yield from sorted([*spelled, *others], key=lambda run: run[1]) if spelled else others

    def _runs_by_words(self, text: str) -> Iterator[Run]:
        """The runs of a text as far as its words say."""
        for match in _grammar(self._lexicon).chunk.finditer(text):
            start, end = match.span()
            hyphen = text[start - 1 : start] == "-"
            key = (match.group(), text[max(0, start - _BEFORE) : start] if hyphen else begins_sentence(text, start))
            names = self._known.get(key)
            if names is None:
                before = min(start, _BEFORE)
                names = tuple(runs_in(text[start - before : end], before, self._common, self._lexicon))
                self._known[key] = names
            for name, first, last, offices, opens in names:
                yield name, start + first, start + last, offices, opens


class _Grammar:
    """What divides a text into names in a language.

    `chunk`: all that may be one name, which is what `_goes_on` joins and more, and the `number` behind it. `no_names`: words
    in small letters that have a capital for other reasons (in capitals throughout, they are letters of a name: `WHO`);
    `breaks`: those of them that never are names, with the capital. `offices`: words that need no other one behind them.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.capitals
        particles = lexicon.names.particles | words.small_words
        number = rf" (?:{one_of(lexicon.nouns.number_signs)} )?\d[\d/]*(?: \([IVXLC\d]+\))?"
        self.lexicon = lexicon
        self.chunk = _chunk(lexicon, particles, number)
        self.number = re.compile(number)
        self.particles = _gaps(particles, particles)
        self.belonging = _gaps(words.belonging, lexicon.grammar.articles)
        self.conjunctions = _gaps(words.conjunctions)
        self.no_names = lexicon.calendar.times | lexicon.grammar.function_words
        self.breaks = frozenset(word.capitalize() for word in self.no_names - words.names_of_months)
        self.offices = lexicon.offices.words - words.before_offices - words.saints
        self.possessives = tuple(f"{mark}{ending}" for mark in "'’" for ending in lexicon.spellings.possessive)


_grammar = cache(_Grammar)


def _gaps(words: Iterable[str], seconds: Iterable[str] = ()) -> frozenset[str]:
    """What stands between two words of a name: one of the words, or it and a second one."""
    return frozenset((*(f" {word} " for word in words), *(f" {one} {two} " for one, two in product(words, seconds))))


def _chunk(lexicon: Lexicon, particles: frozenset[str], number: str) -> re.Pattern[str]:
    """The pattern of all that may be one name. `particles`: words in small letters inside it; `number`: what may end it."""
    words = lexicon.capitals
    by_length = groupby(sorted(words.abbreviations, key=len), len)
    stops = [rf"(?<=\b{one_of(same)}\.)" for _, same in by_length]
    word = rf"{_LETTER}{_LETTERS}(?:\.(?:{'|'.join(stops) or '(?!)'}))?"
    particle, belonging, article = map(one_of, (particles, words.belonging, lexicon.grammar.articles))
    within = (
        "|".join(rf"{before} (?={place}\b)" for before, _, place in (one.partition(" ") for one in words.within))
        or "(?!)"
    )
    gap = (
        rf"(?: {particle}(?: {particle})? | {belonging}(?: {article})? | {one_of(words.conjunctions)} | (?:{within})| )"
    )
    prefix = rf"(?:(?i:{one_of(words.prefixes)})-)?"
    # A look behind needs one length: the last two letters of the words before a number.
    ends = one_of({word[-2:] for word in lexicon.nouns.numbered | words.names_of_months})
    return re.compile(rf"{word}(?:{gap}{prefix}{word})*(?:(?<=(?i:{ends})){number})?")


def runs_in(text: str, at: int, common: Container[str], lexicon: Lexicon = ENGLISH) -> Iterator[Run]:
    """The runs of a chunk, which starts `at` a character of a text and is where their places count from."""
    grammar = _grammar(lexicon)
    done = 0
    for run in _runs(text, at, common, grammar):
        for name, offices in _without_offices(run, grammar):
            opens = begins_sentence(text, name[0].start) and not offices
            too_long = opens and len(name) > 1 and name[0].plain in common and name[1].plain not in lexicon.nouns.joins
            words, opens = (name[1:], False) if too_long else (name, opens)
            last, end = words[-1], words[-1].end
            if last.text.endswith(grammar.possessives):
                end -= len(last.text) - len(without_possessive(last.text, lexicon))
            elif last.plain in lexicon.nouns.numbered:
                number = grammar.number.match(text, end)
                end = number.end() if number else end
            found = text[words[0].start : end].replace("’", "'")
            if len(found) > 1 and words[0].start >= done:
                done = end
                yield found, words[0].start - at, end - at, offices, opens


def _runs(text: str, at: int, common: Container[str], grammar: _Grammar) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    joined = has_of = False
    for word in _words(text, at, common, grammar):
        month = (
            run
            and word.plain in grammar.lexicon.capitals.names_of_months
            and run[-1].plain not in grammar.lexicon.calendar.times
            and not text[word.end : word.end + 2].strip().isdigit()
        )
        gap = text[run[-1].end : word.start] if run else ""
        is_name = word.is_name or (month and gap == " ")
        of = gap in grammar.belonging
        if run and not (is_name and _goes_on(run[-1], gap, word, grammar, joined=joined, has_of=has_of)):
            yield run
            run = []
            joined = has_of = of = False
        if is_name:
            run.append(word)
            joined, has_of = joined or word.plain in grammar.lexicon.nouns.joins, has_of or of
    if run:
        yield run


def _words(text: str, at: int, common: Container[str], grammar: _Grammar) -> Iterator[_Word]:
    """The words with a capital, `al-Assad` among them. A name with a common word is none: `London-based`."""
    for match in _TOKEN.finditer(text, at):
        word = match.group()
        if word in grammar.breaks:
            # Whatever stands on either side of it is no one name: the gap has the word in it.
            continue
        start, end = match.span()
        if start and text[start - 1] == "-":
            start = _start_of_prefix(text, start - 1, grammar.lexicon.capitals.prefixes)
            if start < 0:
                continue
            word = text[start:end]
        elif text[end : end + 1] == "." and word in grammar.lexicon.capitals.abbreviations:
            end += 1
            word += "."
        plain = word.lower().rstrip(".")
        letters = len(word) > 1 and word.isupper()
        no_name = (plain in grammar.no_names and not letters) or ("-" in word and word.rpartition("-")[2] in common)
        yield _Word(word, start, end, plain, not no_name)


def _start_of_prefix(text: str, hyphen: int, prefixes: Iterable[str]) -> int:
    """Where a prefix before a hyphen begins, in whatever case: `al` in `al-Assad`; -1 if none stands there as a word."""
    for prefix in prefixes:
        start = hyphen - len(prefix)
        if start >= 0 and text[start:hyphen].lower() == prefix and not text[max(start - 1, 0) : start].isalnum():
            return start
    return -1


def _goes_on(last: _Word, gap: str, word: _Word, grammar: _Grammar, *, joined: bool, has_of: bool) -> bool:
    """Whether a run goes on behind a gap. `joined`: it has a word that `of` continues; `has_of`: it has an `of`."""
    owner = last.text.replace("’", "'").lower() if last.text.endswith(grammar.possessives) else ""
    if owner and owner not in grammar.lexicon.capitals.owners:
        return False
    if gap == " " or gap in grammar.particles:
        return True
    if f"{gap.strip()} {word.text}" in grammar.lexicon.capitals.within:
        return has_of
    of = gap in grammar.belonging
    if of and last.plain in grammar.offices and word.plain in grammar.lexicon.capitals.before_offices:
        return True
    return joined and (of or (has_of and gap in grammar.conjunctions))


def _without_offices(run: Sequence[_Word], grammar: _Grammar) -> Iterable[tuple[Sequence[_Word], tuple[str, ...]]]:
    """The names of a run, cut at offices: `Supreme Court Justice John Roberts`."""
    offices: list[str] = []
    name: list[_Word] = []
    for number, (word, is_office) in enumerate(zip(run, _are_offices(run, grammar), strict=True), 1):
        behind_office = offices and not name and word.plain in grammar.lexicon.capitals.before_offices
        office = behind_office or is_office
        if office and number < len(run):
            if name:
                yield name, tuple(offices)
                name, offices = [], []
            offices.append(word.text)
        elif name or not office:
            name.append(word)
    if name:
        yield name, tuple(offices)


def _are_offices(words: Sequence[_Word], grammar: _Grammar) -> Sequence[bool]:
    """For each word, whether it is an office or stands before one that needs it: `National Security Adviser`, but not `Council`."""
    found = [False]
    following = ""
    for word in reversed(words):
        last = word.plain.rpartition("-")[2]
        is_office = last in grammar.offices and following not in grammar.lexicon.nouns.joins
        found.append(found[-1] if last in grammar.lexicon.capitals.before_offices else is_office)
        following = word.plain
    return found[:0:-1]
