"""What a seed has for readers beside its running text: pictures, addresses, remarks; and what of it is only markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import unquote

from backgrounder.seeds.cleaning.document import Content, Whole
from backgrounder.text.passage import Passage

if TYPE_CHECKING:
    from markdown_it.token import Token

_EMBEDDED = frozenset("img iframe frame embed object video audio source track input image".split())
_UNSEEN_ADDRESSES = ("#", "javascript:", "about:")


def contents(tag: str, given: Mapping[str, str], origin: int, element: int = 0) -> Iterator[Content]:
    """What readers see or hear of the attributes of a tag that stands at an offset of the seed."""
    for kind, text in _read(tag, given) if given and tag not in ("link", "meta", "script", "style") else ():
        if text.strip():
            yield Content(Passage(text, ((0, origin),)), kind, element)


def _read(tag: str, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if tag in _EMBEDDED:
        yield _embedded(tag, given)
    else:
        yield from (("address", address) for address in _addresses(given, "href", "cite"))
    yield from (("remark", given.get(name, "")) for name in _remarks(tag, given))


def _embedded(tag: str, given: Mapping[str, str]) -> tuple[str, str]:
    """A picture by its words and its address; anything else by all of its addresses."""
    shown = [given.get("alt", ""), *_addresses(given, "src", "data-src", "data", "srcset", "poster", "xlink:href")]
    is_picture = tag in ("img", "input", "image")
    return ("picture", ", ".join(filter(None, shown[:2]))) if is_picture else ("embedded", ", ".join(shown[1:]))


def _remarks(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    """The attributes of a tag whose text is shown or read out."""
    yield from ("title", "aria-label", "placeholder", "label", "summary")
    yield from ("alt",) if tag not in _EMBEDDED else ()
    yield from ("value",) if tag in ("input", "button") and given.get("type", "").lower() != "hidden" else ()


def _addresses(given: Mapping[str, str], *names: str) -> Iterator[str]:
    """Where some attributes lead out of the page. Of what is written into the page itself, only the type."""
    for address in (given.get(name, "").strip() for name in names):
        if address and not address.lower().startswith(_UNSEEN_ADDRESSES):
            yield f"{address.partition(',')[0]},…" if address.startswith("data:") else address


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

    def html(self, source: Passage, content: Iterable[Content], parents: Mapping[int, int]) -> None:
        """A piece of HTML, with what it has for readers."""
        self.passed(source, 0, len(source))
        self.content += content
        self.parents |= parents

    def attributes(self, tags: Iterable[tuple[str, Mapping[str, str]]], origin: int) -> None:
        """What tags at a place of the seed lead to, and say beside the text."""
        for tag, given in tags:
            self.content += contents(tag, given, origin)


def tags_of(token: Token) -> list[tuple[str, dict[str, str]]]:
    """The tags that a token stands for, with their attributes; an address that is its own text is nothing beside it."""
    if token.type == "html_inline":
        return _tags_of_html(token.content)
    if not token.attrs or token.markup == "autolink":
        return []
    # Whatever reads Markdown encodes addresses.
    given = {name: unquote(str(value)) for name, value in token.attrs.items()}
    given |= {"alt": token.content} if token.tag == "img" else {}
    return [(token.tag, given)]


def _tags_of_html(text: str) -> list[tuple[str, dict[str, str]]]:
    from backgrounder.seeds.formats.html_tokens import html_tokens  # noqa: PLC0415 (loaded when it is first needed)

    return [(one.tag, one.attrs) for one in html_tokens(text) if one.attrs]


def closing(text: str, start: int) -> int:
    """Where the bracket stands that closes one before `start`; `start` if that is not near."""
    signs = [(at, text[at]) for at in range(start, min(start + 1_000, len(text))) if text[at - 1] != "\\"]
    depths = accumulate((character == "[") - (character == "]") for _, character in signs)
    return next((at for (at, _), depth in zip(signs, depths, strict=True) if depth < 0), start)
