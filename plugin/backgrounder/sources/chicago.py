"""A source as a note in Chicago notes style, in full and in short: its elements, their order, the commas between them.

After The Chicago Manual of Style, 17th edition, chapter 14, and its Citation Quick Guide (17th and 18th editions). What
stands in a note, and in which order, is said by the table of types (`work_types.toml`). An unknown element is left out; an
unknown source is said to be unknown, with the name of its file. Notes are in English, whatever the site's language, and
in pieces, each with how it is set; writing them as Markdown or HTML is for others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from backgrounder.language.dates import in_words
from backgrounder.language.lexicon import ENGLISH
from backgrounder.sources.addresses import is_host
from backgrounder.sources.citations import paragraph_of
from backgrounder.sources.reference import Piece, Reference, Style, with_mark
from backgrounder.sources.source_fields import TYPES, Person, Source


def note(source: Source, locator: str = "") -> Reference:
    """The full note of a work, without the full stop at its end (`sentence` adds it)."""
    cited = _cited(source, locator)
    if not source.known:
        return _unknown(cited)
    spec = TYPES[source.type]
    layout = (source.genre and spec.layout_with_genre) or spec.layout
    elements = [ELEMENTS[name](cited) for name in layout.split()]
    if source.issued is None and source.accessed:
        elements.append(_text(ENGLISH.notes.accessed.format(date=in_words(source.accessed))))
    if source.address:
        elements.append((Piece(source.address, Style.ADDRESS),))
    if source.archive_url:
        elements.append((Piece(f"{ENGLISH.notes.archived} "), Piece(source.archive_url, Style.ADDRESS)))
    return _with_commas(elements)


class Distinction(NamedTuple):
    """What a short note needs if that of another work is the same: a longer title, or words in brackets behind the title."""

    title: str = ""
    added: str = ""


def short_note(source: Source, locator: str = "", distinction: Distinction | None = None) -> Reference:
    """The note of a work that the same page has cited in full: who, a short title, where (CMOS 14.30-14.33)."""
    title, added = distinction or ("", "")
    source = replace(source, title_short=title or source.title_short)
    cited = _cited(source, locator)
    if not source.known and not source.title:
        return _unknown(cited)
    people = () if TYPES[source.type].is_legal else source.author or source.editor
    # Where no author is known: who made a law, or who has a web site with a name of its own.
    site = source.publisher if source.type == "webpage" and source.container_title else None
    owner = source.authority if source.type == "legislation" else site
    who = _names(people, lambda person: person.family) or owner
    return _with_commas([_text(who), _short_title(source), _in_brackets(added), _short_place(cited)])


def _unknown(cited: _Cited) -> Reference:
    """What is said of a work whose source nobody knows: its title, its date, its file."""
    source, words = cited.source, ENGLISH.notes
    date = f", {words.dated.format(date=cited.date)}" if cited.date else ""
    where = f"; {words.collected.format(path=source.path)}" if source.path else ""
    told = f"{words.unknown}{date}{where}"
    if not source.title:
        return _with_commas([_text(told[0].upper() + told[1:]), cited.place])
    return _with_commas([_title(source), _text(told), cited.place])


def _short_title(source: Source) -> Reference:
    """The title without its subtitle and an article at its start; `title_short` wins (CMOS 14.33)."""
    title = source.title_short
    if not title:
        if source.type == "interview":
            return (Piece(ENGLISH.notes.interview, is_title=True),)
        if not source.title or source.title_supplied:
            return _title(source)
        title = _trimmed(source, source.title)
    short = _titled(replace(source, title_supplied=False), title)
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
    return without_article(f"{first} {others}".strip())


def without_article(title: str) -> str:
    """A title without an article at its start."""
    first, _, others = title.partition(" ")
    return others.strip() if first in ENGLISH.notes.articles and others.strip() else title


def _short_place(cited: _Cited) -> Reference:
    """The place that a short note names; of a case with volume and series: *558 U.S. at 328* (CMOS 14.276)."""
    source, pages = cited.source, cited.pages
    if source.type == "legal_case" and pages and source.volume and source.container_title:
        return _text(ENGLISH.notes.cited_page.format(volume=source.volume, reports=source.container_title, pages=pages))
    return cited.volume_and_page or cited.place


class _Cited(NamedTuple):
    """What a note is made of: a source, and where in it."""

    source: Source
    date: str  # In words
    year: str
    place: Reference  # The locator as it is written
    pages: str  # Their numbers, if the locator names nothing else
    volume_and_page: Reference  # Of a work in several volumes: *2:32* (CMOS 14.116)


def _cited(source: Source, locator: str) -> _Cited:
    date, year = (in_words(source.issued), str(source.issued.year)) if source.issued else ("", "")
    pages = _page_numbers(locator)
    # Numbers of pages stand alone (CMOS 14.20); in laws and treaties those of sections and articles could be meant.
    shown = pages if pages and source.type not in ("legislation", "treaty") else locator
    place = (Piece(shown, paragraph=paragraph_of(locator) if source.slug else 0),) if locator else ()
    has_volumes = source.volume and "volume" in TYPES[source.type].layout.split()
    volume_and_page = _text(f"{source.volume}:{pages}") if has_volumes and pages else ()
    return _Cited(source, date, year, place, pages, volume_and_page)


def _page_numbers(locator: str) -> str:
    """The pages that a locator names, and nothing else (`12–14`, `p. xii`), without a word before them; empty if it does not."""
    word = next(filter(locator.startswith, ENGLISH.notes.page), "")
    numbers = locator.removeprefix(word).strip()
    pages = "".join(" " if c in ",–-" else c for c in numbers).split()
    is_page = _is_page if word else str.isdecimal
    return _with_dashes(numbers) if numbers[:1].isalnum() and all(map(is_page, pages)) else ""


def _is_page(text: str) -> bool:
    """Whether a word is the number of a page: in figures, small Roman ones, or with a letter, as in newspapers (`A4`)."""
    return text.isdecimal() or set(text) <= set("ivxlc") or (text.isalnum() and text[-1:].isdecimal() and len(text) < 6)


def _names(people: tuple[Person, ...], shown: Callable[[Person], str]) -> str:
    """One, two or three names; the first and `et al.` from four on (CMOS 14.76)."""
    words, written = ENGLISH.notes, [shown(person) for person in people]
    if len(written) > 3:
        return words.more.format(names=written[0])
    if len(written) > 1 and people[-1].is_others:
        return words.more.format(names=", ".join(written[:-1]))
    if len(written) == 3:
        return words.three.format(first=written[0], second=written[1], last=written[2])
    return words.two.format(first=written[0], last=written[1]) if len(written) == 2 else "".join(written)


def _printed(phrase: str, people: tuple[Person, ...]) -> str:
    """A phrase about persons with their names in it; empty if there are none."""
    return phrase.format(names=_names(people, lambda person: person.printed)) if people else ""


def _author(cited: _Cited) -> Reference:
    return _text(_printed("{names}", cited.source.author))


def _author_or_editors(cited: _Cited) -> Reference:
    """Of a work that has only editors, these (CMOS 14.103)."""
    phrase = ENGLISH.notes.editors if len(cited.source.editor) > 1 else ENGLISH.notes.editor
    return _author(cited) or _text(_printed(phrase, cited.source.editor))


def _edited(cited: _Cited) -> Reference:
    """Translators and editors in addition to the author (CMOS 14.104)."""
    source = cited.source
    is_author = "author-or-editor" in TYPES[source.type].layout.split() and not source.author
    editor = "" if is_author else _printed(ENGLISH.notes.edited, source.editor)
    return _text(_joined(_printed(ENGLISH.notes.translated, source.translator), editor, mark=", "))


def _title(source: Source) -> Reference:
    """The title as a full note has it, or what is said of a work without one."""
    if source.title:
        return _titled(source, source.shown_title or source.title)
    if source.type == "interview" and source.interviewer:
        return ()
    return (Piece(ENGLISH.notes.untitled.get(source.type, ENGLISH.notes.untitled["other"]), is_title=True),)


def _titled(source: Source, title: str) -> Reference:
    """A title of the work, set as its type asks for."""
    set_as = "roman" if source.title_supplied else TYPES[source.type].title
    if set_as == "quoted":
        # Quotation marks inside become single ones (CMOS 8.177).
        first, *others = title.replace("“", "‘").replace("”", "’").split('"')
        inside = "".join(f"{'’' if n % 2 else '‘'}{part}" for n, part in enumerate(others))
        title = f"“{first}{inside}”"
    # A title that an editor supplied is in the editor's language.
    language = "" if source.title_supplied else source.language or ""
    return (Piece(title, Style.ITALIC if set_as == "italic" else Style.PLAIN, is_title=True, language=language),)


def _italic_container(cited: _Cited) -> Reference:
    """A web site that is named by its host is set like other web sites, in roman (CMOS 8.191)."""
    title = cited.source.container_title
    is_site = title and "." in title and not title.endswith(".") and is_host(title)
    return _text(title, Style.PLAIN if is_site else Style.ITALIC)


def _within(cited: _Cited) -> Reference:
    container = _italic_container(cited)
    return (Piece(f"{ENGLISH.notes.within} "), *container) if container else ()


def _journal(cited: _Cited) -> Reference:
    """Volume, issue, date and page of a journal: *Title* 127, no. 6 (2022): 1842 (CMOS 14.171)."""
    source = cited.source
    container = _italic_container(cited)
    if not source.volume and not source.issue:
        return _with_commas([container, _text(cited.date), _text(cited.pages) or _at(cited)])
    volume = f" {source.volume}" if source.volume else ""
    issue = f", {ENGLISH.notes.number.format(number=source.issue)}" if source.issue else ""
    date = f" ({cited.date})" if cited.date else ""
    where = cited.pages or ("" if cited.place else _pages(source))
    counted = Piece(f"{volume}{issue}{date}{f': {where}' if where else ''}")
    return _with_commas([(*container, counted), () if cited.pages else cited.place])


def _blog(cited: _Cited) -> Reference:
    """A blog is called one unless its name does so (CMOS 14.208)."""
    container = _italic_container(cited)
    is_called = ENGLISH.notes.blog in (cited.source.container_title or "").lower()
    return (*container, Piece(f" ({ENGLISH.notes.blog})")) if container and not is_called else container


def _edition(cited: _Cited) -> Reference:
    """`2` becomes *2nd ed.*, `rev.` *rev. ed.* (CMOS 14.113)."""
    edition, words = cited.source.edition or "", ENGLISH.notes
    if edition.lower() in words.ordinal_words:
        edition = str(words.ordinal_words.index(edition.lower()) + 1)
    if edition.isascii() and edition.isdigit():
        last = 4 if edition[-2:-1] == "1" or edition[-1] not in "123" else int(edition[-1])
        edition += words.ordinals[last - 1]
    said = [word.strip("(),;:") for word in edition.lower().replace(".", ". ").split()]
    is_called = not words.edition_words.isdisjoint([*said, *(word.rstrip(".") for word in said)])
    return _text(words.edition.format(number=edition) if edition and not is_called else edition)


def _volume(cited: _Cited) -> Reference:
    volume = cited.source.volume
    return _text(ENGLISH.notes.volume.format(number=volume) if volume and not cited.volume_and_page else None)


def _report_number(cited: _Cited) -> Reference:
    """Kind and number of a report: *Working Paper no. 12*."""
    number = cited.source.number or ""
    number = ENGLISH.notes.number.format(number=number) if number[:1].isdigit() else number
    return _text(_joined(cited.source.genre, number))


def _occasion(cited: _Cited) -> Reference:
    """What kind of speech, where and when, in brackets (CMOS 14.217)."""
    source = cited.source
    kind = source.genre or (ENGLISH.notes.speech if source.title else "")
    where = (source.event_title, source.container_title, source.publisher, source.event_place)
    return _in_brackets(kind, *where, cited.date)


def _joined(*parts: str | None, mark: str = " ") -> str:
    return mark.join(part for part in parts if part)


def _at(cited: _Cited) -> Reference:
    """The place that the citation names, or else the pages of the whole work."""
    # The `page` of a law or case is where its text begins in a series, as in *558 U.S. 310*.
    if cited.place or TYPES[cited.source.type].is_legal:
        return cited.volume_and_page or cited.place
    return _text(_pages(cited.source))


def _pages(source: Source) -> str:
    """The pages of the whole work."""
    return _with_dashes(source.page or "")


def _with_dashes(pages: str) -> str:
    """Pages with the dash of a range where somebody wrote hyphens."""
    return re.sub(r"(?<=\d)-+(?=\d)", "–", pages)


def _text(words: str | None, style: Style = Style.PLAIN) -> Reference:
    """A reference of one piece; of none where there are no words."""
    return (Piece(words, style),) if words else ()


def _in_brackets(*parts: str | None) -> Reference:
    """Words with commas between them, in brackets; nothing where all are missing."""
    inside = _joined(*parts, mark=", ")
    return _text(f"({inside})" if inside else None)


def _with_commas(elements: Iterable[Reference]) -> Reference:
    """Elements joined by commas, which stand inside closing quotation marks; no comma stands before a bracket."""
    pieces: list[Piece] = []
    for element in filter(None, elements):
        if pieces:
            is_bracket = element[0].text.startswith("(")
            is_quoted = pieces[-1].is_title and pieces[-1].text.endswith("”")
            if is_quoted and not is_bracket:
                pieces[-1] = pieces[-1]._replace(text=with_mark(pieces[-1].text, ","))
            pieces.append(Piece(" " if is_bracket or is_quoted else ", "))
        pieces += element
    return tuple(pieces)


ELEMENTS: Mapping[str, Callable[[_Cited], Reference]] = {
    "at": _at,
    "author": _author,
    "author-or-editor": _author_or_editors,
    "authority": lambda cited: _text(cited.source.authority) or _author(cited),
    "blog": _blog,
    "container": lambda cited: _text(cited.source.container_title),
    # Court and year (CMOS 14.276).
    "court": lambda cited: _in_brackets(_joined(cited.source.authority or cited.source.publisher, cited.year)),
    "date": lambda cited: _text(cited.date),
    "date-in-brackets": lambda cited: _in_brackets(cited.date),
    "edited": _edited,
    "edition": _edition,
    # CMOS 14.127; the place may be left out (CMOS 18, 14.30).
    "imprint": lambda c: _in_brackets(_joined(c.source.publisher_place, c.source.publisher, mark=": "), c.date),
    "in": _within,
    "interviewer": lambda cited: _text(_printed(ENGLISH.notes.interviewed, cited.source.interviewer)),
    "italic-container": _italic_container,
    "journal": _journal,
    # What a document is, and where and when it came out (CMOS 14.215).
    "kind": lambda c: _in_brackets(
        c.source.genre, c.source.number, c.source.container_title, c.source.publisher, c.date
    ),
    "larger-publication": lambda cited: _text(cited.source.collection_title, Style.ITALIC),
    "medium": lambda cited: _text(cited.source.medium),
    "number": lambda cited: _text(cited.source.number),
    "occasion": _occasion,
    "publisher": lambda c: _text(None if c.source.publisher == c.source.container_title else c.source.publisher),
    "report-number": _report_number,
    # Where a case, a law or a treaty is printed: volume, series, first page (*558 U.S. 310*).
    "reports": lambda cited: _text(_joined(cited.source.volume, cited.source.container_title, cited.source.page)),
    "series": lambda cited: _text(cited.source.collection_title),
    "title": lambda cited: _title(cited.source),
    "volume": _volume,
}
"""The elements that layouts name."""
