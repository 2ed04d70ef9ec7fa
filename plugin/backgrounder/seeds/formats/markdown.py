"""From Markdown to blocks: GFM and what Pandoc has, read by markdown-it; where each character stood is found in the source.

Structure, emphasis, and links to web addresses stay. Images and markup go; what a tag encloses stays, as text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from backgrounder.seeds.article import NOTE, STRUCTURE, Block, BlockKind, Draft, Element, Mark, MarkKind
from backgrounder.seeds.cleaning.document import Document
from backgrounder.seeds.formats.markdown_notes import Notes, with_notes
from backgrounder.seeds.formats.seen import Seen, closing, tags_of
from backgrounder.sources.addresses import web_address
from backgrounder.text.passage import LineIndex, Passage, Spans

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What stands before the words of a quotation or an item: the words may begin with such a character, too.
_MARKERS = re.compile(r"(?:[ \t\n]*+(?:>|[*+-](?=[ \t\n])|[0-9]{1,9}[.)](?=[ \t\n])))*+[ \t\n]*+")
_ADDRESS = re.compile(r"(?<![\w/])https?://(?:[^\s<>()\[\]]++|\([^\s<>()\[\]]*+\))++")
_WORDS = re.compile(r"\s+|\S+")
_YEAR = re.compile(r"[\s>*+-]*?(\d{1,9}[.)])\s")
_TAG = re.compile(r"<(/?)(sup|sub|s|del|strike|em|i|cite|u|strong|b)>", re.IGNORECASE)


def read_markdown(document: Document) -> Document:
    """Makes blocks of a text; a heading with which it begins is its heading."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 (loaded when it is first needed)
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415

    # Without `text_join`, escaped characters and references are tokens of their own, with their spelling.
    seen = Seen(document.whole)
    parser = MarkdownIt("commonmark", {"strikethrough_single_tilde": True}).enable(["table", "strikethrough"])
    parser = with_notes(parser.use(deflist_plugin)).disable("text_join")
    blocks, notes = _blocks_of(parser, document.text, seen)
    document = replace(document, text=document.text.cut(0, 0), blocks=tuple(blocks), notes=notes, whole=seen.whole())
    if not blocks or blocks[0].kind is not BlockKind.SUBHEADING:
        return document
    return replace(document, heading=Block(BlockKind.HEADING, blocks[0].passage), blocks=document.blocks[1:])


def _blocks_of(parser: MarkdownIt, text: Passage, seen: Seen) -> tuple[list[Block], tuple[Block, ...]]:
    """The blocks of a text, and those of its notes."""
    lines = LineIndex(text.text)
    tokens, blocks = _read(parser, text, lines, seen)
    unused = len(blocks)
    notes = Notes.of(tokens, seen)
    values = dict(_values(tokens))
    around: list[Element] = []
    row: _Row | None = None
    for number, token in enumerate(tokens):
        if token.nesting == 1:
            if token.tag in STRUCTURE:
                given = (*_given(token), *_of_task(tokens, number), *values.get(number, ()))
                around.append(Element(_tag(token, around), number, given))
            elif token.type == "footnote_reference_open":
                around.append(notes.opened(token, number, _lines(token, text, lines)))
            else:  # a paragraph or a heading: nobody asks which
                around.append(Element(token.tag, 0))
        elif token.nesting == -1:
            row = None if around.pop().tag == "tr" else row
        elif token.map is not None:
            is_cell = bool(around) and around[-1].tag in ("td", "th")
            if row is None or not is_cell:
                source = _lines(token, text, lines)
            if is_cell:
                row = row or _Row(source, token.content)
                blocks += row.read(token, around, number, notes)
            else:
                blocks += _blocks(token, source, around, number, notes)
    if unused:
        blocks.sort(key=lambda block: block.passage.origin(0))
    return notes.apart(blocks) if notes.begins or notes.in_text else (blocks, ())


_FIRST_YEAR = 1000


def _lines(token: Token, text: Passage, lines: LineIndex) -> Passage:
    """The lines of a token; a term's is one, whatever the parser says."""
    first, behind = token.map or (0, 0)
    return text.cut(lines.offset(first + 1), lines.offset(max(first + 1, behind) + 1))


