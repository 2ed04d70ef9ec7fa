"""Which lists, tables, rules and notes of a web page belong to its article as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from backgrounder.seeds.article import Block, BlockKind, order_of_notes
from backgrounder.seeds.cleaning.document import WebPage

BESIDE_ARTICLE = frozenset(("nav", "footer", "aside"))
_DEEPEST_TABLE = 3  # elements around a table of the article, such as a frame in which it is scrolled


def notes_to(blocks: Sequence[Block], numbers: Iterable[int]) -> dict[int, None]:
    """The numbers of the blocks of the notes to those of some numbers, and of the notes to these, in the order of the references."""
    parts: dict[str, list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        parts[block.note].append(number)
    text = [blocks[number] for number in sorted(numbers) if not blocks[number].note]
    notes = {key: [blocks[number] for number in parts[key]] for key in parts if key}
    return {number: None for key in order_of_notes(text, notes) for number in parts[key]}


def with_whole_elements(page: WebPage, blocks: Sequence[Block], kept: Collection[int]) -> set[int]:
    """The blocks that are kept, with the rest of their lists, quotations and tables, and with the rules between them."""
    kept = {*kept, *_whole_lists(blocks, kept)}
    kept = _whole_tables(page, blocks, kept)
    return kept | _rules(blocks, kept)


def _whole_lists(blocks: Sequence[Block], kept: Collection[int]) -> set[int]:
    """The blocks of lists and quotations of which half is kept: short items, terms, and who said it stand there, too."""
    members: dict[int, list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        if block.within:
            inner = [one for one in block.within if one.tag in ("ul", "ol", "dl", "blockquote")]
            if inner and block.kind is not BlockKind.CELL:
                members[inner[-1].number].append(number)
    found: set[int] = set()
    for numbers in members.values():
        length = sum(len(blocks[number].text) for number in numbers)
        if 2 * sum(len(blocks[number].text) for number in numbers if number in kept) >= length:
            found.update(numbers)
    return found


def _whole_tables(page: WebPage, blocks: Sequence[Block], kept: Collection[int]) -> set[int]:
    """The blocks kept, with whole tables: those of which half is kept, or which stand among the paragraphs."""
    tables: dict[int, list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        for element in block.within if block.kind is BlockKind.CELL else ():
            if element.tag == "table":
                tables[element.number].append(number)
                break
    text = sorted(number for number in kept if blocks[number].kind is not BlockKind.CELL)
    found = set(text)
    for table, numbers in tables.items():
        length = sum(len(blocks[number].text) for number in numbers)
        is_kept = 2 * sum(len(blocks[number].text) for number in numbers if number in kept) >= length
        if is_kept or _stands_among(page, text, table, numbers[0]):
            found.update(numbers)
    return found


def _stands_among(page: WebPage, text: Sequence[int], table: int, first: int) -> bool:
    """Whether a table stands between paragraphs of the article, or beside the first or the last of them, in the same element."""
    path = page.standings[first].path
    outer = path[: path.index(table)] if table in path else path
    at = bisect_left(text, first)
    near = [page.standings[number].path[:-1] for number in text[max(at - 1, 0) : at + 1]]
    beside = [one for one in near if one == outer[: len(one)] and len(outer) - len(one) < _DEEPEST_TABLE]
    is_beside_article = page.standings[first].inside & BESIDE_ARTICLE
    return bool(beside) and not is_beside_article


def _rules(blocks: Sequence[Block], kept: Collection[int]) -> set[int]:
    """The rules between blocks that are kept."""
    rules: set[int] = set()
    before = False
    waiting: list[int] = []
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.RULE:
            waiting.append(number)
        else:
            rules.update(waiting[:1] if before and number in kept else ())
            before, waiting = number in kept, []
    return rules
