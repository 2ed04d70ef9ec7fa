"""What is left of a web page when its text is pasted: whole lines that no sentence says. `Share prices fell` stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from backgrounder.language.dates import date_in
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import pattern_of, words_of
from backgrounder.language.sentences import ends_sentence
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.bylines import names_in
from backgrounder.seeds.cleaning.document import Act, Document, quoted

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")  # a link that Markdown does not take for one, such as to a script
_LONGEST_NOTICE = 400
_LONGEST_TEASER = 140


def without_remains(document: Document) -> Document:
    """The document without the lines that are remains of a web page."""
    lexicon = document.lexicon
    kept: list[Block] = []
    acts = list(document.acts)
    in_box: BlockKind | None = None
    dropped_heading = False
    menus = _menus(document.blocks, lexicon)
    for number, block in enumerate(document.blocks):
        text = block.text
        if block.kind in (BlockKind.RULE, BlockKind.CELL, BlockKind.CODE):
            kept.append(block)
            continue
        if number in menus:
            acts.append(_act("a menu", block))
            continue
        excerpt = dropped_heading and block.kind is BlockKind.PARAGRAPH and len(text) <= _LONGEST_TEASER
        teaser = in_box is not None and (excerpt or _is_teaser(block, in_box))
        heading = number > 0 and _is_box(text, lexicon)
        start, end = (0, 0) if heading or teaser else _kept_span(text, lexicon)
        if heading or (start == end and block.kind is BlockKind.QUOTATION):
            in_box = block.kind
        elif not teaser:
            in_box = None
        dropped_heading = teaser and block.kind is BlockKind.SUBHEADING
        gone = [span for span in ((0, start), (end, len(text))) if text[slice(*span)].strip()]
        acts += [_act("a remain", block.cut(*span).stripped()) for span in gone]
        kept += [block.cut(start, end)] if start < end else []
    # A text of nothing else is a text all the same.
    is_text = any(block.kind.is_read for block in kept)
    return replace(document, blocks=tuple(kept), acts=tuple(acts)) if is_text else document


def _act(what: str, gone: Block) -> Act:
    return Act.on("web-remains", gone.passage, f"removed {what} of a web page: {quoted(gone.text)}")


def _menus(blocks: Sequence[Block], lexicon: Lexicon) -> frozenset[int]:
    """The blocks above the running text that name sections of a site, if something else there can be the headline."""
    texts = [block.text for block in blocks]
    running = next((n for n, text in enumerate(texts) if len(text) > 100 and ends_sentence(text)), 0)
    top = [number for number in range(running) if blocks[number].kind is BlockKind.PARAGRAPH]
    menus = frozenset(number for number in top if _is_menu(texts[number], lexicon))
    others = [texts[number] for number in top if number not in menus] if menus else []
    lines = [text for text in others if not all(is_remain(line, lexicon) for line in text.split("\n"))]
    return menus if any(not (names_in(text, lexicon) or date_in(text, lexicon)) for text in lines) else frozenset()


def _is_menu(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is nothing but sections of a site: `World | Europe`, or a line for each."""
    parts = filter(None, map(str.strip, re.split(r"[\n|·•›»>/]", text)))
    return all(map(pattern_of(lexicon, "web", "sections").fullmatch, parts))


def _is_teaser(block: Block, box: BlockKind) -> bool:
    """Whether a block behind the heading of a box belongs to it: an item, the rest of a framed box, a line without a stop."""
    if len(block.text) > _LONGEST_TEASER:
        return False
    framed = box is BlockKind.QUOTATION and block.kind is BlockKind.QUOTATION
    return framed or block.kind is BlockKind.ITEM or not ends_sentence(block.text)


def _kept_span(text: str, lexicon: Lexicon) -> tuple[int, int]:
    """What stays of a block without remains in its first and last lines; an empty span if it has no other line."""
    lines = text.split("\n")
    if len(lines) == 1:
        return 0, 0 if is_remain(text, lexicon) else len(text)
    if len(text) <= _LONGEST_NOTICE and any(map(words_of(lexicon, "web", "frames").match, lines)):
        return 0, 0
    first, last = 0, len(lines)
    while first < last and is_remain(lines[first], lexicon):
        first += 1
    while last > first and is_remain(lines[last - 1], lexicon):
        last -= 1
    boxed = last > first + 1 and _is_box(lines[first], lexicon) and not any(map(ends_sentence, lines[first:last]))
    left_over = last < len(lines) and _is_box("\n".join(lines[first:last]), lexicon)
    if first == last or boxed or left_over:
        return 0, 0
    start = sum(len(line) + 1 for line in lines[:first])
    return start, start + len("\n".join(lines[first:last]))


def is_remain(line: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a line is a remain of a web page and nothing else."""
    if "](" in line:
        line = _LINK.sub(r"\1", line)
    line = line.strip()
    if not line or len(line) > _LONGEST_NOTICE:
        return False
    if pattern_of(lexicon, "web", "notices").fullmatch(line):
        return True
    # One button, or several in a row: `Share Tweet Email`.
    done = 0
    while match := _button(lexicon).match(line, done):
        done = match.end()
    # `[1] https://example.org/`
    number, _, address = line[1:].partition("]")
    is_address = address.lstrip().lower().startswith(("http://", "https://")) and len(address.split()) == 1
    return done == len(line) or (line[0] == "[" and number.isdecimal() and is_address)


def _is_box(text: str, lexicon: Lexicon) -> bool:
    heading = text.strip().rstrip(":").strip()
    # No heading of a box is longer.
    return len(heading) <= 60 and pattern_of(lexicon, "web", "boxes").fullmatch(heading) is not None


@cache
def _button(lexicon: Lexicon) -> re.Pattern[str]:
    """One button, with the signs that stand behind it."""
    signs = r"\s.:!»›→>|·•/,"
    button = pattern_of(lexicon, "web", "buttons").pattern
    return re.compile(rf"{button}(?=[{signs}]|\Z)[{signs}]*", re.IGNORECASE)
