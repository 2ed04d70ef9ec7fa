"""BibTeX in the dialect of biblatex, written and read; characters as LaTeX, and LaTeX as the characters it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import accumulate, chain, count
from typing import TYPE_CHECKING

from backgrounder.findings import Finding, Place
from backgrounder.language.dates import month_number
from backgrounder.records import Record, Value, suggestion
from backgrounder.sources.source import PEOPLE_FIRST, TYPES, FieldKind, FieldSpec, Person, Source
from backgrounder.text.decode import one_line

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Entry
    from pylatexenc.latex2text import LatexNodes2Text

_SIGNS = {"\\": "backslash", "{": "braceleft", "}": "braceright", "~": "asciitilde", "^": "asciicircum"}
"""Signs that mean something in LaTeX, by their names in its commands (`\\textbackslash`)."""
_ESCAPES = str.maketrans(
    {sign: f"\\text{name}{{}}" for sign, name in _SIGNS.items()}
    | {sign: f"\\{sign}" for sign in "&%$#_"}
    | {"\u00a0": "~"}
)
_VERBATIM = (FieldKind.ADDRESS, FieldKind.DOI)
"""What biblatex takes as it stands, without reading LaTeX in it."""


@cache
def field_names(type_: str) -> Mapping[str, tuple[str, ...]]:
    """By the names of our fields, BibTeX's in entries of one of our types: the one that is written, then others that are read."""
    written = {spec: spec.bibtex_of.get(type_) or (spec.bibtex or spec.name).split()[0] for spec in PEOPLE_FIRST}
    read = {spec: [name for name in spec.bibtex.split()[1:] if name not in written.values()] for spec in PEOPLE_FIRST}
    return {spec.name: (written[spec], *read[spec]) for spec in PEOPLE_FIRST}


def as_bibtex(sources: Iterable[Source]) -> str:
    """The sources as BibTeX, in UTF-8. Words with capitals in titles are protected, so that no style lowers them."""
    entries: dict[str, str] = {}
    for source in sources:
        # The key without what BibTeX's keys cannot have, numbered if another entry has it already.
        stem = source.key.translate(str.maketrans("#%~", "---"))
        key = next(one for one in chain([stem], (f"{stem}-{n}" for n in count(2))) if one not in entries)
        type_, names = TYPES[source.type], field_names(source.type)
        fields = [("entrysubtype", type_.subtype)]
        fields += [(names[spec.name][0], _written(spec, source)) for spec in PEOPLE_FIRST]
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
        entries[key] = f"@{type_.bibtex}{{{key},\n{lines}}}\n"
    return "\n".join(entries.values())


def _written(spec: FieldSpec, source: Source) -> str:
    value = source.value(spec)
    if not value:
        return ""
    if spec.kind is FieldKind.PEOPLE:
        return " and ".join(_written_name(person) for person in value)
    text = str(value)
    if spec.kind in _VERBATIM:
        return text.replace("{", "%7B").replace("}", "%7D")
    if spec.kind is FieldKind.TITLE:
        return " ".join(_protected(word) for word in text.split(" "))
    # A range of pages has two hyphens in BibTeX; LaTeX makes a dash of them.
    return to_latex(text).replace("–", "--") if spec.kind is FieldKind.PAGES else to_latex(text)


def _written_name(person: Person) -> str:
    if person.is_single:
        return person.family if person.is_others else f"{{{to_latex(person.family)}}}"
    parts = [person.family, person.suffix, person.given] if person.suffix else [person.family, person.given]
    return ", ".join(_name_part(part) for part in parts)


def _name_part(part: str) -> str:
    """A part of a name, in braces unless it is plain words, each beginning with a letter: BibTeX might divide it."""
    words, written = part.split(" "), to_latex(part)
    signs = dict.fromkeys(map(ord, "'’.-"))
    are_plain = all(w.translate(signs).isalnum() and w[0].isalnum() and not w[0].isdecimal() for w in words)
    return part if are_plain and written == part and "and" not in words else f"{{{written}}}"


def _protected(word: str) -> str:
    written = to_latex(word)
    if word == word.lower():
        return written
    # One pair of braces before a command would make it a letter with an accent, whose case styles change.
    return f"{{{{{written}}}}}" if written.startswith("\\") else f"{{{written}}}"


