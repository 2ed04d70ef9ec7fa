"""The garbage collector, while a build reads: all that it would look through stays until the next build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """What there is at the end is not looked through before this is called again; a tenth of a build went into looking.

    What was kept before and is not needed any more goes first.
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
        if was_on:
            gc.enable()
