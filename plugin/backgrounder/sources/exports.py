"""The formats in which readers get the sources for their reference managers, one row each.

Every field of a source can be read back from each of them. What they cannot carry: BibTeX, some characters of keys; RIS,
whether a name with a comma in it is one string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from backgrounder.sources.bibtex import as_bibtex
from backgrounder.sources.csl_json import as_csl_json
from backgrounder.sources.ris import as_ris
from backgrounder.sources.source import Source


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name, the ending of its files, and the function that writes sources in it."""

    name: str
    suffix: str
    write: Callable[[Iterable[Source]], str]

    @property
    def file(self) -> str:
        """The name of the file with all sources."""
        return f"sources{self.suffix}"


EXPORT_FORMATS = (
    ExportFormat("CSL-JSON", ".json", as_csl_json),
    ExportFormat("BibTeX", ".bib", as_bibtex),
    ExportFormat("RIS", ".ris", as_ris),
)
"""The formats, in the order in which the page *Sources* offers them."""


def export_files() -> Mapping[str, str]:
    """The names of the files with all sources, and the formats they are in."""
    return {one.file: one.name for one in EXPORT_FORMATS}


def exported(sources: Iterable[Source]) -> tuple[tuple[str, str], ...]:
    """The names and texts of the files with all sources."""
    records = tuple(sources)
    return tuple((one.file, one.write(records)) for one in EXPORT_FORMATS)
