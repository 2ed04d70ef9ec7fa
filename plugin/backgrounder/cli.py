"""The command line, over the same core as the site."""

from __future__ import annotations

import errno
import json
import logging
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from backgrounder.build import root_of
from backgrounder.desk import report
from backgrounder.desk.draft import draft
from backgrounder.desk.schema import SCHEMAS, schema_of_entries
from backgrounder.desk.suggest import Suggestion, as_jsonl, as_text, find, mentioned, suggestions
from backgrounder.findings import Level
from backgrounder.glossary.entry import Form
from backgrounder.language.dates import Date
from backgrounder.language.lexicon import lexicon_of
from backgrounder.long_builds import collector_paused
from backgrounder.plugin import BackgrounderPlugin
from backgrounder.project import Project
from backgrounder.records import suggestion, with_items
from backgrounder.seeds.documents.converted import Converted, NotConvertedError, NotInstalledError
from backgrounder.seeds.documents.endings import CONVERTED, TOLD, advice, ending_of
from backgrounder.seeds.folder import DISMISSED, READ, RESERVED_PAGES, RESERVED_SEEDS
from backgrounder.seeds.formats.web_page import suffix_of
from backgrounder.seeds.read import ReadSeed, read_seed, sidecar_text
from backgrounder.text.decode import UNDECODABLE, one_line
from backgrounder.text.folding import fold_name, slug
from backgrounder.writing import mend, rewrite, write_new

