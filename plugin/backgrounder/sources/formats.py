"""The formats of reference managers, one row each: what readers get the sources in, and what is read of editors' files.

Every field of a source can be read back from each of them. What they cannot carry: BibTeX, some characters of keys; RIS,
whether a name with a comma in it is one string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from backgrounder.findings import Finding
from backgrounder.records import Record
from backgrounder.sources.bibtex import as_bibtex, read_bibtex
from backgrounder.sources.csl_json import as_csl_json, read_csl_json
from backgrounder.sources.ris import as_ris
from backgrounder.sources.source_fields import Source

Works = Iterator[tuple[str, Record] | Finding]
"""The works of a file by key, as they stand there, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the ending of its files, and the functions that write sources in it and read a file."""

    name: str
    suffix: str
    write: Callable[[Iterable[Source]], str]
    read: Callable[[str, str], Works] | None = None

    @property
    def file(self) -> str:
        """The name of the file with all sources."""
        return f"sources{self.suffix}"


FORMATS = (
    Format("CSL-JSON", ".json", as_csl_json, read_csl_json),
    Format("BibTeX", ".bib", as_bibtex, read_bibtex),
    Format("RIS", ".ris", as_ris),
)
"""The formats, in the order in which the page *Sources* offers them."""
