"""Bytes to text. Lines end as Python's universal newlines have it, so that lines are counted as every tool counts them."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and the name of the encoding if it had to be guessed; a UTF-8 byte-order mark stays its first character.

    Raises ValueError for bytes that are no text in any encoding known here.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _universal(data.decode(encoding)), None
    try:
        return _universal(data.decode("utf-8")), None
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise ValueError("these bytes are no text")
    guess = from_bytes(data).best()
    if guess is None:
        raise ValueError("these bytes are no text")
    return _universal(str(guess)), guess.encoding


def _universal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
