"""The feeder for rendered pages, by their element trees: over text it would corrupt code, nest links, or miss names."""

from __future__ import annotations

import html
import operator
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from backgrounder.glossary.entry import Entry
from backgrounder.linking.mention import Mention, Part, Reason, Stretch, Zone
from backgrounder.text.extension import page_uri
from backgrounder.text.passage import Passage

Linker = Callable[[Sequence[Stretch]], Sequence[Mention]]
"""From the stretches of a page to their mentions."""
LinkerOf = Callable[[str], Linker | None]
"""From a page's uri to its linker; None for a page that is not to be linked."""
Attributes = Callable[[Entry, str], Mapping[str, str]]
"""From an entry and a page's uri to the attributes of the link that leads there, which is source-relative."""

_BLOCKS = frozenset(
    "p li td th dd dt blockquote div section article aside figure figcaption caption details summary "
    "ul ol dl table thead tbody tfoot tr pre hr h1 h2 h3 h4 h5 h6".split()
)
_REASONS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"), Reason.HEADING),
    **dict.fromkeys(("code", "pre", "kbd", "script", "style", "math", "samp", "var"), Reason.CODE),
    **dict.fromkeys(("a", "button", "label"), Reason.EXISTING_LINK),
    "blockquote": Reason.QUOTATION,
}
_ESCAPED = re.compile("\x02(?P<escaped>\\d{1,7})\x03|\x02wzxhzdk:(?P<stashed>\\d+)\x03|\x02amp\x03")
_RAW = "\ufffc"
"""Stands for a piece of raw HTML in a stretch (OBJECT REPLACEMENT CHARACTER)."""
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)")
_RAW_NOLINK = re.compile(r"""\bclass\s*=\s*["'][^"']*\bnolink\b""")


class LinkExtension(Extension):
    """Links the mentions of entries in the pages that have a linker."""

    def __init__(self, linker_of: LinkerOf, attributes: Attributes) -> None:
        super().__init__()
        self.linker_of = linker_of
        self.attributes = attributes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the host's name)
        """Registers the processor after attr_list (8) and before abbr (7), smarty (6), toc (5) and MkDocs' links (0)."""
        md.treeprocessors.register(_Links(md, self), "backgrounder-links", 7.5)


Path = tuple[ET.Element, ...]
"""Elements from a block down to the one that contains something."""


@dataclass(slots=True)
class _Slot:
    """A piece of text in the tree: the `text` or the `tail` of an element, and where it stands in its stretch."""

    owner: ET.Element
    is_tail: bool
    path: Path
    start: int
    passage: Passage

    @property
    def container(self) -> ET.Element:
        """The element whose own text this is: the owner, or for a tail its parent."""
        return self.path[-1]

    @property
    def end(self) -> int:
        return self.start + len(self.passage)


@dataclass(slots=True)
class _Gathered:
    """A stretch in the making. `reason`: why nothing in it is linked."""

    reason: Reason | None
    part: Part
    slots: list[_Slot] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    elements: list[tuple[int, int]] = field(default_factory=list)
    raw_tags: list[tuple[str, str, int]] = field(default_factory=list)
    length: int = 0

    def stretch(self) -> Stretch:
        text = "".join(slot.passage.text for slot in self.slots)
        everywhere = [Zone(0, self.length, self.reason)] if self.reason and self.length else []
        return Stretch(text, (*self.zones, *everywhere), tuple(self.elements), self.part)


