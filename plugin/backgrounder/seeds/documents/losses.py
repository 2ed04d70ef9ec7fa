"""What a document has that its seed has not, or that its reader did not see, as far as the parts of its package tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile

_SIGNS = (
    (".docx", "word/comments.xml", b"<w:comment ", "left out the comments"),
    (".docx", "word/document.xml", b"<w:vertAlign ", "superscripts and subscripts became plain letters"),
    (
        ".docx",
        "word/document.xml",
        b"<w:vanish/>",
        "took over text that is hidden in the document; look for it before you publish",
    ),
    (".odt", "content.xml", b"<office:annotation", "left out the comments"),
    (".odt", "content.xml", b"style:text-position", "superscripts and subscripts became plain letters"),
)
"""For each kind of document: a part, what in it is a sign of a loss, and what to say."""


def losses_of(kind: str, data: bytes) -> tuple[str, ...]:
    """What to say of a document of a kind; nothing where its package cannot be read."""
    with suppress(Exception), ZipFile(BytesIO(data)) as package:
        return tuple(_losses(".docx" if kind == ".docm" else kind, package))
    return ()


def _losses(kind: str, package: ZipFile) -> Iterator[str]:
    endings = ".bmp .emf .gif .jpeg .jpg .png .svg .tif .tiff .webp .wmf".split()
    # Beside the pictures of its text, a document may have a small picture of itself.
    names = [name for name in package.namelist() if not name.startswith(("docProps/", "Thumbnails/"))]
    pictures = sum(PurePosixPath(name).suffix.lower() in endings for name in names)
    if pictures:
        yield f"left out {pictures} picture{'s' * (pictures > 1)}"
    for of, part, sign, what in _SIGNS:
        if of == kind and part in package.namelist() and _has(package, part, sign):
            yield what


def _has(package: ZipFile, part: str, sign: bytes) -> bool:
    with package.open(part) as opened:
        return sign in opened.read(20_000_000)
