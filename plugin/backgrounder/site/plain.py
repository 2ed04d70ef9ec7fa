"""Text that must stay the characters it is, written so that no Markdown extension sees anything in it.

Every character that could mean something in Markdown becomes a character reference (`&#42;`): references survive
preprocessors and inline patterns and remain ordinary Markdown, which any host can read. Typographic extensions that
change letters and digits themselves (`1st`) still do so: the site's owner has switched them on.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from backgrounder.sources.reference import Piece, Reference, Style
from backgrounder.sources.source import Source

_MEANS_SOMETHING = re.compile(r"[!-+\-/:-@\[-`{-~]|\.(?!\s|\Z)|(?<=\d)\.|(?:\A|(?<=\n))\w{1,8}\.")


def encoded(text: str) -> str:
    """One line or several of plain text as Markdown that shows exactly this text. Line feeds stay line feeds."""
    return _MEANS_SOMETHING.sub(lambda m: m.group()[:-1] + f"&#{ord(m.group()[-1])};", text)


def reference_markdown(
    reference: Reference, source: Source | None, article_link: Callable[[str, int], str | None]
) -> str:
    """A reference as Markdown. The title leads to the article, a locator that names a paragraph to this paragraph.

    `article_link` gives the address of the article with a slug, or of its paragraph with a number (from 1; 0 for the
    article itself), or None to leave it unlinked.
    """
    slug = source.slug if source else None
    # The title of another work leads to it where its address is not printed: in short notes.
    address = source.address if source and not any(piece.style is Style.ADDRESS for piece in reference) else None

    def link(piece: Piece) -> str | None:
        if slug:
            return article_link(slug, piece.paragraph) if piece.is_title or piece.paragraph else None
        return f"<{address}>" if address and piece.is_title else None

    return "".join(_piece(piece, link(piece)) for piece in reference)


def _piece(piece: Piece, link: str | None) -> str:
    shown = _shortened(piece.text)
    text = encoded(shown)
    if piece.style is Style.ADDRESS:
        return f"[{text}](<{piece.text}>)"
    if piece.style is Style.ITALIC:
        text = f"*{text}*"
    if link is None:
        return text
    closing = _closing(shown)
    title = shown.removeprefix("“").removesuffix(closing)
    if piece.is_title and shown.startswith("“") and closing.endswith("”") and title:
        # The comma or full stop and the quotation marks are the reference's, not the title's.
        return f"“[{encoded(title)}]({link}){encoded(closing)}"
    return f"[{text}]({link})"


def _closing(text: str) -> str:
    """The comma or full stop, and the quotation mark, that stand at the end of a piece of a reference."""
    marks = text[-2:] if text.endswith((",”", ".”")) else text[-1:]
    return marks if marks.endswith((",", ".", "”")) else ""


def _shortened(text: str, most: int = 1_000) -> str:
    """A piece of a reference; of one that nobody would read to its end the beginning, and the marks that close it."""
    # Python-Markdown takes the square of what is longer, if it is all punctuation.
    return text if len(text) <= most else f"{text[:most].rstrip()}…{_closing(text)}"
