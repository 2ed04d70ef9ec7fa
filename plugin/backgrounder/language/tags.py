"""Language tags (BCP 47): which are right, what people write instead, their scripts, and which way these run.

All of it is from the Unicode CLDR, by way of Babel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from backgrounder.records import suggestion

_RTL_SCRIPTS = frozenset("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi".split())
# Subtags behind language, script and region: variants, extensions, private use.
_OTHERS = re.compile(
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)


@lru_cache(maxsize=1_000)
def tag_of(written: str) -> str | None:
    """The tag that somebody wrote, as it is usually written (`de-AT` for `de_at`, `deu` as `de`); None if it is none."""
    first, *others = written.strip().replace("_", "-").split("-")
    language = first.lower()
    language = get_global("language_aliases").get(language, language).partition("_")[0]
    if not _is_language(language):
        return None
    english, tag = Locale("en"), [language]
    if others and others[0].title() in english.scripts:
        tag.append(others.pop(0).title())
    if others and others[0].upper() in english.territories:
        tag.append(others.pop(0).upper())
    rest = "".join(f"-{other.lower()}" for other in others)
    return "-".join(tag) + rest if _OTHERS.fullmatch(rest) else None


def _is_language(code: str) -> bool:
    # Babel before 2.17 knows fewer languages by the script they are written in.
    is_special = len(code) == 3 and ("qaa" <= code <= "qtz" or code == "mis")
    return code.isascii() and (code in Locale("en").languages or code in get_global("likely_subtags") or is_special)


@lru_cache(maxsize=1_000)
def meant(written: str | None) -> str | None:
    """The tag of a language that is written as a tag or by its name, as reference managers have it; None if it is not known."""
    if not written:
        return None
    name = written.strip().casefold()
    return tag_of(written) or _english_names().get(name) or _own_names().get(name)


def hint(written: str) -> str:
    """The tag that is near to what is none, in brackets for the middle of a sentence: by name, country or beginning."""
    first = written.replace("_", "-").partition("-")[0]
    country = get_global("likely_subtags").get(f"und_{first.upper()}", "").partition("_")[0]
    tag = meant(written) or tag_of(first) or country
    if not tag:
        near = suggestion(written, _english_names(), "").partition("`")[2].partition("`")[0]
        tag = _english_names().get(near)
    return f" (did you mean `{tag}`?)" if tag else ""


@cache
def _english_names() -> Mapping[str, str]:
    """Tags by the English names of their languages, and by what BibTeX calls them."""
    names = Locale("en").languages.items()
    return {name.casefold(): code.replace("_", "-") for code, name in names} | _BIBTEX


@cache
def _own_names() -> Mapping[str, str]:
    """Tags by what languages call themselves. To read one from Babel takes some milliseconds, so that these are not all."""
    codes = "ar cs da de el es fa fi fr he hu id it ja ko nl no pl pt ro ru sv tr uk zh".split()
    return {str(Locale(code).get_language_name()).casefold(): code for code in codes}


# Names of options of LaTeX's package babel, which biblatex takes for languages.
_BIBTEX = {
    "ngerman": "de",
    "american": "en-US",
    "british": "en-GB",
    "brazilian": "pt-BR",
    "portuges": "pt",
    "farsi": "fa",
    "bahasa": "id",
    "magyar": "hu",
}


def script_of(tag: str) -> str:
    """The four letters of the script that a language is written in, unless the tag names one: `Arab`; empty if not known."""
    language, *others = tag.partition("-x-")[0].split("-")
    if others and len(others[0]) == 4 and others[0].isalpha():
        return others[0]
    likely = get_global("likely_subtags")
    region = others[0] if others else ""
    return (likely.get(f"{language}_{region}") or likely.get(language) or "__").split("_")[1]


def is_rtl(tag: str) -> bool:
    """Whether a language is written from right to left."""
    return script_of(tag) in _RTL_SCRIPTS


def are_alike(one: str, other: str) -> bool:
    """Whether two tags name one language in one script, wherever it is spoken: `en` and `en-GB`, not `zh` and `zh-Hant`."""
    return one.partition("-")[0] == other.partition("-")[0] and script_of(one) == script_of(other)
