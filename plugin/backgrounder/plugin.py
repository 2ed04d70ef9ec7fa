"""The MkDocs adapter: hooks and configuration, no decisions.

Every build reads the project anew; nothing is kept between builds but this instance, which `on_startup` keeps alive
under `mkdocs serve`.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_theme_dir
from mkdocs.utils.templates import TemplateContext

from backgrounder.barrier import NO_FINDINGS, guarded
from backgrounder.build import Build, colour, without_unusable
from backgrounder.desk import preview
from backgrounder.desk.check import Judged, judged
from backgrounder.desk.review import reviewed
from backgrounder.disk import read_inputs
from backgrounder.findings import Finding, Level, Place
from backgrounder.host.collector import kept
from backgrounder.host.progress import Progress
from backgrounder.host.template_cache import compiled
from backgrounder.language.lexicon import lexicon_of
from backgrounder.linking.extension import Linker, LinkExtension
from backgrounder.linking.resolver import resolve
from backgrounder.options import BackgrounderConfig
from backgrounder.project import Inputs, Project, address_of, read_project
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.published import withheld_from
from backgrounder.site import feeds
from backgrounder.site.extension import ArticleExtension, FactBoxExtension, PreviewExtension
from backgrounder.site.functions import functions
from backgrounder.site.head import head_of, linked_data_of
from backgrounder.site.labels import Label, Labels
from backgrounder.site.listing import Site
from backgrounder.site.notes import footnotes_of, reference_of
from backgrounder.site.pages import TEMPLATES, complete, entry_link, escaped, printed_raw
from backgrounder.site.pieces.article_text import Reference, article_html
from backgrounder.site.style import STYLE_SHEET
from backgrounder.site.views import article as article_page
from backgrounder.site.views import entry as entry_page
from backgrounder.site.views import lists
from backgrounder.sources.citations import Citation
from backgrounder.sources.extension import CitationExtension
from backgrounder.text.extension import MarkedSectionExtension, needed

log = get_plugin_logger("backgrounder")
# What it says of a broken entry, a finding says with its place.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_THEME = Path(__file__).parent / "site" / "theme"
_FEATURES = ("content.footnote.tooltips", "search.highlight")
_PARTIALS = ("tags", "actions")
"""Partials of the theme that print nothing on most pages, unless a site has its own."""
_LOG_LEVELS = {Level.WARN: logging.WARNING, Level.ERROR: logging.ERROR}


class BackgrounderPlugin(BasePlugin[BackgrounderConfig]):  # type: ignore[no-untyped-call]
    """Hands MkDocs' files to the core and the core's pages to MkDocs."""

    def __init__(self) -> None:
        self._build: Build | None = None
        self._serves = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keeps this instance for all builds of one `mkdocs serve`, which shows drafts and whole texts."""
        self._serves = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds the Markdown extensions, templates and styles, and the seeds to what is watched."""
        self.config.require_usable(config)
        config.markdown_extensions += needed(map(str, config.markdown_extensions))
        own = [
            ArticleExtension(self._text),
            FactBoxExtension(self._facts),
            CitationExtension(self._note),
            LinkExtension(self._linker, entry_link),
            PreviewExtension(self._previewed),
            MarkedSectionExtension(),
        ]
        config.markdown_extensions = [*config.markdown_extensions, *own]  # type: ignore[list-item]
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
        config.theme["features"] = list(dict.fromkeys((*(config.theme.get("features") or ()), *_FEATURES)))
        if STYLE_SHEET not in config.extra_css:
            config.extra_css.insert(0, STYLE_SHEET)
            config.extra_javascript.insert(0, ExtraScriptValue("assets/backgrounder/site.js"))
        for name in (self.config.seeds, *self.config.bibliography):
            path = _root(config) / name
            if path.exists() and str(path) not in config.watch:
                config.watch.append(str(path))
        return config

    def read(self, config: MkDocsConfig, *, whole: bool) -> tuple[Project, tuple[Judged, ...]]:
        """The project that a configuration describes, and what is to be said of it. `whole`: drafts and all (`Reading`)."""
        root = _root(config)
        options = self.config
        inputs = read_inputs(root, Path(config.docs_dir), options.seeds, options.glossary, options.bibliography)
        inputs = replace(inputs, pages=_with_pages(inputs, config, drafts=whole))
        project = read_project(inputs, options.reading(_language(config), whole=whole))
        advice, problems = guarded(inputs.seeds, NO_FINDINGS, lambda: reviewed(project))
        found = [*project.findings, *advice, *problems]
        if not config.site_url:
            place = Place(Path(config.config_file_path or "mkdocs.yml").name)
            found.append(Finding(place, "no-site-url", "Write `site_url:` here; previews of entries need it."))
        return project, judged(found, self.config.levels())

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Lets go of what the last build knew."""
        self._build = None

    @kept()
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Reads the project, reports what is wrong, and adds the generated pages. Entries leave the navigation tree."""
        project, found = self.read(config, whole=self._serves)
        _report(found, fatal=not self._serves)
        site = Site(project, Labels(cast("Mapping[str, Label]", self.config.labels), _language(config)))
        articles = {listed.uri: listed for listed in site.articles()}
        _take_out_of_nav(files, project)
        colour(files, project.kinds, _THEME, config)
        by_address = {address_of(file.src_uri): file.src_uri for file in files.documentation_pages()}
        listing = {by_address.get(address_of(one.uri), one.uri): one for one in lists.list_pages(site)}
        for uri, one in listing.items():
            if uri not in files.src_uris:
                files.append(_titled(uri, one.title, config, in_nav=one.is_first))
        mentions = lists.mention_pages(site)
        for uri, (entry, number) in mentions.items():
            title = entry_page.title_of_page(site, entry, number)
            files.append(_titled(uri, title, config, in_nav=False))
        for uri, listed in articles.items():
            notes, problems = guarded(listed.article.path, "", lambda: footnotes_of(site, listed.article))  # noqa: B023
            self._tell(problems)
            files.append(File.generated(config, uri, content=notes, inclusion=InclusionLevel.NOT_IN_NAV))
            if listed.original:
                files.append(File.generated(config, listed.original, content=listed.article.data))
        if "index" not in by_address and "README" not in by_address:
            files.append(_titled("index.md", config.site_name, config, in_nav=True))
        for uri, text in (*lists.downloads(site), *_feeds(site, files, config)):
            if uri not in files.src_uris:
                files.append(File.generated(config, uri, content=text))
        self._build = Build(
            site=site,
            files=files,
            articles=articles,
            lists=listing,
            mentions=mentions,
            site_url=config.site_url,
            found=found,
            root=_root(config),
            docs=Path(os.path.relpath(config.docs_dir, _root(config))).as_posix(),
            desk=_add_desk(files, config, by_address) if self._serves else None,
            progress=Progress(len(files.documentation_pages())),
        )
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Puts a barrier around the Markdown of an article or an entry: one that cannot be rendered is an empty page."""
        path = self._current().path_of(page.file.src_uri)
        if path:
            render = page.render
            page.render = partial(self._rendered, page, path, render)  # type: ignore[method-assign]
        return page

    def _rendered(self, page: Page, path: str, render: Callable[..., None], *given: object, **named: object) -> None:
        _, problems = guarded(path, None, lambda: render(*given, **named))
        if problems:
            self._tell(problems)
            page.content, page.toc, page.present_anchor_ids = "", TableOfContents([]), set()

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """An entry's text as the core decoded it: the host stops at a file that is not UTF-8."""
        entry = self._current().project.glossary.entries.get(page.file.src_uri)
        return entry.markdown if entry else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Gives each page its template and escapes what the theme prints raw."""
        build = self._current()
        uri = page.file.src_uri
        view = build.lists.get(uri)
        nothing: dict[str, Any] = {}
        if uri in build.articles:
            listed = build.articles[uri]
            meta, problems = guarded(listed.article.path, nothing, lambda: article_page.meta(listed))
            page.meta.update(meta)
            self._tell(problems)
        elif uri in build.project.glossary.entries:
            entry = build.project.glossary.entries[uri]
            meta, problems = guarded(entry.path, nothing, lambda: entry_page.meta(build.site, entry))
            own, wrong = without_unusable(page.meta, config.theme.dirs)
            page.meta = {**meta, **own, **printed_raw(entry.title, entry.tags)}
            self._tell((*problems, *(Finding(Place(entry.path), "bad-value", message) for message in wrong)))
        elif view is not None or uri in build.mentions:
            page.meta.setdefault("template", view.view.template if view else f"{TEMPLATES}/mentions.html")
            page.meta.setdefault("search", {"exclude": True})
        elif page.is_homepage:
            page.meta.setdefault("template", f"{TEMPLATES}/home.html")
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Takes footnotes and their numbers out of the search, which should show definitions; an article is found by its source."""
        build = self._current()
        build.progress.step()
        if page.file.src_uri not in build.articles:
            html = html.replace('<div class="footnote">', '<div class="footnote" data-search-exclude="true">')
        html = complete(html.replace('<sup id="fnref', '<sup data-search-exclude="true" id="fnref'))
        return f"{self._told_on(page)}{html}" if self._serves else html

    def _tell(self, findings: Sequence[Finding]) -> None:
        """Logs what was found while pages are made."""
        if findings:
            _report(judged(findings, self.config.levels()), fatal=False)

    def _told_on(self, page: Page) -> str:
        """What the preview says above a page of the mistakes in its files."""
        build = self._current()
        uri = page.file.src_uri
        paths = preview.paths_of(build.articles[uri].article) if uri in build.articles else (f"{build.docs}/{uri}",)
        return preview.banner([one for path in paths for one in build.found_in.get(path, ())], self._opener(build))

    def _opener(self, build: Build) -> preview.Opener:
        return preview.opener(self.config.editor, build.root.resolve().as_posix())

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escapes what our own templates print; the theme's stay as they are. Behind others, whose filters may be needed."""
        env.autoescape = lambda name: bool(name and name.startswith(f"{TEMPLATES}/"))
        theme = get_theme_dir("material")
        if env.bytecode_cache is None:
            env.bytecode_cache = compiled((theme, str(_THEME)))
        partials = [env.loader.get_source(env, f"partials/{name}.html")[1] for name in _PARTIALS] if env.loader else []
        env.globals["own_partials"] = not all(path and path.startswith(theme) for path in partials)
        env.globals.update(functions(self._current().site, config.site_name, config.site_url))
        # Every template has them: to import them into each page takes longer than what they print.
        env.globals["parts"] = env.get_template(f"{TEMPLATES}/parts.html").module
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hands the templates what they show."""
        self._current().progress.step()
        path = self._current().path_of(page.file.src_uri)
        shown, problems = guarded(path, None, lambda: self._shown_on(page)) if path else (self._shown_on(page), ())
        if shown is None:
            self._tell(problems)
            shown = {}
        shown["address"] = page.canonical_url
        head = shown.get("head")
        if head and head.canonical:
            # The theme prints this one; the text is the original's, whatever page repeats it.
            page.canonical_url = escaped(head.canonical)
        if "sections" in shown:
            _add_sections(page, shown["sections"])
        context.update(shown)  # type: ignore[typeddict-item]
        return context

    def _shown_on(self, page: Page) -> dict[str, Any]:
        """What the template of a page shows beside the page's own text."""
        build = self._current()
        project = build.project
        uri = page.file.src_uri
        shown: dict[str, Any] = {"href": build.seen_from(page.file.url), "desk": build.desk}
        shown.update(seeds=self.config.seeds, glossary=f"{build.docs}/{self.config.glossary}")
        template = str(page.meta.get("template", ""))
        if uri in build.articles:
            article = build.articles[uri].article
            shown.update(article_page.shown(build.site, build.articles[uri]), head=head_of(article, build.site_url))
        elif uri in project.glossary.entries:
            entry = project.glossary.entries[uri]
            shown.update(entry_page.shown(build.site, entry))
            shown["listed_on"], shown["listed_at"] = build.kinds.get(entry.kind, ("glossary.md", "top"))
            shown["linked_data"] = linked_data_of(entry, build.site_url, page.abs_url)
        elif uri == build.desk:
            from backgrounder.desk import overview  # noqa: PLC0415 (loaded when it is first needed)

            shown.update(overview.desk(project, build.found, self._opener(build)))
            shown["sections"] = tuple(overview.sections(shown))
        elif uri in build.mentions:
            shown.update(entry_page.shown(build.site, *build.mentions[uri]))
        elif uri in build.lists:
            shown.update(build.lists[uri].shown, title_of=lambda uri: _title_of(build, uri))
            shown["named_by"] = project.named_by
        elif template == f"{TEMPLATES}/home.html":
            shown.update(lists.home(build.site))
        return shown

    def _current(self) -> Build:
        if self._build is None:
            raise PluginError("backgrounder: a page was rendered before the files were read.")
        return self._build

    def _facts(self, uri: str) -> Sequence[tuple[str, str]]:
        build = self._current()
        entry = build.project.glossary.entries.get(uri)
        return entry_page.facts_of(build.site, entry) if entry else ()

    def _linker(self, uri: str) -> Linker | None:
        """What links a page: an entry, or one that says `glossary_links: true`; never one that says `nolink: true`."""
        build = self._current()
        file = build.files.src_uris.get(uri)
        meta = file.page.meta if file and file.page else {}
        is_entry = uri in build.project.glossary.entries
        if uri in build.articles or meta.get("nolink") or not (is_entry or meta.get("glossary_links")):
            return None
        return partial(
            resolve,
            glossary=build.project.glossary,
            policy=self.config.links.policy(),
            page=uri if is_entry else None,
            lexicon=lexicon_of(build.site.labels.language),
        )

    def _text(self, uri: str, reference: Reference) -> str:
        build = self._current()
        if uri not in build.articles:
            return ""
        article = build.articles[uri].article
        href = build.seen_from(build.files.src_uris[uri].url)
        mentions = build.project.mentions[article.path]
        withheld = withheld_from(article)
        return article_html(article, mentions, href, reference, withheld)

    def _previewed(self, uri: str) -> Collection[str]:
        """The pages whose links on a page show previews: entries. Those in articles have theirs."""
        build = self._current()
        return () if uri in build.articles else build.project.glossary.entries

    def _note(self, citation: Citation, page: str, cited: Container[str]) -> str | None:
        return reference_of(self._current().project, citation, page, cited)


