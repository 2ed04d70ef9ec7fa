"""A source as a note in Chicago notes style, in full and in short.

After The Chicago Manual of Style, 17th edition, chapter 14, and its Citation Quick Guide (17th and 18th editions). What
stands in a note, and in which order, is a column of the table of types (`types.py`). An unknown element is left out; an
unknown source is said to be unknown, with the name of its file. Notes are in English, whatever the site's language.
"""

from __future__ import annotations

from dataclasses import replace

from backgrounder.language.dates import in_words
from backgrounder.language.lexicon import ENGLISH
from backgrounder.sources.elements import ELEMENTS, Cited, names, title_of, titled
from backgrounder.sources.reference import Piece, Reference, Style, text, with_commas, with_mark
from backgrounder.sources.source import Source
from backgrounder.sources.types import TYPES


def note(source: Source, locator: str = "") -> Reference:
    """The full note of a work, without the full stop at its end (`sentence` adds it)."""
    cited = Cited(source, locator)
    if not source.known:
        return _unknown(cited)
    # A document that says what it is: a dissertation, a working paper (CMOS 14.215, 14.218).
    is_of_a_kind = source.type == "document" and source.genre
    layout = "author title kind at" if is_of_a_kind else TYPES[source.type].layout
    elements = [ELEMENTS[name](cited) for name in layout.split()]
    if source.issued is None and source.accessed:
        elements.append(text(ENGLISH.notes.accessed.format(date=in_words(source.accessed))))
    if source.address:
        elements.append((Piece(source.address, Style.ADDRESS),))
    if source.archive_url:
        elements.append((Piece(f"{ENGLISH.notes.archived} "), Piece(source.archive_url, Style.ADDRESS)))
    return with_commas(elements)


def short_note(source: Source, locator: str = "") -> Reference:
    """The note of a work that the same page has cited in full: who, a short title, where (CMOS 14.30-14.33)."""
    cited = Cited(source, locator)
    if not source.known and not source.title:
        return _unknown(cited)
    people = () if TYPES[source.type].is_legal else source.author or source.editor
    who = names(people, lambda person: person.family) or _owner(source)
    return with_commas([text(who), _short_title(source), _short_place(cited)])


def sentence(references: list[Reference]) -> Reference:
    """Several works in one note: separated by semicolons, closed by a full stop."""
    pieces: list[Piece] = []
    for number, reference in enumerate(references):
        pieces += [Piece("; ")] * bool(number)
        pieces += reference
    if not pieces or pieces[-1].style is Style.ADDRESS:
        return (*pieces, Piece("."))
    last = pieces[-1].text
    if last.endswith("”"):
        return (*pieces[:-1], pieces[-1]._replace(text=with_mark(last, ".")))
    return (*pieces, *([] if last.endswith(".") else [Piece(".")]))


def plain(reference: Reference) -> str:
    """A reference as plain text."""
    return "".join(piece.text for piece in reference)


def _unknown(cited: Cited) -> Reference:
    """What is said of a work whose source nobody knows: its title, its date, its file."""
    source, words = cited.source, ENGLISH.notes
    date = f", {words.dated.format(date=in_words(source.issued))}" if source.issued else ""
    where = f"; {words.collected.format(path=source.path)}" if source.path else ""
    told = f"{words.unknown}{date}{where}"
    if not source.title:
        return with_commas([text(told[0].upper() + told[1:]), cited.place])
    return with_commas([title_of(source), text(told), cited.place])


def _owner(source: Source) -> str | None:
    """Whom a short note names where no author is known: who made a law, or who has a web site with a name of its own."""
    if source.type == "legislation":
        return source.authority
    return source.publisher if source.type == "webpage" and source.container_title else None


def _short_title(source: Source) -> Reference:
    """The title without its subtitle and an article at its start; `title_short` wins (CMOS 14.33)."""
    if source.title_short:
        title = source.title_short
    elif source.type == "interview":
        return (Piece(ENGLISH.notes.interview, is_title=True),)
    elif not source.title or source.title_supplied:
        return title_of(source)
    else:
        title = _trimmed(source, source.title)
    short = titled(replace(source, title_supplied=False), title)
    # Short names of cases are in italics where full ones are not (CMOS 14.275).
    return (short[0]._replace(style=Style.ITALIC),) if source.type == "legal_case" else short


def _trimmed(source: Source, title: str) -> str:
    """Without what short titles lose. Names of laws, treaties and cases stay; so do subtitles where no author helps."""
    if TYPES[source.type].is_legal:
        return title
    first, _, others = title.partition(" ")
    main, colon, subtitle = others.partition(":")
    # What one word and a colon begin is no main title: `Profile: A Minister`.
    if colon and subtitle[:1].isspace() and (source.author or source.editor):
        others = main
    is_article = first in ENGLISH.notes.articles and others.strip()
    return (others if is_article else f"{first} {others}").strip()


def _short_place(cited: Cited) -> Reference:
    """The place that a short note names; of a case with volume and series: *558 U.S. at 328* (CMOS 14.276)."""
    source, pages = cited.source, cited.pages
    if source.type == "legal_case" and pages and source.volume and source.container_title:
        phrase = ENGLISH.notes.cited_page
        return text(phrase.format(volume=source.volume, reports=source.container_title, pages=pages))
    return cited.volume_and_page or cited.place
