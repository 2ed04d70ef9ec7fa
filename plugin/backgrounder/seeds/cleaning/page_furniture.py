"""What belongs to the pages of a document and not to its text, and the sentences that they tear apart.

Each is evidence for the other: a line beside a page number is a running head, a number beside those is a page number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from backgrounder.language.lexicon import Lexicon
from backgrounder.language.phrases import one_of
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Act, Document

_LONGEST_HEAD = 80
_NUMBERED = re.compile(r"\S(?:\s{2,}|\t|\s[|·–—-]\s)\d+\Z|\A\d+(?:\s{2,}|\t|\s[|·–—-]\s)\S")
"""A running head with its page number, apart from the words."""


def without_furniture(document: Document) -> Document:
    """The document without its page numbers and running heads, whichever of these are switched on."""
    text, blocks = document.text, document.blocks
    spans = _spans(text.text)
    # What stands in tables and in code is none.
    looked = [n for n, block in enumerate(blocks) if block.kind not in (BlockKind.CELL, BlockKind.CODE, BlockKind.RULE)]
    lines = [blocks[n].text for n in looked] if blocks else [text.text[start:end] for start, end in spans]
    pages = _page_numbers(lines, document.lexicon)
    found = dict.fromkeys(_running_heads(lines, pages), "running-heads") if document.does("running-heads") else {}
    found |= dict.fromkeys(pages, "page-numbers") if document.does("page-numbers") else {}
    what = {"page-numbers": "a page number", "running-heads": "a running head"}
    acts = list(document.acts)
    for number, step in sorted(found.items()):
        line = blocks[looked[number]].passage if blocks else text.cut(*spans[number])
        acts.append(Act.on(step, line, f"removed {what[step]}: `{lines[number].strip()}`"))
    if blocks:
        return replace(document.without_blocks({looked[number] for number in found}), acts=tuple(acts))
    edits = ((spans[number][0], min(spans[number][1] + 1, len(text)), "") for number in sorted(found))
    return replace(document, text=text.replace(edits), acts=tuple(acts))


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the lines stand that are not blank."""
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return [(start, start + len(line)) for start, line in zip(starts, lines, strict=False) if line.strip()]


class _Page(NamedTuple):
    """A line with nothing but a page number: `is_marked` by a label or dashes; counted against `all`, as in `3/9`."""

    number: int
    is_marked: bool = False
    all: str = ""


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    labels, totals = one_of(lexicon.pages.labels, {}), one_of(lexicon.pages.totals, {})
    return re.compile(
        rf"(?P<label>{labels})?\s*(?P<number>\d{{1,4}})(?:\s*(?:{totals}|/)\s*(?P<all>\d{{1,4}}))?", re.IGNORECASE
    )


def _page(line: str, pattern: re.Pattern[str]) -> _Page | None:
    """The page number of a line; None if it says anything else."""
    line = line.strip()
    dashes = ("-", "–", "—")
    dashed = line.startswith(dashes) and line[1:].endswith(dashes)
    match = pattern.fullmatch(line[1:-1].strip() if dashed else line)
    if match is None or (dashed and (match["label"] or match["all"])):
        return None
    is_marked = dashed or match["label"] is not None
    return _Page(int(match["number"]), is_marked, "" if is_marked else match["all"] or "")


def _page_numbers(lines: Sequence[str], lexicon: Lexicon) -> list[int]:
    """The lines that are page numbers: marked as such, or bare numbers that stand in the middle of a sentence."""
    pattern = _pattern(lexicon)
    pages = {number: page for number, line in enumerate(lines) if (page := _page(line, pattern))}
    # `9/11` alone is none: pages are counted against one number.
    often = Counter(page.all for page in pages.values() if page.all)
    marked = [number for number, page in pages.items() if page.is_marked or often[page.all] > 1]
    # Four digits are a year, not a page.
    bare = [n for n, page in pages.items() if not (page.is_marked or page.all) and not 1000 <= page.number < 2200]
    if not bare:
        return marked
    numbers = [pages[number].number for number in bare]
    rising = len(bare) > 1 and all(0 < after - before <= 3 for before, after in pairwise(numbers))
    shapes = Counter(map(_shape, lines))
    around = {n for n, line in enumerate(lines) if shapes[_shape(line)] > 1}
    torn = [n for n in bare if _tears(lines, n, around)]
    beside = [n for n in bare if any(m in around and len(lines[m].split()) > 2 for m in (n - 1, n + 1))]
    # Others that count on from one of these are page numbers, too. Numbers of a list, or of a timeline, are not.
    return marked + (bare if rising and (torn or marked or beside == bare) else torn)


