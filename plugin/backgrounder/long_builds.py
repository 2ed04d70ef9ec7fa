"""What long builds ask for: the garbage collector waits, templates are compiled once, and a terminal shows how far it is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import click
import jinja2
from jinja2 import Environment
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from backgrounder.writing import sweep


@contextmanager
def collector_paused(*, collections_between: int = 100) -> Iterator[None]:
    """What there is at the end is not looked through before this is called again; a tenth of a build went into looking.

    What comes later is looked through, but seldom as a whole, as pages stay, too: only after so many collections of what
    is younger, at least. What was passed over before and is not needed any more goes first.
    """
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*gc.get_threshold()[:2], collections_between)
        if was_on:
            gc.enable()


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


def compiled(folders: tuple[str, ...]) -> FileSystemBytecodeCache | None:
    """Compiled templates in some folders, kept between builds; None where there is no safe place for them.

    The host compiles all of its theme's anew for each build, a quarter of a second. Only those of the program and of the
    theme are kept: what a site's own templates call may be worked out when they are compiled, and differ the next time.
    The cache is a folder of the user's among the temporary files, and may be deleted at any time.
    """
    try:
        return _Cache(folders)
    except (OSError, RuntimeError):
        return None


def share(env: Environment, theme: str, macros: str, partials: Sequence[str] = ("tags", "actions")) -> None:
    """Gives all templates our `macros`, the template of a name; to import them into each page takes longer than what they print.

    `own_partials` says whether a site has its own of those partials that in the folder of the `theme` print nothing on
    most pages: only then our templates include them on every page.
    """
    env.globals["macros"] = env.get_template(macros).module
    paths = [env.loader.get_source(env, f"partials/{name}.html")[1] for name in partials] if env.loader else []
    env.globals["own_partials"] = not all(path and path.startswith(theme) for path in paths)


class _Cache(FileSystemBytecodeCache):
    def __init__(self, folders: tuple[str, ...]) -> None:
        # What one release compiles, another may not be able to run.
        super().__init__(pattern=f"backgrounder-jinja-{jinja2.__version__}-%s.cache")
        self.folders = folders
        # It writes each file under another name first; of a build that was killed, such a file stays.
        sweep(self.directory, "backgrounder-jinja-*.tmp")

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        if not (filename and filename.startswith(self.folders)):
            return Bucket(environment, "", "")
        # Other plugins may change how templates are read.
        read = (environment.trim_blocks, environment.lstrip_blocks, *sorted(environment.extensions))
        return super().get_bucket(environment, f"{name} {read}", filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        # Whatever is wrong with a kept file, the template is compiled again.
        with suppress(Exception):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        # Where nothing can be written, the next build compiles again.
        with suppress(OSError):
            if bucket.key:
                super().dump_bytecode(bucket)
