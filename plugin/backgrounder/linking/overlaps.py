"""Names that overlap: the longest wins, then the leftmost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from backgrounder.linking.names import Occurrence


def longest(occurrences: list[Occurrence]) -> list[Occurrence]:
    """Of overlapping occurrences the longest; of equally long ones the leftmost. In order of place."""
    kept: list[Occurrence] = []
    for cluster in _clusters(sorted(occurrences, key=lambda o: (o.start, -o.end))):
        kept += cluster if len(cluster) == 1 else _disjoint(cluster)
    return kept


def _disjoint(cluster: list[Occurrence]) -> list[Occurrence]:
    """Of occurrences that overlap, those that are left when the longest are taken first."""
    chosen: list[Occurrence] = []  # by place: disjoint, so that only its neighbours can overlap a candidate
    for candidate in sorted(cluster, key=lambda o: (o.start - o.end, o.start)):
        at = bisect_left(chosen, candidate.start, key=lambda o: o.start)
        if (at == 0 or chosen[at - 1].end <= candidate.start) and (
            at == len(chosen) or candidate.end <= chosen[at].start
        ):
            chosen.insert(at, candidate)
    return chosen


def _clusters(ordered: list[Occurrence]) -> Iterable[list[Occurrence]]:
    """Groups of occurrences that overlap one another, directly or through others."""
    cluster: list[Occurrence] = []
    end = 0
    for occurrence in ordered:
        if cluster and occurrence.start >= end:
            yield cluster
            cluster = []
        cluster.append(occurrence)
        end = max(end, occurrence.end)
    if cluster:
        yield cluster
