"""The command line, over the same core as the site."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from backgrounder.desk import check as checks
from backgrounder.desk import report
from backgrounder.findings import Level
from backgrounder.plugin import BackgrounderPlugin
from backgrounder.project import Project

_config_file = click.option(
    "-f", "--config-file", default="mkdocs.yml", show_default=True, help="The project's MkDocs configuration."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-backgrounder")
def main() -> None:
    """Reports on a Backgrounder project. Run it beside mkdocs.yml."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s: %(message)s")


@main.command()
@_config_file
@click.option("--format", "style", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def mentions(config_file: str, style: str) -> None:
    """Every occurrence of every name in every seed, and why it is no link."""
    project, _ = _read(config_file)
    found = list(report.rows(project))
    for line in report.as_jsonl(found) if style == "jsonl" else report.as_table(found):
        click.echo(line)


@main.command()
@_config_file
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warn", "error"]),
    default="warn",
    show_default=True,
    help="The lowest level at which the command fails.",
)
def check(config_file: str, style: str, fail_on: str) -> None:
    """What needs an editor's attention. Exit status 0: nothing, 1: findings, 2: could not run."""
    _, found = _read(config_file)
    if style == "json":
        click.echo(checks.as_json(found))
    else:
        for line in checks.as_github(found) if style == "github" else checks.as_text(found):
            click.echo(line)
    sys.exit(any(level >= Level[fail_on.upper()] for level, _ in found))


def _read(config_file: str) -> tuple[Project, tuple[checks.Judged, ...]]:
    """The project that a configuration describes, and its findings."""
    if not Path(config_file).is_file():
        raise _CouldNotRunError(f"There is no {config_file} here; run this beside it, or name it with --config-file.")
    try:
        config: MkDocsConfig = load_config(config_file)
        plugin = config.plugins.get("backgrounder")
        if not isinstance(plugin, BackgrounderPlugin):
            raise _CouldNotRunError(f"Write `backgrounder` below `plugins:` in {config_file}.")
        plugin.require_usable(config)
        return plugin.read(config)
    except (Abort, MkDocsException) as error:
        raise _CouldNotRunError(str(error)) from error


class _CouldNotRunError(click.ClickException):
    exit_code = 2
