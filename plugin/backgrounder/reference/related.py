"""What belongs together: actors that share paragraphs, articles that name the same actors, entries that facts name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from backgrounder.glossary.entry import Entry, Form
from backgrounder.glossary.kinds import FactType, Kinds
from backgrounder.reference.concordance import Appearance, Concordance
from backgrounder.seeds.published import Published
from backgrounder.text.folding import fold_name

Shared = tuple[Published, int]
"""A paragraph that two entries share: its article and its number."""
Company = Mapping[str, Sequence[tuple[str, Sequence[Shared]]]]
"""By an entry's uri: the uris of the actors that share paragraphs with it, and which, in order; those with most first."""


def company(articles: Iterable[Sequence[Appearance]], at_most: int = 12) -> Company:
    """Who shares paragraphs with whom, from the entries that appear in each article, in the order readers see them in."""
    shared: dict[str, dict[str, list[Shared]]] = defaultdict(lambda: defaultdict(list))
    for appearing in articles:
        paragraphs: dict[int, list[Appearance]] = defaultdict(list)
        for one in appearing:
            for number in one.paragraphs:
                paragraphs[number].append(one)
        for number, named in sorted(paragraphs.items()):
            actors = [one.entry.uri for one in named if one.entry.kind.is_actor] if len(named) > 1 else []
            # One for all pairs: there are many.
            place = (named[0].article, number)
            for uri in [one.entry.uri for one in named] if actors else ():
                with_it = shared[uri]
                for actor in actors:
                    if actor != uri:
                        with_it[actor].append(place)
    return {
        uri: sorted(often.items(), key=lambda one: (-len(one[1]), one[0]))[:at_most]
        for uri, often in sorted(shared.items())
        if often
    }


class Related(NamedTuple):
    """An article that is related to another, and the actors that both name, those that the fewest articles name first."""

    article: Published
    actors: tuple[Entry, ...]


def related(
    article: Published, concordance: Concordance, at_most: int = 5, looked_at: int = 100
) -> tuple[Related, ...]:
    """The articles that name the same actors as one, those with most in common with it first, then the newest.

    An actor counts the more, the fewer articles name it: 1/n where n articles do. Those that the fewest articles name say
    most: only the first appearances of actors are `looked_at`, so that a page costs the same however many articles there are.
    """
    appearing = concordance.by_article.get(article.path, ())
    own = [concordance.by_entry[one.entry.uri] for one in appearing if one.entry.kind.is_actor]
    rarest = sorted([found for found in own if len(found) > 1], key=len)
    scores: dict[str, float] = defaultdict(float)
    for found in rarest:
        looked_at -= len(found)
        if looked_at < 0:
            break
        for other in found:
            scores[other.article.path] += 1 / len(found)
    scores.pop(article.path, None)
    ranked = sorted([(-score, concordance.order[path], path) for path, score in scores.items()])
    return tuple([_related(concordance.by_article[path], rarest) for *_, path in ranked[:at_most]])


def _related(appearing: Sequence[Appearance], rarest: Sequence[Sequence[Appearance]]) -> Related:
    there = {one.entry.uri for one in appearing}
    return Related(appearing[0].article, tuple([found[0].entry for found in rarest if found[0].entry.uri in there]))


Named = Mapping[str, Mapping[str, Sequence[tuple[str, Entry | None]]]]
"""By an entry's uri and a fact's key: what the fact names, in its words, each with its entry if it has one."""


def named_in_facts(entries: Iterable[Entry], kinds: Kinds) -> Named:
    """What all facts name that are entries. A name is an entry's if it is its title or an alias."""
    known = list(entries)
    by_name: dict[str, Entry] = {}
    for entry in known:
        for name in entry.names:
            if name.form in (Form.TITLE, Form.ALIAS):
                by_name.setdefault(fold_name(name.text), entry)
    of_entries = {key for key, fact in kinds.facts.items() if fact.type in (FactType.ENTRY, FactType.ENTRIES)}
    return {
        entry.uri: {
            key: tuple((name, by_name.get(fold_name(name))) for name in entry.named(key))
            for key in entry.facts
            if key in of_entries
        }
        for entry in known
        if entry.facts.keys() & of_entries
    }


def treaties_of(named: Named, entries: Mapping[str, Entry]) -> Mapping[str, Sequence[Entry]]:
    """By a party's uri: its treaties, the earliest first. `entries`: by uri."""
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for treaty, facts in named.items():
        for _, party in facts.get("parties", ()):
            if party is not None:
                found[party.uri][treaty] = entries[treaty]
    return {
        uri: sorted(treaties.values(), key=lambda one: (one.date("signed") is None, str(one.date("signed")), one.title))
        for uri, treaties in found.items()
    }
