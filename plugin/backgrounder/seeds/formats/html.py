"""From HTML to pieces of text that know where each character stands. Which of them are the article, others decide.

Pages are divided as the HTML standard has it (WHATWG HTML, 13.2.5, Tokenization), by a library that reads whatever it is
given and takes time in proportion to the length; the parser of the standard library does neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from turbohtml import Token, Tokenizer, TokenType

from backgrounder.language.sentences import ends_sentence
from backgrounder.seeds.article import Block, BlockKind, Draft, Element, Mark
from backgrounder.seeds.cleaning.document import Content, Standing
from backgrounder.seeds.formats.html_metadata import PageMeta
from backgrounder.seeds.formats.seen import contents
from backgrounder.text.decode import UNPRINTABLE
from backgrounder.text.passage import LineIndex, Passage

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var nobr".split()
)
_UNREAD = frozenset(
    "script style noscript template svg math iframe object embed applet audio video canvas button select option textarea input form nav head title figcaption map dialog".split()
)
"""Elements whose content is no text of an article."""
_LEFT_OUT = frozenset(
    "mw-editsection noprint sr-only visually-hidden screen-reader-text hidden infobox navbox reflist references catlinks toc hatnote twitter-tweet instagram-media caption caption-text image-caption image-caption-text wp-caption wp-caption-text wp-image-caption wp-image-caption-text photocredit photo-credit desc social ad ads advert advertisement advertising promo sponsor sponsored fav newsletter cookie recirc video-player player-error".split()
)
"""Classes by which common themes mark what is no text of the article."""
_NO_TEXT = frozenset(("script", "style", "template"))
_REFERENCE = re.compile(r"[\[\]\d\s,*†‡]*+[a-z]?[\[\]\s]*+")
_CLOSES_P = frozenset(
    "address article aside blockquote center details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul li tr td th dt dd".split()
)
# Stands for `<br>` until white space is read: a line feed of the source is a space like any other.
_MARKED_BREAK = "\u2028"
_DEEPEST = 150  # elements within one another that are told apart; no page of a person has as many
_LISTS = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd")}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KINDS = _HEADINGS | {"blockquote", "li", "dt", "dd"}  # that make another kind of block of what stands in them
_WHITE = re.compile(r"[^\S\u00a0\u202f\u2007]+")


@dataclass(slots=True)
class _Piece(Draft):
    """A block on its way, and where in the page's tree it stands. `linked`: how much of it is links."""

    tag: str = ""
    path: tuple[int, ...] = ()
    inside: frozenset[str] = frozenset()
    within: tuple[Element, ...] = ()
    level: int = 2
    linked: int = 0


