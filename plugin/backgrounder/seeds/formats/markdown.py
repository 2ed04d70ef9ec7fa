"""From Markdown to blocks: CommonMark and tables, read by markdown-it; where each character stood is found again in the source.

Headings, quotations, items, emphasis, and links to web addresses stay what they are; the row of a table becomes a
paragraph. Images and markup go; what a tag encloses stays, as text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from backgrounder.seeds.article import Block, BlockKind, Draft
from backgrounder.seeds.cleaning.document import Document
from backgrounder.sources.addresses import web_address
from backgrounder.text.passage import LineIndex, Passage

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NUMBER = re.compile(r"[\s>*+-]*?(\d{1,9}[.)])\s")
# What stands before the words of a quotation or an item: the words may begin with such a character, too.
_MARKERS = re.compile(r"(?:[ \t\n]*+(?:>|[*+-](?=[ \t\n])|[0-9]{1,9}[.)](?=[ \t\n])))*+[ \t\n]*+")
_WORDS = re.compile(r"\s+|\S+")


def read_markdown(document: Document) -> Document:
    """Makes blocks of a text; a heading with which it begins is its heading."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 (loaded when it is first needed)

    # Without `text_join`, escaped characters and references are tokens of their own, with their spelling.
    blocks = _blocks_of(MarkdownIt("commonmark").enable("table").disable("text_join"), document.text)
    document = replace(document, text=document.text.cut(0, 0), blocks=tuple(blocks))
    if not blocks or blocks[0].kind is not BlockKind.SUBHEADING:
        return document
    return replace(document, heading=Block(BlockKind.HEADING, blocks[0].passage), blocks=document.blocks[1:])


def _blocks_of(parser: MarkdownIt, text: Passage) -> list[Block]:
    lines = LineIndex(text.text)
    tokens, blocks = _read(parser, text, lines)
    unused = len(blocks)
    around: list[str] = []
    row = 0
    cells: Iterator[Passage] | None = None
    for token in tokens:
        if token.nesting == 1:
            around.append(token.tag)
            if token.type == "tr_open":
                row, cells = len(blocks), None
        elif token.nesting == -1:
            around.pop()
            if token.type == "tr_close" and blocks[row:]:
                blocks[row:] = [Block.joined(blocks[row:], " · ")]
        elif token.map is not None:
            source = text.cut(*(lines.offset(line + 1) for line in token.map))
            if "tr" in around:
                cells = cells or _cells(source, token.content)
                source = next(cells, source)
            blocks += _blocks(token, source, around)
    return sorted(blocks, key=lambda block: block.passage.origin(0)) if unused else blocks


def _read(parser: MarkdownIt, text: Passage, lines: LineIndex) -> tuple[list[Token], list[Block]]:
    """The tokens of a text, and as paragraphs the definitions of addresses that no link uses: pasted notes."""
    found: dict[str, Any] = {}
    tokens = parser.parse(text.text, found)
    definitions = found.get("references", {}).values()
    if any(web_address(str(definition["href"])) is None for definition in definitions):
        # What looks like the address of a link is a note: `[1]: Ibid.`
        return parser.disable("reference").parse(text.text), []
    links = (child for token in tokens for child in token.children or () if child.type == "link_open")
    used = {child.attrGet("href") for child in links}
    spans = (definition["map"] for definition in definitions if definition["href"] not in used)
    notes = (text.cut(*(lines.offset(line + 1) for line in span)).strip() for span in spans)
    return tokens, [Block(BlockKind.PARAGRAPH, note) for note in notes]


def _cells(row: Passage, first: str) -> Iterator[Passage]:
    """The cells of a table's row, of which the `first` says something. They stand between bars without a backslash before them."""
    bars = [at for at, character in enumerate(row.text) if character == "|" and row.text[at - 1 : at] != "\\"]
    spans = list(zip([0, *(bar + 1 for bar in bars)], [*bars, len(row.text)], strict=True))
    before = row.text[slice(*spans[0])].strip()
    # `- | x |` is a cell with a hyphen, if it is no item of a list.
    spans = spans[1:] if _is_marker(before) and not (first and first == before) else spans
    return (_without_escapes(row.cut(*span)) for span in spans)


def _is_marker(text: str) -> bool:
    """Whether a text is nothing but what marks a quotation or an item."""
    *marks, last = text.split() or [""]
    number = last.lstrip(">*+-")
    is_number = number[:-1].isdecimal() and len(number) <= 10 and number[-1] in ".)"
    return not "".join(marks).strip(">*+-") and (not number or is_number)


