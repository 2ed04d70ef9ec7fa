"""Where sentences and direct speech begin and end in a paragraph of running text.

The marks that end sentences are those of all scripts that the program claims to read; which full stops belong to
abbreviations is the language's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.sections import Sentences

MARKS = ".!?\u2026\u0589\u061f\u06d4\u0964\u0965\u1362"
"""Marks that end a sentence if white space follows: Latin, Armenian, Arabic, Urdu, Devanagari, and Ethiopic."""
WIDE_MARKS = "\u3002\uff01\uff1f\uff61"
"""Those behind which East Asian scripts write no space."""
CLOSING = "\"'\u2019\u201d\u00bb)\\]"
"""What may close behind such a mark, as a set of characters in a pattern."""
_BEHIND = rf"""(?:
    (?<=[{MARKS}])(?<![{MARKS}]{{2}})[{MARKS}]*[{CLOSING}]*(\s+|$)
  | (?<=[{WIDE_MARKS}])[\u300d\u300f\u201d]*(\s+|(?<=[{WIDE_MARKS}\u300d\u300f])|$)
)"""
_END = re.compile(rf"[{MARKS}{WIDE_MARKS}]{_BEHIND}", re.VERBOSE)
"""Begins with one set of characters: an alternative at the beginning would be tried at every character of the text."""
_FULL_STOP = re.compile(rf"\.{_BEHIND}", re.VERBOSE)
"""The same for a text that has no other mark: one character is sought in half the time that a set of them takes."""
_LAST = re.compile(rf"[{MARKS}{WIDE_MARKS}][{CLOSING}\u300d\u300f]*\Z")
_START = re.compile(rf"(?:\A|[{MARKS}{WIDE_MARKS}:\n][{CLOSING}]*|[(\[\"“„«‘—–])\s*\Z")
_NEXT_WORD = re.compile(r"[\"'“‘(]*([^\W\d_]+)")
_NEAR = 40
"""How far around a full stop one has to look to judge it."""
_QUOTATION_MARK = re.compile('["\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\uff02]')
"""Only double marks count; single ones are apostrophes too often."""
_CLOSES_ONLY = frozenset("\u300d\u300f")
_OPENS_ONLY = frozenset("\u201e\u300c\u300e")


def sentences(paragraph: str, at: int = 0, lexicon: Lexicon = ENGLISH) -> Iterator[tuple[int, int]]:
    """Spans (start, end) of the sentences, in order, without the white space between them; as far as they are asked for.

    Those that end before the place `at` may be left out: to look for them takes as long as for the others.
    """
    words = lexicon.sentences
    has_others = _has_other_marks(paragraph)
    start = _start_before(paragraph, at, words) if at and not has_others else 0
    length = len(paragraph)
    for match in (_END if has_others else _FULL_STOP).finditer(paragraph, start):
        stop, following = match.span()
        if following < length and not _ends(paragraph, stop, following, words):
            continue
        end = match.start(match.lastindex or 0)
        if end > start:
            yield start, end
        start = following
    if paragraph[start:].strip():
        yield start, len(paragraph.rstrip())


def is_one_sentence(text: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a text has no sentence behind its first one, whole or not."""
    spans = sentences(text, 0, lexicon)
    return next(spans, None) is not None and next(spans, None) is None


def ends_sentence(text: str) -> bool:
    """Whether the last mark of a text, apart from what closes behind it, ends a sentence."""
    return _LAST.search(text, max(len(text) - _NEAR, 0)) is not None


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence may begin at a place: a stop, a colon, a dash, or something that opens stands before it."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return False  # As nearly always.
    return _START.search(text[max(0, start - 5) : start]) is not None


def _start_before(paragraph: str, at: int, words: Sentences) -> int:
    """Where the last sentence begins that begins before a place or there, if nothing but full stops ends sentences."""
    stop = paragraph.rfind(".", 0, at)
    while stop >= 0:
        match = _FULL_STOP.match(paragraph, stop)
        if match and match.end() <= at < len(paragraph) and _ends(paragraph, stop, match.end(), words):
            return match.end()
        stop = paragraph.rfind(".", 0, stop)
    return 0


def _has_other_marks(paragraph: str) -> bool:
    """Whether a paragraph has marks besides full stops that may end a sentence."""
    if "!" in paragraph or "?" in paragraph:
        return True
    return not paragraph.isascii() and any(mark in paragraph for mark in MARKS[3:] + WIDE_MARKS)


def _ends(paragraph: str, at: int, following: int, words: Sentences) -> bool:
    """Whether a sentence ends with the mark at one place, and the next begins at the other."""
    if paragraph[following].islower():
        return False
    if paragraph[at] != ".":
        return True
    near = at - _NEAR if at > _NEAR else 0
    word = paragraph[paragraph.rfind(" ", near, at) + 1 or near : at]
    if len(word) > 1 and word.isalpha():
        return word.lower() not in words.abbreviations  # As most.
    word = _word_before(paragraph, near, at)
    if word.isdigit():
        return not (words.ordinal_stops and len(word) < 3)
    are_initials = all(len(part) == 1 and (part.isalnum() or part == "_") for part in word.split("."))
    if word not in words.abbreviations and not are_initials:
        return True
    # `U.S.` and its like end a sentence now and then; a word that rarely continues a name decides.
    next_word = _NEXT_WORD.match(paragraph, following, following + _NEAR) if "." in word else None
    return next_word is not None and next_word.group(1).lower() in words.starters


def _word_before(paragraph: str, near: int, at: int) -> str:
    """The word that stands before a full stop, in small letters, without what opens before it; empty if none does."""
    before = paragraph[near:at]
    word = before.rsplit(None, 1)[-1].lower() if before and not before[-1].isspace() else ""
    return word if word.isalpha() else word[max(map(word.rfind, "([\"'“‘")) + 1 :]


def speeches(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of direct speech, quotation marks included, in order.

    Pasted text mixes straight and curly marks within one speech, so any closing mark ends it. A speech that is not closed
    runs to the end of its paragraph: that is how a quotation of several paragraphs is set.
    """
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _QUOTATION_MARK.finditer(paragraph):
        position, mark = match.start(), match.group()
        if opened is None:
            if mark not in _CLOSES_ONLY and not _closes(paragraph, position, mark):
                opened = position
        elif mark not in _OPENS_ONLY and not _opens_again(paragraph, position, mark):
            spans.append((opened, position + 1))
            opened = None
    if opened is not None:
        spans.append((opened, len(paragraph)))
    return tuple(spans)


def _closes(paragraph: str, position: int, mark: str) -> bool:
    """A mark that can only close: nothing to say follows it, and a word or a stop stands right before it."""
    before = paragraph[position - 1 : position]
    after = paragraph[position + 1 : position + 2]
    inch = mark == '"' and before.isdigit() and not after.isalnum()
    return inch or (mark == "\u201d" and bool(before) and not before.isspace() and not after.isalnum())


def _opens_again(paragraph: str, position: int, mark: str) -> bool:
    """A curly opening mark where a new word begins: a quotation inside the speech, or one that was never closed."""
    before = paragraph[position - 1 : position]
    after = paragraph[position + 1 : position + 2]
    return mark == "\u201c" and before.isspace() and after.isalnum()
