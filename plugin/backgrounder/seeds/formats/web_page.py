"""From a saved web page to the blocks of its article: which pieces of the page they are, and which is the heading.

A library made for it names the main text (`pip install mkdocs-backgrounder[html]`); what stands beside it alike belongs
to it, too. Without the library, the page's own `article` or `main` element decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.bylines import Told, told_by
from backgrounder.seeds.cleaning.step import Cleaning
from backgrounder.seeds.cleaning.web_clutter import shortened
from backgrounder.seeds.formats.html import Found, HtmlReader, Piece
from backgrounder.seeds.formats.html_metadata import read_meta, site_in
from backgrounder.seeds.formats.plain_text import furniture_among, source_of
from backgrounder.text.passage import Passage

_FEWEST_CHARACTERS = 25
"""Letters and digits that a block must have to be recognised by a part of the main text."""
_PAGE = re.compile(
    rb"\s*(?><!--.*?-->\s*)*<(?:!doctype\s+html|\?xml|html|head|body|article|main|section|div|p|h[1-6]|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MOST_PIECES = 4_000
_MANY_ATTRIBUTES = re.compile(r"<(?:[^<>\s]*+\s++){20000}")
"""Of what the extraction library and its parser take the square: pieces of a page, and attributes of one element."""
_LONGEST_CELL = 60
_FEWEST_WORDS = 3
"""Words of a caption or a box that is said to be left out; shorter ones are buttons."""
_MOST_CHOSEN = 0.8
_MOST_ABOVE = 0.3
"""The part of a text that may stand above its heading, as a summary or a caption, and is left out."""
_MOST_LONGER = 1.2
_LEAST_NAMED = 0.5
"""The part of the page's title that a heading below the text's beginning must have to be the article's."""
_FEWEST_FOUND = 0.3
"""The part of the library's text that must be found again in the page's pieces."""
_MOST_BEFORE = 8
_MOST_BEHIND = 10
"""Blocks behind the main text among which a source block is looked for."""
_MOST_LINKED = 0.6
_STOP = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*\Z")
_BESIDE_ARTICLE = frozenset(("nav", "footer", "aside"))
_BESIDE = frozenset("aside nav footer header".split())


def html_blocks(text: Passage, cleaning: Cleaning) -> tuple[Block | None, list[Block], Told]:
    """The heading of a page's article, its blocks, and what the page says of itself."""
    reader = HtmlReader(text, by_class=cleaning.does("main-text"))
    pieces = reader.found()
    if not any(block.kind.is_read for _, block in pieces):
        # A class that all of the text stands in says something else here.
        reader = HtmlReader(text, by_class=False)
        pieces = reader.found()
    told, titles = read_meta(reader.meta)
    gone = furniture_among([block for _, block in pieces], cleaning)
    pieces = [pair for number, pair in enumerate(pieces) if number not in gone]
    main = _main(text, pieces, cleaning) if cleaning.does("main-text") else list(range(len(pieces)))
    heading = _heading(pieces, titles, main[0] if main else 0)
    if heading is not None and main:
        behind = [n for n in main if n > heading]
        # Most of the text stands behind its heading, or else something else is the heading.
        length = sum(len(pieces[n][1].text) for n in main)
        above = length - sum(len(pieces[n][1].text) for n in behind)
        main = behind if above <= length * _MOST_ABOVE else [n for n in main if n != heading]
    if cleaning.does("main-text"):
        _record(text, pieces, {*main, heading}, reader.unread.values(), cleaning)
    if not told.url and main and cleaning.does("source-block"):
        for number in range(main[-1], min(main[-1] + _MOST_BEHIND, len(pieces))):
            url = source_of(pieces[number][1], cleaning)
            if url:
                told, main = replace(told, url=url), [n for n in main if n != number]
                break
    start = main[0] if main else 0
    near = [block for n, (_, block) in enumerate(pieces[: start + 2]) if n not in main and n >= start - _MOST_BEFORE]
    if heading is None:
        title, near, blocks = _title_line(near, [pieces[n][1] for n in main], reader.meta.title)
    else:
        title, blocks = pieces[heading][1], [pieces[n][1] for n in main]
    by_text, _ = told_by(near, cleaning)
    told = replace(told, author=told.author or by_text.author, issued=told.issued or by_text.issued)
    if title is None:
        return None, blocks, told
    site = site_in(reader.meta.title, title.text)
    told = replace(told, container_title=site) if site and told.site_guessed else told
    said = {"main-text": (title.text,), "byline": reader.meta.bylines, "date": reader.meta.written}
    steps = {_key(line): step for step, lines in said.items() if cleaning.does(step) for line in lines if _key(line)}
    return Block(BlockKind.HEADING, title.passage), _without_repeated(blocks, steps, cleaning), told


