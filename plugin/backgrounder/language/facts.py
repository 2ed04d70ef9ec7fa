"""Facts whose labels say in words that they change: offices, and figures such as a population."""

from __future__ import annotations

import re
from functools import cache

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of


def names_office(label: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a label is that of an office: `Office`, `Prime minister`."""
    return _patterns(lexicon)[0].search(label) is not None


def names_figure(label: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a label is that of a figure which changes: `Population`."""
    return _patterns(lexicon)[1].search(label) is not None


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = (lexicon.facts.offices, lexicon.facts.figures)
    offices, figures = (re.compile(rf"\b{one_of(words)}\b", re.IGNORECASE) for words in lists)
    return offices, figures
