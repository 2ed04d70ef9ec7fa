"""The sections of a lexicon that are for cleaning: web pages, bylines, pasted documents, titles."""

from __future__ import annotations

from backgrounder.language.section import InOrder, Section, Words


class Web(Section):
    """What is left of a web page when its text is pasted, as phrases (see `phrase_patterns.py`)."""

    networks: InOrder = ()
    buttons: InOrder = ()
    notices: InOrder = ()
    frames: InOrder = ()
    boxes: InOrder = ()
    sections: InOrder = ()


class Bylines(Section):
    """What a text tells of its author and its date.

    Phrases: `authors`, `authors_and_date`, `roles`, `nobody` (authors without a name), `dates` and `changes` (before a date),
    `halves_of_day`, `passing` (what says nothing that lasts). Words: `conjunctions` between authors, `whereabouts` before a
    place, `no_names`, `places` (first words of), `at` (before a time), `segments` (behind a dash).
    """

    authors: InOrder = ()
    authors_and_date: InOrder = ()
    conjunctions: InOrder = ()
    roles: InOrder = ()
    whereabouts: InOrder = ()
    nobody: InOrder = ()
    no_names: Words = frozenset()
    places: Words = frozenset()
    dates: InOrder = ()
    changes: InOrder = ()
    at: InOrder = ()
    halves_of_day: InOrder = ()
    segments: InOrder = ()
    passing: InOrder = ()


class Pages(Section):
    """Pasted documents.

    `labels`, `totals`: before the number of a page, and before that of all pages. `sources`: begin the block that names the
    source. `compounds`, `compound_endings`: words before a hyphen of their own. `suspended`: words behind a suspended hyphen.
    """

    labels: InOrder = ()
    totals: InOrder = ()
    sources: InOrder = ()
    compounds: Words = frozenset()
    compound_endings: InOrder = ()
    suspended: Words = frozenset()


class Titles(Section):
    """Headlines and titles: `abbreviations` that end one with their full stop; `speakers`, who write none."""

    abbreviations: Words = frozenset()
    speakers: Words = frozenset()
