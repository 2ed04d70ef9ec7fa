"""Where articles and entries stood before, as their editors say: addresses that others may still link to, and keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from backgrounder.findings import Finding, Place
from backgrounder.glossary.entry import Entry
from backgrounder.records import read_record
from backgrounder.seeds.article import article_uri
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.published import Published
from backgrounder.text.folding import slug

_Former = tuple[str, str, str, Place]
"""An old uri, the new one, the old name as it was written, and where."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The uris of pages by those that they had before, and what is wrong with some of these."""

    uris: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def moves(articles: Iterable[Published], entries: Iterable[Entry], taken: Iterable[str]) -> Moves:
    """Where the pages that readers get stood before. `taken`: the uris of all pages that there are."""
    owners = dict.fromkeys(taken, "a page that is there")
    uris: dict[str, str] = {}
    findings = []
    for old, new, written, place in (*_of_articles(articles), *_of_entries(entries)):
        if not old:
            message = f"`formerly`: `{written}` is no name of a file; write the old one, such as `old-name`."
            findings.append(Finding(place, "bad-value", message))
        elif old in owners:
            message = f"`formerly`: `{written}` is the address of {owners[old]}, and stays so; remove it here."
            findings.append(Finding(place, "duplicate-slug", message))
        else:
            owners[old], uris[old] = new, new
    return Moves(uris, tuple(findings))


def renamed(articles: Iterable[Published], orphans: Iterable[RawFile] = ()) -> Mapping[str, str]:
    """The keys of articles by the names that their files had before; not those that two of them had.

    `orphans`: sidecars whose seeds are gone: one that has the checksum of another seed was left behind when that was renamed.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    by_checksum: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        by_checksum[article.sha256].add(article.source.key)
        for written, _ in article.formerly:
            keys[_name_of(written)].add(article.source.key)
    for orphan in orphans:
        keys[_name_of(orphan.path)] |= by_checksum.get(_checksum_in(orphan), set())
    return {old: min(new) for old, new in keys.items() if len(new) == 1}


def _checksum_in(orphan: RawFile) -> str:
    """The checksum that a sidecar has of its seed; empty if it has none."""
    record = read_record(orphan.data.decode("utf8", "replace"), orphan.path)
    return str(record.values.get("sha256") or "").lower()


def _name_of(written: str) -> str:
    """The slug that a seed of a name has."""
    return slug(PurePosixPath(written).stem)


def _of_articles(articles: Iterable[Published]) -> Iterator[_Former]:
    for article in articles:
        for written, place in article.formerly:
            name = _name_of(written)
            yield article_uri(name) if name else "", article.uri, written, place


def _of_entries(entries: Iterable[Entry]) -> Iterator[_Former]:
    for entry in entries:
        for written, place in entry.formerly:
            yield _uri_of(written.removesuffix(".md"), entry), entry.uri, written, place


def _uri_of(name: str, entry: Entry) -> str:
    """Where an entry of another name stood: in its folder, or where the name says; empty if it is no name."""
    glossary = entry.uri.removesuffix(f"{entry.slug}.md")
    folder = "" if "/" in name else entry.slug.rpartition("/")[0]
    parts = [part for part in (*folder.split("/"), *name.split("/")) if part or folder]
    is_name = all(slug(part) and not {*part} & set("\\:?#<>\"'") and part[0] != "." for part in parts if part)
    return f"{glossary}{'/'.join(part for part in parts if part)}.md" if name and is_name else ""
