"""What our fields and types are called in CSL-JSON, BibTeX and RIS: tables that reading and writing share.

CSL: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV. BibTeX: the entry types and fields
of biblatex, and the older names `journal` and `address`, which biblatex knows too. RIS: the tags and types as EndNote and
Zotero read them; what has no tag of its own stands in the custom ones, C1 to C6.
"""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE = ("author", "editor", "translator", "interviewer")
DATES = ("issued", "accessed")
TEXTS = (
    "title",
    "title_short",
    "container_title",
    "collection_title",
    "volume",
    "issue",
    "number",
    "page",
    "edition",
    "genre",
    "medium",
    "authority",
    "event_title",
    "event_place",
    "publisher",
    "publisher_place",
    "doi",
    "isbn",
    "url",
    "archive_url",
    "language",
    "rights",
)
"""The fields that hold one text. With those above, every field of a record."""

_CSL = {"doi": "DOI", "isbn": "ISBN", "url": "URL"}
CSL_CUSTOM = ("archive_url", "rights")
"""Fields that CSL has no variable for: they stand below its `custom`."""
CSL_NEAREST: Mapping[str, str] = {
    "bill": "legislation",
    "broadcast": "interview",
    "entry": "chapter",
    "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter",
    "hearing": "legislation",
    "manuscript": "document",
    "pamphlet": "report",
    "paper-conference": "chapter",
    "personal_communication": "document",
    "post": "webpage",
    "regulation": "legislation",
    "review": "article-journal",
    "review-book": "article-journal",
    "thesis": "document",
}
"""CSL types that are set as another one of ours."""


def csl_name(field: str) -> str:
    """The CSL variable of a field: `container-title` for `container_title`."""
    return _CSL.get(field, field.replace("_", "-"))


BIBTEX_TYPES: Mapping[str, tuple[str, str]] = {
    "article": ("article", "article"),
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "book": ("book", ""),
    "chapter": ("incollection", ""),
    "document": ("misc", ""),
    "interview": ("misc", "interview"),
    "legal_case": ("jurisdiction", ""),
    "legislation": ("legislation", ""),
    "post-weblog": ("online", "blog"),
    "report": ("report", ""),
    "speech": ("unpublished", "speech"),
    "treaty": ("legal", ""),
    "webpage": ("online", ""),
}
"""Entry type and `entrysubtype` of each of our types."""
BIBTEX_NEAREST: Mapping[str, str] = {
    "booklet": "book",
    "bookinbook": "chapter",
    "collection": "book",
    "conference": "chapter",
    "electronic": "webpage",
    "inbook": "chapter",
    "inproceedings": "chapter",
    "inreference": "chapter",
    "manual": "report",
    "mastersthesis": "document",
    "mvbook": "book",
    "mvcollection": "book",
    "phdthesis": "document",
    "proceedings": "book",
    "reference": "book",
    "suppbook": "chapter",
    "techreport": "report",
    "thesis": "document",
    "unpublished": "document",
    "www": "webpage",
}
"""Entry types that are set as one of ours, beside those of `BIBTEX_TYPES`."""
_BIBTEX = {
    "title_short": "shorttitle",
    "container_title": "journal",
    "collection_title": "series",
    "page": "pages",
    "genre": "type",
    "medium": "howpublished",
    "event_title": "eventtitle",
    "event_place": "venue",
    "publisher_place": "address",
    "archive_url": "archiveurl",
    "rights": "copyright",
    "issued": "date",
    "accessed": "urldate",
}
_BIBTEX_OF = {
    ("article-journal", "issue"): "number",
    ("article-journal", "number"): "eid",
    ("chapter", "container_title"): "booktitle",
    ("report", "publisher"): "institution",
    ("legal_case", "authority"): "institution",
    ("webpage", "publisher"): "organization",
    ("post-weblog", "publisher"): "organization",
}
_BIBTEX_ALSO = {
    "container_title": ("journaltitle", "booktitle", "maintitle"),
    "publisher": ("institution", "organization", "school"),
    "publisher_place": ("location",),
    "rights": ("rights",),
    "language": ("langid",),
    "issued": ("year",),
}
BIBTEX_VERBATIM = ("doi", "url", "archive_url")
"""Fields that biblatex takes as they stand, without reading LaTeX in them."""


def bibtex_name(type_: str, field: str) -> str:
    """The BibTeX field for a field of ours, in an entry of one of our types."""
    return _BIBTEX_OF.get((type_, field), _BIBTEX.get(field, field))


def bibtex_names(type_: str, field: str) -> tuple[str, ...]:
    """All BibTeX fields that are read as a field of ours, the first one first."""
    own = bibtex_name(type_, field)
    taken = {bibtex_name(type_, other) for other in (*PEOPLE, *DATES, *TEXTS)}
    return (own, *(name for name in _BIBTEX_ALSO.get(field, ()) if name not in taken))


RIS_TYPES: Mapping[str, str] = {
    "article": "EJOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "document": "GEN",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "speech": "SLIDE",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
RIS_TAGS: Mapping[str, str] = {
    "title": "TI",
    "title_short": "ST",
    "author": "AU",
    "editor": "A2",
    "interviewer": "A3",
    "translator": "A4",
    "container_title": "T2",
    "collection_title": "T3",
    "volume": "VL",
    "issue": "IS",
    "number": "M1",
    "edition": "ET",
    "genre": "M3",
    "publisher": "PB",
    "publisher_place": "CY",
    "doi": "DO",
    "isbn": "SN",
    "url": "UR",
    "language": "LA",
    "event_title": "C1",
    "event_place": "C2",
    "authority": "C3",
    "medium": "C4",
    "rights": "C5",
    "archive_url": "C6",
}
"""The tags of RIS, in the order in which they are written; dates and pages have several, see `exports.as_ris`."""