@dataclass(slots=True)
class _Element:
    """An open element. `start`: where it begins in the piece. `kinds`: what else its text is, see `PageMeta.element`."""

    tag: str
    number: int
    unread: bool
    start: int
    given: Mapping[str, str]
    kinds: Collection[str]


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
        self.pieces: list[_Piece] = []
        self.open: list[_Element] = []
        self.piece: _Piece | None = None
        self.count = first
        end = 0
        for token in html_tokens(text.text):
            self._read(token)
            end = token.end
        self._broken_off(end)
        self._end_piece()

    def found(self) -> list[tuple[Standing, Block]]:
        """The blocks, and where each stands in the page."""
        return [
            (Standing(one.tag, one.path, one.inside, is_mostly_links=one.linked > 0.6 * one.length), block)
            for one in self.pieces
            for block in _blocks(one)
        ]

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
        if tag not in _INLINE:
            self._end_piece()
        if tag in _CLOSES_P:
            self._close_implied(tag)
        kinds = self.meta.element(tag, given, self._kinds())
        if tag == "br":
            self._add(Passage.standing_at(self.source.origin(token.start), _MARKED_BREAK))
            return
        self.count += 1
        self.parents[self.count] = around = self.open[-1].number if self.open else 0
        self._record(token, around if tag in _VOID else self.count)
        if tag in _VOID or len(self.open) >= _DEEPEST:
            return
        by_class = self.by_class and tag not in ("html", "body", "main", "article")
        marked = by_class and any(map(_leaves_out, given.get("class", "").lower().split()))
        unread = marked or tag in _UNREAD or _is_invisible(given)
        start = self.piece.length if self.piece else 0
        self.open.append(_Element(tag, self.count, unread, start, given, kinds))

    def _kinds(self) -> list[str]:
        return [kind for element in self.open for kind in element.kinds]

    def _end(self, tag: str) -> None:
        """An element ends, and with it those in it whose end is missing."""
        if not any(element.tag == tag for element in self.open):
            return
        while self.open:
            element = self.open.pop()
            self._marked(element)
            if element.tag not in _INLINE:
                self._end_piece()
            if element.tag == tag:
                return

    def _text(self, token: HtmlToken) -> None:
        """Text as it stands in the source, or a character by its name or number; none that no text may have: `&#2;`."""
        is_verbatim = token.kind is TokenType.TEXT
        data = token.data if is_verbatim else UNPRINTABLE.sub("", token.data)
        self._seen(token)
        if self.meta.data(data, self._kinds()) or not data or self._is_reference(data):
            return
        if not is_verbatim:
            self._add(Passage.standing_at(self.source.origin(token.start), data))
            return
        passage = self.source.cut(token.start, token.end)
        in_lines = "\n" in data and any(element.tag == "pre" for element in self.open)
        self._add(Passage(passage.text.replace("\n", _MARKED_BREAK), passage.runs) if in_lines else passage)

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

    def _is_reference(self, data: str) -> bool:
        """A number that leads to a footnote of the page: its text stays behind. `km²` in a link is none."""
        tags = [element.tag for element in self.open] if _REFERENCE.fullmatch(data) else []
        if not {"sup", "a"}.issubset(tags):
            return False
        link = self.open[tags.index("a")]
        alone = self.piece is None or link.start == self.piece.length
        return tags.index("sup") < tags.index("a") or alone

    def _add(self, passage: Passage) -> None:
        if any(element.unread for element in self.open):
            return
        if self.piece is None:
            if not passage.text.strip():
                return
            tags = frozenset(element.tag for element in self.open)
            around = [element for element in self.open if element.tag not in _INLINE]
            self.piece = _Piece(BlockKind.within(tags & _KINDS), inside=tags, within=tuple(_structure(self.open)))
            self.piece.tag, self.piece.path = around[-1].tag if around else "", tuple(one.number for one in around)
            self.piece.level = next((int(tag[1]) for tag in tags & _HEADINGS), 2)
        self.piece.add(passage)

    def _marked(self, element: _Element) -> None:
        if self.piece:
            self.piece.mark(element.tag, element.start, element.given.get("href", ""))
            self.piece.linked += self.piece.length - element.start if element.tag == "a" else 0

    def _end_piece(self) -> None:
        for element in self.open:
            self._marked(element)
            element.start = 0
        self.pieces += [self.piece] if self.piece is not None else []
        self.piece = None

    def _close_implied(self, tag: str) -> None:
        """A block closes an open paragraph, an item the item before it: pages often leave out the end tags."""
        closes = {"p"} | ({tag} if tag in ("li", "tr", "td", "th", "dt", "dd") else set())
        for number in range(len(self.open) - 1, -1, -1):
            element = self.open[number]
            if element.tag in closes:
                del self.open[number:]
                return
            if element.tag not in _INLINE:
                return


def _structure(opened: Sequence[_Element]) -> Iterator[Element]:
    """The open elements that a page of ours has, too: quotations, and lists with their items. Pages have either alone."""
    known = [element for element in opened if element.tag in _KINDS | _LISTS.keys() and element.tag not in _HEADINGS]
    tags = ["", *(element.tag for element in known), ""]
    for before, element, behind in zip(tags, known, tags[2:], strict=False):
        around, item = (element.tag, behind) if element.tag in _LISTS else (before, element.tag)
        if element.tag == "blockquote" or item in _LISTS.get(around, ()):
            start = element.given.get("start", "") if element.tag == "ol" else ""
            given = (("start", start),) if start.isdecimal() and len(start) < 10 else ()
            yield Element(element.tag, element.number, given)


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


def _blocks(piece: _Piece) -> list[Block]:
    """The blocks of a piece: two breaks in a row end a paragraph, as pages without paragraphs have it."""
    whole = piece.block(piece.within, piece.level)
    cuts = [m.span() for m in _WHITE.finditer(whole.text) if m.group().count(_MARKED_BREAK) > 1]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(whole.text)]
    within: list[list[Mark]] = [[] for _ in starts]
    for mark in sorted(whole.marks, key=lambda m: (m.start, -m.end)):
        for number in range(bisect_right(starts, mark.start) - 1, bisect_left(starts, mark.end)):
            within[number].append(mark)
    parts = zip(starts, ends, within, strict=True)
    blocks = [_spaced(replace(whole, marks=tuple(marked)).cut(start, end)) for start, end, marked in parts]
    return [_as_heading(block) for block in blocks if any(c.isalnum() for c in block.text)]


