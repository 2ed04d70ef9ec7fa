"""The types of works: how a note sets them, and what CSL-JSON, BibTeX, and RIS call them (`types.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A type of CSL: a table of the data file, which says what each field is for."""

    name: str
    layout: str
    bibtex: str
    ris: str
    subtype: str = ""
    title: Literal["quoted", "italic", "roman"] = "quoted"
    csl_also: str = ""
    bibtex_also: str = ""

    @property
    def is_legal(self) -> bool:
        """A case, a law or a treaty: a full name in roman, no author, and a `page` that says where its text begins."""
        return self.title == "roman"


_TABLES = tomllib.loads((files("backgrounder.sources") / "types.toml").read_text(encoding="utf8"))
TYPES: Mapping[str, TypeSpec] = {name: TypeSpec(name, **table) for name, table in _TABLES.items()}
"""By the names that CSL has for them."""
