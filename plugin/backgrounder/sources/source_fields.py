"""The bibliographic record of a work: CSL's variables in snake case, and its type, which `work_types.toml` has a table for.

`BibliographicFields` has one row for each field. The model of what people write, the JSON Schema, and all formats of
reference managers follow from it. A seed's front matter and sidecar and the bibliography carry the same fields:
`SourceFields` is what people write there, `Source` what the rest of the program reads.
"""

from __future__ import annotations

import enum
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from backgrounder.language.dates import Date
from backgrounder.language.personal_names import name_parts
from backgrounder.language.tags import hint, tag_of
from backgrounder.records import near
from backgrounder.sources.addresses import clean_url, web_address
from backgrounder.sources.citations import is_key


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A type of works: a table of `work_types.toml`, which says what each field is for."""

    name: str
    layout: str
    bibtex: str
    ris: str
    layout_with_genre: str = ""
    subtype: str = ""
    title: Literal["quoted", "italic", "roman"] = "quoted"
    csl_also: str = ""
    bibtex_also: str = ""

    @property
    def is_legal(self) -> bool:
        """A case, a law or a treaty: a full name in roman, no author, and a `page` that says where its text begins."""
        return self.title == "roman"


_TABLES = tomllib.loads((files("backgrounder.sources") / "work_types.toml").read_text(encoding="utf8"))
TYPES: Mapping[str, TypeSpec] = {name: TypeSpec(name, **table) for name, table in _TABLES.items()}
"""By the names that CSL has for them."""


class FieldKind(enum.Enum):
    """What a field holds. It decides how the field is checked, and how each format writes it."""

    TEXT = "text"
    TITLE = "title"
    PAGES = "pages"
    PEOPLE = "people"
    DATE = "date"
    ADDRESS = "address"
    DOI = "doi"
    KEY = "key"
    TYPE = "type"


@dataclass(frozen=True, slots=True, eq=False)
class FieldSpec:
    """What a field is for, and what other programs call it."""

    description: str
    csl: str = ""  # CSL's variable, where it is not the field's name with hyphens
    csl_also: str = ""  # Variables of other people's files that are read in its place
    in_custom: bool = False  # CSL has none, so that the field stands below `custom`
    bibtex: str = ""  # BibTeX's names, the one that is written first; the field's own name where there is none
    bibtex_of: Mapping[str, str] = field(default_factory=dict)  # The name in entries of single types
    ris: str = ""  # Tags: of pages for the first and the last, of a date for the year and the whole date
    name: str = ""
    kind: FieldKind = FieldKind.TEXT

    @property
    def csl_name(self) -> str:
        """The CSL variable: `container-title` for `container_title`."""
        return self.csl or self.name.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Person:
    """An author: given and family name, or a single name that is printed as it stands (`given` is empty)."""

    family: str
    given: str = ""
    suffix: str = ""  # Behind the name without a comma, as in *Martin Luther King Jr.* (CMOS 6.43)

    @property
    def printed(self) -> str:
        """In reading order, as in a note."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def is_single(self) -> bool:
        """Whether the name is one string: of an institution, or written in the order it is printed in."""
        return not (self.given or self.suffix)

    @property
    def divided(self) -> Person:
        """The same by family and given name, for other programs, where one string is clearly a person's name."""
        parts = name_parts(self.family) if self.is_single and not self.is_others else None
        return Person(*parts) if parts else self

    @property
    def is_others(self) -> bool:
        """Whether this stands for all whom a record leaves out: BibTeX's `and others`."""
        return self.is_single and self.family == "others"


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict) else value


def _as_person(value: Any) -> Any:
    if isinstance(value, str | Person):
        return Person(value) if isinstance(value, str) else value
    parts = tuple(Person.__dataclass_fields__)
    unknown = sorted(set(value) - set(parts)) if isinstance(value, dict) else []
    if unknown:
        raise ValueError(f"`{unknown[0]}` is no part of a name, which has `family`, `given` and `suffix`")
    if isinstance(value, dict) and value.get("family"):
        return Person(*(str(value.get(part) or "") for part in parts))
    raise ValueError("write a name here, or `{family: ..., given: ...}`")


def _as_type(value: Any) -> Any:
    if not isinstance(value, str) or value not in TYPES:
        raise ValueError(f"`{value}` is not one of {', '.join(TYPES)}{near(str(value), TYPES)}")
    return value


def _as_url(value: Any) -> Any:
    try:
        return clean_url(str(value))
    except ValueError as error:
        begins = str(value).strip().lower().startswith(("http://", "https://"))
        whole = "write a whole web address, without blanks, control characters, or a user's name before its host"
        raise ValueError(whole if begins else "write an address that begins with http:// or https://") from error


