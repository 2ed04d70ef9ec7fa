"""How far a build is, for somebody at a terminal."""

from __future__ import annotations

import sys

import click

_MANY_PAGES = 300
_STEP = 25
"""From how many pages on a build shows how far it is, and after how many of them again."""


class Progress:
    """How far a long build is, for somebody at a terminal; silent in a pipe."""

    def __init__(self, pages: int) -> None:
        # Each page is rendered first, and put into its template when all are.
        self.total = 2 * pages
        self.done = 0
        self.shown = pages >= _MANY_PAGES and sys.stderr.isatty()

    def step(self) -> None:
        """A page is ready in one of the two ways."""
        self.done += 1
        if self.shown and (self.done % _STEP == 0 or self.done == self.total):
            text = f"{100 * self.done // self.total} % of {self.total // 2} pages" if self.done < self.total else ""
            click.echo(f"\r{text:<40}\r", nl=False, err=True)
