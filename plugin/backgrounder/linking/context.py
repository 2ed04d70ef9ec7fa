"""What stands around a name, and what that makes it mean: a common word (`the People`), a month (`in May`), a place, its government."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from backgrounder.glossary.entry import Form
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of
from backgrounder.language.sentences import begins_sentence
from backgrounder.linking.mention import Reason, Stretch
from backgrounder.linking.names import NameIndex, Occurrence
from backgrounder.text.folding import Folded
from backgrounder.text.passage import Spans
from backgrounder.text.words import Words

_WORD = re.compile(r"[^\W\d_][\w.]*")
_LAST_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?\Z")
HYPHENS = "-\u2010\u2011"
_REACH = 60
"""How far from a name the end of its neighbour is looked for."""
_OFTEN = 3
"""How often an article must at least have a word in lower case to make its capitals meaningless."""
_BEFORE_PLACES = 48
"""How far from a name the words are looked for that say it is a place."""


class Context:
    """A stretch around its occurrences.

    `text`: as it is written; `folded`: as names are looked for in it. `starts`, `ends`: where names that editors wrote
    down begin and end in `text`. `by_start`: the occurrences by their starts in `folded`. `protected`: the phrases in
    `folded` that are nobody's names, by place. `words`: the words of the whole article. `lexicon`: its language's.
    """

    def __init__(
        self,
        stretch: Stretch,
        folded: Folded,
        occurrences: Sequence[Occurrence],
        never: NameIndex,
        *,
        words: Words,
        lexicon: Lexicon = ENGLISH,
    ) -> None:
        """`never`: the phrases that are nobody's names."""
        own = [occurrence.written for occurrence in occurrences if not occurrence.traits.are_short]
        code = [(zone.start, zone.end) for zone in stretch.zones if zone.reason is Reason.CODE]
        self.text = stretch.text
        self.folded = folded.text
        self.starts = frozenset(start for start, _ in own)
        self.ends = frozenset(end for _, end in own)
        self.by_start = {occurrence.start: occurrence for occurrence in occurrences}
        self.protected = never.find(folded, lexicon)
        self.code = Spans(code) if code else None
        self.is_heading = any(zone.reason is Reason.HEADING for zone in stretch.zones)
        self.words = words
        self.lexicon = lexicon


def word_behind(text: str, end: int) -> str:
    """The word behind a space behind a name, which ends at `end`, with its full stops; empty if there is none."""
    match = _WORD.match(text, end + 1, end + _REACH) if text.startswith(" ", end) else None
    return match[0] if match else ""


def capital_behind(text: str, end: int) -> str:
    """The word behind a name if it has a capital; empty if not."""
    return word_behind(text, end) if has_capital(text[end + 1 : end + 2]) else ""


def word_before(text: str, start: int, between: str = " ") -> str:
    """The word before a name, which begins at `start`, with a full stop at its end; empty if there is none.

    `between`: the characters one of which may stand between the two.
    """
    if start == 0 or text[start - 1] not in between:
        return ""
    farthest = max(0, start - _REACH)
    written = text[max(text.rfind(" ", farthest, start - 1) + 1, farthest) : start - 1]
    if written.isalpha():
        return written  # As most are.
    match = _LAST_WORD.search(written)
    return match[0] if match else ""


def plain(word: str) -> str:
    """A word in small letters, without the full stop at its end."""
    return word.lower().rstrip(".")


def has_capital(word: str) -> bool:
    """Whether a word begins with a capital."""
    return word[:1].isupper() or word[:1].istitle()


