"""Which occurrences of names are mentions, of which entry, and which of them become links.

The only place where this is decided. Two feeders bring text: an article's blocks, and the element tree of a rendered
page. Both bring `Stretch`es, in the order of the page, and carry out what `resolve` returns.

The steps: find names (`occurrences`) → reject what is no mention (`rules`) → decide between claimants, of whom
surnames and short forms need their full name before them → choose one link for each entry (`choice`).
"""

from __future__ import annotations

from collections.abc import Sequence

from backgrounder.glossary.entry import Form, Name
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.linking.choice import with_links
from backgrounder.linking.context import Context
from backgrounder.linking.mention import Choices, Mention, Policy, Reason, Stretch
from backgrounder.linking.names import Claim, NameIndex, Occurrence
from backgrounder.linking.occurrences import GlossaryIndex, occurrences_in
from backgrounder.linking.rules import rejection
from backgrounder.linking.senses import places_in
from backgrounder.text.folding import fold
from backgrounder.text.words import Words


def resolve(
    stretches: Sequence[Stretch],
    glossary: GlossaryIndex,
    choices: Choices = Choices(),
    policy: Policy = Policy(),
    *,
    page: str | None = None,
    lexicon: Lexicon = ENGLISH,
) -> tuple[Mention, ...]:
    """All occurrences of names in one article or page, in order, each with its decision.

    `page`: the uri of the entry whose own page this is, if it is one: it is not linked to itself. `lexicon`: that of the
    language the text is written in.
    """
    if not (glossary.names or choices.links):
        return ()
    chosen = NameIndex((Claim(entry, Name(text, Form.ALIAS)) for text, entry in choices.links), lexicon)
    words = Words(stretch.text for stretch in stretches)
    folded = [fold(stretch.text) for stretch in stretches]
    decisions = _Decisions(page)
    for number, occurrences in enumerate(occurrences_in(folded, glossary, chosen, words, lexicon)):
        if not occurrences:
            continue
        context = Context(stretches[number], folded[number], occurrences, glossary.never, words=words, lexicon=lexicon)
        places = places_in(occurrences, folded[number].text, lexicon)
        for occurrence in occurrences:
            reason = rejection(occurrence, context)
            if reason is None:
                decisions.decide(number, occurrence, is_place=occurrence.start in places)
            elif not occurrence.traits.are_short:
                decisions.reject(number, occurrence, occurrence.claims[0], reason)
    return with_links(decisions.mentions, stretches, choices.nolink, policy, page)


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
