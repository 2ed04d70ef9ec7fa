"""The text of an article as HTML: it never passes through Markdown, so that nothing in it can mean anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise, takewhile
from typing import NamedTuple

from backgrounder.language.recognition import recognized
from backgrounder.linking.mention import Mention
from backgrounder.seeds.article import Block, BlockKind, Element, MarkKind
from backgrounder.seeds.excerpt import notes_to
from backgrounder.seeds.published import Published, withheld_from
from backgrounder.site.authors_notes import AuthorsNotes
from backgrounder.site.foreign import Foreign, as_text, in_tag
from backgrounder.site.labels import Labels
from backgrounder.site.markup import opened
from backgrounder.site.notes import notes_by_place
from backgrounder.site.pages import FootnoteReference, Href
from backgrounder.text.passage import Spans


def article_html(
    article: Published,
    mentions: Sequence[Mention],
    href: Href,
    reference: FootnoteReference,
    labels: Labels | None = None,
) -> str:
    """The blocks of an article, with anchors, links, and references to footnotes; what readers do not get is marked.

    In another language than the site's, or of another direction, they stand in an element that says so.
    """
    labels = labels or Labels()
    links: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.linked:
            links[mention.stretch].append(mention)
    notes: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, note in notes_by_place(article):
        notes[note.block].append((note.end, f"note-{number}"))
    withheld = withheld_from(article)
    shown = {block.note for block in notes_to(article, article.blocks[:withheld])} if withheld is not None else ()
    # Some blocks tell which way an article runs.
    beginning = "\n".join(block.text for block in article.blocks[:20])
    given = labels.foreign.attributes(beginning, article.source.language)
    own = labels.foreign.inside(given)
    title = labels("authors_notes")
    authors = AuthorsNotes(article.blocks, title, own.given(title, labels.language))
    page = _Page(article.blocks)
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.HEADING:
            continue
        if block.number == 1 and page.number == 0:
            # Behind the first paragraph stands where the text comes from.
            notes[number].append((len(block.text), "source"))
        ranges = _ranges(block, links.get(number, ()), href)
        references = [(m.end, authors.reference(m.target)) for m in block.marks if m.kind is MarkKind.NOTE]
        references += [(end, reference(label)) for end, label in notes.get(number, ())]
        text = _text(block, ranges, references)
        page.turn(authors.up_to(block.note))
        is_withheld = withheld is not None and number >= withheld and block.note not in shown
        page.add(block, text, _foreign_in(block, own), is_withheld=is_withheld)
    page.close(0)
    page.turn(authors.up_to(""))
    lines = [_start("div", {"class": "bg-foreign", **given}), *page.lines, "</div>"] if given else page.lines
    return "\n".join(lines)


def _foreign_in(block: Block, foreign: Foreign) -> Mapping[str, str]:
    """What says that a quotation, or a paragraph that runs the other way, is foreign to the article."""
    text = block.text
    if block.kind is BlockKind.QUOTATION or (block.kind is BlockKind.PARAGRAPH and "dir" in foreign.attributes(text)):
        return foreign.attributes(text, recognized([text]))
    return {}


_BARE = frozenset(("li", "td", "th", "caption", "dt", "dd", "pre"))
"""Elements in which a text stands without a paragraph around it, if nothing else stands there."""


class _Page:
    """An article on its way to HTML: the elements of its blocks open and end as the blocks that follow one another ask."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.lines: list[str] = []
        self._open: tuple[Element, ...] = ()
        self.number = 0
        self._sharing = Counter(element.number for block in blocks for element in block.within)

    def turn(self, lines: Sequence[str]) -> None:
        """Goes on with lines between the elements of the author's."""
        if lines:
            self.close(0)
            self.lines += lines

    def add(self, block: Block, text: str, foreign: Mapping[str, str], *, is_withheld: bool) -> None:
        """Writes a block, of which `text` is the HTML. `foreign`: attributes that say what is foreign in it."""
        common = 0
        within = block.within[1:] if block.note else block.within
        if self._open or within:  # As few have.
            both = zip(self._open, within, strict=False)
            common = sum(1 for _ in takewhile(lambda two: two[0] == two[1], both))
            self.close(common)
        given = {"class": "bg-withheld"} if is_withheld else {}
        if block.number not in (0, self.number):
            # The cells of a row have one number, and its anchor is the first.
            given["id"] = f"p{block.number}"
            self.number = block.number
        new = within[common:]
        bare = new[-1] if new and new[-1].tag in _BARE and self._sharing[new[-1].number] == 1 else None
        self.lines += [_start(element.tag, dict(element.given)) for element in (new[:-1] if bare else new)]
        self._open = within[:-1] if bare else within
        if bare:
            own = dict(bare.given)
            classes = " ".join(one["class"] for one in (own, given) if "class" in one)
            self.lines.append(
                _start(bare.tag, own | given | ({"class": classes} if classes else {})) + text + _end(bare.tag)
            )
        elif block.kind is BlockKind.RULE:
            self.lines.append(_start("hr", given).replace(">", " />"))
        else:
            tag = f"h{block.level}" if block.kind is BlockKind.SUBHEADING else "p"
            self.lines.append(f"{_start(tag, {**given, **foreign})}{text}</{tag}>")

    def close(self, left: int) -> None:
        """Writes the ends of the open elements but for the outer ones, of which so many are left."""
        self.lines += [_end(element.tag) for element in reversed(self._open[left:])]
        self._open = self._open[:left]


