"""All names of a glossary in one automaton, so that the cost of finding them does not depend on their number; their spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import PERSON
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.possessives import stands_apart
from backgrounder.text.folding import Folded, fold_name, lower

_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
)
"""Scripts that are written without spaces: Thai, Lao, Burmese, Khmer, kana and Han."""
_IN_WORD, _UNDECIDED = 1, 2
_IN_WORDS = bytes(
    _UNDECIDED if code > 127 or code == ord("?") else _IN_WORD * (chr(code).isalnum() or code == ord("_"))
    for code in range(256)
)
"""For `bytes.translate`: whether words have this character, if it is one of ASCII; any other has become a question mark."""

_UMLAUTS = str.maketrans(dict(zip("äöüåßÄÖÜØ", "ae oe ue aa ss Ae Oe Ue Oe".split(), strict=True)) | {"ø": "oe"})
_STROKES = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "ß": "ss"}
)
_SHORTEST_IN_CAPITALS = 5
"""Letters that a single word must have to be found in capitals, too: `EUROPE`, but `US` is no `us`."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry and the name by which it claims an occurrence.

    `licence`: the uri of the entry that must have been introduced before in the same article; None if there is none.
    """

    entry: Entry
    name: Name
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Traits:
    """What the rules ask of those who claim a name. Names share it by thousands, so it is found out once.

    `forms`: of the names; `kinds`: of the entries, by key. `are_short`: nothing but derived short forms; `are_mixed`: some of
    them are. `are_demonyms`: nothing but demonyms; `are_of_peoples`: the same, short forms apart.
    """

    forms: frozenset[Form]
    kinds: frozenset[str]
    are_short: bool
    are_mixed: bool
    are_of_persons: bool
    are_demonyms: bool
    are_of_peoples: bool


def traits_of(claims: Iterable[Claim]) -> Traits:
    """The traits of all who claim one name."""
    return _traits(frozenset((c.entry.kind.key, c.name.form, c.name.short) for c in claims))


@cache
def _traits(claims: frozenset[tuple[str, Form, bool]]) -> Traits:
    forms = frozenset(form for _, form, _ in claims)
    kinds = frozenset(kind for kind, _, _ in claims)
    own = {form for _, form, short in claims if not short}
    return Traits(
        forms=forms,
        kinds=kinds,
        are_short=not own,
        are_mixed=bool(own) and any(short for _, _, short in claims),
        are_of_persons=kinds == {PERSON.key},
        are_demonyms=forms == {Form.DEMONYM},
        are_of_peoples=(own or forms) == {Form.DEMONYM},
    )


class Occurrence(NamedTuple):
    """A place in a folded text where a name stands, and who claims it. `written`: its span in the text as written.

    Thousands are made for each article, and a named tuple is made in half the time of a frozen dataclass.
    """

    start: int
    end: int
    claims: tuple[Claim, ...]
    traits: Traits
    written: tuple[int, int]

    @property
    def own(self) -> tuple[Claim, ...]:
        """The claims by names that editors wrote down; all claims, if there are only derived short forms."""
        return tuple(claim for claim in self.claims if not claim.name.short) if self.traits.are_mixed else self.claims

    def uris(self, *forms: Form) -> frozenset[str]:
        """The entries that claim it by a name of one of these forms."""
        return frozenset(claim.entry.uri for claim in self.claims if claim.name.form in forms)


class NameIndex:
    """Finds the names of entries in folded text."""

    def __init__(self, claims: Iterable[Claim], lexicon: Lexicon = ENGLISH) -> None:
        """Builds the automata. The order of claims does not matter; `lexicon` knows how names are spelled."""
        forms = {form: number for number, form in enumerate(Form)}
        exact: dict[str, list[Claim]] = defaultdict(list)
        any_case: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(claims, key=lambda c: (c.entry.uri, forms[c.name.form], c.name.short, c.name.text)):
            for key in spellings(claim.name.text, lexicon):
                if claim.name.case_sensitive:
                    exact[key].append(claim)
                else:
                    any_case[lower(key)].append(claim)
        self._automata = [_Automaton(keys, case) for keys, case in ((exact, str), (any_case, lower)) if keys]

    def __bool__(self) -> bool:
        return bool(self._automata)

    def find(self, folded: Folded, lexicon: Lexicon = ENGLISH) -> list[Occurrence]:
        """Every occurrence of every name as a whole word, overlapping ones too, by place. `lexicon`: the text's own."""
        if not self:
            return []
        found: dict[tuple[int, int], Occurrence] = {}
        text = folded.text
        # The more names there are, the more of them stand inside of words: what `whole_word` says of ASCII, at once.
        judged = b"\0%b\0" % text.replace("?", ".").encode("latin-1", "replace").translate(_IN_WORDS)
        for automaton in self._automata:
            for index, start, end in automaton.find(automaton.case(text), overlapping=True):
                before, first, last, behind = judged[start], judged[start + 1], judged[end], judged[end + 1]
                if (before | first | last | behind) & _UNDECIDED:
                    is_whole = whole_word(text, start, end, lexicon)
                elif (before and first) or (last and behind):
                    is_whole = False
                else:
                    is_whole = "'" not in text or stands_apart(text, start, end, lexicon)
                if is_whole:
                    claims, traits = automaton.claims[index]
                    if (start, end) in found:
                        claims = found[start, end].claims + claims
                        traits = traits_of(claims)
                    written = (start, end) if folded.spans is None else folded.span(start, end)
                    found[start, end] = Occurrence(start, end, claims, traits, written)
        return [found[place] for place in sorted(found)]


def whole_word(text: str, start: int, end: int, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a span of a folded text begins and ends where words do."""
    return _boundary(text, start) and _boundary(text, end) and stands_apart(text, start, end, lexicon)


class _Automaton:
    """Keys, sorted, and who claims each. `case`: brings a text into theirs."""

    def __init__(self, keys: dict[str, list[Claim]], case: Callable[[str], str]) -> None:
        ordered = sorted(keys)
        self.case = case
        self.claims = [(tuple(keys[key]), traits_of(keys[key])) for key in ordered]
        # What the library would choose for a few names takes the square of the longest one's length to build.
        self.find = AhoCorasick(ordered, implementation=Implementation.ContiguousNFA).find_matches_as_indexes


def _boundary(text: str, index: int) -> bool:
    before, after = text[index - 1 : index] if index else "", text[index : index + 1]
    if not before or not after or before == " " or after == " ":
        return True
    if unicodedata.category(after)[0] == "M":
        return False
    return not (_in_word(before) and _in_word(after)) or bool(_NO_SPACES.match(before) or _NO_SPACES.match(after))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


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
    if len(name) > 3 and name.endswith(".") and name[::2].isalpha() and set(name[1::2]) == {"."}:
        yield name[:-1]  # `U.N`
    interchanged = _interchanged(name, lexicon) if " " in name else ()
    yield from sorted({*interchanged, *_joined(name, lexicon)} - {name})
    if not name.isascii():
        yield without_marks(name)
        yield without_marks(unicodedata.normalize("NFC", name).translate(_UMLAUTS))  # `Gruen` for *Grün*
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


def _without_brackets(name: str) -> Iterator[str]:
    """`Nauru Agreement` for *Nauru (agreement)*."""
    base, _, kind = name.removesuffix(")").partition(" (")
    is_kind = kind.isascii() and kind.isalpha() and kind.islower()
    if base and is_kind and not {"(", ")"} & set(base):
        yield from (f"{base} {kind}", f"{base} {kind.title()}")


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