def _with_pages(inputs: Inputs, config: MkDocsConfig, *, drafts: bool) -> tuple[RawFile, ...]:
    """The Markdown files of which MkDocs makes pages: an entry without one would be told of, and nowhere to be found."""
    specs = [spec for spec in (config.exclude_docs, None if drafts else config.draft_docs) if spec]
    return tuple(page for page in inputs.pages if not any(spec.match_file(inputs.uri_of(page)) for spec in specs))


def _take_out_of_nav(files: Files, project: Project) -> None:
    """Entries are reached through index pages: the host would print the whole tree on every page. Drafts are no pages."""
    for uri in project.glossary.entries:
        file = files.src_uris.get(uri)
        if file is not None and file.inclusion in (InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED):
            file.inclusion = InclusionLevel.NOT_IN_NAV
    for uris, inclusion in ((project.drafts, InclusionLevel.DRAFT), (project.left_out, InclusionLevel.EXCLUDED)):
        for uri in uris:
            if uri in files.src_uris:
                files.src_uris[uri].inclusion = inclusion


def _titled(uri: str, title: str, config: MkDocsConfig, *, in_nav: bool) -> File:
    """A generated page that has nothing but a title; its template does the rest."""
    inclusion = InclusionLevel.UNDEFINED if in_nav else InclusionLevel.NOT_IN_NAV
    content = f"---\ntitle: {json.dumps(escaped(title))}\n---\n"
    return File.generated(config, uri, content=content, inclusion=inclusion)


