"""Which occurrences of names are mentions, of which entry, and which of them become links.

The only place where this is decided. Two feeders bring text: an article's blocks, and the element tree of a rendered
page. Both bring `Stretch`es, in the order of the page, and carry out what `resolve` returns.

The order of the rules: find names (`candidates`) → reject what is no mention (`code`, `never`, `partial`) → decide between
claimants (surnames and short forms need their full name before them) → choose one link for each entry (`choice`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backgrounder.glossary.entry import Form, Name
from backgrounder.linking.candidates import (
    Glossary,
    at_commas,
    found_in,
    introduced_acronyms,
    is_common_word,
    longest,
    named_alone,
    overruled,
    places_in,
    rejections,
    without_others_acronyms,
)
from backgrounder.linking.choice import Conditions, with_links
from backgrounder.linking.mention import Choices, Mention, Policy, Reason, Stretch
from backgrounder.linking.names import Claim, NameIndex, Occurrence
from backgrounder.text.folding import fold
from backgrounder.text.words import Words


def resolve(
    stretches: Sequence[Stretch],
    glossary: Glossary,
    choices: Choices = Choices(),
    policy: Policy = Policy(),
    page: str | None = None,
) -> tuple[Mention, ...]:
    """All occurrences of names in one article or page, in order, each with its decision.

    `page`: the uri of the entry whose own page this is, if it is one: it is not linked to itself.
    """
    if not (glossary.names or choices.links):
        return ()
    chosen = NameIndex(Claim(entry, Name(text, Form.ALIAS)) for text, entry in choices.links)
    words = Words(stretch.text for stretch in stretches)
    folded = [fold(stretch.text) for stretch in stretches]
    every = [overruled(found_in(text, glossary), chosen.find(text) if chosen else []) for text in folded]
    introduced = tuple(introduced_acronyms(folded, every))
    acronyms = NameIndex(introduced)
    found = without_others_acronyms(every, folded, introduced)
    alone = named_alone(found, folded)
    state = _State(choices, page)
    for number, (stretch, text) in enumerate(zip(stretches, folded, strict=True)):
        named = overruled(found[number], acronyms.find(text)) if acronyms else found[number]
        occurrences = [
            o for o in longest(at_commas(named, text.text, alone)) if not is_common_word(o, text.text, words)
        ]
        rejected = rejections(occurrences, stretch, text, glossary, words)
        state.places = places_in(occurrences, text.text)
        for occurrence in occurrences:
            span = text.span(occurrence.start, occurrence.end)
            state.decide(number, span, occurrence, rejected.get(occurrence.start))
    return with_links(state.mentions, stretches, Conditions(choices, policy, page))


@dataclass(slots=True)
class _State:
    """What has been read of an article so far: which entries were introduced by title or alias.

    `places`: the starts of those occurrences in the present stretch whose words around say that a place is meant.
    """

    choices: Choices
    page: str | None
    introduced: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    places: frozenset[int] = frozenset()

    def decide(self, stretch: int, span: tuple[int, int], occurrence: Occurrence, rejection: Reason | None) -> None:
        if rejection is not None:
            claim = occurrence.claims[0]
            if not all(claim.name.short for claim in occurrence.claims):
                self.mentions.append(Mention(stretch, *span, claim.entry, claim.name.form, rejection))
            return
        claims = self._licensed(occurrence.claims)
        if not claims:
            unlicensed = next((claim for claim in occurrence.claims if not claim.name.short), None)
            if unlicensed:
                self.mentions.append(Mention(stretch, *span, unlicensed.entry, Form.SURNAME, Reason.UNLICENSED))
            return
        if occurrence.start in self.places:
            claims = [c for c in claims if c.name.form is not Form.METONYM] or claims
        entries = {claim.entry.uri: claim for claim in reversed(claims)}
        if len(entries) > 1:
            entries = self._only_introduced(entries)
        if len(entries) > 1 and all(claim.name.short for claim in entries.values()):
            return
        if len(entries) > 1:
            candidates = tuple(entries[uri].entry for uri in sorted(entries))
            self.mentions.append(Mention(stretch, *span, None, None, Reason.AMBIGUOUS, candidates))
            return
        ((uri, claim),) = entries.items()
        if claim.name.form in (Form.TITLE, Form.ALIAS) and not claim.name.short:
            self.introduced.add(uri)
        self.mentions.append(Mention(stretch, *span, claim.entry, claim.name.form, linkable=claim.name.linkable))

    def _licensed(self, claims: tuple[Claim, ...]) -> list[Claim]:
        """The claims whose licence has been given; a page about an entry introduces it. Short forms give way."""
        own = [claim for claim in claims if not claim.name.short] or claims
        return [c for c in own if c.licence is None or c.licence in self.introduced or c.licence == self.page]

    def _only_introduced(self, entries: dict[str, Claim]) -> dict[str, Claim]:
        """Of several that claim one name, the only one that was introduced by another, fuller name.

        A surname does not win over a title or alias: `Jordan` may be the country, whoever else was introduced.
        """
        forms = {claim.name.form for claim in entries.values()}
        if forms & {Form.DEMONYM, Form.METONYM} or (Form.SURNAME in forms and len(forms) > 1):
            return entries
        introduced = {uri: claim for uri, claim in entries.items() if uri in self.introduced}
        return introduced if len(introduced) == 1 else entries
