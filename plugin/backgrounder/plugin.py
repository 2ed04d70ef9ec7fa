"""The MkDocs adapter: hooks and configuration, no decisions.

Every build reads the project anew; nothing is kept between builds but this instance, which `on_startup` keeps alive
under `mkdocs serve`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_theme_dir
from mkdocs.utils.templates import TemplateContext

from backgrounder.build import Build, begun, colour, language_of, root_of
from backgrounder.desk import preview
from backgrounder.desk.report import Judged, judged
from backgrounder.desk.review import reviewed
from backgrounder.disk import read_inputs
from backgrounder.findings import NO_FINDINGS, Finding, Level, Place, guarded
from backgrounder.language.lexicon import lexicon_of
from backgrounder.linking.extension import Linker, LinkExtension
from backgrounder.linking.resolver import resolve
from backgrounder.long_builds import collector_paused, compiled, share
from backgrounder.options import BackgrounderConfig
from backgrounder.project import Inputs, Project, read_project
from backgrounder.seeds.folder import RawFile
from backgrounder.site.extension import SiteExtension
from backgrounder.site.listing import Site
from backgrounder.site.markup import functions
from backgrounder.site.notes import reference_of
from backgrounder.site.pages import STYLE_SHEET, TEMPLATES, FootnoteReference, entry_link, escaped, finished
from backgrounder.sources.extension import CitationExtension
from backgrounder.text.extension import MarkedSectionExtension, needed

if TYPE_CHECKING:
    # A build has no server, and need not wait until this is loaded.
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("backgrounder")
# What it says of a broken entry, a finding says with its place.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_THEME = Path(__file__).parent / "site" / "theme"


class BackgrounderPlugin(BasePlugin[BackgrounderConfig]):  # type: ignore[no-untyped-call]
    """Hands MkDocs' files to the core and the core's pages to MkDocs."""

    def __init__(self) -> None:
        self._build: Build | None = None
        self._serves = False
        self._server: LiveReloadServer | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keeps this instance for all builds of one `mkdocs serve`, which shows drafts and whole texts."""
        self._serves = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds the Markdown extensions, templates and styles, and the seeds to what is watched."""
        self.config.require_usable(config)
        config.markdown_extensions += needed(map(str, config.markdown_extensions))
        words = self.config.words(language_of(config))
        # The host fills in the number, by `str.format`.
        back = words("back_to_text", n="\0").replace("{", "{{").replace("}", "}}").replace("\0", "{}")
        config.mdx_configs.setdefault("footnotes", {}).setdefault("BACKLINK_TITLE", back)
        config.mdx_configs.setdefault("toc", {}).setdefault("permalink_title", words("permanent_link"))
        own = [
            SiteExtension(
                self._text,
                lambda uri: self._current().view_at(uri).facts(),
                self._previewed,
                lambda: self._current().site.labels.foreign,
            ),
            CitationExtension(lambda *of_page: reference_of(self._current().site.project, *of_page)),
            LinkExtension(self._linker, entry_link),
            MarkedSectionExtension(),
        ]
        config.markdown_extensions = [*config.markdown_extensions, *own]  # type: ignore[list-item]
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
        features = (*(config.theme.get("features") or ()), "content.footnote.tooltips", "search.highlight")
        config.theme["features"] = list(dict.fromkeys(features))
        if STYLE_SHEET not in config.extra_css:
            config.extra_css.insert(0, STYLE_SHEET)
            config.extra_javascript.insert(0, ExtraScriptValue("assets/backgrounder/site.js"))
        for name in (self.config.seeds, *self.config.bibliography):
            path = root_of(config) / name
            if path.exists() and str(path) not in config.watch:
                config.watch.append(str(path))
                if self._server is not None:
                    # The host watches what the first configuration named.
                    self._server.watch(str(path))
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Keeps the server, for what a later configuration names."""
        self._server = server
        if not (root_of(config) / self.config.seeds).is_dir():
            log.warning("There is no folder %s/ to watch; make it and start again.", self.config.seeds)
        return server

    def read(self, config: MkDocsConfig, *, whole: bool) -> tuple[Project, tuple[Judged, ...]]:
        """The project that a configuration describes, and what is to be said of it. `whole`: drafts and all (`Reading`)."""
        root = root_of(config)
        options = self.config
        inputs = read_inputs(root, Path(config.docs_dir), options.seeds, options.glossary, options.bibliography)
        inputs = replace(inputs, pages=_with_pages(inputs, config, drafts=whole))
        project = read_project(inputs, options.reading(language_of(config), whole=whole))
        advice, problems = guarded(inputs.seeds, NO_FINDINGS, lambda: reviewed(project))
        found = [*project.findings, *advice, *problems]
        if not config.site_url:
            place = Place(Path(config.config_file_path or "mkdocs.yml").name)
            found.append(Finding(place, "no-site-url", "Write `site_url:` here; previews of entries need it."))
        return project, judged(found, self.config.levels())

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Lets go of what the last build knew."""
        self._build = None

    @collector_paused()
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Reads the project, reports what is wrong, and adds the generated pages."""
        project, found = self.read(config, whole=self._serves)
        _report(found, fatal=not self._serves)
        colour(files, project.kinds, _THEME, config)
        site = Site(project, self.config.words(language_of(config)), config.site_url)
        opener = preview.opener(self.config.editor, root_of(config).resolve().as_posix())
        desk = partial(preview.DeskView, project=project, found=found, opener=opener) if self._serves else None
        self._build, problems = begun(site, files, config, found, opener=opener, desk=desk)
        self._tell(problems)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Puts a barrier around the Markdown of an article or an entry: one that cannot be rendered is an empty page."""
        path = self._current().view(page).path
        if path:
            page.render = partial(self._rendered, page, path, page.render)  # type: ignore[method-assign]
        return page

    def _rendered(self, page: Page, path: str, render: Callable[..., None], *given: object, **named: object) -> None:
        _, problems = guarded(path, None, lambda: render(*given, **named))
        if problems:
            self._tell(problems)
            page.content, page.toc, page.present_anchor_ids = "", TableOfContents([]), set()

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """A file as the core decoded it: the host stops at one that is not UTF-8."""
        return self._current().view(page).decoded

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Gives each page its template and escapes what the theme prints raw."""
        page.meta, problems = self._current().metadata(page, config.theme.dirs)
        self._tell(problems)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Finishes the page for readers and the search; in the preview, its mistakes stand above it."""
        build = self._current()
        build.progress.step()
        html = finished(html, has_searched_footnotes=build.view(page).has_searched_footnotes)
        return f"{build.banner(page.file.src_uri)}{html}" if self._serves else html

    def _tell(self, findings: Sequence[Finding]) -> None:
        """Logs what was found while pages are made."""
        if findings:
            _report(judged(findings, self.config.levels()), fatal=False)

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escapes what our own templates print; the theme's stay as they are. Behind others, whose filters may be needed."""
        env.autoescape = lambda name: bool(name and name.startswith(f"{TEMPLATES}/"))
        theme = get_theme_dir("material")
        if env.bytecode_cache is None:
            env.bytecode_cache = compiled((theme, str(_THEME)))
        env.globals.update(functions(self._current().site, config.site_name))
        share(env, theme, f"{TEMPLATES}/macros.html")
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hands the templates what they show."""
        build = self._current()
        build.progress.step()
        shown, problems = build.context(page)
        self._tell(problems)
        if shown.get("canonical"):
            # The theme prints this one.
            page.canonical_url = escaped(shown["canonical"])
        if "sections" in shown:
            _add_sections(page, shown["sections"])
        folders = {"seeds": self.config.seeds, "glossary": f"{build.docs}/{self.config.glossary}"}
        context.update({**folders, "desk": build.desk, **shown})  # type: ignore[typeddict-item]
        return context

    def _current(self) -> Build:
        if self._build is None:
            raise PluginError("backgrounder: a page was rendered before the files were read.")
        return self._build

    def _linker(self, uri: str) -> Linker | None:
        """What links the names on a page, if anything does."""
        build = self._current()
        if not build.is_linked(uri):
            return None
        policy, lexicon = self.config.links.policy(), lexicon_of(build.site.labels.language)
        return partial(resolve, glossary=build.site.project.glossary, policy=policy, page=uri, lexicon=lexicon)

    def _text(self, uri: str, reference: FootnoteReference) -> str:
        build = self._current()
        file = build.files.src_uris.get(uri)
        return build.view_at(uri).text(build.seen_from(file.url), reference) if file else ""

    def _previewed(self, uri: str) -> Collection[str]:
        """The pages whose links on a page show previews: entries."""
        build = self._current()
        return build.site.project.glossary.entries if build.view_at(uri).has_previews else ()


def _with_pages(inputs: Inputs, config: MkDocsConfig, *, drafts: bool) -> tuple[RawFile, ...]:
    """The Markdown files of which MkDocs makes pages: an entry without one would be told of, and nowhere to be found."""
    specs = [spec for spec in (config.exclude_docs, None if drafts else config.draft_docs) if spec]
    return tuple(page for page in inputs.pages if not any(spec.match_file(inputs.uri_of(page)) for spec in specs))


def _report(findings: Sequence[Judged], *, fatal: bool) -> None:
    """Logs mistakes, a line each, and how much else there is to know; raises PluginError for an error, if `fatal`."""
    for level, finding in findings:
        if level > Level.INFO:
            log.log(logging.ERROR if level is Level.ERROR else logging.WARNING, "%s", finding)
    more = sum(level is Level.INFO for level, _ in findings)
    if more:
        log.info("%d thing%s to complete; `backgrounder check` lists them.", more, "s" * (more > 1))
    if fatal and any(level is Level.ERROR for level, _ in findings):
        raise PluginError("backgrounder: there are findings at the level of errors; see above.")


def _add_sections(page: Page, sections: Sequence[tuple[str, str]]) -> None:
    """The sections that the template adds, in the page's table of contents, which the theme prints raw."""
    # They stand below the page's heading, to which the theme's link past the navigation leads.
    items = page.toc.items
    if not (items and items[0].level == 1):
        heading = AnchorLink(escaped(str(page.title)), "top", level=1)
        heading.children = list(items)
        items[:] = [heading]
    for title, anchor in sections:
        items[0].children.append(AnchorLink(escaped(title), anchor, level=2))
