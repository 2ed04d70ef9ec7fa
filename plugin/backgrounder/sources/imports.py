"""The files of reference managers: CSL-JSON and BibTeX to records, as `bibliography.yml` has them.

Such a file holds more than a note needs: fields that are none of ours are passed over. What does not fit gives a finding
at the entry's line, and the rest is kept. LaTeX in BibTeX becomes the characters that it stands for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from backgrounder.findings import Finding, Place
from backgrounder.records import Record, Value, suggestion, validate
from backgrounder.sources.bibliography import ReadBibliography
from backgrounder.sources.formats import (
    BIBTEX_NEAREST,
    BIBTEX_TYPES,
    BIBTEX_VERBATIM,
    CSL_CUSTOM,
    CSL_NEAREST,
    DATES,
    PEOPLE,
    TEXTS,
    bibtex_names,
    csl_name,
)
from backgrounder.sources.source import Source, SourceFields, is_key, source_from
from backgrounder.text.decode import UNDECODABLE, decode, one_line

Values = dict[str, Value]
Work = tuple[str, Values, Place, Mapping[str, Place]]
"""A record as it was found: its key, its fields under our names, its place, and places of fields."""

_MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?:\s[^<>]*)?>")
_SKIPPED = re.compile(r"[\s,]*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_URL_COMMAND = re.compile(r"\\(?:url|href)\s*+\{([^{}]*)\}")
_ADDRESS = re.compile(r"https?://\S+")
_MEANS_SOMETHING = re.compile(r"[\\{}$~%&#`^_]|--|''|<<|>>")
_ENTRY_TYPES = {**{kind: type_ for type_, (kind, subtype) in BIBTEX_TYPES.items() if not subtype}, **BIBTEX_NEAREST}
_SUBTYPES = {value: type_ for type_, value in BIBTEX_TYPES.items()}


def read_export(path: str, data: bytes) -> ReadBibliography:
    """Reads a file of a reference manager by its ending. Never raises."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in (".json", ".bib"):
        return _broken(path, "Export the bibliography as CSL-JSON (.json) or BibTeX (.bib); nothing else is read.")
    try:
        text, _ = decode(data)
    except ValueError:
        return ReadBibliography((), {}, (Finding(Place(path), "undecodable", UNDECODABLE),))
    text = text.removeprefix("\ufeff")
    return _read_csl_json(path, text) if suffix == ".json" else _read_bibtex(path, text)


def _broken(path: str, message: str, line: int = 1, column: int = 1) -> ReadBibliography:
    return ReadBibliography((), {}, (Finding(Place(path, line, column), "bad-bibliography", message),))


def _records(works: Iterator[Work], findings: list[Finding]) -> ReadBibliography:
    """Validates records: what does not fit becomes a finding. Of two with one key the first one counts."""
    sources: dict[str, Source] = {}
    places: dict[str, Place] = {}
    for key, values, place, at in works:
        if not is_key(key):
            message = f"`{key}` cannot be a citation key; use letters, digits and hyphens."
            findings.append(Finding(place, "bad-value", message))
        elif key in sources:
            message = f"Another work of this file has the key `{key}`; remove one of the two."
            findings.append(Finding(place, "duplicate-key", message))
        else:
            record = Record(values, {(name,): at.get(name, place) for name in values}, place)
            fields, _, problems = validate(record, SourceFields)
            findings += problems
            sources[key] = source_from(fields, key)
            places[key] = place
    return ReadBibliography(tuple(sources.values()), places, tuple(findings))


# CSL-JSON


def _read_csl_json(path: str, text: str) -> ReadBibliography:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"This is no valid JSON ({error.msg}); export the file again. Nothing of it is read."
        return _broken(path, message, error.lineno, error.colno)
    except (RecursionError, ValueError):
        return _broken(path, "This file is nested too deeply, or has a number of thousands of digits; export it again.")
    if not isinstance(data, list | dict) or (isinstance(data, dict) and not isinstance(data.get("items"), list)):
        return _broken(path, "This is no CSL-JSON, which is a list of works; export the file again.")
    findings: list[Finding] = []
    start = _start_of_items(text) if isinstance(data, dict) else text.index("[")
    return _records(_csl_works(path, text, start + 1, findings), findings)


def _start_of_items(text: str) -> int:
    """Where the list begins that is the value of `items` in the object of a valid text."""
    decoder = json.JSONDecoder()
    cursor = text.index("{") + 1
    while True:
        key, cursor = decoder.raw_decode(text, _skipped(text, cursor))
        cursor = _skipped(text, text.index(":", cursor) + 1)
        if key == "items":
            return cursor
        _, cursor = decoder.raw_decode(text, cursor)


def _skipped(text: str, cursor: int) -> int:
    """The next character that means something."""
    match = _SKIPPED.match(text, cursor)
    return match.end() if match else cursor


