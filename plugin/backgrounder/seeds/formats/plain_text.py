"""From plain text to blocks. The only structure it has: a leading `# ` heading, a trailing block that begins with
`Source:`, rules, and paragraphs. Everything else stays the characters it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from itertools import pairwise

from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.step import Cleaning
from backgrounder.sources.addresses import web_address
from backgrounder.text.passage import Passage

_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+[^\S\n]*")
_SPACES = re.compile(r"[^\S\n\u00a0\u202f\u2007]{2,}|[^\S\n \u00a0\u202f\u2007]")
"""White space to become one space: several characters, or one that is no space itself."""
_ODD_SPACE = re.compile("[\t\v\f\r\x1c-\x1f\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]")
_LINE_END = re.compile(r" ?\n ?")
RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
"""A line that is a rule."""
_RULES = re.compile(rf"^{RULE.pattern}$", re.MULTILINE)
_HEADING = re.compile(r"#[ \t]+([^\n]*)")
_SOURCE = re.compile(r"^[ \t]*source[ \t]*:", re.IGNORECASE | re.MULTILINE)
ADDRESS = re.compile(r"\]\(\s*<?(?P<target>https?://[^\s<>)]+)|(?P<plain>https?://[^\s<>\])]+)")
"""A web address in plain text, or the target of a Markdown link."""
_TERMINAL = re.compile(r"[.!?:;\u2026\u3002\uff01\uff1f][\"'\u2019\u201d\u00bb)\]]*\Z")
_SOURCE_READ = "read the source block and left it out of the text"
_MOST_SOURCE_LINES = 6
_LONGEST_AROUND_ADDRESS = 60
_LONGEST_PUBLICATION = 80
"""What a source block may have: lines, characters beside an address, characters of a publication."""
_LONGEST_NAME = 10
"""Words of a publication's name."""
_LONG_LINE = 120
"""Lines longer than this are paragraphs: nobody wraps by hand at more."""
_SHORTEST_WRAP = 45
"""Lines shorter than this are broken on purpose."""

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_MARKED_PAGE = re.compile(
    r"\s*(?:[-–—]\s*\d{1,4}\s*[-–—]|(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)\s*",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"\s*\d{1,4}\s*(?:of|/)\s*(?P<all>\d{1,4})\s*")
_BARE_PAGE = re.compile(r"\s*\d{1,4}\s*")
_MOST_PAGES_APART = 3
_FEWEST_HEADS = 3
_MOST_FURNITURE = 3
"""Lines of furniture beside one another."""
_NUMBERED = re.compile(r"\S(?:\s{2,}|\t|\s[|·–—-]\s)\d+\Z|\A\d+(?:\s{2,}|\t|\s[|·–—-]\s)\S")
"""A running head with its page number, apart from the words."""
_NO_HEAD = re.compile(r"[.!?:;,\"'”’)\]]\Z|\A[-*•“\"]")
_LONGEST_HEAD = 80
_DIVIDED = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]{2,})-[ \t]*\n[ \t]*(?P<rest>[^\W\d_]+)")
_HYPHENATED = re.compile(r"(?<!\w)(?=([^\W\d_]+-[^\W\d_]+)(?!\w))")
"""Each pair of words with a hyphen between them, also within longer chains."""
_LINE_END_HYPHEN = re.compile(r"-[ \t]*\n")
_COMPOUNDS = frozenset(
    """
    self well non ex half cross all ill vice mid much ever long short high low twenty thirty forty fifty sixty seventy eighty
    ninety century first second third
    """.split()
)
"""Words that stand before a hyphen of their own: `self-reliant`, `twenty-five`."""
_SUSPENDED = frozenset("and or to nor but".split())
"""Words behind a suspended hyphen: `pre- and post-war`."""
_ITEM = re.compile(r"(?:[-*•–—]|\d{1,3}[.)])\s")
"""How an item of a list begins, which no line before it is joined with."""
_YEARS = range(1000, 2200)


def plain_blocks(text: Passage, cleaning: Cleaning) -> tuple[Block | None, list[Block]]:
    """The leading heading, if the text has one, and its paragraphs and rules."""
    heading, text = _leading_heading(text.strip())
    text = _without_furniture(text, cleaning)
    width = _wrap_width(text.text.split("\n")) if cleaning.does("wrapped-lines") else 0
    if cleaning.does("hyphenated-words"):
        text = _undivided(text, cleaning)
    blocks = [
        Block(BlockKind.RULE if RULE.fullmatch(piece.text) else BlockKind.PARAGRAPH, piece)
        for piece in _paragraphs(text, width, cleaning)
    ]
    return Block(BlockKind.HEADING, heading) if heading else None, blocks


