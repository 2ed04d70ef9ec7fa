"""From a saved web page to the blocks of its article: which pieces of the page they are, and which is the heading.

A library names the main text (`pip install mkdocs-backgrounder[html]`), or else the page's element `article` or `main`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from backgrounder.language.dates import Date
from backgrounder.language.foreign_bylines import all_byline_lexicons, byline_lexicons, language_of
from backgrounder.language.sentences import ends_sentence
from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.document import Act, Document, Standing, WebPage, Whole, quoted
from backgrounder.seeds.cleaning.source_block import without_source_behind
from backgrounder.seeds.cleaning.top import read_top
from backgrounder.seeds.formats.html_metadata import read_meta, site_in
from backgrounder.seeds.formats.page_bylines import date_of
from backgrounder.seeds.formats.web_elements import BESIDE_ARTICLE, notes_to, with_whole_elements
from backgrounder.text.passage import NOTHING

_FEWEST_CHARACTERS = 25  # letters and digits that a block must have to be recognised by a part of the main text
_FEWEST_FOUND = 0.3  # the part of the library's text that must be found again in the page's blocks
_MOST_ABOVE = 0.3  # the part of a text that may stand above its heading, as a summary or a caption, and is left out
_LONGEST_CELL = 60
_LINES_ABOVE, _LINES_BELOW, _LONGEST_LINE = (
    4,
    7,
    120,
)  # blocks around the heading, and characters of one that gives the date
_MANY_ATTRIBUTES = re.compile(r"<(?:[^<>\s]*+\s++){20000}")
_PAGE = re.compile(
    rb"\s*(?><!--.*?-->\s*)*<(?:!doctype\s+html|\?xml|html|head|body|article|main|section|div|p|h[1-6]|table)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_page(document: Document) -> Document:
    """Makes blocks of a page, and reads what it says of itself. Without `main-text`, no class hides any of it."""
    from backgrounder.seeds.formats.html import HtmlReader  # noqa: PLC0415 (loaded when it is first needed)

    # A class that all of the text stands in says something else: then it is read again.
    for by_class in (document.does("main-text"), False):
        reader = HtmlReader(document.text, by_class=by_class)
        found = reader.found(with_notes=True)
        if any(block.kind.is_read for _, block in found):
            break
    language = document.language or reader.meta.first("lang", "og:locale") or language_of(one.text for _, one in found)
    told, titles = read_meta(reader.meta, document.lexicon, language)
    page = WebPage(
        source=document.text,
        standings=tuple(standing for standing, _ in found),
        titles=titles,
        title="".join(reader.meta.texts("title")),
        marked={kind: reader.meta.texts(kind) for kind in ("author", "byline", "date")},
    )
    whole = Whole(NOTHING, (), tuple(reader.content), reader.parents, tuple(reader.references.shown))
    blocks = tuple(block for _, block in found)
    return replace(document, text=document.text.cut(0, 0), blocks=blocks, told=told, page=page, whole=whole)


def read_article(document: Document) -> Document:
    """Takes the article out of a page (all of it without `main-text`), and records what does not belong to it."""
    page, blocks = document.page, document.blocks
    assert page
    main, problems = _main(page, blocks) if document.does("main-text") else (range(len(blocks)), [])
    main, heading = _below_heading(page, blocks, main)
    kept = notes_to(blocks, [*main, *([] if heading is None else [heading])])
    main = [number for number in main if number not in kept]
    notes = tuple(blocks[number] for number in kept)
    # What nothing in it refers to is text like any other.
    blocks = tuple(replace(b, within=b.within[1:]) if b.note and n not in kept else b for n, b in enumerate(blocks))
    document = replace(document, blocks=blocks, notes=notes)
    if document.does("main-text"):
        is_all = len({*main, *kept} | {heading} - {None}) == len(blocks)
        problems += [] if is_all else [(page.source.origin(0), "took the article out of the page")]
        document = replace(document, acts=(*document.acts, *(Act("main-text", *act) for act in problems)))
    if document.does("source-block"):
        document, main = without_source_behind(document, main)
    return _with_title(document, page, main, heading)


def _below_heading(page: WebPage, blocks: Sequence[Block], main: Sequence[int]) -> tuple[Sequence[int], int | None]:
    """The article without what stands above its heading, and the heading."""
    heading = _heading(page, blocks, main[0] if main else 0)
    if heading is not None and main:
        behind = [number for number in main if number > heading]
        # Most of the text stands behind its heading, or else something else is the heading.
        length = sum(len(blocks[number].text) for number in main)
        above = length - sum(len(blocks[number].text) for number in behind)
        main = behind if above <= length * _MOST_ABOVE else [number for number in main if number != heading]
    return main, heading


def _with_title(document: Document, page: WebPage, numbers: Sequence[int], heading: int | None) -> Document:
    """The document of some blocks, with the title and what the lines above the text tell."""
    blocks = document.blocks
    main = [blocks[number] for number in numbers]
    start = numbers[0] if numbers else 0
    near = [blocks[n] for n in range(max(start - 8, 0), min(start + 2, len(blocks))) if n not in numbers]
    title = None if heading is None else blocks[heading]
    if title is None:
        title, near, main = _title_line(near, main, page.title)
    above = read_top(replace(document, blocks=tuple(near)))
    issued = above.told.issued or _date_near(document, page, start if heading is None else heading)
    told = replace(document.told, author=above.told.author, issued=issued)
    document = replace(document, blocks=tuple(main), told=told, acts=above.acts, page=None)
    if title is None:
        return document
    site = site_in(page.title, title.text) if told.site_guessed else None
    told = replace(told, container_title=site or told.container_title)
    document = replace(document, heading=Block(BlockKind.HEADING, title.passage), told=told)
    marked = {kind: page.marked.get(kind, ()) for kind in ("byline", "date")}
    said = {
        "main-text": (title.text,),
        "byline": (*marked["byline"], *page.marked.get("author", ())),
        "date": marked["date"],
    }
    steps = {_key(line): step for step, lines in said.items() if document.does(step) for line in lines if _key(line)}
    return _without_repeated(document, steps)


def _date_near(document: Document, page: WebPage, number: int) -> Date | None:
    """The date in a short line around the heading, whatever else it says: `Geneva, 5 March 2024, No. 12`."""
    around = range(max(number - _LINES_ABOVE, 0), min(number + _LINES_BELOW, len(document.blocks)))
    standing = [document.blocks[n].text for n in around if not page.standings[n].inside & BESIDE_ARTICLE]
    said = document.language or document.told.language or language_of(block.text for block in document.blocks)
    lexicons = byline_lexicons(document.lexicon, said) if said else all_byline_lexicons(document.lexicon)
    lines = [text for text in standing if len(text) <= _LONGEST_LINE and not ends_sentence(text)]
    return next(filter(None, (date_of(line, lexicons) for line in lines)), None)


def _without_repeated(document: Document, steps: Mapping[str, str]) -> Document:
    """The document without the blocks above the running text that repeat title, byline or date (`steps`, by key)."""
    gone: set[int] = set()
    acts = list(document.acts)
    for number, block in enumerate(document.blocks):
        if step := steps.get(_key(block.text)):
            gone.add(number)
            what = f"left out {quoted(block.text)}, which the page says elsewhere"
            acts.append(Act.on(step, block.passage, what))
        elif len(block.text) > _LONGEST_CELL:
            break
    return replace(document.without_blocks(gone), acts=tuple(acts))


def _title_line(near: list[Block], blocks: list[Block], whole: str) -> tuple[Block | None, list[Block], list[Block]]:
    """The line near the top that the page's title contains, where a page has no headings; and the rest of both lists."""
    title = _key(whole)
    for block in (*near, *blocks[:2]):
        start = 0
        for line in block.text.split("\n"):
            end = start + len(line)
            if len(key := _key(line)) >= _FEWEST_CHARACTERS // 2 and key in title:
                rest = (block.cut(0, max(start - 1, 0)), block.cut(min(end + 1, len(block.text)), len(block.text)))
                above = [one for one in near if one is not block] + [part for part in rest if part.text]
                return block.cut(start, end), above, [one for one in blocks if one is not block]
            start = end + 1
    return None, near, blocks


