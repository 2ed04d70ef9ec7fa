"""Names that a hyphen joins into one name: rules that reject a half of it, as `Guinea` in `Guinea-Bissau`.

In `Russia-China talks` a hyphen joins two names, and both are mentioned. That one name is meant shows by the list of such
names, or by a second half that is no name and behind which no noun follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from backgrounder.glossary.kinds import PLACE, STATE
from backgrounder.language.lexicon import Lexicon
from backgrounder.language.territories import states
from backgrounder.linking.context import HYPHENS, Context, has_capital, word_behind
from backgrounder.linking.names import Occurrence

DASHES = HYPHENS + "\u2012\u2013"
_REACH = 40
"""How far from a name the ends of what hyphens join to it are looked for."""
_LENGTHS = (2, 3, 4)
"""Of how many words names with hyphens are."""


def is_half_of_a_territory(occurrence: Occurrence, context: Context) -> bool:
    """`Guinea` in `Guinea-Bissau`, `Hungary` in `Austria–Hungary`, `China` in `Indo-China`: the two are known as one name."""
    (start, end), text = occurrence.written, context.text
    is_joined = (text[end : end + 1] or " ") in DASHES or (text[max(start - 1, 0) : start] or " ") in DASHES
    return is_joined and not _names(context.lexicon).isdisjoint(_joined_to(start, end, text))


@cache
def _names(lexicon: Lexicon) -> frozenset[str]:
    """The names with a hyphen in a language: those of the Unicode CLDR, and others."""
    return lexicon.places.hyphenated | {name for name in states(lexicon) if "-" in name and " " not in name}


def _joined_to(start: int, end: int, text: str) -> Iterator[str]:
    """What may be one name of what dashes join to the last word of a name, on both sides; all dashes as hyphens."""
    last = max(text.rfind(" ", start, end) + 1, start)
    before, behind = text[max(last - _REACH, 0) : last], text[end : end + _REACH]
    whole = f"{_last_word(before)}{text[last:end]}{_first_word(behind)}"
    words = "".join("-" if character in DASHES else character for character in whole).split("-")
    return ("-".join(words[first : first + length]) for length in _LENGTHS for first in range(len(words)))


def _first_word(text: str) -> str:
    """The letters, hyphens and dashes that a text begins with."""
    end = next((n for n, character in enumerate(text) if not (character.isalpha() or character in DASHES)), len(text))
    return text[:end]


def _last_word(text: str) -> str:
    """The letters, hyphens and dashes that a text ends with."""
    return _first_word(text[::-1])[::-1]


def is_joined_to_no_name(occurrence: Occurrence, context: Context) -> bool:
    """`Ruritania` in `the envoy of Ruritania-Borogrovia.`: what is joined to it is no name, and no noun follows.

    In `Russia-Transnistria talks` a noun follows, so both halves may be names. Acronyms are names, and a row of three is a way.
    """
    end, text = occurrence.written[1], context.text
    is_of_a_place = occurrence.traits.kinds <= {STATE.key, PLACE.key} and not occurrence.traits.are_demonyms
    second = _first_word(text[end + 1 : end + _REACH]) if (text[end : end + 1] or " ") in HYPHENS else ""
    is_pair = has_capital(second) and second.isalpha() and not second.isupper()
    if not (is_of_a_place and is_pair) or end + 1 in context.starts:
        return False
    return not _is_state(text[end + 1 : end + _REACH], context.lexicon) and _stands_alone(text, end + 1, context)


def _is_state(text: str, lexicon: Lexicon) -> bool:
    """Whether a text begins with the name of a state or a territory."""
    known, text = states(lexicon), text.replace("’", "'") + " "
    ends = [number for number, character in enumerate(text) if not character.isalnum()]
    return any(text[:end] in known or text[: end + 1] in known for end in ends)


def _stands_alone(text: str, second: int, context: Context) -> bool:
    """Whether no noun in small letters stands behind the second half of a name, which begins `second` characters on."""
    grammar, verbs = context.lexicon.grammar, context.lexicon.evidence
    behind = word_behind(text, second + len(_first_word(text[second : second + _REACH]))).rstrip(".")
    no_noun = behind in grammar.function_words or behind in verbs.past_verbs
    return no_noun or not behind[:1].islower() or behind.endswith(tuple(verbs.past_endings))
