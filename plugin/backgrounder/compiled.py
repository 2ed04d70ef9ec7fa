"""Compiled templates, kept between builds: the host compiles all of its theme's anew for each, a quarter of a second."""

from __future__ import annotations

from contextlib import suppress

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache


def compiled() -> FileSystemBytecodeCache | None:
    """The user's own cache in the folder for temporary files; None where there is no safe place for one."""
    try:
        # What one release compiles, another may not be able to run.
        return _Cache(pattern=f"backgrounder-jinja-{jinja2.__version__}-%s.cache")
    except (OSError, RuntimeError):
        return None


class _Cache(FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        # Where nothing can be written, the next build compiles again.
        with suppress(OSError):
            super().dump_bytecode(bucket)
