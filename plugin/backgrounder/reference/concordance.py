"""Who is mentioned where: for each entry the articles, paragraphs and sentences that speak of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backgrounder.linking.mention import Mention
from backgrounder.seeds.article import Article
from backgrounder.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that mentions an entry: its text, the spans of the names in it, and its paragraph's number (0: heading)."""

    text: str
    marks: tuple[tuple[int, int], ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entry in one article: the sentences that mention it, in order, and how often each form of its names does."""

    article: Article
    sentences: tuple[Quoted, ...]
    forms: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """How often it is mentioned."""
        return sum(count for _, count in self.forms)


_LONGEST = 900
"""Characters of a sentence: in ugly texts it may go on without end, and it stands on the page of each entry in it."""
Concordance = Mapping[str, tuple[Appearance, ...]]
"""Appearances by an entry's uri, in the order of the articles."""


def concordance(read: Iterable[tuple[Article, Sequence[Mention]]]) -> Concordance:
    """Gathers the mentions of all articles, which come in the order readers see them in."""
    appearances: dict[str, list[Appearance]] = defaultdict(list)
    for article, mentions in read:
        by_entry: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.is_mention and mention.entry:
                by_entry[mention.entry.uri].append(mention)
        spans: dict[int, tuple[tuple[int, int], ...]] = {}
        for uri, of_entry in sorted(by_entry.items()):
            forms = Counter(article.blocks[m.stretch].text[m.start : m.end].replace("\n", " ") for m in of_entry)
            appearances[uri].append(
                Appearance(article, _sentences(article, of_entry, spans), tuple(sorted(forms.items())))
            )
    return {uri: tuple(of_entry) for uri, of_entry in sorted(appearances.items())}


def _sentences(
    article: Article, mentions: Sequence[Mention], spans: dict[int, tuple[tuple[int, int], ...]]
) -> tuple[Quoted, ...]:
    """The sentences that hold these mentions, paragraphs first; the heading only where nothing else mentions the entry."""
    marks: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        block = mention.stretch
        if block not in spans:
            spans[block] = sentences(article.blocks[block].text)
        at = bisect_right(spans[block], mention.start, key=lambda span: span[0]) - 1
        start, end = spans[block][at] if at >= 0 else (0, len(article.blocks[block].text))
        marks[block, start, max(end, mention.end)].append((mention.start - start, mention.end - start))
    in_text = [key for key in sorted(marks) if article.blocks[key[0]].number] or sorted(marks)
    return tuple(
        _shortened(article.blocks[block].text[start:end], marks[block, start, end], article.blocks[block].number)
        for block, start, end in in_text
    )


def _shortened(text: str, marks: Sequence[tuple[int, int]], paragraph: int) -> Quoted:
    """A sentence; of one as long as a page, what stands around the first name in it."""
    if len(text) <= _LONGEST:
        return Quoted(text, tuple(marks), paragraph)
    start = max(0, min(marks[0][0] - _LONGEST // 3, len(text) - _LONGEST))
    end = max(start + _LONGEST, marks[0][1])
    before, behind = "… " if start else "", " …" if end < len(text) else ""
    moved = [(a - start + len(before), b - start + len(before)) for a, b in marks if start <= a and b <= end]
    return Quoted(f"{before}{text[start:end]}{behind}", tuple(moved), paragraph)
