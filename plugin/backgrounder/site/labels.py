"""The words that the program itself puts on pages: those of the site's language, and those a configuration replaces them with.

Numbers choose a form by the plural rules of the site's language, and dates are written in it (both by the Unicode CLDR,
by way of Babel). What an editor reads on the desk, in findings and of the cleaning stays English, and so do references,
which follow the Chicago Manual.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from backgrounder.language.dates import Date, in_words
from backgrounder.language.lexicon import ENGLISH, Lexicon, LexiconError, lexicon_of, mistakes_in
from backgrounder.records import suggestion
from backgrounder.site.foreign import Foreign, foreign_to

Label = str | Mapping[str, str]
"""A text with its `{placeholders}`; or texts by plural category (`one`, `few`, `many`, `other` and so on) of its `{n}`."""

_FILES = {file.name.removesuffix(".toml"): file for file in (files("backgrounder.language") / "labels").iterdir()}
"""The data files, by the code of their language."""

LABELS: Mapping[str, Label] = tomllib.loads(_FILES["en"].read_text(encoding="utf8"))
"""Every label in English, by the name that a configuration knows it by."""

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of the Unicode CLDR."""


@dataclass(frozen=True, eq=False)
class Labels:
    """The labels of a site. `own`: those that its configuration replaces; `language`: as Material's `theme.language`."""

    own: Mapping[str, Label] = field(default_factory=dict)
    language: str = "en"
    _filled: dict[tuple[Any, ...], str] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, name: str, **values: Any) -> str:
        """A label with its placeholders filled in; `n` is a number or a text."""
        key = (name, *values.values())
        if key in self._filled:
            return self._filled[key]
        label, locale = self._label(name)
        if not isinstance(label, str):
            label = label.get(locale.plural_form(values["n"]), label["other"])
        if values:
            # Not `str.format`: what an editor wrote into the configuration is no program.
            label = _PLACEHOLDER.sub(lambda match: self._written(values.get(match[1], match[0])), label)
        if values.keys() <= {"n"}:
            self._filled[key] = label
        return label

    def _label(self, name: str) -> tuple[Label, Locale]:
        """The text of a label, or its texts, and whose plural rules choose among them."""
        if name in self.known:
            return self.known[name], self._locale
        return LABELS[name], Locale(ENGLISH.code)

    @cached_property
    def known(self) -> Mapping[str, Label]:
        """The labels that the site has in its language: the program's, if it knows the language, and the site's own."""
        code, script = self._locale.language, f"{self._locale.language}-{self._locale.script}"
        return {**labels_in(script if script in _FILES else code), **self.own}

    def words(self) -> SimpleNamespace:
        """The labels without forms for numbers, each an attribute: what templates print most."""
        return SimpleNamespace(**{name: text for name in LABELS if isinstance(text := self._label(name)[0], str)})

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the site's language."""
        return lexicon_of(self.language)

    @cached_property
    def foreign(self) -> Foreign:
        """What on a page is foreign to the site."""
        return foreign_to(self.language)

    def _written(self, value: object) -> str:
        return format_decimal(value, locale=self._locale) if isinstance(value, int) else str(value)

    def articles(self, count: int) -> str:
        """How many articles mention something."""
        return self("count_of_articles", n=count) if count else self("not_mentioned")

    def date(self, date: Date | None) -> str:
        """A date in words, as exactly as it is known; a mark keeps it from joining Latin letters where text runs from the right."""
        if date is None:
            return self("date_unknown")
        mark = "\u200f" if self._locale.text_direction == "rtl" else ""
        if date.month is None or self._locale.language == "en":
            return mark + in_words(date)
        if date.day:
            return mark + format_date(dt.date(date.year, date.month, date.day), "long", locale=self._locale)
        return mark + self.month(date)

    def month(self, date: Date) -> str:
        """The month of a date, with its year."""
        return format_skeleton("yMMMM", dt.date(date.year, date.month or 1, 1), locale=self._locale)

    @cached_property
    def _locale(self) -> Locale:
        try:
            return Locale.parse(self.language, sep="-")
        except (ValueError, UnknownLocaleError):
            return Locale(ENGLISH.code)


@cache
def labels_in(code: str) -> Mapping[str, Label]:
    """The labels of a language from its data file; none if it has no file. LexiconError for the first mistake in it."""
    with mistakes_in(f"language/labels/{code}.toml"):
        labels = tomllib.loads(_FILES[code].read_text(encoding="utf8")) if code in _FILES else {}
        if mistake := mistake_in(labels):
            raise LexiconError(mistake)
        return labels


def may_be_plural(name: str) -> bool:
    """Whether a label may have texts by plural category: it has a number, and the program fills it in."""
    # The script and the host, which fill in the others, know no plurals.
    return "n" in _placeholders(LABELS[name]) and name not in ("locator", "cite_paragraph", "back_to_text")


def _placeholders(label: Label) -> set[str]:
    return set(_PLACEHOLDER.findall(label if isinstance(label, str) else label["other"]))


def mistake_in(labels: Mapping[str, Any]) -> str | None:
    """What is wrong with the labels of a configuration, in one sentence; None if nothing is."""
    return next((wrong for name, label in labels.items() for wrong in _mistakes(str(name), label)), None)


def _mistakes(name: str, label: Any) -> Iterator[str]:
    """What is wrong with one label, the first thing first: what follows may be nonsense."""
    if name not in LABELS:
        yield f"there is no label `{name}`{suggestion(name, LABELS)}"
    elif isinstance(label, dict):
        yield from _mistakes_by_category(name, label)
    elif not isinstance(label, str) or not label:
        yield f"`{name}` needs a text."
    else:
        yield from _wrong_placeholders(name, label)


def _mistakes_by_category(name: str, texts: Mapping[Any, Any]) -> Iterator[str]:
    if not may_be_plural(name):
        yield f"`{name}` needs one text, not several."
    for category, text in texts.items():
        if category not in CATEGORIES:
            yield f"`{name}` has no plural category `{category}`{suggestion(str(category), CATEGORIES)}"
        if not isinstance(text, str) or not text:
            yield f"`{name}` needs a text for `{category}`."
    if "other" not in texts:
        yield f"`{name}` needs a text for `other`; there may be others for `zero`, `one`, `two`, `few` and `many`."
    # One of something needs no number: `a mention`.
    yield from _wrong_placeholders(name, str(texts.get("other")))


def _wrong_placeholders(name: str, text: str) -> Iterator[str]:
    known, written = _placeholders(LABELS[name]), _placeholders(text)
    for unknown in sorted(written - known):
        more = f"; it has {' and '.join(f'`{{{one}}}`' for one in sorted(known))}" if known else ""
        yield f"`{name}` has no placeholder `{{{unknown}}}`{more}."
    for missing in sorted(known - written):
        yield f"`{name}` needs its placeholder `{{{missing}}}`."
