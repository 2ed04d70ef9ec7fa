"""The editor's desk, a page of the preview with all there is to do: mistakes, entries that are missing, drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backgrounder.desk.preview import Opener, told
from backgrounder.desk.report import Judged
from backgrounder.desk.suggest import command, counted, sentence_with, suggestions
from backgrounder.findings import Finding, Level
from backgrounder.language.lexicon import lexicon_of
from backgrounder.project import Project
from backgrounder.site.views.view import View


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
        """What there is to do, and its headings."""
        shown = desk(self.project, self.found, self.opener)
        return {**shown, "sections": tuple(sections(shown))}


def desk(project: Project, found: Sequence[Judged], address: Opener, most: int = 100) -> dict[str, object]:
    """What the desk shows, under the names that its template uses. `most`: findings of a sort."""
    groups: dict[str, list[Finding]] = {"mistakes": [], "ambiguous": [], "incomplete": []}
    for level, finding in found:
        of_info = "ambiguous" if finding.code == "ambiguous" else "incomplete"
        groups["mistakes" if level > Level.INFO else of_info].append(finding)
    first, more = missing(project)
    unpublished = [article for article in project.articles if article.status in ("draft", "review")]
    return {
        "found": {name: told(findings[:most], address) for name, findings in groups.items()},
        "left_out": {name: max(len(findings) - most, 0) for name, findings in groups.items()},
        "missing": first,
        "more": more,
        "unpublished": [(article.title, article.uri, article.status) for article in unpublished],
        "articles": len(project.articles),
        "entries": len(project.entries),
    }


def missing(project: Project, most: int = 20) -> tuple[Sequence[Mapping[str, Any]], int]:
    """The first suggestions of entries, each with a sentence and the command that makes it, and how many more there are."""
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


def sections(shown: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The titles and anchors of the desk's sections, as far as there is something in them."""
    found = shown["found"]
    for title, anchor, there in (
        ("Mistakes", "mistakes", found["mistakes"]),
        ("Entries that are missing", "missing-entries", shown["missing"]),
        ("Names to decide on", "ambiguous", found["ambiguous"]),
        ("Drafts and texts under review", "drafts", shown["unpublished"]),
        ("To complete", "incomplete", shown["articles"] and found["incomplete"]),
    ):
        if there:
            yield title, anchor
