"""The home page: below the editor's text what is newest, and who is mentioned most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from backgrounder.glossary.kinds import KindSpec
from backgrounder.site.listing import Row, Site
from backgrounder.site.views.view import View


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeView(View):
    """The home page, and other pages of an editor's that ask for its template."""

    site: Site
    uri: str = "index.md"
    template: str = "home"
    in_nav: bool = True

    def metadata(self) -> dict[str, Any]:
        """Its template; the search finds the editor's text."""
        return {"template": self.template_path}

    def context(self, address: str | None) -> dict[str, Any]:  # noqa: ARG002 (entries need it)
        """The newest articles, and the entries of each kind that are mentioned most."""
        site, kinds = self.site, self.site.project.kinds
        actors = [(kind.plural, _most_mentioned(site, kind)) for kind in kinds if kind.is_actor]
        treaties = [row for kind in kinds if kind.group == "treaties" for row in _most_mentioned(site, kind)]
        shown: dict[str, Any] = {
            "articles": site.articles()[:6],
            "actors": [(title, of_kind) for title, of_kind in actors if of_kind],
            "treaties": tuple(treaties[:8]),
        }
        titles = {"articles": "newest_articles", "actors": "who_is_who", "treaties": "treaties"}
        there = [title for name, title in titles.items() if shown[name]]
        return {**shown, "sections": tuple((site.labels(title), title.replace("_", "-")) for title in there)}


def _most_mentioned(site: Site, kind: KindSpec, most: int = 8) -> Row:
    """The entries of a kind that most articles mention, then those with most mentions; and how many articles do."""
    mentioned = [item for item in site.of_kind(kind) if item.mentions]
    ranked = sorted(mentioned, key=lambda item: (-item.articles, -item.mentions, item.entry.title))
    return tuple((item, site.labels.articles(item.articles)) for item in ranked[:most])