def read_bibtex(path: str, text: str) -> Iterator[tuple[str, Record] | Finding]:
    """The works of a file by key, each at its place, and what is wrong with it."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 (loaded when it is first needed)

    library = parse_string(text, parse_stack=[])
    if not library.blocks and text.strip():
        yield Finding(Place(path), "bad-bibliography", "This is no BibTeX; export the file again.")
    yield from _failures(path, library)
    strings: dict[str, str] = {}
    for string in library.strings:
        # Strings of strings may grow without end.
        value = _joined(str(string.value), strings, len(text))
        strings[string.key.lower()] = value or ""
        if value is None:
            yield _too_long(path, string.start_line)
    for entry in library.entries:
        yield from _work(path, entry, strings, len(text))


def _failures(path: str, library: Library) -> Iterator[Finding]:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock  # noqa: PLC0415 (loaded as above)

    for block in library.failed_blocks:
        code = "bad-bibliography"
        message = "This entry is not read; look for a brace or a comma that is missing, or export the file again."
        if isinstance(block, DuplicateBlockKeyBlock):
            code = "duplicate-key"
            message = f"Another work of this file has the key `{block.key}`; remove one of the two."
        elif isinstance(block, DuplicateFieldKeyBlock):
            twice = ", ".join(f"`{name}`" for name in sorted(block.duplicate_keys))
            message = f"This entry has {twice} twice; remove one. It is not read."
        yield Finding(Place(path, (block.start_line or 0) + 1), code, message)


def _too_long(path: str, line: int | None) -> Finding:
    message = "This value repeats `@string`s until it is longer than the whole file; write it out. It is left out."
    return Finding(Place(path, (line or 0) + 1), "bad-bibliography", message)


def _joined(written: str, strings: Mapping[str, str], most: int) -> str | None:
    """A value, its parts (`{...}`, `"..."`, a number, the name of a string) joined at `#`; None if longer than `most`."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, character in enumerate(written):
        depth += (character == "{") - (character == "}")
        quoted ^= character == '"' and not depth
        if character == "#" and not depth and not quoted:
            parts.append(written[start:at].strip())
            start = at + 1
    parts.append(written[start:].strip())
    values = [part[1:-1] if part[:1] in ("{", '"') else strings.get(part.lower(), part) for part in parts]
    return "".join(values) if sum(map(len, values)) <= most else None


def _work(path: str, entry: Entry, strings: Mapping[str, str], most: int) -> Iterator[tuple[str, Record] | Finding]:
    """An entry as a record under our names, and what is wrong with it."""
    start = Place(path, (entry.start_line or 0) + 1)
    fields: dict[str, str] = {}
    lines: dict[str, Place] = {}
    # Of two fields with one name the first one counts.
    for field in reversed(entry.fields):
        value = _joined(str(field.value), strings, most)
        fields[field.key.lower()] = value or ""
        lines[field.key.lower()] = Place(path, field.start_line + 1) if field.start_line else start
        if value is None:
            yield _too_long(path, field.start_line)
    type_, unknown = _type(entry, fields.get("entrysubtype", "").lower())
    if unknown:
        yield Finding(start, "bad-value", unknown)
    values: dict[str, Value] = {"type": type_}
    places = {}
    names = field_names(type_)
    for spec in PEOPLE_FIRST:
        name = next((name for name in names[spec.name] if fields.get(name)), None)
        if name:
            values[spec.name] = _value(spec, fields[name])
            places[spec.name] = lines[name]
    told = {name: value for name, value in _completed(values, fields).items() if value}
    yield entry.key, Record(told, {(name,): places.get(name, start) for name in told}, start)


def _type(entry: Entry, subtype: str) -> tuple[str, str]:
    """Our type for an entry: that of its `entrysubtype`, its own, or the nearest; and what to say if there is none."""
    own = {(row.bibtex, row.subtype): row.name for row in TYPES.values()}
    near = {name: row.name for row in TYPES.values() for name in row.bibtex_also.split()}
    kind = entry.entry_type.lower()
    if type_ := own.get((kind, subtype)) or own.get((kind, "")) or near.get(kind):
        return type_, ""
    meant = suggestion(entry.entry_type, {name for name, of in own if not of} | set(near)).rstrip(".?")
    unknown = f"The entry type `@{entry.entry_type}` is not known{meant}"
    return "article", f"{unknown}; `{entry.key}` is set as `article`; choose one that is known."


def _completed(values: dict[str, Value], fields: Mapping[str, str]) -> dict[str, Value]:
    """Fields that BibTeX has in two parts, or in a place that is not theirs."""
    if values.get("title") and fields.get("subtitle"):
        values["title"] = f"{values['title']}: {from_latex(fields['subtitle'])}"
    if not values.get("issued") or not fields.get("date"):
        values["issued"] = _year_and_month(fields)
    address = _address_in(fields.get("howpublished", ""))
    if address is not None:
        values["medium"] = None
        values["url"] = values.get("url") or address
    return values


