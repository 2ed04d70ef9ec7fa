"""What a line end, a blank line or a page break tore apart: divided words, wrapped lines, halves of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backgrounder.language.lexicon import Lexicon
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Act, Document
from backgrounder.seeds.formats.plain_text import BLANK_LINES, LINE_END

_LONGEST_WRAP = 120  # lines longer than this are paragraphs: nobody wraps by hand at more
_SHORTEST_WRAP = 45  # lines shorter than this are broken on purpose
_DIVIDED = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]{2,})-[ \t]*\n[ \t]*(?P<rest>[^\W\d_]+)")
_HYPHENATED = re.compile(r"(?<!\w)(?=([^\W\d_]+-[^\W\d_]+)(?!\w))")
"""Each pair of words with a hyphen between them, also within longer chains."""


def measured(document: Document) -> Document:
    """With the width at which the text was wrapped by hand: nine of ten lines are no longer."""
    lengths = sorted(len(line.rstrip()) for line in document.text.text.split("\n") if line.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    return replace(document, wrap_width=width) if _SHORTEST_WRAP <= width <= _LONGEST_WRAP else document


def with_whole_words(document: Document) -> Document:
    """Words divided at a line's end are joined; the hyphen stays where the text has the word with it elsewhere."""
    text = document.text
    if not any(line.rstrip(" \t").endswith("-") for line in text.text.split("\n")):
        return document
    hyphenated = {match[1] for match in _HYPHENATED.finditer(text.text.lower())}
    edits = []
    acts = []
    for match in _DIVIDED.finditer(text.text):
        after_hyphen = text.text[match.start() - 1 : match.start()] == "-"
        stays = after_hyphen or f"{match['first']}-{match['rest']}".lower() in hyphenated
        glue = _glue(match["first"].lower(), match["rest"], document.lexicon, stays=stays)
        edits.append((match.end("first"), match.start("rest"), glue))
        what = f"joined the divided word `{match['first']}{glue}{match['rest']}`"
        acts.append(Act("hyphenated-words", text.origin(match.end("first")), what))
    return replace(document, text=text.replace(edits), acts=(*document.acts, *acts))


def _glue(first: str, rest: str, lexicon: Lexicon, *, stays: bool) -> str:
    """What stands between the halves of a word that was divided at a line's end. `stays`: the text has it with a hyphen."""
    words = lexicon.pages
    if rest.lower() in words.suspended:
        return "- "
    is_compound = first in words.compounds or first.endswith(words.compound_endings)
    return "-" if stays or is_compound or not rest[0].islower() else ""


def with_blank_lines(document: Document) -> Document:
    """With a blank line behind every line of a text that has none and whose lines are long: each is a paragraph."""
    text = document.text
    lines = [line for line in text.text.split("\n") if line.strip()]
    if len(lines) < 2 or not any(len(line) > _LONGEST_WRAP for line in lines) or BLANK_LINES.search(text.text):
        return document
    ends = [number for number, character in enumerate(text.text) if character == "\n"]
    act = Act("paragraphs", text.origin(0), "took every line for a paragraph, as there are no blank lines")
    return replace(document, text=text.replace((end, end + 1, "\n\n") for end in ends), acts=(*document.acts, act))


def with_whole_lines(document: Document) -> Document:
    """A line end becomes a space where the line was only wrapped, and stays otherwise."""
    if not document.wrap_width:
        return document
    acts: list[Act] = []
    blocks = []
    for block in document.blocks:
        edits = list(_wrapped(block.text, document.wrap_width)) if "\n" in block.text else []
        blocks.append(block.replaced(edits))
        origins = (block.passage.origin(start) for start, _, _ in edits)
        acts += (Act("wrapped-lines", origin, "joined a wrapped line with the next") for origin in origins)
    return replace(document, blocks=tuple(blocks), acts=(*document.acts, *acts))


def _wrapped(text: str, width: int) -> Iterator[tuple[int, int, str]]:
    """A space for each line end behind a line that would be no shorter than `width` with the next one's first word."""
    for match in LINE_END.finditer(text):
        length = match.start() - text.rfind("\n", 0, match.start()) - 1
        following = text[match.end() : match.end() + _LONGEST_WRAP]
        word = "" if following[:1].isspace() else following.split(maxsplit=1)[0]
        # What marks an item of a list, no line before it is joined with.
        is_number = word[:-1].isdecimal() and word[-1] in ".)" and len(word) < 5
        is_mark = (is_number or word in ("-", "*", "•", "–", "—")) and len(following) > len(word)
        if length + 1 + len(word) > width - 1 and not is_mark:
            yield match.start(), match.end(), " "


def trimmed(document: Document) -> Document:
    """Without blanks around the ends of lines."""

    def edits(text: str) -> list[tuple[int, int, str]]:
        has_blanks = " \n" in text or "\n " in text
        return [(*match.span(), "\n") for match in LINE_END.finditer(text)] if has_blanks else []

    return replace(document, blocks=tuple(block.replaced(edits(block.text)) for block in document.blocks))


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
