"""The bibliographic record of a work: CSL's variables in snake case.

A seed's front matter and sidecar and the bibliography carry the same fields; `SourceFields` is what people write there,
`Source` what the rest of the program reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict

from backgrounder.records import near
from backgrounder.text.date import Date
from backgrounder.text.decode import REORDERING, UNPRINTABLE

TYPES = (
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "document",
    "interview",
    "legal_case",
    "legislation",
    "post-weblog",
    "report",
    "speech",
    "treaty",
    "webpage",
)
"""The CSL types in use (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types)."""

_KEY = re.compile(r"[^\W_](?:[\w:.#$%&+?~/-]*[\w#$%&+~/-])?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}/[^\s<>\"\\]+)", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
_UNFIT = re.compile(rf"[\s<>\"\\]|{UNPRINTABLE.pattern}")
_CONTROL = re.compile(r"%(?:[01][0-9a-f]|7f)", re.IGNORECASE)
_ENCODED = re.compile("[`\u00ad\u061c\u200b-\u200f\u2060-\u2064\U000e0000-\U000e0fff]|" + REORDERING.pattern)
"""What an address has only encoded: what nobody sees, or what would turn its letters; and Markdown's mark of code."""
_TRACKING = re.compile(
    r"(?:utm_\w+|piano_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs\w+|ref_src|cmpid|ocid|smid|spm)\Z"
)


@dataclass(frozen=True, slots=True)
class Person:
    """An author: given and family name, or a single name that is printed as it stands (`given` is empty).

    `suffix` stands behind the name without a comma, as in *Martin Luther King Jr.* (CMOS 6.43).
    """

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def printed(self) -> str:
        """In reading order, as in a note."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def is_single(self) -> bool:
        """Whether the name is one string: of an institution, or written in the order it is printed in."""
        return not (self.given or self.suffix)


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict) else value


_PARTS = ("family", "given", "suffix")
"""The parts of a name."""


def _as_person(value: Any) -> Any:
    if isinstance(value, str):
        return Person(value)
    if isinstance(value, dict) and value.get("family") and not set(value) - set(_PARTS):
        return Person(*(str(value.get(part) or "") for part in _PARTS))
    if isinstance(value, Person):
        return value
    unknown = sorted(set(value) - set(_PARTS)) if isinstance(value, dict) else []
    if unknown:
        raise ValueError(f"`{unknown[0]}` is no part of a name, which has `family`, `given` and `suffix`")
    raise ValueError("write a name here, or `{family: ..., given: ...}`")


def _as_date(value: Any) -> Any:
    return Date.parse(value) if isinstance(value, str) else value


def _as_type(value: Any) -> Any:
    if value not in TYPES:
        raise ValueError(f"`{value}` is not one of {', '.join(TYPES)}{near(str(value), TYPES)}")
    return value


def _as_url(value: Any) -> Any:
    try:
        address = clean_url(str(value))
    except ValueError as error:
        begins = str(value).strip().lower().startswith(("http://", "https://"))
        whole = "write a whole web address, without blanks, control characters, or a user's name before its host"
        raise ValueError(whole if begins else "write an address that begins with http:// or https://") from error
    return address


def _as_doi(value: Any) -> Any:
    match = _DOI.fullmatch(str(value).strip())
    # It is a part of an address.
    if not match or web_address(f"https://doi.org/{match['doi']}") != f"https://doi.org/{match['doi']}":
        raise ValueError("write a DOI as 10.1086/720277")
    return match["doi"]


def _as_key(value: Any) -> Any:
    if not isinstance(value, str) or not is_key(value):
        raise ValueError("a key consists of letters, digits and hyphens and begins with a letter or digit")
    return value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
DateField = Annotated[Date, BeforeValidator(_as_date)]
UrlField = Annotated[str, BeforeValidator(_as_url)]
DoiField = Annotated[str, BeforeValidator(_as_doi)]
People = Annotated[tuple[Annotated[Person, BeforeValidator(_as_person)], ...], BeforeValidator(_as_tuple)]


class SourceFields(BaseModel):
    """What people write about a work. All fields are optional: what is not known stays unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    id: Annotated[str, BeforeValidator(_as_key)] | None = None
    title: str | None = None
    title_short: str | None = None
    type: Annotated[str, BeforeValidator(_as_type)] | None = None
    author: People = ()
    editor: People = ()
    translator: People = ()
    interviewer: People = ()
    container_title: str | None = None
    collection_title: str | None = None
    volume: str | None = None
    issue: str | None = None
    number: str | None = None
    page: str | None = None
    edition: str | None = None
    genre: str | None = None
    medium: str | None = None
    authority: str | None = None
    event_title: str | None = None
    event_place: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    issued: DateField | None = None
    accessed: DateField | None = None
    doi: DoiField | None = None
    isbn: str | None = None
    url: UrlField | None = None
    archive_url: UrlField | None = None
    language: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A work that pages cite.

    `title_supplied`: the title is an editor's, for an untitled text. `path`: the seed, if the work is one, for a source
    that is not known otherwise. `slug`: the article's, if the work is a seed.
    """

    key: str
    type: str = "article"
    title: str | None = None
    title_supplied: bool = False
    title_short: str | None = None
    author: tuple[Person, ...] = ()
    editor: tuple[Person, ...] = ()
    translator: tuple[Person, ...] = ()
    interviewer: tuple[Person, ...] = ()
    container_title: str | None = None
    collection_title: str | None = None
    volume: str | None = None
    issue: str | None = None
    number: str | None = None
    page: str | None = None
    edition: str | None = None
    genre: str | None = None
    medium: str | None = None
    authority: str | None = None
    event_title: str | None = None
    event_place: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    issued: Date | None = None
    accessed: Date | None = None
    doi: str | None = None
    isbn: str | None = None
    url: str | None = None
    archive_url: str | None = None
    language: str | None = None
    rights: str | None = None
    path: str | None = None
    slug: str | None = None

    @property
    def known(self) -> bool:
        """Whether anything says where the text was published, or who answers for it."""
        where = self.url or self.doi or self.container_title or self.publisher or self.authority or self.event_title
        return bool(where or self.author or self.editor)

    @property
    def address(self) -> str | None:
        """Where the work is on the web. A DOI takes the place of another address (CMOS 14.8)."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def shown_title(self) -> str | None:
        """The title as lists and other programs have it: in square brackets if an editor supplied it."""
        return f"[{self.title.strip('[]')}]" if self.title and self.title_supplied else self.title


