"""One spelling for the variants of one name, and the part of an address that a name becomes.

Hyphens, dashes and every kind of space are one; so are straight and curly apostrophes, and the Unicode normal forms.
Case is not folded here: it is a matter of each name. The author's text is never altered; folding is for comparing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_FOLDED = {
    " ": "-\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
    "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    "'": "'`\u00b4\u02b9\u02bc\u2018\u2019\u201b\u2032\uff07",
}
"""Hyphens, dashes and spaces; apostrophes: each with the character that stands for all of them."""
_VARIANTS = tuple((c, folded) for folded, group in _FOLDED.items() for c in group if c != folded)
_ONE_OF_EACH = str.maketrans(dict(_VARIANTS))
_ASCII_VARIANTS = tuple(pair for pair in _VARIANTS if pair[0].isascii())
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""Characters that leave no mark on the page: soft hyphen, zero-width spaces and joiners, byte-order mark."""
_NUMBER = re.compile("[0-9]+")
_CLUSTER = re.compile(
    r"[^\W_]?[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u3099\u309a]{1,8}|[\u1100-\u11ff]{1,8}|.", re.DOTALL
)
"""What is normalised together: a letter with its combining marks, or a single character."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `spans` holds where each of its characters stood in the unfolded text; None: at the same place."""

    text: str
    spans: tuple[tuple[int, int], ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the unfolded text for a span (start < end) of the folded one."""
        if self.spans is None:
            return start, end
        return self.spans[start][0], self.spans[end - 1][1]


def fold(text: str) -> Folded:
    """The text with variants folded, and the way back."""
    if text.isascii() or (not _UNSEEN.search(text) and unicodedata.is_normalized("NFC", text)):
        return Folded(_one_of_each(text))
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", _UNSEEN.sub("", match[0]))
        pieces.append(piece)
        spans.extend([match.span()] * len(piece))
    return Folded(_one_of_each("".join(pieces)), tuple(spans))


def _one_of_each(text: str) -> str:
    """One hyphen, space and apostrophe. In all but short texts, ten times as fast as `str.translate`: few have a variant."""
    if len(text) < 30:
        return text.translate(_ONE_OF_EACH)
    for variant, folded in _ASCII_VARIANTS if text.isascii() else _VARIANTS:
        if variant in text:
            text = text.replace(variant, folded)
    return text


def fold_name(name: str) -> str:
    """A name folded for comparison, without white space at its ends or doubled inside."""
    return " ".join(fold(name).text.split())


def lower(text: str) -> str:
    """Lower case that keeps the number of characters, so that offsets hold (`İ` has a two-character lower case)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def natural_key(text: str, width: int = 12) -> str:
    """A text so that the numbers in it, of up to `width` digits, sort by size: `item 9` before `item 10`."""
    return _NUMBER.sub(lambda match: match.group().zfill(width), text)


def slug(text: str, longest: int = 80) -> str:
    """Letters and digits of any script in lower case, joined by hyphens; never empty, never a path."""
    text = unicodedata.normalize("NFKC", text).lower().replace("'", "").replace("’", "")
    return "-".join(words_of(text))[:longest].strip("-") or "untitled"


def words_of(text: str) -> list[str]:
    """The runs of letters and digits in a text."""
    return "".join(sign if sign.isalnum() else " " for sign in text).split()


def letters_of(text: str) -> str:
    """The letters and digits of a text, in one case: what two ways of writing a name have in common."""
    return "".join(filter(str.isalnum, text.casefold()))