def _csl_works(path: str, text: str, start: int, findings: list[Finding]) -> Iterator[Work]:
    """The works of the list that begins at an offset of a valid text, each with its place."""
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    while True:
        start = _skipped(text, start)
        if text[start] == "]":
            return
        line, counted = line + text.count("\n", counted, start), start
        place = Place(path, line, start - text.rfind("\n", 0, start))
        item, start = decoder.raw_decode(text, start)
        if isinstance(item, dict):
            key = one_line(str(item.get("citation-key") or item.get("id") or ""))
            yield key, _csl_values(item), place, {}
        else:
            findings.append(Finding(place, "bad-bibliography", "Write a work here, between `{` and `}`."))


def _csl_values(item: Mapping[str, object]) -> Values:
    custom = item.get("custom")
    values: Values = {}
    for field in TEXTS:
        found = custom.get(field) if field in CSL_CUSTOM and isinstance(custom, dict) else item.get(csl_name(field))
        if isinstance(found, str | int | float):
            values[field] = one_line(_MARKUP.sub("", str(found)))
    for field in PEOPLE:
        people = item.get(field)
        if isinstance(people, list):
            values[field] = [_csl_person(person) for person in people if isinstance(person, dict)]
    for field in DATES:
        date = item.get(field)
        if isinstance(date, dict):
            values[field] = _csl_date(date)
    type_ = one_line(str(item.get("type") or ""))
    values["type"] = CSL_NEAREST.get(type_, type_)
    return {name: value for name, value in values.items() if value}


def _csl_person(person: Mapping[str, object]) -> Value:
    """A name. A particle that sorts with the family name belongs to it, another one to the given name."""

    def part(*names: str) -> str:
        return one_line(" ".join(str(person.get(name) or "") for name in names))

    family = part("non-dropping-particle", "family")
    given = part("given", "dropping-particle")
    if person.get("literal") or not given:
        return part("literal") or family
    if person.get("static-ordering"):
        return f"{family} {given}"
    return {"family": family, "given": given, "suffix": part("suffix")}


def _csl_date(date: Mapping[str, object]) -> str | None:
    """The first date; a text that stands for one is judged like any other."""
    parts = date.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [str(part).zfill(2) for part in parts[0] if part]
        return "-".join([numbers[0].zfill(4), *numbers[1:3]]) if numbers else None
    written = date.get("raw") or date.get("literal")
    return one_line(str(written)) if written else None


# BibTeX


def _read_bibtex(path: str, text: str) -> ReadBibliography:
    library = parse_string(text, parse_stack=[])
    findings = list(_failures(path, library))
    if not library.blocks and text.strip():
        return _broken(path, "This is no BibTeX; export the file again.")
    return _records(_bibtex_works(path, library, findings, len(text)), findings)


def _failures(path: str, library: Library) -> Iterator[Finding]:
    for block in library.failed_blocks:
        place = Place(path, (block.start_line or 0) + 1)
        if isinstance(block, DuplicateBlockKeyBlock):
            message = f"Another work of this file has the key `{block.key}`; remove one of the two."
            yield Finding(place, "duplicate-key", message)
        elif isinstance(block, DuplicateFieldKeyBlock):
            twice = ", ".join(f"`{name}`" for name in sorted(block.duplicate_keys))
            yield Finding(place, "bad-bibliography", f"This entry has {twice} twice; remove one. It is not read.")
        else:
            message = "This entry is not read; look for a brace or a comma that is missing, or export the file again."
            yield Finding(place, "bad-bibliography", message)


def _bibtex_works(path: str, library: Library, findings: list[Finding], most: int) -> Iterator[Work]:
    """The works, with what their fields say. `most`: characters of a value; strings of strings may grow without end."""
    strings: dict[str, str] = {}

    def joined(written: object, line: int | None) -> str:
        parts = _joined(str(written), strings)
        if sum(map(len, parts)) <= most:
            return "".join(parts)
        message = "This value repeats `@string`s until it is longer than the whole file; write it out. It is left out."
        findings.append(Finding(Place(path, (line or 0) + 1), "bad-bibliography", message))
        return ""

    for string in library.strings:
        strings[string.key.lower()] = joined(string.value, string.start_line)
    for entry in library.entries:
        fields = {field.key.lower(): joined(field.value, field.start_line) for field in reversed(entry.fields)}
        lines = {field.key.lower(): Place(path, field.start_line + 1) for field in entry.fields if field.start_line}
        place = Place(path, (entry.start_line or 0) + 1)
        type_ = _bibtex_type(entry, fields)
        if type_ is None:
            near = suggestion(entry.entry_type, _ENTRY_TYPES)
            message = f"The entry type `@{entry.entry_type}` is not known{near.removesuffix('.')}"
            message = f"{message.removesuffix('?')}; `{entry.key}` is set as `article`; choose one that is known."
            findings.append(Finding(place, "bad-value", message))
        values: Values = {"type": type_ or "article"}
        at: dict[str, Place] = {}
        for field in (*PEOPLE, *TEXTS, *DATES):
            name = next((name for name in bibtex_names(type_ or "article", field) if fields.get(name)), None)
            if name:
                values[field] = _bibtex_value(field, fields[name])
                at[field] = lines.get(name, place)
        yield entry.key, {name: value for name, value in _completed(values, fields).items() if value}, place, at


