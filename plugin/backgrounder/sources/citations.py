"""Citations in running text: `[@key]`, `[@key, para. 4]`, `[@one; @two]`, as in Pandoc.

This module finds and reads them in Markdown. It renders nothing: the Markdown extension and the generated pages do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass

_BEYOND = float("inf")
_CITATION = re.compile(r"(?<!\\)\[(?=[^\[\]]*@)(?P<inner>[^\[\]]+)\](?!\(|:|\[(?!-?@))")
_NEAR = re.compile(r"(?<!\\)\[[^\[\]]*+\](?![(:])")
_KEY = re.compile(r"(?<!\w)@([^\W_][\w-]*)")
_ITEM = re.compile(r"@(?P<key>[^\W_][\w:.#$%&+?~/-]*+)(?:\s*+,\s*+(?P<locator>.+))?")
_CODE = re.compile(
    r"^[ ]{0,3}(?P<mark>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=mark)[`~]*[ \t]*$|\Z)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.MULTILINE,
)
_INDENTED = re.compile(r"(?:^(?:[ ]{4}|\t)[^\n]*(?:\n|\Z)(?:[ \t]*\n)*)+", re.MULTILINE)
_CONTINUES = re.compile(r"[ \t]*(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===|///|\[\^[^\]]*\]:|:)(?:\s|$)")
"""Lines whose content is indented below them: list items, admonitions, tabs, footnotes, definitions."""

_PARAGRAPH = re.compile(r"(?:paras?\.?|pars?\.|paragraphs?|¶{1,2})\s*(\d{1,6})\b", re.IGNORECASE)
_STOP = re.compile(r"(?:\.|&#46;)(?P<quotes>’?”?)\Z")


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One work of a citation; `offset`: where its key begins in the text."""

    key: str
    locator: str
    offset: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation and its span (start, end) in the text."""

    items: tuple[CitedItem, ...]
    start: int
    end: int

    @property
    def label(self) -> str:
        """The name of its footnote: the same for the same works at the same places."""
        parts = (f"{item.key},{item.locator}" if item.locator else item.key for item in self.items)
        return re.sub(r"\W", lambda m: f"-{ord(m[0]):x}-", ";".join(parts))


def citations(text: str, *, indented_code: bool = False) -> Iterator[Citation]:
    """The citations of a Markdown text, in order, code and comments passed over.

    `indented_code`: whether indented blocks are code, as they are in a whole page.
    """
    if "[" not in text or "@" not in text:
        return
    code = _code(text, indented=indented_code)
    for match in _CITATION.finditer(text):
        if _within(match.start(), code):
            continue
        items = list(_items(match["inner"], match.start("inner")))
        if items:
            yield Citation(tuple(items), *match.span())


def near_citations(text: str, known: Container[str]) -> Iterator[tuple[int, str]]:
    """What looks like a citation and is none: offset and text of brackets with `@` and a known key, or right at the start."""
    if "@" not in text:
        return
    read = {citation.start for citation in citations(text, indented_code=True)}
    code = _code(text, indented=True)
    for match in _NEAR.finditer(text):
        keys = _KEY.findall(match.group())
        meant = any(key in known for key in keys) or (keys and match.group().startswith(("[@", "[-@")))
        if meant and match.start() not in read and not _within(match.start(), code):
            yield match.start(), match.group()


def paragraph_of(locator: str) -> int:
    """The paragraph that a locator names first, as in `para. 4` or `¶¶ 4–6`; 0 if it names none."""
    match = _PARAGRAPH.match(locator)
    return int(match[1]) if match else 0


def unstopped(note: str) -> str:
    """The Markdown of a note without its full stop, for where a sentence goes on behind it."""
    return _STOP.sub(lambda match: match["quotes"], note)


def _code(text: str, *, indented: bool) -> list[tuple[int, int]]:
    """The spans of code and comments, in order; they may overlap."""
    spans = [match.span() for match in _CODE.finditer(text)]
    if indented:
        spans += [match.span() for match in _INDENTED.finditer(text) if _is_code(text, match.start())]
    return sorted(spans)


def _is_code(text: str, start: int) -> bool:
    """Whether an indented block is code: it follows a blank line, and nothing before it takes it as its content."""
    at, is_apart = start, False
    while at:
        begin = text.rfind("\n", 0, at - 1) + 1
        if not text[begin:at].isspace():
            return is_apart and not _CONTINUES.match(text, begin, at)
        at, is_apart = begin, True
    return True


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the spans, which are sorted by their starts."""
    last = bisect_right(spans, (offset, _BEYOND))
    return any(offset < end for _, end in spans[max(0, last - 3) : last])


def _items(inner: str, offset: int) -> Iterator[CitedItem]:
    """The works of a citation; none at all if any part of it is something else (`[mail@example.org]`)."""
    items = []
    for part in re.finditer(r"[^;]+", inner):
        written = part.group().lstrip()
        match = _ITEM.fullmatch(written.rstrip())
        if match is None:
            return
        at = offset + part.end() - len(written) + match.start("key")
        # What stands behind the key belongs to the sentence.
        items.append(CitedItem(match["key"].rstrip(".:?"), match["locator"] or "", at))
    yield from items
