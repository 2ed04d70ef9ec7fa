"""Web addresses: what is one, and what of it is kept."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes, urlsplit, urlunsplit

from backgrounder.text.decode import REORDERING, UNPRINTABLE

_ENCODED = re.compile("[`\u00ad\u061c\u200b-\u200f\u2060-\u2064\U000e0000-\U000e0fff" + REORDERING + "]")
"""What an address has only encoded: what nobody sees, or what would turn its letters; and Markdown's mark of code."""


def web_address(address: str | None) -> str | None:
    """An address as `clean_url` gives it; None for anything else."""
    try:
        return clean_url(address) if address else None
    except ValueError:
        return None


def first_address(text: str) -> str:
    """The first of several addresses with blanks, commas or semicolons between them, as some programs write them; else the text."""
    for scheme in ("http://", "https://"):
        for mark in ",;":
            text = text.replace(f"{mark}{scheme}", f" {scheme}")
    first = (text.split() or [""])[0].strip("<>").rstrip(",;")
    # Addresses of John Wiley's have them.
    encoded = first.replace("<", "%3C").replace(">", "%3E")
    return encoded if first.startswith(("http://", "https://")) else text


def clean_url(address: str) -> str:
    """A web address without the parameters that only track readers, and without characters that nobody sees.

    ValueError if it is none, or one that could pass for another: with a user's name before its host, with odd characters
    in its host, or with control characters, even encoded ones (but in its query, where they can be line ends of a text).
    """
    address = address.strip()
    parts = urlsplit(address)
    # What would end it in Markdown or HTML, or what no page can show.
    is_unfit = len(address.split()) != 1 or any(mark in address for mark in '<>"\\') or UNPRINTABLE.search(address)
    if parts.scheme not in ("http", "https") or not _has_host(parts) or is_unfit:
        raise ValueError(f"no web address: {address}")
    before_query = unquote_to_bytes(f"{parts.netloc}{parts.path}") if "%" in address else b""
    if "%00" in address or any(byte < 0x20 or byte == 0x7F for byte in before_query):
        raise ValueError(f"control characters in an address: {address}")
    kept = "&".join(piece for piece in parts.query.split("&") if not _is_tracking(piece))
    cleaned = urlunsplit((parts.scheme, parts.netloc, parts.path, kept, parts.fragment))
    return _ENCODED.sub(lambda match: quote(match.group()), cleaned)


def is_host(text: str) -> bool:
    """Whether a text can be the name of a host: letters, digits, hyphens, and underscores between full stops."""
    labels = text.removesuffix(".").split(".")
    return all(label.replace("-", "a").replace("_", "a").isalnum() for label in labels)


def _has_host(parts: SplitResult) -> bool:
    """Whether an address names a host, and nothing beside it but a port. ValueError for some that do not."""
    host = parts.hostname or ""
    if ":" in host:
        named = parts.netloc.startswith("[")
    elif named := is_host(host):
        # It refuses labels that are empty, too long, or mix what cannot be mixed.
        host.removesuffix(".").encode("idna")
    return named and "@" not in parts.netloc and (parts.port or 0) >= 0


def _is_tracking(parameter: str) -> bool:
    """Whether a parameter only tells who sent the reader."""
    name = unquote(parameter.partition("=")[0]).lower()
    return name.startswith(("utm_", "piano_", "_hs")) or name in {
        "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid", "ref_src", "cmpid", "ocid", "smid", "spm",
    }  # fmt: skip
