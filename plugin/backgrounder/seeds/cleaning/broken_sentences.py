"""Sentences that a blank line or a page break tore apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Act, Document


def with_whole_sentences(document: Document) -> Document:
    """Joins what a page break tore apart: a paragraph that ends in mid-sentence and one that goes on."""
    groups: list[list[Block]] = []
    acts: list[Act] = []
    breaks = sorted(document.page_breaks)
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
