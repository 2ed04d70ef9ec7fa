"""The notes of pages as Markdown: references in full once and then in short, and an article's footnotes.

What must stay the characters it is, is written so that no Markdown extension sees anything in it: every character that
could mean something becomes a character reference (`&#42;`). References survive preprocessors and inline patterns and
remain ordinary Markdown, which any host can read. Typographic extensions that change letters and digits themselves
(`1st`) still do so: the site's owner has switched them on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping

from backgrounder.project import Project
from backgrounder.seeds.article import Note, article_uri
from backgrounder.seeds.published import Published
from backgrounder.site.foreign import TO_ENGLISH, Foreign, foreign_to
from backgrounder.site.labels import Labels
from backgrounder.site.listing import Site
from backgrounder.site.pages import link_to
from backgrounder.sources.addresses import web_address
from backgrounder.sources.chicago import note, short_note
from backgrounder.sources.citations import Citation, citations, unstopped
from backgrounder.sources.reference import Piece, Reference, Style, sentence, unquoted
from backgrounder.sources.source_fields import Source

_MEANS_SOMETHING = re.compile(r"[!-+\-/:-@\[-`{-~]|\.(?!\s|\Z)|(?<=\d)\.|(?:\A|(?<=\n))\w{1,8}\.")
_IN_NOTES = re.compile(
    r"\[@|\[(?P<label>[^\[\]]+)\]\((?P<address>https?://[^\s()<>]+)\)|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
)
Cite = Callable[[Citation], str | None]
"""From a citation to the Markdown of its reference; None if it names something unknown."""


def footnotes_of(site: Site, article: Published) -> str:
    """What the page of an article has in Markdown."""
    own = reference_markdown(site.listed_article(article).reference, None, lambda *_: None, site.labels.foreign)
    own = site.labels.foreign.as_note(own)
    cited: set[str] = set()

    def cite(citation: Citation) -> str | None:
        reference = reference_of(site.project, citation, article.uri, cited)
        if reference is not None:
            cited.update(item.key for item in citation.items)
        return reference

    return article_footnotes(article, own, cite, site.labels)


def article_footnotes(article: Published, source: str, cite: Cite, labels: Labels) -> str:
    """The definitions of an article's footnotes: its `source` in Markdown, and the editor's notes, in the order of reference."""
    first = next((n for n, block in enumerate(article.blocks) if block.number == 1), len(article.blocks))
    head, notes = encoded(labels("editors_note")), notes_by_place(article)
    before = sum(note.block <= first for _, note in notes)
    # In their order, as a citation is in full the first time only.
    parts = [f"[^note-{number}]: *{head}* {note_markdown(note.text, cite)}" for number, note in notes]
    return "\n\n".join([*parts[:before], f"[^source]: {source}", *parts[before:]]) + "\n"


def notes_by_place(article: Published) -> list[tuple[int, Note]]:
    """The notes of an article with their numbers, in the order of their places."""
    return sorted(enumerate(article.notes, 1), key=lambda pair: (pair[1].block, pair[1].end))


def note_markdown(text: str, cite: Cite) -> str:
    """An editor's note: plain text but for emphasis with stars, links to web addresses, and citations."""
    out: list[str] = []
    done = 0
    cited = {citation.start: citation for citation in citations(text)}
    for match in _IN_NOTES.finditer(text):
        if match.start() < done:
            continue
        markup, end = _in_note(match, cited, cite)
        if markup is not None:
            before = encoded(text[done : match.start()])
            out += [before.rstrip() + " " if match.start() in cited else before, markup]
            done = end
    return "".join([*out, encoded(text[done:])])


