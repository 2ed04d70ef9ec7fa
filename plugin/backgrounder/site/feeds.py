"""The newest articles as feeds: RSS 2.0 (by a library) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from feedgenerator import Rss201rev2Feed
from markupsafe import escape

from backgrounder.language.dates import Date
from backgrounder.site.listing import ListedArticle, Site

TYPES: Mapping[str, str] = {"feed.xml": "application/rss+xml", "feed.json": "application/feed+json"}
"""The feeds' files, and what they are."""
_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
"""The characters that XML 1.0 has no place for."""


class _Rss(Rss201rev2Feed):  # type: ignore[misc]
    """A feed that is as new as its newest article: the library would write the time of the build. Its items may have languages."""

    def latest_post_date(self) -> datetime:
        return self.feed["newest"] or datetime(1970, 1, 1, tzinfo=UTC)

    def item_attributes(self, item: Mapping[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}


def feeds(
    site: Site, name: str, description: str, address: Callable[[str], str], most: int = 30
) -> Iterator[tuple[str, str]]:
    """The uris and texts of the feeds, without drafts. `address`: whole, of a page or file by its uri; `""`: of the site."""
    newest = [listed for listed in site.articles() if listed.article.status != "draft"][:most]
    about = {"title": name, "description": description, "language": site.labels.language}
    languages = [site.labels.foreign.tag(listed.language) for listed in newest]
    yield "feed.xml", _rss(newest, languages, about, address)
    yield "feed.json", _json(newest, languages, about, address)


def _rss(
    newest: Sequence[ListedArticle],
    languages: Sequence[str],
    about: Mapping[str, str],
    address: Callable[[str], str],
) -> str:
    dates = [_time(issued) for listed in newest if (issued := listed.article.source.issued)]
    feed = _Rss(
        title=_clean(about["title"]),
        link=address(""),
        description=_clean(str(escape(about["description"] or about["title"]))),
        language=about["language"],
        feed_url=address("feed.xml"),
        newest=max(dates, default=None),
    )
    for listed, language in zip(newest, languages, strict=True):
        issued = listed.article.source.issued
        feed.add_item(
            title=_clean(listed.title),
            link=address(listed.article.uri),
            # A description is HTML, and readers of feeds show it as such.
            description=_clean(str(escape(_summary(listed)))),
            author_name=_clean(", ".join(person.printed for person in listed.article.source.author)) or None,
            # The date of a month or a year would be made up.
            pubdate=_time(issued) if issued and issued.day else None,
            language=language,
            unique_id=address(listed.article.uri),
            unique_id_is_permalink=True,
            categories=[_clean(tag) for tag in listed.article.tags],
        )
    return str(feed.writeString("utf-8"))


def _json(
    newest: Sequence[ListedArticle],
    languages: Sequence[str],
    about: Mapping[str, str],
    address: Callable[[str], str],
) -> str:
    def item(listed: ListedArticle, language: str) -> dict[str, object]:
        source = listed.article.source
        fields = {
            "id": address(listed.article.uri),
            "url": address(listed.article.uri),
            "external_url": source.url,
            "title": listed.title,
            "content_text": _summary(listed),
            "date_published": _time(source.issued).isoformat() if source.issued and source.issued.day else None,
            "authors": [{"name": person.printed} for person in source.author],
            "tags": list(listed.article.tags),
            "language": language,
        }
        return {key: value for key, value in fields.items() if value or key == "content_text"}

    addresses = {"home_page_url": address(""), "feed_url": address("feed.json")}
    head = {"version": "https://jsonfeed.org/version/1.1", "title": about["title"], **addresses, **about}
    feed = {**{key: value for key, value in head.items() if value}, "items": list(map(item, newest, languages))}
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _time(date: Date) -> datetime:
    return datetime(date.year, date.month or 1, date.day or 1, tzinfo=UTC)


def _summary(listed: ListedArticle, most: int = 600) -> str:
    """The editor's summary, or the beginning of the first paragraph: so many characters."""
    article = listed.article
    text = article.summary or next((block.text for block in article.blocks if block.number), "")
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _clean(text: str) -> str:
    return text.translate(_NOT_IN_XML)
