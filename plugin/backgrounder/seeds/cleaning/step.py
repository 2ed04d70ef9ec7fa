"""A step of cleaning, and how steps are run one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from backgrounder.seeds.cleaning.document import Document


@dataclass(frozen=True, slots=True)
class Step:
    """A step of cleaning.

    `name`: by which an editor switches it off. `description`: what it does, for the guide; empty for a step that goes on
    with what an earlier one of the same name began. `formats`: the endings of the files that it cleans. `always`: it cannot
    be switched off.
    """

    name: str
    description: str
    formats: frozenset[str]
    function: Callable[[Document], Document]
    always: bool = False

    def applies(self, suffix: str, document: Document) -> bool:
        """Whether the step is to be taken for a document."""
        return suffix in self.formats and (self.always or document.does(self.name))


def taken(steps: Iterable[Step], suffix: str, document: Document) -> Document:
    """The document after all the steps that apply to it, in order."""
    for step in steps:
        if step.applies(suffix, document):
            document = step.function(document)
    return document
