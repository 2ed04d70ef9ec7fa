"""The head and the sections of each article and entry, without templates, as `markup`; and the functions for templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from backgrounder.reference.concordance import Appearance
from backgrounder.site import feeds
from backgrounder.site.head import Head
from backgrounder.site.labels import Labels
from backgrounder.site.listing import ListedArticle, Site
from backgrounder.site.pages import Href
from backgrounder.site.pieces import markup
from backgrounder.site.pieces.markup import as_html, as_text, heading, named, quiet, reference
from backgrounder.site.provenance import Provenance, Repaired


def functions(site: Site, site_name: str) -> dict[str, Any]:
    """What templates call, by name, with what is the same on all pages filled in. A site without an address has no feeds."""
    types = feeds.TYPES if site.address else {}
    with_labels: dict[str, Callable[..., Markup]] = {
        "after_in": after,
        "below_in": below,
        "beside_in": beside,
        "company_in": markup.company,
        "entries_in": markup.entries,
        "heading_in": heading,
        "mentions_in": partial(markup.mentions, listed=site.listed_article),
        "permalinked": markup.permalinked,
        "related_in": markup.related,
        "row_in": markup.row,
    }
    return {
        "label": site.labels,
        "words": site.labels.words(),
        "articles_in": markup.articles,
        "feeds_in": partial(markup.feeds, types, site_name),
        "head_in": head,
        "link_in": markup.link,
        "linked_data_in": linked_data,
        "reference_in": reference,
        "social_in": partial(social, types=types, site_name=site_name),
        **{name: partial(function, labels=site.labels) for name, function in with_labels.items()},
    }


def social(fields: Mapping[str, str | None], href: Href, types: Mapping[str, str], site_name: str) -> Markup:
    """What links to a page show of it elsewhere, by the names of https://ogp.me, and the feeds (`types`: by file)."""
    properties = {**fields, "site_name": site_name}
    tags = [f'<meta property="og:{name}" content="{escape(value)}">' for name, value in properties.items() if value]
    return as_html([*tags, '<meta name="twitter:card" content="summary">', markup.feeds(types, site_name, href)])


def head(of: Head) -> Markup:
    """What the head of an article's page tells other programs."""
    tags = [f'<meta name="{name}" content="{escape(content)}">' for name, content in of.tags]
    return as_html([*tags, linked_data(of.linked_data)])


def linked_data(fields: Mapping[str, object]) -> Markup:
    """Linked data as a script; no character is written that could end it."""
    return as_html([f'<script type="application/ld+json">{htmlsafe_json_dumps(fields, sort_keys=True)}</script>'])


def beside(mentions: Sequence[tuple[str, Sequence[Appearance]]], href: Href, labels: Labels) -> Markup:
    """Beside the text of an article: whom it mentions where, by kind."""
    if not mentions:
        return Markup()
    lines = ['<section class="bg-beside" data-search-exclude>']
    lines.append(heading(2, "in-this-article", labels("in_this_article"), labels))
    for title, appearing in mentions:
        lines += f"<h3>{as_text(title)}</h3>", named(appearing, href, labels)
    return as_html([*lines, "</section>"])


def after(anchor: str, title: str, inner: Markup, labels: Labels) -> Markup:
    """A section below the text of an article or an entry."""
    return as_html([_AFTER, heading(2, anchor, title, labels), inner, "</section>"])


def below(listed: ListedArticle, provenance: Provenance, href: Href, labels: Labels) -> Markup:
    """Below the text of an article: how to cite it, and where it comes from."""
    file = as_text(provenance.file)
    if listed.original:
        file = f'<a href="{escape(href(listed.original))}" download="{escape(provenance.file)}">{file}</a>'
    facts = [(as_text(labels("original")), file)]
    facts += [(as_text(label), as_text(fact)) for label, fact in provenance.facts]
    button = f'<button type="button" class="bg-copy" hidden>{as_text(labels("copy"))}</button>'
    return as_html(
        [
            _AFTER,
            heading(2, "cite", labels("cite"), labels),
            f'<p class="bg-cite">{reference(listed.reference)} {button}</p>',
            heading(2, "provenance", labels("provenance"), labels),
            '<dl class="bg-facts">',
            *[f"<div><dt>{label}</dt><dd>{fact}</dd></div>" for label, fact in facts],
            "</dl>",
            *_cleaning(provenance.repairs, labels),
            "</section>",
        ]
    )


_AFTER = '<section class="bg-after" data-search-exclude>'


def _cleaning(repairs: Sequence[Repaired], labels: Labels) -> Iterator[str]:
    if not repairs:
        yield f'<p class="bg-quiet">{as_text(labels("unchanged"))}</p>'
        return
    yield f'<details class="bg-more"><summary>{as_text(labels("cleaning", n=len(repairs)))}</summary>'
    yield '<ul class="bg-repairs">'
    for one in repairs:
        item = f"<li>{quiet(labels('line', n=one.line))} {as_text(one.what)}"
        if one.difference:
            d = one.difference
            changed = f"<del>{as_text(d.removed)}</del>" if d.removed else ""
            changed += f"<ins>{as_text(d.added)}</ins>" if d.added else ""
            item += f'\n<div class="bg-compared">{as_text(d.before)}{changed}{as_text(d.after)}</div>'
        yield f"{item}</li>"
    yield "</ul>"
    yield "</details>"
