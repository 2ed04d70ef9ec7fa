"""BibTeX in the dialect of biblatex, written and read: entries and their fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, count
from typing import TYPE_CHECKING

from backgrounder.findings import Finding, Place
from backgrounder.language.lexicon import ENGLISH
from backgrounder.language.recorded_dates import recorded_date, recorded_parts
from backgrounder.records import Record, Value, suggestion
from backgrounder.sources.addresses import first_address
from backgrounder.sources.bibtex_inheritance import RawEntry, with_inherited
from backgrounder.sources.bibtex_names import people_in, written_name
from backgrounder.sources.latex import from_latex, pieces, to_latex
from backgrounder.sources.source_fields import PEOPLE_FIRST, TYPES, FieldKind, FieldSpec, Source
from backgrounder.text.decode import one_line

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry

_VERBATIM = (FieldKind.ADDRESS, FieldKind.DOI)
"""What biblatex takes as it stands, without reading LaTeX in it."""
_ARCHIVES = {
    "arxiv": "https://arxiv.org/abs/",
    "googlebooks": "https://books.google.com/books?id=",
    "hdl": "https://hdl.handle.net/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
}
"""Where the archives are to which an `eprint` may belong."""


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
        return " and ".join(written_name(person) for person in value)
    text = str(value)
    if spec.kind in _VERBATIM:
        return text.replace("{", "%7B").replace("}", "%7D")
    if spec.kind is FieldKind.TITLE:
        return " ".join(_protected(word) for word in text.split(" "))
    # A range of pages has two hyphens in BibTeX; LaTeX makes a dash of them.
    return to_latex(text).replace("–", "--") if spec.kind is FieldKind.PAGES else to_latex(text)


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
    strings: dict[str, str] = {}
    for string in library.strings:
        # Strings of strings may grow without end.
        value = _joined(str(string.value), strings, len(text))
        strings[string.key.lower()] = value or ""
        if value is None:
            yield _too_long(path, string.start_line)
    read = [*_raw_entries(path, library, strings, len(text))]
    yield from (one for one in read if isinstance(one, Finding))
    entries, missing = with_inherited(one for one in read if isinstance(one, RawEntry))
    yield from missing
    for entry in entries:
        if entry.kind not in ("xdata", "set", "bibnote", "control", "ieeetranbstctl"):
            yield from _work(entry)


def _raw_entries(path: str, library: Library, strings: Mapping[str, str], most: int) -> Iterator[RawEntry | Finding]:
    """The entries of a file in their order, the first of each key, and findings for what is none."""
    keys: set[str] = set()
    for block in library.blocks:
        place = Place(path, (block.start_line or 0) + 1)
        entry = _entry_of(block)
        if entry is None and hasattr(block, "ignore_error_block"):
            message = "This entry is not read; look for a brace or a comma that is missing, or export the file again."
            yield Finding(place, "bad-bibliography", message)
        elif entry is not None and not entry.key:
            yield Finding(
                place, "bad-bibliography", "This entry has no key to cite it by; write one before its first comma."
            )
        elif entry is not None and entry.key in keys:
            message = f"Another work of this file has the key `{entry.key}`; remove one of the two."
            yield Finding(place, "duplicate-key", message)
        elif entry is not None:
            keys.add(entry.key)
            yield from _raw_entry(place, entry, strings, most)


def _entry_of(block: Block) -> Entry | None:
    """The entry of a block, even if it has a field or the key of another one twice."""
    from bibtexparser.model import Entry  # noqa: PLC0415 (loaded as above)

    inner = getattr(block, "ignore_error_block", block)
    return inner if isinstance(inner, Entry) else None


def _too_long(path: str, line: int | None) -> Finding:
    message = "This value repeats `@string`s until it is longer than the whole file; write it out. It is left out."
    return Finding(Place(path, (line or 0) + 1), "bad-bibliography", message)


def _joined(written: str, strings: Mapping[str, str], most: int) -> str | None:
    """A value, its parts (`{...}`, `"..."`, a number, the name of a string) joined at `#`; None if longer than `most`."""
    values = [
        part[1:-1] if part[:1] in ("{", '"') else strings.get(part.lower(), part) for part in pieces(written, "#")
    ]
    return "".join(values) if sum(map(len, values)) <= most else None


def _raw_entry(place: Place, entry: Entry, strings: Mapping[str, str], most: int) -> Iterator[RawEntry | Finding]:
    """An entry with its values written out. Of two fields with one name the first one counts."""
    fields: dict[str, str] = {}
    places: dict[str, Place] = {}
    for field in entry.fields:
        name, value = field.key.lower(), _joined(str(field.value), strings, most)
        line = Place(place.path, field.start_line + 1) if field.start_line else place
        if value is None:
            yield _too_long(place.path, field.start_line)
        if value and fields.get(name, value) not in (value, "") and name in _known_fields():
            message = f"`{name}` stands here twice; the first one counts. Remove the other."
            yield Finding(line, "bad-value", message)
        if not fields.get(name):
            fields[name], places[name] = value or "", line
    yield RawEntry(entry.entry_type.lower(), entry.key, fields, places, place)


@cache
def _known_fields() -> frozenset[str]:
    """The names of fields that notes are made of."""
    return frozenset(name for type_ in TYPES for names in field_names(type_).values() for name in names)


def _work(entry: RawEntry) -> Iterator[tuple[str, Record] | Finding]:
    """An entry as a record under our names, and what is wrong with it."""
    fields = _with_subtitles(entry.fields)
    type_, unknown = _type(entry)
    if unknown:
        yield Finding(entry.start, "bad-value", unknown)
    values: dict[str, Value] = {"type": type_}
    places = {}
    for spec in PEOPLE_FIRST:
        name = next((name for name in field_names(type_)[spec.name] if fields.get(name)), None)
        if name:
            values[spec.name] = _value(spec, fields[name])
            places[spec.name] = entry.places.get(name, entry.start)
    told = {name: value for name, value in _completed(entry, values, fields).items() if value}
    yield entry.key, Record(told, {(name,): places.get(name, entry.start) for name in told}, entry.start)


def _type(entry: RawEntry) -> tuple[str, str]:
    """Our type for an entry: that of its `entrysubtype`, its own, or the nearest; and what to say if there is none."""
    own = {(row.bibtex, row.subtype): row.name for row in TYPES.values()}
    near = {name: row.name for row in TYPES.values() for name in row.bibtex_also.split()}
    kind, subtype = entry.kind, entry.fields.get("entrysubtype", "").lower()
    # In old BibTeX a chapter of a book has the title of the book.
    if kind == "inbook" and not {"booktitle", "maintitle"} & set(entry.fields):
        return "book", ""
    if type_ := own.get((kind, subtype)) or own.get((kind, "")) or near.get(kind):
        return type_, ""
    meant = suggestion(kind, {name for name, of in own if not of} | set(near)).rstrip(".?")
    unknown = f"The entry type `@{kind}` is not known{meant}"
    return "article", f"{unknown}; `{entry.key}` is set as `article`; choose one that is known."


def _with_subtitles(fields: Mapping[str, str]) -> Mapping[str, str]:
    """The fields with each subtitle behind its title."""
    whole = dict(fields)
    for stem in ("", "book", "journal", "main"):
        title, subtitle = fields.get(f"{stem}title"), fields.get(f"{stem}subtitle")
        if title and subtitle:
            mark = "" if title.rstrip("}")[-1:] in ("?", "!") else ":"
            whole[f"{stem}title"] = f"{title}{mark} {subtitle}"
    return whole


def _completed(entry: RawEntry, values: dict[str, Value], fields: Mapping[str, str]) -> dict[str, Value]:
    """Fields that BibTeX has in several parts, in a place that is not theirs, or as words of its own."""
    if not fields.get("date"):
        values["issued"] = _issued(fields)
    address = _address_in(fields.get("howpublished", ""))
    if address is not None:
        values["medium"] = None
    values["url"] = values.get("url") or address or _address_in_archive(fields)
    # Of films and the like those who made them.
    if fields.get("editortype", "editor").lower() not in ("editor", "") and not values.get("author"):
        values["author"], values["editor"] = values.get("editor"), None
    # Better BibTeX has the name of a web site there.
    if values["type"] in ("webpage", "post-weblog") and not values.get("container_title"):
        values["container_title"] = from_latex(fields.get("titleaddon", ""))
    kind = str(values.get("genre") or entry.kind)
    values["genre"] = ENGLISH.notes.kinds.get(kind.lower(), values.get("genre"))
    return values


def _issued(fields: Mapping[str, str]) -> str:
    """The date of older BibTeX, or that of an event or of the first edition; as it is written where it says no year."""
    year, month, day = (from_latex(fields.get(part, "")) for part in ("year", "month", "day"))
    others = (fields[name] for name in ("eventdate", "origdate") if fields.get(name))
    return str(recorded_parts(year, month, day) or year or next(map(_date, others), ""))


def _date(written: str) -> str:
    """The date that is known, or what is written, which gives a finding."""
    text = from_latex(written)
    return str(recorded_date(text) or text)


def _address_in_archive(fields: Mapping[str, str]) -> str | None:
    """The address of an `eprint` in an archive that is known."""
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip("{} ").lower()
    number = one_line(fields.get("eprint", "")).strip("{} ")
    number = number[len(archive) + 1 :] if number.lower().startswith(f"{archive}:") else number
    return f"{_ARCHIVES[archive]}{number}" if number and archive in _ARCHIVES else None


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
        return people_in(written)
    if spec.kind in _VERBATIM:
        return _verbatim(written)
    return _date(written) if spec.kind is FieldKind.DATE else from_latex(written)


def _verbatim(written: str) -> str:
    """An address or a DOI without the marks of LaTeX that some programs put there: `\\url{...}`, `\\_`, `{\\%}`."""
    address = _address_in(written) if "\\" in written else None
    text = written if address is None else address
    for sign in "&%_#~$":
        text = text.replace(f"{{\\{sign}}}", sign).replace(f"\\{sign}", sign)
    return first_address(one_line(text))
