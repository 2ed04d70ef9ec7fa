"""The types of works, one row each: how a note sets them, and what CSL-JSON, BibTeX, and RIS call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

_ARTICLE = "author title edited italic-container publisher date at"
_BOOK = "author-or-editor title edited edition volume series report-number imprint at"
_PAGE = "author title container publisher date at"


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A type of CSL."""

    name: str
    layout: str  # The elements of its note in Chicago style, in their order (`chicago.py` makes each)
    bibtex: str  # The entry type of biblatex
    ris: str  # The type in RIS
    subtype: str = ""  # The `entrysubtype` of biblatex
    title: Literal["quoted", "italic", "roman"] = "quoted"  # How its title is set
    csl_also: str = ""  # Types of other people's files that are set as this one
    bibtex_also: str = ""

    @property
    def is_legal(self) -> bool:
        """A case, a law or a treaty: a full name in roman, no author, and a `page` that says where its text begins."""
        return self.title == "roman"


_ROWS = (
    # CMOS 14.167-14.204: periodicals; 14.100-14.163: books; 14.205-14.210: web sites and blogs.
    TypeSpec("article", _ARTICLE, "article", "EJOUR", subtype="article"),
    TypeSpec("article-journal", "author title edited journal", "article", "JOUR", csl_also="review review-book"),
    TypeSpec("article-magazine", _ARTICLE, "article", "MGZN", subtype="magazine"),
    TypeSpec("article-newspaper", _ARTICLE, "article", "NEWS", subtype="newspaper"),
    TypeSpec(
        "book",
        _BOOK,
        "book",
        "BOOK",
        title="italic",
        bibtex_also="booklet collection mvbook mvcollection proceedings reference",
    ),
    TypeSpec(
        "chapter",
        "author title in edited edition volume series imprint at",
        "incollection",
        "CHAP",
        csl_also="entry entry-dictionary entry-encyclopedia paper-conference",
        bibtex_also="bookinbook conference inbook inproceedings inreference suppbook",
    ),
    TypeSpec(
        "document",
        _PAGE,
        "misc",
        "GEN",
        csl_also="manuscript personal_communication thesis",
        bibtex_also="mastersthesis phdthesis thesis unpublished",
    ),
    TypeSpec(
        "interview",
        "author title interviewer italic-container publisher date medium at",
        "misc",
        "PCOMM",
        subtype="interview",
        csl_also="broadcast",
    ),
    # CMOS 14.269-14.305: legal and public documents.
    TypeSpec("legal_case", "title reports at court", "jurisdiction", "CASE", title="roman"),
    TypeSpec(
        "legislation",
        "authority title number reports publisher at date-in-brackets",
        "legislation",
        "STAT",
        title="roman",
        csl_also="bill hearing regulation",
    ),
    TypeSpec("post-weblog", "author title blog larger-publication publisher date at", "online", "BLOG", subtype="blog"),
    TypeSpec("report", _BOOK, "report", "RPRT", title="italic", csl_also="pamphlet", bibtex_also="manual techreport"),
    TypeSpec("speech", "author title occasion at", "unpublished", "SLIDE", subtype="speech"),
    TypeSpec("treaty", "title authority date reports number publisher at", "legal", "LEGAL", title="roman"),
    TypeSpec("webpage", _PAGE, "online", "ELEC", csl_also="post", bibtex_also="electronic www"),
)
TYPES: Mapping[str, TypeSpec] = {row.name: row for row in _ROWS}
"""The CSL types in use, by name (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types)."""
