"""Phrases with optional words and alternatives, in a notation for translators, as patterns.

    share [[this] article|story|page]    what stands in brackets may be missing; bars stand between alternatives
    <read|see> more                      one of several
    advertis_   sail*                    letters; letters or nothing
    _8   A   A8                          one to eight words without a stop; a capital; words that begin with one
    #   0000                             a number; a number of four figures
    sign up…120 <newsletter|inbox>…      any characters, or at most 120; behind them, a space is where a word begins
    get our~60 newsletter                at most 60 characters without a comma
    read more – …                        a dash, a colon or a bar, with something behind it
    unsubscribe ·…                       a dot or a bar
    share on {networks}                  one of the words of another list
    by {names}                           any words, as a part of the match with this name, where no list has it

A space is any white space; `[ ]` is white space that may be missing. Small letters stand for capitals, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from types import MappingProxyType

from backgrounder.language.lexicon import Lexicon

_TOKEN = re.compile(
    r"(?P<list>\{\w+\})|(?P<gap>[…~]\d*)|(?P<words>_\d*|A\d*(?![a-z]))|(?P<number>\#|0+)|(?P<dash>\s*[–·]\s*)|(?P<space>\s+)|(?P<sign>.)"
)
_ENDS = ("|", "]", ">", "its end")


@cache
def pattern_of(lexicon: Lexicon, section: str, key: str) -> re.Pattern[str]:
    """The pattern of one of the phrases of a list in a lexicon. Without phrases it matches nothing."""
    words = getattr(lexicon, section)
    return re.compile(one_of(getattr(words, key), vars(words)), re.IGNORECASE)


@cache
def words_of(lexicon: Lexicon, section: str, key: str) -> re.Pattern[str]:
    """The same for phrases that stand somewhere in a text, as whole words."""
    return re.compile(rf"\b{pattern_of(lexicon, section, key).pattern}\b", re.IGNORECASE)


@cache
def patterns_of(lexicon: Lexicon, section: str, key: str) -> tuple[re.Pattern[str], ...]:
    """A pattern for each phrase of a list in a lexicon, which may have parts with the same names."""
    words = getattr(lexicon, section)
    return tuple(re.compile(one_of((phrase,), vars(words)), re.IGNORECASE) for phrase in getattr(words, key))


def one_of(phrases: Iterable[str], lists: Mapping[str, Iterable[str]] = MappingProxyType({})) -> str:
    """One of some phrases, as a piece of a pattern. `lists`: what may be named in braces."""
    if isinstance(phrases, AbstractSet):
        # A set has no order in which they could be tried.
        phrases = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(_Phrase(phrase, lists).pattern for phrase in phrases) or '(?!)'})"


class _Phrase:
    """Reads one phrase from left to right."""

    def __init__(self, phrase: str, lists: Mapping[str, Iterable[str]]) -> None:
        self.lists = lists
        self.tokens = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(phrase)]
        self.tokens.append(("sign", "its end"))
        self.at = 0
        self.pattern = self._alternatives("its end")

    def _alternatives(self, closing: str) -> str:
        """Sequences with bars between them, up to a closing bracket."""
        found = [self._sequence()]
        while self._sign() == "|":
            self.at += 1
            found.append(self._sequence())
        if self._sign() != closing:
            phrase = "".join(text for _, text in self.tokens[:-1])
            raise ValueError(f"in the phrase `{phrase}` stands {self._sign()} instead of {closing}")
        self.at += 1
        return "|".join(found)

    def _sequence(self) -> str:
        pattern = ""
        while self._sign() not in _ENDS:
            kind, text = self.tokens[self.at]
            before = self.tokens[self.at - 1][0] if self.at else ""
            self.at += 1
            if text == "[":
                pattern = self._optional(pattern)
            elif text == "<":
                pattern += f"(?:{self._alternatives('>')})"
            elif kind == "space":
                pattern += r"\b" if before == "gap" else r"\s+"
            else:
                pattern += self._piece(kind, text, before)
        return pattern

    def _optional(self, before: str) -> str:
        """What stands before brackets, and what is in them. Brackets between spaces take one of them along."""
        inside = self._alternatives("]")
        kind, _ = self.tokens[self.at]
        if inside == r"\s+":
            return rf"{before}\s*"
        if before.endswith(r"\s+") and (kind in ("space", "dash") or self._sign() in _ENDS):
            return rf"{before[:-3]}(?:\s+(?:{inside}))?"
        if kind == "space" and (not before or before.endswith(r"\s+)?")):
            self.at += 1
            return rf"{before}(?:(?:{inside})\s+)?"
        return f"{before}(?:{inside})?"

    def _sign(self) -> str:
        """The next token, if it is a sign."""
        kind, text = self.tokens[self.at]
        return text if kind == "sign" else ""

    def _piece(self, kind: str, text: str, before: str) -> str:
        if kind == "list":
            name = text.strip("{}")
            return one_of(self.lists[name], self.lists) if name in self.lists else f"(?P<{name}>.+?)"
        if kind == "gap":
            no_word_goes_on = "" if before in ("number", "words") else r"(?!\B\w)"
            return no_word_goes_on + ("[^,]" if text[0] == "~" else ".") + (f"{{0,{text[1:]}}}" if text[1:] else "*")
        if kind == "words" and text[1:]:
            word = r"[^\s.!?]+" if text[0] == "_" else r"(?-i:[A-Z])\S*"
            return rf"{word}(?:\s+{word}){{0,{int(text[1:]) - 1}}}"
        if kind == "dash":
            return r"\s*[|·]" if "·" in text else r"\s*[:|–—-]\s*(?=\S)"
        figures = rf"\d{{{len(text)}}}" if kind == "number" else re.escape(text)
        return {"_": r"\w+", "*": r"\w*", "A": "(?-i:[A-Z])", "#": r"\d+", "'": "['’]"}.get(text, figures)