def _start(tag: str, given: Mapping[str, str]) -> str:
    """The beginning of an element. A table can be scrolled by itself; Material gives `pre` an anchor of its own."""
    if tag == "pre":
        classes = " ".join(("bg-code", *given.get("class", "").split()))
        return f"{_start('div', {**given, 'class': classes})}<pre><code>"
    start = f"<{tag}{in_tag(given) if given else ''}>"
    return f'<div class="bg-scroll" tabindex="0">\n{start}' if tag == "table" else start


def _end(tag: str) -> str:
    return {"table": "</table>\n</div>", "pre": "</code></pre></div>"}.get(tag, f"</{tag}>")


class _Range(NamedTuple):
    """A part of a block's text that an element takes in: the element's tag, and how it is opened."""

    start: int
    end: int
    tag: str
    opened: str


def _ranges(block: Block, links: Sequence[Mention], href: Href) -> list[_Range]:
    """The links and marks of a block as ranges that lie in one another or apart, the outer one first."""
    if not (links or block.marks):
        return []
    ranges = [
        _Range(mention.start, mention.end, "a", opened(address, mention.entry.kind.key))
        for mention in links
        if mention.entry is not None and (address := href(mention.entry.uri))
    ]
    for mark in block.marks:
        if mark.kind is MarkKind.NOTE:
            continue
        target = f' href="{escape(mark.target)}" rel="nofollow noopener"' if mark.kind is MarkKind.LINK else ""
        ranges.append(_Range(mark.start, mark.end, mark.kind.value, f"<{mark.kind.value}{target}>"))
    kept: list[_Range] = []
    open_ranges: list[_Range] = []
    for one in sorted(ranges, key=lambda r: (r.start, -r.end)):
        while open_ranges and open_ranges[-1].end <= one.start:
            open_ranges.pop()
        crosses = open_ranges and one.end > open_ranges[-1].end
        if not crosses and not (one.tag == "a" and any(other.tag == "a" for other in open_ranges)):
            kept.append(one)
            open_ranges.append(one)
    return kept


def _text(block: Block, ranges: Sequence[_Range], notes: Sequence[tuple[int, str]]) -> str:
    """The text of a block with elements around its ranges, and references behind the words of notes (end, HTML)."""
    text, escaped = block.text, _escaped(block.text, block.kind)
    if not (ranges or notes):
        return escaped
    is_plain = escaped == text
    starting: dict[int, list[_Range]] = defaultdict(list)
    for one in ranges:
        starting[one.start].append(one)
    in_links = Spans((one.start, one.end) for one in ranges if one.tag == "a") if notes else None
    behind: dict[int, list[str]] = defaultdict(list)
    for end, written in notes:
        # Behind the whole link, where the words stand in one: a reference is a link itself.
        link = in_links.overlap(end - 1, end) if in_links else None
        behind[link[1] if link else end].append(written)
    # Of a block without text, as of an excerpt that is cut off at once.
    pieces = [*behind.get(0, ())]
    open_ranges: list[_Range] = []
    cuts = sorted({0, len(text), *starting, *(one.end for one in ranges), *behind})
    for start, end in pairwise(cuts):
        for one in starting.get(start, ()):
            pieces.append(one.opened)
            open_ranges.append(one)
        pieces.append(text[start:end] if is_plain else _escaped(text[start:end], block.kind))
        while open_ranges and open_ranges[-1].end <= end:
            pieces.append(f"</{open_ranges.pop().tag}>")
        pieces += behind.get(end, ())
    return "".join(pieces)


def _escaped(text: str, kind: BlockKind) -> str:
    """Text as HTML, its line feeds as breaks, but for code."""
    return as_text(text) if kind is BlockKind.CODE else as_text(text).replace("\n", "<br />\n")
