"""Where names stand in an article, before anybody decides whose they are.

The steps: names, and full names of persons → what the editor chose for this article → acronyms that the article
introduces → two names where a comma joins two → the longest of what overlaps → without words that are no names here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.linking.acronyms import introduced_acronyms, without_acronyms_of_others
from backgrounder.linking.commas import divided_at_commas, named_alone
from backgrounder.linking.common_words import is_common_word
from backgrounder.linking.glossary import Glossary
from backgrounder.linking.names import Claim, Claims, NameIndex, Occurrence
from backgrounder.linking.overlaps import longest
from backgrounder.linking.persons import fold, full_names
from backgrounder.text.folding import Folded
from backgrounder.text.words import Words


def occurrences_in(
    folded: Sequence[Folded], glossary: Glossary, chosen: NameIndex, words: Words, lexicon: Lexicon = ENGLISH
) -> list[list[Occurrence]]:
    """The occurrences in each of an article's texts, by place; none overlaps another.

    `chosen`: the names that the editor gave to entries for this article; `words`: the words of the article.
    """
    found = [
        overruled(_known_names(text, glossary, lexicon), chosen.find(text, lexicon) if chosen else [])
        for text in folded
    ]
    introduced = tuple(introduced_acronyms(folded, found, lexicon))
    found = without_acronyms_of_others(found, folded, introduced, lexicon)
    alone = named_alone(found, folded)
    if introduced:
        acronyms = NameIndex(introduced, lexicon)
        found = [overruled(those, acronyms.find(text, lexicon)) for those, text in zip(found, folded, strict=True)]
    return [
        [
            occurrence
            for occurrence in longest(divided_at_commas(those, text, alone))
            if not is_common_word(occurrence, text.text, words, lexicon)
        ]
        for those, text in zip(found, folded, strict=True)
    ]


def overruled(found: list[Occurrence], stronger: list[Occurrence]) -> list[Occurrence]:
    """What was decided for a name in this article stands in place of who else claims it."""
    if not stronger:
        return found
    spans = {(o.start, o.end): o for o in found} | {(o.start, o.end): o for o in stronger}
    return list(spans.values())


def _known_names(folded: Folded, glossary: Glossary, lexicon: Lexicon) -> list[Occurrence]:
    """The occurrences of names, those of surnames also with the given names before them, if they are the person's."""
    text = folded.text
    found = glossary.names.find(folded, lexicon)
    longer: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for occurrence in found:
        named = glossary.bearers.get(fold(text[occurrence.start : occurrence.end]))
        if named:
            for start, bearer in full_names(text, occurrence.start, named, lexicon):
                if any(c.entry is bearer.claim.entry for c in occurrence.claims):
                    longer[start, occurrence.end].append(bearer.claim)
    if not longer:
        return found
    known = {(o.start, o.end) for o in found}
    return found + [
        Occurrence(*span, Claims(sorted(claims, key=lambda c: c.entry.uri)), folded.span(*span))
        for span, claims in longer.items()
        if span not in known
    ]
