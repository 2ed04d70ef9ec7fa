"""Who is mentioned where: for each entry the articles, paragraphs and sentences that speak of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from backgrounder.linking.mention import Mention
from backgrounder.seeds.article import Article
from backgrounder.text.sentences import sentences


class Quoted(NamedTuple):
    """A sentence that mentions an entry: its text, the spans of the names in it, and its paragraph's number (0: heading)."""

    text: str
    marks: tuple[tuple[int, int], ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entry in one article: the sentences that mention it, in order; how often each form of its names does, and all do."""

    article: Article
    sentences: tuple[Quoted, ...]
    forms: tuple[tuple[str, int], ...]
    count: int


_START = itemgetter(0)
_LONGEST = 900
"""Characters of a sentence: in ugly texts it may go on without end, and it stands on the page of each entry in it."""
Concordance = Mapping[str, tuple[Appearance, ...]]
"""Appearances by an entry's uri, in the order of the articles."""


def concordance(read: Iterable[tuple[Article, Sequence[Mention]]]) -> Concordance:
    """Gathers the mentions of all articles, which come in the order readers see them in."""
    appearances: dict[str, list[Appearance]] = defaultdict(list)
    for article, mentions in read:
        for uri, found in sorted(_found_in(article, mentions).items()):
            forms = tuple(sorted(found.forms.items()))
            appearances[uri].append(Appearance(article, found.quoted(article), forms, sum(found.forms.values())))
    return {uri: tuple(of_entry) for uri, of_entry in sorted(appearances.items())}


@dataclass(slots=True)
class _Found:
    """An entry in one article: how often by which form of its names, and in which sentences (block, start, end) where."""

    forms: dict[str, int] = field(default_factory=dict)
    marks: dict[tuple[int, int, int], list[tuple[int, int]]] = field(default_factory=dict)

    def quoted(self, article: Article) -> tuple[Quoted, ...]:
        """The sentences, paragraphs first; those of the heading only where nothing else mentions the entry."""
        blocks = article.blocks
        in_text = [key for key in sorted(self.marks) if blocks[key[0]].number] or sorted(self.marks)
        return tuple(
            _shortened(blocks[block].text[start:end], self.marks[block, start, end], blocks[block].number)
            for block, start, end in in_text
        )


def _found_in(article: Article, mentions: Sequence[Mention]) -> Mapping[str, _Found]:
    """By an entry's uri, its mentions in an article."""
    by_entry: dict[str, _Found] = {}
    cut: dict[int, tuple[list[tuple[int, int]], Iterator[tuple[int, int]]]] = {}
    for mention in mentions:
        if mention.entry is None or not mention.is_mention:
            continue
        found = by_entry.get(mention.entry.uri)
        if found is None:
            found = by_entry[mention.entry.uri] = _Found()
        block = mention.stretch
        text = article.blocks[block].text
        form = text[mention.start : mention.end].replace("\n", " ")
        found.forms[form] = found.forms.get(form, 0) + 1
        if block not in cut:
            cut[block] = [], sentences(text)
        spans, following = cut[block]
        while (not spans or spans[-1][1] <= mention.start) and (span := next(following, None)):
            spans.append(span)
        at = bisect_right(spans, mention.start, key=_START) - 1
        start, end = spans[at] if at >= 0 else (0, len(text))
        sentence = (block, start, max(end, mention.end))
        found.marks.setdefault(sentence, []).append((mention.start - start, mention.end - start))
    return by_entry


def _shortened(text: str, marks: Sequence[tuple[int, int]], paragraph: int) -> Quoted:
    """A sentence; of one as long as a page, what stands around the first name in it."""
    if len(text) <= _LONGEST:
        return Quoted(text, tuple(marks), paragraph)
    start = max(0, min(marks[0][0] - _LONGEST // 3, len(text) - _LONGEST))
    end = max(start + _LONGEST, marks[0][1])
    before, behind = "… " if start else "", " …" if end < len(text) else ""
    moved = [(a - start + len(before), b - start + len(before)) for a, b in marks if start <= a and b <= end]
    return Quoted(f"{before}{text[start:end]}{behind}", tuple(moved), paragraph)
