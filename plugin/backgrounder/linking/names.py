"""All names of a glossary in one automaton, so that the cost of finding them does not depend on their number.

Overlapping matches are found and judged afterwards: a leftmost-longest automaton would hide the shorter name wherever
the longer one fails its boundary.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.linking.variants import spellings
from backgrounder.text.folding import Folded, lower

_FORMS = {form: number for number, form in enumerate(Form)}
_SUFFIX = re.compile(r"'(?:s|S|ll|d|re|ve|m)?(?!\w)")
_ELISION = re.compile(r"(?:\b|_)(?:[cdjlmnst]|qu)'\Z")
_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
)
"""Scripts that are written without spaces: Thai, Lao, Burmese, Khmer, kana and Han."""
_OF_WORD, _TO_BE_ASKED = 1, 2
_JUDGED = bytes(
    _TO_BE_ASKED if code > 127 or code == ord("?") else _OF_WORD * (chr(code).isalnum() or code == ord("_"))
    for code in range(256)
)
"""For `bytes.translate`: whether a character of ASCII is one of a word; what stands for any other is to be asked for."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry and the name by which it claims an occurrence.

    `licence`: the uri of the entry that must have been introduced before in the same article; None if there is none.
    """

    entry: Entry
    name: Name
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in a folded text where a name stands, and who claims it."""

    start: int
    end: int
    claims: tuple[Claim, ...]


class NameIndex:
    """Finds the names of entries in folded text."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        """Builds the automata. The order of claims does not matter."""
        exact: dict[str, list[Claim]] = defaultdict(list)
        any_case: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(claims, key=lambda c: (c.entry.uri, _FORMS[c.name.form], c.name.short, c.name.text)):
            for key in spellings(claim.name.text):
                if claim.name.case_sensitive:
                    exact[key].append(claim)
                else:
                    any_case[lower(key)].append(claim)
        self._exact = _Automaton(exact)
        self._any_case = _Automaton(any_case)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> NameIndex:
        """The index of all names of these entries."""
        return cls(own_claims(entries))

    def __bool__(self) -> bool:
        return bool(self._exact or self._any_case)

    def find(self, folded: Folded) -> list[Occurrence]:
        """Every occurrence of every name as a whole word, overlapping ones too, by place."""
        if not self:
            return []
        found: dict[tuple[int, int], tuple[Claim, ...]] = {}
        text = folded.text
        # The more names there are, the more of them stand inside of words: what `whole_word` says of ASCII, at once.
        judged = b"\0%b\0" % text.replace("?", ".").encode("latin-1", "replace").translate(_JUDGED)
        for searched, automaton in ((text, self._exact), (lower(text) if self._any_case else "", self._any_case)):
            for start, end, claims in automaton.find(searched):
                before, first, last, behind = judged[start], judged[start + 1], judged[end], judged[end + 1]
                if (before | first | last | behind) & _TO_BE_ASKED:
                    is_whole = whole_word(text, start, end)
                elif (before and first) or (last and behind):
                    is_whole = False
                else:
                    is_whole = "'" not in text or _apart_at_apostrophes(text, start, end)
                if is_whole:
                    found[start, end] = found.get((start, end), ()) + claims
        return [Occurrence(start, end, claims) for (start, end), claims in sorted(found.items())]


def own_claims(entries: Iterable[Entry]) -> Iterator[Claim]:
    """The claims of entries by their own names. A surname needs its person to be introduced."""
    for entry in entries:
        for name in entry.names:
            yield Claim(entry, name, entry.uri if name.form is Form.SURNAME else None)


def whole_word(text: str, start: int, end: int) -> bool:
    """Whether a span of a folded text begins and ends where words do."""
    return _boundary(text, start) and _boundary(text, end) and _apart_at_apostrophes(text, start, end)


def _apart_at_apostrophes(text: str, start: int, end: int) -> bool:
    """Whether apostrophes beside a span join nothing to it but what words have there: `'s` behind, `d'` before it."""
    if text[end : end + 1] == "'" and text[end + 1 : end + 2].isalpha() and not _SUFFIX.match(text, end):
        return False
    elided = text[start - 1 : start] == "'" and text[max(start - 2, 0) : start - 1].isalpha()
    return not elided or _ELISION.search(text[max(start - 4, 0) : start]) is not None


class _Automaton:
    def __init__(self, keys: dict[str, list[Claim]]) -> None:
        ordered = sorted(keys)
        self._claims = [tuple(keys[key]) for key in ordered]
        self._lengths = [len(key) for key in ordered]
        # What the library would choose for a few names takes the square of the longest one's length to build.
        kind = Implementation.ContiguousNFA
        self._automaton = AhoCorasick(ordered, implementation=kind) if ordered else None

    def __bool__(self) -> bool:
        return self._automaton is not None

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[Claim, ...]]]:
        if text and self._automaton is not None:
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
                yield start, end, self._claims[index]


def _boundary(text: str, index: int) -> bool:
    before, after = text[index - 1 : index] if index else "", text[index : index + 1]
    if not before or not after:
        return True
    if before == " " or after == " ":
        return True
    if unicodedata.category(after)[0] == "M":
        return False
    if not (_of_word(before) and _of_word(after)):
        return True
    return bool(_NO_SPACES.match(before) or _NO_SPACES.match(after))


def _of_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
