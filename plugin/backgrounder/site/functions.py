"""What the templates call: the functions that write HTML, with what is the same on all pages of a site filled in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from markupsafe import Markup

from backgrounder.site import feeds
from backgrounder.site.listing import Site
from backgrounder.site.pieces import markup, sections


def functions(site: Site, site_name: str) -> dict[str, Any]:
    """By the names that templates call them by. A site without an address has no feeds."""
    labels = site.labels
    types = feeds.TYPES if site.address else {}
    with_labels: dict[str, Callable[..., Markup]] = {
        "after_in": sections.after,
        "below_in": sections.below,
        "beside_in": sections.beside,
        "company_in": markup.company,
        "entries_in": markup.entries,
        "heading_in": markup.heading,
        "mentions_in": partial(markup.mentions, listed=site.listed_article),
        "permalinked": markup.permalinked,
        "related_in": markup.related,
        "row_in": markup.row,
    }
    return {
        "label": labels,
        "words": labels.words(),
        "articles_in": markup.articles,
        "feeds_in": partial(markup.feeds, types, site_name),
        "head_in": sections.head,
        "link_in": markup.link,
        "linked_data_in": sections.linked_data,
        "reference_in": markup.reference,
        "social_in": partial(sections.social, types=types, site_name=site_name),
        **{name: partial(function, labels=labels) for name, function in with_labels.items()},
    }
