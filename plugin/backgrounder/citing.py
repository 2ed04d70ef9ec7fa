"""Which pages cite which works, and what is wrong with their citations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backgrounder.barrier import guarded
from backgrounder.findings import Finding, Place
from backgrounder.records import without_comments
from backgrounder.seeds.article import Article
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.published import Published
from backgrounder.sources.bibliography import judged_citations
from backgrounder.sources.citations import CitedItem
from backgrounder.sources.source import Source
from backgrounder.text.decode import decode
from backgrounder.text.passage import LineIndex


def citations_of(
    pages: Sequence[tuple[str, RawFile]],
    articles: Sequence[Article],
    shown: Sequence[Published],
    sources: Mapping[str, Source],
) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:
    """On which pages (uris) each work is cited, notes of articles included, and what is wrong with citations.

    `pages`: uris with their files. `shown`: what readers get of the articles.
    """
    cited: dict[str, set[str]] = {}
    findings: list[Finding] = []
    drafts = frozenset(article.source.key for article in articles if article.status == "draft")
    known = _known(articles, shown, sources)
    for uri, page in pages:
        found, problems = guarded(page.path, _NOTHING, lambda: _in_page(page, known))  # noqa: B023
        findings += (*found.findings, *problems)
        for item, place in found.items:
            cited.setdefault(item.key, set()).add(uri)
            findings += _cites_draft(item.key, place, drafts)
    seen = {(article.path, note.place) for article in shown for note in article.notes}
    for article in articles:
        for note in article.notes:
            place = note.place
            found, problems = guarded(place.path, _NOTHING, lambda: _in_text(note.text, known, lambda _: place))  # noqa: B023
            findings += (*found.findings, *problems)
            for item, _ in found.items if (article.path, place) in seen else ():
                cited.setdefault(item.key, set()).add(article.uri)
                findings += _cites_draft(item.key, place, drafts)
    return {key: tuple(sorted(uris)) for key, uris in sorted(cited.items())}, findings


@dataclass(frozen=True, slots=True)
class _Known:
    """What can be cited. `paragraphs`: how many a text has, by its key; `public`: the keys that a message may suggest."""

    sources: Mapping[str, Source]
    paragraphs: Mapping[str, int]
    public: Collection[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a text cites and where, and what is wrong with that."""

    items: Sequence[tuple[CitedItem, Place]]
    findings: Sequence[Finding]


_NOTHING = _Found((), ())


def _known(articles: Sequence[Article], shown: Sequence[Published], sources: Mapping[str, Source]) -> _Known:
    """Of what readers do not get, neither the key nor the length is told."""
    public = {article.source.key for article in shown}
    hidden = {article.source.key for article in articles} - public
    lengths = {article.source.key: article.paragraphs for article in shown if article.blocks and not article.withheld}
    return _Known(sources, lengths, [key for key in sources if key not in hidden])


def _in_page(page: RawFile, known: _Known) -> _Found:
    try:
        text, _ = decode(page.data)
    except ValueError:
        return _NOTHING
    lines = LineIndex(text)
    return _in_text(without_comments(text), known, lambda at: Place(page.path, *lines.place(at)))


def _in_text(text: str, known: _Known, place: Callable[[int], Place]) -> _Found:
    items, problems = judged_citations(text, known.sources, known.paragraphs, place, known.public)
    return _Found([(item, place(item.offset)) for item in items], problems)


def _cites_draft(key: str, place: Place, drafts: Container[str]) -> Iterator[Finding]:
    if key in drafts:
        message = f"`{key}` is a draft, and readers see its reference here; publish it first, or cite it later."
        yield Finding(place, "cites-draft", message)
