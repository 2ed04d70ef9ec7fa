"""Which entries the glossary lacks: names in the articles that nobody has an entry for, by how much one would give readers."""

from __future__ import annotations

import json
import math
import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backgrounder.desk.capitalized_runs import Spot, Spotter
from backgrounder.desk.kind_evidence import Evidence, is_surname, kind_of
from backgrounder.desk.name_groups import Names, gathered
from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import STATE, KindSpec
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.personal_names import given_names
from backgrounder.language.sentences import sentences
from backgrounder.linking.mention import Mention
from backgrounder.linking.names import Claim, NameIndex
from backgrounder.seeds.article import Article
from backgrounder.text.folding import fold, fold_name
from backgrounder.text.passage import Spans

_LOWER = re.compile(r"(?<![\w’'-])[a-zß-ÿ]+(?![\w’'-])")
"""A word in small letters."""
_OBSERVED = 100
"""Places of a name that are looked at for its kind, about; spread over all of them."""
_LONGEST_SENTENCE = 1_000
"""Characters of a sentence on either side of a name: in ugly texts it may go on without end, and stand there for each."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that has no entry: what it is probably the name of, other names for the same, and where it stands, in order."""

    name: str
    kind: KindSpec
    others: tuple[str, ...]
    spots: tuple[Spot, ...]

    @property
    def articles(self) -> int:
        """How many articles have it."""
        return len({spot.article for spot in self.spots})

    @property
    def value(self) -> float:
        """How much an entry would give: each article counts, and in each further mentions less and less."""
        often = Counter(spot.article for spot in self.spots)
        return sum(1 + math.log(count) for count in often.values())


def find(title: str, found: Iterable[Suggestion]) -> Suggestion | None:
    """The suggestion that has a name, in whatever case and spelling: as its own before as another one's."""
    wanted = _key(title)
    having = [one for one in found if wanted in map(_key, (one.name, *one.others))]
    return next((one for one in having if _key(one.name) == wanted), having[0] if having else None)


def _key(name: str) -> str:
    return fold_name(name).casefold()


def mentioned(title: str, kind: KindSpec, articles: Sequence[Article]) -> Suggestion | None:
    """Where the articles have a title that was not suggested, in whatever case and spelling; None if nowhere."""
    name = Name(title, Form.TITLE, case_sensitive=False)
    index = NameIndex([Claim(Entry("", "", "", title, kind, (name,)), name)])
    where: list[Spot] = []
    for number, article in enumerate(articles):
        for at, block in enumerate(article.blocks):
            folded = fold(block.text if block.number else "")
            where += [Spot(number, at, *folded.span(one.start, one.end)) for one in index.find(folded)]
    return Suggestion(title, kind, (), tuple(where)) if where else None


def as_text(found: Sequence[Suggestion], articles: Sequence[Article], lexicon: Lexicon = ENGLISH) -> Iterator[str]:
    """For people: each suggestion with its first sentence and the command that makes the entry."""
    for number, one in enumerate(found, 1):
        also = f"; also {', '.join(one.others)}" if one.others else ""
        first = one.spots[0]
        yield f"{number:3}. {one.name}: {one.kind.key}, {counted(one)}{also}"
        place = articles[first.article].place(first.block, first.start)
        yield f"     {place}: {' '.join(sentence_with(first, articles, lexicon).split())}"
        yield f"     {command(one)}"


def as_jsonl(found: Iterable[Suggestion], articles: Sequence[Article]) -> Iterator[str]:
    """One JSON object a line."""
    for one in found:
        places = [str(articles[spot.article].place(spot.block, spot.start)) for spot in one.spots]
        values = {"name": one.name, "kind": one.kind.key, "others": one.others, "articles": one.articles}
        values |= {"mentions": len(one.spots), "places": places, "command": command(one)}
        yield json.dumps(values, ensure_ascii=False)


def command(one: Suggestion) -> str:
    """The command that makes the entry."""
    return f"backgrounder new {one.kind.key} {shlex.quote(one.name)}"


def counted(one: Suggestion) -> str:
    """How often a name stands in how many articles, in words."""
    mentions = f"{len(one.spots)} mention{'s' * (len(one.spots) != 1)}"
    return f"{mentions} in {one.articles} article{'s' * (one.articles != 1)}"


def sentence_with(spot: Spot, articles: Sequence[Article], lexicon: Lexicon = ENGLISH) -> str:
    """The sentence in which a name stands; of one as long as a page, what stands around the name in it."""
    text = articles[spot.article].blocks[spot.block].text
    first, last = max(0, spot.start - _LONGEST_SENTENCE), spot.end + _LONGEST_SENTENCE
    near, at = text[first:last], spot.start - first
    start, end = next(((start, end) for start, end in sentences(near, at, lexicon) if at < end), (0, len(near)))
    before, behind = "… " if first and not start else "", " …" if last < len(text) and end == len(near) else ""
    return f"{before}{near[start:end]}{behind}"


