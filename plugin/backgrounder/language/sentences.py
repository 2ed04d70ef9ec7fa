"""Where sentences begin and end in a paragraph of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEHIND = r"""(?:
    (?<=[.!?\u2026])(?<![.!?\u2026]{2})[.!?\u2026]*["'\u2019\u201d\u00bb)\]]*(\s+|$)
  | (?<=[\u3002\uff01\uff1f])[\u300d\u300f\u201d]*(\s+|(?<=[\u3002\uff01\uff1f\u300d\u300f])|$)
)"""
_END = re.compile(rf"[.!?\u2026\u3002\uff01\uff1f]{_BEHIND}", re.VERBOSE)
"""Begins with one set of characters: an alternative at the beginning would be tried at every character of the text."""
_FULL_STOP = re.compile(rf"\.{_BEHIND}", re.VERBOSE)
"""The same for a text that has no other mark: one character is sought in half the time that a set of them takes."""
_OPENING = re.compile(r"[(\[\"'“‘]")
_INITIALS = re.compile(r"(\w\.)*\w")
_NEXT_WORD = re.compile(r"[\"'“‘(]*([^\W\d_]+)")
_NEAR = 40
"""How far around a full stop one has to look to judge it."""
_ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof st sr jr rev hon gov gen col capt lt sgt adm sen rep pres vs no nos vol vols art arts para paras "
    "pp p fig figs ed eds cf etc e.g i.e approx ca c dept est inc ltd corp co bros jan feb mar apr jun jul aug sep sept "
    "oct nov dec mt ft u.n u.s u.k e.u p.r.c".split()
)
_STARTERS = frozenset(
    "the a an but and or if in on at it its he she they we i you this that these those there when while after before "
    "however as for from with by since although though his her their our what who how why yet still so then both".split()
)


def sentences(paragraph: str, at: int = 0) -> Iterator[tuple[int, int]]:
    """Spans (start, end) of the sentences, in order, without the white space between them; as far as they are asked for.

    Those that end before the place `at` may be left out: to look for them takes as long as for the others.
    """
    has_others = _has_other_marks(paragraph)
    start = _start_before(paragraph, at) if at and not has_others else 0
    length = len(paragraph)
    for match in (_END if has_others else _FULL_STOP).finditer(paragraph, start):
        stop, following = match.span()
        if following < length and not _ends(paragraph, stop, following):
            continue
        end = match.start(match.lastindex or 0)
        if end > start:
            yield start, end
        start = following
    if paragraph[start:].strip():
        yield start, len(paragraph.rstrip())


def _start_before(paragraph: str, at: int) -> int:
    """Where the last sentence begins that begins before a place or there, if nothing but full stops ends sentences."""
    stop = paragraph.rfind(".", 0, at)
    while stop >= 0:
        match = _FULL_STOP.match(paragraph, stop)
        if match and match.end() <= at < len(paragraph) and _ends(paragraph, stop, match.end()):
            return match.end()
        stop = paragraph.rfind(".", 0, stop)
    return 0


def _has_other_marks(paragraph: str) -> bool:
    """Whether a paragraph has marks besides full stops that may end a sentence."""
    if "!" in paragraph or "?" in paragraph:
        return True
    return not paragraph.isascii() and any(mark in paragraph for mark in "\u2026\u3002\uff01\uff1f")


def _ends(paragraph: str, at: int, following: int) -> bool:
    """Whether a sentence ends with the mark at one place, and the next begins at the other."""
    if paragraph[following].islower():
        return False
    if paragraph[at] != ".":
        return True
    near = at - _NEAR if at > _NEAR else 0
    word = paragraph[paragraph.rfind(" ", near, at) + 1 or near : at]
    if len(word) > 1 and word.isalpha():
        return word.lower() not in _ABBREVIATIONS  # As most.
    before = paragraph[near:at]
    word = before.rsplit(None, 1)[-1].lower() if before and not before[-1].isspace() else ""
    if not word.isalpha():
        word = _OPENING.split(word)[-1]
    abbreviated = word in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None
    if not abbreviated or word.isdigit():
        return True
    # `U.S.` and its like end a sentence now and then; a word that rarely continues a name decides.
    next_word = _NEXT_WORD.match(paragraph[following : following + _NEAR])
    return "." in word and next_word is not None and next_word.group(1).lower() in _STARTERS
