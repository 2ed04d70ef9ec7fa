"""Plain text to blocks: a `# ` heading, rules, paragraphs, and what ends of lines tore apart. No other markup."""

from __future__ import annotations

import re
from dataclasses import replace

from backgrounder.language.lexicon import Lexicon
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Act, Document
from backgrounder.text.passage import Passage

# White space to become one space: several characters, or one that is no space itself.
_SPACES = re.compile(r"[^\S\n\u00a0\u202f\u2007]{2,}|[^\S\n \u00a0\u202f\u2007]")
_LINE_END = re.compile(" ?\n ?")  # in text with single spaces
_LONGEST_WRAP = 120  # lines longer than this are paragraphs: nobody wraps by hand at more
_SHORTEST_WRAP = 45  # lines shorter than this are broken on purpose
_DIVIDED = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]{2,})-[ \t]*\n[ \t]*(?P<rest>[^\W\d_]+)")
# Each pair of words with a hyphen between them, also within longer chains.
_HYPHENATED = re.compile(r"(?<!\w)(?=([^\W\d_]+-[^\W\d_]+)(?!\w))")


def read_heading(document: Document) -> Document:
    """Reads the heading with which a text begins, if it does: `# Title`."""
    text = document.text.strip()
    line, _, _ = text.text.partition("\n")
    title = line[1:].strip(" \t")
    unmarked = title.rstrip().rstrip("#")
    title = unmarked.rstrip() if unmarked[-1:].isspace() else title.rstrip()
    if not line.startswith(("# ", "#\t")) or not title:
        return replace(document, text=text)
    start = line.index(title, 1)
    heading = Block(BlockKind.HEADING, _single_spaced(text.cut(start, start + len(title))))
    return replace(document, heading=heading, text=text.cut(len(line), len(text)).strip())


def read_paragraphs(document: Document) -> Document:
    """Makes blocks of a text: its rules, and the paragraphs between them and blank lines."""
    text = document.text
    spans: list[tuple[int, int]] = []
    start = end = 0
    for line in (*text.text.split("\n"), ""):
        if not line.strip() or is_rule(line):
            spans += ((start, end), (end, end + len(line)))
            start = end + len(line)
        end += len(line) + 1
    pieces = (_single_spaced(text.cut(*span)) for span in spans)
    blocks = (Block(BlockKind.RULE if is_rule(one.text) else BlockKind.PARAGRAPH, one) for one in pieces if one.text)
    return replace(document, text=text.cut(0, 0), blocks=tuple(blocks))


def is_rule(line: str) -> bool:
    """Whether a line is a rule: three or more of one of the marks `-`, `*` and `_`, with nothing but blanks around them."""
    marks = line.replace(" ", "").replace("\t", "")
    return len(marks) >= 3 and marks[0] in "-*_" and not marks.strip(marks[0])


def _single_spaced(piece: Passage) -> Passage:
    piece = piece.strip()
    if piece.text.isprintable() and "  " not in piece.text:
        # Most is, and to ask that is faster than to look for other space.
        return piece
    return piece.replace((*match.span(), " ") for match in _SPACES.finditer(piece.text))


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
    if rest.lower() in lexicon.pages.suspended:
        return "- "
    is_compound = first in lexicon.pages.compounds or first.endswith(lexicon.pages.compound_endings)
    return "-" if stays or is_compound or not rest[0].islower() else ""


def with_blank_lines(document: Document) -> Document:
    """With a blank line behind every line of a text that has none and whose lines are long: each is a paragraph."""
    text = document.text
    lines = text.text.strip().split("\n")
    if len(lines) < 2 or not all(map(str.strip, lines)) or max(map(len, lines)) <= _LONGEST_WRAP:
        return document
    ends = (number for number, character in enumerate(text.text) if character == "\n")
    act = Act("paragraphs", text.origin(0), "took every line for a paragraph, as there are no blank lines")
    return replace(document, text=text.replace((end, end + 1, "\n\n") for end in ends), acts=(*document.acts, act))


def with_whole_lines(document: Document) -> Document:
    """Without blanks around the ends of lines, and with a space for an end where the line was only wrapped."""
    width = document.wrap_width if document.does("wrapped-lines") else 0
    acts = list(document.acts)
    blocks = []
    for block in document.blocks:
        ends = [match.span() for match in _LINE_END.finditer(block.text)] if "\n" in block.text else []
        wrapped = dict.fromkeys(end for end in ends if width and _is_wrapped(block.text, *end, width))
        edits = [(*end, " " if end in wrapped else "\n") for end in ends if end in wrapped or end[1] - end[0] > 1]
        blocks.append(block.replaced(edits))
        origins = (block.passage.origin(start) for start, _ in wrapped)
        acts += (Act("wrapped-lines", origin, "joined a wrapped line with the next") for origin in origins)
    return replace(document, blocks=tuple(blocks), acts=tuple(acts))


def _is_wrapped(text: str, start: int, end: int, width: int) -> bool:
    """Whether the line before a line end would be no shorter than `width` with the next one's first word."""
    length = start - text.rfind("\n", 0, start) - 1
    following = text[end : end + _LONGEST_WRAP]
    word = "" if following[:1].isspace() else following.split(maxsplit=1)[0]
    # What marks an item of a list, no line before it is joined with.
    is_number = word[:-1].isdecimal() and word[-1] in ".)" and len(word) < 5
    is_mark = (is_number or word in ("-", "*", "•", "–", "—")) and len(following) > len(word)
    return length + 1 + len(word) > width - 1 and not is_mark