def without_source_block(text: Passage, cleaning: Cleaning) -> tuple[Passage, str | None, str | None]:
    """Cuts the block at the end that begins with `Source:`, with the rule before it.

    Returns the address that it names, or else the publication, if it is a single line. A block begins below a blank line
    or a rule, and has an address or a short line in each of its lines: anything else is prose that uses the word.
    """
    labels = list(_SOURCE.finditer(text.text)) if "source" in text.text.lower() else []
    if not labels:
        return text, None, None
    label = labels[-1]
    lines = _reference_lines(text.text[label.end() :])
    before = text.text[: label.start()].split("\n")[-2:-1]
    apart = all(not line.strip() or RULE.fullmatch(line) for line in before)
    url = first_address("\n".join(lines))
    ended = (
        url is not None and label.group().strip()[0] == "S" and all(_TERMINAL.search(line.rstrip()) for line in before)
    )
    if not lines or not (apart or ended):
        return text, None, None
    publication = lines[0].rstrip(".") if len(lines) == 1 and not url and _is_publication(lines[0]) else None
    if not (url or publication):
        return text, None, None
    body = text.cut(0, label.start()).strip()
    head, _, last = body.text.rpartition("\n")
    if RULE.fullmatch(last):
        body = body.cut(0, len(head)).strip()
    cleaning.did("source-block", text.origin(label.start()), _SOURCE_READ)
    return body, url, publication


def _is_publication(line: str) -> bool:
    """Whether a line can be the name of a publication: it begins with a capital or a figure, and is no clause."""
    return (
        (line[0].isupper() or line[0].isdigit())
        and len(line.split()) <= _LONGEST_NAME
        and not re.search(r",\s+[a-z]", line)
    )


def source_of(block: Block, cleaning: Cleaning) -> str | None:
    """The address that a last block beginning with `Source:` names, in its text or as a link; None for any other."""
    label = _SOURCE.match(block.text)
    if label is None or not _reference_lines(block.text[label.end() :]):
        return None
    targets = [mark.target for mark in block.marks if mark.target]
    url = targets[0] if targets else first_address(block.text)
    if url:
        cleaning.did("source-block", block.passage.origin(0), _SOURCE_READ)
    return url


def _reference_lines(text: str) -> list[str]:
    """The lines of a source block, behind its label; none if one of them is prose, or if they are too many.

    Behind a blank line, only addresses and lines in brackets belong to it, but for the first line of all.
    """
    lines: list[str] = []
    apart = False
    for line in map(str.strip, text.split("\n")):
        if not line:
            apart = bool(lines)
            continue
        if not _is_reference(line) or (apart and not ADDRESS.search(line) and not line.startswith("[")):
            return []
        lines.append(line)
    return lines if len(lines) <= _MOST_SOURCE_LINES else []


def _is_reference(line: str) -> bool:
    """A line of a source block: an address with little around it, or a few words that are no sentence."""
    rest = ADDRESS.sub("", line)
    if rest != line:
        return len(rest) <= _LONGEST_AROUND_ADDRESS + line.count("\\") + len(line) // 2
    return len(line) <= _LONGEST_PUBLICATION and not re.search(r"[?!]|\.\s|\w{4,}\.\Z", line)


def first_address(text: str) -> str | None:
    """The first web address, a Markdown link's target before its text (where pasting escapes it)."""
    found = sorted(ADDRESS.finditer(text), key=lambda m: m["target"] is None)
    addresses = (web_address((m["target"] or m["plain"]).replace("\\", "").rstrip(".,;")) for m in found)
    return next(filter(None, addresses), None)


def _leading_heading(text: Passage) -> tuple[Passage | None, Passage]:
    match = _HEADING.match(text.text)
    title = match[1].rstrip() if match else ""
    unmarked = title.rstrip("#")
    if unmarked[-1:].isspace():
        title = unmarked.rstrip()
    if not match or not title:
        return None, text
    heading = single_spaced(text.cut(match.start(1), match.start(1) + len(title)))
    return heading, text.cut(match.end(), len(text)).strip()


def _without_furniture(text: Passage, cleaning: Cleaning) -> Passage:
    """Without page numbers and running heads; where they stood is a page break."""
    lines = list(_LINE.finditer(text.text))
    edits = []
    for number in furniture([line.group() for line in lines], [text.origin(line.start()) for line in lines], cleaning):
        line = lines[number]
        edits.append((line.start(), min(line.end() + 1, len(text)), ""))
    return text.replace(edits)


