"""Names that editors need not write down: full names of persons spelled otherwise, short forms, acronyms in brackets.

A surname with that person's given name before it is the full name, whatever stands between them: `Donald John Trump`,
`Siméon Poisson`, `Bill Green`. Middle names that contradict the entry's own make it another person: `George H. W. Bush`
is not `George W. Bush`.

A short form is one that a reader understands once the full name was given: `Kwanza` after *Kwanza River*, `Security
Council` after *United Nations*, `BWC` after *Biological Weapons Convention (BWC)*. Each is a claim with a licence: the
entry that must have been introduced before in the same article. It never competes with anybody's own name.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import ORGANIZATION, PERSON, PLACE, TREATY
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.personal_names import equivalents, suffixes, without_qualification
from backgrounder.language.phrases import one_of
from backgrounder.linking.names import Claim, Occurrence, without_marks
from backgrounder.text.folding import Folded, fold_name, words_of

_REACH = 60
"""How far before a surname the words of a full name are looked for."""
_SHORTEST = 3
"""Letters of a short form, and of an acronym if they are not all initials of the name's words."""


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


def full_names(text: str, start: int, named: Bearers, lexicon: Lexicon = ENGLISH) -> Iterator[tuple[int, Bearer]]:
    """Who is named in full by a surname and the words before it, and where the name begins.

    `start`: where the surname begins in a folded text; `named`: those who bear it.
    """
    before = _words_before(text, start, lexicon)
    done: set[str] = set()
    for number, (word, beginning) in enumerate(before):
        for given in equivalents(word, lexicon):
            if given in named and given not in done:
                done.add(given)
                between = [other for other, _ in before[number + 1 :]]
                yield from ((beginning, one) for one in named[given] if _compatible(between, one, lexicon))


def _words_before(text: str, start: int, lexicon: Lexicon) -> list[tuple[str, int]]:
    """The words of names before a surname that begins at `start`: each folded, with its start; the farthest first."""
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
    """Whether middle names can be one person's: all are left out, or each is an initial, or spelled alike.

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
    return len(written) == len(known) and all(map(_is_alike, written, known))


def _is_alike(one: str, other: str) -> bool:
    """Whether two middle names may be one: `H.` and `Herbert`, `Viktorovich` and `Victorovich`, but not `Earl` and `Edward`."""
    if 1 in (len(one.rstrip(".")), len(other.rstrip("."))):
        return one[0] == other[0]
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 (loaded when it is first needed)

    return one == other or (len(one) > _SHORTEST and DamerauLevenshtein.distance(one, other) <= 1)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word of a name for comparison: lower case, without marks."""
    return without_marks(fold_name(word)).lower()


def _words(name: str) -> list[str]:
    return [fold(word) for word in fold_name(name).split()]


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
    is_school = len(words) == 2 and words[1].lower() in lexicon.short_forms.schools
    if is_school and words[0].istitle() and len(words[0]) >= _SHORTEST and not _is_empty(words[0], lexicon):
        yield Claim(entry, Name(words[0], Form.ALIAS, short=True, linkable=False), entry.uri)


def _initials(title: str, entry: Entry) -> Iterator[Claim]:
    """The capitals that begin the words of a long name: `OSCE`."""
    capitals = "".join(word[0] for word in without_qualification(title).split() if word[0].isupper())
    if len(capitals) >= _SHORTEST and capitals.isascii():
        yield Claim(entry, Name(capitals, Form.ALIAS, short=True), entry.uri)


def _is_empty(name: str, lexicon: Lexicon) -> bool:
    """Whether no word of a name names anything by itself: `Western Province` is never called `Western`."""
    offices, grammar, places, forms = lexicon.offices, lexicon.grammar, lexicon.places, lexicon.short_forms
    lists = (offices.words, grammar.function_words, places.qualifiers, forms.empty)
    return all(any(word in words for words in lists) for word in name.lower().split())


