"""From the text of a seed to its blocks, step by step, each step with its offset map.

The only structure that a plain text has: a leading `# ` heading, a trailing block that begins with `Source:`, rules,
and paragraphs. Everything else stays the characters it is. Each step says what it did as a `Repair`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from backgrounder.seeds.article import Block, BlockKind
from backgrounder.sources.source import clean_url
from backgrounder.text.decode import UNPRINTABLE
from backgrounder.text.passage import Passage
from backgrounder.text.sentences import sentences

_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+[^\S\n]*")
_SPACES = re.compile(r"[^\S\n\u00a0\u202f\u2007]{2,}|[^\S\n \u00a0\u202f\u2007]")
"""White space to become one space: several characters, or one that is no space itself."""
_ODD_SPACE = re.compile("[\t\v\f\r\x1c-\x1f\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]")
_LINE_SEPARATOR = re.compile("[\x85\u2028]")
_PARAGRAPH_SEPARATOR = re.compile("\u2029")
_LINE_END = re.compile(r" ?\n ?")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_RULES = re.compile(rf"^{_RULE.pattern}$", re.MULTILINE)
_HEADING = re.compile(r"#[ \t]+([^\n]*)")
_SOURCE = re.compile(r"^[ \t]*source[ \t]*:", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"\]\(\s*<?(?P<target>https?://[^\s<>)]+)|(?P<plain>https?://[^\s<>\])]+)")
_TERMINAL = re.compile(r"[.!?:;\u2026\u3002\uff01\uff1f][\"'\u2019\u201d\u00bb)\]]*\Z")
_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:[a-z]{3,9}\.?\s+\d{1,2}|\d{1,2}\.?\s+[a-z]{3,9}),?\s+\d{4}|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)

_SPEAKER = re.compile(r"\b(?:I|we|you|my|our|your)\b")
"""Words of somebody who speaks: a sentence with one of them is the beginning of a speech, and no headline."""
_LONGEST_HEADLINE = 150
_MOST_SOURCE_LINES = 6
_LONGEST_AROUND_ADDRESS = 60
_LONGEST_PUBLICATION = 80
"""What a source block may have: lines, characters beside an address, characters of a publication."""
_LONG_LINE = 120
"""Lines longer than this are paragraphs: nobody wraps by hand at more."""
_SHORTEST_WRAP = 45
"""Lines shorter than this are broken on purpose."""
_FEWEST_WORDS = 5
"""Words a fragment must have to count as the first half of a broken sentence; shorter ones are items of a list."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a step did, and the offset in the seed where it did it."""

    step: str
    origin: int
    what: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text: blocks, what its own words say about its source, and what was done."""

    blocks: tuple[Block, ...]
    headline: str | None
    url: str | None
    publication: str | None
    acts: tuple[Act, ...]


def clean(text: Passage) -> Cleaned:
    """Cleans a plain text (without front matter)."""
    acts: list[Act] = []
    text = _without_unprintable(text, acts)
    text, url, publication = _without_source_block(text, acts)
    heading, text = _leading_heading(text.strip())
    pieces = _joined_sentences(_paragraphs(text, acts), acts)
    if heading is None:
        heading, pieces = _headline(pieces)
    blocks = [Block(BlockKind.HEADING, heading)] if heading else []
    for piece in pieces:
        if _RULE.fullmatch(piece.text):
            blocks.append(Block(BlockKind.RULE, piece))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, piece))
    return Cleaned(_numbered(blocks), _title(heading, acts) if heading else None, url, publication, tuple(acts))


def _without_unprintable(text: Passage, acts: list[Act]) -> Passage:
    for match in UNPRINTABLE.finditer(text.text):
        what = f"removed the unprintable character U+{ord(match.group()):04X}"
        acts.append(Act("unprintable", text.origin(match.start()), what))
    return text.sub(UNPRINTABLE, "").sub(_LINE_SEPARATOR, "\n").sub(_PARAGRAPH_SEPARATOR, "\n\n")


def _without_source_block(text: Passage, acts: list[Act]) -> tuple[Passage, str | None, str | None]:
    """Cuts the block at the end that begins with `Source:`, with the rule before it.

    Returns the address that it names, or else the publication, if it is a single line. A block begins below a blank line
    or a rule, and has an address or a short line in each of its lines: anything else is prose that uses the word.
    """
    labels = list(_SOURCE.finditer(text.text)) if "source" in text.text.lower() else []
    if not labels:
        return text, None, None
    label = labels[-1]
    lines = [line.strip() for line in text.text[label.end() :].split("\n") if line.strip()]
    before = text.text[: label.start()].split("\n")[-2:-1]
    apart = all(not line.strip() or _RULE.fullmatch(line) for line in before)
    url = _address("\n".join(lines))
    ended = (
        url is not None and label.group().strip()[0] == "S" and all(_TERMINAL.search(line.rstrip()) for line in before)
    )
    if not lines or len(lines) > _MOST_SOURCE_LINES or not (apart or ended) or not all(map(_is_reference, lines)):
        return text, None, None
    publication = lines[0].rstrip(".") if len(lines) == 1 and not url else None
    if not (url or publication):
        return text, None, None
    body = text.cut(0, label.start()).strip()
    head, _, last = body.text.rpartition("\n")
    if _RULE.fullmatch(last):
        body = body.cut(0, len(head)).strip()
    acts.append(Act("source-block", text.origin(label.start()), "read the source block and left it out of the text"))
    return body, url, publication


def _is_reference(line: str) -> bool:
    """A line of a source block: an address with little around it, or a few words that are no sentence."""
    rest = _ADDRESS.sub("", line)
    if rest != line:
        return len(rest) <= _LONGEST_AROUND_ADDRESS + line.count("\\") + len(line) // 2
    return len(line) <= _LONGEST_PUBLICATION and not re.search(r"[?!]|\.\s|\w{4,}\.\Z", line)


def _address(text: str) -> str | None:
    """The first web address, a Markdown link's target before its text (where pasting escapes it)."""
    found = sorted(_ADDRESS.finditer(text), key=lambda m: m["target"] is None)
    for match in found:
        try:
            return clean_url((match["target"] or match["plain"]).replace("\\", "").rstrip(".,;"))
        except ValueError:
            continue
    return None


