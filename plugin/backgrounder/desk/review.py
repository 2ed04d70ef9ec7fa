"""What an editor would want to know of a project that has no mistakes: what is undated, uncited, or never mentioned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from backgrounder.desk.misspelt import misspelt
from backgrounder.findings import Finding, Place
from backgrounder.glossary.entry import Entry, Form
from backgrounder.glossary.kinds import PERSON, FactType, Kinds
from backgrounder.language.lexicon import ENGLISH, Lexicon, lexicon_of
from backgrounder.language.phrases import words_of
from backgrounder.linking.mention import Mention
from backgrounder.project import Project
from backgrounder.seeds.article import Article

_CITATION = re.compile(r"\[@[^\]]*\]")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_SIGNED = frozenset("article article-journal article-magazine article-newspaper chapter post-weblog".split())
"""Types of works that usually name their author."""
_OFTEN = 3
"""How often a word of a person's name stands alone before it is taken for the surname."""


def reviewed(project: Project) -> tuple[Finding, ...]:
    """The findings of a project as a whole, beside those of its files."""
    found = [finding for entry in project.entries for finding in _of_entry(entry, project)]
    for article in project.articles:
        if article.source.known and not article.source.author and article.source.type in _SIGNED:
            message = "The author of this text is not known; write `author:` into its sidecar if it names one."
            found.append(Finding(Place(article.path), "missing-author", message))
    return (*found, *_surnames(project), *misspelt(project))


def _of_entry(entry: Entry, project: Project) -> Iterator[Finding]:
    start = Place(entry.path)
    yield from _undated(entry, project.kinds, lexicon_of(project.language))
    texts = (entry.body, *(fact.text for fact in entry.written))
    if entry.definition and not any("[@" in text or "[^" in text for text in texts):
        yield Finding(start, "uncited-entry", "This entry cites nothing; write `[@key]` behind what a source says.")
    if entry.uri not in project.concordance.by_entry:
        message = "No article mentions this entry; check its names, or leave it for later."
        yield Finding(start, "unmentioned-entry", message)


def _undated(entry: Entry, kinds: Kinds, lexicon: Lexicon) -> Iterator[Finding]:
    """The facts that change and do not say since when or as of when they are so."""
    facts = kinds.facts_of(entry.kind)
    judged = [(fact.label, fact.key, _CITATION.sub("", fact.text), fact.place) for fact in entry.written]
    lines = entry.text[: entry.body_start].split("\n")
    for field, value in entry.facts.items():
        if facts[field].type is FactType.TEXT:
            line = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{field}:")), 1)
            judged.append((field, field, str(value), Place(entry.path, line)))
    for name, key, text, place in judged:
        known = facts.get(key or "")
        # Keys are English whatever the language of the labels.
        english = (key or "").replace("_", " ")
        labels = ((lexicon, name), (ENGLISH, english))
        changes = (known and known.changes) or _is_of("offices", labels)
        figure = _is_of("figures", labels)
        if (changes or (figure and any(map(str.isdecimal, text)))) and not _YEAR.search(text):
            yield Finding(place, "undated-fact", f"`{name}` has no year; write since or as of when.")


def _is_of(words: str, labels: Iterable[tuple[Lexicon, str]]) -> bool:
    """Whether one of some labels, each in its language, has one of the words for facts that change."""
    return any(words_of(lexicon, "facts", words).search(label) for lexicon, label in labels)


def _surnames(project: Project) -> Iterator[Finding]:
    """Persons whom articles call by a word of their name that is not their surname as the entry has it."""
    by_word: dict[str, list[Entry]] = {}
    for entry in project.entries:
        names = {name.text for name in entry.names}
        for word in entry.title.split() if entry.kind == PERSON else ():
            if word[0].isupper() and word not in names:
                by_word.setdefault(word, []).append(entry)
    if not by_word:
        return
    # Only their own initials are sought: to look for every capital there is takes twice as long.
    initials = re.escape("".join(sorted({word[0] for word in by_word})))
    beginning_so = re.compile(rf"[{initials}](?<![\w’'-].)\w*(?![\w-])")
    alone: Counter[tuple[str, str]] = Counter()
    for article in project.articles:
        mentions = project.mentions[article.path]
        words = list(_alone(article, mentions, beginning_so, by_word))
        mentioned = {m.entry.uri for m in mentions if m.entry and m.is_mention} if words else ()
        alone.update((entry.uri, word) for word in words for entry in by_word[word] if entry.uri in mentioned)
    for (uri, word), count in sorted(alone.items()):
        entry = project.glossary.entries[uri]
        if count >= _OFTEN and not _is_called_by_surname(entry, project):
            message = (
                f"Articles write `{word}` alone, {count} times; write `surname: {word}` if they mean {entry.title}."
            )
            yield Finding(Place(entry.path), "missing-surname", message)


def _alone(
    article: Article, mentions: Sequence[Mention], beginning_so: re.Pattern[str], words: Container[str]
) -> Iterator[str]:
    """Those of some words that stand in an article and are no part of a longer name of an entry, in order."""
    following = iter(mentions)
    mention = next(following, None)
    for number, block in enumerate(article.blocks):
        for match in beginning_so.finditer(block.text):
            word = match.group()
            if word not in words:
                continue
            start = match.start()
            while mention and (mention.stretch, mention.end) <= (number, start):
                mention = next(following, None)
            around = mention if mention and mention.stretch == number and mention.start <= start else None
            if around is None or around.end - around.start <= len(word):
                yield word


def _is_called_by_surname(entry: Entry, project: Project) -> bool:
    """Whether some article calls a person by the surname that the entry has."""
    return any(
        mention.form == Form.SURNAME and mention.is_mention and mention.entry and mention.entry.uri == entry.uri
        for appearance in project.concordance.by_entry.get(entry.uri, ())
        for mention in project.mentions[appearance.article.path]
    )