def is_common_word(occurrence: Occurrence, text: str, words: Words, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a capital says nothing: the article has the word in lower case, and here a sentence begins with it.

    Or the article has it in lower case far more often, so that a capital is emphasis: `getting the People to vote`.
    """
    surface = text[occurrence.start : occurrence.end]
    if _is_pronoun(surface, occurrence, text, lexicon) or _is_month(surface, occurrence, text, lexicon):
        return True
    is_word = surface.istitle() and " " not in surface and all(c.name.case_sensitive for c in occurrence.claims)
    common = words.count(surface.lower()) if is_word else 0
    if not common:
        return False
    return begins_sentence(text, occurrence.start) or common >= max(_OFTEN, 2 * words.count(surface))


def _is_pronoun(surface: str, occurrence: Occurrence, text: str, lexicon: Lexicon) -> bool:
    """Whether the words on both sides are in capitals, too: in such a line `US` may be a pronoun."""
    if not surface.isupper() or surface.lower() not in lexicon.grammar.pronouns:
        return False
    beside = word_before(text, occurrence.start), word_behind(text, occurrence.end)
    return all(len(word) > 1 and word.isupper() for word in beside)


def _is_month(surface: str, occurrence: Occurrence, text: str, lexicon: Lexicon) -> bool:
    """`In May`, `3 May`, `May 2020`: not the surname of somebody called May."""
    if surface.lower() not in lexicon.calendar.times or occurrence.traits.forms != {Form.SURNAME}:
        return False
    start, end = occurrence.start, occurrence.end
    number_before = start > 1 and text[start - 2].isdecimal() and text[start - 1] in " -"
    number_behind = text[end : end + 3].removeprefix(",")
    return (
        number_before
        or plain(word_before(text, start, " -")) in lexicon.grammar.before_months
        or (number_behind[:1] == " " and number_behind[1:2].isdecimal())
    )


def places_in(occurrences: Sequence[Occurrence], text: str, lexicon: Lexicon = ENGLISH) -> frozenset[int]:
    """The occurrences (by start) that stand for a place, as far as the words around them say so.

    `text`: the folded text; `occurrences`: those in it, by place.
    """
    metonyms = [occurrence for occurrence in occurrences if Form.METONYM in occurrence.traits.forms]
    if not metonyms:
        return frozenset()
    starts = {o.start: {claim.entry.uri for claim in o.claims} for o in occurrences}
    places: set[int] = set()
    last_end = -1
    for occurrence in metonyms:
        start, end = occurrence.start, occurrence.end
        is_told_by_comma = ", " in text[start:end]  # `Washington, D.C.`
        is_within = text.startswith(", ", end) and starts.get(end + 2, set()) & occurrence.uris(Form.METONYM)
        is_listed = last_end > 0 and text[last_end:start] in _joints(lexicon)
        if is_told_by_comma or is_within or is_listed or _means_place(text, start, end, lexicon):
            places.add(start)
            last_end = end
    return frozenset(places)


def _means_place(text: str, start: int, end: int, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether the words around a name that may stand for a government say that it stands for the place itself."""
    before, behind = _patterns(lexicon)
    match = before.search(text[max(0, start - _BEFORE_PLACES) : start])
    is_before_place = match is not None and not (match["captured"] and text.startswith("'", end))
    return is_before_place or behind.match(text, end, end + _BEFORE_PLACES) is not None


@cache
def _joints(lexicon: Lexicon) -> frozenset[str]:
    """What stands between two names of a list."""
    words = sorted(lexicon.grammar.in_lists)
    return frozenset([", ", *(f" {word} " for word in words), *(f", {word} " for word in words)])


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the name of a place, and what behind it."""
    words = lexicon.senses
    in_pairs = f"{one_of(words.in_pairs)}"
    name = r"[A-Z][\w.’'-]+"
    before = rf"""\b(?:
        {one_of(words.before_places)}
      | {one_of(words.moving)}\ (?:{one_of(words.back)}\ )?{one_of(words.towards)}
      | {one_of(words.before_pairs)}\ {name}(?:\ {name})?\ {in_pairs}(?:\ {name}\ {in_pairs})?
      | (?P<captured>{one_of(words.captured)})
    )\ (?:{one_of(words.before_place_names)}\ )?\Z"""
    behind = rf"""
        [-\ ]{one_of(words.behind_places)}\b
      | ,?\ \d{{1,2}}\ [A-Z]
      | (?:\ \w+)?\ {one_of(words.parts_of_places)}\b"""
    return re.compile(before, re.VERBOSE), re.compile(behind, re.VERBOSE)
