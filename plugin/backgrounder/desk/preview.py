"""What only the preview shows: what is wrong with a page, at its top, and the editor's desk, a page with all there is to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from backgrounder.desk.report import Judged
from backgrounder.findings import Finding, Level, Place
from backgrounder.language.lexicon import lexicon_of
from backgrounder.project import Project
from backgrounder.site.pages import View

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
_MOST = 100
"""Findings of a sort on the desk."""
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
    parts = [Markup("<p>Only the preview shows what is wrong here:</p>"), _items(wrong)] if wrong else []
    if more:
        summary = Markup("<details><summary>To complete ({})</summary>").format(len(more))
        parts += [summary, _items(more), Markup("</details>")]
    frame = Markup('<div class="bg-preview" data-search-exclude>\n{}\n</div>\n')
    return frame.format(Markup("\n").join(parts)) if parts else Markup()


def _items(findings: Sequence[Told]) -> Markup:
    def item(one: Told) -> Markup:
        place = Markup('<a href="{}">{}</a>').format(one.address, one.place) if one.address else one.place
        return Markup("<li>{} <small>{} <code>{}</code></small></li>").format(one.message, place, one.code)

    return Markup("<ul>{}</ul>").format(Markup("").join(map(item, findings)))


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskView(View):
    """The editor's desk. `found`: what was found; `opener`: what opens a place in the editor."""

    project: Project
    found: Sequence[Judged]
    opener: Opener
    title: str = "Editor’s desk"
    template: str = "desk"
    is_for_editors: bool = True

    def context(self, address: str | None) -> dict[str, Any]:  # noqa: ARG002 (entries need it)
        """What there is to do, under the names that the template uses."""
        articles = self.project.articles
        groups: dict[str, list[Finding]] = {"mistakes": [], "ambiguous": [], "incomplete": []}
        for level, finding in self.found:
            of_info = "ambiguous" if finding.code == "ambiguous" else "incomplete"
            groups["mistakes" if level > Level.INFO else of_info].append(finding)
        first, more = _missing(self.project)
        unpublished = [article for article in articles if article.status in ("draft", "review")]
        sections = (
            ("Mistakes", "mistakes", groups["mistakes"]),
            ("Entries that are missing", "missing-entries", first),
            ("Names to decide on", "ambiguous", groups["ambiguous"]),
            ("Drafts and texts under review", "drafts", unpublished),
            ("To complete", "incomplete", articles and groups["incomplete"]),
        )
        return {
            "found": {name: told(findings[:_MOST], self.opener) for name, findings in groups.items()},
            "left_out": {name: max(len(findings) - _MOST, 0) for name, findings in groups.items()},
            "missing": first,
            "more": more,
            "unpublished": [(article.title, article.uri, article.status) for article in unpublished],
            "articles": len(articles),
            "entries": len(self.project.entries),
            "sections": tuple((title, anchor) for title, anchor, there in sections if there),
        }


def _missing(project: Project, most: int = 20) -> tuple[Sequence[Mapping[str, Any]], int]:
    """The first suggestions of entries, each with a sentence and the command that makes it, and how many more there are."""
    from backgrounder.desk.suggest import command, counted, sentence_with, suggestions  # noqa: PLC0415 (loaded when it is first needed)

    lexicon = lexicon_of(project.language)
    found = suggestions(project.articles, project.mentions, project.dismissed, lexicon)
    first = [
        {
            "name": one.name,
            "kind": one.kind.key,
            "counted": counted(one),
            "others": one.others,
            "sentence": sentence_with(one.spots[0], project.articles, lexicon),
            "command": command(one),
        }
        for one in found[:most]
    ]
    return first, len(found) - len(first)
