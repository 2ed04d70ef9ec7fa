"""Which articles belong together: those that name the same actors."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from backgrounder.glossary.entry import Entry
from backgrounder.reference.concordance import Appearance, Concordance
from backgrounder.seeds.article import Article

_MOST = 5
"""Articles that are related to one."""
_FEW = 20
_ACTORS = 24
"""Articles that name an actor whom one looks at, and actors of an article that are: those that say most."""
_LEAST = 1 / 8
"""What two articles have in common at least: an actor of eight articles, or two of sixteen."""


class Related(NamedTuple):
    """An article that is related to another, and the actors that both name, those that the fewest articles name first."""

    article: Article
    actors: tuple[Entry, ...]


def related(article: Article, concordance: Concordance) -> tuple[Related, ...]:
    """The articles that name the same actors as one, those with most in common with it first, then the newest.

    An actor counts the more, the fewer articles name it: 1/n where n articles do. One whom many name says little of what
    belongs together, and is passed over: so a page costs the same however many articles there are.
    """
    appearing = concordance.by_article.get(article.path, ())
    of_actors = [concordance.by_entry[one.entry.uri] for one in appearing if one.entry.kind.is_actor]
    few = sorted([appearances for appearances in of_actors if 1 < len(appearances) <= _FEW], key=len)
    shared: dict[str, list[Appearance]] = defaultdict(list)
    scores: dict[str, float] = defaultdict(float)
    for appearances in few[:_ACTORS]:
        for other in appearances:
            shared[other.article.path].append(other)
            scores[other.article.path] += 1 / len(appearances)
    scores.pop(article.path, None)
    ranked = sorted([path for path in scores if scores[path] >= _LEAST], key=scores.__getitem__, reverse=True)
    return tuple(Related(shared[path][0].article, tuple(one.entry for one in shared[path])) for path in ranked[:_MOST])
