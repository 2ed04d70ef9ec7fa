"""From the tokens of HTML to pieces of text that know where each character stands. Which are the article, others decide."""

from __future__ import annotations

from collections.abc import Mapping

from turbohtml import TokenType

from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Content, Standing
from backgrounder.seeds.formats.html_blocks import blocks_of
from backgrounder.seeds.formats.html_metadata import PageMeta
from backgrounder.seeds.formats.html_notes import References
from backgrounder.seeds.formats.html_pieces import BREAK, INLINE, LISTS, OpenElement, Piece
from backgrounder.seeds.formats.html_tables import CELLS, PARTS, Cell
from backgrounder.seeds.formats.html_tokens import HtmlToken, html_tokens
from backgrounder.seeds.formats.seen import contents
from backgrounder.text.decode import UNPRINTABLE
from backgrounder.text.passage import Passage

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNREAD = frozenset(
    "script style noscript template svg math iframe object embed applet audio video canvas button select option textarea input form nav head title figcaption map dialog".split()
)
"""Elements whose content is no text of an article."""
_LEFT_OUT = frozenset(
    "mw-editsection noprint sr-only visually-hidden screen-reader-text hidden infobox navbox reflist references catlinks toc hatnote twitter-tweet instagram-media caption caption-text image-caption image-caption-text wp-caption wp-caption-text wp-image-caption wp-image-caption-text photocredit photo-credit desc social ad ads advert advertisement advertising promo sponsor sponsored fav newsletter cookie recirc video-player player-error".split()
)
"""Classes by which common themes mark what is no text of the article."""
_NO_TEXT = frozenset(("script", "style", "template"))
_CLOSES_P = frozenset(
    "address article aside blockquote center details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul li tr td th dt dd".split()
)
_DEEPEST = 150  # elements within one another that are told apart; no page of a person has as many
_CLOSED_BY = {
    **dict.fromkeys(CELLS, CELLS),
    "tr": CELLS | {"tr", "caption"},
    **dict.fromkeys(("thead", "tbody", "tfoot"), PARTS - {"table"}),
}
"""The parts of a table that end where another begins: pages often leave out the end tags."""


