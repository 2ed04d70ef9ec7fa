"""Where names stand in an article, before anybody decides whose they are.

The steps: names, and full names of persons → what the editor chose for this article → acronyms that the article
introduces → two names where a comma joins two → the longest of what overlaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.linking import derived_names
from backgrounder.linking.names import Claim, NameIndex, Occurrence, traits_of
from backgrounder.text.folding import Folded


@dataclass(frozen=True, slots=True)
class GlossaryIndex:
    """The entries of a site, ready for the resolver: by uri, their names and the phrases that protect them in automata."""

    entries: Mapping[str, Entry]
    names: NameIndex
    never: NameIndex
    bearers: Mapping[str, derived_names.Bearers]

    @classmethod
    def of(cls, entries: Iterable[Entry], lexicon: Lexicon = ENGLISH) -> GlossaryIndex:
        """Builds the automata once for all articles. `lexicon`: that of the language the entries are written in."""
        by_uri = {entry.uri: entry for entry in sorted(entries, key=lambda e: e.uri)}
        known = by_uri.values()
        # A surname needs its person to be introduced.
        own = [Claim(one, name, one.uri if name.form is Form.SURNAME else None) for one in known for name in one.names]
        phrases = [
            Claim(entry, Name(phrase, Form.ALIAS, case_sensitive=False, place=place))
            for entry in known
            for phrase, place in entry.never
        ]
        names = NameIndex((*own, *derived_names.short_forms(known, lexicon)), lexicon)
        return cls(by_uri, names, NameIndex(phrases, lexicon), derived_names.bearers(known, lexicon))


def occurrences_in(
    folded: Sequence[Folded], glossary: GlossaryIndex, chosen: NameIndex, lexicon: Lexicon = ENGLISH
) -> Iterator[list[Occurrence]]:
    """The occurrences in each of an article's texts, by place; none overlaps another.

    `chosen`: the names that the editor gave to entries for this article.
    """
    found = [_overruled(_known_names(text, glossary, lexicon), chosen.find(text, lexicon)) for text in folded]
    introduced = derived_names.introduced_acronyms(folded, found, lexicon)
    found = derived_names.without_acronyms_of_others(found, folded, introduced, lexicon)
    alone = _named_alone(found, folded)
    acronyms = NameIndex(introduced, lexicon)
    for those, text in zip(found, folded, strict=True):
        known = _overruled(those, acronyms.find(text, lexicon))
        yield _longest(_divided_at_commas(known, text, alone))


def _overruled(found: list[Occurrence], stronger: list[Occurrence]) -> list[Occurrence]:
    """What was decided for a name in this article stands in place of who else claims it."""
    if not stronger:
        return found
    return list({(o.start, o.end): o for o in [*found, *stronger]}.values())


def _known_names(folded: Folded, glossary: GlossaryIndex, lexicon: Lexicon) -> list[Occurrence]:
    """The occurrences of names, those of surnames also with the given names before them, if they are the person's."""
    text = folded.text
    found = glossary.names.find(folded, lexicon)
    longer: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for occurrence in found:
        named = glossary.bearers.get(derived_names.fold(text[occurrence.start : occurrence.end]))
        if named:
            for start, bearer in derived_names.full_names(text, occurrence.start, named, lexicon):
                if any(c.entry is bearer.claim.entry for c in occurrence.claims):
                    longer[start, occurrence.end].append(bearer.claim)
    if not longer:
        return found
    known = {(o.start, o.end) for o in found}
    return found + [
        Occurrence(*span, tuple(sorted(claims, key=lambda c: c.entry.uri)), traits_of(claims), folded.span(*span))
        for span, claims in longer.items()
        if span not in known
    ]


def _named_alone(found: Sequence[list[Occurrence]], folded: Sequence[Folded]) -> frozenset[str]:
    """The entries that an article names by title or alias elsewhere than behind a comma that ends a longer name."""
    tails = [
        {o.end for o in occurrences if text.text.find(", ", o.start, o.end) >= 0}
        for occurrences, text in zip(found, folded, strict=True)
    ]
    if not any(tails):
        return frozenset()
    elsewhere = (o for those, behind in zip(found, tails, strict=True) for o in those if o.end not in behind)
    return frozenset(uri for occurrence in elsewhere for uri in occurrence.uris(Form.TITLE, Form.ALIAS))


def _divided_at_commas(occurrences: list[Occurrence], folded: Folded, alone: frozenset[str]) -> list[Occurrence]:
    """`Alpine, Arizona` is two mentions, of the town and of the state, if the article names the state nowhere else."""
    text = folded.text
    if not any(text.find(", ", o.start, o.end) > 0 for o in occurrences):
        return occurrences
    spans = {(o.start, o.end): o for o in occurrences}
    starts = {o.end: o.start for o in reversed(occurrences)}
    for occurrence in occurrences:
        start, end = occurrence.start, occurrence.end
        comma = text.rfind(", ", start, end)
        if comma <= 0:
            continue
        behind = spans.get((comma + 2, end))
        regions = behind.uris(Form.TITLE, Form.ALIAS) if behind else frozenset()
        if starts.get(comma, start) < start:
            # `Jesse Jackson, Mississippi's preacher`: the name before the comma began earlier.
            del spans[start, end]
        elif regions and regions.isdisjoint(alone):
            del spans[start, end]
            spans[start, comma] = occurrence._replace(end=comma, written=folded.span(start, comma))
    return list(spans.values())


def _longest(occurrences: list[Occurrence]) -> list[Occurrence]:
    """Of overlapping occurrences the longest; of equally long ones the leftmost. In order of place."""
    kept: dict[int, Occurrence] = {}
    taken = bytearray(max((o.end for o in occurrences), default=0))
    for occurrence in sorted(occurrences, key=lambda o: (o.start - o.end, o.start)):
        start, end = occurrence.start, occurrence.end
        # What overlaps a longer one begins or ends in it.
        if not (taken[start] or taken[end - 1]):
            taken[start:end] = b"\1" * (end - start)
            kept[start] = occurrence
    return [kept[start] for start in sorted(kept)]