def furniture_among(blocks: Sequence[Block], cleaning: Cleaning) -> frozenset[int]:
    """Which blocks are page numbers or running heads."""
    return frozenset(furniture([b.text for b in blocks], [b.passage.origin(0) for b in blocks], cleaning))


def furniture(lines: Sequence[str], origins: Sequence[int], cleaning: Cleaning) -> list[int]:
    """Which lines are page numbers or running heads; each is recorded, with its offset in the seed."""
    pages = _page_numbers(lines)
    found: dict[int, tuple[str, str]] = {}
    if cleaning.does("running-heads"):
        heads = _running_heads(lines, pages)
        cleaning.running_heads |= {lines[number].strip() for number in heads}
        found |= dict.fromkeys(heads, ("running-heads", "removed a running head"))
    if cleaning.does("page-numbers"):
        found |= dict.fromkeys(pages, ("page-numbers", "removed a page number"))
    for number, (step, what) in sorted(found.items()):
        cleaning.did(step, origins[number], f"{what}: `{lines[number].strip()}`")
        cleaning.page_breaks.append(origins[number])
    return sorted(found)


def _page_numbers(lines: Sequence[str]) -> list[int]:
    """The lines that are page numbers: marked as such, or bare numbers that stand in the middle of a sentence.

    Others that count on from one of these are page numbers, too. Numbers of a list, or of a timeline, are not.
    """
    parts = {n: match["all"] for n, line in enumerate(lines) if (match := _PART_OF.fullmatch(line))}
    # `9/11` alone is none: pages are counted against one number.
    often = Counter(parts.values())
    marked = [n for n, line in enumerate(lines) if _MARKED_PAGE.fullmatch(line) or (n in parts and often[parts[n]] > 1)]
    # Four digits are a year, not a page.
    bare = [n for n, line in enumerate(lines) if _BARE_PAGE.fullmatch(line) and int(line) not in _YEARS]
    values = [int(lines[n]) for n in bare]
    rising = len(bare) > 1 and all(0 < b - a <= _MOST_PAGES_APART for a, b in pairwise(values))
    shapes = Counter(map(_shape, lines))
    around = {n for n, line in enumerate(lines) if shapes[_shape(line)] > 1}
    torn = [n for n in bare if _tears(lines, n, around)]
    beside = [n for n in bare if any(m in around and len(lines[m].split()) >= _FEWEST_HEADS for m in (n - 1, n + 1))]
    if not rising or not (torn or marked or beside == bare):
        bare = torn
    return marked + bare


def _torn(before: str, after: str) -> bool:
    """Whether a sentence goes on from one line to another."""
    return after.lstrip()[:1].islower() and bool(re.search(r"[\w,]\s*\Z", before))


def _shape(line: str) -> str:
    """A line up to its numbers, case, and white space. Long ones are no running heads and stay as they are."""
    if len(line) > 2 * _LONGEST_HEAD:
        return line
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())


def _tears(lines: Sequence[str], number: int, around: Container[int]) -> bool:
    """Whether a line stands in the middle of a sentence, alone or beside others that may be furniture (`around`)."""
    before, after = number - 1, number + 1
    while before in around and number - before <= _MOST_FURNITURE:
        before -= 1
    while after in around and after - number <= _MOST_FURNITURE:
        after += 1
    prose = before >= 0 and after < len(lines) and len(lines[before].strip()) >= _SHORTEST_WRAP
    return prose and _torn(lines[before], lines[after])


def _running_heads(lines: Sequence[str], pages: Sequence[int]) -> list[int]:
    """Short lines without a stop that a document repeats, up to the numbers in them. The title stays where it leads.

    One of them must stand beside a page number (`pages`) or another running head, have a number itself, apart from its
    words, or tear a sentence: refrains, speakers and headings repeat, too. Twice is enough beside page numbers.
    """
    beside = {n + step for n in pages for step in (-1, 1)}
    shapes = list(map(_shape, lines))
    often = Counter(shapes)
    repeated = {n for n, shape in enumerate(shapes) if often[shape] > 1} | set(pages)
    heads: dict[str, list[int]] = defaultdict(list)
    evidence: set[str] = set()
    for number, shape in enumerate(shapes):
        line = lines[number].strip()
        if (
            often[shape] > 1
            and len(line) <= _LONGEST_HEAD
            and any(c.isalpha() for c in line)
            and not _NO_HEAD.search(line)
        ):
            heads[shape].append(number)
            if number in beside or _NUMBERED.search(line) or _tears(lines, number, repeated):
                evidence.add(shape)
    near = {n + step for shape in evidence for n in heads[shape] for step in (-1, 1)}
    evidence |= {shape for shape, numbers in heads.items() if near.issuperset(numbers)}
    return sorted(
        number
        for shape in evidence
        for number in heads[shape]
        if number and (often[shape] >= _FEWEST_HEADS or number in beside)
    )


