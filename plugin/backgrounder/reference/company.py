"""Who appears with whom: the actors that share paragraphs, and the treaties that a state is party to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from backgrounder.glossary.entry import Entry, Form
from backgrounder.linking.mention import Mention
from backgrounder.text.folding import fold_name

Company = Mapping[str, Sequence[tuple[str, int]]]
"""By an entry's uri: the uris of the actors that share paragraphs with it, and in how many; most first."""

_MOST = 12
"""Actors in the company of an entry."""


def company(mentions: Iterable[Sequence[Mention]]) -> Company:
    """Who shares paragraphs with whom, from the mentions of each article. A paragraph counts once for a pair."""
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for of_article in mentions:
        paragraphs: dict[int, dict[str, bool]] = defaultdict(dict)
        for mention in of_article:
            if mention.is_mention and mention.entry:
                paragraphs[mention.stretch][mention.entry.uri] = mention.entry.kind.is_actor
        for named in paragraphs.values():
            actors = [uri for uri, is_actor in named.items() if is_actor]
            for uri in named:
                shared[uri].update(actor for actor in actors if actor != uri)
    return {
        uri: sorted(often.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
        for uri, often in sorted(shared.items())
    }


def parties(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """By the uri of a party: the treaties that name it by a title or an alias, the earliest first."""
    known = list(entries)
    by_name: dict[str, str] = {}
    for entry in known:
        for name in entry.names:
            if name.form in (Form.TITLE, Form.ALIAS):
                by_name.setdefault(fold_name(name.text), entry.uri)
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in known:
        for uri in dict.fromkeys(by_name.get(fold_name(party)) for party in entry.parties):
            if uri is not None:
                found[uri].append(entry)
    return {uri: sorted(treaties, key=_by_date) for uri, treaties in found.items()}


def _by_date(entry: Entry) -> tuple[bool, str, str]:
    return entry.signed is None, str(entry.signed or ""), entry.title