def _heading(page: WebPage, blocks: Sequence[Block], main: int) -> int | None:
    """The heading of a text that begins at `main`: the page's title, else a part of it, else the last one above."""
    titles = [_key(title) for title in page.titles]
    all_headings = (n for n, block in enumerate(blocks) if block.kind is BlockKind.SUBHEADING)
    headings = {n: _key(blocks[n].text) for n in all_headings if not page.standings[n].inside & BESIDE_ARTICLE}
    given = [number for title in titles for number, key in headings.items() if key == title]
    if given:
        return given[0]
    # Below the text's beginning, a heading must be half of a title.
    long = {n: key for n, key in headings.items() if len(key) > 3}
    for title in titles:
        named = [n for n, key in long.items() if key in title and (n <= main or 2 * len(key) >= len(title))]
        named = named or [
            n for n, key in long.items() if len(title) > _FEWEST_CHARACTERS and title in key and n <= main
        ]
        if named:
            return min(named, key=lambda number: (abs(number - main), number))
    if len(page.titles) > 1:
        # A heading that no title of the head has anything in common with is the site's, or a menu's.
        words = {word for title in page.titles for word in _words(title)}
        headings = {n: key for n, key in headings.items() if not words.isdisjoint(_words(blocks[n].text))}
    before = [number for number in headings if number <= main]
    first = [number for number in before if page.standings[number].tag == "h1"]
    return first[-1] if first else before[-1] if before else None


