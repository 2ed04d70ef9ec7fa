"""What one build knows, and where its pages lead: between the project and the host's files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from backgrounder.desk.check import Judged
from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import Kinds, KindSpec
from backgrounder.host.progress import Progress
from backgrounder.project import Project
from backgrounder.site.listing import ListedArticle, Site
from backgrounder.site.style import STYLE_SHEET, coloured
from backgrounder.site.views import lists


def without_unusable(meta: Mapping[str, Any], folders: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """The front matter of a page without fields that the host or its theme stops at, and a sentence for each of them.

    `folders`: where templates are.
    """
    template = meta.get("template")
    found = isinstance(template, str) and any((Path(folder) / template).is_file() for folder in folders)
    wrong = {
        "hide": None if isinstance(meta.get("hide", []), list) else "write a list here, such as `[toc]`",
        "search": None if isinstance(meta.get("search", {}), dict) else "write `exclude: true` or `boost: 2` below it",
        "template": None if template is None or found else "there is no such template in the theme",
    }
    told = [f"`{name}`: {why}; the field is left out." for name, why in wrong.items() if why]
    return {name: value for name, value in meta.items() if not wrong.get(name)}, told


def colour(files: Files, kinds: Kinds, theme: Path, config: MkDocsConfig) -> None:
    """Puts the colours of kinds into the style sheet of the `theme`, unless a site has one of its own in its place."""
    sheet, own = files.src_uris.get(STYLE_SHEET), theme / STYLE_SHEET
    if sheet is not None and sheet.abs_src_path == str(own):
        files.remove(sheet)
        files.append(File.generated(config, STYLE_SHEET, content=coloured(own.read_text(encoding="utf8"), kinds)))


@dataclass(frozen=True)
class Build:
    """What one build knows: the site, the host's files, and by uri which pages are articles and views.

    `docs`: the documentation folder below `root`. `desk`: the uri of the editor's desk, if this is a preview.
    """

    site: Site
    files: Files
    articles: dict[str, ListedArticle]
    lists: Mapping[str, lists.ListPage]
    mentions: Mapping[str, tuple[Entry, int]]
    site_url: str | None
    found: Sequence[Judged]
    root: Path
    docs: str
    desk: str | None
    progress: Progress
    addresses: dict[str, Callable[[str], str]] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        """What was read."""
        return self.site.project

    def seen_from(self, url: str) -> Callable[[str], str]:
        """What gives the address of a page by its uri, as seen from an address: pages of one folder see others alike."""
        folder = url.rstrip("/").rpartition("/")[0]
        beside = f"{folder}/{'-/' if url.endswith('/') else '-.html'}" if folder else url
        if beside not in self.addresses:
            self.addresses[beside] = cache(partial(self._address, beside))
        return self.addresses[beside]

    def _address(self, page: str, uri: str) -> str:
        target = self.files.src_uris.get(self.standing_at.get(uri, uri))
        return get_relative_url(target.url, page) if target else ""

    def path_of(self, uri: str) -> str | None:
        """The file of an article or an entry below the project, by the uri of its page; None for any other page."""
        if uri in self.articles:
            return self.articles[uri].article.path
        entry = self.mentions[uri][0] if uri in self.mentions else self.project.glossary.entries.get(uri)
        return entry.path if entry else None

    @cached_property
    def kinds(self) -> Mapping[KindSpec, tuple[str, str]]:
        """Where the entries of a kind are listed among their like: uri and anchor."""
        return lists.kinds_listed(self.site, self.lists.values())

    @cached_property
    def standing_at(self) -> Mapping[str, str]:
        """By the uris of views, where they stand if it is elsewhere: in `glossary/index.md` that an editor wrote."""
        return {one.uri: uri for uri, one in self.lists.items() if one.uri != uri}

    @cached_property
    def found_in(self) -> Mapping[str, Sequence[Judged]]:
        """The findings by their files."""
        by_path: dict[str, list[Judged]] = defaultdict(list)
        for one in self.found:
            by_path[one[1].place.path].append(one)
        return by_path