class _Links(Treeprocessor):
    def __init__(self, md: Markdown, extension: LinkExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: ET.Element) -> None:
        page = page_uri(self.md)
        linker = self.extension.linker_of(page)
        if linker is None:
            return
        gathered = [g for g in self._gather(root, None) if g.slots]
        # From the last to the first, so that the offsets of the others hold.
        for mention in reversed(linker([g.stretch() for g in gathered])):
            if mention.linked and mention.entry:
                _wrap(gathered[mention.stretch], mention, self.extension.attributes(mention.entry, page))

    def _gather(self, block: ET.Element, reason: Reason | None, part: Part = Part.TEXT) -> Iterator[_Gathered]:
        """The stretches below a block element, in order; inline elements belong to their block's stretch."""
        current = _Gathered(reason, part)
        self._add(current, block, (block,), is_tail=False)
        for child in block:
            if str(child.tag) in _BLOCKS:
                yield current
                yield from self._gather(child, _reason(child) or reason, _part(child) or part)
                current = _Gathered(reason, part)
            else:
                self._inline(current, child, (block,))
            self._add(current, child, (block,), is_tail=True)
        yield current

    def _inline(self, current: _Gathered, element: ET.Element, path: Path) -> None:
        if element.tag in ("sup", "img", "svg", "object"):
            # They end a word: a name neither goes on behind a footnote's number nor contains it.
            current.slots.append(_Slot(element, False, path, current.length, Passage.whole(_RAW)))  # noqa: FBT003
            current.length += 1
            return
        start = current.length
        inner = (*path, element)
        self._add(current, element, inner, is_tail=False)
        for child in element:
            self._inline(current, child, inner)
            self._add(current, child, inner, is_tail=True)
        reason = _reason(element)
        if reason and current.length > start:
            current.zones.append(Zone(start, current.length, reason, self._target(element)))
        elif current.length > start:
            current.elements.append((start, current.length))

    def _target(self, element: ET.Element) -> str | None:
        """The uri that a link made by hand leads to, as far as the tree shows it."""
        href = element.get("href", "")
        if element.tag != "a" or not href or "//" in href or href.startswith(("#", "/", "mailto:")):
            return None
        return posixpath.normpath(posixpath.join("/", page_uri(self.md), "..", href.partition("#")[0]))[1:]

    def _add(self, current: _Gathered, owner: ET.Element, path: Path, *, is_tail: bool) -> None:
        text = owner.tail if is_tail else owner.text
        if not text:
            return
        passage = Passage.whole(text)
        if "\x02" in text:
            # Escaped characters and entities are still placeholders in the tree.
            passage = passage.replace((m.start(), m.end(), self._seen(m)) for m in _ESCAPED.finditer(text))
        slot = _Slot(owner, is_tail, path, current.length, passage)
        current.slots.append(slot)
        if _RAW in passage.text:
            self._raw_tags(current, slot, text)
        if isinstance(text, AtomicString):
            current.zones.append(Zone(slot.start, slot.end, Reason.CODE))
        current.length = slot.end

    def _raw_tags(self, current: _Gathered, slot: _Slot, text: str) -> None:
        """Inline HTML is stashed out of the tree, tag by tag: what stands between two tags of a kind is a zone."""
        offset = -1
        for match in (m for m in _ESCAPED.finditer(text) if self._seen(m) == _RAW):
            offset = slot.passage.text.index(_RAW, offset + 1)
            tag = _TAG.match(self._stashed(match))
            if tag and not tag["closing"]:
                name = "nolink" if _RAW_NOLINK.search(self._stashed(match)) else tag["name"].lower()
                current.raw_tags.append((tag["name"].lower(), name, slot.start + offset))
            elif tag and current.raw_tags and current.raw_tags[-1][0] == tag["name"].lower():
                _, name, start = current.raw_tags.pop()
                reason = Reason.NOLINK if name == "nolink" else _REASONS.get(name)
                if reason:
                    current.zones.append(Zone(start, slot.start + offset + 1, reason))

    def _seen(self, match: re.Match[str]) -> str:
        """What a reader will see of a placeholder."""
        if match["escaped"]:
            code = int(match["escaped"])
            return chr(code) if code < 0x110000 else _RAW
        if match["stashed"]:
            raw = self._stashed(match)
            is_character = raw.startswith("&") and raw.endswith(";") and raw[1:-1].removeprefix("#").isalnum()
            return html.unescape(raw) if is_character else _RAW
        return "&"

    def _stashed(self, match: re.Match[str]) -> str:
        blocks = self.md.htmlStash.rawHtmlBlocks
        number = int(match["stashed"] or -1)
        raw = blocks[number] if 0 <= number < len(blocks) else ""
        return raw if isinstance(raw, str) else ""


def _part(element: ET.Element) -> Part | None:
    """The part of the page that an element begins; None if it goes on."""
    by_class = {"footnote": Part.FOOTNOTE, "bg-facts": Part.FACTS}.get(element.get("class", ""))
    return by_class or (Part.TABLE if element.tag == "table" else None)


def _reason(element: ET.Element) -> Reason | None:
    """Why nothing below an element is linked; None if its own kind says nothing about it."""
    classes = element.get("class", "").split()
    if "nolink" in classes:
        return Reason.NOLINK
    if "admonition-title" in classes:
        return Reason.HEADING
    return _REASONS.get(str(element.tag))


def _wrap(gathered: _Gathered, mention: Mention, attributes: Mapping[str, str]) -> None:
    """Puts a link around a mention: in one piece of text, or around pieces and the inline elements between them."""
    touched = [s for s in gathered.slots if s.start < mention.end and mention.start < s.end]
    first, last = touched[0], touched[-1]
    link = ET.Element("a", dict(attributes))
    if first is last:
        before, link.text, link.tail = _split(first, mention)
        _put(first, before, link)
        return
    # What two paths have in common, they have from the block down.
    depth = sum(map(operator.is_, first.path, last.path))
    outer = first.path[depth - 1]
    # What the link begins in: text of the common element itself, or a child that it takes in whole.
    if first.container is outer:
        before, link.text, _ = _split(first, mention)
        _put(first, before, link)
    else:
        outer.insert(list(outer).index(first.path[depth]), link)
    stop = last.owner if last.container is outer else last.path[depth]
    children = list(outer)
    for child in children[children.index(link) + 1 : children.index(stop) + 1]:
        outer.remove(child)
        link.append(child)
    if last.container is outer:
        _, stop.tail, link.tail = _split(last, mention)
    else:
        stop.tail, link.tail = None, stop.tail


def _split(slot: _Slot, mention: Mention) -> tuple[str, str, str]:
    """A slot's own text, placeholders and all, before, inside and behind a mention."""
    raw = (slot.owner.tail if slot.is_tail else slot.owner.text) or ""
    begin = slot.passage.origin(mention.start - slot.start) if mention.start > slot.start else 0
    close = slot.passage.origin(mention.end - slot.start) if mention.end < slot.end else len(raw)
    return raw[:begin], raw[begin:close], raw[close:]


def _put(slot: _Slot, before: str, link: ET.Element) -> None:
    """The link behind what is left of its slot's text."""
    if slot.is_tail:
        slot.owner.tail = before
        slot.container.insert(list(slot.container).index(slot.owner) + 1, link)
    else:
        slot.owner.text = before
        slot.owner.insert(0, link)
