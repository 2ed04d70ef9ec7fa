"""What facts name almost as an entry is called: a misspelt party of a treaty is on no page of its state.

Any plain text may stand where a fact names entries, so only what is very near an entry's name is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from backgrounder.findings import Finding, Place
from backgrounder.glossary.entry import Entry, Form
from backgrounder.language.lexicon import Lexicon, lexicon_of
from backgrounder.language.personal_names import is_roman
from backgrounder.language.territories import state_of
from backgrounder.linking.derived_names import fold
from backgrounder.project import Project
from backgrounder.records import front_matter, read_record

_SHORTEST = 4
"""Letters of a name that can be misspelt: with fewer it is as likely another one."""
_MOST_LOOKED_AT = 20
"""Names with the same letters but one that are looked at."""


def misspelt(project: Project) -> Iterator[Finding]:
    """A finding for each name in a fact that is no entry's, and almost one."""
    unknown = [
        (entry, key, number, name)
        for entry in project.entries
        for key, named in project.named.get(entry.uri, {}).items()
        for number, (name, known) in enumerate(named)
        if known is None
    ]
    names = _Names(project.entries if unknown else (), lexicon_of(project.language))
    for entry, key, number, name in unknown:
        nearest = names.nearest(name)
        if nearest:
            message = f"`{name}` is no entry; did you mean `{nearest}`?"
            yield Finding(_place(entry, key, number), "misspelt-entry", message)


def _place(entry: Entry, key: str, number: int) -> Place:
    """Where a fact's name stands in the front matter."""
    head = front_matter(entry.text)
    record = read_record(head[0] if head else "", entry.path, 2)
    return record.places.get((key, number)) or record.place(key)


class _Names:
    """The titles and aliases of entries, by what is left of them without a letter, or without a word."""

    def __init__(self, entries: Iterable[Entry], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_rest: Mapping[str, list[str]] = defaultdict(list)
        for entry in entries:
            for name in entry.names:
                for rest in _rests(name.text) if name.form in (Form.TITLE, Form.ALIAS) else ():
                    self._by_rest[rest].append(name.text)

    def nearest(self, name: str) -> str:
        """The name that another one was meant to be; empty if there is none."""
        if name.isupper() or state_of(name, self._lexicon):
            return ""
        near = (known for rest in _rests(name) for known in self._by_rest.get(rest, ())[:_MOST_LOOKED_AT])
        return next((known for known in near if _is_misspelt(fold(name), fold(known), name, known)), "")


def _rests(name: str) -> Sequence[str]:
    """A folded name, the same without each of its letters, and without each of its words if it has three or more."""
    folded = fold(name)
    words = folded.split(" ")
    without_word = [" ".join(words[:n] + words[n + 1 :]) for n in range(len(words) if len(words) > 2 else 0)]
    if not _SHORTEST <= len(folded) < 100:
        return ()
    return [folded, *(folded[:n] + folded[n + 1 :] for n in range(len(folded))), *without_word]


def _is_misspelt(one: str, other: str, *written: str) -> bool:
    """Whether two names differ in one letter, or in more if they are long, and in no number."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 (loaded when it is first needed)

    most = 1 + max(len(one), len(other)) // 20
    return OSA.distance(one, other, score_cutoff=most) <= most and len({*map(_numbers, written)}) == 1


def _numbers(name: str) -> tuple[str, ...]:
    """What numbers a name: `1970` in *Resolution 1970*, `II` in *SALT II*."""
    return tuple(word for word in name.split() if is_roman(word) or any(map(str.isdecimal, word)))