def _structure(around: Sequence[Element]) -> tuple[Element, ...]:
    if len(around) < 2:  # Most text stands in a paragraph alone.
        return ()
    # A note is one wherever it is defined.
    first = max((n for n, element in enumerate(around) if element.tag == NOTE), default=0)
    return tuple([element for element in around[first:] if element.tag in STRUCTURE | {NOTE}])


_BOXES = {"[ ] ": "☐", "[x] ": "☑", "[X] ": "☑"}


def _of_task(tokens: Sequence[Token], number: int) -> tuple[tuple[str, str], ...]:
    """Says of an item that is a task that it is one."""
    is_item = tokens[number].type == "list_item_open" and tokens[number + 1].type == "paragraph_open"
    return (("class", "bg-task"),) if is_item and tokens[number + 2].content[:4] in _BOXES else ()


def _tag(token: Token, around: Sequence[Element]) -> str:
    """What an element is. A list that begins with a year is none: `1990. A great year.` is a sentence or two."""
    if token.type == "ordered_list_open" and int(token.attrGet("start") or 1) >= _FIRST_YEAR:
        return "years"
    return "year" if around and around[-1].tag == "years" else token.tag


def _values(tokens: Sequence[Token]) -> Iterator[tuple[int, tuple[tuple[str, str], ...]]]:
    """The numbers that the author gave items, by their tokens, in lists that neither count on nor repeat one number."""
    lists: list[list[tuple[int, int]]] = []
    for place, token in enumerate(tokens):
        is_list = token.tag in ("ol", "ul")
        if is_list and token.nesting == 1:
            lists.append([])
        elif token.tag == "li" and token.info:
            lists[-1].append((place, int(token.info)))
        elif is_list:
            items = lists.pop()
            first = items[0][1] if items else 0
            counts = all(number == first + n for n, (_, number) in enumerate(items))
            if not counts and len({number for _, number in items}) > 1:
                yield from ((place, (("value", str(number)),)) for place, number in items)


def _given(token: Token) -> Iterator[tuple[str, str]]:
    """What an element says of itself: where a list begins to count, on which side of a cell its text stands, what it heads."""
    start, style = token.attrGet("start"), str(token.attrGet("style") or "")
    if token.tag == "th":
        yield "scope", "col"
    if start is not None:
        yield "start", str(start)
    if side := style.removeprefix("text-align:"):
        yield "class", f"bg-{side}"


def _read(parser: MarkdownIt, text: Passage, lines: LineIndex, seen: Seen) -> tuple[list[Token], list[Block]]:
    """The tokens of a text, and as paragraphs the definitions of addresses that no link uses: pasted notes."""
    found: dict[str, Any] = {}
    tokens = parser.parse(text.text, found)
    definitions = found.get("references", {}).values()
    if any(web_address(str(definition["href"])) is None for definition in definitions):
        # What looks like the address of a link is a note: `[1]: Ibid.`
        return parser.disable("reference").parse(text.text), []
    links = (child for token in tokens for child in token.children or () if child.type == "link_open")
    used = {child.attrGet("href") for child in links}
    notes: list[Block] = []
    for definition in definitions:
        span = [lines.offset(line + 1) for line in definition["map"]]
        if definition["href"] in used:
            seen.passed(text, *span)
        else:
            notes.append(Block(BlockKind.PARAGRAPH, text.cut(*span).strip()))
    return tokens, notes


class _Row:
    """A row of a table, of which the cells are read one after the other."""

    def __init__(self, source: Passage, first: str) -> None:
        self._source = source
        self._cells = _cells(source, first)
        self._empty: list[Block] = []

    def read(self, token: Token, around: Sequence[Element], number: int, notes: Notes) -> list[Block]:
        """The block of the next cell, behind the empty ones before it; none at a row's end, of which there may be thousands."""
        cell = next(self._cells, None)
        if token.content:
            before, self._empty = self._empty, []
            return [*before, *_blocks(token, cell or self._source, around, number, notes)]
        if cell is not None:
            self._empty.append(Block(BlockKind.CELL, cell.cut(0, 0), within=_structure(around)))
        return []


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


