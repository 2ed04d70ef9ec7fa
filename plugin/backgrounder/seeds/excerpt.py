"""The excerpt of an article: how long it is, where it is cut, and the part of the seed in which it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from backgrounder.language.sentences import sentences
from backgrounder.seeds.article import Article, Block, first_words


def excerpt(article: Article) -> Article:
    """The beginning of an article, with the part of its seed in which that stands."""
    cut = length_of_excerpt(article)
    while cut and not article.blocks[cut - 1].number:
        # A heading belongs to what comes behind it.
        cut -= 1
    blocks, rest = _cut(article.blocks[:cut], article.third)
    notes = () if rest else notes_to(article, blocks)
    shown = {block.note for block in notes}
    left = [block for block in (*rest, *article.blocks[cut:]) if block.text and block.note not in shown]
    # Of a block that is cut, no repair is told: it may quote what is not shown.
    kept = [block.passage for block, before in zip(blocks, article.blocks, strict=False) if block is before]
    edge = article.raw.place(kept[-1].origin(max(len(kept[-1]) - 1, 0))) if kept and kept[-1].text else (0, 0)
    end = min((block.passage.origin(0) for block in left), default=len(article.raw.text))
    edge = min(edge, article.raw.place(end))
    body = article.raw.place(article.body)  # What stands above it is the editor's.
    return replace(
        article,
        title=first_words(blocks) if article.title_inferred else article.title,
        blocks=(*blocks, *notes),
        links=(),
        nolink=(),
        notes=tuple(n for n in article.notes if n.block < cut and n.end <= len(blocks[n.block].text)),
        repairs=tuple(repair for repair in article.repairs if body <= (repair.place.line, repair.place.column) <= edge),
        data=_part(article.raw.text, article.body, end, (*blocks, *notes), [block for block in left if block.note]),
        withheld=sum(1 for block in left if block.number),
    )


def length_of_excerpt(article: Article) -> int:
    """The number of the first block behind an excerpt: three paragraphs or a third of the text, but one at least.

    Notes count with the paragraphs that refer to them.
    """
    most, length, last = article.third, 0, 0
    notes: Counter[str] = Counter()
    for block in article.blocks:
        notes[block.note] += len(block.text)
    for number, block in enumerate(article.blocks):
        if block.note:
            return number
        length += len(block.text) + sum(map(notes.__getitem__, block.referred)) if block.number else 0
        # A row of a table is not divided.
        if block.number > 1 and block.number != last and (block.number > 3 or length > most):
            return number
        last = block.number
    return len(article.blocks)


def notes_to(article: Article, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The notes of an article that some blocks of it refer to."""
    wanted = {key for block in blocks for key in block.referred}
    return tuple(block for block in article.blocks if block.note in wanted) if wanted else ()


def _cut(blocks: Sequence[Block], most: int) -> tuple[list[Block], list[Block]]:
    """The blocks of an excerpt, and what is left of a paragraph cut at a sentence, or else a word, or anywhere."""
    shown = [block for block in blocks if block.number]
    if {block.number for block in shown} != {1} or sum(len(block.text) for block in shown) <= most:
        return list(blocks), []
    if len(shown) > 1:
        # Of the cells of one row of a table, the first stays, cut if it goes too far.
        first = next(number for number, block in enumerate(blocks) if block is shown[0])
        before, rest = _cut(blocks[: first + 1], most)
        return before, [*rest, *shown[1:]]
    long = shown[0]
    ends = [end for _, end in sentences(long.text) if end <= most]
    end = ends[-1] if ends else long.text.rfind(" ", 0, most + 1)
    end = end if end > 0 else most
    return [block.cut(0, end) if block is long else block for block in blocks], [long.cut(end, len(long.text))]


def _part(raw: str, body: int, end: int, blocks: Sequence[Block], withheld: Sequence[Block]) -> bytes:
    """A seed without its front matter and without what is withheld, from `end` on; everything else keeps its place."""
    part = [_blank(raw[:body]), raw[body:end]]
    done = max(body, end)
    # Behind the end may stand the heading of a page, notes, and the first character of what was mended and is not all shown.
    for start, stop in _ranges(blocks):
        part += _blank(raw[done:start]), raw[max(done, start) : stop]
        done = max(done, stop)
    # Within what is shown may stand a note that is not.
    whole, done = "".join(part), 0
    pieces: list[str] = []
    for start, stop in _ranges(withheld):
        pieces += whole[done:start], _blank(whole[max(done, start) : stop])
        done = max(done, stop)
    # By a NUL, bytes would be taken for another encoding.
    return "".join([*pieces, whole[done:]]).replace("\0", " ").encode()


def _ranges(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    passages = [block.passage for block in blocks if block.text]
    return sorted((passage.origin(0), passage.origin(len(passage))) for passage in passages)


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