def _words(text: str) -> list[str]:
    """The words of a text that say something, in small letters."""
    return [word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3]


def _main(page: WebPage, blocks: Sequence[Block]) -> tuple[Sequence[int], list[tuple[int, str]]]:
    """The article's blocks, which the library names or which stand beside those alike; and what to say of it."""
    text, problems = _extracted(page, len(blocks))
    lines = [_key(line) for line in text.split("\n")] if text else []
    chosen = _named(lines, [_key(block.text) for block in blocks])
    if sum(len(_key(blocks[n].text)) for n in chosen) <= _FEWEST_FOUND * sum(map(len, lines)):
        chosen = sorted({*chosen, *_fallback(page, blocks)})
    prose = [number for number in chosen if blocks[number].kind is not BlockKind.CELL]
    kept = set(chosen) | _alike(page, blocks, prose)
    inner = range(min(kept, default=0), max(kept, default=0))
    kept |= {n for n in inner if blocks[n].kind is BlockKind.SUBHEADING and n + 1 in kept}
    kept = with_whole_elements(page, blocks, kept)
    # What only sets a page has nothing to read in its short cells; a long one is a paragraph.
    short = {n for n in kept if len(blocks[n].text) < _LONGEST_CELL and blocks[n].kind is not BlockKind.CELL}
    cells = {n for n in short if page.standings[n].tag in ("td", "th", "caption")}
    main = [n for n in sorted(kept - cells) if not _is_teaser(page.standings[n], blocks[n])]
    while main and blocks[main[-1]].kind is BlockKind.SUBHEADING:
        # What stood below it is no text of the article.
        main.pop()
    return main, problems


def _named(lines: Sequence[str], keys: Sequence[str]) -> list[int]:
    """The numbers of the blocks (`keys`) that the main text has, in its order or as lines of their own."""
    whole = "".join(lines)
    short = Counter(filter(None, lines))
    chosen: list[int] = []
    cursor = 0
    for number, key in enumerate(keys):
        end = _end_in(whole, key, cursor) if key else -1
        if end >= 0:
            chosen.append(number)
            cursor = end
        elif key and short[key]:
            chosen.append(number)
            short[key] -= 1
    return chosen


