"""What one build knows, and where its pages lead: between the views and the host's files."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from backgrounder.desk import preview
from backgrounder.desk.preview import Opener
from backgrounder.desk.report import Judged
from backgrounder.findings import NO_FINDINGS, Finding, Place, guarded
from backgrounder.glossary.kinds import Kinds
from backgrounder.long_builds import Progress
from backgrounder.project import Project, address_of
from backgrounder.site.feeds import feeds
from backgrounder.site.listing import Site
from backgrounder.site.pages import STYLE_SHEET, View, coloured
from backgrounder.site.redirects import redirect
from backgrounder.site.views.indexes import HomeView, views_of

Value = TypeVar("Value")


def begun(
    site: Site,
    files: Files,
    config: MkDocsConfig,
    found: Sequence[Judged],
    *,
    opener: Opener,
    desk: Callable[..., View] | None = None,
) -> tuple[Build, Sequence[Finding]]:
    """A build whose pages stand among the host's files, and what went wrong meanwhile. `desk`: the editor's, at a uri."""
    _leave_navigation(files, site.project)
    taken = {address_of(file.src_uri): file.src_uri for file in files.documentation_pages()}
    # An editor's own `glossary/index.md` has the address of `glossary.md`.
    views = [(taken.get(address_of(view.uri), view.uri) if view.yields else view.uri, view) for view in views_of(site)]
    home = HomeView(site=site, title=config.site_name)
    problems = [*_added(views, files, config)]
    if not {"index", "README"} & taken.keys():
        problems += _added([(home.uri, home)], files, config)
    _add_feeds(site, files, config)
    _add_redirects(site, files, config)
    at = "desk.md"
    while address_of(at) in taken:
        # A page of an editor's stands there.
        at = f"editors-{at}"
    desks = [(at, desk(uri=at))] if desk else []
    problems += _added(desks, files, config)
    build = Build(
        site=site,
        files=files,
        views=dict((*views, *desks)),
        moved={view.uri: uri for uri, view in views if view.uri != uri},
        home=home,
        desk=at if desk else None,
        found=found,
        opener=opener,
        docs=Path(os.path.relpath(config.docs_dir, root_of(config))).as_posix(),
        progress=Progress(len(files.documentation_pages())),
    )
    return build, problems


def _added(views: Iterable[tuple[str, View]], files: Files, config: MkDocsConfig) -> Iterator[Finding]:
    """Adds what the program writes, and gives what went wrong. An editor's own file stays where the view yields to it."""
    for uri, view in views:
        empty: str | None = ""
        text, problems = _guarded(view, empty, view.written)
        yield from problems
        inclusion = InclusionLevel.UNDEFINED if view.in_nav else InclusionLevel.NOT_IN_NAV
        inclusion = InclusionLevel.DRAFT if view.is_for_editors else inclusion
        written = [] if text is None else [(uri, text, inclusion)]
        for name, content, level in (*written, *((*one, InclusionLevel.UNDEFINED) for one in view.attachments())):
            if not (view.yields and name in files.src_uris):
                files.append(File.generated(config, name, content=content, inclusion=level))


def _add_feeds(site: Site, files: Files, config: MkDocsConfig) -> None:
    """Adds the feeds, if the site has an address of its own: readers of feeds need whole ones."""
    base = config.site_url

    def address(uri: str) -> str:
        file = files.src_uris.get(uri)
        return urljoin(base or "", file.url if file else uri)

    for uri, text in feeds(site, config.site_name, config.site_description or "", address) if base else ():
        if uri not in files.src_uris:
            files.append(File.generated(config, uri, content=text))


def _add_redirects(site: Site, files: Files, config: MkDocsConfig) -> None:
    """Adds a page at each address where a page stood before, unless something else stands there."""
    there = {file.dest_uri for file in files}
    titles = {one.uri: one.title for one in site.project.entries} | {
        one.uri: one.title for one in site.project.articles
    }
    for uri, target in site.project.moved.items():
        old, new = File.generated(config, uri, content=""), files.src_uris.get(target)
        if new is not None and old.dest_uri not in there:
            href = get_relative_url(new.url, old.url)
            address = urljoin(config.site_url, new.url) if config.site_url else href
            html = redirect(titles[target], href, address, site.labels.language)
            files.append(File.generated(config, old.dest_uri, content=html))


