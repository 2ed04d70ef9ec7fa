"""The garbage collector, while a build reads and writes: all that it would look through stays until the next build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100
"""How many collections of what is younger there are before all that came later is looked through, at least."""


@contextmanager
def kept() -> Iterator[None]:
    """What there is at the end is not looked through before this is called again; a tenth of a build went into looking.

    What comes later is looked through, but seldom as a whole: pages stay, too. What was kept before and is not needed any
    more goes first.
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
        gc.set_threshold(*gc.get_threshold()[:2], _SELDOM)
        if was_on:
            gc.enable()