def source_from(fields: SourceFields, key: str) -> Source:
    """The record of a work in the bibliography. A title in square brackets is one that its editor supplied."""
    values = {name: getattr(fields, name) for name in SourceFields.model_fields if name not in ("id", "type")}
    supplied = bool(re.fullmatch(r"\[[^\[\]]+\]", fields.title or ""))
    return Source(key=key, type=fields.type or "article", title_supplied=supplied, **values)


def is_key(text: str) -> bool:
    """Whether a text can be a citation key, as in Pandoc, and no path."""
    return bool(_KEY.fullmatch(text)) and ".." not in text


def web_address(address: str | None) -> str | None:
    """An address as `clean_url` gives it; None for anything else."""
    try:
        return clean_url(address) if address else None
    except ValueError:
        return None


def clean_url(address: str) -> str:
    """A web address without the parameters that only track readers, and without characters that nobody sees.

    ValueError if it is none, or one that could pass for another: with a user's name before its host, with odd characters
    in its host, or with control characters, even encoded ones (but in its query, where they can be line ends of a text).
    """
    address = address.strip()
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not _is_host(parts) or _UNFIT.search(address):
        raise ValueError(f"no web address: {address}")
    if _CONTROL.search(f"{parts.netloc}{parts.path}") or "%00" in address:
        raise ValueError(f"control characters in an address: {address}")
    pieces = parts.query.split("&")
    kept = "&".join(piece for piece in pieces if not _TRACKING.match(unquote(piece.partition("=")[0]).lower()))
    cleaned = urlunsplit((parts.scheme, parts.netloc, parts.path, kept, parts.fragment))
    return _ENCODED.sub(lambda match: quote(match.group()), cleaned)


def _is_host(parts: SplitResult) -> bool:
    """Whether an address names a host, and nothing beside it but a port. ValueError for some that do not."""
    host = parts.hostname or ""
    named = _HOST.fullmatch(host) if ":" not in host else parts.netloc.startswith("[")
    if named and ":" not in host:
        # It refuses labels that are empty, too long, or mix what cannot be mixed.
        host.removesuffix(".").encode("idna")
    return bool(named) and "@" not in parts.netloc and (parts.port or 0) >= 0