def _joined(written: str, strings: Mapping[str, str]) -> list[str]:
    """What a value consists of, several parts being joined by `#`, without what encloses them.

    A part is `{...}`, `"..."`, a number, or the name of a string.
    """
    parts, depth, quoted, start = [], 0, False, 0
    for at, character in enumerate(written):
        depth += (character == "{") - (character == "}")
        quoted ^= character == '"' and not depth
        if character == "#" and not depth and not quoted:
            parts.append(written[start:at].strip())
            start = at + 1
    parts.append(written[start:].strip())
    return [part[1:-1] if part[:1] in ("{", '"') else strings.get(part.lower(), part) for part in parts]


def _bibtex_type(entry: Entry, fields: Mapping[str, str]) -> str | None:
    kind = entry.entry_type.lower()
    return _SUBTYPES.get((kind, fields.get("entrysubtype", "").lower())) or _ENTRY_TYPES.get(kind)


def _completed(values: Values, fields: Mapping[str, str]) -> Values:
    """Fields that BibTeX has in two parts, or in a place that is not theirs."""
    if values.get("title") and fields.get("subtitle"):
        values["title"] = f"{values['title']}: {_unlatex(fields['subtitle'])}"
    if not values.get("issued") or not fields.get("date"):
        values["issued"] = _year_and_month(fields)
    address = _address_in(fields.get("howpublished", ""))
    if address is not None:
        values["medium"] = None
        values["url"] = values.get("url") or address
    if str(values.get("type")) == "document" and "thesis" in fields.get("type", "").lower():
        values["genre"] = _unlatex(fields["type"])
    return values


def _address_in(text: str) -> str | None:
    """The address that a command has, or that a text ends with, whichever begins first; None if there is neither."""
    last_word = len(text) - len(re.split(r"\s", text)[-1])
    command, plain = _URL_COMMAND.search(text), _ADDRESS.search(text, last_word)
    if command and (plain is None or command.start() < plain.start()):
        return command[1]
    return plain[0] if plain else None


def _bibtex_value(field: str, written: str) -> Value:
    if field in PEOPLE:
        return [_bibtex_person(name) for name in split_multiple_persons_names(written)]
    if field in BIBTEX_VERBATIM:
        return one_line(re.sub(r"\\([&%_#~$])", r"\1", written))
    if field in DATES:
        # Of a range the first date; signs of uncertainty are left out.
        return one_line(written).partition("/")[0].rstrip("~?%")
    return _unlatex(written)


def _bibtex_person(name: str) -> Value:
    """A name in braces is one string, the name of an institution; other names have up to four parts."""
    if name.startswith("{") and _closing(name) == len(name) - 1:
        return _unlatex(name)
    parts = parse_single_name_into_parts(name, strict=False)
    given = _unlatex(" ".join(parts.first))
    family = _unlatex(" ".join([*parts.von, *parts.last]))
    suffix = _unlatex(" ".join(parts.jr))
    return {"family": family, "given": given, "suffix": suffix} if given or suffix else family


def _closing(text: str) -> int:
    """Where the brace is closed that a text begins with."""
    depth = 0
    for offset, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if not depth:
            return offset
    return -1


def _year_and_month(fields: Mapping[str, str]) -> str | None:
    """The date of older BibTeX: `year`, `month` as a name or number, `day`."""
    year = _unlatex(fields.get("year", ""))
    month = _unlatex(fields.get("month", "")).lower()
    if not re.fullmatch(r"\d{4}", year) or not month:
        return year or None
    number = next((n for n, name in enumerate(_MONTHS, 1) if name in month), 0)
    number = number or (int(month) if month.isdecimal() else 0)
    day = fields.get("day", "") or "".join(re.findall(r"\b\d{1,2}\b", month) if not month.isdecimal() else [])
    if not number:
        return year
    return f"{year}-{number:02d}-{int(day):02d}" if day.isdecimal() else f"{year}-{number:02d}"


def _unlatex(text: str) -> str:
    """The characters that LaTeX stands for. A percent sign, and a dollar sign without another one, are themselves."""
    if not _MEANS_SOMETHING.search(text):
        return one_line(text)
    text = re.sub(r"(?<!\\)%", r"\\%", text)
    if len(re.findall(r"(?<!\\)\$", text)) % 2:
        text = re.sub(r"(?<!\\)\$", r"\\$", text)
    try:
        return one_line(str(_decoder().latex_to_text(text)))
    except Exception:  # noqa: BLE001 (what TeX would not take either: the decoder raises errors of many kinds)
        return one_line(re.sub(r"[{}]", "", text))


@cache
def _decoder() -> LatexNodes2Text:
    """pylatexenc with the characters that it does not know, or takes for others."""
    known = get_default_latex_context_db()
    own = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    known.add_context_category("own", macros=[MacroTextSpec(n, c) for n, c in own.items()], prepend=True)
    return LatexNodes2Text(latex_context=known)
