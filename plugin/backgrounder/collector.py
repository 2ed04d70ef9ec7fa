"""The garbage collector, while a build reads and writes: all that it would look through stays until the next build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEVER = 2**30
"""How many collections of what is younger there may be before all is looked through."""


@contextmanager
def kept() -> Iterator[None]:
    """What there is at the end is not looked through before this is called again; a tenth of a build went into looking.

    Nor is what stays of all that comes later, as pages do. What was kept before and is not needed any more goes first.
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
        gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
        if was_on:
            gc.enable()
