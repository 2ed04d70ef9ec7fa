"""The options of the plugin in `mkdocs.yml`: types, defaults, and what cannot be used."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from backgrounder.desk import preview
from backgrounder.findings import DEFAULT_LEVELS, Level
from backgrounder.glossary.configured_kinds import MistakeError, with_configured
from backgrounder.glossary.kinds import KINDS, Kinds
from backgrounder.linking.mention import Policy
from backgrounder.project import Reading
from backgrounder.records import suggestion
from backgrounder.seeds.article import Publish
from backgrounder.seeds.cleaning.clean import SWITCHES
from backgrounder.site.labels import Label, Labels, mistake_in
from backgrounder.site.pages import STYLE_SHEET, names_in


class LinksConfig(Config):  # type: ignore[no-untyped-call]
    """Which mentions become links: the options below `links:`."""

    scope = c.Choice(("page", "section"), default="page")
    """One link for each entry on a page, or one in each of its sections."""
    quotations = c.Choice(("fallback", "always", "never"), default="fallback")
    """Whether names in direct speech become links: only if the entry has no other mention, like others, or never."""
    demonyms = c.Type(bool, default=False)
    """Whether demonyms (`Russian`) become links."""
    metonyms = c.Type(bool, default=False)
    """Whether metonyms (`the Kremlin`) become links."""
    tables = c.Type(bool, default=True)
    """Whether names in tables become links. They never use up the link of the text."""
    footnotes = c.Type(bool, default=False)
    """Whether names in footnotes become links."""
    most = c.Type(int, default=0)
    """The most links in one paragraph; 0 for any number."""

    def policy(self) -> Policy:
        """The options as the resolver takes them."""
        return Policy(**{name: self[name] for name, _ in self._schema})


class BackgrounderConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin, all with defaults."""

    seeds = c.Type(str, default="seeds")
    """The folder of the seeds, beside `mkdocs.yml`."""
    glossary = c.Type(str, default="glossary")
    """The folder of the glossary entries, below `docs_dir`."""
    bibliography = c.ListOfItems(c.Type(str), default=[])
    """Files of reference managers, CSL-JSON or BibTeX, below the folder of `mkdocs.yml`."""
    keep = c.ListOfItems(c.Choice(tuple(SWITCHES)), default=[])
    """The steps of cleaning that are switched off for all seeds."""
    publish = c.Choice(("full", "excerpt", "none"), default="full")
    """What readers get of a text whose sidecar does not say: all of it, its first paragraphs, or its reference only."""
    editor = c.Type(str, default="vscode")
    """The editor in which the preview opens files: its name, an address with `{path}`, `{line}`, `{column}`, or `none`."""
    links = c.SubConfig(LinksConfig)
    """Which mentions become links."""
    labels = c.Type(dict, default={})
    """Words that the program puts on pages, by their names; a text, or texts by plural categories."""
    kinds = c.Type((dict, list, str), default={})
    """Kinds of entries beside those of the program, and facts of kinds, by their keys."""
    findings = c.DictOfItems(c.Choice(("ignore", "info", "warn", "error")), default={})
    """Levels of findings by code, in the manner of MkDocs' `validation:`. An error ends the build."""

    def words(self, language: str) -> Labels:
        """The labels in the language of the site, but for those that are configured."""
        return Labels(cast("Mapping[str, Label]", self.labels), language)

    def levels(self) -> dict[str, Level]:
        """The configured levels by code."""
        return {code: Level[word.upper()] for code, word in self.findings.items()}

    def reading(self, language: str, *, whole: bool) -> Reading:
        """How a project is read by these options. `language`: the site's; `whole`: with drafts and all (`Reading`)."""
        publish = cast("Publish", self.publish)
        kinds = self.all_kinds(language)
        return Reading(self.links.policy(), frozenset(self.keep), publish, whole=whole, kinds=kinds, language=language)

    def all_kinds(self, language: str) -> Kinds:
        """The kinds of the program under the labels of the site, and its own. PluginError for a mistake in those."""
        taken = names_in((Path(__file__).parent / "site" / "theme" / STYLE_SHEET).read_text(encoding="utf8"))
        try:
            return with_configured(KINDS.labelled(self.words(language).known), self.kinds, taken)
        except MistakeError as error:
            raise PluginError(f"backgrounder: kinds: {error}") from error

    def require_usable(self, config: MkDocsConfig) -> None:
        """Raises PluginError, in one sentence, for a configuration that nothing can be built with."""
        for mistake in self._mistakes(config):
            raise PluginError(f"backgrounder: {mistake}")

    def _mistakes(self, config: MkDocsConfig) -> Iterator[str]:
        """Sentences. PluginError for a mistake in the kinds."""
        yield from _about_the_host(config)
        if _leads_out(self.seeds):
            yield "seeds: name a folder below the folder of mkdocs.yml."
        home = Path(config.config_file_path or "mkdocs.yml").parent
        seeds, *others = (
            Path(os.path.realpath(path)) for path in (home / self.seeds, config.docs_dir, config.site_dir)
        )
        if any(seeds.is_relative_to(other) or other.is_relative_to(seeds) for other in others):
            yield (
                "seeds: MkDocs publishes every file of docs_dir and of the built site; name a folder that is apart from both."
            )
        if _leads_out(self.glossary):
            yield "glossary: name a folder below docs_dir."
        if any(map(_leads_out, self.bibliography)):
            yield "bibliography: name files below the folder of mkdocs.yml."
        if self.editor not in preview.EDITORS and "{path}" not in self.editor:
            near = suggestion(self.editor, preview.EDITORS, "; write an address with `{path}` in it.")
            yield f"editor: there is no editor `{self.editor}`{near}"
        if mistake := mistake_in(self.labels):
            yield f"labels: {mistake}"
        self.all_kinds("en")
        for code in self.findings:
            if code not in DEFAULT_LEVELS:
                yield f"findings: there is no code `{code}`{suggestion(code, DEFAULT_LEVELS)}"


def _about_the_host(config: MkDocsConfig) -> Iterator[str]:
    """What of the host's own configuration stops the build."""
    if config.theme.name != "material":
        yield "this plugin needs Material for MkDocs; write `theme: material` into mkdocs.yml."
    if "i18n" in config.plugins:
        yield (
            "mkdocs-static-i18n stops at pages that are no files, as articles are; take `i18n` out of `plugins:`, "
            "and build a site for each language, with `theme.language`."
        )


def _leads_out(path: str) -> bool:
    """Whether a path may lead out of the folder that it is below."""
    return Path(path).is_absolute() or ".." in Path(path).parts
