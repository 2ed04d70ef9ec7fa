"""What only the preview shows: what is wrong on a page, at its top, and the editor's desk with all there is to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from backgrounder.desk.check import Judged
from backgrounder.desk.suggest import command, counted, sentence_with, suggestions
from backgrounder.findings import Finding, Level, Place
from backgrounder.project import Project
from backgrounder.seeds.article import Article

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
MOST_FOUND = 100
"""Findings of a sort on the desk."""
MOST_SUGGESTED = 20
"""Suggestions on the desk."""

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


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the preview shows it: its message as HTML; `address` opens its place."""

    message: Markup
    code: str
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class Missing:
    """An entry that is missing: the name, the kind, how often it is mentioned, a sentence, and the command that makes it."""

    name: str
    kind: str
    counted: str
    others: tuple[str, ...]
    sentence: str
    command: str


def told(findings: Iterable[Finding], address: Opener) -> tuple[Told, ...]:
    """Findings with their addresses."""
    return tuple(Told(_with_code(one.message), one.code, str(one.place), address(one.place)) for one in findings)


def _with_code(message: str) -> Markup:
    """A message with what stands between backticks as code."""
    pieces = message.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if number % 2 else Markup("{}").format(piece)
        for number, piece in enumerate(pieces)
    )


def paths_of(article: Article) -> tuple[str, str]:
    """The files in which an article's mistakes stand: its seed and its sidecar."""
    return article.path, str(PurePosixPath(article.path).with_suffix(".yml"))


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
        place = (
            Markup('<a href="{}">{}</a>').format(one.address, one.place)
            if one.address
            else Markup("{}").format(one.place)
        )
        return Markup("<li>{} <small>{} <code>{}</code></small></li>").format(one.message, place, one.code)

    return Markup("<ul>{}</ul>").format(Markup("").join(map(item, findings)))


def desk(project: Project, found: Sequence[Judged], address: Opener) -> dict[str, object]:
    """What the desk shows, under the names that its template uses."""
    groups = {
        "mistakes": [finding for level, finding in found if level > Level.INFO],
        "ambiguous": [finding for level, finding in found if level is Level.INFO and finding.code == "ambiguous"],
        "incomplete": [finding for level, finding in found if level is Level.INFO and finding.code != "ambiguous"],
    }
    first, more = missing(project)
    unpublished = [article for article in project.articles if article.status in ("draft", "review")]
    return {
        "found": {name: told(findings[:MOST_FOUND], address) for name, findings in groups.items()},
        "left_out": {name: max(len(findings) - MOST_FOUND, 0) for name, findings in groups.items()},
        "missing": first,
        "more": more,
        "unpublished": [(article.title, article.uri, article.status) for article in unpublished],
        "articles": len(project.articles),
        "entries": len(project.entries),
    }


def missing(project: Project) -> tuple[tuple[Missing, ...], int]:
    """The first suggestions of entries, and how many more there are."""
    found = suggestions(project.articles, project.mentions, project.dismissed)
    first = tuple(
        Missing(
            one.name,
            one.kind.value,
            counted(one),
            one.others,
            sentence_with(one.spots[0], project.articles),
            command(one),
        )
        for one in found[:MOST_SUGGESTED]
    )
    return first, len(found) - len(first)


def sections(shown: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The titles and anchors of the desk's sections, as far as there is something in them."""
    found = shown["found"]
    if found["mistakes"]:
        yield "Mistakes", "mistakes"
    if shown["missing"]:
        yield "Entries that are missing", "missing-entries"
    if found["ambiguous"]:
        yield "Names to decide on", "ambiguous"
    if shown["unpublished"]:
        yield "Drafts and texts under review", "drafts"
    if found["incomplete"] and shown["articles"]:
        yield "To complete", "incomplete"