def _record(
    text: Passage,
    pieces: Sequence[Found],
    kept: Container[int | None],
    unread: Iterable[Sequence[Passage]],
    cleaning: Cleaning,
) -> None:
    """What of the page does not belong to the article; of menus only their number is told."""
    left_out = [block for number, (_, block) in enumerate(pieces) if number not in kept]
    if left_out:
        others = "another piece" if len(left_out) == 1 else f"{len(left_out)} other pieces"
        cleaning.did("main-text", text.origin(0), f"took the article out of the page, and left out {others}")
    for number, (piece, block) in enumerate(pieces):
        if number not in kept and not _is_teaser(piece, block):
            cleaning.did("main-text", block.passage.origin(0), f"left out `{shortened(block.text)}`")
    for passages in unread:
        words = " ".join(passage.text for passage in passages)
        if len(words.split()) >= _FEWEST_WORDS:
            cleaning.did("main-text", passages[0].strip().origin(0), f"left out `{shortened(words)}`")


def _without_repeated(blocks: Sequence[Block], steps: Mapping[str, str], cleaning: Cleaning) -> list[Block]:
    """The blocks without those above the running text that repeat title, byline or date (`steps`, by key)."""
    kept: list[Block] = []
    running = False
    for block in blocks:
        step = steps.get(_key(block.text))
        running = running or (step is None and len(block.text) > _LONGEST_CELL)
        if step and not running:
            cleaning.did(
                step, block.passage.origin(0), f"left out `{shortened(block.text)}`, which the page says elsewhere"
            )
        else:
            kept.append(block)
    return kept


def _title_line(near: list[Block], blocks: list[Block], whole: str) -> tuple[Block | None, list[Block], list[Block]]:
    """The line near the top that the page's title contains, where a page has no headings; and the rest of both lists."""
    title = _key(whole)
    for found in (near, blocks[:2]):
        for block in found:
            start = 0
            for line in block.text.split("\n"):
                end = start + len(line)
                if len(key := _key(line)) >= _FEWEST_CHARACTERS // 2 and key in title:
                    rest = [
                        part
                        for part in (
                            block.cut(0, max(start - 1, 0)),
                            block.cut(min(end + 1, len(block.text)), len(block.text)),
                        )
                        if part.text
                    ]
                    left = [b for b in blocks if b is not block]
                    return block.cut(start, end), [*(b for b in near if b is not block), *rest], left
                start = end + 1
    return None, near, blocks


def _heading(found: Sequence[Found], titles: Sequence[str], main: int) -> int | None:
    """The number of the article's heading, whose text begins with the piece of number `main`.

    One that the page's metadata give as its title; else the nearest one that is a part of it; else the last one of the
    first level before the text; else the last of any level before it.
    """
    keys = [_key(title) for title in titles]
    headings = [
        (n, piece, _key(block.text))
        for n, (piece, block) in enumerate(found)
        if block.kind is BlockKind.SUBHEADING and not piece.inside & _BESIDE_ARTICLE
    ]
    given = [n for title in keys for n, _, key in headings if key == title]
    if given:
        return given[0]
    named = [
        n
        for n, _, key in headings
        if len(key) > 3 and any(key in title and (n <= main or len(key) >= _LEAST_NAMED * len(title)) for title in keys)
    ]
    if named:
        return min(named, key=lambda n: (abs(n - main), n))
    before = [(n, piece) for n, piece, _ in headings if n <= main]
    first = [n for n, piece in before if piece.tag == "h1"]
    return first[-1] if first else before[-1][0] if before else None


def _main(page: Passage, found: Sequence[Found], cleaning: Cleaning) -> list[int]:
    """The numbers of the article's pieces: those that the extraction library names, and what stands beside them alike."""
    is_too_much = len(found) > _MOST_PIECES or _MANY_ATTRIBUTES.search(page.text) is not None
    if is_too_much and _library():
        what = "read the page without the library for web pages, as it has too many pieces"
        cleaning.did("main-text", page.origin(0), what)
    text = None if is_too_much else _extracted(page, cleaning)
    lines = [_key(line) for line in text.split("\n")] if text else []
    short = Counter(line for line in lines if line)
    whole = "".join(lines)
    chosen: list[int] = []
    cursor = 0
    for number, (_, block) in enumerate(found):
        key = _key(block.text)
        end = _end_in(whole, key, cursor) if key else -1
        if end >= 0:
            chosen.append(number)
            cursor = end
        elif key and short[key]:
            chosen.append(number)
            short[key] -= 1
    if sum(len(_key(found[n][1].text)) for n in chosen) <= _FEWEST_FOUND * len(whole):
        chosen = sorted({*chosen, *_fallback(found)})
    kept = set(chosen) | _alike(found, chosen)
    inner = range(min(kept, default=0), max(kept, default=0))
    kept |= {n for n in inner if found[n][1].kind is BlockKind.SUBHEADING and n + 1 in kept}
    main = [n for n in sorted(kept) if not _is_cell(*found[n]) and not _is_teaser(*found[n])]
    while main and found[main[-1]][1].kind is BlockKind.SUBHEADING:
        # What stood below it is no text of the article.
        main.pop()
    return main


