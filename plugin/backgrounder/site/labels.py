"""The words that the program itself puts on pages, in one place: English ones, and those a configuration replaces them with.

Numbers choose a form by the plural rules of the site's language, and dates are written in it (both by the Unicode CLDR,
by way of Babel). What an editor reads on the desk, in findings and of the cleaning stays English, and so do references,
which follow the Chicago Manual.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from backgrounder.glossary.kinds import KINDS, OTHER_NAMES
from backgrounder.records import suggestion
from backgrounder.text.date import Date

Label = str | Mapping[str, str]
"""A text with its `{placeholders}`; or texts by plural category (`one`, `few`, `many`, `other` and so on) of its `{n}`."""

LABELS: Mapping[str, Label] = {
    # Pages.
    "articles": "Articles",
    "who_is_who": "Who is who",
    "treaties": "Treaties and instruments",
    "glossary": "Glossary",
    "sources": "Sources",
    # Kinds of entries, of several and of one.
    **{kind.plural_name: kind.plural for kind in KINDS},
    **{kind.key: kind.label for kind in KINDS},
    # Facts of entries.
    **{key: fact.label for key, fact in KINDS.facts.items()},
    OTHER_NAMES.key: OTHER_NAMES.label,
    # Home.
    "newest_articles": "Newest articles",
    "most_mentioned": "The most mentioned of each kind.",
    "all_articles": "All articles",
    "all_actors": "All persons, countries and organizations",
    "all_treaties": "All treaties and instruments",
    # Lists.
    "mentioned_most": "Mentioned most",
    "parts": "Parts of this list",
    "part": "{title}: {part}",
    "previous": "Previous",
    "next": "Next",
    "filter": "Filter this list",
    "nothing_found": "Nothing in this list; the search looks everywhere.",
    "sort": "Sort",
    "by_name": "by name",
    "by_mentions": "by number of articles",
    "by_date": "by date",
    "no_articles": "There are no articles yet.",
    "no_entries": "There are no entries yet.",
    "no_sources": "There are no sources yet.",
    "count_of_articles": {"one": "{n} article", "other": "{n} articles"},
    "not_mentioned": "not mentioned yet",
    "source_unknown": "Source unknown",
    "date_unknown": "Date unknown",
    "title": "Title",
    "not_stated": "not stated",
    # An article.
    "editors_note": "Editor’s note:",
    "minutes": "{n} min read",
    "in_this_article": "In this article",
    "same_actors": "Articles that name the same actors",
    "in_common": "In common:",
    "paragraph": "paragraph {n}",
    "in_title": "title",
    "cite": "Cite this article",
    "cite_paragraph": "Cite paragraph {n}",
    "copy": "Copy",
    "copied": "Copied:",
    "locator": "para. {n}",
    "provenance": "Provenance",
    "original": "Original",
    "size": "Size",
    "bytes": "{n} bytes",
    "collected": "Collected",
    "read_from_text": "Read from the text itself",
    "source": "Source",
    "title_supplied": "supplied by the editor, hence the square brackets",
    "rights": "Rights",
    "told_title": "title",
    "told_author": "author",
    "told_issued": "date",
    "told_container_title": "publication",
    "told_url": "address",
    "told_language": "language",
    "no_title": "This text has no title of its own; its first words stand for it.",
    "excerpt": {
        "one": "This is an excerpt; {n} more paragraph is not published here.",
        "other": "This is an excerpt; {n} more paragraphs are not published here.",
    },
    "whole_text_at": "Read the whole text at",
    "cleaning": "What the cleaning changed ({n})",
    "line": "line {n}",
    "unchanged": "Nothing in the text was changed.",
    # An entry.
    "party_to": "Party to",
    "appears_with": "Appears with",
    "in_paragraphs": {"one": "in {n} paragraph", "other": "in {n} paragraphs"},
    "mentioned_in": "Mentioned in",
    "mentions": {"one": "{n} mention", "other": "{n} mentions"},
    "in_articles": {"one": "in {n} article", "other": "in {n} articles"},
    "more": "{n} more",
    "more_in_article": "The article has {n} more.",
    "never_mentioned": "No article mentions this entry yet.",
    "more_articles": "More articles that mention it",
    "mentioned_in_page": "{title}: mentioned in, page {n} of {pages}",
    # Sources.
    "as_a_file": "All sources as a file:",
    "read_the_article": "Read the article",
    "cited_in": "cited in",
    "on_more_pages": {"one": "and on {n} more page", "other": "and on {n} more pages"},
    "not_cited": "not cited yet",
    "permanent_link": "Permanent link",
    # Where there is no page.
    "not_found": "There is no such page",
    "where_to_look": "It may have moved, or never have been there. The search finds all articles and entries; or begin with one of these:",
}
"""Every label, by the name that a configuration knows it by."""

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_FOR_THE_SCRIPT = ("locator", "cite_paragraph")
"""Labels whose number is filled in by the script, which knows no plurals."""
_ENGLISH = Locale("en")
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
        known = self._filled.get(key)
        if known is not None:
            return known
        label = self.own.get(name, LABELS[name])
        if not isinstance(label, str):
            locale = self._locale if name in self.own else _ENGLISH
            label = label.get(locale.plural_form(values["n"]), label["other"])
        # Not `str.format`: what an editor wrote into the configuration is no program.
        filled = (
            _PLACEHOLDER.sub(lambda match: self._written(values.get(match[1], match[0])), label) if values else label
        )
        if not values or values.keys() == {"n"}:
            self._filled[key] = filled
        return filled

    def words(self) -> SimpleNamespace:
        """The labels without forms for numbers, each an attribute: what templates print most."""
        return SimpleNamespace(
            **{name: text for name in LABELS if isinstance(text := self.own.get(name, LABELS[name]), str)}
        )

    def _written(self, value: object) -> str:
        return format_decimal(value, locale=self._locale) if isinstance(value, int) else str(value)

    def articles(self, count: int) -> str:
        """How many articles mention something."""
        return self("count_of_articles", n=count) if count else self("not_mentioned")

    def date(self, date: Date | None) -> str:
        """A date in words, as exactly as it is known."""
        if date is None:
            return self("date_unknown")
        if date.month is None or self._locale.language == "en":
            return date.words
        if date.day:
            return format_date(dt.date(date.year, date.month, date.day), "long", locale=self._locale)
        return self.month(date)

    def month(self, date: Date) -> str:
        """The month of a date, with its year."""
        return format_skeleton("yMMMM", dt.date(date.year, date.month or 1, 1), locale=self._locale)

    @cached_property
    def _locale(self) -> Locale:
        try:
            return Locale.parse(self.language, sep="-")
        except (ValueError, UnknownLocaleError):
            return _ENGLISH


def may_be_plural(name: str) -> bool:
    """Whether a label may have texts by plural category: it has a number, and the program fills it in."""
    return "n" in _placeholders(LABELS[name]) and name not in _FOR_THE_SCRIPT


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
