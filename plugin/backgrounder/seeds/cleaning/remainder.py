"""What of a seed is neither in its text nor told by a step of cleaning: the last step tells it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from backgrounder.seeds.cleaning.document import Act, Content, Document, quoted
from backgrounder.sources.addresses import web_address
from backgrounder.text.passage import Passage

_SAID = {
    "": ("", ""),
    "picture": ("a picture: ", "{} pictures: "),
    "embedded": ("what is embedded: ", "{} things that are embedded: "),
    "address": ("the address of a link: ", "the addresses of {} links: "),
    "remark": ("a remark beside the text: ", "{} remarks beside the text: "),
    "title": ("the title of the page: ", "{} titles of the page: "),
}
"""What stands in a sentence before what is left out, by its kind: before one, and before several."""


def with_remainder(document: Document) -> Document:
    """The document with what is left of its seed, told: what stands in one element at once."""
    blocks = (document.heading, *document.blocks) if document.heading else document.blocks
    shown = _Cover(span for block in blocks for span in _spans(block.passage))
    covered = _Cover([*shown.spans, *(span for act in document.acts if act.gone for span in _spans(act.gone))])
    parents = document.whole.parents
    texts = [one for one in document.whole.content if not one.kind]
    elements = (one.element for one in texts if any(shown.overlaps(*span) for span in _spans(one.passage)))
    inner = _with_those_around(elements, parents)
    left = [replace(one, passage=passage) for one in texts for passage in _outside(one.passage, covered)]
    left += _not_shown(document)
    covered = _Cover([*covered.spans, *document.whole.markup])
    left += map(Content, _outside(document.whole.text, covered))
    left.sort(key=lambda one: one.passage.origin(0))
    acts = [
        Act("left-out", group[0].passage.origin(0), _sentence(group))
        for group in _together(left, [_outermost(one.element, parents, inner) for one in left])
        if any(c.isalnum() for one in group for c in one.passage.text)
    ]
    return replace(document, acts=(*document.acts, *acts))


class _Cover:
    """Spans of a seed, joined where they meet."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self.spans and start <= self.spans[-1][1]:
                self.spans[-1] = (self.spans[-1][0], max(end, self.spans[-1][1]))
            else:
                self.spans.append((start, end))
        self._ends = [end for _, end in self.spans]

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What none of the spans covers, from `start` to `end`."""
        for number in range(bisect_right(self._ends, start), len(self.spans)):
            covered, behind = self.spans[number]
            if covered >= end:
                break
            if covered > start:
                yield start, covered
            start = behind
        if start < end:
            yield start, end

    def overlaps(self, start: int, end: int) -> bool:
        """Whether one of the spans covers something from `start` to `end`."""
        number = bisect_right(self._ends, start)
        return number < len(self.spans) and self.spans[number][0] < end


def _spans(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where the characters of a passage stand in the seed. A space may stand for anything."""
    for (offset, origin), (following, _) in pairwise((*passage.runs, (len(passage.text), 0))):
        if not passage.text[offset:following].isspace():
            yield origin, origin + following - offset


def _outside(passage: Passage, covered: _Cover) -> Iterator[Passage]:
    """The parts of a passage that are not covered and not blank."""
    for (offset, origin), (following, _) in pairwise((*passage.runs, (len(passage.text), 0))):
        for start, end in covered.gaps(origin, origin + following - offset):
            part = (offset + start - origin, offset + end - origin)
            if not passage.text[slice(*part)].isspace():
                yield passage.cut(*part)


def _not_shown(document: Document) -> Iterator[Content]:
    """The pictures, addresses and remarks of a seed that its page has nowhere."""
    texts = {" ".join(one.passage.text.split()) for one in document.whole.content if not one.kind}
    targets = {mark.target for block in document.blocks for mark in block.marks} | {document.told.url}
    named = (document.told.title, document.told.container_title)
    words = {word for text in named for word in (text or "").split()}
    for one in document.whole.content:
        text = " ".join(one.passage.text.split())
        is_shown = {
            "": True,
            "address": (web_address(text) or text) in targets,
            "remark": text in texts,
            "title": words.issuperset(text.split()),
        }
        if any(map(str.isalnum, text)) and not is_shown.get(one.kind):
            yield one


def _with_those_around(elements: Iterable[int], parents: Mapping[int, int]) -> set[int]:
    """Some elements and all that they stand in."""
    found: set[int] = set()
    for element in elements:
        at = element
        while at and at not in found:
            found.add(at)
            at = parents.get(at, 0)
    return found


def _outermost(element: int, parents: Mapping[int, int], inner: Container[int]) -> int:
    """The outermost element around a piece in which nothing is shown; 0 if something is in each."""
    outer = 0
    while element and element not in inner:
        outer, element = element, parents.get(element, 0)
    return outer


def _together(left: Sequence[Content], outer: Sequence[int]) -> Iterable[Sequence[Content]]:
    """What is told at once: what stands in one element (`outer`: of each piece), or goes on from one to the next."""
    groups: dict[tuple[int, int], list[Content]] = {}
    key = (0, 0)
    for number, (one, element) in enumerate(zip(left, outer, strict=True)):
        if element or not one.goes_on or key not in groups:
            key = (element, 0 if element else number)
        groups.setdefault(key, []).append(one)
    return groups.values()


def _sentence(group: Sequence[Content]) -> str:
    """What was left out, its text before its pictures and addresses."""
    parts = []
    for kind, (one, several) in _SAID.items():
        texts = [content.passage.text for content in group if content.kind == kind]
        texts = texts if not kind else list(dict.fromkeys(texts))
        if texts:
            said = one if len(texts) == 1 else several.format(len(texts))
            parts.append(said + quoted(", ".join(texts) if kind else _running(group)))
    return f"left out {', '.join(parts)}"


def _running(group: Sequence[Content]) -> str:
    """The texts of some pieces as one, with a space where something stands between them."""
    return "".join(f"{'' if one.goes_on else ' '}{one.passage.text}" for one in group if not one.kind)
