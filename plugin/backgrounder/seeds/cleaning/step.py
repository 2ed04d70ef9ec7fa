"""The steps of cleaning, by name: what each may do to a seed, which of them an editor has switched off, what they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

STEPS: Mapping[str, str] = {
    "unprintable": "removes control characters",
    "mojibake": "mends text that was decoded wrongly, such as `â€™` for `’`",
    "soft-hyphens": "removes soft hyphens and spaces of no width",
    "main-text": "takes the article out of a saved web page",
    "source-block": "reads the block at the end that begins with `Source:`, and leaves it out of the text",
    "page-numbers": "removes the page numbers of a pasted document",
    "running-heads": "removes the lines that stand on top of each page of a pasted document",
    "hyphenated-words": "joins words that were divided at the end of a line",
    "paragraphs": "takes every line for a paragraph where a text has no blank lines",
    "wrapped-lines": "joins lines that were wrapped by hand",
    "broken-sentences": "joins the halves of a sentence that a blank line or a page break tore apart",
    "web-remains": "removes buttons, advertisements, teasers and notices of web pages",
    "byline": "reads the line that names the author, and leaves it out of the text",
    "date": "reads the line that gives the date, and leaves it out of the text",
    "dateline": "reads the agency and the date before the first sentence; they stay in the text",
    "title-stop": "leaves the full stop out of the title",
}
"""What can be switched off, and what it does."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a step did, and the offset in the seed where it did it."""

    step: str
    origin: int
    what: str


@dataclass(slots=True)
class Cleaning:
    """The cleaning of one seed: the steps that an editor switched off, and what the others have done so far.

    `page_breaks`: offsets in the seed where the furniture of a page was removed; `running_heads`: the lines that were
    removed as such.
    """

    keep: frozenset[str] = frozenset()
    acts: list[Act] = field(default_factory=list)
    page_breaks: list[int] = field(default_factory=list)
    running_heads: set[str] = field(default_factory=set)

    def does(self, step: str) -> bool:
        """Whether a step is switched on."""
        return step not in self.keep

    def did(self, step: str, origin: int, what: str) -> None:
        """Records an act."""
        assert step in STEPS
        self.acts.append(Act(step, origin, what))
