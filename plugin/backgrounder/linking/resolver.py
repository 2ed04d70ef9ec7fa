"""Which occurrences of names are mentions, of which entry, and which of them become links.

The only place where this is decided; two feeders bring `Stretch`es and carry out what `resolve` returns.
The steps: find names (`occurrences`) → reject what is no mention (`rules`) → decide between claimants, of whom
surnames and short forms need their full name before them → choose one link for each entry.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Mapping, Sequence

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.sentences import speeches
from backgrounder.linking.context import Context, is_common_word, places_in
from backgrounder.linking.mention import Mention, Part, Policy, Reason, Stretch
from backgrounder.linking.names import Claim, NameIndex, Occurrence
from backgrounder.linking.occurrences import GlossaryIndex, occurrences_in
from backgrounder.linking.rules import rejection
from backgrounder.text.folding import fold, fold_name
from backgrounder.text.passage import Spans
from backgrounder.text.words import Words


def resolve(
    stretches: Sequence[Stretch],
    glossary: GlossaryIndex,
    policy: Policy = Policy(),
    *,
    links: Sequence[tuple[str, Entry]] = (),
    nolink: frozenset[str] = frozenset(),
    page: str | None = None,
    lexicon: Lexicon = ENGLISH,
) -> tuple[Mention, ...]:
    """All occurrences of names in one article or page, in order, each with its decision.

    `links`, `nolink`: an editor's choices, names that lead to an entry there and names not to link (folded). `page`: the uri
    of the entry whose own page this is: it is not linked to itself. `lexicon`: that of the language the text is written in.
    """
    if not (glossary.names or links):
        return ()
    chosen = NameIndex((Claim(entry, Name(text, Form.ALIAS)) for text, entry in links), lexicon)
    words = Words(stretch.text for stretch in stretches)
    folded = [fold(stretch.text) for stretch in stretches]
    decisions = _Decisions(page)
    for number, occurrences in enumerate(occurrences_in(folded, glossary, chosen, lexicon)):
        if not occurrences:
            continue
        text = folded[number].text
        no_names = {o.start for o in occurrences if is_common_word(o, text, words, lexicon)}
        names = [o for o in occurrences if o.start not in no_names]
        context = Context(stretches[number], folded[number], names, glossary.never, words=words, lexicon=lexicon)
        places = places_in(names, text, lexicon)
        for occurrence in occurrences:
            reason = Reason.NEVER if occurrence.start in no_names else rejection(occurrence, context)
            if reason is None:
                decisions.decide(number, occurrence, is_place=occurrence.start in places)
            elif not occurrence.traits.are_short:
                decisions.reject(number, occurrence, occurrence.claims[0], reason)
    return with_links(decisions.mentions, stretches, nolink, policy, page)


class _Decisions:
    """Whose each occurrence is, in the order of the article: who was introduced so far decides with."""

    def __init__(self, page: str | None) -> None:
        """A page about an entry introduces it."""
        self.mentions: list[Mention] = []
        self._introduced: set[str] = set()
        self._licences: set[str | None] = {None, page}

    def decide(self, stretch: int, occurrence: Occurrence, *, is_place: bool) -> None:
        """Adds the mention that an occurrence is, if it is one. `is_place`: the words around it say so."""
        claims = [claim for claim in occurrence.own if claim.licence in self._licences]
        if not claims:
            if not occurrence.traits.are_short:
                self.reject(stretch, occurrence, occurrence.own[0], Reason.UNLICENSED)
            return
        if is_place:
            claims = [claim for claim in claims if claim.name.form is not Form.METONYM] or claims
        claimants = {claim.entry.uri: claim for claim in reversed(claims)}
        if len(claimants) > 1:
            claimants = self._only_introduced(claimants)
        if len(claimants) == 1:
            self._accept(stretch, occurrence, *claimants.values())
        elif not all(claim.name.short for claim in claimants.values()):
            candidates = tuple(claimants[uri].entry for uri in sorted(claimants))
            self.mentions.append(Mention(stretch, *occurrence.written, None, None, Reason.AMBIGUOUS, candidates))

    def reject(self, stretch: int, occurrence: Occurrence, claim: Claim, reason: Reason) -> None:
        """Adds an occurrence that is no mention of the one who claims it."""
        form = Form.SURNAME if reason is Reason.UNLICENSED else claim.name.form
        self.mentions.append(Mention(stretch, *occurrence.written, claim.entry, form, reason))

    def _accept(self, stretch: int, occurrence: Occurrence, claim: Claim) -> None:
        name = claim.name
        if name.form in (Form.TITLE, Form.ALIAS) and not name.short:
            self._introduced.add(claim.entry.uri)
            self._licences.add(claim.entry.uri)
        self.mentions.append(Mention(stretch, *occurrence.written, claim.entry, name.form, linkable=name.linkable))

    def _only_introduced(self, claimants: dict[str, Claim]) -> dict[str, Claim]:
        """Of several that claim one name, the only one that was introduced by another, fuller name.

        A surname does not win over a title or alias: `Jordan` may be the country, whoever else was introduced.
        """
        forms = {claim.name.form for claim in claimants.values()}
        if forms & {Form.DEMONYM, Form.METONYM} or (Form.SURNAME in forms and len(forms) > 1):
            return claimants
        introduced = {uri: claim for uri, claim in claimants.items() if uri in self._introduced}
        return introduced if len(introduced) == 1 else claimants


def with_links(
    mentions: Sequence[Mention], stretches: Sequence[Stretch], nolink: frozenset[str], policy: Policy, page: str | None
) -> tuple[Mention, ...]:
    """Marks the mentions that become links and gives the others their reasons: one link for each entry and scope."""
    around = {number: _Around(stretches[number]) for number in {mention.stretch for mention in mentions}}
    decided = list(mentions)
    for number, mention in enumerate(mentions):
        if mention.reason is None and mention.entry is not None:
            decided[number] = _with(mention, _obstacle(mention, around[mention.stretch], nolink, policy, page))
    scopes = _scopes(stretches, policy)
    done = {(zone.entry, scopes[n]) for n, stretch in enumerate(stretches) for zone in stretch.zones if zone.entry}
    free = {m.entry.uri for m in decided if m.entry and m.reason is None}
    links: Counter[int] = Counter()
    for number, mention in enumerate(decided):
        if mention.entry is None or not _may_be_link(mention, free, around, policy):
            continue
        key = (mention.entry.uri, scopes[mention.stretch])
        full = 0 < policy.most <= links[mention.stretch]
        if key not in done and not full:
            done.add(key)
            links[mention.stretch] += 1
            decided[number] = _with(mention, None)
        elif mention.reason is None:
            decided[number] = _with(mention, Reason.REPEAT if key in done else Reason.LIMIT)
    return tuple(decided)


def _with(m: Mention, reason: Reason | None) -> Mention:
    """The mention with another reason; `dataclasses.replace` takes five times as long, and this is the innermost loop."""
    if m.reason is reason:
        return m
    return Mention(m.stretch, m.start, m.end, m.entry, m.form, reason, m.candidates, m.linkable)


def _may_be_link(mention: Mention, free: Container[str], around: Mapping[int, _Around], policy: Policy) -> bool:
    """A mention without an obstacle; or one in direct speech, if its entry has no other."""
    assert mention.entry is not None
    if mention.reason is None:
        return True
    fallback = policy.quotations == "fallback" and mention.reason is Reason.QUOTATION and mention.entry.uri not in free
    return fallback and around[mention.stretch].zone(mention) is None


def _scopes(stretches: Sequence[Stretch], policy: Policy) -> list[tuple[Part, int]]:
    """The scope of each stretch: its part of the page, and its section if every section has links of its own."""
    scopes = []
    section = 0
    for stretch in stretches:
        section += policy.scope == "section" and any(zone.reason is Reason.HEADING for zone in stretch.zones)
        scopes.append((stretch.part, section if stretch.part is Part.TEXT else 0))
    return scopes


class _Around:
    """What stands around the mentions of a stretch, ready for look-ups: zones, edges of elements, direct speech."""

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.reasons = {(zone.start, zone.end): zone.reason for zone in reversed(stretch.zones)}
        self.zones = Spans(self.reasons)
        self.starts = sorted(stretch.elements)
        self.ends = sorted((end, start) for start, end in stretch.elements)
        self.spoken = Spans(speeches(stretch.text))

    def zone(self, mention: Mention) -> Reason | None:
        found = self.zones.overlap(mention.start, mention.end)
        return self.reasons[found] if found else None

    def crosses(self, mention: Mention) -> bool:
        """Whether a mention crosses the edge of an element: one of them begins before the other and ends inside it."""
        if not self.starts:
            return False
        goes_on = any(end > mention.end for _, end in _between(self.starts, mention))
        return goes_on or any(start < mention.start for _, start in _between(self.ends, mention))


def _between(edges: Sequence[tuple[int, int]], mention: Mention) -> Sequence[tuple[int, int]]:
    """The elements that have an edge inside a mention; `edges`: sorted, each with the element's other one."""
    first = bisect_left(edges, (mention.start + 1, -1))
    return edges[first : bisect_left(edges, (mention.end, -1), first)]


def _obstacle(
    mention: Mention, around: _Around, nolink: frozenset[str], policy: Policy, page: str | None
) -> Reason | None:
    """Why a mention cannot be a link where it stands; None if it can. The first reason in this order is told."""
    assert mention.entry is not None
    form, stretch, part = mention.form, around.stretch, around.stretch.part
    zone = around.zone(mention)
    if zone is not None:
        return zone
    if mention.entry.uri == page:
        return Reason.SELF
    unlinked_form = (form is Form.DEMONYM and not policy.demonyms) or (form is Form.METONYM and not policy.metonyms)
    if unlinked_form or not mention.linkable:
        return Reason.FORM
    if nolink and fold_name(stretch.text[mention.start : mention.end]) in nolink:
        return Reason.NOLINK
    unlinked_part = (part is Part.TABLE and not policy.tables) or (part is Part.FOOTNOTE and not policy.footnotes)
    if unlinked_part or around.crosses(mention):
        return Reason.LIMIT
    is_quoted = policy.quotations != "always" and around.spoken.overlap(mention.start, mention.end) is not None
    return Reason.QUOTATION if is_quoted else None
