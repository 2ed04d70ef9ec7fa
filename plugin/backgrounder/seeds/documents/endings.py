"""The endings of files that are no seeds but may hold a text, and the step that makes a seed of each."""

from __future__ import annotations

CONVERTED = (".docx", ".docm", ".doc", ".odt", ".rtf", ".epub", ".pdf", ".eml", ".mht", ".mhtml")
"""What `backgrounder add` makes a seed of."""
_RENAMED = {".markdown": ".md", ".mdown": ".md", ".text": ".txt"}
_SAVED = {
    **dict.fromkeys((".pages", ".wpd", ".wps", ".lwp", ".abw", ".fodt"), ".docx"),
    **dict.fromkeys((".azw", ".azw3", ".fb2", ".mobi"), ".epub"),
    **dict.fromkeys((".djvu", ".ps", ".xps"), ".pdf"),
    ".msg": ".eml",
    **dict.fromkeys((".rst", ".tex"), ".txt"),
}
"""What nothing here reads, and what the program that it comes from can save it as."""
TOLD = frozenset((*CONVERTED, *_RENAMED, *_SAVED))
"""The endings that something is said about."""


def advice(path: str, suffix: str) -> str:
    """What to do with a file that is no seed, one sentence, by its ending in small letters."""
    if suffix in _RENAMED:
        return f"Seeds do not end in {suffix}; let the name of this one end in {_RENAMED[suffix]}."
    if suffix in CONVERTED:
        return f"Files that end in {suffix} are not read as they are; `backgrounder add {_quoted(path)}` makes a seed of this one."
    ending = _SAVED[suffix]
    then = ", and add that with `backgrounder add`" if ending in CONVERTED else ""
    return (
        f"Files that end in {suffix} are not read; save this one as {ending} in the program that it comes from{then}."
    )


def _quoted(path: str) -> str:
    """A path as one word of a command line, in all shells."""
    return path if all(character.isalnum() or character in "/._-" for character in path) else f'"{path}"'


def ending_of(data: bytes) -> str | None:
    """The ending that a document would have by its bytes, `.zip` for a package of another kind; None for no document."""
    if data.startswith(b"PK\x03\x04"):
        parts = {b"application/epub+zip": ".epub", b"opendocument.text": ".odt", b"word/": ".docx"}
        return next((ending for part, ending in parts.items() if part in data), ".zip")
    beginnings = {b"%PDF-": ".pdf", b"{\\rtf": ".rtf", b"\xd0\xcf\x11\xe0": ".doc"}
    return next((ending for beginning, ending in beginnings.items() if data.startswith(beginning)), None)
