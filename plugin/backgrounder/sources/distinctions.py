"""What tells works apart whose short notes would be the same: their whole titles, or when and where they came out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from backgrounder.language.dates import in_words
from backgrounder.sources.chicago import Distinction, short_note, without_article
from backgrounder.sources.reference import plain
from backgrounder.sources.source_fields import Source


def distinctions(sources: Iterable[Source]) -> Mapping[str, Distinction]:
    """By the keys of works, what their short notes need beside author and short title; nothing for most works."""
    same: dict[str, list[Source]] = {}
    for source in sources:
        same.setdefault(plain(short_note(source)).casefold(), []).append(source)
    groups = (group for group in same.values() if len(group) > 1)
    return {source.key: found for group in groups for source, found in zip(group, _told_apart(group), strict=True)}


def _told_apart(group: list[Source]) -> list[Distinction]:
    """The first of the ways by which all works of a group differ, or else the last one."""
    found: list[Distinction] = []
    for way in (_title, _by(_year), _by(_date), _by(_publication), _by(_publication, _date)):
        found = [way(source) for source in group]
        if len(set(found)) == len(group):
            break
    return found


def _title(source: Source) -> Distinction:
    return Distinction(title=without_article(source.title or ""))


def _by(*parts: Callable[[Source], str]) -> Callable[[Source], Distinction]:
    return lambda source: Distinction(added=", ".join(filter(None, (part(source) for part in parts))))


def _year(source: Source) -> str:
    return str(source.issued.year) if source.issued else ""


def _date(source: Source) -> str:
    return in_words(source.issued) if source.issued else ""


def _publication(source: Source) -> str:
    return source.container_title or source.publisher or source.authority or ""
