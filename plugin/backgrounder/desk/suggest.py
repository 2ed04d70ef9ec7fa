"""Which entries the glossary lacks: names in the articles that nobody has an entry for, by how much one would give readers."""

from __future__ import annotations

import json
import math
import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from backgrounder.desk.kinds import JOINS, Evidence, is_surname, kind_of, observe, state_of
from backgrounder.desk.spotting import Spot, spots
from backgrounder.glossary.entry import Kind
from backgrounder.glossary.read import SUFFIXES
from backgrounder.linking.mention import Mention
from backgrounder.linking.persons import GIVEN_NAMES, equivalents, fold
from backgrounder.linking.variants import without_marks
from backgrounder.seeds.article import Article
from backgrounder.text.sentences import sentences

_SHORTEST_ACRONYM = 2
_SHORTEST_ALIKE = 5
"""Letters of given names that are one name in two spellings."""
_MAJORITIES = frozenset(("Democratic", "Republican", "Conservative", "Labour", "National"))
"""Words before a parliament that make it no other one."""
_MOST_LIKELY = 0.8
"""The share of the full names with a surname that one person must have to be meant where none is given."""
_LONGEST_STATE = 4
"""Words of a state's name before a body's."""
_LOWER = re.compile(r"(?<![\w’'-])[a-zß-ÿ]+(?![\w’'-])")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that has no entry: what it is probably the name of, other names for the same, and where it stands.

    `spots` are its occurrences in the order of the articles; `articles`: how many have it.
    """

    name: str
    kind: Kind
    others: tuple[str, ...]
    spots: tuple[Spot, ...]
    articles: int

    @property
    def value(self) -> float:
        """How much an entry would give: each article counts, and in each further mentions less and less."""
        often = Counter(spot.article for spot in self.spots)
        return sum(1 + math.log(count) for count in often.values())


def find(title: str, found: Iterable[Suggestion]) -> Suggestion | None:
    """The suggestion that has a name, in whatever case."""
    wanted = title.casefold()
    return next((one for one in found if wanted in (name.casefold() for name in (one.name, *one.others))), None)


def as_text(found: Sequence[Suggestion], articles: Sequence[Article]) -> Iterator[str]:
    """For people: each suggestion with its first sentence and the command that makes the entry."""
    for number, one in enumerate(found, 1):
        also = f"; also {', '.join(one.others)}" if one.others else ""
        first = one.spots[0]
        article = articles[first.article]
        sentence = sentence_at(article.blocks[first.block].text, first.start)
        yield f"{number:3}. {one.name}: {one.kind.value}, {counted(one)}{also}"
        yield f"     {article.place(first.block, first.start)}: {' '.join(sentence.split())}"
        yield f"     {command(one)}"


def as_jsonl(found: Iterable[Suggestion], articles: Sequence[Article]) -> Iterator[str]:
    """One JSON object a line."""
    for one in found:
        places = [str(articles[spot.article].place(spot.block, spot.start)) for spot in one.spots]
        values = {
            "name": one.name,
            "kind": one.kind.value,
            "others": list(one.others),
            "articles": one.articles,
            "mentions": len(one.spots),
            "places": places,
            "command": command(one),
        }
        yield json.dumps(values, ensure_ascii=False)


def command(one: Suggestion) -> str:
    """The command that makes the entry."""
    return f"backgrounder new {one.kind.value} {shlex.quote(one.name)}"


def counted(one: Suggestion) -> str:
    """How often a name stands in how many articles, in words."""
    mentions = f"{len(one.spots)} mention{'s' * (len(one.spots) != 1)}"
    return f"{mentions} in {one.articles} article{'s' * (one.articles != 1)}"


def sentence_at(text: str, offset: int) -> str:
    """The sentence of a paragraph that an offset lies in."""
    return next((text[start:end] for start, end in sentences(text) if offset < end), text)


def suggestions(
    articles: Sequence[Article], mentions: Mapping[str, Sequence[Mention]], not_these: Iterable[str] = ()
) -> tuple[Suggestion, ...]:
    """Names without an entry, the most useful first. `not_these`: names that editors do not want to hear of again."""
    texts = [block.text for article in articles for block in article.blocks if block.number]
    lower = frozenset(word for text in texts for word in _LOWER.findall(text))
    found: dict[str, list[Spot]] = defaultdict(list)
    named = _named(mentions.values())
    for number, article in enumerate(articles):
        taken = _taken(mentions.get(article.path, ()))
        for at, block in enumerate(article.blocks):
            if block.number and not block.text.isupper():
                for spot in spots(block.text, number, at, lower, JOINS):
                    if spot.text not in named and not any(
                        start < spot.end and spot.start < end for start, end in taken.get(at, ())
                    ):
                        found[spot.text].append(spot)
    evidence = _evidence(articles, found)
    adjectives = frozenset(
        name
        for name, seen in evidence.items()
        if seen.count > 2 and max(seen.before_noun, 2 * seen.as_place) * 2 > seen.count
    )
    kinds = {name: kind for name in found if (kind := kind_of(name, evidence[name], lower, adjectives))}
    groups = _gathered(found, kinds, evidence)
    unwanted = {name.casefold() for name in not_these}
    return tuple(
        sorted(
            (one for one in groups if not unwanted & {name.casefold() for name in (one.name, *one.others)}),
            key=lambda one: (-one.value, one.name),
        )
    )


def _taken(mentions: Sequence[Mention]) -> dict[int, list[tuple[int, int]]]:
    """Where names of entries stand, by block. What only looks like one may be a part of a name without an entry."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        if mention.is_mention or mention.candidates:
            taken[mention.stretch].append((mention.start, mention.end))
    return taken