def _without_escapes(cell: Passage) -> Passage:
    """A cell without the backslashes before bars: a table takes them off before anything else is read."""
    bars = range(1, len(cell)) if "\\|" in cell.text else ()
    return cell.replace((bar - 1, bar + 1, "|") for bar in bars if cell.text.startswith("\\|", bar - 1))


def _blocks(token: Token, source: Passage, around: Sequence[str]) -> list[Block]:
    if token.type == "hr":
        return [Block(BlockKind.RULE, source.strip())]
    if token.type == "html_block":
        from backgrounder.seeds.formats.html import HtmlReader  # noqa: PLC0415 (loaded when it is first needed)

        return [block for _, block in HtmlReader(source).found()]
    if token.type in ("fence", "code_block"):
        lines = list(_lines_of(token.content, source))
        return [Block(BlockKind.PARAGRAPH, Passage.joined("\n", lines).strip())] if lines else []
    if token.type != "inline":
        return []
    before = _MARKERS.match(source.text) if "tr" not in around else None
    cursor = before.end() if before else 0
    block = _inline(token.children or [], BlockKind.within(around), _Source(source, cursor))
    lists = [tag for tag in around if tag in ("ol", "ul")]
    marker = _NUMBER.match(source.text) if lists[-1:] == ["ol"] else None
    if marker:
        # The number is the author's text: it may be a year, or be cited elsewhere.
        block = Block.joined([Block(BlockKind.PARAGRAPH, source.cut(*marker.span(1))), block])
    return [block] if block.text.strip() else []


def _lines_of(content: str, source: Passage) -> Iterator[Passage]:
    """The lines of a piece of code where they stand in the source, behind what stands before each of them there."""
    cursor = 0
    for line in content.split("\n"):
        start = source.text.find(line, cursor) if line.strip() else -1
        if start >= 0:
            yield source.cut(start, start + len(line))
            cursor = start + len(line)


@dataclass(slots=True)
class _Source:
    """A piece of the source, in which each text is looked for behind the one before it."""

    passage: Passage
    cursor: int

    def take(self, content: str, spelled: str) -> Passage:
        """A text with its places, which the source spells in some way."""
        text = self.passage.text
        at = max(text.find(spelled, self.cursor), self.cursor) if spelled else self.cursor
        self.cursor = at + len(spelled)
        if text.startswith(content, at):
            return self.passage.cut(at, at + len(content))
        return Passage.standing_at(self.passage.origin(min(at, max(len(text) - 1, 0))), content)

    def pass_target(self) -> None:
        """Goes on behind `](address)` or `][label]`, if it stands at or shortly behind the cursor."""
        text = self.passage.text
        close = text.find("]", self.cursor)
        if close < 0:
            return
        self.cursor = close + 1
        if text[close + 1 : close + 2] in ("(", "["):
            end = text.find(")" if text[close + 1] == "(" else "]", close + 2)
            self.cursor = max(end, close) + 1


def _inline(tokens: Sequence[Token], kind: BlockKind, source: _Source) -> Block:
    """The text of inline tokens with their places, and the marks on it."""
    draft = Draft(kind)
    opened: list[tuple[Token, int]] = []
    for token in tokens:
        if token.type == "code_inline":
            _add_code(token, draft, source)
        else:
            draft.add(source.take(*_content(token)))
        if token.type == "image":
            source.pass_target()
        if token.nesting == 1:
            opened.append((token, draft.length))
        elif token.nesting == -1 and opened:
            begun, start = opened.pop()
            draft.mark(begun.tag, start, _target(begun))
            if token.type == "link_close" and token.markup != "autolink":
                source.pass_target()
    return draft.block().stripped()


def _content(token: Token) -> tuple[str, str]:
    """What an inline token has for readers, and how the source spells it."""
    match token.type:
        case "text":
            return token.content, token.content
        case "softbreak":
            return " ", "\n"
        case "hardbreak":
            return "\n", "\n"
        case "html_inline":
            is_break = token.content[:3].lower() == "<br" and token.content[3:].lstrip() in (">", "/>")
            return "\n" if is_break else "", token.content
        case "image":
            return "", "!["
        case _:
            return token.content, token.markup if token.type == "text_special" else token.content


def _add_code(token: Token, draft: Draft, source: _Source) -> None:
    """Adds a piece of code; the source may have other space between its words."""
    source.take("", token.markup)
    is_verbatim = source.passage.text.startswith(token.content, source.cursor)
    for word in [token.content] if is_verbatim else _WORDS.findall(token.content):
        draft.add(source.take(word, word if is_verbatim else word.strip()))
    source.take("", token.markup)


def _target(token: Token) -> str:
    try:
        return html.unescape(str(token.attrGet("href") or ""))
    except ValueError:
        return ""  # a reference to a character whose number has thousands of digits