def _undivided(text: Passage, cleaning: Cleaning) -> Passage:
    """Words divided at a line's end are joined; the hyphen stays where the text has the word with it elsewhere."""
    if not _LINE_END_HYPHEN.search(text.text):
        return text
    hyphenated = {match[1] for match in _HYPHENATED.finditer(text.text.lower())}
    edits = []
    for match in _DIVIDED.finditer(text.text):
        first, rest = match["first"], match["rest"]
        written = f"{first}-{rest}".lower()
        before = text.text[match.start() - 1 : match.start()]
        compound = first.lower() in _COMPOUNDS or first.lower().endswith(("teenth", "tieth")) or before == "-"
        stays = compound or not rest[0].islower() or written in hyphenated
        glue = "- " if rest.lower() in _SUSPENDED else "-" if stays else ""
        edits.append((match.end("first"), match.start("rest"), glue))
        what = f"joined the divided word `{first}{glue}{rest}`"
        cleaning.did("hyphenated-words", text.origin(match.end("first")), what)
    return text.replace(edits)


def _paragraphs(text: Passage, width: int, cleaning: Cleaning) -> list[Passage]:
    lines = [line for line in text.text.split("\n") if line.strip()]
    one_each = not _BLANK.search(text.text) and any(len(line) > _LONG_LINE for line in lines)
    if one_each and cleaning.does("paragraphs"):
        if len(lines) > 1:
            what = "took every line for a paragraph, as there are no blank lines"
            cleaning.did("paragraphs", text.origin(0), what)
        separator = re.compile(r"\n")
    else:
        separator = _BLANK
    pieces: list[Passage] = []
    start = 0
    for end, following in [(m.start(), m.end()) for m in separator.finditer(text.text)] + [(len(text), len(text))]:
        pieces.extend(_tidy(piece, width, cleaning) for piece in _at_rules(text.cut(start, end)))
        start = following
    return [piece for piece in pieces if piece.text]


def _at_rules(piece: Passage) -> list[Passage]:
    """A piece cut wherever one of its lines is a rule."""
    if not any(map(RULE.fullmatch, piece.text.split("\n"))):
        return [piece]
    parts: list[Passage] = []
    start = 0
    for match in _RULES.finditer(piece.text):
        parts += [piece.cut(start, match.start()), piece.cut(*match.span())]
        start = match.end()
    return [*parts, piece.cut(start, len(piece))]


def _wrap_width(lines: list[str]) -> int:
    """The width at which the text was wrapped by hand: nine of ten lines are no longer. 0 if it was not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    return width if _SHORTEST_WRAP <= width <= _LONG_LINE else 0


def _tidy(piece: Passage, width: int, cleaning: Cleaning) -> Passage:
    """One space for runs of white space; a line end becomes a space where the line was only wrapped, and stays otherwise."""
    piece = single_spaced(piece)
    if "\n" not in piece.text:
        return piece
    edits: list[tuple[int, int, str]] = []
    for match in _LINE_END.finditer(piece.text):
        line = piece.text[piece.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        next_word = re.match(r"\S*", piece.text[match.end() : match.end() + _LONG_LINE])
        item = _ITEM.match(piece.text, match.end()) is not None
        wrapped = width and not item and len(line) + 1 + len(next_word.group() if next_word else "") > width - 1
        edits.append((match.start(), match.end(), " " if wrapped else "\n"))
        if wrapped:
            cleaning.did("wrapped-lines", piece.origin(match.start()), "joined a wrapped line with the next")
    return piece.replace(edits)


def single_spaced(piece: Passage) -> Passage:
    """Without white space at either end, and with one space for runs of it."""
    piece = piece.strip()
    # Most is printable, which no other space is, and to ask that is faster than to look for them.
    uneven = "  " in piece.text or (not piece.text.isprintable() and _ODD_SPACE.search(piece.text))
    return piece.sub(_SPACES, " ") if uneven else piece
