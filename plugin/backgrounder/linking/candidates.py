"""Where names stand in a text, before anybody decides whose they are: from all overlapping finds to disjoint occurrences.

The steps: names and full names of persons → what the editor chose for this article → acronyms that the article
introduces → two mentions where a comma joins two → the longest of what overlaps → without words that are no names →
rejections of what is a piece of something else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import CONCEPT, ORGANIZATION, PERSON, PLACE, STATE
from backgrounder.glossary.read import GENERATIONS
from backgrounder.linking.context import means_language, means_place
from backgrounder.linking.longer_names import (
    DAYS,
    another_office,
    another_school,
    begins_sentence,
    extends_left,
    extends_right,
    hyphened,
    named_apart,
    qualified,
)
from backgrounder.linking.mention import Reason, Stretch
from backgrounder.linking.names import Claim, NameIndex, Occurrence, own_claims
from backgrounder.linking.persons import Bearers, bearers, fold, full_names
from backgrounder.linking.short_forms import bracketed_acronyms, introduced_acronym, static_claims
from backgrounder.text.folding import Folded
from backgrounder.text.spans import Spans
from backgrounder.text.words import Words

_GENERATION = re.compile(rf",? ({'|'.join(sorted(GENERATIONS))})\b", re.IGNORECASE)
_BEFORE_MONTHS = re.compile(
    r"(?:\d|\b(?:in|on|by|since|until|till|early|late|mid|last|next|this|every|each|during|of))[ -]\Z", re.IGNORECASE
)
_OF = re.compile(r" of (?:the )?")
_PRONOUNS = frozenset(("it", "us", "who"))
_OFTEN = 3
"""How often an article must at least have a word in lower case to make its capitals meaningless."""
_PHRASES_AROUND = 8
"""Phrases that may begin before a name and still hold it: they overlap one another, so few do."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entries, ready for the resolver: names and protected phrases in automata, entries by uri."""

    entries: Mapping[str, Entry]
    names: NameIndex
    never: NameIndex
    bearers: Mapping[str, Bearers]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Glossary:
        """Builds the automata once for all articles."""
        by_uri = {entry.uri: entry for entry in sorted(entries, key=lambda e: e.uri)}
        phrases = [
            Claim(entry, Name(phrase, Form.ALIAS, case_sensitive=False, place=place))
            for entry in by_uri.values()
            for phrase, place in entry.never
        ]
        names = NameIndex((*own_claims(by_uri.values()), *static_claims(by_uri.values())))
        return cls(by_uri, names, NameIndex(phrases), bearers(by_uri.values()))


def found_in(folded: Folded, glossary: Glossary) -> list[Occurrence]:
    """The occurrences of names, those of surnames also with the given names before them, if they are the person's."""
    text = folded.text
    found = glossary.names.find(folded)
    longer: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for occurrence in found:
        named = glossary.bearers.get(fold(text[occurrence.start : occurrence.end]))
        if named:
            for start, bearer in full_names(text, occurrence.start, named):
                if any(c.entry is bearer.claim.entry for c in occurrence.claims):
                    longer[start, occurrence.end].append(bearer.claim)
    if not longer:
        return found
    known = {(o.start, o.end) for o in found}
    return found + [
        Occurrence(*span, tuple(sorted(claims, key=lambda c: c.entry.uri)))
        for span, claims in longer.items()
        if span not in known
    ]


def introduced_acronyms(folded: Sequence[Folded], found: Sequence[list[Occurrence]]) -> Iterator[Claim]:
    """The acronyms that an article itself introduces, in brackets behind a full name: each once, however often it does."""
    told: set[tuple[str, str]] = set()
    for text, occurrences in zip(folded, found, strict=True):
        if "(" not in text.text:
            continue
        for occurrence in occurrences:
            claim = occurrence.claims[0]
            if len(occurrence.claims) == 1 and claim.name.form in (Form.TITLE, Form.ALIAS):
                surface = text.text[occurrence.start : occurrence.end]
                acronym = introduced_acronym(text.text, occurrence.end, claim.entry, surface)
                if acronym and (acronym.entry.uri, acronym.name.text) not in told:
                    told.add((acronym.entry.uri, acronym.name.text))
                    yield acronym


