"""The notes of a project's pages as Markdown: citations in full once and then in short, with links to the articles."""

from __future__ import annotations

from collections.abc import Container

from backgrounder.project import Project
from backgrounder.seeds.article import article_uri
from backgrounder.seeds.published import Published
from backgrounder.site.listing import Site
from backgrounder.site.pages import link_to
from backgrounder.site.pieces.article_text import article_footnotes
from backgrounder.site.plain import reference_markdown
from backgrounder.sources.chicago import note, sentence, short_note
from backgrounder.sources.citations import Citation


def footnotes_of(site: Site, article: Published) -> str:
    """What the page of an article has in Markdown."""
    own = reference_markdown(site.listed_article(article).reference, None, lambda *_: None)
    cited: set[str] = set()

    def cite(citation: Citation) -> str | None:
        reference = reference_of(site.project, citation, article.uri, cited)
        if reference is not None:
            cited.update(item.key for item in citation.items)
        return reference

    return article_footnotes(article, own, cite, site.labels)


def reference_of(project: Project, citation: Citation, page: str, cited: Container[str]) -> str | None:
    """The Markdown of a citation's footnote on a page; None if it names something unknown.

    `cited`: the keys that the page has cited before; they are cited in short.
    """
    parts: list[str] = []
    in_short = {item.key for item in citation.items if item.key in cited}
    for item in citation.items:
        source = project.sources.get(item.key)
        if source is None:
            return None
        reference = (short_note if item.key in in_short else note)(source, item.locator)
        in_short.add(item.key)
        if item is citation.items[-1]:
            reference = sentence([reference])
        parts.append(
            reference_markdown(reference, source, lambda slug, number: _article_link(project, slug, number, page))
        )
    return "; ".join(parts)


def _article_link(project: Project, slug: str, number: int, page: str) -> str | None:
    """The address of an article, or of a paragraph of it if it has a number; None on the article's own page.

    A paragraph that is not shown leads to the article, which says that it is an excerpt.
    """
    uri = article_uri(slug)
    if uri == page:
        return None
    address = link_to(uri, page)
    return f"{address}#p{number}" if 0 < number <= project.paragraphs.get(slug, 0) else address
