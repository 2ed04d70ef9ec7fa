"""The page of an article: its text, whom it mentions where, how to cite it, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from backgrounder.glossary.kinds import KindSpec
from backgrounder.reference.concordance import Appearance
from backgrounder.reference.related import related
from backgrounder.seeds.published import Published, withheld_from
from backgrounder.site.head import head_of
from backgrounder.site.listing import ListedArticle, Site
from backgrounder.site.notes import footnotes_of
from backgrounder.site.pages import FootnoteReference, Href, escaped
from backgrounder.site.pieces.article_text import article_html
from backgrounder.site.provenance import around_locator, provenance
from backgrounder.site.views.view import View


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleView(View):
    """The page of an article."""

    site: Site
    listed: ListedArticle
    template: str = "article"
    # The links in its text are marked where the text is written.
    has_previews: bool = False
    # Its footnotes name its source.
    has_searched_footnotes: bool = True

    @property
    def files(self) -> tuple[str, ...]:
        """Its seed and its sidecar."""
        path = self.listed.article.path
        return path, str(PurePosixPath(path).with_suffix(".yml"))

    def written(self) -> str:
        """Its footnotes: its text never passes through Markdown."""
        return footnotes_of(self.site, self.listed.article)

    def attachments(self) -> Iterable[tuple[str, str | bytes]]:
        """Its seed, if that is offered for download."""
        return ((self.listed.original, self.listed.article.data),) if self.listed.original else ()

    def metadata(self) -> dict[str, Any]:
        """What its table of contents would list stands beside the text."""
        summary = self.listed.article.summary
        description = {"description": escaped(summary)} if summary else {}
        return {"template": self.template_path, "hide": ["toc"], **description}

    def is_linked(self, metadata: Mapping[str, Any]) -> bool:  # noqa: ARG002 (an editor's own page needs it)
        """Links are written into its text; its Markdown has footnotes alone."""
        return False

    def text(self, href: Href, reference: FootnoteReference) -> str:
        """Its paragraphs, with links and references to its footnotes."""
        article = self.listed.article
        mentions = self.site.project.mentions[article.path]
        return article_html(article, mentions, href, reference, withheld_from(article))

    def context(self, address: str | None) -> dict[str, Any]:  # noqa: ARG002 (entries need it)
        """What stands around its text."""
        site, article = self.site, self.listed.article
        head = head_of(article, site.address)
        alike = related(article, site.project.concordance)
        return {
            "listed": self.listed,
            "around_locator": around_locator(article.source),
            "mentions": in_this_article(site, article),
            "related": tuple((site.listed_article(one.article), one.actors) for one in alike),
            # What stands beside the text takes the place of the table of contents.
            "sections": (),
            "provenance": provenance(article, site.labels),
            "head": head,
            # The text is the original's, whatever page repeats it.
            "canonical": head.canonical,
        }


def article_views(site: Site) -> Iterator[ArticleView]:
    """The pages of all articles, in their order."""
    for listed in site.articles():
        article = listed.article
        view = partial(ArticleView, uri=article.uri, title=listed.title, path=article.path, tags=article.tags)
        yield view(site=site, listed=listed)


def in_this_article(site: Site, article: Published) -> tuple[tuple[str, tuple[Appearance, ...]], ...]:
    """Whom and what an article mentions, linked or not, by kind; those of a kind in order of appearance."""
    groups: dict[KindSpec, list[Appearance]] = {}
    for one in site.project.concordance.by_article.get(article.path, ()):
        groups.setdefault(one.entry.kind, []).append(one)
    return tuple((kind.plural, tuple(groups[kind])) for kind in site.project.kinds if kind in groups)