def suggestions(
    articles: Sequence[Article],
    mentions: Mapping[str, Sequence[Mention]],
    not_these: Iterable[str] = (),
    lexicon: Lexicon = ENGLISH,
) -> tuple[Suggestion, ...]:
    """Names without an entry, the most useful first. `not_these`: names that editors do not want to hear of again."""
    blocks = (block.text for article in articles for block in article.blocks if block.number)
    lower = frozenset(_LOWER.findall("\n".join({word for text in blocks for word in text.split()})))
    found = _unclaimed(articles, mentions, lower, lexicon)
    evidence = _evidence(articles, found, lexicon)
    adjectives = frozenset(
        name
        for name, seen in evidence.items()
        if seen.count > 2 and max(seen.before_noun, 2 * seen.as_place) * 2 > seen.count
    )
    kinds = {name: kind for name in found if (kind := kind_of(name, evidence[name], lower, adjectives, lexicon))}
    names = Names(found, kinds, evidence, lexicon)
    unwanted = set(map(_key, not_these))
    made = (_suggestion(known, of_one, kinds) for known, of_one in gathered(names).items())
    wanted = [one for one in made if unwanted.isdisjoint(map(_key, (one.name, *(n for n in one.others if " " in n))))]
    return tuple(sorted(wanted, key=lambda one: (-one.value, one.name)))


def _unclaimed(
    articles: Sequence[Article], mentions: Mapping[str, Sequence[Mention]], lower: frozenset[str], lexicon: Lexicon
) -> Mapping[str, Sequence[Spot]]:
    """The runs of capitalised words, by their text, that are no names of entries."""
    found: dict[str, list[Spot]] = defaultdict(list)
    # For entries that were found, by mentions or not, no entry is missing.
    entries = {one.entry.uri: one.entry for of_article in mentions.values() for one in of_article if one.entry}
    named = {name.text for entry in entries.values() for name in entry.names}
    texts = (block.text for article in articles for block in article.blocks if block.number)
    spotter = Spotter(lower, lexicon, texts)
    for number, article in enumerate(articles):
        taken = _taken(mentions.get(article.path, ()))
        for at, block in enumerate(article.blocks):
            claimed = taken.get(at)
            is_searched = block.number and not block.text.isupper()
            for name, start, end, offices, opens in spotter.runs(block.text) if is_searched else ():
                if name not in named and (claimed is None or claimed.overlap(start, end) is None):
                    found[name].append(Spot(number, at, start, end, offices, opens))
    return found


def _taken(mentions: Sequence[Mention]) -> dict[int, Spans]:
    """Where names of entries stand, by block. What only looks like one may be a part of a name without an entry."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        if mention.is_mention or mention.candidates:
            taken[mention.stretch].append((mention.start, mention.end))
    return {block: Spans(spans) for block, spans in taken.items()}


def _evidence(
    articles: Sequence[Article], found: Mapping[str, Sequence[Spot]], lexicon: Lexicon
) -> Mapping[str, Evidence]:
    evidence: dict[str, Evidence] = defaultdict(Evidence)
    for name, where in found.items():
        seen = evidence[name]
        for article, block, start, end, offices, opens in where[:: 1 + len(where) // _OBSERVED]:
            seen.articles.add(article)
            text = articles[article].blocks[block].text
            seen.observe(text, start, end, opens=opens, office=bool(offices), lexicon=lexicon)
    given = given_names(lexicon)
    for name in found:
        first, _, last = name.partition(" ")
        # Family names come first in some languages.
        last = first if last and last not in found and first.lower() not in given else name.rpartition(" ")[2]
        if last != name and last in found and is_surname(evidence[last]):
            both = {spot.article for spot in found[name]}
            evidence[name].alone = sum(1 for spot in found[last] if spot.article in both)
            evidence[name].verbs += min(evidence[last].verbs, 1)
    return evidence


def _suggestion(known: str, names: Mapping[str, Sequence[Spot]], kinds: Mapping[str, KindSpec]) -> Suggestion:
    where = sorted(spot for of_name in names.values() for spot in of_name)
    others = sorted(set(names) - {known}, key=lambda name: (-len(names[name]), name))
    kind = next(kinds[name] for name in (known, *others) if name in kinds)
    if kind == STATE and known not in names:
        # Under a name that the articles use; one in capitals only if there is no other.
        known = min(names, key=lambda name: (name.replace(".", "").isupper(), -len(names[name]), name))
        others = [name for name in others if name != known]
    return Suggestion(known, kind, tuple(others), tuple(where))
