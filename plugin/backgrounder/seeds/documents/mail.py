"""A mail as a seed, or a page that a browser saved in the form of one (MHTML); by the standard library alone."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage, MIMEPart
from functools import cache
from typing import cast

from turbohtml import TokenType

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of
from backgrounder.seeds.documents.converted import Converted, NotConvertedError, without_rule
from backgrounder.seeds.formats.html_tokens import html_tokens
from backgrounder.sources.addresses import web_address
from backgrounder.text.decode import decode, one_line

_STRUCTURE = frozenset("h1 h2 h3 h4 h5 h6 ul ol dl table blockquote b strong i em sup sub pre".split())
"""Elements that say more than the plain text of a mail does."""
_LONGEST = 300


def converted_mail(name: str, data: bytes, *, is_page: bool = False, lexicon: Lexicon = ENGLISH) -> Converted:
    """A mail as a seed; `is_page`: a saved page instead. NotConvertedError with one sentence if it has no text to be read."""
    try:
        return _converted(name, data, is_page=is_page, lexicon=lexicon)
    except RecursionError as error:
        raise NotConvertedError(f"{name} has too many mails in one another; save the one that you mean.") from error


def _converted(name: str, data: bytes, *, is_page: bool, lexicon: Lexicon) -> Converted:
    message: EmailMessage = email.message_from_bytes(data, policy=email.policy.default)
    if not any(_header(message, key) for key in ("from", "subject", "date", "mime-version")):
        raise NotConvertedError(f"{name} is no mail; save it again in the program that it comes from.")
    for _ in range(5):  # mails forwarded in one another
        kinds = {part.get_content_type() for part in message.walk()}
        if kinds & {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}:
            raise NotConvertedError(f"{name} is encrypted; decrypt it in your mail program, and save its text as .txt.")
        found = _body(message)
        if found is not None:
            return _page(message, *found) if is_page else _mail(message, *found, lexicon=lexicon)
        inner = [part for part in message.walk() if part.get_content_type() == "message/rfc822" and part.is_multipart()]
        if not inner:
            break
        message = cast(EmailMessage, cast(list[object], inner[0].get_payload())[0])
    raise NotConvertedError(f"There is no text in {name}.")


def _mail(message: EmailMessage, suffix: str, text: str, *, lexicon: Lexicon) -> Converted:
    subject = _subject(lexicon).sub("", one_line(_header(message, "subject")))
    address = _header(message, "archived-at").strip(" <>")
    fields = {
        "title": "" if "\ufffd" in subject else subject[:_LONGEST],
        "author": list(_senders(message)),
        "issued": _date(message),
        "url": web_address(address) or "",
        "language": _header(message, "content-language").partition(",")[0].strip(),
        # Nothing stands around the text of a mail as it does around that of a page.
        "keep": ["main-text"] if suffix == ".html" else [],
    }
    mailing_list = one_line(_header(message, "list-id"))[:_LONGEST]
    remarks = (f"mailing list {mailing_list}",) if mailing_list else ()
    known = {key: value for key, value in fields.items() if value}
    return Converted(suffix, without_rule(text), known, remarks=remarks, lost=tuple(_left_out(message)))


def _page(message: EmailMessage, suffix: str, text: str) -> Converted:
    body = message.get_body(("html", "plain"))
    places = (_header(message, "snapshot-content-location"), _header(cast(EmailMessage, body), "content-location"))
    fields = {"url": next(filter(None, map(web_address, places)), ""), "accessed": _date(message)}
    return Converted(suffix, text, {key: value for key, value in fields.items() if value})


def _header(message: EmailMessage, key: str) -> str:
    """The value of a header; nothing where there is none, or one on which the standard library fails."""
    with suppress(Exception):
        return str(message.get(key) or "")
    return ""


@cache
def _subject(lexicon: Lexicon) -> re.Pattern[str]:
    """What programs write before a subject: `Re:`, `Fwd:`."""
    return re.compile(rf"(?:{one_of(lexicon.mails.prefixes)}(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def _senders(message: EmailMessage) -> Iterator[object]:
    """Those whom a mail is from, by name: an address is nobody's business."""
    with suppress(Exception):
        for address in message["from"].addresses:
            name = one_line(address.display_name).strip("'\" ")[:_LONGEST]
            family, comma, given = name.partition(", ")
            if "@" not in name and name:
                yield {"family": family, "given": given} if comma and "," not in given else name


def _date(message: EmailMessage) -> str:
    """The day on which a mail was written, where it was written."""
    with suppress(Exception):
        return str(message["date"].datetime.date().isoformat())
    return ""


def _body(message: EmailMessage) -> tuple[str, str] | None:
    """The text of a mail and the ending of a seed for it: as a page where that says more."""
    page, plain = (_text(message, kind) for kind in ("html", "plain"))
    if page.strip() and (not plain.strip() or _has_structure(page)):
        return ".html", page
    return (".txt", plain) if plain.strip() else None


def _text(message: EmailMessage, kind: str) -> str:
    """The text of a kind that a mail has, with the ends of lines that its writer made."""
    # The standard library fails on some mails that are damaged.
    with suppress(Exception):
        part = message.get_body((kind,))
        payload = part.get_payload(decode=True) if part else None
        if part is not None and isinstance(payload, bytes):
            text = _decoded(payload, part.get_content_charset("utf-8"))
            return _unwrapped(text, glue="" if part.get_param("delsp") == "yes" else " ") if _is_flowed(part) else text
    return ""


def _decoded(data: bytes, charset: str) -> str:
    """Bytes as text, in the encoding that a mail names or in that which they are in."""
    try:
        text = data.decode(charset)
    except (LookupError, ValueError):
        text, _ = decode(data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_flowed(part: MIMEPart) -> bool:
    return str(part.get_param("format") or "").lower() == "flowed"


def _unwrapped(text: str, glue: str) -> str:
    """A text without the ends of lines that its program made: those behind a space (RFC 3676). Quotations stay."""
    parts: list[str] = []
    for line in text.split("\n"):
        # A space before a quotation or another space is no part of the line.
        line = line.removeprefix(" ")  # noqa: PLW2901
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
        parts.append(f"{line.rstrip(' ')}{glue}" if goes_on else f"{line}\n")
    return "".join(parts).removesuffix("\n")


def _has_structure(page: str) -> bool:
    return any(
        token.kind is TokenType.START_TAG
        and (token.tag in _STRUCTURE or token.attrs.get("href", "").startswith(("http://", "https://")))
        for token in html_tokens(page)
    )


def _left_out(message: EmailMessage) -> Iterator[str]:
    """What of a mail is neither its text nor the same in another form."""
    files: list[str] = []
    pictures = 0
    for part in message.walk():
        if not isinstance(part, EmailMessage):
            continue  # A damaged mail has texts where it should have parts.
        kind = part.get_content_maintype()
        if kind == "image" and not part.is_attachment():
            pictures += 1
        elif part.is_attachment() or kind not in ("multipart", "text", "image"):
            files.append(one_line(part.get_filename() or part.get_content_type())[:_LONGEST])
    if files:
        yield f"left out {len(files)} attachment{'s' * (len(files) > 1)}: {', '.join(files)}"
    if pictures:
        yield f"left out {pictures} picture{'s' * (pictures > 1)}"
