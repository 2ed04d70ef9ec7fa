"""What the rules ask about the text around an occurrence: made once for each stretch."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.linking.mention import Reason, Stretch
from backgrounder.linking.names import NameIndex, Occurrence
from backgrounder.text.folding import Folded
from backgrounder.text.spans import Spans
from backgrounder.text.words import Words


@dataclass(frozen=True, slots=True)
class Context:
    """A stretch around its occurrences.

    `text`: as it is written; `folded`: as names are looked for in it. `starts`, `ends`: where names that editors wrote
    down begin and end in `text`. `by_start`: the occurrences by their starts in `folded`. `protected`: the phrases in
    `folded` that are nobody's names, by place. `words`: the words of the whole article. `lexicon`: its language's.
    """

    text: str
    folded: str
    starts: Container[int]
    ends: Container[int]
    by_start: Mapping[int, Occurrence]
    protected: Sequence[Occurrence]
    code: Spans
    is_heading: bool
    words: Words
    lexicon: Lexicon

    @classmethod
    def of(
        cls,
        stretch: Stretch,
        folded: Folded,
        occurrences: Sequence[Occurrence],
        never: NameIndex,
        *,
        words: Words,
        lexicon: Lexicon = ENGLISH,
    ) -> Context:
        """The context of the occurrences in a stretch. `never`: the phrases that are nobody's names."""
        own = [occurrence.written for occurrence in occurrences if not occurrence.claims.are_short]
        return cls(
            text=stretch.text,
            folded=folded.text,
            starts=frozenset(start for start, _ in own),
            ends=frozenset(end for _, end in own),
            by_start={occurrence.start: occurrence for occurrence in occurrences},
            protected=never.find(folded, lexicon),
            code=Spans((zone.start, zone.end) for zone in stretch.zones if zone.reason is Reason.CODE),
            is_heading=any(zone.reason is Reason.HEADING for zone in stretch.zones),
            words=words,
            lexicon=lexicon,
        )
