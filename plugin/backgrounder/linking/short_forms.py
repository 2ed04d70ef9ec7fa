"""Short forms that a reader understands once the full name was given, and that editors need not write down.

`Kwanza` after *Kwanza River*, `Security Council` after *United Nations*, `BWC` after *Biological Weapons Convention (BWC)*.
Each is a claim with a licence: the entry that must have been introduced before in the same article. A short form never
competes with anybody's own name.
"""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import ORGANIZATION, PERSON, PLACE, TREATY
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.personal_names import without_qualification
from backgrounder.linking.names import Claim, Occurrence
from backgrounder.text.folding import Folded

_SHORTEST = 3
"""Letters of a short form, and of an acronym if they are not all initials of the name's words."""


def short_forms(entries: Collection[Entry], lexicon: Lexicon = ENGLISH) -> Iterator[Claim]:
    """The short forms of all entries of a glossary, with their licences."""
    owners: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in entry.names:
            if name.form in (Form.TITLE, Form.ALIAS):
                owners[name.text].append(entry)
    known = {name: claimants[0] for name, claimants in owners.items() if len(claimants) == 1}
    lengths = sorted({name.count(" ") + 1 for name in known}, reverse=True)
    for entry in entries:
        for title in (name.text for name in entry.names if name.form is Form.TITLE):
            yield from _without_generic_words(title, entry, lexicon)
            yield from _without_owner(title, entry, known, lengths, lexicon)
            if entry.kind == PERSON:
                yield from _given_name(title, entry, lexicon)
            if entry.kind == ORGANIZATION:
                yield from _without_school(title, entry, lexicon)
            if entry.kind in (ORGANIZATION, TREATY):
                yield from _initials(title, entry)


def _without_generic_words(title: str, entry: Entry, lexicon: Lexicon) -> Iterator[Claim]:
    """`Kwanza` of the *Kwanza River*, `Ladoga` of *Lake Ladoga*."""
    words = without_qualification(title).split()
    if entry.kind not in (PLACE, ORGANIZATION) or len(words) < 2:
        return
    forms, first = lexicon.short_forms, words[0].lower()
    found = set()
    if words[-1].lower() in forms.tails and len(first) >= _SHORTEST and first not in forms.never_first:
        found.add(" ".join(words[:-1]))
    if first in forms.heads and len(words[1]) >= _SHORTEST and words[1][0].isupper():
        found.add(" ".join(words[1:]))
    for short in sorted(found):
        is_its_name = title.rpartition(" ")[2].lower() in forms.units and not _is_empty(short, lexicon)
        yield Claim(entry, Name(short, Form.ALIAS, short=True), None if is_its_name else entry.uri)


def _without_owner(
    title: str, entry: Entry, known: Mapping[str, Entry], lengths: Sequence[int], lexicon: Lexicon
) -> Iterator[Claim]:
    """`Security Council` of the *United Nations Security Council*, licensed by the United Nations.

    `known`: the names that one entry alone has; `lengths`: how many words they have, the most first.
    """
    words = title.split()
    # No other beginning of the title can be one of the known names.
    for length in lengths[bisect_left(lengths, 2 - len(words), key=operator.neg) :]:
        owner = known.get(" ".join(words[:length]))
        rest = words[length:]
        if (
            owner is not None
            and owner.uri != entry.uri
            and rest[0][0].isupper()
            and all(word[0].isupper() or len(word) <= 3 for word in rest)
        ):
            name = " ".join(rest)
            yield Claim(entry, Name(name, Form.ALIAS, short=True), owner.uri)
            for pattern in lexicon.short_forms.with_owner:
                yield Claim(entry, Name(pattern.format(name=name, owner=owner.title), Form.ALIAS))
            return


def _given_name(title: str, entry: Entry, lexicon: Lexicon) -> Iterator[Claim]:
    """The first word of a name of several, as a person is called once introduced: recorded only."""
    first, *others = title.split() or [""]
    no_names = first.lower() in lexicon.offices.words or first.lower() in lexicon.grammar.function_words
    if others and len(first) >= _SHORTEST and first.istitle() and not no_names:
        yield Claim(entry, Name(first, Form.ALIAS, short=True, linkable=False), entry.uri)


def _without_school(title: str, entry: Entry, lexicon: Lexicon) -> Iterator[Claim]:
    """`Harvard` of *Harvard University*: recorded only, as the place or the founder has the name, too."""
    words = without_qualification(title).split()
    if len(words) != 2 or words[1].lower() not in lexicon.short_forms.schools:
        return
    if words[0].istitle() and len(words[0]) >= _SHORTEST and not _is_empty(words[0], lexicon):
        yield Claim(entry, Name(words[0], Form.ALIAS, short=True, linkable=False), entry.uri)


def _initials(title: str, entry: Entry) -> Iterator[Claim]:
    """The capitals that begin the words of a long name: `OSCE`."""
    capitals = "".join(word[0] for word in without_qualification(title).split() if word[0].isupper())
    if len(capitals) >= _SHORTEST and capitals.isascii():
        yield Claim(entry, Name(capitals, Form.ALIAS, short=True), entry.uri)


def _is_empty(name: str, lexicon: Lexicon) -> bool:
    """Whether no word of a name names anything by itself: `Western Province` is never called `Western`."""
    return _empty_words(lexicon).issuperset(name.lower().split())


@cache
def _empty_words(lexicon: Lexicon) -> frozenset[str]:
    words = lexicon.offices.words | lexicon.grammar.function_words | lexicon.places.qualifiers
    return words | lexicon.short_forms.empty


def introduced_acronyms(
    folded: Sequence[Folded], found: Sequence[Sequence[Occurrence]], lexicon: Lexicon
) -> Collection[Claim]:
    """The acronyms that an article introduces: each once, however often it does."""
    introduced: dict[tuple[str, str], Claim] = {}
    for text, occurrences in zip(folded, found, strict=True):
        for occurrence in occurrences if "(" in text.text else ():
            entry, name = occurrence.claims[0].entry, occurrence.claims[0].name
            if len(occurrence.claims) == 1 and name.form in (Form.TITLE, Form.ALIAS):
                acronym = _introduced(text.text, occurrence, lexicon)
                if acronym:
                    introduced[entry.uri, acronym] = Claim(entry, Name(acronym, Form.ALIAS), entry.uri)
    return introduced.values()


def without_acronyms_of_others(
    found: list[list[Occurrence]], folded: Sequence[Folded], introduced: Collection[Claim], lexicon: Lexicon
) -> list[list[Occurrence]]:
    """Without short forms that the article puts in brackets behind something else: `Australian Medical Association (AMA)`."""
    others = {acronym for text in folded if "(" in text.text for acronym in _bracketed(text.text, lexicon)}
    others -= {claim.name.text for claim in introduced}
    if not others:
        return found
    return [
        [o for o in those if not o.traits.are_short or text.text[o.start : o.end] not in others]
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
    acronym = (rest if first in lexicon.short_forms.introductions else inside[0]).strip("\"'“”")
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
    return len(letters) >= _SHORTEST and all(letter in rest for letter in letters)