def _leading_heading(text: Passage) -> tuple[Passage | None, Passage]:
    match = _HEADING.match(text.text)
    title = match[1].rstrip() if match else ""
    unmarked = title.rstrip("#")
    if unmarked[-1:].isspace():
        title = unmarked.rstrip()
    if not match or not title:
        return None, text
    heading = _single_spaced(text.cut(match.start(1), match.start(1) + len(title)))
    return heading, text.cut(match.end(), len(text)).strip()


def _paragraphs(text: Passage, acts: list[Act]) -> list[Passage]:
    lines = [line for line in text.text.split("\n") if line.strip()]
    if not _BLANK.search(text.text) and any(len(line) > _LONG_LINE for line in lines):
        if len(lines) > 1:
            acts.append(
                Act("paragraphs", text.origin(0), "took every line for a paragraph, as there are no blank lines")
            )
        separator = re.compile(r"\n")
    else:
        separator = _BLANK
    width = _wrap_width(lines)
    pieces: list[Passage] = []
    start = 0
    for end, following in [(m.start(), m.end()) for m in separator.finditer(text.text)] + [(len(text), len(text))]:
        pieces.extend(_tidy(piece, width, acts) for piece in _at_rules(text.cut(start, end)))
        start = following
    return [piece for piece in pieces if piece.text]


def _at_rules(piece: Passage) -> list[Passage]:
    """A piece cut wherever one of its lines is a rule."""
    if not any(_RULE.fullmatch(line) for line in piece.text.split("\n")):
        return [piece]
    parts: list[Passage] = []
    start = 0
    for match in _RULES.finditer(piece.text):
        parts += [piece.cut(start, match.start()), piece.cut(*match.span())]
        start = match.end()
    return [*parts, piece.cut(start, len(piece))]


