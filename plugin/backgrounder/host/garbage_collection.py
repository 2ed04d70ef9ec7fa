"""The garbage collector, while a build reads and writes: all that it would look through stays until the next build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