def _as_language(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("write one language tag here, such as en, de-AT or zh-Hant")  # noqa: TRY004 (pydantic tells it)
    if tag_of(value) is None:
        raise ValueError(f"`{value}` is no language tag such as en, de-AT or zh-Hant{hint(value)}")
    return value


def _doi_address(doi: str) -> str:
    """Where a DOI leads. Old ones have angle brackets."""
    return f"https://doi.org/{doi.replace('<', '%3C').replace('>', '%3E')}"


def _as_doi(value: Any) -> Any:
    """The DOI itself, of one that is written with `doi:` or as an address; a short one (`10/abcde`) is one as well."""
    written = str(value).strip()
    before, mark, rest = written.partition("10." if "10." in written else "10/")
    is_resolver = before.lower().rstrip().endswith(("doi.org/", "doi:")) or (mark == "10." and before.endswith("/"))
    doi = f"{mark}{rest}" if is_resolver else written
    registrant, _, name = doi.partition("/")
    digits = registrant.removeprefix("10.")
    is_short = registrant == "10" and name.isalnum()
    is_doi = is_short or (digits != registrant and digits.isdecimal() and 4 <= len(digits) <= 9 and name)
    # It is a part of an address.
    if not is_doi or web_address(_doi_address(doi)) != _doi_address(doi):
        raise ValueError("write a DOI as 10.1086/720277")
    return doi


def _as_date(value: Any) -> Any:
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        raise ValueError("write one date here, as 2021, 2021-10 or 2021-10-12")  # noqa: TRY004 (pydantic tells it)
    return Date.parse(value)


def _as_key(value: Any) -> Any:
    if not isinstance(value, str) or not is_key(value):
        raise ValueError("a key consists of letters, digits, hyphens and underscores, and does not begin with a hyphen")
    return value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
DateField = Annotated[Date, BeforeValidator(_as_date)]

Text = Annotated[str | None, FieldKind.TEXT]
Title = Annotated[str | None, FieldKind.TITLE]
Pages = Annotated[str | None, FieldKind.PAGES]
Day = Annotated[DateField | None, FieldKind.DATE]
Address = Annotated[Annotated[str, BeforeValidator(_as_url)] | None, FieldKind.ADDRESS]
People = Annotated[
    tuple[Annotated[Person, BeforeValidator(_as_person)], ...], BeforeValidator(_as_tuple), FieldKind.PEOPLE
]
Doi = Annotated[Annotated[str, BeforeValidator(_as_doi)] | None, FieldKind.DOI]
Language = Annotated[Annotated[str, BeforeValidator(_as_language)] | None, FieldKind.TEXT]
Key = Annotated[Annotated[str, BeforeValidator(_as_key)] | None, FieldKind.KEY]
Type = Annotated[Annotated[str, BeforeValidator(_as_type)] | None, FieldKind.TYPE]


@dataclass(frozen=True, kw_only=True)
class BibliographicFields:
    """The fields that tell of a work, one row each. What is not known stays unknown."""

    __slots__ = ()

    title: Annotated[Title, FieldSpec("The title of the work.", ris="TI")] = None
    title_short: Annotated[
        Title, FieldSpec("The title in short notes.", csl_also="shortTitle", bibtex="shorttitle", ris="ST")
    ] = None
    author: Annotated[
        People,
        FieldSpec(
            "Who wrote it: names, or mappings with family and given.",
            csl_also="director composer performer script-writer series-creator illustrator compiler curator organizer original-author",
            bibtex="author holder",
            ris="AU",
        ),
    ] = ()
    editor: Annotated[
        People, FieldSpec("Who edited it.", csl_also="editorial-director collection-editor", ris="A2")
    ] = ()
    translator: Annotated[People, FieldSpec("Who translated it.", ris="A4")] = ()
    interviewer: Annotated[People, FieldSpec("Who asked the questions.", ris="A3")] = ()
    container_title: Annotated[
        Title,
        FieldSpec(
            "The publication: newspaper, journal, book, web site.",
            csl_also="container-title-short journalAbbreviation",
            bibtex="journal journaltitle booktitle maintitle issuetitle shortjournal",
            bibtex_of={"chapter": "booktitle"},
            ris="T2",
        ),
    ] = None
    collection_title: Annotated[
        Title, FieldSpec("The series, or the larger publication.", bibtex="series", ris="T3")
    ] = None
    volume: Annotated[Text, FieldSpec("The volume.", ris="VL")] = None
    issue: Annotated[Text, FieldSpec("The issue of a journal.", bibtex_of={"article-journal": "number"}, ris="IS")] = (
        None
    )
    number: Annotated[
        Text,
        FieldSpec("The number of a report, law, treaty or resolution.", bibtex_of={"article-journal": "eid"}, ris="M1"),
    ] = None
    page: Annotated[
        Pages, FieldSpec("The pages of the work, or where a case or a law begins.", bibtex="pages", ris="SP EP")
    ] = None
    edition: Annotated[Text, FieldSpec("The edition: 2, or rev.", ris="ET")] = None
    genre: Annotated[
        Text, FieldSpec("What it is called: working paper, lecture, press release.", bibtex="type", ris="M3")
    ] = None
    medium: Annotated[Text, FieldSpec("The medium, as in audio, 18:13.", bibtex="howpublished", ris="C4")] = None
    authority: Annotated[
        Text,
        FieldSpec(
            "The court, the body that resolved, or the parties of a treaty.",
            bibtex_of={"legal_case": "institution"},
            ris="C3",
        ),
    ] = None
    event_title: Annotated[
        Text, FieldSpec("The occasion of a speech.", csl_also="event", bibtex="eventtitle", ris="C1")
    ] = None
    event_place: Annotated[Text, FieldSpec("Where it was held.", bibtex="venue", ris="C2")] = None
    publisher: Annotated[
        Text,
        FieldSpec(
            "The publisher, or the owner of a web site.",
            bibtex="publisher institution organization school",
            bibtex_of={"report": "institution", "webpage": "organization", "post-weblog": "organization"},
            ris="PB",
        ),
    ] = None
    publisher_place: Annotated[Text, FieldSpec("The place of publication.", bibtex="address location", ris="CY")] = None
    issued: Annotated[
        Day,
        FieldSpec(
            "When it was published: a year, a month or a day.",
            csl_also="event-date available-date submitted original-date",
            bibtex="date year",
            ris="PY DA",
        ),
    ] = None
    accessed: Annotated[Day, FieldSpec("When it was collected or last seen.", bibtex="urldate", ris="Y2")] = None
    doi: Annotated[Doi, FieldSpec("The DOI.", csl="DOI", ris="DO")] = None
    isbn: Annotated[Text, FieldSpec("The ISBN.", csl="ISBN", ris="SN")] = None
    url: Annotated[Address, FieldSpec("Where it is on the web.", csl="URL", ris="UR")] = None
    archive_url: Annotated[
        Address, FieldSpec("Where a copy is archived.", in_custom=True, bibtex="archiveurl", ris="C6")
    ] = None
    language: Annotated[
        Language, FieldSpec("The language of the text: en, de, zh-Hant.", bibtex="language langid", ris="LA")
    ] = None
    rights: Annotated[
        Text, FieldSpec("Whose the text is, and what is allowed.", in_custom=True, bibtex="copyright rights", ris="C5")
    ] = None


class SourceFields(BaseModel, BibliographicFields):
    """What people write about a work. All fields are optional: what is not known stays unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    id: Annotated[Key, FieldSpec("The citation key, as in [@key]. Default: the file's name.")] = None
    type: Annotated[
        Type, FieldSpec("What kind of work it is, as CSL names it; it decides how the footnote is set.")
    ] = None


class ExportedFields(SourceFields):
    """What a reference manager says of a work. It may name the language in words."""

    language: str | None = None


def specs_of(model: type[SourceFields]) -> tuple[FieldSpec, ...]:
    """The fields of a model that tell of a work, in order, with their names and kinds."""
    told = {name: info.metadata[-2:] for name, info in model.model_fields.items()}
    return tuple(
        replace(pair[1], name=name, kind=pair[0]) for name, pair in told.items() if isinstance(pair[-1], FieldSpec)
    )


FIELDS = tuple(spec for spec in specs_of(SourceFields) if spec.name not in ("id", "type"))
"""The fields that tell of a work, in the order of their rows."""
PEOPLE_FIRST = tuple(sorted(FIELDS, key=lambda spec: (spec.kind is FieldKind.DATE, spec.kind is not FieldKind.PEOPLE)))
"""The same in the order in which BibTeX and CSL-JSON are written: people, texts, dates."""


@dataclass(frozen=True, slots=True)
class Source(BibliographicFields):
    """A work that pages cite."""

    key: str
    type: str = "article"
    title_supplied: bool = False  # The title is an editor's, for an untitled text
    path: str | None = None  # The seed, if the work is one, for a source that is not known otherwise
    slug: str | None = None  # The article's, if the work is a seed

    def value(self, spec: FieldSpec) -> Any:
        """What files for other programs say of a field: the title as it is shown, any other field as it is."""
        return self.shown_title if spec.name == "title" else getattr(self, spec.name)

    @property
    def known(self) -> bool:
        """Whether anything says where the text was published, or who answers for it."""
        where = self.url or self.doi or self.container_title or self.publisher or self.authority or self.event_title
        return bool(where or self.author or self.editor)

    @property
    def address(self) -> str | None:
        """Where the work is on the web. A DOI takes the place of another address (CMOS 14.8)."""
        return _doi_address(self.doi) if self.doi else self.url

    @property
    def shown_title(self) -> str | None:
        """The title as lists and other programs have it: in square brackets if an editor supplied it."""
        return f"[{self.title.strip('[]')}]" if self.title and self.title_supplied else self.title


def source_from(fields: SourceFields, key: str) -> Source:
    """The record of a work in the bibliography. A title in square brackets is one that its editor supplied."""
    values = {spec.name: getattr(fields, spec.name) for spec in FIELDS}
    inner = (fields.title or "").removeprefix("[").removesuffix("]")
    supplied = bool(inner) and fields.title == f"[{inner}]" and not {"[", "]"} & set(inner)
    return Source(key=key, type=fields.type or "article", title_supplied=supplied, **values)