def without_others_acronyms(
    found: Sequence[list[Occurrence]], folded: Sequence[Folded], introduced: Iterable[Claim]
) -> Sequence[list[Occurrence]]:
    """Without short forms that the article puts in brackets behind something else: `Australian Medical Association (AMA)`."""
    others = {acronym for text in folded if "(" in text.text for acronym in bracketed_acronyms(text.text)}
    others -= {claim.name.text for claim in introduced}
    if not others:
        return found
    return [
        [o for o in os if text.text[o.start : o.end] not in others or not all(c.name.short for c in o.claims)]
        for os, text in zip(found, folded, strict=True)
    ]


def named_alone(found: Sequence[list[Occurrence]], folded: Sequence[Folded]) -> frozenset[str]:
    """The entries that an article names by title or alias elsewhere than behind a comma that ends a longer name."""
    if not any(", " in text.text[o.start : o.end] for os, text in zip(found, folded, strict=True) for o in os):
        return frozenset()
    alone: set[str] = set()
    for occurrences, text in zip(found, folded, strict=True):
        tails = {o.end for o in occurrences if ", " in text.text[o.start : o.end]}
        for occurrence in occurrences:
            if occurrence.end not in tails:
                alone |= {c.entry.uri for c in occurrence.claims if c.name.form in (Form.TITLE, Form.ALIAS)}
    return frozenset(alone)


def at_commas(occurrences: list[Occurrence], text: str, alone: frozenset[str]) -> list[Occurrence]:
    """`Alpine, Arizona` is two mentions, of the town and of the state, if the article names the state nowhere else."""
    if not any(text.find(", ", o.start, o.end) > 0 for o in occurrences):
        return occurrences
    spans = {(o.start, o.end): o for o in occurrences}
    starts = {o.end: o.start for o in reversed(occurrences)}
    for occurrence in occurrences:
        comma = text.rfind(", ", occurrence.start, occurrence.end)
        if comma > 0 and starts.get(comma, occurrence.start) < occurrence.start:
            # `Jesse Jackson, Mississippi's preacher`: the name before the comma began earlier.
            del spans[occurrence.start, occurrence.end]
            continue
        behind = spans.get((comma + 2, occurrence.end)) if comma > 0 else None
        states = {c.entry.uri for c in behind.claims if c.name.form in (Form.TITLE, Form.ALIAS)} if behind else set()
        if states and not states & alone:
            del spans[occurrence.start, occurrence.end]
            spans[occurrence.start, comma] = Occurrence(occurrence.start, comma, occurrence.claims)
    return list(spans.values())


def is_common_word(occurrence: Occurrence, text: str, words: Words) -> bool:
    """Whether a capital says nothing: the article has the word in lower case, and here a sentence begins with it.

    Or the article has it in lower case far more often, so that a capital is emphasis: `getting the People to vote`.
    """
    surface = text[occurrence.start : occurrence.end]
    if surface.isupper() and surface.lower() in _PRONOUNS and _in_capitals(text, occurrence.start, occurrence.end):
        return True
    if _names_a_month(occurrence, text):
        return True
    single = surface.istitle() and " " not in surface and all(c.name.case_sensitive for c in occurrence.claims)
    common = words.count(surface.lower()) if single else 0
    if not common:
        return False
    return begins_sentence(text, occurrence.start) or common >= max(_OFTEN, 2 * words.count(surface))