def _address_in(text: str) -> str | None:
    """The address that a command has, or that a text ends with, whichever begins first; None if there is neither."""
    command = re.search(r"\\(?:url|href)\s*+\{(?P<address>[^{}]*)\}", text)
    last_word = text.rsplit(maxsplit=1)[-1] if text and not text[-1].isspace() else ""
    plain = re.compile(r"https?://\S").search(text, len(text) - len(last_word))
    if command and (plain is None or command.start() < plain.start()):
        return command["address"]
    return text[plain.start() :] if plain else None


def _value(spec: FieldSpec, written: str) -> Value:
    if spec.kind is FieldKind.PEOPLE:
        return _people(written)
    if spec.kind in _VERBATIM:
        for sign in "&%_#~$":
            written = written.replace(f"\\{sign}", sign)
        return one_line(written)
    if spec.kind is FieldKind.DATE:
        # Of a range the first date; signs of uncertainty are left out.
        return one_line(written).partition("/")[0].rstrip("~?%")
    return from_latex(written)


def _people(written: str) -> list[Value]:
    """Names. One in braces is one string, the name of an institution; others have up to four parts."""
    from bibtexparser.middlewares import names  # noqa: PLC0415 (loaded as above)

    people: list[Value] = []
    for name in names.split_multiple_persons_names(written):
        depths = list(accumulate((c == "{") - (c == "}") for c in name)) if name.startswith("{") else [1]
        if not depths[-1] and all(depths[:-1]):
            people.append(from_latex(name))
            continue
        parts = names.parse_single_name_into_parts(name, strict=False)
        family, given, suffix = (
            from_latex(" ".join(part)) for part in ([*parts.von, *parts.last], parts.first, parts.jr)
        )
        people.append({"family": family, "given": given, "suffix": suffix} if given or suffix else family)
    return people


def _year_and_month(fields: Mapping[str, str]) -> str | None:
    """The date of older BibTeX: `year`, `month` as a name or number, `day`, which may stand beside the month's name."""
    year = from_latex(fields.get("year", ""))
    words = "".join(c if c.isalnum() else " " for c in from_latex(fields.get("month", ""))).split()
    if len(year) != 4 or not year.isdecimal() or not words:
        return year or None
    if len(words) == 1 and words[0].isdecimal():
        month, day = words[0].lstrip("0"), ""
    else:
        # BibTeX knows months by their first three letters.
        month = next((str(found) for word in words if (found := month_number(word[:3]))), "")
        day = "".join(word for word in words if word.isdecimal() and len(word) <= 2)
    day = fields.get("day") or day
    return "-".join([year, *(part.zfill(2) for part in (month, day if day.isdecimal() else "") if month and part)])


def to_latex(text: str) -> str:
    """LaTeX that stands for exactly this text."""
    if text.isalnum():
        return text  # As most words.
    text = text.translate(_ESCAPES)
    # Two of these in a row would become a dash or a quotation mark.
    for first, second in ("--", "''", "``", "!`", "?`", "<<", ">>", ",,"):
        while first + second in text:
            text = text.replace(first + second, f"{first}{{}}{second}")
    return text


def from_latex(text: str) -> str:
    """The characters that LaTeX stands for. A percent sign, and a dollar sign without another one, are themselves."""
    if not any(mark in text for mark in (*"\\{}$~%&#`^_", "--", "''", "<<", ">>")):
        return one_line(text)
    # The decoder copies what it has for each more.
    if len(text) <= 20_000:
        text = _escaped(text, "%")
        if (text.count("$") - text.count(r"\$")) % 2:
            text = _escaped(text, "$")
        # What TeX would not take either: the decoder raises errors of many kinds.
        with suppress(Exception):
            return one_line(str(_decoder().latex_to_text(text)))
    return one_line(text.replace("{", "").replace("}", ""))


def _escaped(text: str, sign: str) -> str:
    """The text with a backslash before every sign of a kind, and none doubled."""
    return text.replace(f"\\{sign}", sign).replace(sign, f"\\{sign}")


@cache
def _decoder() -> LatexNodes2Text:
    """pylatexenc with the characters that it does not know, or takes for others."""
    from pylatexenc import latex2text  # noqa: PLC0415 (it takes long to load, and only files in LaTeX need it)

    known = latex2text.get_default_latex_context_db()
    own = [latex2text.MacroTextSpec(f"text{_SIGNS[sign]}", sign) for sign in "{}^"]
    known.add_context_category("own", macros=own, prepend=True)
    return latex2text.LatexNodes2Text(latex_context=known)