def _blocks(token: Token, source: Passage, around: Sequence[Element], number: int, notes: Notes) -> list[Block]:
    """The blocks of a token in some elements. `number`: the token's, which no other has."""
    within = _structure(around)
    if token.type == "hr":
        return [Block(BlockKind.RULE, source.strip(), within=within)]
    if token.type == "html_block":
        from backgrounder.seeds.formats.html import HtmlReader  # noqa: PLC0415 (loaded when it is first needed)

        # Below zero, so that no token has the number of an element in a piece of HTML.
        reader = HtmlReader(source, first=-10_000 * number)
        notes.seen.html(source, reader.content, reader.parents)
        return [replace(block, within=(*within, *block.within)) for _, block in reader.found()]
    if token.type in ("fence", "code_block"):
        code = Passage.joined("\n", list(_lines_of(token.content, source))).strip()
        return [Block(BlockKind.CODE, code, within=(*within, Element("pre", number)))] if code.text else []
    if token.type != "inline":
        return []
    tag = around[-1].tag if around else ""
    is_cell = tag in ("td", "th")
    tags = [element.tag for element in around]
    is_defined = is_cell or "dt" in tags[-1:] or tags[-2:-1] in (["dd"], [NOTE])
    start = _start_in(source, token.content) if is_defined else _MARKERS.match(source.text).end()  # type: ignore[union-attr]
    kind = BlockKind.PARAGRAPH if tags == ["p"] else BlockKind.within(tags)
    notes.seen.passed(source, 0, start)
    draft = _inline(iter(token.children or ()), kind, _Source(source, start, notes.seen), notes)
    block = draft.block(within, int(tag[1]) if kind is BlockKind.SUBHEADING else 2).stripped()
    if (
        "li" in tags
        and within[-1].number == number - 2
        and dict(within[-1].given).get("class")
        and block.text[:4] in _BOXES
    ):
        notes.seen.passed(block.passage, 0, 3)
        block = block.replaced([(0, 3, _BOXES[block.text[:4]])])
    if "year" in tags and (year := _YEAR.match(source.text)):
        block = Block.joined([replace(block, passage=source.cut(*year.span(1)), marks=()), block])
    return [_with_addresses(block)] if block.text else []


def _start_in(source: Passage, content: str) -> int:
    """Where a text begins in its lines, of which it ends the first; that may begin with signs of what the text stands in."""
    line, first = source.text.partition("\n")[0].rstrip(), content.partition("\n")[0].rstrip()
    return len(line) - len(first) if line.endswith(first) else 0


def _with_addresses(block: Block) -> Block:
    """A block in which addresses that stand in the text are links, as on GitHub."""
    found = [] if "://" not in block.text else list(_ADDRESS.finditer(block.text))
    taken = Spans((m.start, m.end) for m in block.marks if m.kind in (MarkKind.LINK, MarkKind.CODE))
    spans = ((one.start(), one.start() + len(one.group().rstrip("?!.,:;*_~'\"”’»"))) for one in found)
    free = [(start, end) for start, end in spans if not taken.overlap(start, end)]
    new = [(start, end, web_address(block.text[start:end])) for start, end in free]
    marks = (Mark(start, end, MarkKind.LINK, address) for start, end, address in new if address)
    return replace(block, marks=(*block.marks, *marks)) if found else block


def _lines_of(content: str, source: Passage) -> Iterator[Passage]:
    """The lines of a piece of code where they stand in the source, behind what stands before each of them there."""
    cursor = 0
    for line in content.split("\n"):
        words = line if line.strip() else ""
        start = source.text.find(words, cursor)
        if start >= 0:
            cursor = start + len(words)
            yield source.cut(start, cursor)