def introduced_acronyms(
    folded: Sequence[Folded], found: Sequence[Sequence[Occurrence]], lexicon: Lexicon
) -> Collection[Claim]:
    """The acronyms that an article introduces: each once, however often it does."""
    introduced: dict[tuple[str, str], Claim] = {}
    for text, occurrences in zip(folded, found, strict=True):
        for occurrence in occurrences if "(" in text.text else ():
            entry, name = occurrence.claims[0].entry, occurrence.claims[0].name
            if len(occurrence.claims) > 1 or name.form not in (Form.TITLE, Form.ALIAS):
                continue
            acronym = acronym_in_brackets(text.text, occurrence.end, lexicon)
            if _abbreviates(acronym, text.text[occurrence.start : occurrence.end]):
                licence = None if _has_as_own(entry, acronym) else entry.uri
                introduced[entry.uri, acronym] = Claim(entry, Name(acronym, Form.ALIAS), licence)
    return introduced.values()


def _has_as_own(entry: Entry, acronym: str) -> bool:
    """Whether an editor wrote an acronym down as a name of an entry, with full stops or without: such a name answers always."""
    own = (name.text for name in entry.names if name.form in (Form.TITLE, Form.ALIAS))
    return acronym.replace(".", "").casefold() in (text.replace(".", "").casefold() for text in own)


def without_acronyms_of_others(
    found: list[list[Occurrence]], folded: Sequence[Folded], introduced: Collection[Claim], lexicon: Lexicon
) -> list[list[Occurrence]]:
    """Without short forms that the article puts in brackets behind something else: `Australian Medical Association (AMA)`."""
    texts = (text.text for text in folded if "(" in text.text)
    others = {one for text in texts for _, one in acronyms_in_brackets(text, lexicon) if one.isupper()}
    others -= {claim.name.text for claim in introduced}
    if not others:
        return found
    return [
        [o for o in those if not o.traits.are_short or text.text[o.start : o.end] not in others]
        for those, text in zip(found, folded, strict=True)
    ]


def acronyms_in_brackets(text: str, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Where a text puts acronyms in brackets (at the space before them), whatever stands before, and each acronym."""
    at = text.find(" (")
    while at >= 0:
        if acronym := acronym_in_brackets(text, at, lexicon):
            yield at, acronym
        at = text.find(" (", at + 1)


def acronym_in_brackets(text: str, at: int, lexicon: Lexicon, longest: int = 10) -> str:
    """The acronym in brackets behind a space at a place: `(BWC)`, `(the “BWC”)`; empty if there is none."""
    if not text.startswith(" (", at):
        return ""
    inside = text[at + 2 : at + 5 * longest].partition(")")
    first, _, rest = inside[0].partition(" ")
    acronym = (rest if first in lexicon.short_forms.introductions else inside[0]).strip("\"'“”")
    letters = acronym.replace(".", "").replace("&", "")
    is_one = inside[1] and 1 < len(acronym) <= longest and acronym[0].isupper() and letters.isalpha()
    return acronym if is_one and acronym.isascii() else ""


def divided(title: str, lexicon: Lexicon = ENGLISH) -> tuple[str, str]:
    """A title and the acronym that stands in brackets behind it; without one, all of it."""
    at = title.rfind(" (")
    acronym = acronym_in_brackets(title, at, lexicon) if at > 0 and title.endswith(")") else ""
    return (title[:at], acronym) if acronym and _abbreviates(acronym, title[:at]) else (title, "")


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym begin as a name begins, and stand in it in this order, words first."""
    letters = acronym.replace(".", "").replace("&", "")
    if not letters.isupper() or name[:1].upper() != letters[0]:
        return False
    words = words_of(name)
    initials = iter("".join(word[0] for word in words).upper())
    if all(letter in initials for letter in letters):
        return True
    # Of one word, almost any letters stand in some order.
    rest = iter(name.upper())
    return len(words) > 1 and len(letters) >= _SHORTEST and all(letter in rest for letter in letters)
