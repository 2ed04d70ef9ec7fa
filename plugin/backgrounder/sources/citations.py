"""Citations in running text: `[@key]`, `[@key, para. 4]`, `[@one; @two]`, as in Pandoc.

This module finds and reads them in Markdown. It renders nothing: the Markdown extension and the generated pages do.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

_CITATION = re.compile(r"(?<!\\)\[(?=[^\[\]]*@)(?P<inner>[^\[\]]+)\](?!\(|:|\[(?!-?@))")
_NEAR = re.compile(r"(?<!\\)\[[^\[\]]*(?<!\w)@(?P<key>[^\W_][\w-]*)[^\[\]]*\](?![(:])")
_ITEM = re.compile(r"\s*@(?P<key>[^\W_][\w:.#$%&+?<>~/-]*?)(?P<stop>[.:?]*)(?:\s*,\s*(?P<locator>.+?))?\s*")
_CODE = re.compile(
    r"^(?P<fence>[ ]{0,3}(?P<mark>`{3,}|~{3,})).*?(?:^[ ]{0,3}(?P=mark)[`~]*[ \t]*$|\Z)|(?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->|^(?:(?: {4}|\t).*(?:\n|\Z))+",
    re.DOTALL | re.MULTILINE,
)


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
        parts = (f"{item.key}-{item.locator}" if item.locator else item.key for item in self.items)
        return re.sub(r"[^\w.-]+", "-", "--".join(parts)).strip("-")


def citations(text: str, *, indented_code: bool = False) -> Iterator[Citation]:
    """The citations of a Markdown text, in order, code and comments passed over.

    `indented_code`: whether lines that begin with four spaces are code, as they are in a whole page.
    """
    if "[" not in text or "@" not in text:
        return
    code = [m.span() for m in _CODE.finditer(text) if indented_code or not m.group().startswith(("    ", "\t"))]
    for match in _CITATION.finditer(text):
        if any(start <= match.start() < end for start, end in code):
            continue
        items = list(_items(match["inner"], match.start("inner")))
        if items:
            yield Citation(tuple(items), *match.span())


def near_citations(text: str, known: Container[str]) -> Iterator[tuple[int, str]]:
    """What looks like a citation and is none: offset and text of brackets with `@` and a known key, or right at the start."""
    if "@" not in text:
        return
    read = {citation.start for citation in citations(text, indented_code=True)}
    code = [match.span() for match in _CODE.finditer(text)]
    for match in _NEAR.finditer(text):
        meant = match["key"] in known or match.group().startswith(("[@", "[-@"))
        if meant and match.start() not in read and not any(start <= match.start() < end for start, end in code):
            yield match.start(), match.group()


def _items(inner: str, offset: int) -> Iterator[CitedItem]:
    """The works of a citation; none at all if any part of it is something else (`[mail@example.org]`)."""
    items = []
    for part in re.finditer(r"[^;]+", inner):
        match = _ITEM.fullmatch(part.group())
        if match is None:
            return
        items.append(CitedItem(match["key"], match["locator"] or "", offset + part.start() + match.start("key")))
    yield from items
