"""What nobody reads as a name: code, and the phrases that an entry's `never:` lists."""

from __future__ import annotations

from bisect import bisect_right

from backgrounder.linking.context import Context
from backgrounder.linking.mention import Reason
from backgrounder.linking.names import Occurrence

_PHRASES_AROUND = 8
"""Phrases that may begin before a name and still hold it: they overlap one another, so few do."""


def is_code(occurrence: Occurrence, context: Context) -> Reason | None:
    """`git` in `git log`, set as code."""
    return Reason.CODE if context.code.overlap(*occurrence.written) else None


def is_protected(occurrence: Occurrence, context: Context) -> Reason | None:
    """`Georgia` in `Georgia O'Keeffe`, if the entry about the state says `never: Georgia O'Keeffe`."""
    if not context.protected:
        return None
    owners = {claim.entry.uri for claim in occurrence.claims}
    last = bisect_right(context.protected, occurrence.start, key=lambda phrase: phrase.start)
    for phrase in context.protected[max(0, last - _PHRASES_AROUND) : last]:
        if occurrence.end <= phrase.end and owners & {claim.entry.uri for claim in phrase.claims}:
            return Reason.NEVER
    return None