def _end_in(whole: str, key: str, cursor: int) -> int:
    """Where a piece ends in the main text, which may have more in it, such as marks of notes; -1 if it is not there."""
    if whole.startswith(key, cursor):
        return cursor + len(key)
    at = whole.find(key, cursor) if len(key) >= _FEWEST_CHARACTERS else -1
    if at >= 0:
        return at + len(key)
    if len(key) < 2 * _FEWEST_CHARACTERS:
        return -1
    start = whole.find(key[:_FEWEST_CHARACTERS], cursor)
    end = whole.find(key[-_FEWEST_CHARACTERS:], start) if start >= 0 else -1
    return end + _FEWEST_CHARACTERS if 0 <= start <= end <= start + len(key) * _MOST_LONGER else -1


def _alike(found: Sequence[Found], chosen: Sequence[int]) -> set[int]:
    """Paragraphs that stand in the element which holds most of those that were chosen, as deep and alike as most of them."""
    paths = [found[n][0].path for n in chosen]
    if not paths:
        return set()
    home = _home(paths)
    shape, _ = Counter((len(found[n][0].path), found[n][0].tag) for n in chosen).most_common(1)[0]
    reach = range(_edge(found, chosen[0], -1), _edge(found, chosen[-1], 1) + 1)
    return {
        number
        for number, (piece, block) in enumerate(found)
        if number in reach
        and piece.path[: len(home)] == home
        and (len(piece.path), piece.tag) == shape
        and block.kind is BlockKind.PARAGRAPH
        and len(_key(block.text)) >= _FEWEST_CHARACTERS
    }


def _home(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The path of the innermost element that holds most of the pieces with these paths."""
    home: tuple[int, ...] = ()
    inside = [path for path in paths if path]
    while inside:
        depth = len(home)
        step, count = Counter(path[depth] for path in inside).most_common(1)[0]
        if count < _MOST_CHOSEN * len(paths):
            break
        home = (*home, step)
        inside = [path for path in inside if path[depth] == step and len(path) > depth + 1]
    return home


def _edge(found: Sequence[Found], number: int, step: int) -> int:
    """The last piece in a direction before a heading: behind one, something else begins."""
    while 0 <= number + step < len(found) and found[number + step][1].kind is not BlockKind.SUBHEADING:
        number += step
    return number


def _is_teaser(piece: Piece, block: Block) -> bool:
    """A block that is nothing but links, and no sentence."""
    return piece.linked > _MOST_LINKED * piece.length and not _STOP.search(block.text)


def _is_cell(piece: Piece, block: Block) -> bool:
    """A cell of a table, as long as it is no paragraph: tables of numbers are not read."""
    return piece.tag in ("td", "th", "caption", "dt") and len(block.text) < _LONGEST_CELL


def _extracted(page: Passage, cleaning: Cleaning) -> str | None:
    """The main text as the library sees it, a line for each block; None if there is none, or no library.

    It is made for pages as they are found; where it fails, the page is read as it is without it.
    """
    library = _library()
    try:
        return library(page.text) if library else None
    except Exception as error:  # noqa: BLE001 (whatever a page does to it)
        what = f"read the page without the library for main texts, which failed ({type(error).__name__})"
        cleaning.did("main-text", page.origin(0), what)
        return None


@cache
def _library() -> Callable[[str], str | None] | None:
    """The extraction library, if the extra is installed; it takes a second to load, so only pages load it."""
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 (see above)
    except ImportError:
        return None
    return lambda page: getattr(
        bare_extraction(page, include_comments=False, include_tables=True, with_metadata=False), "text", None
    )


def _fallback(found: Sequence[Found]) -> list[int]:
    """Without the library: what stands in the article or main element, else what does not stand beside it."""
    for tag in ("article", "main"):
        inside = [n for n, (piece, _) in enumerate(found) if tag in piece.inside]
        if sum(len(found[n][1].text) for n in inside) >= 10 * _FEWEST_CHARACTERS:
            return [n for n in inside if not found[n][0].inside & _BESIDE_ARTICLE]
    return [n for n, (piece, _) in enumerate(found) if not piece.inside & _BESIDE]


def _key(text: str) -> str:
    """The letters of a text. Digits may be marks of notes, which the library reads and this module does not."""
    return "".join(character for character in text.casefold() if character.isalpha())


def suffix_of(data: bytes) -> str:
    """What the ending of a text without a name would be: a web page's, or a plain text's."""
    return ".html" if _PAGE.match(data.lstrip(b"\xef\xbb\xbf")) else ".txt"
