"""The content of built pages, as tests look at it."""

from __future__ import annotations

import re
from html.parser import HTMLParser


def main_content(page: str) -> str:
    """What stands in Material's article element, with blank lines left out."""
    found = re.search(r"<article[^>]*>(.*)</article>", page, re.DOTALL)
    assert found, "this page has no article element"
    lines = (line.rstrip() for line in found[1].split("\n"))
    return "\n".join(line for line in lines if line.strip()) + "\n"


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def visible_text(fragment: str) -> str:
    """The text of some HTML, runs of white space as one space."""
    parser = _Text()
    parser.feed(fragment)
    parser.close()
    return " ".join("".join(parser.parts).split())


def paragraphs(fragment: str) -> list[str]:
    """The visible text of each numbered paragraph, without footnote references."""
    found = re.findall(r'<p id="p\d+">(.*?)</p>', fragment, re.DOTALL)
    return [visible_text(re.sub(r"<sup.*?</sup>", "", paragraph)) for paragraph in found]
