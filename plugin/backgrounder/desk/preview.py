"""What only the preview shows on any page: what is wrong with it, at its top, with addresses that open the editor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import cycle
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from backgrounder.desk.report import Judged
from backgrounder.findings import Finding, Level, Place

EDITORS: Mapping[str, str] = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "none": "",
}
"""Addresses that open a file at a line, by the names of editors that answer to them."""
Opener = Callable[[Place], str]
"""The address that opens a place in the editor; empty if none does."""


def opener(editor: str, root: str) -> Opener:
    """From the name of an editor, or an address with `{path}`, `{line}` and `{column}`; `root`: the project's folder."""
    pattern = EDITORS.get(editor, editor)

    def address(place: Place) -> str:
        path = quote(f"{root.rstrip('/')}/{place.path}", safe="/:")
        path = path.lstrip("/") if "//file/" in pattern else path
        return pattern.replace("{path}", path).replace("{line}", str(place.line)).replace("{column}", str(place.column))

    return address


class Told(NamedTuple):
    """A finding as the preview shows it: its message as HTML; `address` opens its place."""

    message: Markup
    code: str
    place: str
    address: str


def told(findings: Iterable[Finding], address: Opener) -> tuple[Told, ...]:
    """Findings with their addresses."""
    return tuple(Told(_with_code(one.message), one.code, str(one.place), address(one.place)) for one in findings)


def _with_code(message: str) -> Markup:
    """A message with what stands between backticks as code."""
    forms = cycle((Markup("{}"), Markup("<code>{}</code>")))
    return Markup("").join(form.format(piece) for form, piece in zip(forms, message.split("`"), strict=False))


def banner(found: Sequence[Judged], address: Opener) -> Markup:
    """What is wrong with a page and what it lacks, as HTML for its top; empty if nothing."""
    wrong = told((finding for level, finding in found if level > Level.INFO), address)
    more = told((finding for level, finding in found if level is Level.INFO), address)
    if not (wrong or more):
        return Markup()
    parts = [Markup('<div class="bg-preview" data-search-exclude>')]
    if wrong:
        parts += [Markup("<p>Only the preview shows what is wrong here:</p>"), _items(wrong)]
    if more:
        summary = Markup("<details><summary>To complete ({})</summary>").format(len(more))
        parts += [summary, _items(more), Markup("</details>")]
    return Markup("\n").join([*parts, Markup("</div>\n")])


def _items(findings: Sequence[Told]) -> Markup:
    def item(one: Told) -> Markup:
        place = Markup('<a href="{}">{}</a>').format(one.address, one.place) if one.address else one.place
        return Markup("<li>{} <small>{} <code>{}</code></small></li>").format(one.message, place, one.code)

    return Markup("<ul>{}</ul>").format(Markup("").join(map(item, findings)))
