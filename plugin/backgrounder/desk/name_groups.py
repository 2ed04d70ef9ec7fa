"""Which names are names of one thing: spellings, surnames, acronyms, bodies with and without what they belong to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import DamerauLevenshtein

from backgrounder.desk.capitalized_runs import Spot
from backgrounder.desk.kind_evidence import Evidence, is_surname
from backgrounder.glossary.kinds import ORGANIZATION, PERSON, STATE, TREATY, KindSpec
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.personal_names import equivalents, given_names, surname_of
from backgrounder.language.territories import state_of
from backgrounder.linking.derived_names import fold
from backgrounder.linking.names import without_marks

_MOST_LIKELY = 0.8
"""The share of the full names with a surname that one person must have to be meant where none is given."""
_SHORTEST_ALIKE = 5
"""Letters of given names that are one name in two spellings."""
_LONGEST_STATE = 4
"""Words of a state's name before a body's."""


@dataclass(frozen=True)
class Names:
    """What was found: where each name stands, its kind if it has one, and what was observed of it."""

    spots: Mapping[str, Sequence[Spot]]
    kinds: Mapping[str, KindSpec]
    evidence: Mapping[str, Evidence]
    lexicon: Lexicon = ENGLISH

    @cached_property
    def by_article(self) -> Mapping[str, Mapping[int, Sequence[Spot]]]:
        """Where each name that has a kind stands, by article."""
        found: dict[str, dict[int, list[Spot]]] = {name: {} for name in self.kinds}
        for name, of_name in found.items():
            for spot in self.spots[name]:
                of_name.setdefault(spot.article, []).append(spot)
        return found

    def often(self, name: str) -> tuple[int, str]:
        """For sorting: names that are used more first."""
        return -len(self.spots[name]), name


def gathered(names: Names) -> Mapping[str, Mapping[str, Sequence[Spot]]]:
    """Where names stand that have a kind, and short ones that stand for them, under the full name that is used most."""
    kinds = names.kinds.items()
    owner = {name: state_of(name, names.lexicon) or name if kind == STATE else name for name, kind in kinds}
    _join_spellings(names, owner)
    _join_full_names(names, owner)
    _join_acronyms(names, owner)
    _join_owned(names, owner)
    groups: dict[str, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    bearers = _bearers(names)
    for name in sorted(bearers):
        for spot in names.spots[name]:
            full = _bearer(spot, bearers[name], names, owner)
            if full or name in owner:
                groups[full or name][name].append(spot)
    for name in owner:
        if name not in bearers:
            groups[_known(name, owner)][name] += names.spots[name]
    return groups


def _known(name: str, owner: Mapping[str, str]) -> str:
    """The name that another one was joined to, by however many steps."""
    told = {name}
    while owner.get(name, name) not in told:
        name = owner[name]
        told.add(name)
    return name


def _join_spellings(names: Names, owner: dict[str, str]) -> None:
    """Names that differ in marks, hyphens and capitals, to the one that is used most."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in owner:
        alike[" ".join(without_marks(name).replace("-", " ").split()).casefold()].append(name)
    for same in alike.values():
        known = min(same, key=names.often)
        for name in same if len(same) > 1 else ():
            owner[name] = owner[known]


def _join_full_names(names: Names, owner: dict[str, str]) -> None:
    """Full names of persons that differ in middle names or initials."""
    full: dict[str, list[str]] = defaultdict(list)
    for name, kind in names.kinds.items():
        if kind == PERSON and " " in name:
            full[_surname(name, names.lexicon)].append(name)
    for same in full.values():
        first: list[str] = []
        for name in sorted(same, key=names.often):
            alike = next((one for one in first if _same_given(one, name, names.lexicon)), None)
            if alike:
                owner[name] = alike
            elif owner[name] == name:
                first.append(name)


def _surname(name: str, lexicon: Lexicon) -> str:
    return surname_of(name, lexicon) or name.rsplit(maxsplit=1)[-1]


