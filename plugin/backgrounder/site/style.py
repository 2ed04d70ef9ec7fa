"""The style sheet with the colours of kinds, which follow from their rows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backgrounder.glossary.kinds import KindSpec

STYLE_SHEET = "assets/backgrounder/style.css"
"""Where it stands, in the theme and on the site."""


def coloured(sheet: str, kinds: Iterable[KindSpec]) -> str:
    """A style sheet with the kinds' colours at the three places that it marks: light ones, dark ones, and which kind has which."""
    rows = list(kinds)
    light = "\n".join(f"  --bg-{kind.key}: {kind.colours.light};" for kind in rows)
    dark = " ".join(f"--bg-{kind.key}: {kind.colours.dark};" for kind in rows)
    classes = "\n".join(f".bg-{kind.key} {{ --bg-kind: var(--bg-{kind.key}); }}" for kind in rows)
    sheet = sheet.replace("  /* light */", light)
    return sheet.replace("/* dark */", dark).replace("/* kinds */", classes)


def names_in(sheet: str) -> frozenset[str]:
    """The names of classes and variables in a style sheet, which no kind can have as its key."""
    return frozenset(re.findall(r"\bbg-([a-z]+)", sheet))