def _shape(line: str) -> str:
    """A line up to its numbers, case, and white space. Long ones are no running heads and stay as they are."""
    if len(line) > 2 * _LONGEST_HEAD:
        return line
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())


def _tears(lines: Sequence[str], number: int, around: Container[int]) -> bool:
    """Whether a line stands in the middle of a sentence, alone or beside up to three others that may be furniture (`around`)."""
    before, after = number - 1, number + 1
    while before in around and number - before <= 3:
        before -= 1
    while after in around and after - number <= 3:
        after += 1
    prose = before >= 0 and after < len(lines) and len(lines[before].strip()) >= 45
    if not prose or not lines[after].lstrip()[:1].islower():
        return False
    last = lines[before].rstrip()[-1:]
    return last.isalnum() or last in ("_", ",")


def _running_heads(lines: Sequence[str], pages: Sequence[int]) -> list[int]:
    """Short lines without a stop that a document repeats, up to the numbers in them. The title stays where it leads."""
    beside = {n + step for n in pages for step in (-1, 1)}
    shapes = list(map(_shape, lines))
    often = Counter(shapes)
    repeated = {n for n, shape in enumerate(shapes) if often[shape] > 1} | set(pages)
    heads: dict[str, list[int]] = defaultdict(list)
    # Refrains, speakers and headings repeat, too: one of a shape must stand beside a page number or another running head,
    # have a number itself, apart from its words, or tear a sentence. Twice is enough beside page numbers.
    evidence: set[str] = set()
    for number, shape in enumerate(shapes):
        line = lines[number].strip()
        if often[shape] > 1 and _may_be_head(line):
            heads[shape].append(number)
            if number in beside or _NUMBERED.search(line) or _tears(lines, number, repeated):
                evidence.add(shape)
    near = {n + step for shape in evidence for n in heads[shape] for step in (-1, 1)}
    evidence |= {shape for shape, numbers in heads.items() if near.issuperset(numbers)}
    return sorted(n for shape in evidence for n in heads[shape] if n and (often[shape] > 2 or n in beside))


def _may_be_head(line: str) -> bool:
    is_short = 0 < len(line) <= _LONGEST_HEAD and line[0] not in '-*•“"' and line[-1] not in ".!?:;,\"'”’)]"
    return is_short and any(character.isalpha() for character in line)


def with_whole_sentences(document: Document) -> Document:
    """Joins what a page break tore apart: a paragraph that ends in mid-sentence and one that goes on."""
    groups: list[list[Block]] = []
    acts: list[Act] = []
    breaks = sorted(act.origin for act in document.acts if act.step in ("page-numbers", "running-heads"))
    for block in document.blocks:
        if groups and _is_broken(groups[-1], block, breaks):
            before = " ".join(groups[-1][-1].text.split()[-3:])
            after = " ".join(block.text.split()[:3])
            acts.append(Act("broken-sentences", block.passage.origin(0), f"joined `…{before}` and `{after}…`"))
            groups[-1].append(block)
        else:
            groups.append([block])
    blocks = tuple(group[0] if len(group) == 1 else Block.joined(group) for group in groups)
    return replace(document, blocks=blocks, acts=(*document.acts, *acts))


def _is_broken(fragments: Sequence[Block], after: Block, breaks: Sequence[int]) -> bool:
    """Whether a sentence goes on from some joined fragments to the block behind them."""
    before = fragments[-1]
    if before.kind is not BlockKind.PARAGRAPH or after.kind is not BlockKind.PARAGRAPH:
        return False
    text = before.text
    open_end = (text[-1:].isalpha() or text[-1:] == ",") and "\n" not in text
    at = bisect_left(breaks, before.passage.origin(len(text)))
    over_page = at < len(breaks) and breaks[at] < after.passage.origin(0)
    if not open_end or not (after.text[:1].islower() or (over_page and after.text[:1].isalnum())):
        return False
    # Fewer than five words are an item of a list, and no first half of a sentence.
    return len(fragments) > 1 or len(text.split(None, 5)) >= 5