def _add_desk(files: Files, config: MkDocsConfig, taken: Container[str]) -> str:
    """Adds the editor's desk, which the host shows in the preview only; its uri."""
    uri = "desk.md"
    while address_of(uri) in taken:
        uri = f"editors-{uri}"
    content = f"---\ntitle: Editor’s desk\ntemplate: {TEMPLATES}/desk.html\nsearch: {{exclude: true}}\n---\n"
    files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.DRAFT))
    return uri


def _feeds(site: Site, files: Files, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The feeds, if the site has an address of its own: readers of feeds need whole ones."""
    if config.site_url:
        base = config.site_url

        def address(uri: str) -> str:
            file = files.src_uris.get(uri)
            return urljoin(base, file.url if file else uri)

        yield from feeds.feeds(site, config.site_name, config.site_description or "", address)


def _report(findings: Sequence[Judged], *, fatal: bool) -> None:
    """Logs mistakes, a line each, and how much else there is to know; raises PluginError for an error, if `fatal`."""
    for level, finding in findings:
        if level > Level.INFO:
            log.log(_LOG_LEVELS[level], "%s", finding)
    more = sum(level is Level.INFO for level, _ in findings)
    if more:
        log.info("%d thing%s to complete; `backgrounder check` lists them.", more, "s" * (more > 1))
    if fatal and any(level is Level.ERROR for level, _ in findings):
        raise PluginError("backgrounder: there are findings at the level of errors; see above.")


def _title_of(build: Build, uri: str) -> str:
    """The title of any page, as plain text."""
    if uri in build.articles:
        return build.articles[uri].title
    entry = build.project.glossary.entries.get(uri)
    file = build.files.src_uris.get(uri)
    page = file.page if file else None
    return entry.title if entry else str(page.title) if page else uri


def _add_sections(page: Page, sections: Sequence[tuple[str, str]]) -> None:
    """The sections that the template adds, in the page's table of contents, which the theme prints raw.

    They stand below the page's heading, to which the theme's link past the navigation leads.
    """
    items = page.toc.items
    if not (items and items[0].level == 1):
        heading = AnchorLink(escaped(str(page.title)), "top", level=1)
        heading.children = list(items)
        items[:] = [heading]
    for title, anchor in sections:
        items[0].children.append(AnchorLink(escaped(title), anchor, level=2))


def _language(config: MkDocsConfig) -> str:
    """The tag of the site's language."""
    return str(config.theme.get("language") or "en")


def _root(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
