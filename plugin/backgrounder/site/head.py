"""What the heads of pages tell other programs: Highwire's `citation_*` tags and linked data of schema.org.

The tags are those that Google Scholar (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing) and Zotero
read. What is not known of a source is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import urljoin

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from backgrounder.glossary.entry import Entry
from backgrounder.language.tags import tag_of
from backgrounder.seeds.published import Published
from backgrounder.site.pages import Href
from backgrounder.sources.source_fields import Source


def article_head(article: Published) -> Markup:
    """For the head of an article's page: tags of its source, and linked data."""
    source = article.source
    title = source.shown_title or article.title
    tags = [f'<meta name="{name}" content="{escape(content)}">' for name, content in _tags(source, title)]
    # A name that is one string may be a person's or an institution's, so that it has no type.
    authors = [
        {"name": person.printed} if person.is_single else {"@type": "Person", "name": person.printed}
        for person in source.author
    ]
    publisher = source.container_title or source.publisher
    fields = {
        "@type": "NewsArticle" if source.type in ("article-magazine", "article-newspaper") else "Article",
        "headline": title,
        "author": authors,
        "datePublished": str(source.issued) if source.issued else None,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "isBasedOn": source.url,
        "inLanguage": tag_of(source.language or ""),
    }
    return as_html([*tags, _linked_data(fields)])


def entry_head(entry: Entry, site_url: str | None, path: str | None) -> Markup:
    """Linked data of an entry's page: a term that is defined here, and what it is about. `path`: the page's, absolute."""
    about = {
        "@type": entry.kind.schema,
        "name": entry.title,
        "alternateName": list(entry.other_names) or None,
        "sameAs": entry.wikidata_address,
        # Of several facts that are one property, the first is told.
        **{
            fact.schema: str(entry.facts[fact.key])
            for fact in reversed(entry.kind.facts)
            if fact.schema and fact.key in entry.facts
        },
    }
    fields = {
        "@type": "DefinedTerm",
        "name": entry.title,
        "description": entry.definition or None,
        "url": urljoin(site_url, path) if site_url and path else None,
        "about": {name: value for name, value in about.items() if value},
    }
    return _linked_data(fields)


def _tags(source: Source, title: str) -> Iterator[tuple[str, str]]:
    yield "citation_title", title
    # Family name first, as both readers expect it; a name that is one string stays so.
    inverted = (", ".join(filter(None, (one.family, one.given, one.suffix))) for one in source.author)
    yield from (("citation_author", name) for name in inverted)
    if source.issued:
        yield "citation_publication_date", str(source.issued).replace("-", "/")
    in_periodical = source.type in ("article", "article-journal", "article-magazine", "article-newspaper")
    if in_periodical and source.container_title:
        yield "citation_journal_title", source.container_title
    elif source.publisher or source.container_title:
        yield "citation_publisher", source.publisher or source.container_title or ""
    numbered = {"volume": source.volume, "issue": source.issue, "doi": source.doi, "isbn": source.isbn}
    fields = {**numbered, "public_url": source.url, "language": tag_of(source.language or "")}
    yield from ((f"citation_{name}", value) for name, value in fields.items() if value)


def _linked_data(fields: Mapping[str, object]) -> Markup:
    """As a script, with what is known; no character is written that could end it."""
    known = {"@context": "https://schema.org", **{name: value for name, value in fields.items() if value}}
    return as_html([f'<script type="application/ld+json">{htmlsafe_json_dumps(known, sort_keys=True)}</script>'])


def feeds(types: Mapping[str, str], site_name: str, href: Href) -> Markup:
    """What the head of a page says of the feeds. `types`: by the file of a feed, what it is."""
    lines = []
    for uri, type_ in types.items():
        title = escape(f"{site_name} ({'RSS' if 'rss' in type_ else 'JSON Feed'})")
        lines.append(f'<link rel="alternate" type="{type_}" title="{title}" href="{escape(href(uri))}">')
    return as_html(lines)


def social(fields: Mapping[str, str | None], href: Href, types: Mapping[str, str], site_name: str) -> Markup:
    """What links to a page show of it elsewhere, by the names of https://ogp.me, and the feeds (`types`: by file)."""
    properties = {**fields, "site_name": site_name}
    tags = [f'<meta property="og:{name}" content="{escape(value)}">' for name, value in properties.items() if value]
    return as_html([*tags, '<meta name="twitter:card" content="summary">', feeds(types, site_name, href)])


def as_html(lines: Iterable[str]) -> Markup:
    """Lines that templates need not escape: whatever comes from a person is escaped in them."""
    return Markup("\n".join(lines))  # noqa: S704 (every part is escaped)