def _as_heading(block: Block) -> Block:
    """A short paragraph that is emphasised as a whole, and is no sentence, is a heading."""
    whole = any((mark.start, mark.end) == (0, len(block.text)) and not mark.target for mark in block.marks)
    if block.kind is not BlockKind.PARAGRAPH or not whole or len(block.text) > 100:
        return block
    is_clause = ends_sentence(block.text) or block.text.rstrip('"”’)').endswith((":", ",", ";"))
    return block if is_clause else replace(block, kind=BlockKind.SUBHEADING, marks=())


def _is_written_close(character: str) -> bool:
    """Whether a character is of a script in which a line end is no space."""
    scripts = (("\u3000", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
    return any(first <= character <= last for first, last in scripts)


def _spaced(block: Block) -> Block:
    """With one space for runs of white space, or a line feed where one of them was marked as a break."""
    text = block.text
    edits = []
    for match in _WHITE.finditer(text):
        between = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        written_close = "\n" in match.group() and all(map(_is_written_close, between))
        space = "\n" if _MARKED_BREAK in match.group() else "" if written_close else " "
        if match.group() != space:
            edits.append((match.start(), match.end(), space))
    return block.replaced(edits).stripped()


_RAW = frozenset("iframe noembed noframes noscript plaintext script style textarea title xmp".split())
"""Elements with text alone in them."""
_EMPTY_RAW = re.compile(rf"<(?:{'|'.join(sorted(_RAW))})\b[^<>]*/>", re.IGNORECASE)
"""Those that are closed at once: XHTML has `<script src="x.js"/>`, drawings have `<title/>`."""
_NO_TAG = "</>"
"""No token at all in running text, and the library joins what stands around it; text like any other in raw elements."""


class HtmlToken(NamedTuple):
    """A piece of a page from `start` to `end`: a tag with its attributes, or text, a reference, or a comment with its `data`."""

    kind: TokenType
    start: int
    end: int
    data: str = ""
    tag: str = ""
    attrs: dict[str, str] = {}  # noqa: RUF012 (nobody changes it)
    self_closing: bool = False


def html_tokens(text: str) -> Iterator[HtmlToken]:
    """The tokens of a page in order, with references apart; without a tag that its end breaks off, as browsers have it."""
    text = text.replace("\0", "\ufffd")  # as the standard has it in some places; here everywhere, so that places stay
    lines = LineIndex(text)
    done = 0
    reader = _TokenReader(lines, done)
    for match in _EMPTY_RAW.finditer(text):
        last = None
        for last in reader.placed(reader.tokenizer.feed(text[done : match.end()])):
            yield last
        done = match.end()
        if last and last.self_closing and last.end == done:
            # The standard would read all that follows as the element's text. It stands in a drawing or in XHTML.
            reader = _TokenReader(lines, done)
    yield from reader.placed(reader.tokenizer.feed(text[done:]))
    yield from reader.placed(reader.tokenizer.close())


class _TokenReader:
    """Reads a page from an offset in pieces, to tokens with their offsets in the page."""

    def __init__(self, lines: LineIndex, begin: int) -> None:
        self.lines = lines
        self.begin = begin
        self.first, _ = lines.place(begin)
        self.tokenizer = Tokenizer(resolve_references=False, capture_source=True)
        self.is_raw = False

    def placed(self, tokens: Iterable[Token]) -> Iterator[HtmlToken]:
        for token in tokens:
            start = token.col + (self.begin if token.line == 1 else self.lines.offset(self.first + token.line - 1))
            data = token.data or ""
            if token.type is TokenType.TEXT:
                yield from self.texts(data, start)
                continue
            if token.type is not TokenType.CHARACTER_REFERENCE:
                self.is_raw = token.type is TokenType.START_TAG and token.tag in _RAW
            attrs = dict(reversed(token.attrs or ()))  # the first of two with one name counts
            end = start + len(token.source or "")
            yield HtmlToken(token.type, start, end, data, token.tag or "", attrs, token.self_closing)

    def texts(self, data: str, start: int) -> Iterator[HtmlToken]:
        """The parts of a text as they stand in the page, from an offset."""
        done = 0
        while done < len(data):
            # What is no tag counts if it begins before the data's end; to look farther for it would take the square.
            left = len(data) - done
            gap = -1 if self.is_raw else self.lines.text.find(_NO_TAG, start, start + left + len(_NO_TAG) - 1)
            end = start + left if gap < 0 else gap
            if end > start:
                yield HtmlToken(TokenType.TEXT, start, end, data[done : done + end - start])
            done, start = done + end - start, end + len(_NO_TAG)
