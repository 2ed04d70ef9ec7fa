"""Names of cities, as far as the Unicode CLDR has them: those that time zones are named after."""

import unicodedata
from functools import cache

from babel.core import get_global


def is_city(text: str) -> bool:
    """Whether a text names a city that a time zone is named after: `Addis Ababa`, `São Paulo`."""
    return _folded(text) in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(_folded(zone.rpartition("/")[2].replace("_", " ")) for zone in get_global("zone_territories"))


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
