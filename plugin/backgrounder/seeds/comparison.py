"""The seed beside the text that became of it: what was taken out, what was put in, and between which words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from backgrounder.findings import Place
from backgrounder.seeds.article import PAGE_SUFFIXES, Article
from backgrounder.text.passage import Passage

_AROUND = 40  # characters shown before and behind a difference
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where seed and text differ in what can be seen, `start` to `end` of the seed; each of its texts on one line."""

    start: int
    end: int
    before: str
    removed: str
    added: str
    after: str


Repaired = tuple[int, str, Difference | None]
"""What the cleaning did: the line of the seed, in words, and how seed and text differ there, if that can be shown."""


def grouped(repairs: Sequence[Repaired]) -> Iterable[Sequence[Repaired]]:
    """What the cleaning did, by what it says before it quotes the text, numbers aside."""
    kinds: dict[str, list[Repaired]] = {}
    for one in repairs:
        kinds.setdefault("".join(c for c in one[1].partition("`")[0] if not c.isdigit()), []).append(one)
    return kinds.values()


def compared(article: Article) -> tuple[Difference, ...]:
    """Where an article differs from its seed, as far as an excerpt goes; of a web page nowhere, as its text is in markup."""
    if article.path.lower().endswith(PAGE_SUFFIXES):
        return ()
    raw = article.raw.text
    passages = sorted((block.passage for block in article.blocks if block.text), key=lambda one: one.origin(0))
    text = _BETWEEN.join(passage.text for passage in passages)
    end = [] if article.withheld else [(len(text), 0, len(raw))]
    found: list[Difference] = []
    seed, shown = article.body, 0
    for offset, length, origin in (*_kept(raw, passages), *end):
        if origin < seed:
            continue
        removed, added = raw[seed:origin], text[shown:offset]
        if _visible(removed) != _visible(added):
            before, after = _words_around(text, shown, offset)
            before += " " if removed[:1].isspace() and shown else ""
            after = (" " if removed[-1:].isspace() and offset < len(text) else "") + after
            found.append(Difference(seed, origin, before, _shortened(removed), _shortened(added), after))
        seed, shown = origin + length, offset + length
    return tuple(found)


def difference_at(place: Place, article: Article, differences: Sequence[Difference]) -> Difference | None:
    """The difference of an article that takes in a place of its seed."""
    origin = article.raw.offset(place.line) + place.column - 1
    number = bisect_right(differences, origin, key=lambda one: one.start) - 1
    return differences[number] if number >= 0 and origin <= differences[number].end else None


def _kept(raw: str, passages: Sequence[Passage]) -> Iterator[tuple[int, int, int]]:
    """What stands in the text as in the seed: offset in the text, length, offset in the seed."""
    before = 0
    for passage in passages:
        for (offset, origin), (following, _) in pairwise((*passage.runs, (len(passage.text), 0))):
            if passage.text[offset:following] == raw[origin : origin + following - offset]:
                yield before + offset, following - offset, origin
        before += len(passage.text) + len(_BETWEEN)


def _visible(text: str) -> str:
    return "".join(c for c in text if c.isprintable() and not c.isspace())


def _shortened(text: str) -> str:
    """A text on one line; of a long one the middle is left out."""
    line = " ".join(text.split())
    return line if len(line) <= 300 else f"{line[:150].rstrip()} … {line[-150:].lstrip()}"


def _words_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before `start` and those behind `end`; the outermost of them whole."""
    before, behind = text[max(start - _AROUND, 0) : start].split(), text[end : end + _AROUND].split()
    first = " ".join(before) if start <= _AROUND else f"…{' '.join(before[1:])}"
    return first, " ".join(behind) if end + _AROUND >= len(text) else f"{' '.join(behind[:-1])}…"
