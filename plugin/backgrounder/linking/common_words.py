"""Words that are no names where they stand, though an entry answers to them: `People`, `US` in a line of capitals, `May`."""

from __future__ import annotations

from backgrounder.glossary.entry import Form
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.sentences import begins_sentence
from backgrounder.linking.names import Occurrence
from backgrounder.linking.neighbours import plain, word_before, word_behind
from backgrounder.text.words import Words

_OFTEN = 3
"""How often an article must at least have a word in lower case to make its capitals meaningless."""


def is_common_word(occurrence: Occurrence, text: str, words: Words, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a capital says nothing: the article has the word in lower case, and here a sentence begins with it.

    Or the article has it in lower case far more often, so that a capital is emphasis: `getting the People to vote`.
    """
    surface = text[occurrence.start : occurrence.end]
    if _is_pronoun(surface, occurrence, text, lexicon) or _is_month(surface, occurrence, text, lexicon):
        return True
    is_word = surface.istitle() and " " not in surface and all(c.name.case_sensitive for c in occurrence.claims)
    common = words.count(surface.lower()) if is_word else 0
    if not common:
        return False
    return begins_sentence(text, occurrence.start) or common >= max(_OFTEN, 2 * words.count(surface))


def _is_pronoun(surface: str, occurrence: Occurrence, text: str, lexicon: Lexicon) -> bool:
    """Whether the words on both sides are in capitals, too: in such a line `US` may be a pronoun."""
    if not surface.isupper() or surface.lower() not in lexicon.grammar.pronouns:
        return False
    beside = word_before(text, occurrence.start), word_behind(text, occurrence.end)
    return all(len(word) > 1 and word.isupper() for word in beside)


def _is_month(surface: str, occurrence: Occurrence, text: str, lexicon: Lexicon) -> bool:
    """`In May`, `3 May`, `May 2020`: not the surname of somebody called May."""
    if surface.lower() not in lexicon.calendar.times or occurrence.claims.forms != {Form.SURNAME}:
        return False
    start, end = occurrence.start, occurrence.end
    number_before = start > 1 and text[start - 2].isdecimal() and text[start - 1] in " -"
    number_behind = text[end : end + 3].removeprefix(",")
    return (
        number_before
        or plain(word_before(text, start, " -")) in lexicon.grammar.before_months
        or (number_behind[:1] == " " and number_behind[1:2].isdecimal())
    )
