"""The index pages, the parts of those that are long, and the pages that go on with an entry's *Mentioned in*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backgrounder.glossary.entry import Entry
from backgrounder.project import Project
from backgrounder.site.pages import VIEWS, View
from backgrounder.site.paging import Part, parts_of
from backgrounder.site.views import listed_in, pages_of_mentions

_FIRST = 50
"""Articles or entries on the first page of a long list."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a view: what it lists, and the labels, uris and counts of all parts, if there are several.

    `is_first`: the view's own page, which an editor may have written, and which stands in the navigation.
    """

    view: View
    part: Part
    contents: tuple[tuple[str, str, int], ...]
    is_first: bool

    @property
    def uri(self) -> str:
        """Where it stands below the documentation folder."""
        return self.view.uri if self.is_first else self.view.uri_of(self.part)

    @property
    def title(self) -> str:
        """The title of a page that no editor wrote."""
        return self.view.title if self.is_first else f"{self.view.title}: {self.part.label}"


def list_pages(project: Project) -> Iterator[ListPage]:
    """All pages of all views, each view's own first."""
    for view in VIEWS:
        parts = parts_of(listed_in(project, view.name))
        contents = tuple((part.label, view.uri_of(part), part.count) for part in parts if part.label)
        if contents or not parts:
            yield ListPage(view, _first(parts, view), contents, is_first=True)
            for part in parts:
                yield ListPage(view, part, contents, is_first=False)
        else:
            yield ListPage(view, parts[0], (), is_first=True)


def _first(parts: Sequence[Part], view: View) -> Part:
    """What the first page of a long view has beside its contents: the newest articles, or what is mentioned most."""
    listed = [item for part in parts for _, items in part.groups for item in items]
    if view.name == "articles":
        return Part("", "", (("Newest articles", tuple(listed[:_FIRST])),))
    if view.name in ("glossary", "who-is-who"):
        most = sorted(listed, key=lambda item: (-item.articles, item.title))
        return Part("", "", (("Mentioned most", tuple(most[:_FIRST])),))
    return Part("", "", ())


def mention_pages(project: Project) -> Mapping[str, tuple[Entry, int]]:
    """By uri, the pages that go on with *Mentioned in*: of which entry, and their number, from 2."""
    return {
        uri: (entry, number)
        for entry in project.entries
        for number, uri in enumerate(pages_of_mentions(project, entry)[1:], 2)
    }
