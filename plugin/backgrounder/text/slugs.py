"""Readable, safe parts of addresses."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80


def slug(text: str) -> str:
    """Letters and digits of any script in lower case, joined by hyphens; never empty, never a path."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower().replace("'", "").replace("’", ""))
    return "-".join(words)[:_LONGEST].strip("-") or "untitled"
