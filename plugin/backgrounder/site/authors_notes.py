"""The author's own notes on the page of an article: references in the text, and the list below it, each leading to the other.

Their markers stand in square brackets, so that nobody takes them for the numbers of our footnotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from backgrounder.seeds.article import Block
from backgrounder.site.foreign import as_text


class AuthorsNotes:
    """The notes of one article. References must be written before the notes, as those lead back to them."""

    def __init__(self, blocks: Sequence[Block], title: str, given: str = "") -> None:
        """`title`: what stands above the list. `given`: attributes that say in which language, with a space before each."""
        self._title, self._given = title, given
        notes = {block.note: block.within[0] for block in blocks if block.note}
        self._labels = {key: dict(element.given).get("label", "") for key, element in notes.items()}
        self._numbers = {key: number for number, key in enumerate(notes, 1)}
        self._references: Counter[str] = Counter()
        self._open = ""

    def reference(self, key: str) -> str:
        """What leads to a note; nothing if the page does not have it."""
        if key not in self._numbers:
            return ""
        self._references[key] += 1
        number, count = self._numbers[key], self._references[key]
        anchor = f"author-ref-{number}{f'-{count}' if count > 1 else ''}"
        link = f'<a href="#author-note-{number}" id="{anchor}" role="doc-noteref">{self._marker(key)}</a>'
        return f"<sup data-search-exclude>{link}</sup>"

    def up_to(self, key: str) -> list[str]:
        """The lines between the text, or a note, and the note of a key, or the end of the page (no key)."""
        if key == self._open:
            return []
        before, self._open = self._open, key
        lines = ["</li>"] if before else []
        if not key:
            return [*lines, "</ol>", "</section>"]
        if not before:
            lines.append(f'<section class="bg-notes" role="doc-endnotes" aria-label="{escape(self._title)}">')
            lines += [f"<h2{self._given}>{as_text(self._title)}</h2>", "<ol>"]
        number, marker = self._numbers[key], self._marker(key)
        back = f'<a href="#author-ref-{number}" role="doc-backlink" data-search-exclude>{marker}</a>'
        marked = back if self._references[key] else f"<span data-search-exclude>{marker}</span>"
        return [*lines, f'<li id="author-note-{number}">{marked}']

    def _marker(self, key: str) -> str:
        return as_text(f"[{self._labels[key]}]")
