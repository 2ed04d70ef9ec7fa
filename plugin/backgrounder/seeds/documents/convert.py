"""A document of another program as a seed.

A library turns word processors' files, books and PDFs into Markdown, and another one takes the pages out of a PDF that are
pictures; both are loaded by the command that converts, and by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from io import BytesIO
from typing import cast

from backgrounder.seeds.documents.converted import Converted, NotConvertedError, NotInstalledError, without_rule
from backgrounder.seeds.documents.endings import CONVERTED, ending_of
from backgrounder.seeds.documents.losses import losses_of
from backgrounder.seeds.documents.mail import converted_mail
from backgrounder.seeds.documents.properties import properties_of
from backgrounder.seeds.formats.web_page import suffix_of
from backgrounder.text.decode import decode

_LOCKED = "{} is locked with a password; save it without one, and add that."
_SCANS = "make text of them with a program for that, such as OCRmyPDF, and add what it writes"


def converted(name: str, suffix: str, data: bytes) -> Converted:
    """A document as a seed. `name`: what it is called in messages. NotConvertedError with one sentence if it cannot be."""
    # What a file is, its name often does not say: pages and what browsers save of them are called `.doc`.
    if suffix in (".eml", ".mht", ".mhtml") or data.lstrip()[:13].lower() == b"mime-version:":
        return converted_mail(name, data, is_page=suffix != ".eml")
    kind = ending_of(data) or suffix
    if kind not in (".pdf", ".rtf") and suffix_of(data) == ".html":
        return _page(name, data)
    if kind not in CONVERTED:
        raise NotConvertedError(f"{name} is a package of another kind; save its text as .docx or .txt.")
    try:
        text, lost = _markdown(name, kind, data)
    except ImportError as error:
        message = f"{name} is not read without the extra that reads documents; install it from the checkout: pip install 'path/to/the/checkout[documents]'."
        raise NotInstalledError(message) from error
    if not any(map(str.isalnum, text)):
        raise NotConvertedError(f"There is no text in {name}.")
    # Places that links of the document lead to: none of them is in a seed.
    text = without_rule(re.sub(r'<a id="[^"\n]*"></a>', "", text))
    lost = (*lost, *losses_of(kind, data))
    found = properties_of(kind, data)
    if found.is_published:
        return Converted(".md", text, fields=found.fields(), lost=lost)
    perhaps = found.confirmed(text)
    return Converted(".md", text, perhaps=perhaps, remarks=found.remarks(perhaps), lost=lost)


def _page(name: str, data: bytes) -> Converted:
    try:
        text, _ = decode(data)
    except ValueError as error:
        raise NotConvertedError(f"{name} is no text in any known encoding; save it as UTF-8.") from error
    return Converted(".html", text)


def _markdown(name: str, kind: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a document as Markdown, and what was left out."""
    import anydoc  # noqa: PLC0415 (loaded when it is first needed)

    kind = {".docm": "docx"}.get(kind, kind.removeprefix("."))
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise NotConvertedError(_LOCKED.format(name))
    try:
        return anydoc.to_markdown_bytes(data, cast("anydoc.Format", kind)), ()
    except anydoc.NeedsOcrError as error:
        scans = frozenset(error.pages)
        which = f"{_listed(error.pages)} of {error.page_count}"
        if len(scans) >= error.page_count:
            raise NotConvertedError(f"The pages of {name} are pictures of text; {_SCANS}.") from error
    except anydoc.EncryptedError as error:
        raise NotConvertedError(_LOCKED.format(name)) from error
    except anydoc.ResourceLimitError as error:
        raise NotConvertedError(f"{name} is too large or too deeply nested to be read; save a part of it.") from error
    except anydoc.UnsupportedError as error:
        raise NotConvertedError(f"There is no text in {name}; if its pages are pictures, {_SCANS}.") from error
    except Exception as error:  # (whatever else a damaged file makes the library raise)
        message = f"{name} is damaged, or no .{kind}; open it in its program and save it again, or copy its text into a .txt file."
        raise NotConvertedError(message) from error
    try:
        text = anydoc.to_markdown_bytes(_without_pages(data, scans), "pdf")
    except Exception as error:  # (whatever a damaged file makes the library raise)
        raise NotConvertedError(f"Pages {which} of {name} are pictures of text; {_SCANS}.") from error
    return text, (f"left out pages {which}, which are pictures: {_SCANS}",)


def _listed(pages: Collection[int]) -> str:
    return ", ".join(map(str, sorted(pages)))


def _without_pages(data: bytes, pages: Collection[int]) -> bytes:
    """A PDF without some of its pages, which are counted from 1."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 (loaded when it is first needed)

    writer = PdfWriter()
    for number, page in enumerate(PdfReader(BytesIO(data)).pages, start=1):
        if number not in pages:
            writer.add_page(page)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