def _end_in(whole: str, key: str, cursor: int) -> int:
    """Where a block ends in the main text, which may have more in it, such as marks of notes; -1 if it is not there."""
    if whole.startswith(key, cursor):
        return cursor + len(key)
    at = whole.find(key, cursor) if len(key) >= _FEWEST_CHARACTERS else -1
    if at >= 0:
        return at + len(key)
    if len(key) < 2 * _FEWEST_CHARACTERS:
        return -1
    start = whole.find(key[:_FEWEST_CHARACTERS], cursor)
    end = whole.find(key[-_FEWEST_CHARACTERS:], start) if start >= 0 else -1
    return end + _FEWEST_CHARACTERS if 0 <= start <= end <= start + len(key) * 1.2 else -1


def _alike(page: WebPage, blocks: Sequence[Block], chosen: Sequence[int]) -> set[int]:
    """Paragraphs that stand in the elements which hold most of those chosen, as deep as most of them, and alike."""
    if not chosen:
        return set()
    paths = [standing.path for standing in page.standings]
    shapes = [(len(standing.path), standing.tag) for standing in page.standings]
    elements = Counter(element for number in chosen for element in paths[number])
    home = {element for element, count in elements.items() if count >= 0.8 * len(chosen)}
    shape, _ = Counter(shapes[number] for number in chosen).most_common(1)[0]
    # Behind a heading, something else begins.
    headings = [number for number, block in enumerate(blocks) if block.kind is BlockKind.SUBHEADING]
    first = max((number + 1 for number in headings if number < chosen[0]), default=0)
    behind = min((number for number in headings if number > chosen[-1]), default=len(blocks))
    alike = (n for n in range(first, behind) if home.issubset(paths[n]) and shapes[n] == shape)
    paragraphs = (number for number in alike if blocks[number].kind is BlockKind.PARAGRAPH)
    return {number for number in paragraphs if len(_key(blocks[number].text)) >= _FEWEST_CHARACTERS}


def _is_teaser(standing: Standing, block: Block) -> bool:
    """A block that is nothing but links, and no sentence but a question, if it stands in no table."""
    is_said = ends_sentence(block.text) and not block.text.endswith("?")
    return block.kind is not BlockKind.CELL and standing.is_mostly_links and not is_said


def _extracted(page: WebPage, pieces: int) -> tuple[str | None, list[tuple[int, str]]]:
    """The main text as the library sees it, a line for each block, if it finds one; and what to say."""
    library = _library()
    if library is None:
        return None, []
    what = "read the page without the library for web pages, as it has too many pieces"
    # The library takes the square of many pieces, and of many attributes of one element.
    if pieces <= 4_000 and not _MANY_ATTRIBUTES.search(page.source.text):
        try:
            return library(page.source.text), []
        except Exception as error:  # noqa: BLE001 (whatever a page does to it)
            what = f"read the page without the library for main texts, which failed ({type(error).__name__})"
    return None, [(page.source.origin(0), what)]


@cache
def _library() -> Callable[[str], str | None] | None:
    """The extraction library, if the extra is installed; it takes a second to load, so only pages load it."""
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 (see above)
    except ImportError:
        return None
    extraction = partial(bare_extraction, include_comments=False, include_tables=True, with_metadata=False)
    return lambda page: getattr(extraction(page), "text", None)


def _fallback(page: WebPage, blocks: Sequence[Block]) -> list[int]:
    """Without the library: what stands in the article or main element, else what does not stand beside it."""
    for tag in ("article", "main"):
        inside = [number for number, standing in enumerate(page.standings) if tag in standing.inside]
        if sum(len(blocks[number].text) for number in inside) >= 10 * _FEWEST_CHARACTERS:
            return [number for number in inside if not page.standings[number].inside & BESIDE_ARTICLE]
    return [n for n, standing in enumerate(page.standings) if not standing.inside & (BESIDE_ARTICLE | {"header"})]


def _key(text: str) -> str:
    """The letters of a text. Digits may be marks of notes, which the library reads and this module does not."""
    return "".join(character for character in text.casefold() if character.isalpha())


def suffix_of(data: bytes) -> str:
    """What the ending of a text without a name would be: a web page's, or a plain text's."""
    return ".html" if _PAGE.match(data.lstrip(b"\xef\xbb\xbf")) else ".txt"
