"""What a build reads is not looked through by the garbage collector, and goes when the next one begins."""

from __future__ import annotations

import gc
import sys
import weakref

import pytest

from backgrounder.long_builds import collector_paused


class Node:
    """Refers to itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.own = self


def test_what_a_build_read_goes_with_the_next_one() -> None:
    with collector_paused():
        node = weakref.ref(Node())
    gc.collect()
    assert node() is not None
    with collector_paused():
        assert node() is None
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.unfreeze()


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="collects in small steps, whatever the thresholds")
def test_what_comes_later_is_seldom_looked_through_as_a_whole() -> None:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    try:
        with collector_paused():
            pass
        collected = [of_age["collections"] for of_age in gc.get_stats()]
        pages = [[page] for page in range(200_000)]
        young, middle, old = (of_age["collections"] for of_age in gc.get_stats())
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
    assert pages
    assert young > collected[0]
    assert middle > collected[1]
    assert old == collected[2]


def test_a_collector_that_is_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()