def root_of(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def language_of(config: MkDocsConfig) -> str:
    """The tag of the site's language."""
    return str(config.theme.get("language") or "en")


def _leave_navigation(files: Files, project: Project) -> None:
    """Entries are reached through index pages: the host would print the whole tree on every page. Drafts are no pages."""
    for uri in project.glossary.entries:
        file = files.src_uris.get(uri)
        if file is not None and file.inclusion in (InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED):
            file.inclusion = InclusionLevel.NOT_IN_NAV
    for uris, inclusion in ((project.drafts, InclusionLevel.DRAFT), (project.left_out, InclusionLevel.EXCLUDED)):
        for uri in files.src_uris.keys() & uris:
            files.src_uris[uri].inclusion = inclusion


def colour(files: Files, kinds: Kinds, theme: Path, config: MkDocsConfig) -> None:
    """Puts the colours of kinds into the style sheet of the `theme`, unless a site has one of its own in its place."""
    sheet, own = files.src_uris.get(STYLE_SHEET), theme / STYLE_SHEET
    if sheet is not None and sheet.abs_src_path == str(own):
        files.remove(sheet)
        files.append(File.generated(config, STYLE_SHEET, content=coloured(own.read_text(encoding="utf8"), kinds)))


@dataclass(frozen=True)
class Build:
    """What one build knows: the site, the host's files, and the views by the uris at which they stand."""

    site: Site
    files: Files
    views: Mapping[str, View]
    moved: Mapping[str, str]  # Where views stand by their own uris, if it is elsewhere
    home: HomeView
    desk: str | None  # The uri of the editor's desk, in a preview
    found: Sequence[Judged]
    opener: Opener
    docs: str  # The documentation folder below the project
    progress: Progress
    addresses: dict[str, Callable[[str], str]] = field(default_factory=dict)

    def view_at(self, uri: str) -> View:
        """The view at a uri; nothing is added to a page that has none."""
        return self.views.get(uri, _EDITORS_OWN)

    def view(self, page: Page) -> View:
        """The view of a page. The host knows which page is the first, and any other may ask for its template."""
        template = page.meta.get("template", self.home.template_path if page.is_homepage else None)
        otherwise = self.home if template == self.home.template_path else _EDITORS_OWN
        return self.views.get(page.file.src_uri, otherwise)

    def metadata(self, page: Page, folders: Sequence[str]) -> tuple[dict[str, Any], Sequence[Finding]]:
        """The metadata of a page, and what is wrong with it. `folders`: where templates are."""
        view = self.view(page)
        default, problems = _guarded(view, dict[str, Any](), view.metadata)
        own, wrong = without_unusable(page.meta, folders) if view.path else (page.meta, [])
        mistakes = [Finding(Place(view.path or ""), "bad-value", message) for message in wrong]
        return {**default, **own, **view.fixed_metadata()}, (*problems, *mistakes)

    def context(self, page: Page) -> tuple[dict[str, Any], Sequence[Finding]]:
        """What the template of a page shows, and what went wrong."""
        view = self.view(page)
        shown, problems = _guarded(view, dict[str, Any](), lambda: view.context(page.canonical_url))
        href = self.seen_from(page.file.url)
        return {"href": href, "title_of": self.title_of, "address": page.canonical_url, **shown}, problems

    def banner(self, uri: str) -> str:
        """What the preview shows above a page of the mistakes in its files."""
        files = self.view_at(uri).files or (f"{self.docs}/{uri}",)
        return preview.banner([one for path in files for one in self._found_in.get(path, ())], self.opener)

    def is_linked(self, uri: str) -> bool:
        """Whether names in the Markdown of a page become links: never where it says `nolink: true`."""
        file = self.files.src_uris.get(uri)
        metadata = file.page.meta if file and file.page else {}
        return not metadata.get("nolink") and self.view_at(uri).is_linked(metadata)

    def seen_from(self, url: str) -> Callable[[str], str]:
        """What gives the address of a page by its uri, as seen from an address: pages of one folder see others alike."""
        folder = url.rstrip("/").rpartition("/")[0]
        beside = f"{folder}/{'-/' if url.endswith('/') else '-.html'}" if folder else url

        @cache
        def address(uri: str) -> str:
            target = self.files.src_uris.get(self.moved.get(uri, uri))
            return get_relative_url(target.url, beside) if target else ""

        return self.addresses.setdefault(beside, address)

    def title_of(self, uri: str) -> str:
        """The title of any page, as plain text."""
        view, file = self.view_at(uri), self.files.src_uris.get(uri)
        if view.path:
            return view.title
        return str(file.page.title) if file and file.page else uri

    @cached_property
    def _found_in(self) -> Mapping[str, Sequence[Judged]]:
        """The findings by their files."""
        by_path: dict[str, list[Judged]] = defaultdict(list)
        for one in self.found:
            by_path[one[1].place.path].append(one)
        return by_path


_EDITORS_OWN = View()


def _guarded(view: View, otherwise: Value, work: Callable[[], Value]) -> tuple[Value, Sequence[Finding]]:
    """What some work on a view gives; one that is made from an editor's file never ends the run."""
    return guarded(view.path, otherwise, work) if view.path else (work(), NO_FINDINGS)


def without_unusable(meta: Mapping[str, Any], folders: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """The front matter of a page without fields that the host or its theme stops at, and a sentence for each of them."""
    template = meta.get("template")
    found = isinstance(template, str) and any((Path(folder) / template).is_file() for folder in folders)
    wrong = {
        "hide": None if isinstance(meta.get("hide", []), list) else "write a list here, such as `[toc]`",
        "search": None if isinstance(meta.get("search", {}), dict) else "write `exclude: true` or `boost: 2` below it",
        "template": None if template is None or found else "there is no such template in the theme",
    }
    mistakes = [f"`{name}`: {why}; the field is left out." for name, why in wrong.items() if why]
    return {name: value for name, value in meta.items() if not wrong.get(name)}, mistakes
