"""All pages that the program makes or adds to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backgrounder.site.listing import Site
from backgrounder.site.views.article import article_views
from backgrounder.site.views.entry import entry_views, mentions_views
from backgrounder.site.views.index import Index, index_views, where_kinds_are_listed
from backgrounder.site.views.indexes import INDEXES
from backgrounder.site.views.view import View


def views_of(site: Site, indexes: Sequence[Index] = INDEXES) -> Iterator[View]:
    """The views of a site, in the order in which the host gets their files. Of two at one address the later stands."""
    lists = tuple(index_views(site, indexes))
    yield from lists
    yield from mentions_views(site)
    yield from entry_views(site, where_kinds_are_listed(site, lists))
    yield from article_views(site)