def _in_note(match: re.Match[str], cited: Mapping[int, Citation], cite: Cite) -> tuple[str | None, int]:
    """The markup for a piece of a note, and where the piece ends; None for what is only text."""
    if match.start() in cited:
        citation = cited[match.start()]
        reference = cite(citation)
        behind = match.string[citation.end : citation.end + 2]
        # A sentence goes on with a mark, or with a letter behind a space, if it is no English capital.
        is_in_sentence = behind[:1] == " " and behind[1:].isalpha() and not "A" <= behind[1:] <= "Z"
        goes_on = is_in_sentence or behind.startswith((".", ",", ";", ":", ")"))
        return unstopped(reference) if reference and goes_on else reference, citation.end
    if match["emphasis"]:
        return f"*{encoded(match['emphasis'])}*", match.end()
    address = web_address(match["address"])
    return (f"[{encoded(match['label'])}](<{address}>)" if address else None), match.end()


def reference_of(project: Project, citation: Citation, page: str, cited: Container[str]) -> str | None:
    """The Markdown of a citation's footnote on a page, in short for keys that it has `cited`; None if one is unknown."""

    def article_link(slug: str, number: int) -> str | None:
        uri = article_uri(slug)
        # A paragraph that is not shown leads to the article, which says that it is an excerpt.
        anchor = f"#p{number}" if 0 < number <= project.paragraphs.get(slug, 0) else ""
        return f"{link_to(uri, page)}{anchor}" if uri != page else None

    parts: list[str] = []
    foreign = foreign_to(project.language)
    in_short = {item.key for item in citation.items if item.key in cited}
    for item in citation.items:
        source = project.sources.get(item.key)
        if source is None:
            return None
        distinction = project.distinctions.get(item.key)
        is_short = item.key in in_short
        reference = short_note(source, item.locator, distinction) if is_short else note(source, item.locator)
        in_short.add(item.key)
        if item is citation.items[-1]:
            reference = sentence([reference])
        parts.append(reference_markdown(reference, source, article_link, foreign))
    return foreign.as_note("; ".join(parts))


def encoded(text: str) -> str:
    """One line or several of plain text as Markdown that shows exactly this text. Line feeds stay line feeds."""
    return _MEANS_SOMETHING.sub(lambda m: m.group()[:-1] + f"&#{ord(m.group()[-1])};", text)


def reference_markdown(
    reference: Reference,
    source: Source | None,
    article_link: Callable[[str, int], str | None],
    foreign: Foreign = TO_ENGLISH,
) -> str:
    """A reference as Markdown. `article_link`: where its title (0) and a paragraph lead, by an article's slug, if anywhere."""
    slug = source.slug if source else None
    # The title of another work leads to it where its address is not printed: in short notes.
    address = source.address if source and not any(piece.style is Style.ADDRESS for piece in reference) else None

    def link(piece: Piece) -> str | None:
        if slug:
            return article_link(slug, piece.paragraph) if piece.is_title or piece.paragraph else None
        return f"<{address}>" if address and piece.is_title else None

    return "".join(_piece(piece, link(piece), foreign) for piece in reference)


def _piece(piece: Piece, link: str | None, foreign: Foreign) -> str:
    shown = _shortened(piece.text)
    if piece.style is Style.ADDRESS:
        return f"[{encoded(shown)}](<{piece.text}>)"
    # The comma or full stop and the quotation marks are the reference's, not the title's.
    before, title, behind = unquoted(shown) if piece.is_title else ("", shown, "")
    notes, language = foreign.in_notes, piece.language or foreign.language
    text = notes.marked(title, language, encoded) if piece.is_title else notes.isolated(title, encoded)
    if not link and text == encoded(title):
        text, before, behind = encoded(shown), "", ""
    if piece.style is Style.ITALIC:
        text = f"*{text}*"
    return f"{before}{f'[{text}]({link})' if link else text}{encoded(behind)}"


def _shortened(text: str, most: int = 1_000) -> str:
    """A piece of a reference; of one that nobody would read to its end the beginning, and the marks that close it."""
    # Python-Markdown takes the square of what is longer, if it is all punctuation.
    return text if len(text) <= most else f"{text[:most].rstrip()}…{_closing(text)}"


def _closing(text: str) -> str:
    """The comma or full stop, and the quotation mark, that stand at the end of a piece of a reference."""
    marks = text[-2:] if text.endswith((",”", ".”")) else text[-1:]
    return marks if marks.endswith((",", ".", "”")) else ""