def _names_a_month(occurrence: Occurrence, text: str) -> bool:
    """`In May`, `3 May`, `May 2020`: not the surname of somebody called May."""
    if any(c.name.form is not Form.SURNAME for c in occurrence.claims):
        return False
    if text[occurrence.start : occurrence.end].lower() not in DAYS:
        return False
    before, behind = text[max(0, occurrence.start - 12) : occurrence.start], text[occurrence.end : occurrence.end + 4]
    return _BEFORE_MONTHS.search(before) is not None or re.match(r",? \d", behind) is not None


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words on both sides are in capitals, too: in such a line `US` may be a pronoun."""
    before = re.search(r"([^\W\d_]{2,}) \Z", text[max(0, start - 20) : start])
    behind = re.match(r" ([^\W\d_]{2,})", text[end : end + 20])
    return bool(before and behind and before[1].isupper() and behind[1].isupper())


def places_in(occurrences: list[Occurrence], text: str) -> frozenset[int]:
    """The occurrences that stand for a place and not for its government, as far as the words around them say so."""
    metonyms = [(o, {c.entry.uri for c in o.claims if c.name.form is Form.METONYM}) for o in occurrences]
    if not any(governments for _, governments in metonyms):
        return frozenset()
    starts = {o.start: {claim.entry.uri for claim in o.claims} for o in occurrences}
    places: set[int] = set()
    last_end = -1
    for occurrence, governments in metonyms:
        if not governments:
            continue
        qualified_name = ", " in text[occurrence.start : occurrence.end]  # `Washington, D.C.`
        within = (
            text[occurrence.end : occurrence.end + 2] == ", " and starts.get(occurrence.end + 2, set()) & governments
        )
        listed = last_end > 0 and text[last_end : occurrence.start] in (", ", " and ", ", and ", " or ")
        if qualified_name or within or listed or means_place(text, occurrence.start, occurrence.end):
            places.add(occurrence.start)
            last_end = occurrence.end
    return frozenset(places)


def overruled(found: list[Occurrence], chosen: list[Occurrence]) -> list[Occurrence]:
    """What an editor chose for a name in this article stands in place of who claims it."""
    if not chosen:
        return found
    spans = {(o.start, o.end): o for o in found} | {(o.start, o.end): o for o in chosen}
    return list(spans.values())


def longest(occurrences: list[Occurrence]) -> list[Occurrence]:
    """Of overlapping occurrences the longest; of equally long ones the leftmost. In order of place."""
    kept: list[Occurrence] = []
    for cluster in _clusters(sorted(occurrences, key=lambda o: (o.start, -o.end))):
        chosen: list[Occurrence] = []  # by place: disjoint, so that only its neighbours can overlap a candidate
        for candidate in sorted(cluster, key=lambda o: (o.start - o.end, o.start)):
            at = bisect_left(chosen, candidate.start, key=lambda o: o.start)
            if (at == 0 or chosen[at - 1].end <= candidate.start) and (
                at == len(chosen) or candidate.end <= chosen[at].start
            ):
                chosen.insert(at, candidate)
        kept += chosen
    return kept


def _clusters(ordered: list[Occurrence]) -> Iterable[list[Occurrence]]:
    """Groups of occurrences that overlap one another, directly or through others."""
    cluster: list[Occurrence] = []
    end = 0
    for occurrence in ordered:
        if cluster and occurrence.start >= end:
            yield cluster
            cluster = []
        cluster.append(occurrence)
        end = max(end, occurrence.end)
    if cluster:
        yield cluster


def rejections(
    occurrences: list[Occurrence], stretch: Stretch, folded: Folded, glossary: Glossary, words: Words
) -> dict[int, Reason]:
    """The occurrences (by start) that are no mentions, and why."""
    if not occurrences:
        return {}
    protected = glossary.never.find(folded)
    in_heading = any(zone.reason is Reason.HEADING for zone in stretch.zones)
    code = Spans((zone.start, zone.end) for zone in stretch.zones if zone.reason is Reason.CODE)
    spans = [folded.span(o.start, o.end) for o in occurrences]
    own = [span for span, o in zip(spans, occurrences, strict=True) if not all(c.name.short for c in o.claims)]
    starts, ends = frozenset(start for start, _ in own), frozenset(end for _, end in own)
    by_start = {o.start: o for o in occurrences}
    rejected: dict[int, Reason] = {}
    for occurrence, (start, end) in zip(occurrences, spans, strict=True):
        if code.overlap(start, end):
            rejected[occurrence.start] = Reason.CODE
        elif (protected and _protected(occurrence, protected)) or _is_language(occurrence, stretch.text, (start, end)):
            rejected[occurrence.start] = Reason.NEVER
        elif not in_heading and (
            _of_elsewhere(occurrence, folded.text, by_start)
            or _is_part(occurrence, stretch.text, (start, end), (starts, ends), words)
        ):
            rejected[occurrence.start] = Reason.PARTIAL
    return rejected


def _protected(occurrence: Occurrence, phrases: list[Occurrence]) -> bool:
    """Whether a `never` phrase of its entry holds the occurrence. `phrases` are sorted by place."""
    owners = {claim.entry.uri for claim in occurrence.claims}
    last = bisect_right(phrases, occurrence.start, key=lambda p: p.start)
    return any(
        occurrence.end <= phrase.end and owners & {claim.entry.uri for claim in phrase.claims}
        for phrase in phrases[max(0, last - _PHRASES_AROUND) : last]
    )


def _is_language(occurrence: Occurrence, text: str, span: tuple[int, int]) -> bool:
    own = [c for c in occurrence.claims if not c.name.short] or occurrence.claims
    return all(c.name.form is Form.DEMONYM for c in own) and means_language(text, *span)


def _of_elsewhere(occurrence: Occurrence, text: str, by_start: Mapping[int, Occurrence]) -> bool:
    """Whether an office or a body is said to be another country's: the `Prime Minister` of India is not Britain's."""
    behind = _OF.match(text, occurrence.end)
    other = by_start.get(behind.end()) if behind else None
    if other is None or not all(c.entry.kind in (ORGANIZATION, CONCEPT) for c in occurrence.claims):
        return False
    places = [c.entry for c in other.claims if c.entry.kind in (STATE, PLACE)]
    if not places:
        return False
    its_own = " ".join(name.text for claim in occurrence.claims for name in claim.entry.names)
    return not any(name.text in its_own for place in places for name in place.names)


def _is_part(
    occurrence: Occurrence,
    text: str,
    span: tuple[int, int],
    others: tuple[frozenset[int], frozenset[int]],
    words: Words,
) -> bool:
    """Whether the occurrence is a piece of a longer name. Before a name of several words only directions count."""
    start, end = span
    forms = {claim.name.form for claim in occurrence.claims}
    kinds = {claim.entry.kind for claim in occurrence.claims}
    several = " " in text[start:end]
    person = kinds == {PERSON}
    if extends_right(text, end, others[0], kinds, several=several) or (person and _of_another(occurrence, text, end)):
        return True
    if forms <= {Form.DEMONYM}:
        return False
    if another_office(text, start, end) or another_school(text, start, end):
        return True
    if several and Form.SURNAME not in forms:
        return not person and qualified(text, start)
    given = person and all(claim.name.short for claim in occurrence.claims)
    return (
        (given and named_apart(text, start, end))
        or (person and hyphened(text, start) and start - 1 not in others[1])
        or extends_left(text, start, others[1], words, of_person=person)
    )


def _of_another(occurrence: Occurrence, text: str, end: int) -> bool:
    """Whether `Jr.`, `Sr.` or a number behind a name tells its bearer from the entry's, whose names have another one."""
    match = _GENERATION.match(text, end)
    if match is None:
        return False
    told = match[1].lower()
    for claim in occurrence.claims:
        words = {word.lower().strip(".,") for name in claim.entry.names for word in name.text.split()}
        if told in words or not words & GENERATIONS:
            return False
    return True
