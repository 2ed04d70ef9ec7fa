"""A new entry as far as the articles tell: its front matter filled in, and where they speak of it, as comments.

The comments are YAML's, in the front matter: nothing of them is ever published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from backgrounder.desk.suggest import Suggestion, counted, sentence_with
from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import OFFICE, PERSON, KindSpec
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.personal_names import given_names, surname_of
from backgrounder.records import flow
from backgrounder.seeds.article import Article
from backgrounder.seeds.published import withheld_from
from backgrounder.text.decode import one_line
from backgrounder.text.folding import slug

_MOST_SENTENCES = 12
_LAST_WORD = re.compile(r"(?<![\w.’'-])(?:(?:[^\W\d_]\.)+|[^\W\d_][\w’'-]*)\Z")
"""Initials, or a word that nothing belongs to but what opens before it."""


def draft(
    title: str,
    kind: KindSpec,
    found: Suggestion | None,
    articles: Sequence[Article],
    entries: Sequence[Entry],
    *,
    lexicon: Lexicon = ENGLISH,
    acronym: str = "",
) -> tuple[str, str]:
    """The slug of a new entry, and the text of its file. `found`: what the articles have under that title, if anything."""
    lines = ["---", f"title: {flow(title)}", f"kind: {kind.key}"]
    # A person's short names are no aliases: the full name licenses them.
    names = (found.name, *found.others) if found else ()
    others = dict.fromkeys((acronym, *(name for name in names if kind != PERSON or " " in name)))
    if aliases := [name for name in others if name not in ("", title)]:
        lines.append(f"aliases: {flow(aliases)}")
    if kind == PERSON and (surname := _surname(title, found, lexicon)):
        lines.append(f"surname: {flow(surname)}")
    lines += [f"{field}:" for field in kind.asked]
    if kind == PERSON and found and (office := _office(found, articles, lexicon)):
        label = next(fact.label for fact in kind.facts if fact.key == OFFICE.key)
        lines += ["facts:", f"  {flow(label)}: {flow(office)}  # as an article has it; write since when, and cite"]
    lines += _sentences(found, articles, lexicon)
    folders = Counter(entry.slug.rpartition("/")[0] for entry in entries if entry.kind == kind and "/" in entry.slug)
    folder = min(folders, key=lambda one: (-folders[one], one), default=kind.folder)
    return f"{folder}/{slug(title)}", "\n".join([*lines, "---", "", ""])


def _surname(title: str, found: Suggestion | None, lexicon: Lexicon) -> str | None:
    """The surname, where it is not the one that everybody would guess: the articles use another word of the title alone."""
    alone = [name for name in found.others if " " not in name and name in title.split()] if found else []
    by_rule = surname_of(title, lexicon)
    return alone[0] if alone and by_rule not in alone and alone[0].lower() not in given_names(lexicon) else None


def _office(found: Suggestion, articles: Sequence[Article], lexicon: Lexicon) -> str | None:
    """The office that most often stands before the name; of those as frequent the longest."""
    # It becomes a field of the entry and no comment, so it is none from what readers do not get.
    first = {number: withheld_from(articles[number]) for number in {spot.article for spot in found.spots}}
    spots = [spot for spot in found.spots if (end := first[spot.article]) is None or spot.block < end]
    offices = Counter(office_before(articles[s.article].blocks[s.block].text, s.start, lexicon) for s in spots)
    return min((office for office in offices if office), key=lambda one: (-offices[one], -len(one), one), default=None)


def office_before(text: str, start: int, lexicon: Lexicon = ENGLISH, reach: int = 120) -> str | None:
    """The office in the `reach` characters before a name, with whose it is: `Chinese Foreign Ministry spokesperson`."""
    before = text[max(0, start - reach) : start]
    if start > reach:
        before = before.partition(" ")[2]
    office = list(_from_the_end(before, lexicon))[::-1]
    if not any(word.lower().rstrip(".").rpartition("-")[2] in lexicon.offices.words for word in office):
        return None
    while office and office[0].lower() in lexicon.grammar.function_words:
        del office[0]
    return " ".join(office) or None


def _from_the_end(before: str, lexicon: Lexicon) -> Iterator[str]:
    """From the last to the first, the words before a space at the end of a text that may all be of one office."""
    for word in reversed(before[:-1].split(" ")) if before.endswith(" ") else ():
        match = _LAST_WORD.search(word)
        found = match.group() if match else ""
        small = found in lexicon.offices.words or found in lexicon.capitals.inside_offices
        if not (found[:1].isupper() or small):
            return
        yield found
        if found != word:
            return


def _sentences(found: Suggestion | None, articles: Sequence[Article], lexicon: Lexicon) -> Iterator[str]:
    """What the articles say, with how to cite it."""
    if found is None:
        yield "# No article mentions this name yet."
        return
    yield f"# What the articles say ({counted(found)}), and how to cite it:"
    told: set[tuple[int, int, str]] = set()
    for spot in found.spots:
        article = articles[spot.article]
        sentence = one_line(sentence_with(spot, articles, lexicon))
        if (spot.article, spot.block, sentence) not in told and len(told) < _MOST_SENTENCES:
            told.add((spot.article, spot.block, sentence))
            yield f"# [@{article.source.key}, para. {article.blocks[spot.block].number}] {sentence}"
