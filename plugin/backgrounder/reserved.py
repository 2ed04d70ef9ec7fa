"""File names that mean something of their own, so that no seed or entry can have them."""

from __future__ import annotations

from collections.abc import Mapping

BIBLIOGRAPHY = "bibliography.yml"
"""The file among the seeds with other works that pages cite."""
DISMISSED = "not-suggested.yml"
"""The file among the seeds with the names that editors do not want to hear of again as suggestions."""
RESERVED_SEEDS: Mapping[str, str] = {
    BIBLIOGRAPHY.removesuffix(".yml"): f"{BIBLIOGRAPHY} lists other works",
    DISMISSED.removesuffix(".yml"): f"{DISMISSED} lists names that are not to be suggested",
}
"""What the file beside a seed of that name would be. In the seeds' own folder only, in whatever case."""
RESERVED_PAGES = frozenset(("index", "readme"))
"""What MkDocs calls the page of a folder."""


def refused(stem: str) -> bool:
    """Whether a new seed cannot have this name."""
    return stem.lower() in RESERVED_SEEDS or stem.lower() in RESERVED_PAGES
