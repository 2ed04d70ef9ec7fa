"""Which language a text is in: by its script, and among the languages of one script by their function words.

It tells nothing that a reader could doubt: of a short text, or of one between two languages, nothing.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


class _Enough:
    """What makes a language sure."""

    characters = 2_000  # That are looked at
    letters = 30  # That tell a script
    of_letters = 2 / 3  # What part of them is of one script
    words = 10  # Function words that tell a language, each as often as it stands there
    different_words = 5  # Of these
    of_words = 0.2  # What part of all words they are
    of_sparse_words = 0.12  # In languages that have few
    more = 3  # So many times as often a text has words that a near language does not have as the other way round


@dataclass(frozen=True, slots=True)
class _Script:
    """A script, the languages in it that are told, and whether each of its characters is a word."""

    name: str
    languages: tuple[str, ...]
    by_character: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """The data file: scripts by what the Unicode names of their letters begin with, and languages by their function words."""

    scripts: Mapping[str, _Script]
    languages: Mapping[str, Sequence[str]]
    sparse: frozenset[str]


def recognized(texts: Iterable[str]) -> str | None:
    """The tag of the language that texts are in, of which some thousands of characters are read; None if it is not sure."""
    text = unicodedata.normalize("NFC", "\n".join(_beginning(texts)))
    characters = Counter(text)
    scripts: Counter[_Script | None] = Counter()
    for character, often in characters.items():
        if character.isalpha():
            scripts[_script_of(character)] += often
    script, letters = scripts.most_common(1)[0] if scripts else (None, 0)
    if script is None or letters < max(_Enough.letters, _Enough.of_letters * scripts.total()):
        return None
    if len(script.languages) == 1:
        return script.languages[0]
    words = characters if script.by_character else Counter(_words(text))
    language = _by_words(words, letters if script.by_character else words.total())
    return language if language in script.languages else None


def _beginning(texts: Iterable[str]) -> list[str]:
    """As many of the texts as are looked at, the last of them cut."""
    taken: list[str] = []
    left = _Enough.characters
    for text in texts:
        taken.append(text[:left])
        left -= len(text)
        if left <= 0:
            break
    return taken


@lru_cache(maxsize=10_000)
def _script_of(letter: str) -> _Script | None:
    # `ARABIC LETTER ALEF`, `CJK UNIFIED IDEOGRAPH-570B`.
    return _known().scripts.get(unicodedata.name(letter, "").partition(" ")[0].partition("-")[0])


def _words(text: str) -> list[str]:
    """The words of a text in small letters, without the points of Hebrew and the vowel signs of Arabic."""
    text = text.lower()
    return text.translate({ord(character): _in_word(character) for character in set(text)}).split()


@lru_cache(maxsize=10_000)
def _in_word(character: str) -> str:
    """What stands for a character where words are compared: a space for what is in no word."""
    if "\u0591" <= character <= "\u05c7" or "\u0640" <= character <= "\u065f":
        return "" if unicodedata.category(character) in ("Mn", "Lm") else character
    return character if unicodedata.category(character)[0] in "LM" else " "


def _by_words(words: Mapping[str, int], total: int) -> str | None:
    """The language whose function words stand in a text, if no other one could be meant."""
    known = _known().languages
    there = [word for word in words if word in known]
    hits = Counter[str]()
    for word in there:
        hits.update(dict.fromkeys(known[word], words[word]))
    if not hits:
        return None
    best, often = hits.most_common(1)[0]
    own = [word for word in there if best in known[word]]
    part = _Enough.of_sparse_words if best in _known().sparse else _Enough.of_words
    if len(own) < _Enough.different_words or often < max(_Enough.words, part * total):
        return None
    shared = Counter[str]()
    for word in own:
        shared.update(dict.fromkeys(known[word], words[word]))
    # Words of the one that the other does not have, against those of the other that the one does not have.
    is_sure = all(
        often - shared[other] >= max(_Enough.more, _Enough.more * (hits[other] - shared[other]))
        for other in hits
        if other != best
    )
    return best if is_sure else None


@cache
def _known() -> _Known:
    data = tomllib.loads((files("backgrounder.language") / "data" / "recognition.toml").read_text(encoding="utf8"))
    scripts = {
        letters: _Script(name, tuple(table["languages"].split()), table.get("by_character", False))
        for name, table in data["scripts"].items()
        for letters in table["letters"].split()
    }
    languages: dict[str, list[str]] = {}
    for tag, words in data["words"].items():
        for word in dict.fromkeys(_words(words)):
            languages.setdefault(word, []).append(tag)
    return _Known(scripts, languages, frozenset(data["sparse"].split()))
