"""The block at the end of a text that begins with `Source:`: the address or the publication that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from backgrounder.language.lexicon import Lexicon
from backgrounder.language.phrases import one_of
from backgrounder.language.sentences import ends_sentence
from backgrounder.seeds.article import Block, MarkKind
from backgrounder.seeds.cleaning.document import Act, Document, quoted
from backgrounder.seeds.formats.plain_text import is_rule
from backgrounder.sources.addresses import web_address
from backgrounder.text.passage import Passage

ADDRESS = re.compile(
    r"\]\(\s*<?(?P<target>https?://(?:[^\s<>()]++|\([^\s<>()]*+\)|\()+)|(?P<plain>https?://(?:[^\s<>\]()]++|\([^\s<>\]()]*+\)|\()+)"
)
"""A web address in plain text, or the target of a Markdown link; with brackets in it that are closed in it."""


def without_source_block(document: Document) -> Document:
    """Cuts the block at the end of a text, with the rule before it; a line without an address is the publication."""
    text = document.text
    lower = text.text.lower()
    words = document.lexicon.pages.sources
    labels = list(_label(document.lexicon).finditer(text.text)) if any(word.lower() in lower for word in words) else []
    if not labels:
        return document
    label = labels[-1]
    lines = _reference_lines(text.text[label.end() :])
    url = _first_address("\n".join(lines))
    publication = lines[0].rstrip(".") if len(lines) == 1 and not url and _is_publication(lines[0]) else None
    if not (url or publication) or not _is_apart(text.text[: label.start()], label.group().strip(), url):
        return document
    body = text.cut(0, label.start()).strip()
    head, _, last = body.text.rpartition("\n")
    if is_rule(last):
        body = body.cut(0, len(head)).strip()
    return replace(_with_source(document, text.cut(label.start(), len(text)), url, publication), text=body)


def without_last_source(document: Document) -> Document:
    """Reads the source block that is the last block of a document."""
    last = document.blocks[-1] if document.blocks and document.told.container_title is None else None
    if last and (url := _source_of(last, document.lexicon)):
        return replace(_with_source(document, last.passage, url), blocks=document.blocks[:-1])
    return document


def without_source_behind(document: Document, main: Sequence[int]) -> tuple[Document, Sequence[int]]:
    """Reads the source block that stands shortly behind some blocks (`main`), or is the last of them."""
    last = main[-1] if main and not document.told.url else len(document.blocks)
    for number, block in enumerate(document.blocks[last : last + 10], start=last):
        if url := _source_of(block, document.lexicon):
            return _with_source(document, block.passage, url), [n for n in main if n != number]
    return document, main


@cache
def _label(lexicon: Lexicon) -> re.Pattern[str]:
    """What begins a source block: `Source:`."""
    return re.compile(rf"^[ \t]*{one_of(lexicon.pages.sources, {})}[ \t]*:", re.IGNORECASE | re.MULTILINE)


def _with_source(document: Document, block: Passage, url: str | None, publication: str | None = None) -> Document:
    """A document with what its source block tells; what is known before counts first."""
    told = document.told
    told = replace(told, url=told.url or url, container_title=told.container_title or publication)
    act = Act.on("source-block", block, f"read the source block {quoted(block.text)} and left it out of the text")
    return replace(document, told=told, acts=(*document.acts, act))


def _source_of(block: Block, lexicon: Lexicon) -> str | None:
    """The address that a block beginning with `Source:` names, in its text or as a link; None for any other."""
    label = _label(lexicon).match(block.text)
    if label is None or not _reference_lines(block.text[label.end() :]):
        return None
    targets = [mark.target for mark in block.marks if mark.kind is MarkKind.LINK]
    return targets[0] if targets else _first_address(block.text)


def _first_address(text: str) -> str | None:
    """The first web address, a Markdown link's target before its text (where pasting escapes it)."""
    found = sorted(ADDRESS.finditer(text), key=lambda m: m["target"] is None)
    addresses = (web_address((m["target"] or m["plain"]).replace("\\", "").rstrip(".,;")) for m in found)
    return next(filter(None, addresses), None)


def _is_apart(before: str, label: str, url: str | None) -> bool:
    """Whether the line before a source block lets one begin: blank, a rule, or the end of a sentence above an address."""
    line = before.rpartition("\n")[0].rpartition("\n")[2]
    ends = ends_sentence(line.rstrip()) or line.rstrip().endswith((":", ";"))
    return not line.strip() or is_rule(line) or (url is not None and label[0].isupper() and ends)


def _reference_lines(text: str) -> list[str]:
    """The lines of a block behind its label; none if one is prose. Only addresses and notes follow a blank line."""
    lines: list[str] = []
    apart = False
    for line in map(str.strip, text.split("\n")):
        if not line:
            apart = bool(lines)
            continue
        if not _is_reference(line) or (apart and not ADDRESS.search(line) and not line.startswith("[")):
            return []
        lines.append(line)
    return lines if len(lines) <= 6 else []


def _is_reference(line: str) -> bool:
    """A line of a source block: an address with little around it, or a few words that are no sentence."""
    rest = ADDRESS.sub("", line)
    if rest != line:
        return len(rest) <= 60 + line.count("\\") + len(line) // 2
    *words, last = line.split()
    ends = last.endswith(".") and len(last) > 4 and last[-5:-1].replace("_", "a").isalnum()
    return len(line) <= 80 and not ends and not {"?", "!"} & set(line) and not any(w.endswith(".") for w in words)


def _is_publication(line: str) -> bool:
    """Whether a line can be the name of a publication: it begins with a capital or a figure, and is no clause."""
    words = line.split()
    is_clause = any(before.endswith(",") and "a" <= word[0] <= "z" for before, word in pairwise(words))
    return (line[0].isupper() or line[0].isdigit()) and len(words) <= 10 and not is_clause
