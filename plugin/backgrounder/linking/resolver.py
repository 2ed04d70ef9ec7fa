"""Which occurrences of names are mentions, of which entry, and which of them become links.

The only place where this is decided. Two feeders bring text: an article's blocks, and the element tree of a rendered
page. Both bring `Stretch`es, in the order of the page, and carry out what `resolve` returns.

The order of the rules: find names (whole words, variants folded) → the longest of overlapping ones → reject what is no
mention (`code`, `never`, `partial`) → decide between claimants (surnames need their full name before them) → choose one
link for each entry.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from backgrounder.glossary.entry import Entry, Form, Kind, Name
from backgrounder.linking.longer import extends_left, extends_right
from backgrounder.linking.names import Claim, NameIndex, Occurrence
from backgrounder.text.folding import Folded, fold, fold_name
from backgrounder.text.spans import Spans
from backgrounder.text.speech import speeches


class Reason(enum.Enum):
    """Why an occurrence of a name is no link. The values are part of the `mentions` contract."""

    REPEAT = "repeat"
    QUOTATION = "quotation"
    HEADING = "heading"
    FORM = "form"
    NOLINK = "nolink"
    EXISTING_LINK = "existing-link"
    LIMIT = "limit"
    SELF = "self"
    AMBIGUOUS = "ambiguous"
    PARTIAL = "partial"
    NEVER = "never"
    UNLICENSED = "unlicensed"
    CODE = "code"


_PHRASES_AROUND = 8
"""Phrases that may begin before a name and still hold it: they overlap one another, so few do."""
REJECTED = frozenset({Reason.PARTIAL, Reason.NEVER, Reason.UNLICENSED, Reason.CODE})
"""Reasons that make an occurrence no mention at all."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a stretch in which nothing is linked, and why. `entry`: the entry that a link made by hand leads to."""

    start: int
    end: int
    reason: Reason
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block's text, with the zones where nothing is linked and the spans of its inline elements.

    A link may contain an inline element or lie in one, but cannot cross its edge. `scope`: stretches of one scope
    have one link for each entry; a table does not use up the first mention of the text around it.
    """

    text: str
    zones: tuple[Zone, ...] = ()
    elements: tuple[tuple[int, int], ...] = ()
    scope: int = 0

    @classmethod
    def all_in(cls, text: str, reason: Reason) -> Stretch:
        """A stretch in which nothing is linked."""
        return cls(text, (Zone(0, len(text), reason),))


@dataclass(frozen=True, slots=True)
class Choices:
    """What an editor decided for one article: names that lead to an entry there (by uri), and names not to link."""

    links: tuple[tuple[str, Entry], ...] = ()
    nolink: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of a name: where (offsets in its stretch), whose, and what becomes of it.

    `entry` is None where several entries claim it (`candidates`); for a rejected occurrence it is the entry it is not.
    """

    stretch: int
    start: int
    end: int
    entry: Entry | None
    form: Form | None
    reason: Reason | None = None
    candidates: tuple[Entry, ...] = ()

    @property
    def linked(self) -> bool:
        """Whether this occurrence becomes a link."""
        return self.reason is None

    @property
    def is_mention(self) -> bool:
        """Whether it speaks of exactly one entry, linked or not."""
        return self.entry is not None and self.reason not in REJECTED


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entries, ready for the resolver: names and protected phrases in automata, entries by uri."""

    entries: Mapping[str, Entry]
    names: NameIndex
    never: NameIndex

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Glossary:
        """Builds the automata once for all articles."""
        by_uri = {entry.uri: entry for entry in sorted(entries, key=lambda e: e.uri)}
        phrases = [
            Claim(entry, Name(phrase, Form.ALIAS, case_sensitive=False))
            for entry in by_uri.values()
            for phrase in entry.never
        ]
        return cls(by_uri, NameIndex.of(by_uri.values()), NameIndex(phrases))


def resolve(
    stretches: Sequence[Stretch], glossary: Glossary, choices: Choices = Choices(), page: str | None = None
) -> tuple[Mention, ...]:
    """All occurrences of names in one article or page, in order, each with its decision.

    `page`: the uri of the entry whose own page this is, if it is one: it is not linked to itself.
    """
    chosen = NameIndex(Claim(entry, Name(text, Form.ALIAS)) for text, entry in choices.links)
    seen_lower = _lower_words(stretches)
    state = _State(choices, page)
    for number, stretch in enumerate(stretches):
        folded = fold(stretch.text)
        overruling = chosen.find(folded)
        occurrences = _longest(_overruled(glossary.names.find(folded), overruling))
        rejected = _rejections(occurrences, stretch, folded, glossary, seen_lower)
        for occurrence in occurrences:
            span = folded.span(occurrence.start, occurrence.end)
            state.decide(number, span, occurrence, rejected.get(occurrence.start))
    return _with_links(state.mentions, stretches, choices, page)


@dataclass(slots=True)
class _State:
    """What has been read of an article so far: which entries were introduced by title or alias."""

    choices: Choices
    page: str | None
    introduced: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)

    def decide(self, stretch: int, span: tuple[int, int], occurrence: Occurrence, rejection: Reason | None) -> None:
        if rejection is not None:
            claim = occurrence.claims[0]
            self.mentions.append(Mention(stretch, *span, claim.entry, claim.name.form, rejection))
            return
        claims = self._licensed(occurrence.claims)
        if not claims:
            claim = occurrence.claims[0]
            self.mentions.append(Mention(stretch, *span, claim.entry, Form.SURNAME, Reason.UNLICENSED))
            return
        entries = {claim.entry.uri: claim for claim in reversed(claims)}
        if len(entries) > 1:
            entries = self._only_introduced(entries)
        if len(entries) > 1:
            candidates = tuple(entries[uri].entry for uri in sorted(entries))
            self.mentions.append(Mention(stretch, *span, None, None, Reason.AMBIGUOUS, candidates))
            return
        ((uri, claim),) = entries.items()
        if claim.name.form in (Form.TITLE, Form.ALIAS):
            self.introduced.add(uri)
        self.mentions.append(Mention(stretch, *span, claim.entry, claim.name.form))

    def _licensed(self, claims: tuple[Claim, ...]) -> list[Claim]:
        """Without surnames whose person has not been introduced; a page about a person introduces that person."""
        return [c for c in claims if c.name.form is not Form.SURNAME or self._knows(c.entry.uri)]

    def _knows(self, uri: str) -> bool:
        return uri in self.introduced or uri == self.page

    def _only_introduced(self, entries: dict[str, Claim]) -> dict[str, Claim]:
        """Of several that claim one name, the only one that was introduced by another, fuller name.

        A surname does not win over a title or alias: `Jordan` may be the country, whoever else was introduced.
        """
        forms = {claim.name.form for claim in entries.values()}
        if forms & {Form.DEMONYM, Form.METONYM} or (Form.SURNAME in forms and len(forms) > 1):
            return entries
        introduced = {uri: claim for uri, claim in entries.items() if uri in self.introduced}
        return introduced if len(introduced) == 1 else entries


def _overruled(found: list[Occurrence], chosen: list[Occurrence]) -> list[Occurrence]:
    """What an editor chose for a name in this article stands in place of who claims it."""
    spans = {(o.start, o.end): o for o in found} | {(o.start, o.end): o for o in chosen}
    return list(spans.values())


def _longest(occurrences: list[Occurrence]) -> list[Occurrence]:
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


def _rejections(
    occurrences: list[Occurrence], stretch: Stretch, folded: Folded, glossary: Glossary, seen_lower: frozenset[str]
) -> dict[int, Reason]:
    """The occurrences (by start) that are no mentions, and why."""
    if not occurrences:
        return {}
    protected = glossary.never.find(folded)
    in_heading = any(zone.reason is Reason.HEADING for zone in stretch.zones)
    code = Spans((zone.start, zone.end) for zone in stretch.zones if zone.reason is Reason.CODE)
    spans = [folded.span(o.start, o.end) for o in occurrences]
    starts, ends = frozenset(start for start, _ in spans), frozenset(end for _, end in spans)
    rejected: dict[int, Reason] = {}
    for occurrence, (start, end) in zip(occurrences, spans, strict=True):
        if code.overlap(start, end):
            rejected[occurrence.start] = Reason.CODE
        elif protected and _protected(occurrence, protected):
            rejected[occurrence.start] = Reason.NEVER
        elif not in_heading and _is_part(occurrence, stretch.text, (start, end), (starts, ends), seen_lower):
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


def _is_part(
    occurrence: Occurrence,
    text: str,
    span: tuple[int, int],
    others: tuple[frozenset[int], frozenset[int]],
    seen_lower: frozenset[str],
) -> bool:
    """Whether the occurrence is a piece of a longer name. Offices may stand before a person's full name."""
    start, end = span
    forms = {claim.name.form for claim in occurrence.claims}
    if forms <= {Form.DEMONYM}:
        return False
    if extends_right(text, end, others[0]):
        return True
    persons = all(claim.entry.kind is Kind.PERSON for claim in occurrence.claims)
    full_name = persons and " " in text[start:end] and Form.SURNAME not in forms
    return not full_name and extends_left(text, start, others[1], seen_lower, of_person=persons)


