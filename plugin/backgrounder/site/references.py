"""References on pages as HTML: how to cite an article, and the list of works. Footnotes have them as Markdown (`notes`)."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from backgrounder.site.foreign import TO_ENGLISH, Foreign, as_text
from backgrounder.sources.chicago import Piece, Reference, Style, unquoted


def reference(pieces: Reference, foreign: Foreign = TO_ENGLISH) -> Markup:
    """How a work is cited, with its address as a link."""
    written = foreign.as_note("".join([_piece(piece, foreign) for piece in pieces]))
    return Markup(written)  # noqa: S704 (every part is escaped)


def _piece(piece: Piece, foreign: Foreign) -> str:
    if piece.style is Style.ADDRESS:
        return f'<a href="{escape(piece.text)}">{as_text(piece.text)}</a>'
    # The comma or full stop and the quotation marks are the reference's, not the title's.
    before, inner, behind = unquoted(piece.text) if piece.is_title else ("", piece.text, "")
    notes = foreign.in_notes
    text = notes.marked(inner, piece.language or foreign.language) if piece.is_title else notes.isolated(inner)
    text = f"{before}{text}{behind}"
    return f"<em>{text}</em>" if piece.style is Style.ITALIC else text
