"""Records as files for reference managers: CSL-JSON, BibTeX (the dialect of biblatex), RIS.

Every field that a format has a place for can be read back from it as it was. What a format cannot carry: BibTeX, some
characters of keys; RIS, whether a name with a comma in it is one string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from backgrounder.sources.formats import (
    BIBTEX_TYPES,
    BIBTEX_VERBATIM,
    CSL_CUSTOM,
    DATES,
    PEOPLE,
    RIS_TAGS,
    RIS_TYPES,
    TEXTS,
    bibtex_name,
    csl_name,
)
from backgrounder.sources.source import Person, Source
from backgrounder.text.date import Date

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
    **{character: f"\\{character}" for character in "&%$#_"},
    # Two of these in a row would become a dash or a quotation mark.
    **{character: f"{character}{{}}" for character in "-'`!?<>,"},
}
_SPECIAL = re.compile("[\\\\{}~^&%$#_\u00a0]|-(?=-)|'(?=')|[`!?](?=`)|<(?=<)|>(?=>)|,(?=,)")
_SIMPLE_NAME = re.compile(r"(?!(?:.* )?and(?: |\Z))[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)*")
_NOT_IN_KEYS = re.compile(r"[#%~]")
_RANGE = re.compile(r"(?P<first>\w+)–(?P<last>\w+)")


def as_csl_json(sources: Iterable[Source]) -> str:
    """The records as CSL-JSON (https://github.com/citation-style-language/schema, csl-data.json)."""
    return json.dumps([_csl(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def as_bibtex(sources: Iterable[Source]) -> str:
    """The records as BibTeX, in UTF-8. Words with capitals in titles are protected, so that no style lowers them."""
    keys: set[str] = set()
    return "\n".join(_bibtex(source, keys) for source in sources)


def as_ris(sources: Iterable[Source]) -> str:
    """The records as RIS, in UTF-8."""
    # A line of a title that is broken into several would be a tag of its own.
    return "\n".join(
        "".join(f"{tag}  - {' '.join(text.splitlines())}\n" for tag, text in _ris(source)) for source in sources
    )


def _text(source: Source, field: str) -> str:
    """The text of a field, empty if it has none; a title in the brackets it is shown in."""
    return str((source.shown_title if field == "title" else getattr(source, field)) or "")


def _csl(source: Source) -> dict[str, object]:
    record: dict[str, object] = {"id": source.key, "type": source.type}
    for field in PEOPLE:
        people: tuple[Person, ...] = getattr(source, field)
        if people:
            record[field] = [_csl_name(person) for person in people]
    for field in TEXTS:
        if _text(source, field) and field not in CSL_CUSTOM:
            record[csl_name(field)] = _text(source, field)
    for field in DATES:
        date: Date | None = getattr(source, field)
        if date:
            record[field] = {"date-parts": [[part for part in (date.year, date.month, date.day) if part is not None]]}
    custom = {field: _text(source, field) for field in CSL_CUSTOM if _text(source, field)}
    return {**record, "custom": custom} if custom else record


def _csl_name(person: Person) -> dict[str, str]:
    if person.is_single:
        return {"literal": person.family}
    parts = {"family": person.family, "given": person.given, "suffix": person.suffix}
    return {name: part for name, part in parts.items() if part}


def _bibtex(source: Source, keys: set[str]) -> str:
    entry, subtype = BIBTEX_TYPES[source.type]
    own = ((bibtex_name(source.type, field), _bibtex_value(source, field)) for field in (*PEOPLE, *TEXTS, *DATES))
    fields = [("entrysubtype", subtype), *own]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{entry}{{{_bibtex_key(source.key, keys)},\n{lines}}}\n"


def _bibtex_value(source: Source, field: str) -> str:
    if field in PEOPLE:
        return " and ".join(_bibtex_person(person) for person in getattr(source, field))
    text = _text(source, field)
    if field in BIBTEX_VERBATIM:
        return text.replace("{", "%7B").replace("}", "%7D")
    if field in ("title", "title_short", "container_title", "collection_title"):
        return " ".join(_protected(word) for word in text.split(" "))
    # A range of pages has two hyphens in BibTeX; LaTeX makes a dash of them.
    return _latex(text).replace("–", "--") if field == "page" else _latex(text)


def _bibtex_person(person: Person) -> str:
    if person.is_single:
        return f"{{{_latex(person.family)}}}" if person.family != "others" else "others"
    parts = [person.family, person.suffix, person.given] if person.suffix else [person.family, person.given]
    return ", ".join(_name_part(part) for part in parts)


def _name_part(part: str) -> str:
    written = _latex(part)
    return written if written == part and _SIMPLE_NAME.fullmatch(part) else f"{{{written}}}"


def _protected(word: str) -> str:
    if word == word.lower():
        return _latex(word)
    written = _latex(word)
    # One pair of braces before a command would make it a letter with an accent, whose case styles change.
    return f"{{{{{written}}}}}" if written.startswith("\\") else f"{{{written}}}"


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _LATEX[match.group()], text)


def _bibtex_key(key: str, keys: set[str]) -> str:
    """The key without what BibTeX's keys cannot have, numbered if another record has it already."""
    own = stem = _NOT_IN_KEYS.sub("-", key)
    number = 1
    while own in keys:
        number += 1
        own = f"{stem}-{number}"
    keys.add(own)
    return own


def _ris(source: Source) -> Iterator[tuple[str, str]]:
    yield "TY", RIS_TYPES[source.type]
    yield "ID", source.key
    for field, tag in RIS_TAGS.items():
        if field in PEOPLE:
            yield from ((tag, _ris_person(person)) for person in getattr(source, field))
        elif _text(source, field):
            yield tag, _text(source, field)
    pages = _RANGE.fullmatch(source.page or "")
    if pages:
        yield from (("SP", pages["first"]), ("EP", pages["last"]))
    elif source.page:
        yield "SP", source.page
    if source.issued:
        yield "PY", f"{source.issued.year:04d}"
        yield "DA", _ris_date(source.issued)
    if source.accessed:
        yield "Y2", _ris_date(source.accessed)
    yield "ER", ""


def _ris_person(person: Person) -> str:
    if person.is_single:
        return person.family
    return ", ".join([person.family, person.given, *([person.suffix] if person.suffix else [])])


def _ris_date(date: Date) -> str:
    """Year, month and day between slashes, those that are not known being empty: `2021/10/`."""
    return "/".join([f"{date.year:04d}", *(f"{part:02d}" if part else "" for part in (date.month, date.day))])
