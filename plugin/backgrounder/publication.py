"""What people write about publication and nobody can read. A text of which that is so is withheld until somebody mends it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from backgrounder.records import Record, Value, suggestion

_FIELDS = frozenset(("publish", "status"))
_WORDS = ("publish", "status", "draft")
_MEAN_NOT_YET = frozenset("draft embargo embargoed hidden private unlisted unpublished".split())
"""Fields that this program does not have, by which people say that a text is not for readers, unless they say *no* to it."""
_MEAN_PUBLIC = frozenset("public pub published visible visibility".split())
"""Fields by which they say the same with a *no*. `published: 2021-10-12` is a date."""
_NO = frozenset(("false", "no", "off", "0", "none", "never"))
_SPEAKS = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_FIELD = re.compile(
    rf"^(?:[^\S\n]|[\"'{{\[*-])*+(?:{'|'.join(_WORDS)})\b[\"']?[ \t]*(?:[:=;：-]|(?<=\s)(?:draft|review|published|full|excerpt|none)\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""Without its colon, too: a text that was not to be published should not be because of it."""


def is_unclear(written: Record, valid: Record, free: Container[str] = ()) -> bool:
    """Whether a record says of publication what cannot be read: all of it is broken, or a field is misspelled, twice, or misplaced.

    `valid`: the record without what does not fit. `free`: its fields in which people choose the names, as of facts.
    """
    if written.broken or written.repeated & _FIELDS:
        return True
    # A site may have a fact `published`, of books; in an entry, `published: no` says what it says on other sites.
    judged = [key for key in written.values if key not in valid.values or key.lower() in _MEAN_PUBLIC]
    return any(_says_not_yet(key, written.values[key]) for key in judged) or any(
        name.lower() in _FIELDS for name in _inner_names(written, free)
    )


def has_field(text: str) -> bool:
    """Whether a line of a text begins as a field of publication, or nearly so. Prose about a draft does not."""
    return _FIELD.search(text) is not None


def speaks_of_publication(text: str) -> bool:
    """Whether a text that cannot be read as a record has a word for it."""
    return _SPEAKS.search(text) is not None


def means_draft(status: str | None) -> bool:
    """Whether a status says, in whatever spelling, that readers do not get something."""
    if not status:
        return False
    word = status.strip(" .!*_-\"'").lower()
    return word in _MEAN_NOT_YET or suggestion(word, ("draft",), "") != ""


def means_publication(key: str) -> bool:
    """Whether a field of this name would be taken for one that says that a text is not for readers, or who gets it."""
    name = key.lower()
    return name in _MEAN_NOT_YET or (name not in _MEAN_PUBLIC and suggestion(name, _WORDS, "") != "")


def _says_not_yet(key: str, value: Value) -> bool:
    if value is None:
        return False
    says_no = isinstance(value, str) and value.lower() in _NO
    if key.lower() in _MEAN_PUBLIC:
        return says_no
    return means_publication(key) and not (key.lower() in _MEAN_NOT_YET and says_no)


def _inner_names(record: Record, free: Container[str]) -> Iterator[str]:
    """The names of fields inside of others: a line that is indented too far belongs to the field above it."""
    for path in record.places:
        if len(path) > 1 and path[0] not in free and isinstance(path[-1], str):
            yield path[-1]
