"""Words beside a person's name that make it somebody else's: `Carter-Jones`, `King Jr.`, `Saint Peter`."""

from __future__ import annotations

from backgrounder.language.lexicon import Lexicon
from backgrounder.linking.context import Context
from backgrounder.linking.mention import Reason
from backgrounder.linking.names import Occurrence
from backgrounder.linking.neighbours import HYPHENS, plain, word_before, word_behind
from backgrounder.linking.rules.longer_names import is_open


def is_of_another_generation(occurrence: Occurrence, context: Context) -> Reason | None:
    """`Martin Luther King` in `Martin Luther King Sr.`, if every claimant's own names say `Jr.`"""
    if not occurrence.claims.are_of_persons:
        return None
    end = occurrence.written[1]
    generations = context.lexicon.names.generations
    generation = plain(word_behind(context.text, end + context.text.startswith(",", end)))
    if generation not in generations:
        return None
    for claim in occurrence.claims:
        own = {word.lower().strip(".,") for name in claim.entry.names for word in name.text.split()}
        if generation in own or own.isdisjoint(generations):
            return None
    return Reason.PARTIAL


def is_called_otherwise(occurrence: Occurrence, context: Context) -> Reason | None:
    """`Peter` in `Saint Peter`, `John` in `John the Baptist`, `Bill` in `the Bill`: a given name alone, of somebody else.

    Any capitalised word before it shows that, an office too, and so does an article.
    """
    claims = occurrence.claims
    if not (claims.are_of_persons and claims.are_short and is_open(occurrence, context)):
        return None
    (start, end), lexicon = occurrence.written, context.lexicon
    if _has_epithet(context.text, end, lexicon):
        return Reason.PARTIAL
    word = word_before(context.text, start, " -")
    key, grammar = plain(word), lexicon.grammar
    is_name = word[:1].isupper() and key not in grammar.function_words and key not in lexicon.calendar.times
    return Reason.PARTIAL if is_name or key in grammar.determiners else None


def is_half_of_a_name(occurrence: Occurrence, context: Context) -> Reason | None:
    """`Carter` in `Bonham-Carter`, `Johnson` in `Johnson & Johnson`: a person's name is the second half of another."""
    start, text = occurrence.written[0], context.text
    if start < 2 or text[start - 1] not in HYPHENS + " " or not occurrence.claims.are_of_persons:
        return None
    if text[start - 1] != " ":
        first = word_before(text, start, HYPHENS)
        is_half = first.rpartition("-")[2][:1].isupper() and not first.endswith(".") and start - 1 not in context.ends
    else:
        twin = word_before(text, start - 2) if text.startswith(" & ", start - 3) else ""
        is_half = twin != "" and text.startswith(twin, start)
    return Reason.PARTIAL if is_half and is_open(occurrence, context) else None


def _has_epithet(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether `the` and a word with a capital stand behind a name."""
    article = word_behind(text, end)
    return article in lexicon.names.epithets and text[end + len(article) + 2 : end + len(article) + 3].isupper()
