"""What readers get of an article. Nothing else has a way to a page, a feed, a list, an export, or an original."""

from __future__ import annotations

from dataclasses import replace
from typing import NewType

from backgrounder.seeds.article import Article, BlockKind, Publish
from backgrounder.seeds.excerpt import excerpt, length_of_excerpt

Published = NewType("Published", Article)
"""An article with what readers get of it, and nothing else in the value. What makes pages takes this type alone, so that
the type checker refuses an article whose publication nobody decided. In the preview the reader is the editor (`whole`)."""


def whole(article: Article) -> Published:
    """An article as the preview and the command line have it: all of it, for its editor."""
    return Published(article)


def published(article: Article, publish: Publish) -> Published | None:
    """What readers get of an article, or None. `publish`: what is published of a text whose sidecar does not say."""
    choice = article.publish or publish
    if article.status == "draft" or choice == "none":
        return None
    if choice == "full":
        # Nobody asks for the bytes of a seed that is not offered for download, and a large site has many.
        return Published(replace(article, data=b"") if is_all(article) else article)
    return Published(excerpt(article))


def withheld_from(article: Article) -> int | None:
    """The first block that readers will not get, of an article that is shown as a whole; None if they get all.

    Behind it they get the notes to what is before it.
    """
    if article.publish == "none" or article.status == "draft":
        return 0
    return length_of_excerpt(article) if article.publish == "excerpt" and not article.withheld else None


def is_all(article: Article) -> bool:
    """Whether the page of a plain text has all that the seed has, title and text, apart from white space.

    Such a seed is not offered for download: search engines would find its text twice.
    """
    if not article.path.lower().endswith(".txt") or article.repairs or article.source.title_supplied:
        return False
    try:
        seed = article.data.decode("utf8")
    except UnicodeDecodeError:
        return False
    done = 0
    for shown in (article.title, *(block.text for block in article.blocks if block.kind is not BlockKind.HEADING)):
        at = seed.find(shown, done)
        if at < 0 or seed[done:at].strip() not in ("", "#"):
            return False
        done = at + len(shown)
    return not seed[done:].strip()
