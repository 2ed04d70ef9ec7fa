"""How far a build is, for somebody at a terminal."""

from __future__ import annotations

import sys

import click


class Progress:
    """How far a build is, if it has so `many` pages, told after `every` so many; silent in a pipe."""

    def __init__(self, pages: int, *, many: int = 300, every: int = 25) -> None:
        # Each page is rendered first, and put into its template when all are.
        self.total = 2 * pages
        self.done = 0
        self.every = every
        self.shown = pages >= many and sys.stderr.isatty()

    def step(self) -> None:
        """A page is ready in one of the two ways."""
        self.done += 1
        if self.shown and (self.done % self.every == 0 or self.done == self.total):
            text = f"{100 * self.done // self.total} % of {self.total // 2} pages" if self.done < self.total else ""
            click.echo(f"\r{text:<40}\r", nl=False, err=True)
