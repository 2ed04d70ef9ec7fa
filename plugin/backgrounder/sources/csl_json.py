"""CSL-JSON (https://github.com/citation-style-language/schema, csl-data.json): sources to a file, a file to records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from backgrounder.findings import Finding, Place
from backgrounder.language.recorded_dates import recorded_date
from backgrounder.records import Record, Value
from backgrounder.sources.addresses import first_address
from backgrounder.sources.markup import decoded_entities, without_markup
from backgrounder.sources.source_fields import PEOPLE_FIRST, TYPES, FieldKind, FieldSpec, Person, Source
from backgrounder.text.decode import one_line
from backgrounder.text.passage import LineIndex


def as_csl_json(sources: Iterable[Source]) -> str:
    """The sources as CSL-JSON."""
    return json.dumps([_item(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def _item(source: Source) -> dict[str, object]:
    values = [(spec, value) for spec in PEOPLE_FIRST if (value := source.value(spec))]
    own = {spec.csl_name: _written(spec, value) for spec, value in values if not spec.in_custom}
    custom = {spec.name: value for spec, value in values if spec.in_custom}
    return {"id": source.key, "type": source.type, **own, **({"custom": custom} if custom else {})}


def _written(spec: FieldSpec, value: Any) -> object:
    if spec.kind is FieldKind.PEOPLE:
        return [_name(person) for person in value]
    if spec.kind is FieldKind.DATE:
        return {"date-parts": [[part for part in (value.year, value.month, value.day) if part is not None]]}
    return value


def _name(person: Person) -> dict[str, str]:
    person = person.divided
    if person.is_single:
        return {"literal": person.family}
    return {name: part for name, part in asdict(person).items() if part}


def read_csl_json(path: str, text: str) -> Iterator[tuple[str, Record] | Finding]:
    """The works of a file by key, each at its place, and what is wrong with it."""
    place, wrong, data = Place(path), "This is no CSL-JSON, which is a list of works; export the file again.", None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno)
        wrong = f"This is no valid JSON ({error.msg}); export the file again. Nothing of it is read."
    except (RecursionError, ValueError):
        wrong = "This file is nested too deeply, or has a number of thousands of digits; export it again."
    is_list = isinstance(data, list)
    if not is_list and not (isinstance(data, dict) and isinstance(data.get("items"), list)):
        yield Finding(place, "bad-bibliography", wrong)
        return
    for item, place in _placed(path, text, text.index("[") if is_list else _start_of_items(text)):
        if isinstance(item, dict):
            key = one_line(str(item.get("citation-key") or item.get("id") or ""))
            values = _values(item)
            yield key, Record(values, {(name,): place for name in values}, place)
        else:
            yield Finding(place, "bad-bibliography", "Write a work here, between `{` and `}`.")


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
    while text[cursor] in " \t\n\r,":
        cursor += 1
    return cursor


def _placed(path: str, text: str, start: int) -> Iterator[tuple[object, Place]]:
    """The items of the list that begins at an offset of a valid text, each with its place."""
    decoder, lines = json.JSONDecoder(), LineIndex(text)
    start = _skipped(text, start + 1)
    while text[start] != "]":
        item, end = decoder.raw_decode(text, start)
        yield item, Place(path, *lines.place(start))
        start = _skipped(text, end)


def _values(item: Mapping[str, object]) -> dict[str, Value]:
    """The fields of an item under our names. A type that is none of ours is the nearest one."""
    custom = item.get("custom")
    values: dict[str, Value] = {}
    for spec in PEOPLE_FIRST:
        held = custom if spec.in_custom and isinstance(custom, dict) else item
        names = [spec.name if spec.in_custom else spec.csl_name, *spec.csl_also.split()]
        values[spec.name] = next(filter(None, (_read(spec, held.get(name)) for name in names)), None)
    type_ = one_line(str(item.get("type") or ""))
    values["type"] = next((spec.name for spec in TYPES.values() if type_ in spec.csl_also.split()), type_)
    return {name: value for name, value in values.items() if value}


def _read(spec: FieldSpec, found: object) -> Value:
    if spec.kind is FieldKind.PEOPLE:
        return [_person(name) for name in found if name] if isinstance(found, list) else None
    if spec.kind is FieldKind.DATE:
        return _date(found if isinstance(found, dict) else {"raw": found})
    if not isinstance(found, str | int | float):
        return None
    text = one_line(without_markup(decoded_entities(str(found))) if isinstance(found, str) else str(found))
    return first_address(text) if spec.kind is FieldKind.ADDRESS else text


def _person(name: object) -> Value:
    """A name. A particle that sorts with the family name belongs to it, another one to the given name."""
    if not isinstance(name, dict):
        return one_line(str(name))

    def part(*names: str) -> str:
        return one_line(" ".join(str(name.get(one) or "") for one in names))

    family = part("non-dropping-particle", "family")
    given = part("given", "dropping-particle")
    if name.get("literal") or not given or not family:
        return part("literal") or family or given
    if name.get("static-ordering"):
        return f"{family} {given}"
    return {"family": family, "given": given, "suffix": part("suffix")}


def _date(date: Mapping[str, object]) -> str | None:
    """The first date, as exactly as it is known; a text that stands for one is judged like any other."""
    parts = date.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [one_line(str(part)) for part in parts[0] if part]
        # Their years need no zeros at the start.
        written = "-".join([numbers[0].zfill(4), *numbers[1:3]]) if numbers else ""
    else:
        written = one_line(str(date.get("raw") or date.get("literal") or date.get("edtf") or ""))
    return str(recorded_date(written) or written) or None