def _wrap_width(lines: list[str]) -> int:
    """The width at which the text was wrapped by hand: nine of ten lines are no longer. 0 if it was not."""
    lengths = sorted(len(line.rstrip()) for line in lines)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    return width if _SHORTEST_WRAP <= width <= _LONG_LINE else 0


def _tidy(piece: Passage, width: int, acts: list[Act]) -> Passage:
    """One space for runs of white space; a line end becomes a space where the line was only wrapped, and stays otherwise."""
    piece = _single_spaced(piece)
    if "\n" not in piece.text:
        return piece
    edits: list[tuple[int, int, str]] = []
    for match in _LINE_END.finditer(piece.text):
        line = piece.text[piece.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        next_word = re.match(r"\S*", piece.text[match.end() : match.end() + _LONG_LINE])
        wrapped = width and len(line) + 1 + len(next_word.group() if next_word else "") > width - 1
        edits.append((match.start(), match.end(), " " if wrapped else "\n"))
        if wrapped:
            acts.append(Act("wrapped-line", piece.origin(match.start()), "joined a wrapped line with the next"))
    return piece.replace(edits)


def _single_spaced(piece: Passage) -> Passage:
    """Without white space at either end, and with one space for runs of it."""
    piece = piece.strip()
    uneven = "  " in piece.text or _ODD_SPACE.search(piece.text)
    return piece.sub(_SPACES, " ") if uneven else piece


def _joined_sentences(pieces: list[Passage], acts: list[Act]) -> list[Passage]:
    """Joins what a page break tore apart: a paragraph that ends in mid-sentence and one that begins in lower case."""
    groups: list[list[Passage]] = []
    for piece in pieces:
        if groups and _broken_between(groups[-1], piece.text):
            acts.append(Act("broken-sentence", piece.origin(0), "joined the two halves of a broken sentence"))
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [group[0] if len(group) == 1 else Passage.joined(" ", group) for group in groups]


def _broken_between(fragments: list[Passage], after: str) -> bool:
    before = fragments[-1].text
    torn = after[:1].islower() and (before[-1:].isalpha() or before[-1:] == ",") and "\n" not in before
    return torn and (len(fragments) > 1 or len(before.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS)


def _headline(pieces: list[Passage]) -> tuple[Passage | None, list[Passage]]:
    """The first paragraph, if it is a headline: one short line, of one sentence, before a longer text."""
    if len(pieces) < 2 or _RULE.fullmatch(pieces[0].text):
        return None, pieces
    first, second = pieces[0].text, pieces[1].text
    stop = first.endswith(".")
    if (
        len(first) <= _LONGEST_HEADLINE
        and "\n" not in first
        and len(sentences(first)) == 1
        and any(c.isalpha() for c in first)
        and not first.endswith((":", ";", ",", "”", '"'))
        and not _DAY.fullmatch(first)
        and not (stop and _SPEAKER.search(first))
        and not _ADDRESS.search(first)
        and len(second) > (2 * len(first) if stop else len(first))
    ):
        return pieces[0], pieces[1:]
    return None, pieces


def _title(heading: Passage, acts: list[Act]) -> str:
    """A headline as a title: without a full stop, unless the stop belongs to an abbreviation."""
    text = heading.text
    abbreviation = re.search(r"(?:\b\w\.)+\Z|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|etc)\.\Z", text)
    if not text.endswith(".") or text.endswith("..") or abbreviation:
        return text
    acts.append(Act("title-stop", heading.origin(len(text) - 1), "left the full stop out of the title"))
    return text[:-1]


def _numbered(blocks: list[Block]) -> tuple[Block, ...]:
    while blocks and blocks[0].kind is BlockKind.RULE:
        blocks = blocks[1:]
    number = 0
    numbered: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH:
            number += 1
            numbered.append(replace(block, number=number))
        else:
            numbered.append(block)
    while numbered and numbered[-1].kind is BlockKind.RULE:
        numbered.pop()
    return tuple(numbered)