_config_file = click.option(
    "-f", "--config-file", default="mkdocs.yml", show_default=True, help="The project's MkDocs configuration."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-backgrounder")
def main() -> None:
    """Adds to a Backgrounder project, and reports on it. Run it beside mkdocs.yml."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s: %(message)s")
    # It says of a damaged PDF what no editor can mend.
    logging.getLogger("pypdf").setLevel(logging.ERROR)


@main.command()
@_config_file
@click.option("--format", "style", type=click.Choice(list(report.MENTIONS)), default="table", show_default=True)
def mentions(config_file: str, style: str) -> None:
    """Every occurrence of every name in every seed, and why it is no link."""
    project, _ = _read(*_configured(config_file))
    _print(report.MENTIONS[style](report.rows(project)))


@main.command()
@_config_file
@click.option("--format", "style", type=click.Choice(list(report.FINDINGS)), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warn", "error"]),
    default="warn",
    show_default=True,
    help="The lowest level at which the command fails.",
)
def check(config_file: str, style: str, fail_on: str) -> None:
    """What needs an editor's attention. Exit status 0: nothing, 1: findings, 2: could not run."""
    _, found = _read(*_configured(config_file))
    _print(report.FINDINGS[style](found))
    sys.exit(any(level >= Level[fail_on.upper()] for level, _ in found))


@main.command()
@_config_file
@click.option("--format", "style", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many to print.")
@click.option(
    "--dismiss",
    multiple=True,
    metavar="NAME",
    help=f"Never suggest NAME again: adds it to {DISMISSED} among the seeds.",
)
def suggest(config_file: str, style: str, limit: int, dismiss: Sequence[str]) -> None:
    """Names in the articles that have no entry, those first that would give readers most."""
    if dismiss:
        _dismiss(config_file, [one_line(name) for name in dismiss])
        return
    project, _ = _read(*_configured(config_file))
    lexicon = lexicon_of(project.language)
    found = suggestions(project.articles, project.mentions, project.dismissed, lexicon)
    first = found[:limit]
    _print(as_jsonl(first, project.articles) if style == "jsonl" else as_text(first, project.articles, lexicon))
    if style == "text":
        click.echo(_ending(found, project, limit), err=True)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _dismiss(config_file: str, names: Sequence[str]) -> None:
    """Adds names to the list of those not to suggest."""
    config, plugin = _configured(config_file)
    if not all(names):
        raise _CouldNotRunError("Write a name behind --dismiss.")
    project, _ = _read(config, plugin)
    found = suggestions(project.articles, project.mentions, (), lexicon_of(project.language))
    # The list has its name in whatever case; of two, the first is the one that is read.
    there = [name for name in _names_in(root_of(config) / plugin.config.seeds) if name.lower() == DISMISSED]
    path = Path(plugin.config.seeds, min(there, default=DISMISSED))
    try:
        with _errors_of_files("Nothing was written"):
            rewrite(root_of(config) / path, partial(with_items, items=names))
    except ValueError as error:
        raise _CouldNotRunError(f"Nothing was written: {path.as_posix()} {error}.") from error
    for name in names:
        known = "" if find(name, found) else ", though nothing suggests it now"
        click.echo(f"{name} will not be suggested again{known}; {path.as_posix()} lists such names.")


def _names_in(folder: Path) -> list[str]:
    """What a folder has; nothing if it is none."""
    with suppress(OSError):
        return [path.name for path in folder.iterdir()]
    return []


@contextmanager
def _errors_of_files(failed: str, there: str = "") -> Iterator[None]:
    """Says why something cannot be read or written. `there`: the sentence about a file, by its name, that is there already."""
    try:
        yield
    except OSError as error:
        is_there = there and isinstance(error, FileExistsError)
        told = there.replace("{}", str(error.filename)) if is_there else f"{failed}: {error.strerror or error}."
        raise _CouldNotRunError(told) from error


def _ending(found: Sequence[Suggestion], project: Project, limit: int) -> str:
    if not project.articles:
        return "There are no articles yet; add one with `backgrounder add FILE`."
    if not found:
        return "Every name that was found has an entry."
    more = f"{len(found) - limit} more; print them with --limit {len(found)}. " if len(found) > limit else ""
    return f"{more}What is no name, or needs no entry: backgrounder suggest --dismiss NAME"


@main.command()
@_config_file
@click.argument("kind")
@click.argument("title")
def new(config_file: str, kind: str, title: str) -> None:
    """Writes the file of a new entry: KIND and TITLE, and what the articles tell of it. Nothing is ever overwritten."""
    config, plugin = _configured(config_file)
    project, _ = _read(config, plugin)
    of_kind = project.kinds.by_key.get(kind)
    if of_kind is None:
        hint = suggestion(kind, project.kinds.by_key, f"; write one of {', '.join(project.kinds.by_key)}.")
        raise _CouldNotRunError(f"There is no kind `{kind}`{hint}")
    title = one_line(title)
    if not any(c.isalnum() for c in title) or len(title) > 200:
        raise _CouldNotRunError("Write a title with letters or digits in it, and not too long for the name of a file.")
    lexicon = lexicon_of(project.language)
    found = find(title, suggestions(project.articles, {}, (), lexicon))
    if found and found.name.casefold() == title.casefold():
        title = found.name
    found = found or mentioned(title, of_kind, project.articles)
    for entry in project.entries:
        # Forms that only one entry can have.
        own = (name.text for name in entry.names if name.form in (Form.TITLE, Form.ALIAS))
        if any(fold_name(text).casefold() == fold_name(title).casefold() for text in own):
            raise _CouldNotRunError(f"There is an entry {entry.title} already: {entry.path}.")
    name, text = draft(title, of_kind, found, project.articles, project.entries, lexicon=lexicon)
    path = Path(plugin.config.glossary, f"{name}.md")
    if path.stem in RESERVED_PAGES:
        raise _CouldNotRunError(f"A file cannot be called {path.name} and be an entry; choose another title.")
    folder = Path(config.docs_dir, path.parent)
    shown = Path(os.path.relpath(folder / path.name, root_of(config))).as_posix()
    with _errors_of_files("Nothing was written", f"There is a file {shown} already; give the entry another title."):
        write_new(folder, ((path.name, text.encode()),))
    click.echo(f"Wrote {shown}; write one to three sentences below its front matter.")


@main.command()
@_config_file
@click.argument("name", type=click.Choice(list(SCHEMAS)))
def schema(config_file: str, name: str) -> None:
    """The JSON Schema of what editors write, for the completion and checks of their editors.

    That of entries has the kinds and facts of the project, where there is one.
    """
    made = SCHEMAS[name]
    if name == "entry" and Path(config_file).is_file():
        made = schema_of_entries(_configured(config_file)[1].config.all_kinds("en"))
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


@main.command()
@_config_file
@click.argument("source", type=click.File("rb"))
@click.option("--name", help="The seed's name, without its ending; by default the file's, or the text's title.")
def add(config_file: str, source: BinaryIO, name: str | None) -> None:
    """Copies SOURCE (a text, Markdown or HTML file, or - for standard input) into the seeds, with a sidecar beside it.

    Of a document of another program (.docx, .odt, .rtf, .pdf, .epub, .eml and more) it makes a seed, and keeps the document
    beside it. The sidecar has what the text tells of itself, and blanks. Nothing is ever overwritten.
    """
    if name is not None and not any(c.isalnum() for c in name):
        raise _CouldNotRunError("Write a name with letters or digits in it behind --name.")
    config, plugin = _configured(config_file)
    given = _given(source)
    seeds = plugin.config.seeds
    read = _read_given(f"{seeds}/new{given.suffix}", given)
    if read.article is None:
        undecodable = any(finding.code == "undecodable" for finding in read.findings)
        raise _CouldNotRunError(UNDECODABLE if undecodable else f"There is no text in {source.name}.")
    stem = slug(name or (Path(source.name).stem if source.name != "<stdin>" else read.article.title))
    original = Path(source.name).resolve() if given.document else None
    inside = original is not None and original.is_relative_to((root_of(config) / seeds).resolve())
    if original and inside:
        # It stays where it lies, and the seed stands beside it.
        if name is not None:
            raise _CouldNotRunError(f"{source.name} lies among the seeds; rename it there, and leave --name out.")
        seeds = original.parent.relative_to(root_of(config).resolve()).as_posix()
        stem = original.stem
    if stem.lower() in {*RESERVED_SEEDS, *RESERVED_PAGES}:
        raise _CouldNotRunError(f"A seed cannot be called {stem}; choose another name with --name.")
    path = f"{seeds}/{stem}{given.suffix}"
    read = _read_given(path, given)
    _write_seed(root_of(config) / seeds, seeds, stem, given, read, inside=inside)
    assert read.article
    made = f", made from {seeds}/{stem}{given.ending}" if given.document else ""
    lost = [f"  {seeds}/{stem}{given.ending}: {what}" for what in given.document.lost] if given.document else []
    repairs = [f"  {repair.place}: {repair.what}" for repair in read.article.repairs]
    findings = [f"  {finding.place}: {finding.message}" for finding in read.findings]
    _print(
        (
            f"Added {path} and {seeds}/{stem}.yml{made}: “{read.article.title}”",
            *lost,
            *dict.fromkeys(repairs),
            *findings,
        )
    )


class _Given(NamedTuple):
    """What is to be added: the bytes of a seed and the ending of its name, and the document that it was made of, if any."""

    data: bytes
    suffix: str
    document: Converted | None = None
    ending: str = ""
    original: bytes = b""


def _given(source: BinaryIO) -> _Given:
    """What is to be added; a document of another program is converted."""
    with _errors_of_files(f"{source.name} cannot be read"):
        data = source.read()
    suffix = Path(source.name).suffix.lower() if source.name != "<stdin>" else suffix_of(data)
    if suffix in READ and ending_of(data) is None:
        return _Given(data, suffix)
    if suffix not in (*READ, *CONVERTED):
        told = f" {advice(source.name, suffix)}" if suffix in TOLD else ""
        raise _CouldNotRunError(f"Only {', '.join((*READ, *CONVERTED))} can be added.{told}")
    # Loaded when it is first needed, and the libraries with it.
    from backgrounder.seeds.documents.convert import converted  # noqa: PLC0415

    ending = suffix if suffix in CONVERTED else ending_of(data) or suffix
    try:
        document = converted(Path(source.name).name, ending, data)
    except NotInstalledError as error:
        raise _CouldNotRunError(str(error)) from error
    except NotConvertedError as error:
        raise click.ClickException(str(error)) from error
    return _Given(document.text.encode("utf8", "replace"), document.suffix, document, ending, data)


def _read_given(path: str, given: _Given) -> ReadSeed:
    """What is to be added as an article, with what a document says of itself where its text does not."""
    read = read_seed(path, given.data)
    if given.document is None or read.article is None:
        return read
    record = given.document.record(read.article.told)
    return read_seed(path, given.data, (str(Path(path).with_suffix(".yml")), record.encode()))


def _write_seed(folder: Path, seeds: str, stem: str, given: _Given, read: ReadSeed, *, inside: bool) -> None:
    """Writes a seed and its sidecar, and copies the document that it was made of, unless that lies `inside` the folder."""
    assert read.article
    today = Date.parse(datetime.now().astimezone().date().isoformat())
    original = f"{stem}{given.ending}"
    document = given.document
    remarks, fields = (document.origin(original, given.original), document.fields) if document else ((), {})
    sidecar = sidecar_text(read.article, today, remarks, fields)
    files = [(f"{stem}{given.suffix}", given.data), (f"{stem}.yml", sidecar.encode())]
    files += [(original, given.original)] if document and not inside else []
    mend(folder)
    # Sidecars are found in whatever case.
    taken = [name for name in _names_in(folder) if name.lower().startswith(f"{stem.lower()}.")]
    if inside:
        taken = [name for name in taken if Path(name).suffix.lower() in (*READ, ".yml", ".yaml")]
    helps = "remove it, or rename the document" if inside else "choose another name with --name"
    with _errors_of_files("Nothing was added", f"There is {seeds}/{{}} already; {helps}."):
        if taken:
            raise FileExistsError(errno.EEXIST, "", min(taken))
        write_new(folder, files)


def _read(config: MkDocsConfig, plugin: BackgrounderPlugin) -> tuple[Project, Sequence[report.Judged]]:
    """The project that a configuration describes, and its findings."""
    try:
        with collector_paused():
            return plugin.read(config, whole=True)
    except MkDocsException as error:
        raise _CouldNotRunError(str(error)) from error


def _configured(config_file: str) -> tuple[MkDocsConfig, BackgrounderPlugin]:
    """A configuration and the plugin in it."""
    if not Path(config_file).is_file():
        raise _CouldNotRunError(f"There is no {config_file} here; run this beside it, or name it with --config-file.")
    try:
        config: MkDocsConfig = load_config(config_file)
        plugin = config.plugins.get("backgrounder")
        if not isinstance(plugin, BackgrounderPlugin):
            raise _CouldNotRunError(f"Write `backgrounder` below `plugins:` in {config_file}.")
        plugin.config.require_usable(config)
    except MkDocsException as error:
        raise _CouldNotRunError(str(error)) from error
    return config, plugin


class _CouldNotRunError(click.ClickException):
    exit_code = 2
