"""What programs leave of HTML in the texts of bibliographies: tags for italics and the like, and entities."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_TAGS = re.compile(
    r"</?(?:\w{2,4}:)?(?:i|b|u|p|em|strong|small|big|tt|tex|br|sc|scp|italic|bold|sup|sub|inf|span|math|m[inor]|mrow|msup|msub)(?:\s[^<>]*)?/?>"
)


def without_markup(text: str) -> str:
    """A text without tags, of which nothing but their content is kept."""
    return _TAGS.sub("", text) if "<" in text else text


def decoded_entities(text: str, written: Callable[[str], str] = str) -> str:
    """A text with the characters of entities (`&amp;`, `&#8217;`), each as it is `written` in the format of the text."""
    first, *parts = text.split("&")
    return first + "".join(_decoded(part, written) for part in parts)


def _decoded(part: str, written: Callable[[str], str]) -> str:
    """What follows an ampersand, with the entity at its start decoded, or with the ampersand if there is none."""
    end = part.find(";", 0, 12)
    name = part[:end] if end > 0 else ""
    character = html.unescape(f"&{name};") if name.removeprefix("#").isalnum() else ""
    is_entity = (character and not character.startswith("&")) or name == "amp"
    return written(character) + part[end + 1 :] if is_entity else f"&{part}"