@dataclass(slots=True)
class _Source:
    """A piece of the source, in which each text is looked for behind the one before it."""

    passage: Passage
    cursor: int
    seen: Seen

    def take(self, content: str, spelled: str) -> Passage:
        """A text with its places, which the source spells in some way."""
        text = self.passage.text
        at = max(text.find(spelled, self.cursor), self.cursor) if spelled else self.cursor
        self.cursor = at + len(spelled)
        if content != spelled and text.startswith(spelled, at):
            self.seen.passed(self.passage, at, self.cursor)
        if text.startswith(content, at):
            return self.passage.cut(at, at + len(content))
        return Passage.standing_at(self.passage.origin(min(at, max(len(text) - 1, 0))), content)

    def origin(self) -> int:
        """Where the cursor stands in the seed."""
        return self.passage.origin(min(self.cursor, max(len(self.passage) - 1, 0)))

    def pass_picture(self) -> None:
        """Goes on behind the words of a picture, with those in brackets of their own, and its address."""
        start, self.cursor = self.cursor, closing(self.passage.text, self.cursor)
        self.seen.passed(self.passage, start, self.cursor)
        self.pass_target()

    def pass_target(self) -> None:
        """Goes on behind `](address)` or `][label]`, if it stands at or shortly behind the cursor."""
        text = self.passage.text
        close = text.find("]", self.cursor)
        if close >= 0:
            ending = {"(": ")", "[": "]"}.get(text[close + 1 : close + 2])
            end = text.find(ending, close + 2) if ending else close
            start, self.cursor = self.cursor, max(end, close) + 1
            self.seen.passed(self.passage, start, self.cursor)


def _inline(tokens: Iterator[Token], kind: BlockKind, source: _Source, notes: Notes) -> Draft:
    """The text of inline tokens with their places, up to the end of a note, and the marks on it."""
    draft = Draft(kind)
    opened: list[tuple[str, int, str]] = []
    for token in tokens:
        match token.type:
            case "code_inline":
                _add_code(token, draft, source)
                continue
            case "note_close":
                break
            case "note_ref" | "note_open":
                _add_note(token, tokens, draft, source, notes)
                continue
        source.seen.attributes(tags_of(token), source.origin())
        draft.add(source.take(*_content(token)))
        if token.type == "image":
            source.pass_picture()
        tag, nesting = token.tag, token.nesting
        if token.type == "html_inline" and (written := _TAG.fullmatch(token.content)):
            tag, nesting = written[2].lower(), -1 if written[1] else 1
        if nesting == 1:
            opened.append((tag, draft.length, _target(token)))
        elif nesting == -1:
            _close(tag, opened, draft)
            if token.type == "link_close" and token.markup != "autolink":
                source.pass_target()
    return draft


def _close(tag: str, opened: list[tuple[str, int, str]], draft: Draft) -> None:
    """Marks what an element takes in; a tag that was written as HTML may end anywhere, or nowhere."""
    number = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == tag), None)
    if number is not None:
        draft.mark(*opened.pop(number))


def _content(token: Token) -> tuple[str, str]:
    """What an inline token has for readers, and how the source spells it."""
    match token.type:
        case "softbreak" | "hardbreak":
            return " " if token.type == "softbreak" else "\n", "\n"
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
    start = draft.length
    is_verbatim = source.passage.text.startswith(token.content, source.cursor)
    for word in [token.content] if is_verbatim else _WORDS.findall(token.content):
        draft.add(source.take(word, word if is_verbatim else word.strip()))
    draft.mark("code", start)
    source.take("", token.markup)


def _add_note(token: Token, tokens: Iterator[Token], draft: Draft, source: _Source, notes: Notes) -> None:
    """Adds a reference to a note, or a note, of which the words follow; before any text, both are text themselves."""
    is_reference = token.type == "note_ref"
    spelled = f"[^{token.meta['label']}]" if is_reference else "^["
    begin = source.take(spelled, spelled)
    note = None if is_reference else _inline(tokens, BlockKind.PARAGRAPH, source, notes)
    end = source.take("", "") if is_reference else source.take("]", "]")
    if draft.filled:
        key = notes.keys[token.meta["label"]] if note is None else notes.add(note)
        if key:
            draft.refer(key)
            source.seen.passed(begin, 0, len(begin))
        return
    draft.add(begin)
    if note is not None:
        draft.marks += [replace(m, start=m.start + draft.length, end=m.end + draft.length) for m in note.marks]
        for part in (*note.parts, end):
            draft.add(part)


def _target(token: Token) -> str:
    try:
        return html.unescape(str(token.attrGet("href") or ""))
    except ValueError:
        return ""  # a reference to a character whose number has thousands of digits
