"""What a seed has for readers beside its running text: pictures, addresses, remarks; and what of it is only markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from backgrounder.seeds.cleaning.document import Content, Whole
from backgrounder.text.passage import Passage

_EMBEDDED = frozenset("img iframe frame embed object video audio source track input image".split())
_UNSEEN_ADDRESSES = ("#", "javascript:", "about:")


def contents(tag: str, given: Mapping[str, str], origin: int, element: int = 0) -> Iterator[Content]:
    """What readers see or hear of the attributes of a tag that stands at an offset of the seed."""
    for kind, text in _read(tag, given) if given else ():
        if text.strip():
            yield Content(Passage.standing_at(origin, text), kind, element)


def _read(tag: str, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if tag in _EMBEDDED:
        kind = "picture" if tag in ("img", "input", "image") else "embedded"
        shown = [given.get("alt", ""), *_addresses(given, "src", "data-src", "data", "srcset", "poster", "xlink:href")]
        yield kind, ", ".join(filter(None, shown[:2] if kind == "picture" else shown))
    elif tag != "link":
        yield from (("address", address) for address in _addresses(given, "href", "cite"))
        yield "remark", given.get("alt", "")
    for name in ("title", "aria-label", "placeholder", "label", "summary"):
        yield "remark", given.get(name, "")
    if tag in ("input", "button") and given.get("type", "").lower() != "hidden":
        yield "remark", given.get("value", "")


def _addresses(given: Mapping[str, str], *names: str) -> Iterator[str]:
    """Where some attributes lead out of the page. Of what is written into the page itself, only the type."""
    for address in filter(None, (given.get(name, "").strip() for name in names)):
        if address.startswith("data:"):
            yield f"{address.partition(',')[0]},…"
        elif not address.lower().startswith(_UNSEEN_ADDRESSES):
            yield address


class Seen:
    """Gathers all that a Markdown text has for readers, and the spans that are only markup, while it is read."""

    def __init__(self, whole: Whole) -> None:
        self._text = whole.text
        self.content: list[Content] = []
        self.parents: dict[int, int] = {}
        self._markup: list[tuple[int, int]] = []

    def whole(self) -> Whole:
        """All that the text has for readers."""
        return Whole(self._text, tuple(self._markup), tuple(self.content), self.parents)

    def passed(self, source: Passage, start: int, end: int) -> None:
        """From `start` to `end`, a piece of the source is markup."""
        end = min(end, len(source))
        if start < end:
            self._markup.append((source.origin(start), source.origin(end - 1) + 1))

    def attributes(self, tags: Iterable[tuple[str, Mapping[str, str]]], origin: int) -> None:
        """What tags at a place of the seed lead to, and say beside the text."""
        for tag, given in tags:
            self.content += contents(tag, given, origin)
