"""The author's notes in Markdown: `[^1]` and its definition, wherever that stands, and notes in the text: `^[…]`.

What nobody defines and what nobody refers to stays text. Definitions are found by a plugin of the parser; those in the text
are read in place here, as the plugin reads each anew for each that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from backgrounder.seeds.article import NOTE, Block, BlockKind, Draft, Element, order_of_notes
from backgrounder.seeds.formats.seen import Seen
from backgrounder.text.passage import Passage

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


_LONGEST_LABEL = 1_000  # as of a link


def with_notes(parser: MarkdownIt) -> MarkdownIt:
    """A parser that reads notes where they stand."""
    from mdit_py_plugins.footnote.index import footnote_def  # noqa: PLC0415 (loaded when it is first needed)

    # What else the plugin does would lose definitions that nobody refers to, and takes the square of some texts.
    parser.block.ruler.before("reference", "definition", footnote_def, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.after("image", "note", _note_in_text)
    parser.inline.ruler.after("note", "note_ref", _reference)
    return parser


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (as the parser calls it)
    start = state.pos
    end = (
        state.src.find("]", start, min(start + _LONGEST_LABEL, state.posMax))
        if state.src.startswith("[^", start)
        else -1
    )
    label = state.src[start + 2 : end]
    if end < 0 or f":{label}" not in state.env.get("footnotes", {}).get("refs", ()):
        return False
    if not silent:
        state.push("note_ref", "", 0).meta = {"label": label}
    state.pos = end + 1
    return True


def _note_in_text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (as the parser calls it)
    from markdown_it.helpers import parseLinkLabel  # noqa: PLC0415 (loaded when it is first needed)

    start = state.pos
    end = parseLinkLabel(state, start + 1) if state.src.startswith("^[", start) else -1
    if not state.src[start + 2 : max(end, 0)].strip():
        return False
    if not silent:
        rest = state.posMax
        state.pos, state.posMax = start + 2, end
        state.push("note_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("note_close", "", -1)
        state.posMax = rest
    state.pos = end + 1
    return True


@dataclass(slots=True)
class Notes:
    """The notes of a text while it is read: of definitions their keys by label, and how each begins; the notes in the text."""

    keys: dict[str, str]
    count: int  # of the elements so far
    seen: Seen
    begun: int = 0  # where the last definition begins, in the seed
    begins: dict[str, tuple[Element, Passage]] = field(default_factory=dict)
    in_text: list[Block] = field(default_factory=list)

    @classmethod
    def of(cls, tokens: Sequence[Token], seen: Seen) -> Notes:
        """What some tokens define: of two definitions with one label the first."""
        found = {token.meta["label"]: str(n) for n, token in reversed([*enumerate(tokens)]) if _is_definition(token)}
        return cls(found, len(tokens), seen)

    def opened(self, token: Token, number: int, source: Passage) -> Element:
        """A definition begins, in the lines of `source`."""
        label = token.meta["label"]
        # Several may begin in one line.
        start = max(source.text.find("[^", max(self.begun - source.origin(0), 0)), 0)
        self.begun = source.origin(start) + 1
        self.seen.passed(source, start, start + len(f"[^{label}]:"))
        element = Element(NOTE, number, (("label", label),))
        self.begins[element.key] = element, source.cut(start, start + len(f"[^{label}]:"))
        return element

    def add(self, draft: Draft) -> str:
        """Takes a note in the text. Its key, or nothing if it says nothing."""
        self.count += 1
        block = draft.block((Element(NOTE, self.count),)).stripped()
        self.in_text += [block] if block.text else []
        return block.note if block.text else ""

    def apart(self, found: Sequence[Block]) -> tuple[list[Block], tuple[Block, ...]]:
        """The blocks of the text, and those of the notes, in the order of the references to them.

        A definition that nobody refers to stays text, as it is written.
        """
        text = [block for block in found if not block.note]
        parts: dict[str, list[Block]] = {key: [] for key in self.begins}
        for block in [block for block in (*found, *self.in_text) if block.note]:
            parts.setdefault(block.note, []).append(block)
        for key, (element, begin) in self.begins.items():
            parts[key] = parts[key] or [Block(BlockKind.PARAGRAPH, begin, within=(element,))]
        order = order_of_notes(text, parts)
        used = {key for blocks in (text, *parts.values()) for block in blocks for key in block.referred}
        for key in [key for key in self.begins if key not in used]:
            first, *rest = [replace(block, within=block.within[1:]) for block in parts.pop(key)]
            begin = self.begins[key][1]
            if first.passage.origin(0) != begin.origin(0):
                first = Block.joined([replace(first, passage=begin, marks=()), first])
            text += first, *rest
            order |= order_of_notes((first, *rest), parts)
        # Notes that only refer to themselves and to one another.
        order |= dict.fromkeys(parts)
        if len(parts) < len(self.begins) + len(self.in_text):
            text.sort(key=lambda block: block.passage.origin(0))
        return text, tuple(_labelled([parts[key] for key in order]))


def _is_definition(token: Token) -> bool:
    return token.type == "footnote_reference_open"


def _labelled(notes: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """The blocks of notes with what those are called: by the author's numbers if all have one, or else in their order."""
    given = [dict(blocks[0].within[0].given).get("label", "") for blocks in notes]
    has_numbers = all(label.isdecimal() and len(label) < 5 for label in given)
    for number, (label, blocks) in enumerate(zip(given, notes, strict=True), 1):
        called = (("label", label if has_numbers else str(number)),)
        for block in blocks:
            yield replace(block, within=(replace(block.within[0], given=called), *block.within[1:]))
