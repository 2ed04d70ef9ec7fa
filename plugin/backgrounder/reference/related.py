"""Which articles belong together: those that name the same actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from backgrounder.glossary.entry import Entry
from backgrounder.reference.concordance import Appearance, Concordance
from backgrounder.seeds.published import Published

_MOST = 5
"""Articles that are related to one."""
_LOOKED_AT = 100
"""Appearances of actors that are looked at for it."""


class Related(NamedTuple):
    """An article that is related to another, and the actors that both name, those that the fewest articles name first."""

    article: Published
    actors: tuple[Entry, ...]


def related(article: Published, concordance: Concordance) -> tuple[Related, ...]:
    """The articles that name the same actors as one, those with most in common with it first, then the newest.

    An actor counts the more, the fewer articles name it: 1/n where n articles do. Those that the fewest articles name are
    looked at first, and not all if there are many, as these say most: so a page costs the same however many articles
    there are.
    """
    by_entry = concordance.by_entry
    appearing = concordance.by_article.get(article.path, ())
    own = [by_entry[one.entry.uri] for one in appearing if one.entry.kind.is_actor]
    rarest = sorted([found for found in own if len(found) > 1], key=len)
    scores: dict[str, float] = defaultdict(float)
    left = _LOOKED_AT
    for found in rarest:
        left -= len(found)
        if left < 0:
            break
        for other in found:
            scores[other.article.path] += 1 / len(found)
    scores.pop(article.path, None)
    ranked = sorted([(-score, concordance.order[path], path) for path, score in scores.items()])
    return tuple([_related(concordance.by_article[path], rarest) for *_, path in ranked[:_MOST]])


def _related(appearing: Sequence[Appearance], rarest: Sequence[Sequence[Appearance]]) -> Related:
    there = {one.entry.uri for one in appearing}
    return Related(appearing[0].article, tuple([found[0].entry for found in rarest if found[0].entry.uri in there]))
