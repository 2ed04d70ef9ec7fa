"""Bytes to text. Lines end as Python's universal newlines have it, so that lines are counted as every tool counts them."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_MARKS = {
    # That of UTF-16 begins one of UTF-32.
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
UNPRINTABLE = re.compile(
    "[\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\u202d\u202e]"
)
"""Control characters, byte-order marks, non-characters, and what writes all letters behind it from the other side."""
REORDERING = "\u202a-\u202e\u2066-\u2069"
"""As a set of characters in a pattern: those that may have what follows them written from the other side: behind a title, the rest of a list."""
UNSHOWABLE = re.compile(f"{UNPRINTABLE.pattern}|[{REORDERING}]")
"""What no name or title may have."""
_COMMON = "cp1252"
UNDECODABLE = "This file is no text in any known encoding; save it as UTF-8."
INFERRED_ENCODING = "Read as {}; save it as UTF-8 if letters look wrong."


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and its encoding if it was guessed; a byte-order mark of UTF-8 stays. ValueError for other bytes."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _universal(data.decode(encoding)), None
    wide = _wide(data)
    if wide is not None:
        return _universal(data.decode(wide)), wide
    with suppress(UnicodeDecodeError):
        return _universal(data.decode("utf-8")), None
    if b"\0" in data:
        raise ValueError("these bytes are no text")
    western = _western(data)
    if western is not None:
        return _universal(western), _COMMON
    from charset_normalizer import from_bytes  # noqa: PLC0415 (loaded when it is first needed)

    guess = from_bytes(data).best()
    if guess is None:
        raise ValueError("these bytes are no text")
    # Several code pages often give the same text; the most common one is the most likely name of it.
    name = _COMMON if _COMMON in guess.could_be_from_charset else guess.encoding
    return _universal(str(guess)), name


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a text in Latin script is zero."""
    pairs = len(data) // 2
    if len(data) % 2 or b"\0" not in data:
        return None
    high, low = data[0::2].count(0), data[1::2].count(0)
    if max(high, low) < pairs / 2 or min(high, low) > pairs / 10:
        return None
    return "utf-16-be" if high > low else "utf-16-le"


def _western(data: bytes) -> str | None:
    """The text in Windows-1252, if it looks Western: a note is too short for a statistical guess."""
    try:
        text = data.decode(_COMMON)
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if ord(character) > 127]
    letters = sum(character.isalpha() for character in text)
    signs = "‘’“”„‚‹›«»–—…•€£§°·¿¡©®™\u00a0½¼¾"
    usual = all(character.isalpha() or character in signs for character in beyond)
    return text if usual and 5 * len(beyond) <= max(letters, 1) else None


def _universal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """A text without what no page can show, its white space as single spaces: what is a field, a key, or a title."""
    return " ".join(UNSHOWABLE.sub("", text).split())