def _lower_words(stretches: Sequence[Stretch]) -> frozenset[str]:
    return frozenset(word for stretch in stretches for word in re.findall(r"\b[a-z][\w'’-]*", stretch.text))


def _with_links(
    mentions: list[Mention], stretches: Sequence[Stretch], choices: Choices, page: str | None
) -> tuple[Mention, ...]:
    """Marks one mention of each entry as its link and gives the others their reasons."""
    around = [_Around.of(stretch) for stretch in stretches]
    by_hand = {(zone.entry, stretch.scope) for stretch in stretches for zone in stretch.zones if zone.entry}
    decided = [
        mention
        if mention.reason or mention.entry is None
        else replace(mention, reason=_obstacle(mention, around[mention.stretch], choices, page))
        for mention in mentions
    ]
    by_entry: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(decided):
        if mention.is_mention and mention.entry:
            by_entry[mention.entry.uri].append(number)
    for uri, numbers in by_entry.items():
        free = [n for n in numbers if decided[n].reason is None]
        quoted = [n for n in numbers if decided[n].reason is Reason.QUOTATION and _in_running_text(decided[n], around)]
        first: dict[int, int] = {}
        for number in free or quoted:
            first.setdefault(stretches[decided[number].stretch].scope, number)
        for number in free:
            decided[number] = replace(decided[number], reason=Reason.REPEAT)
        for scope, number in first.items():
            if (uri, scope) not in by_hand:
                decided[number] = replace(decided[number], reason=None)
    return tuple(decided)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the mentions of a stretch, ready for look-ups: zones, edges of elements, direct speech."""

    text: str
    zones: Spans
    reasons: Mapping[tuple[int, int], Reason]
    elements: tuple[tuple[int, int], ...]
    spoken: Spans

    @classmethod
    def of(cls, stretch: Stretch) -> _Around:
        reasons = {(zone.start, zone.end): zone.reason for zone in reversed(stretch.zones)}
        return cls(stretch.text, Spans(reasons), reasons, stretch.elements, Spans(speeches(stretch.text)))

    def zone(self, mention: Mention) -> Reason | None:
        found = self.zones.overlap(mention.start, mention.end)
        return self.reasons[found] if found else None


def _obstacle(mention: Mention, around: _Around, choices: Choices, page: str | None) -> Reason | None:
    """Why a mention cannot be a link where it stands; None if it can. The first reason in this order is told."""
    assert mention.entry is not None
    zone = around.zone(mention)
    obstacles = (
        (zone is not None, zone or Reason.LIMIT),
        (mention.entry.uri == page, Reason.SELF),
        (mention.form in (Form.DEMONYM, Form.METONYM), Reason.FORM),
        (fold_name(around.text[mention.start : mention.end]) in choices.nolink, Reason.NOLINK),
        (any(_crosses(mention, element) for element in around.elements), Reason.LIMIT),
        (around.spoken.overlap(mention.start, mention.end) is not None, Reason.QUOTATION),
    )
    return next((reason for holds, reason in obstacles if holds), None)


def _crosses(mention: Mention, element: tuple[int, int]) -> bool:
    start, end = element
    apart = mention.end <= start or end <= mention.start
    inside = start <= mention.start and mention.end <= end
    around = mention.start <= start and end <= mention.end
    return not (apart or inside or around)


def _in_running_text(mention: Mention, around: Sequence[_Around]) -> bool:
    """Whether a quoted mention is direct speech in running text, not a block quotation."""
    return around[mention.stretch].zone(mention) is None
