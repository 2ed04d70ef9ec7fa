"""The page of an article: its text, whom it mentions where, how to cite it, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from backgrounder.glossary.kinds import KindSpec
from backgrounder.reference.concordance import Appearance
from backgrounder.reference.related import related
from backgrounder.seeds.article import Repair
from backgrounder.seeds.comparison import Difference, Repaired, compared, difference_at
from backgrounder.seeds.published import Published, withheld_from
from backgrounder.site.article_text import article_html
from backgrounder.site.head import article_head
from backgrounder.site.labels import Labels
from backgrounder.site.listing import ListedArticle, Site
from backgrounder.site.notes import footnotes_of
from backgrounder.site.pages import FootnoteReference, Href, View, escaped
from backgrounder.sources.chicago import note
from backgrounder.sources.reference import plain


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleView(View):
    """The page of an article."""

    site: Site
    listed: ListedArticle
    template: str = "article"
    # The links in its text are marked where the text is written.
    has_previews: bool = False

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
        """Its byline, by which the search finds it, and its paragraphs, with links and references to its footnotes."""
        article = self.listed.article
        text = article_html(article, self.site.project.mentions[article.path], href, reference, self.site.labels)
        return f"{self._byline}\n{text}"

    @property
    def _byline(self) -> Markup:
        """What its template prints above the text, with more, instead of here."""
        return Markup('<p class="bg-standfirst">{}</p>').format(self.listed.byline)

    def context(self, address: str | None) -> dict[str, Any]:  # noqa: ARG002 (entries need it)
        """What stands around its text."""
        site, article = self.site, self.listed.article
        original = article.source.url
        is_own = original and site.address and original.startswith(site.address)
        alike = related(article, site.project.concordance)
        cited = note(article.source, "para. 1")
        locator = next((number for number, piece in enumerate(cited) if piece.paragraph), len(cited))
        return {
            "listed": self.listed,
            "byline": self._byline,
            "around_locator": (plain(cited[:locator]), plain(cited[locator + 1 :])),
            "mentions": in_this_article(site, article),
            "related": tuple((site.listed_article(one.article), one.actors) for one in alike),
            # What stands beside the text takes the place of the table of contents.
            "sections": (),
            "notices": tuple(notices(article, site.labels)),
            "provenance": tuple(provenance(article, site.labels)),
            "repairs": tuple(repaired(article)),
            "head": article_head(article),
            # The text is the original's, whatever page repeats it.
            "canonical": None if is_own else original,
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


def provenance(article: Published, labels: Labels) -> Iterator[tuple[str, str]]:
    """Where the text comes from: labels and texts."""
    source = article.source
    if source.accessed:
        yield labels("collected"), labels.date(source.accessed)
    yield labels("size"), labels("bytes", n=article.size)
    yield "SHA-256", article.sha256
    if article.told:
        yield labels("read_from_text"), ", ".join(labels(f"told_{name}") for name in article.told)
    if not source.known:
        yield labels("source"), labels("source_unknown")
    if source.title_supplied:
        yield labels("title"), labels("title_supplied")
    if source.rights:
        yield labels("rights"), source.rights


def repaired(article: Published) -> Iterator[Repaired]:
    """What the cleaning did; what is many times alike as one, at the first place. Each difference is shown once."""
    if not article.repairs:
        return
    # A line that gives author and date is read by two steps and says so once.
    alike: dict[tuple[str, str], list[Repair]] = {}
    for repair in {(repair.place, repair.what): repair for repair in article.repairs}.values():
        alike.setdefault((repair.step, repair.what), []).append(repair)
    differences = compared(article)
    shown: set[Difference | None] = set()
    for first, *others in alike.values():
        difference = difference_at(first.place, article, differences)
        what = f"{first.what}, and {len(others)} more like it below" if others else first.what
        yield first.place.line, what, None if difference in shown else difference
        shown.add(difference)


def notices(article: Published, labels: Labels) -> Iterator[str]:
    """What stands above the text: for readers, that it is an excerpt; for editors, in the preview, what readers do not get."""
    if article.status == "draft":
        yield "This is a draft. Only the preview shows it."
    elif article.publish == "none":
        yield "Readers get only the reference of this text. Only the preview shows it."
    elif withheld_from(article) is not None:
        yield "Readers get the beginning of this text. Only the preview shows what is shaded."
    if article.withheld:
        yield labels("excerpt", n=article.withheld)
