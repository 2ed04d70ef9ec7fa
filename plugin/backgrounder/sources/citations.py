"""Citations in Markdown: `[@key]`, `[@key, para. 4]`, `[@one; @two]`, as in Pandoc; and what can be a key."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass

from backgrounder.language.lexicon import ENGLISH

_BRACKETS = re.compile(r"(?<!\\)\[(?P<inner>[^\[\]]*+)\](?![(:])")
"""What stands in square brackets and is neither a link nor the definition of one."""
_KEY = re.compile(r"(?<!\w)@(?P<key>[^\W_][\w:.#$%&+?~/-]*+)")
"""A key with its mark. A full stop, colon or question mark at its end belongs to the sentence."""
_CODE = re.compile(
    r"""
    ^[ ]{0,3}(?P<mark>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=mark)[`~]*[ \t]*$|\Z)  # a fenced block
    | (?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)                  # code in running text
    | <!--.*?(?:-->|\Z)                                                     # a comment
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
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
        written = ";".join(f"{item.key},{item.locator}" if item.locator else item.key for item in self.items)
        return "".join(c if c.isalnum() or c == "_" else f"-{ord(c):x}-" for c in written)


def citations(text: str, *, indented_code: bool = False) -> Iterator[Citation]:
    """The citations of a text, in order, code and comments passed over; in a whole page indented blocks are code, too."""
    for match in _brackets(text, indented_code=indented_code):
        is_link = text.startswith("[", match.end()) and not text.startswith(("[@", "[-@"), match.end())
        if not is_link and (items := _items(match["inner"], match.start("inner"))):
            yield Citation(items, *match.span())


def near_citations(text: str, known: Container[str]) -> Iterator[tuple[int, str]]:
    """What looks like a citation and is none: offset and text of brackets with `@` and a known key, or right at the start."""
    read = {citation.start for citation in citations(text, indented_code=True)}
    for match in _brackets(text, indented_code=True):
        keys = [_without_stop(found["key"]) for found in _KEY.finditer(match["inner"])]
        meant = any(key in known for key in keys) or (keys and match["inner"].startswith(("@", "-@")))
        if meant and match.start() not in read:
            yield match.start(), match.group()


def is_key(text: str) -> bool:
    """Whether a text can be a citation key, as in Pandoc, and no path."""
    return bool(_KEY.fullmatch(f"@{text}")) and text == _without_stop(text) and ".." not in text


def paragraph_of(locator: str) -> int:
    """The paragraph that a locator names first, as in `para. 4` or `¶¶ 4–6`; 0 if it names none."""
    match = re.match(r"(?P<word>[^\d\s]+)\s*(?P<number>\d{1,6})\b", locator)
    return int(match["number"]) if match and match["word"].lower() in ENGLISH.notes.paragraph else 0


def unstopped(note: str) -> str:
    """The Markdown of a note without its full stop, for where a sentence goes on behind it."""
    # On a page that runs from right to left, an element stands around it.
    inner = note.removesuffix("</span>").removesuffix("”").removesuffix("’")
    stop = "&#46;" if inner.endswith("&#46;") else "."
    return inner.removesuffix(stop) + note[len(inner) :]


def _brackets(text: str, *, indented_code: bool) -> Iterator[re.Match[str]]:
    """The brackets with a key's mark in them, in order, but for those in code and comments."""
    if "[" not in text or "@" not in text:
        return
    code = [match.span() for match in _CODE.finditer(text)]
    # These spans may overlap.
    code = sorted([*code, *_indented_code(text)]) if indented_code else code
    for match in _BRACKETS.finditer(text):
        start = match.start()
        last = bisect_right(code, (start, float("inf")))
        if "@" in match["inner"] and not any(start < end for _, end in code[max(0, last - 3) : last]):
            yield match


def _items(inner: str, offset: int) -> tuple[CitedItem, ...]:
    """The works of a citation; none at all if any part of it is something else (`[mail@example.org]`)."""
    items: list[CitedItem] = []
    for part in inner.split(";"):
        key = _KEY.match(part.strip())
        # Behind the key may stand a comma, and behind it a locator on the same line.
        rest = part.strip()[key.end() :].lstrip() if key else ""
        locator = rest[1:].lstrip()
        if key and (not rest or (rest[0] == "," and locator and "\n" not in locator)):
            items.append(CitedItem(_without_stop(key["key"]), locator, offset + part.index("@") + 1))
        elif part:
            return ()
        offset += len(part) + 1
    return tuple(items)


def _without_stop(key: str) -> str:
    return key.rstrip(".:?")


def _indented_code(text: str) -> Iterator[tuple[int, int]]:
    """The lines of indented blocks that follow a blank line, unless the line before takes them as its content."""
    offset, before, is_apart = 0, "", True
    is_code: bool | None = None
    for line in text.split("\n"):
        if not line.strip():
            is_apart = True
        elif line.startswith(("    ", "\t")):
            is_code = is_apart and not _has_content_below(before) if is_code is None else is_code
            if is_code:
                yield offset, offset + len(line)
        else:
            before, is_apart, is_code = line, False, None
        offset += len(line) + 1


def _has_content_below(line: str) -> bool:
    """Whether a line's content is indented below it: a list item, an admonition, a tab, a footnote, a definition."""
    mark = line.split(maxsplit=1)[0] if line else ""
    is_numbered = mark[-1:] in (".", ")") and mark[:-1].isdecimal()
    return is_numbered or mark in "- * + !!! ??? ???+ === /// :".split() or (mark.startswith("[^") and "]:" in line)
