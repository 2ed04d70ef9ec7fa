"""Who is mentioned where: for each entry the articles, paragraphs and sentences that speak of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from backgrounder.glossary.entry import Entry
from backgrounder.language.sentences import sentences
from backgrounder.linking.mention import Mention
from backgrounder.seeds.published import Published


class Quoted(NamedTuple):
    """A sentence that mentions an entry: its text, the spans of the names in it, and its paragraph's number (0: heading)."""

    text: str
    marks: tuple[tuple[int, int], ...]
    paragraph: int


class Appearance(NamedTuple):
    """An entry in one article: the numbers of the paragraphs and the sentences that mention it, in order.

    `names`: what it is called in each mention, those in headings and quotations included.
    """

    entry: Entry
    article: Published
    paragraphs: tuple[int, ...]
    sentences: tuple[Quoted, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Concordance:
    """Appearances by an entry's uri, in the order of the articles; and by an article's path, in order of first mention.

    Articles stand in the order that readers see them in.
    """

    by_entry: Mapping[str, tuple[Appearance, ...]] = field(default_factory=dict)
    by_article: Mapping[str, tuple[Appearance, ...]] = field(default_factory=dict)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """By an article's path, its place among the articles."""
        return {path: place for place, path in enumerate(self.by_article)}


_LONGEST = 900
"""Characters of a sentence: in ugly texts it may go on without end, and it stands on the page of each entry in it."""


def concordance(read: Iterable[tuple[Published, Sequence[Mention]]]) -> Concordance:
    """Gathers the mentions of all articles: articles in the order readers see them in, mentions in that of the text."""
    by_entry: dict[str, list[Appearance]] = defaultdict(list)
    by_article: dict[str, tuple[Appearance, ...]] = {}
    once = _Once()
    for article, mentions in read:
        by_article[article.path] = tuple([_appearance(found, article, once) for found in _found_in(article, mentions)])
        for one in by_article[article.path]:
            by_entry[one.entry.uri].append(one)
    return Concordance({uri: tuple(found) for uri, found in sorted(by_entry.items())}, by_article)


class _Once(dict[Any, Any]):
    """What is equal in many articles, each once: a name, a place. Apart, these are nearly half of what appearances take."""

    def __missing__(self, value: Any) -> Any:
        self[value] = value
        return value


@dataclass(slots=True)
class _Sentence:
    """A sentence in which entries were found: the text and the number of its block, and its span there."""

    block: str
    paragraph: int
    start: int
    end: int
    _text: str = ""

    @property
    def text(self) -> str:
        """What it says: one string for all entries in it. Asked for when its end is known."""
        if not self._text:
            self._text = self.block[self.start : self.end]
        return self._text


_Found = tuple[Entry, list[str], list[tuple[_Sentence, list[tuple[int, int]]]]]
"""An entry in one article: what it is called, and in which sentences, with the spans of the names there."""


def _appearance(found: _Found, article: Published, once: _Once) -> Appearance:
    """What is shown of an entry: of the sentences those of the headings only where no paragraph mentions it."""
    entry, names, in_all = found
    if len(in_all) == 1:
        # As most are, and there are many.
        ((sentence, marks),) = in_all
        places = once[(sentence.paragraph,)] if sentence.paragraph else ()
        return Appearance(entry, article, places, (_quoted(sentence, marks, once),), once[tuple(names)])
    in_text = [one for one in in_all if one[0].paragraph]
    paragraphs = tuple(dict.fromkeys([sentence.paragraph for sentence, _ in in_text]))
    quoted = tuple([_quoted(sentence, marks, once) for sentence, marks in in_text or in_all])
    return Appearance(entry, article, once[paragraphs], quoted, once[tuple(names)])


def _found_in(article: Published, mentions: Sequence[Mention]) -> Iterable[_Found]:
    """The entries in an article, in the order of their first mentions."""
    by_entry: dict[str, _Found] = {}
    for stretch, of_block in groupby(mentions, key=attrgetter("stretch")):
        block = article.blocks[stretch]
        text = block.text
        sentence: _Sentence | None = None
        for mention in of_block:
            entry = mention.entry
            if entry is None or not mention.is_mention:
                continue
            if sentence is None:
                following = sentences(text, mention.start)
            if sentence is None or sentence.end <= mention.start:
                span = next(((start, end) for start, end in following if end > mention.start), (mention.start,) * 2)
                sentence = _Sentence(text, block.number, *span)
            while sentence.end < mention.end:
                # What looks like the end of a sentence belongs to a name: `Yahoo! Inc`.
                _, sentence.end = next(following, (0, len(text)))
            name = text[mention.start : mention.end].replace("\n", " ")
            mark = (mention.start - sentence.start, mention.end - sentence.start)
            _, names, in_all = by_entry.setdefault(entry.uri, (entry, [], []))
            names.append(name)
            if not in_all or in_all[-1][0] is not sentence:
                in_all.append((sentence, []))
            in_all[-1][1].append(mark)
    return by_entry.values()


def _quoted(sentence: _Sentence, marks: Sequence[tuple[int, int]], once: _Once) -> Quoted:
    """A sentence; of one as long as a page, what stands around the first name in it."""
    text = sentence.text
    if len(text) > _LONGEST:
        start = max(0, min(marks[0][0] - _LONGEST // 3, len(text) - _LONGEST))
        end = max(start + _LONGEST, marks[0][1])
        before, behind = "… " if start else "", " …" if end < len(text) else ""
        marks = [(a - start + len(before), b - start + len(before)) for a, b in marks if start <= a and b <= end]
        text = f"{before}{text[start:end]}{behind}"
    return Quoted(text, once[tuple(marks)], sentence.paragraph)
