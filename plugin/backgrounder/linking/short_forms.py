"""Short forms that a reader understands once the full name was given, and that editors need not write down.

`Kwanza` after *Kwanza River*, `Security Council` after *United Nations*, `BWC` after *Biological Weapons Convention (BWC)*.
Each is a claim with a licence: the entry that must have been introduced before in the same article. A short form never
competes with anybody's own name.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import ORGANIZATION, PERSON, PLACE, TREATY
from backgrounder.glossary.read import without_qualification
from backgrounder.linking.longer_names import FUNCTION_WORDS, OFFICES, QUALIFIERS
from backgrounder.linking.names import Claim

_TAILS = frozenset(
    """
    basin bay beach cape canton desert district falls fjord forest glacier governorate gulf hills island islands isles lake
    mountain mountains oblast ocean peninsula plain plateau prefecture province rayon reservoir river sea strait straits
    valley voivodeship volcano waterfall
    """.split()
)
"""Words at a name's end that say what a thing is: without them the rest still names it."""
_UNITS = frozenset("canton governorate oblast prefecture province rayon voivodeship".split())
"""Units whose bare name is their common name: `Kunar` is Kunar Province, introduced or not, if it is nobody else's name."""
_NO_GIVEN_NAMES = OFFICES | FUNCTION_WORDS
_EMPTY = QUALIFIERS | _NO_GIVEN_NAMES | frozenset(("free", "federal", "mainland"))
"""Words that name nothing by themselves: `Western Province` is never called `Western`."""
_SCHOOLS = frozenset("Academy College Institute School University".split())
_HEADS = frozenset("cape lake mount mountain river".split())
_SHORTEST = 3
_ACRONYM = re.compile(r" \((?:the |or |also |hereafter )?[\"'“]?(?P<acronym>[A-Z][A-Za-z.&]{1,9})[\"'”]?\)")


def static_claims(entries: Collection[Entry]) -> Iterator[Claim]:
    """The short forms of all entries of a glossary, with their licences."""
    owners: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in entry.names:
            if name.form in (Form.TITLE, Form.ALIAS):
                owners[name.text].append(entry)
    known = {name: claimants[0] for name, claimants in owners.items() if len(claimants) == 1}
    lengths = sorted({name.count(" ") + 1 for name in known}, reverse=True)
    for entry in entries:
        for name in (name for name in entry.names if name.form is Form.TITLE):
            for short in sorted(set(_without_generic_words(name.text, entry))):
                words = {word.lower() for word in short.split()}
                unit = name.text.rpartition(" ")[2].lower() in _UNITS and not words <= _EMPTY
                yield Claim(entry, Name(short, Form.ALIAS, short=True), None if unit else entry.uri)
            yield from _without_owner(name.text, entry, known, lengths)
            given = _given_name(name.text) if entry.kind == PERSON else ""
            if given:
                yield Claim(entry, Name(given, Form.ALIAS, short=True, linkable=False), entry.uri)
            for rest in _school_left_out(name.text, entry):
                yield Claim(entry, Name(rest, Form.ALIAS, short=True, linkable=False), entry.uri)
            acronym = _acronym_of(name.text) if entry.kind in (ORGANIZATION, TREATY) else ""
            if acronym:
                yield Claim(entry, Name(acronym, Form.ALIAS, short=True), entry.uri)


def bracketed_acronyms(text: str) -> Iterator[str]:
    """The acronyms that a text puts in brackets, whatever stands before them."""
    yield from (match["acronym"] for match in _ACRONYM.finditer(text) if match["acronym"].isupper())


def introduced_acronym(text: str, end: int, entry: Entry, surface: str) -> Claim | None:
    """The acronym in brackets behind a full name that ends at `end`, if its letters are the name's."""
    match = _ACRONYM.match(text, end)
    if match is None:
        return None
    letters = re.sub(r"[^A-Za-z]", "", match["acronym"])
    if not letters.isupper() or not _initials_of(surface, letters):
        return None
    return Claim(entry, Name(match["acronym"], Form.ALIAS), entry.uri)


def _without_generic_words(title: str, entry: Entry) -> Iterator[str]:
    if entry.kind not in (PLACE, ORGANIZATION):
        return
    words = without_qualification(title).split()
    if len(words) < 2:
        return
    if words[-1].lower() in _TAILS and len(words[0]) >= _SHORTEST and words[0].lower() not in ("the", "university"):
        yield " ".join(words[:-1])
    if words[0].lower() in _HEADS and len(words[1]) >= _SHORTEST and words[1][0].isupper():
        yield " ".join(words[1:])


def _school_left_out(title: str, entry: Entry) -> Iterator[str]:
    """`Harvard` of *Harvard University*: recorded only, as the place or the founder has the name, too."""
    words = without_qualification(title).split()
    if entry.kind != ORGANIZATION or len(words) != 2 or words[1] not in _SCHOOLS:
        return
    if words[0].istitle() and len(words[0]) >= _SHORTEST and words[0].lower() not in _EMPTY:
        yield words[0]


def _acronym_of(title: str) -> str:
    """The capitals that begin the words of a long name: `OSCE`."""
    capitals = "".join(word[0] for word in without_qualification(title).split() if word[0].isupper())
    return capitals if len(capitals) >= _SHORTEST and capitals.isascii() else ""


def _given_name(title: str) -> str:
    """The first word of a name of several, as a person is called once introduced."""
    words = title.split()
    named = len(words) > 1 and len(words[0]) >= _SHORTEST and words[0].istitle()
    return words[0] if named and words[0].lower() not in _NO_GIVEN_NAMES else ""


def _without_owner(title: str, entry: Entry, known: Mapping[str, Entry], lengths: Sequence[int]) -> Iterator[Claim]:
    """`Security Council` of the *United Nations Security Council*, licensed by the United Nations.

    `lengths`: how many words the known names have, the most first; no other beginning of the title can be one of them.
    """
    words = title.split()
    for length in lengths[bisect_left(lengths, 2 - len(words), key=operator.neg) :]:
        owner = known.get(" ".join(words[:length]))
        rest = words[length:]
        if (
            owner is not None
            and owner.uri != entry.uri
            and rest[0][0].isupper()
            and all(word[0].isupper() or len(word) <= 3 for word in rest)
        ):
            yield Claim(entry, Name(" ".join(rest), Form.ALIAS, short=True), owner.uri)
            yield from (
                Claim(entry, Name(f"{' '.join(rest)} of {the}{owner.title}", Form.ALIAS)) for the in ("", "the ")
            )
            return


def _initials_of(name: str, letters: str) -> bool:
    """Whether letters can abbreviate a name: they begin as it begins, and stand in it in this order, words first."""
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", name)).upper()
    if name[:1].upper() != letters[0]:
        return False
    rest = iter(initials)
    if all(letter in rest for letter in letters):
        return True
    rest = iter(name.upper())
    return len(letters) >= _SHORTEST and all(letter in rest for letter in letters)
