"""Names with a comma: `Alpine, Arizona` is the town alone, or two names of an article that speaks of the state nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from backgrounder.linking.names import Occurrence
from backgrounder.text.folding import Folded


def named_alone(found: Sequence[list[Occurrence]], folded: Sequence[Folded]) -> frozenset[str]:
    """The entries that an article names by title or alias elsewhere than behind a comma that ends a longer name."""
    with_comma = [
        {o.end for o in occurrences if _comma(o, text.text) >= 0}
        for occurrences, text in zip(found, folded, strict=True)
    ]
    if not any(with_comma):
        return frozenset()
    return frozenset(
        uri
        for occurrences, tails in zip(found, with_comma, strict=True)
        for occurrence in occurrences
        if occurrence.end not in tails
        for uri in occurrence.claims.in_full
    )


def divided_at_commas(occurrences: list[Occurrence], folded: Folded, alone: frozenset[str]) -> list[Occurrence]:
    """`Alpine, Arizona` is two mentions, of the town and of the state, if the article names the state nowhere else."""
    text = folded.text
    if not any(_comma(o, text) > 0 for o in occurrences):
        return occurrences
    spans = {(o.start, o.end): o for o in occurrences}
    starts = {o.end: o.start for o in reversed(occurrences)}
    for occurrence in occurrences:
        start, end = occurrence.start, occurrence.end
        comma = text.rfind(", ", start, end)
        if comma <= 0:
            continue
        behind = spans.get((comma + 2, end))
        if starts.get(comma, start) < start:
            # `Jesse Jackson, Mississippi's preacher`: the name before the comma began earlier.
            del spans[start, end]
        elif behind is not None and behind.claims.in_full and behind.claims.in_full.isdisjoint(alone):
            del spans[start, end]
            spans[start, comma] = Occurrence(start, comma, occurrence.claims, folded.span(start, comma))
    return list(spans.values())


def _comma(occurrence: Occurrence, text: str) -> int:
    return text.find(", ", occurrence.start, occurrence.end)
