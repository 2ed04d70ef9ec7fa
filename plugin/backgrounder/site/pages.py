"""The Markdown of the pages that the program writes, and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from posixpath import relpath
from urllib.parse import quote

from markupsafe import escape

from backgrounder.linking.mention import Mention
from backgrounder.seeds.article import Article, Block, BlockKind, Note
from backgrounder.site.plain import encoded
from backgrounder.sources.citations import Citation, citations
from backgrounder.sources.source import clean_url
from backgrounder.text.spans import Spans

TEMPLATES = "backgrounder"
_IN_NOTES = re.compile(
    r"\[@|\[(?P<label>[^\[\]]+)\]\((?P<address>https?://[^\s()<>]+)\)|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
)


@dataclass(frozen=True, slots=True)
class View:
    """A page that gathers what was read: its uri, its title, and its template."""

    uri: str
    title: str

    @property
    def template(self) -> str:
        """The template's path below the theme."""
        return f"{TEMPLATES}/{self.uri.removesuffix('.md')}.html"


VIEWS = (
    View("articles.md", "Articles"),
    View("who-is-who.md", "Who is who"),
    View("treaties.md", "Treaties and instruments"),
    View("glossary.md", "Glossary"),
    View("sources.md", "Sources"),
)
"""The index pages, in the order of the navigation."""


def escaped(text: str) -> str:
    """Text for a page's metadata: Material prints titles and descriptions raw, so that markup in them would run."""
    return str(escape(text))


Cite = Callable[[Citation], str | None]
"""From a citation to the Markdown of its reference; None if it names something unknown."""


def article_markdown(article: Article, mentions: Sequence[Mention], source: str, cite: Cite) -> str:
    """The body of an article's page: paragraphs with their anchors, links, the source's footnote, the editor's notes.

    `source`: the Markdown of the article's own reference.
    """
    links: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.linked:
            links[mention.stretch].append(mention)
    notes: dict[int, list[tuple[int, Note]]] = defaultdict(list)
    for number, note in enumerate(article.notes, start=1):
        notes[note.block].append((number, note))
    parts = []
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.RULE:
            parts.append("* * *")
        elif block.kind is BlockKind.PARAGRAPH:
            cited = "[^source]" if block.number == 1 else ""
            parts.append(_paragraph(block, links[number], notes[number], article.uri) + cited + _anchor(block))
    parts.append(f"[^source]: {source}")
    parts += [
        f"[^note-{n}]: *Editor’s note:* {note_markdown(note.text, cite)}" for n, note in enumerate(article.notes, 1)
    ]
    return "\n\n".join(parts) + "\n"


def note_markdown(text: str, cite: Cite) -> str:
    """An editor's note: plain text but for emphasis with stars, links to web addresses, and citations.

    Notes may stand in a seed's own front matter, so nothing else in them is markup.
    """
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
    rest = encoded(text[done:])
    return "".join(out).removesuffix("." if rest.startswith(".") else "") + rest


def _in_note(match: re.Match[str], cited: Mapping[int, Citation], cite: Cite) -> tuple[str | None, int]:
    """The markup for a piece of a note, and where the piece ends; None for what is only text."""
    if match.start() in cited:
        citation = cited[match.start()]
        return cite(citation), citation.end
    if match["emphasis"]:
        return f"*{encoded(match['emphasis'])}*", match.end()
    if match["address"]:
        try:
            return f"[{encoded(match['label'])}](<{clean_url(match['address'])}>)", match.end()
        except ValueError:
            return None, match.end()
    return None, match.end()


def _anchor(block: Block) -> str:
    return f"\n{{: #p{block.number} }}"


def _paragraph(block: Block, links: Sequence[Mention], notes: Sequence[tuple[int, Note]], page: str) -> str:
    """A paragraph's text encoded, with links around mentions and references behind the words of notes."""
    text = block.text
    starts = {m.start: m for m in links}
    inside = Spans((m.start, m.end) for m in links)
    behind: dict[int, list[str]] = defaultdict(list)
    for number, note in notes:
        mention = inside.overlap(note.end - 1, note.end)
        behind[mention[1] if mention else note.end].append(f"[^note-{number}]")
    cuts = sorted({0, len(text), *starts, *(m.end for m in links), *behind})
    out: list[str] = []
    for start, end in pairwise(cuts):
        piece = encoded(text[start:end]).replace("\n", "  \n")
        mention_here = starts.get(start)
        if mention_here and mention_here.entry:
            piece = f"[{piece}]({link_to(mention_here.entry.uri, page)})"
        out += [piece, *behind.get(end, ())]
    return "".join(out)


@lru_cache(maxsize=100_000)
def link_to(uri: str, page: str) -> str:
    """The address of a page as a source-relative link: MkDocs resolves and validates it."""
    return quote(relpath(uri, page.rpartition("/")[0] or "."))