def _same_given(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two full names with one surname can be one person's: `Sergey` and `Sergei`, `J.` and `John`."""
    a, b = one.split(maxsplit=1)[0].rstrip("."), other.split(maxsplit=1)[0].rstrip(".")
    if 1 in (len(a), len(b)):
        return a[0] == b[0]
    alike = min(len(a), len(b)) >= _SHORTEST_ALIKE and DamerauLevenshtein.distance(a, b) == 1
    return alike or not equivalents(fold(a), lexicon).isdisjoint(equivalents(fold(b), lexicon))


def _join_acronyms(names: Names, owner: dict[str, str]) -> None:
    """Acronyms to the long name whose initials they are, in the same article."""
    by_initials: dict[str, list[str]] = defaultdict(list)
    for name, kind in names.kinds.items():
        if kind in (ORGANIZATION, TREATY, STATE) and " " in name:
            words = name.replace("-", " ").split()
            initials = "".join(word[0] for word in words)
            # `ECOWAS` has the `o` of `of`.
            for letters in {initials.upper(), "".join(filter(str.isupper, initials))}:
                by_initials[letters].append(name)
    for name, spots in names.spots.items():
        letters = name.replace(".", "")
        is_acronym = len(letters) > 1 and letters.isupper()
        if is_acronym and letters in by_initials and names.kinds.get(name) != STATE:
            here = {spot.article for spot in spots}
            long = [one for one in by_initials[letters] if not here.isdisjoint(names.by_article[one])]
            if len(long) == 1:
                owner[name] = owner[long[0]]


def _join_owned(names: Names, owner: dict[str, str]) -> None:
    """Bodies that are named with or without what they belong to: `U.S. Congress`, `Senate of the United States`."""
    for name, kind in names.kinds.items():
        short = _without_owner(name, names) if kind == ORGANIZATION else ""
        if short in names.kinds and not names.by_article[name].keys().isdisjoint(names.by_article[short]):
            owner[name] = owner[short]


def _without_owner(name: str, names: Names) -> str:
    """A body's name without the state or body that it belongs to, before it or behind `of`; empty if there is none."""
    lexicon = names.lexicon

    def owns(name: str) -> bool:
        is_body = names.kinds.get(name) == ORGANIZATION
        return is_body or name in lexicon.states.majorities or state_of(name, lexicon) is not None

    words = name.split()
    for number in range(1, min(len(words), _LONGEST_STATE + 1)):
        if words[number][0].isupper() and owns(" ".join(words[:number])):
            return " ".join(words[number:])
    for of in lexicon.nouns.of:
        before, joined, behind = name.rpartition(f" {of} ")
        first, _, rest = behind.partition(" ")
        if joined and owns(rest if first in lexicon.grammar.articles else behind):
            return before
    return ""


def _bearers(names: Names) -> Mapping[str, Sequence[str]]:
    """By the word that stands for them further down: full names of persons by surname, of bodies by their noun (`Congress`)."""
    full: dict[str, list[str]] = defaultdict(list)
    lexicon = names.lexicon
    for name, kind in names.kinds.items():
        last = _surname(name, lexicon)
        owned = any(f" {of} {last}" in name for of in lexicon.nouns.of)
        is_body = kind == names.kinds.get(last) == ORGANIZATION and not owned
        if " " in name and (kind == PERSON or is_body):
            full[last].append(name)
            first = name.split()[0]
            # Family names come first in some languages: `Zhao` is `Zhao Lijian`.
            may_be_first = name.count(" ") == 1 and first.lower() not in given_names(lexicon)
            if kind == PERSON and may_be_first and first in names.spots and last not in names.spots:
                full[first].append(name)
    return {
        word: bearers
        for word, bearers in full.items()
        if names.kinds.get(word) in (ORGANIZATION, PERSON)
        or (word in names.spots and word not in names.kinds and is_surname(names.evidence[word]))
    }


def _bearer(spot: Spot, bearers: Sequence[str], names: Names, owner: Mapping[str, str]) -> str | None:
    """Whose short name stands here.

    A person's whose full name stands last before it in the article, or else first in it; the body's that the article names
    most. In an article that has no full name, the one's that nearly all full names are.
    """
    here = [
        (other.block, other.start, name) for name in bearers for other in names.by_article[name].get(spot.article, ())
    ]
    if here and names.kinds[here[0][2]] == PERSON:
        before = [one for one in here if one[:2] < (spot.block, spot.start)]
        return _known(max(before)[2] if before else min(here)[2], owner)
    often = Counter(_known(name, owner) for _, _, name in here)
    for name in () if here else bearers:
        often[_known(name, owner)] += len(names.spots[name])
    known, count = min(often.items(), key=lambda item: (-item[1], item[0]))
    return known if here or count >= _MOST_LIKELY * often.total() else None