def _named(mentions: Iterable[Sequence[Mention]]) -> frozenset[str]:
    """The names of entries that were found, mentions or not: no entry is missing for them."""
    entries = {mention.entry.uri: mention.entry for of_article in mentions for mention in of_article if mention.entry}
    return frozenset(name.text for entry in entries.values() for name in entry.names)


def _evidence(articles: Sequence[Article], found: Mapping[str, Sequence[Spot]]) -> Mapping[str, Evidence]:
    evidence: dict[str, Evidence] = defaultdict(Evidence)
    for name, where in found.items():
        for spot in where:
            text = articles[spot.article].blocks[spot.block].text
            evidence[name].articles.add(spot.article)
            observe(evidence[name], text, spot.start, spot.end, opens=spot.opens, office=bool(spot.offices))
    for name in found:
        last = name.rpartition(" ")[2]
        if last != name and last in found and is_surname(evidence[last]):
            both = {spot.article for spot in found[name]}
            evidence[name].alone = sum(1 for spot in found[last] if spot.article in both and not spot.opens)
    return evidence


def _gathered(
    found: Mapping[str, Sequence[Spot]], kinds: Mapping[str, Kind], evidence: Mapping[str, Evidence]
) -> list[Suggestion]:
    """The names of one thing as one suggestion, under the full name that is used most."""
    owner = {name: (state_of(name) if kind is Kind.STATE else None) or name for name, kind in kinds.items()}
    _join_spellings(found, owner)
    _join_full_names(found, kinds, owner)
    _join_acronyms(found, kinds, owner)
    _join_owned(found, kinds, owner)
    groups: dict[str, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    full_names = _full_names(found, kinds)
    short = {name for name in full_names if name in found and _is_short(name, kinds, evidence)}
    for name in sorted(short):
        for spot in found[name]:
            full = _bearer(spot, full_names[name], found, kinds, owner)
            if full or name in owner:
                groups[full or name][name].append(spot)
    for name, known in owner.items():
        if name not in short:
            groups[known][name] += found[name]
    return [_suggestion(known, names, kinds) for known, names in groups.items()]


def _suggestion(known: str, names: Mapping[str, Sequence[Spot]], kinds: Mapping[str, Kind]) -> Suggestion:
    where = sorted(
        (spot for of_name in names.values() for spot in of_name), key=lambda s: (s.article, s.block, s.start)
    )
    others = sorted(set(names) - {known}, key=lambda name: (-len(names[name]), name))
    kind = next(kinds[name] for name in (known, *others) if name in kinds)
    return Suggestion(known, kind, tuple(others), tuple(where), len({spot.article for spot in where}))


def _join_spellings(found: Mapping[str, Sequence[Spot]], owner: dict[str, str]) -> None:
    """Names that differ in marks, hyphens and capitals, to the one that is used most."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in owner:
        alike[re.sub(r"[\s-]+", " ", without_marks(name)).casefold()].append(name)
    for names in alike.values():
        known = min(names, key=lambda name: (-len(found[name]), name))
        for name in names if len(names) > 1 else ():
            owner[name] = owner[known]


def _join_owned(found: Mapping[str, Sequence[Spot]], kinds: Mapping[str, Kind], owner: dict[str, str]) -> None:
    """Bodies that are named with or without what they belong to: `U.S. Congress`, `Senate of the United States`."""
    for name, kind in kinds.items():
        short = _without_owner(name, kinds) if kind is Kind.ORGANIZATION else None
        if (
            short in kinds
            and short is not None
            and {s.article for s in found[short]} & {s.article for s in found[name]}
        ):
            owner[name] = owner[short]


def _without_owner(name: str, kinds: Mapping[str, Kind]) -> str | None:
    """A body's name without the state or body that it belongs to, before it or behind `of`; None if there is none."""

    def owns(name: str) -> bool:
        return state_of(name) is not None or kinds.get(name) is Kind.ORGANIZATION or name in _MAJORITIES

    words = name.split()
    for number in range(1, min(len(words), _LONGEST_STATE + 1)):
        if words[number][0].isupper() and owns(" ".join(words[:number])):
            return " ".join(words[number:])
    before, of, behind = name.rpartition(" of ")
    return before if of and owns(behind.removeprefix("the ")) else None


def _join_full_names(found: Mapping[str, Sequence[Spot]], kinds: Mapping[str, Kind], owner: dict[str, str]) -> None:
    """Full names of persons that differ in middle names or initials."""
    full: dict[str, list[str]] = defaultdict(list)
    for name, kind in kinds.items():
        if kind is Kind.PERSON and " " in name:
            full[_surname(name)].append(name)
    for names in full.values():
        names.sort(key=lambda name: (-len(found[name]), name))
        for number, name in enumerate(names):
            same = (one for one in names[:number] if owner[one] == one and _same_given(one, name))
            owner[name] = next(same, name)


def _surname(name: str) -> str:
    words = name.split()
    return words[-2] if words[-1].lower() in SUFFIXES and len(words) > 2 else words[-1]


def _same_given(one: str, other: str) -> bool:
    """Whether two full names with one surname can be one person's: `Sergey` and `Sergei`, `J.` and `John`."""
    a, b = one.split(maxsplit=1)[0].rstrip("."), other.split(maxsplit=1)[0].rstrip(".")
    if 1 in (len(a), len(b)):
        return a[0] == b[0]
    return bool(equivalents(fold(a)) & equivalents(fold(b))) or (
        min(len(a), len(b)) >= _SHORTEST_ALIKE and DamerauLevenshtein.distance(a, b) == 1
    )


def _full_names(found: Mapping[str, Sequence[Spot]], kinds: Mapping[str, Kind]) -> Mapping[str, Sequence[str]]:
    """By the word that stands for them further down: full names of persons by surname, of bodies by their noun."""
    full: dict[str, list[str]] = defaultdict(list)
    for name, kind in kinds.items():
        last = _surname(name)
        is_body = kind is kinds.get(last) is Kind.ORGANIZATION and f" of {last}" not in name
        if " " in name and (kind is Kind.PERSON or is_body):
            full[last].append(name)
            first = name.split()[0]
            if kind is Kind.PERSON and first in found and first.lower() not in GIVEN_NAMES and last not in found:
                # Family names come first in some languages: `Zhao` is `Zhao Lijian`.
                full[first].append(name)
    return full


def _is_short(name: str, kinds: Mapping[str, Kind], evidence: Mapping[str, Evidence]) -> bool:
    """Whether a word can stand for a full name: a body's noun with a capital (`Congress`), or a surname."""
    return kinds.get(name) in (Kind.ORGANIZATION, Kind.PERSON) or (name not in kinds and is_surname(evidence[name]))


def _bearer(
    spot: Spot,
    bearers: Sequence[str],
    found: Mapping[str, Sequence[Spot]],
    kinds: Mapping[str, Kind],
    owner: Mapping[str, str],
) -> str | None:
    """Whose short name stands here.

    A person's whose full name stands last before it in the article, or else first in it; the body's that the article names
    most. In an article that has no full name, the one's that nearly all full names are.
    """
    here = [
        (other.block, other.start, name) for name in bearers for other in found[name] if other.article == spot.article
    ]
    if here and kinds[here[0][2]] is Kind.PERSON:
        before = [one for one in here if one[:2] < (spot.block, spot.start)]
        return owner[max(before)[2] if before else min(here)[2]]
    often = Counter(owner[name] for _, _, name in here) or Counter(owner[name] for name in bearers for _ in found[name])
    name, count = min(often.items(), key=lambda item: (-item[1], item[0]))
    return name if here or count >= _MOST_LIKELY * often.total() else None


def _join_acronyms(found: Mapping[str, Sequence[Spot]], kinds: Mapping[str, Kind], owner: dict[str, str]) -> None:
    """Acronyms to the long name whose initials they are, in the same article."""
    by_initials: dict[str, list[str]] = defaultdict(list)
    for name, kind in kinds.items():
        if kind in (Kind.ORGANIZATION, Kind.TREATY, Kind.STATE) and " " in name:
            by_initials["".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())].append(name)
    for name in found:
        letters = name.replace(".", "")
        if (
            len(letters) < _SHORTEST_ACRONYM
            or not letters.isupper()
            or kinds.get(name, Kind.ORGANIZATION) is Kind.STATE
        ):
            continue
        here = {spot.article for spot in found[name]}
        long = [one for one in by_initials.get(letters, ()) if here & {spot.article for spot in found[one]}]
        if len(long) == 1:
            owner[name] = owner[long[0]]
