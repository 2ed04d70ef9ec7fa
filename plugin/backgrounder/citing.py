"""Which pages cite which works, and what is wrong with their citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from backgrounder.findings import Barrier, Finding, Place
from backgrounder.records import without_comments
from backgrounder.seeds.article import Article, Note
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.published import Published
from backgrounder.sources.bibliography import judged_citations
from backgrounder.sources.source_fields import Source
from backgrounder.text.decode import decode
from backgrounder.text.passage import LineIndex

_Found = tuple[Sequence[tuple[str, Place]], Sequence[Finding]]
"""The keys that a text cites, each with its place, and what is wrong with that."""
_Judge = Callable[[str, Callable[[int], Place]], _Found]


def citations_of(
    pages: Sequence[tuple[str, RawFile]],
    articles: Sequence[Article],
    shown: Sequence[Published],
    sources: Mapping[str, Source],
    barrier: Barrier,
    *,
    before: Mapping[str, str],
) -> dict[str, tuple[str, ...]]:
    """On which pages (uris) each work is cited, notes of articles included. `shown`: what readers get of the articles.

    `before`: keys of articles by those that they had before.
    """
    cited: dict[str, set[str]] = defaultdict(set)
    drafts = frozenset(article.source.key for article in articles if article.status == "draft")
    judge = _judge(articles, shown, sources, before)
    seen = {(article.path, note.place) for article in shown for note in article.notes}
    texts = [(uri, page.path, True, partial(_in_page, page, judge)) for uri, page in pages]
    for article in articles:
        for note in article.notes:
            is_seen = (article.path, note.place) in seen
            texts.append((article.uri, note.place.path, is_seen, partial(_in_note, note, judge)))
    for uri, path, is_seen, work in texts:
        nothing: _Found = ((), ())
        items, findings = barrier.guarded(path, nothing, work)
        barrier.findings += findings
        for key, place in items if is_seen else ():
            cited[key].add(uri)
            if key in drafts:
                message = f"`{key}` is a draft, and readers see its reference here; publish it first, or cite it later."
                barrier.report(place, "cites-draft", message)
    return {key: tuple(sorted(uris)) for key, uris in sorted(cited.items())}


def _judge(
    articles: Sequence[Article], shown: Sequence[Published], sources: Mapping[str, Source], before: Mapping[str, str]
) -> _Judge:
    """What judges the citations of a text. Of what readers do not get, neither the key nor the length is told."""
    public = {article.source.key for article in shown}
    hidden = {article.source.key for article in articles} - public
    lengths = {article.source.key: article.paragraphs for article in shown if article.blocks and not article.withheld}
    known = [key for key in sources if key not in hidden]

    def judge(text: str, place: Callable[[int], Place]) -> _Found:
        items, problems = judged_citations(text, sources, lengths, place, known, renamed=before)
        return [(item.key, place(item.offset)) for item in items], problems

    return judge


def _in_page(page: RawFile, judge: _Judge) -> _Found:
    try:
        text, _ = decode(page.data)
    except ValueError:
        return (), ()
    lines = LineIndex(text)
    return judge(without_comments(text), lambda at: Place(page.path, *lines.place(at)))


def _in_note(note: Note, judge: _Judge) -> _Found:
    return judge(note.text, lambda _: note.place)
