"""The Markdown of the pages that the program writes, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from posixpath import relpath
from urllib.parse import quote

from markupsafe import escape

from backgrounder.linking.resolver import Mention
from backgrounder.seeds.article import Article, Block, BlockKind, Note
from backgrounder.site.plain import encoded

TEMPLATES = "backgrounder"


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


def article_markdown(article: Article, mentions: Sequence[Mention]) -> str:
    """The body of an article's page: paragraphs with their anchors, links, the source's citation, the editor's notes."""
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
            cited = f"[@{article.source.key}]" if block.number == 1 else ""
            parts.append(_paragraph(block, links[number], notes[number], article.uri) + cited + _anchor(block))
    definitions = [
        f"[^note-{n}]: *Editor’s note:* {' '.join(note.text.split())}" for n, note in enumerate(article.notes, 1)
    ]
    return "\n\n".join(parts + definitions) + "\n"


def _anchor(block: Block) -> str:
    return f"\n{{: #p{block.number} }}"


def _paragraph(block: Block, links: Sequence[Mention], notes: Sequence[tuple[int, Note]], page: str) -> str:
    """A paragraph's text encoded, with links around mentions and references behind the words of notes."""
    text = block.text
    cuts = sorted({0, len(text), *(m.start for m in links), *(m.end for m in links), *(n.end for _, n in notes)})
    by_start = {m.start: m for m in links}
    out: list[str] = []
    position = 0
    while position < len(text):
        mention = by_start.get(position)
        end = mention.end if mention else next(cut for cut in cuts if cut > position)
        piece = encoded(text[position:end]).replace("\n", "  \n")
        out.append(f"[{piece}]({link_to(mention.entry.uri, page)})" if mention and mention.entry else piece)
        out += [f"[^note-{number}]" for number, note in notes if position < note.end <= end]
        position = end
    return "".join(out)


def link_to(uri: str, page: str) -> str:
    """The address of a page as a source-relative link: MkDocs resolves and validates it."""
    return quote(relpath(uri, page.rpartition("/")[0] or "."))
