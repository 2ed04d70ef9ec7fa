"""What people write about publication and nobody can read. A text of which that is so is withheld until somebody mends it.

The program's own fields and values are the same in every language. The fields of other programs, by which people say the
same, are English as a rule: their words hold whatever the language of a site, and those of its own language with them.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.sections import Publication
from backgrounder.records import Record, Value, suggestion

_FIELDS = frozenset(("publish", "status"))
_WORDS = ("publish", "status", "draft")
_SPEAKS = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_FIELD = re.compile(
    rf"^(?:[^\S\n]|[\"'{{\[*-])*+{_SPEAKS.pattern}[\"']?[ \t]*(?:[:=;：-]|(?<=\s)(?:draft|review|published|full|excerpt|none)\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""Without its colon, too: a text that was not to be published should not be because of it."""


def is_unclear(written: Record, valid: Record, free: Container[str] = (), lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a record says of publication what cannot be read: all of it is broken, or a field is misspelled, twice, or misplaced.

    `valid`: the record without what does not fit. `free`: its fields in which people choose the names, as of facts.
    """
    if written.broken or written.repeated & _FIELDS:
        return True
    # A site may have a fact `published`, of books; in an entry, `published: no` says what it says on other sites.
    public = _words(lexicon).public
    judged = [key for key in written.values if key not in valid.values or key.lower() in public]
    # A line that is indented too far belongs to the field above it.
    inner = [path[-1] for path in written.places if len(path) > 1 and path[0] not in free]
    return any(_says_not_yet(key, written.values[key], lexicon) for key in judged) or any(
        isinstance(name, str) and name.lower() in _FIELDS for name in inner
    )


def has_field(text: str) -> bool:
    """Whether a line of a text begins as a field of publication, or nearly so. Prose about a draft does not."""
    return _FIELD.search(text) is not None


def speaks_of_publication(text: str) -> bool:
    """Whether a text that cannot be read as a record has a word for it."""
    return _SPEAKS.search(text) is not None


def is_status(status: str | None) -> bool:
    """Whether an entry's status is one of ours, or one that Material shows beside a page's title."""
    return status in (None, "draft", "review", "published", "new", "deprecated")


def means_publication(key: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a field of this name would be taken for one that says that a text is not for readers, or who gets it."""
    name, words = key.lower(), _words(lexicon)
    return name in words.not_yet or (name not in words.public and suggestion(name, _WORDS, "") != "")


@cache
def _words(lexicon: Lexicon) -> Publication:
    """The words of English and of another language."""
    english, other = ENGLISH.publication, lexicon.publication
    return Publication(
        not_yet=english.not_yet | other.not_yet, public=english.public | other.public, no=english.no | other.no
    )


def _says_not_yet(key: str, value: Value, lexicon: Lexicon) -> bool:
    words = _words(lexicon)
    says_no = isinstance(value, str) and value.lower() in words.no
    if key.lower() in words.public:
        return says_no
    return value is not None and means_publication(key, lexicon) and not (key.lower() in words.not_yet and says_no)