class HtmlReader:
    """Gathers blocks, what the page's head has (`meta`), and all that readers see (`content`), in which elements (`parents`)."""

    def __init__(self, text: Passage, *, by_class: bool = True, first: int = 0) -> None:
        """`first`: the number behind which elements are numbered."""
        self.by_class = by_class
        self.content: list[Content] = []
        self._seen_to = 0  # where the last text of it ends
        self.parents: dict[int, int] = {}
        self.source = text
        self.meta = PageMeta()
        self.pieces: list[Piece] = []
        self.cells: list[Cell] = []
        self.references = References()
        self.open: list[OpenElement] = []
        self.piece: Piece | None = None
        self.count = first
        end = 0
        for token in html_tokens(text.text):
            self._read(token)
            end = token.end
        self._broken_off(end)
        self._end_piece()

    def found(self, *, with_notes: bool = False) -> list[tuple[Standing, Block]]:
        """The blocks, and where each stands in the page. `with_notes`: what the page refers to are notes, if it looks so."""
        return blocks_of(self.pieces, self.cells, self.references, with_notes=with_notes)

    def _read(self, token: HtmlToken) -> None:
        match token.kind:
            case TokenType.TEXT | TokenType.CHARACTER_REFERENCE:
                self._text(token)
            case TokenType.START_TAG:
                self._start(token)
                if token.self_closing and token.tag not in _VOID:
                    self._end(token.tag)
            case TokenType.END_TAG:
                self._end(token.tag)
            case TokenType.COMMENT:
                # No text, but it may say where the page was saved from.
                self.meta.comment(token.data)
                if self.source.text[token.end - 1] != ">":
                    self._broken_off(token.start)

    def _start(self, token: HtmlToken) -> None:
        tag, given = token.tag, token.attrs
        if tag not in INLINE:
            self._end_piece()
        if tag in _CLOSES_P:
            self._close_implied(tag)
        if tag in _CLOSED_BY:
            self._close_parts(tag)
        kinds = self.meta.element(tag, given, self._kinds())
        if tag == "br":
            self._add(Passage.standing_at(self.source.origin(token.start), BREAK))
            return
        self.count += 1
        self.parents[self.count] = around = self.open[-1].number if self.open else 0
        self._record(token, around if tag in _VOID else self.count)
        if tag in _VOID:
            self._add_void(token)
        if tag in _VOID or len(self.open) >= _DEEPEST:
            return
        by_class = self.by_class and tag not in ("html", "body", "main", "article")
        marked = by_class and any(map(_leaves_out, given.get("class", "").lower().split()))
        unread = marked or tag in _UNREAD or _is_invisible(given)
        start = self.piece.length if self.piece else 0
        self.open.append(OpenElement(tag, self.count, unread, start, given, kinds))
        self.references.began(self.open[-1], len(self.pieces))
        if tag in CELLS and not any(element.unread for element in self.open):
            self.cells.append(Cell(tuple(self.open), len(self.pieces), self.source.cut(token.end, token.end)))

    def _add_void(self, token: HtmlToken) -> None:
        """A rule, or the box of a task, which shows its state."""
        items = [element for element in self.open if element.tag == "li"]
        if any(element.unread for element in self.open):
            return
        if token.tag == "hr":
            here = self.source.cut(token.start, token.start)
            self.pieces.append(Piece(BlockKind.RULE, [here], opened=tuple(self.open)))
        elif items and token.attrs.get("type", "").lower() == "checkbox":
            items[-1].is_task = True
            self._add(Passage.standing_at(self.source.origin(token.start), "☑ " if "checked" in token.attrs else "☐ "))

    def _kinds(self) -> list[str]:
        return [kind for element in self.open for kind in element.kinds]

    def _end(self, tag: str) -> None:
        """An element ends, and with it those in it whose end is missing."""
        if not any(element.tag == tag for element in self.open):
            return
        while self.open:
            element = self.open.pop()
            self._marked(element)
            if element.tag not in INLINE:
                self._end_piece()
            if element.tag == tag:
                return

    def _text(self, token: HtmlToken) -> None:
        """Text as it stands in the source, or a character by its name or number; none that no text may have: `&#2;`."""
        is_verbatim = token.kind is TokenType.TEXT
        data = token.data if is_verbatim else UNPRINTABLE.sub("", token.data)
        self._seen(token)
        if self.meta.data(data, self._kinds()) or not data:
            return
        if not is_verbatim:
            self._add(Passage.standing_at(self.source.origin(token.start), data))
            return
        passage = self.source.cut(token.start, token.end)
        in_lines = "\n" in data and any(element.tag == "pre" for element in self.open)
        self._add(Passage(passage.text.replace("\n", BREAK), passage.runs) if in_lines else passage)

    def _seen(self, token: HtmlToken) -> None:
        """Records text that readers may see, or would if something were otherwise: in a menu, hidden, without scripts."""
        tags = [element.tag for element in self.open]
        number = self.open[-1].number if tags else 0
        if tags[-1:] == ["noscript"]:
            for inner in html_tokens(token.data):
                self._record(inner, number, token.start)
        else:
            self._record(token, number, kind="title" if tags[-1:] == ["title"] and "svg" not in tags else "")

    def _record(self, token: HtmlToken, element: int, begin: int = 0, kind: str = "") -> None:
        if any(around.tag in _NO_TEXT for around in self.open):
            return
        if token.attrs:
            self.content += contents(token.tag, token.attrs, self.source.origin(begin + token.start), element)
        elif token.kind in (TokenType.TEXT, TokenType.CHARACTER_REFERENCE) and token.data.strip():
            at = self.source.cut(begin + token.start, begin + token.end)
            passage = at if token.kind is TokenType.TEXT else Passage.standing_at(at.origin(0), token.data)
            self.content.append(Content(passage, kind, element, goes_on=begin + token.start == self._seen_to))
            self._seen_to = begin + token.end

    def _broken_off(self, start: int) -> None:
        """The rest of a page that ends within a tag or a comment: no text, as browsers have it, but recorded."""
        rest = self.source.cut(start, len(self.source))
        if rest.text.strip():
            self.content.append(Content(rest))

    def _add(self, passage: Passage) -> None:
        if any(element.unread for element in self.open):
            return
        if self.piece is None:
            if not passage.text.strip():
                return
            self.piece = Piece(BlockKind.PARAGRAPH, opened=tuple(self.open))
        self.piece.add(passage)

    def _marked(self, element: OpenElement) -> None:
        if self.piece:
            self.piece.mark(element.tag, element.start, element.given.get("href", ""))
            self.piece.linked += self.piece.length - element.start if element.tag == "a" else 0
            self.references.ended(element, len(self.pieces), self.piece.length)

    def _end_piece(self) -> None:
        for element in self.open:
            self._marked(element)
            element.start = 0
        self.pieces += [self.piece] if self.piece is not None else []
        self.piece = None

    def _close_implied(self, tag: str) -> None:
        """A block closes an open paragraph, an item the item before it: pages often leave out the end tags."""
        closes = {"p"} | next((set(items) for items in LISTS.values() if tag in items), set())
        for number in range(len(self.open) - 1, -1, -1):
            element = self.open[number]
            if element.tag in closes:
                del self.open[number:]
                return
            if element.tag not in INLINE:
                return

    def _close_parts(self, tag: str) -> None:
        """A part of a table closes those before it."""
        tags = [element.tag for element in self.open]
        first = len(tags) - tags[::-1].index("table") if "table" in tags else len(tags)
        ended = (number for number in range(first, len(tags)) if tags[number] in _CLOSED_BY[tag])
        del self.open[next(ended, len(tags)) :]


def _is_invisible(given: Mapping[str, str]) -> bool:
    """Whether the attributes of an element say that it is not shown."""
    style = given.get("style", "").split(";")
    declared = {"".join(one.lower().split()).removesuffix("!important") for one in style}
    is_styled = not declared.isdisjoint(("display:none", "visibility:hidden"))
    return is_styled or "hidden" in given or given.get("aria-hidden") == "true"


def _leaves_out(name: str) -> bool:
    """Whether a class marks what is no text; one that names what an article is about does not, such as `tag-power-sharing`."""
    parts = name.replace("_", "-").split("-")
    if name.startswith(("tag-", "category-", "topic-", "cat-")):
        return False
    if name in _LEFT_OUT or (len(parts) > 1 and parts[0] in ("social", "advert", "ad", "newsletter", "cookie")):
        return True
    shared = next((number for number, part in enumerate(parts) if part in ("share", "sharing")), None)
    if shared is not None and all(part.isalnum() or not part for part in parts[:shared]):
        return True
    quotes = name.startswith(("pullquote", "pull-quote")) and "-" not in name.removeprefix("pull-")
    teases = any(word in name for word in ("teaser", "excerpt", "related", "recommend"))
    return (quotes or teases) and "".join(parts).isalnum()
