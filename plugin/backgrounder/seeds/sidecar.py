"""The sidecar of a new seed: what the text tells of itself, and blanks for what it does not."""

from __future__ import annotations

from backgrounder.records import flow
from backgrounder.seeds.article import Article
from backgrounder.text.date import Date


def sidecar_text(article: Article, collected: Date) -> str:
    """The sidecar as YAML. Values were read from the text, for an editor to check; blanks wait to be filled in."""
    source = article.source
    known: dict[str, object] = {
        "title": None if article.title_inferred else article.title,
        "author": [person.printed for person in source.author] or None,
        "container_title": source.container_title,
        "issued": str(source.issued) if source.issued else None,
        "accessed": str(collected),
        "url": source.url,
        "language": source.language,
        "rights": source.rights,
    }
    lines = ["# Read from the text: check it, and fill in what is missing. Remove what nobody can know."]
    lines += [f"{field}: {flow(value)}" if value else f"{field}:" for field, value in known.items()]
    return "\n".join(lines) + "\n"
