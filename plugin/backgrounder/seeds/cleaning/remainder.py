"""What of a seed is neither in its text nor told by a step of cleaning: the last step tells it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

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
    shown = _Cover(_shown_spans(document))
    left = sorted(_left(document, shown), key=_origin)
    inner = _elements_shown(document, shown)
    outer = [_outermost(one.element, document.whole.parents, inner) for one in left]
    acts = map(_act, filter(_says_something, _together(left, outer)))
    return replace(document, acts=(*document.acts, *acts))


def _shown_spans(document: Document) -> Iterator[tuple[int, int]]:
    """What of the seed stands in the text."""
    for block in (document.heading, *document.blocks, *document.notes):
        yield from _spans(block.passage) if block else ()
    for passage in document.whole.shown:
        yield from _spans(passage)


def _left(document: Document, shown: _Cover) -> Iterator[Content]:
    """What of the seed is neither in the text nor told."""
    whole = document.whole
    covered = shown.with_more(span for act in document.acts if act.gone for span in _spans(act.gone))
    for one in _texts(document):
        yield from (replace(one, passage=passage) for passage in _outside(one.passage, covered))
    yield from map(Content, _outside(whole.text, covered.with_more(whole.markup)))
    yield from _not_shown(document)


def _texts(document: Document) -> Iterator[Content]:
    return (one for one in document.whole.content if not one.kind)


def _origin(one: Content) -> int:
    return one.passage.origin(0)


class _Cover:
    """Spans of a seed, joined where they meet."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            first, last = self._spans.pop() if self._spans and start <= self._spans[-1][1] else (start, end)
            self._spans.append((first, max(end, last)))
        self._ends = [end for _, end in self._spans]

    def with_more(self, spans: Iterable[tuple[int, int]]) -> _Cover:
        """These spans and others."""
        return _Cover([*self._spans, *spans])

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What none of the spans covers, from `start` to `end`."""
        for covered, behind in self._from(start, end):
            if covered > start:
                yield start, covered
            start = behind
        if start < end:
            yield start, end

    def overlaps(self, start: int, end: int) -> bool:
        """Whether one of the spans covers something from `start` to `end`."""
        return any(True for _ in self._from(start, end))

    def _from(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for number in range(bisect_right(self._ends, start), len(self._spans)):
            if self._spans[number][0] >= end:
                return
            yield self._spans[number]


def _runs(passage: Passage) -> Iterator[tuple[int, int, int]]:
    """The parts of a passage that stand together in the seed: from where to where, and where in the seed."""
    for (offset, origin), (following, _) in pairwise((*passage.runs, (len(passage.text), 0))):
        yield offset, following, origin


def _spans(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where the characters of a passage stand in the seed. A space may stand for anything."""
    for start, end, origin in _runs(passage):
        if not passage.text[start:end].isspace():
            yield origin, origin + end - start


def _outside(passage: Passage, covered: _Cover) -> Iterator[Passage]:
    """The parts of a passage that are not covered and not blank."""
    for start, end, origin in _runs(passage):
        for first, last in covered.gaps(origin, origin + end - start):
            part = passage.cut(first - origin + start, last - origin + start)
            yield from [] if part.text.isspace() else [part]


def _not_shown(document: Document) -> Iterator[Content]:
    """The pictures, addresses and remarks of a seed that its page has nowhere."""
    texts = {_words(one) for one in _texts(document)}
    targets = {unquote(mark.target) for block in (*document.blocks, *document.notes) for mark in block.marks}
    targets.add(unquote(document.told.url or ""))
    title = f"{document.told.title} {document.told.container_title}".split()
    for one in document.whole.content:
        text = _words(one)
        is_shown = {
            "": True,
            "address": unquote(web_address(text) or text) in targets,
            "remark": text in texts,
            "title": set(title).issuperset(text.split()),
        }
        if not is_shown.get(one.kind):
            yield one


def _words(one: Content) -> str:
    return " ".join(one.passage.text.split())


def _elements_shown(document: Document, shown: _Cover) -> set[int]:
    """The elements of which some text is shown, and all that they stand in."""
    found: set[int] = set()
    for one in _texts(document):
        if any(shown.overlaps(*span) for span in _spans(one.passage)):
            _add_with_those_around(one.element, document.whole.parents, found)
    return found


def _add_with_those_around(element: int, parents: Mapping[int, int], found: set[int]) -> None:
    while element and element not in found:
        found.add(element)
        element = parents.get(element, 0)


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


def _says_something(group: Sequence[Content]) -> bool:
    return any(character.isalnum() for one in group for character in one.passage.text)


def _act(group: Sequence[Content]) -> Act:
    """What was left out, its text before its pictures and addresses."""
    parts = filter(None, (_said(kind, group) for kind in _SAID))
    return Act("left-out", _origin(group[0]), f"left out {', '.join(parts)}")


def _said(kind: str, group: Sequence[Content]) -> str:
    """What a group has of a kind, quoted: what is nothing but signs is nothing."""
    if not kind:
        text = _running(group)
        return quoted(text) if any(map(str.isalnum, text)) else ""
    texts = list(dict.fromkeys(one.passage.text for one in group if one.kind == kind))
    one, several = _SAID[kind]
    return (one if len(texts) == 1 else several.format(len(texts))) + quoted(", ".join(texts)) if texts else ""


def _running(group: Sequence[Content]) -> str:
    """The texts of some pieces as one, with a space where something stands between them."""
    return "".join(f"{'' if one.goes_on else ' '}{one.passage.text}" for one in group if not one.kind)
