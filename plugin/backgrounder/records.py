"""What people write in YAML: read as they wrote it, with its places, validated, never fatal.

Front matter, sidecars and the bibliography all come through here. Scalars are text (`NO`, `1984` and `2001-07-16` are
read as written); a mistake becomes a finding at its line and column, and the rest of the record is kept.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from backgrounder.findings import Finding, Place
from backgrounder.text.decode import one_line
from backgrounder.text.passage import LineIndex

Value = str | None | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_FENCE = re.compile(r"\A\ufeff?---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_DEEPEST = 20
"""Levels that a record may have."""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping somebody wrote. `places` leads from the path of each key and list item to where it stands.

    `repeated`: its own keys that stand there more than once; the first of them counts.
    """

    values: Mapping[str, Value]
    places: Mapping[Path, Place]
    start: Place
    findings: tuple[Finding, ...] = ()
    repeated: frozenset[str] = frozenset()

    @property
    def broken(self) -> bool:
        """Whether nothing could be read of what is there."""
        return bool(self.findings) and not self.values

    def place(self, *path: str | int) -> Place:
        """The place of a field, or of the nearest field around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.start)

    def without(self, paths: Iterable[Path]) -> Record:
        """The record without some fields, or items of fields; the places of later items move up with them."""
        gone = frozenset(paths)
        values = {key: value for key, value in self.values.items() if (key,) not in gone}
        moved: dict[Path, Path] = {}
        for key, value in values.items():
            if isinstance(value, list):
                left = [n for n in range(len(value)) if (key, n) not in gone]
                values[key] = [value[n] for n in left]
                moved |= dict.fromkeys(((key, n) for n in range(len(value))), ())
                moved |= {(key, n): (key, new) for new, n in enumerate(left)}
            elif isinstance(value, dict):
                values[key] = {name: inner for name, inner in value.items() if (key, name) not in gone}
        places = {
            (*to, *path[2:]): place for path, place in self.places.items() if (to := moved.get(path[:2], path[:2]))
        }
        return replace(self, values=values, places=places)


def front_matter(text: str) -> tuple[str, int] | None:
    """The YAML between the fences at a file's top, and the offset behind them; None where there is none."""
    match = _FENCE.match(text)
    return (match["yaml"], match.end()) if match else None


def without_comments(text: str) -> str:
    """A file's text with the comments of its front matter blanked, and every other character in its place."""
    end = found[1] if (found := front_matter(text)) else 0
    lines = (" " * len(line) if line.lstrip(" \t").startswith("#") else line for line in text[:end].split("\n"))
    return "\n".join(lines) + text[end:]


def read_record(text: str, path: str, first_line: int = 1) -> Record:
    """Reads a YAML mapping whose first line is line `first_line` of the file `path`. Never raises."""
    start = Place(path, first_line)
    reader = _Reader(path, first_line, text)
    try:
        _require_shallow(text)
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return Record({}, {}, start)
        if isinstance(node, yaml.MappingNode):
            values = reader.mapping(node, ())
            return Record(values, reader.places, start, tuple(reader.findings), frozenset(reader.repeated))
        wrong = Finding(start, "bad-yaml", "Write `field: value` lines here; this is no mapping.")
    except yaml.YAMLError as error:
        wrong = _syntax_finding(error, reader)
    except RecursionError:
        wrong = Finding(start, "bad-yaml", "This record is nested too deeply or contains itself; write it out.")
    return Record({}, {}, start, (wrong,))


def read_list(text: str) -> tuple[str, ...] | None:
    """The items of a YAML list of texts; None for anything else. An empty text is an empty list."""
    try:
        values = yaml.load(text, Loader=_Loader)  # noqa: S506 (all values as text)
    except (yaml.YAMLError, RecursionError):
        return None
    if values is None or values == "":
        return ()
    is_list = isinstance(values, list) and all(isinstance(value, str) for value in values)
    return tuple(one_line(value) for value in values) if is_list else None


def with_items(data: bytes, items: Sequence[str]) -> bytes:
    """A file with a list of texts, and the items at its end that it does not have in any case of letters.

    All else stays as it was. ValueError, with the end of a sentence about the file, if it cannot be.
    """
    try:
        text = data.decode("utf8")
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8; save it as such") from error
    there = read_list(text)
    if there is None:
        raise ValueError("is no list; write a line `- Name` for each name")
    known = {item.casefold() for item in there}
    new = {item.casefold(): item for item in reversed(items) if item.casefold() not in known}
    end = "\r\n" if "\r\n" in text else "\n"
    indent = next((line[: line.index("-")] for line in text.split("\n") if line.lstrip(" \t").startswith("- ")), "")
    lines = [f"{indent}- {flow(item)}{end}" for item in reversed(new.values())]
    added = "".join([text, end if text and not text.endswith("\n") else "", *lines]) if new else text
    if read_list(added) != (*there, *reversed(new.values())):
        raise ValueError("is not written as a line `- Name` for each name; add yours to it by hand")
    return added.encode()


def validate(
    record: Record, model: type[Model], also_allowed: frozenset[str] = frozenset()
) -> tuple[Model, Record, tuple[Finding, ...]]:
    """The record as a model, the record without what does not fit, and a finding for each of those things.

    Of a list or a mapping only the wrong item is left out. `also_allowed` names fields that belong to others (MkDocs' own
    front matter) and are passed over. The model must accept an empty record.
    """
    findings = list(record.findings)
    kept = record.without((key,) for key, value in record.values.items() if value is None or key in also_allowed)
    known = [field.alias or name for name, field in model.model_fields.items()]
    unknown = [key for key in kept.values if key not in known]
    for key in unknown:
        meant = _OTHER_WORDS.get(key.lower())
        hint = f"; write `{meant}:`." if meant in known else suggestion(key, [*known, *also_allowed], "; remove it.")
        findings.append(Finding(record.place(key), "unknown-field", f"Unknown field `{key}`{hint}"))
    kept = kept.without([(key,) for key in unknown])
    while True:
        try:
            return model.model_validate(kept.values), kept, tuple(findings)
        except ValidationError as error:
            # A name that is not known is told last, so that it is told instead of the one that is missing for its sake.
            problems = sorted(error.errors(), key=lambda problem: problem["type"] == "extra_forbidden")
            wrong = {_culprit(kept, problem["loc"]): problem for problem in problems}
            written = frozenset(part for path in kept.places for part in path if isinstance(part, str))
            findings += [_value_finding(kept, problem, culprit, written) for culprit, problem in wrong.items()]
            kept = kept.without(sorted(wrong, key=str))


def _culprit(record: Record, loc: Path) -> Path:
    """The path of what is to be left out: the item of a list or mapping that is wrong, or the field."""
    value = record.values.get(str(loc[0]))
    inner = range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
    return loc[:2] if len(loc) > 1 and loc[1] in inner else loc[:1]


def suggestion(word: str, known: Iterable[str], otherwise: str = ".") -> str:
    """The end of a sentence about an unknown word: `; did you mean ...?` if a known one is near."""
    from rapidfuzz import process  # noqa: PLC0415 (loaded when it is first needed)
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 (loaded when it is first needed)

    nearest = process.extractOne(
        word, sorted(known), processor=str.lower, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.6
    )
    return f"; did you mean `{nearest[0]}`?" if nearest else otherwise


def near(word: str, known: Iterable[str]) -> str:
    """The known word that is near an unknown one, in brackets for the middle of a sentence; nothing if none is."""
    found = suggestion(word, known, "")
    return f" ({found.removeprefix('; ')})" if found else ""


def flow(value: object) -> str:
    """A value as YAML on one line. A date is text in quotes, so that a year stays what was written."""
    written = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000)
    return written.removesuffix("\n...\n").strip()


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """The fast loader where libyaml is there; without resolvers, so that every scalar stays text."""


def _require_shallow(text: str, harmless: int = 2_000) -> None:
    """Refuses a record with too many levels. `harmless`: a length below which libyaml cannot run out of stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader) if len(text) > harmless else ():
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise RecursionError


class _Reader:
    def __init__(self, path: str, first_line: int, text: str) -> None:
        self.path = path
        self.first_line = first_line
        self.text = LineIndex(text)
        self.most = len(text) + 1  # more nodes than characters: aliases of aliases
        self.repeated: set[str] = set()
        self.places: dict[Path, Place] = {}
        self.findings: list[Finding] = []
        self.count = 0

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            place = self.at(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(place, "A field's name must be plain text; put it in quotation marks.")
                continue
            key = one_line(key_node.value)
            if key in values:
                self.repeated |= set() if path else {key}
                self.report(place, f"The field `{key}` stands here a second time; remove one.")
                continue
            self.places[(*path, key)] = place
            values[key] = self.value(value_node, (*path, key))
        return values

    def value(self, node: yaml.Node, path: Path) -> Value:
        self.count += 1
        if self.count > self.most or len(path) > _DEEPEST:
            raise RecursionError
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            self.places |= {(*path, number): self.at(child.start_mark) for number, child in enumerate(node.value)}
            return [self.value(child, (*path, number)) for number, child in enumerate(node.value)]
        plain = not getattr(node, "style", None)  # the fast loader writes None as an empty text
        if plain and node.end_mark.line > node.start_mark.line:
            self.swallowed(node)
        return None if plain and node.value in ("", "~", "null") else one_line(str(node.value))

    def swallowed(self, node: yaml.Node) -> None:
        """Reports lines that look like items of a list and are, for their indentation, part of the value above them."""
        first, _ = self.text.place(node.start_mark.index)
        last, _ = self.text.place(node.end_mark.index)
        for line in range(first + 1, last + 1):
            start = self.text.offset(line)
            written = self.text.text[start : self.text.offset(line + 1)]
            item = written.lstrip()
            place = Place(self.path, self.first_line + line - 1, len(written) - len(item) + 1)
            like_others = "indent it like the other lines that begin with `-`."
            if item.startswith("-") and item[1:2].isspace():
                self.report(place, f"This line goes on with the value above it; {like_others}")

    def report(self, place: Place, message: str) -> None:
        self.findings.append(Finding(place, "bad-yaml", message))

    def at(self, mark: yaml.Mark) -> Place:
        """Where a mark stands in the file. YAML ends lines at more characters than files do, so its own count is not theirs."""
        line, column = self.text.place(min(mark.index, len(self.text.text)))
        return Place(self.path, self.first_line + line - 1, column)


def _syntax_finding(error: yaml.YAMLError, reader: _Reader) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = reader.at(mark) if mark else Place(reader.path, reader.first_line)
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    cure = "indent with spaces" if "\\t" in reason or "tab" in reason else "quotation marks around the value often help"
    return Finding(place, "bad-yaml", f"This is no valid YAML ({reason}), so none of these fields is read; {cure}.")


def _value_finding(record: Record, problem: Mapping[str, Any], culprit: Path, written: Container[str | int]) -> Finding:
    """What is wrong with a value, and where. `written`: the names that stand in the record."""
    names = [part for part in problem["loc"] if isinstance(part, int) or part in written]
    field = "".join(f", item {part + 1}" if isinstance(part, int) else f" `{part}`" for part in names).lstrip(", ")
    plain = _PLAIN_WORDS.get(problem["type"])
    reason = plain.format(**problem.get("ctx", {})) if plain else problem["msg"].removeprefix("Value error, ")
    if problem["type"] == "missing":
        reason = f"`{problem['loc'][-1]}:` is missing"
    elif problem["type"] == "extra_forbidden":
        reason += near(str(problem["loc"][-1]), _INNER_FIELDS)
    elif problem["type"] == "literal_error":
        reason += near(str(problem["input"]), problem["ctx"]["expected"].split("'")[1::2])
    what = "this item" if len(culprit) > 1 else "the field"
    message = f"{field}: {reason[:1].lower()}{reason[1:].rstrip('.')}; {what} is left out."
    return Finding(record.place(*names), "bad-value", message)


_OTHER_WORDS = {
    other: field
    for field, others in {
        "issued": "date published year",
        "container_title": "source publication newspaper journal website",
        "url": "link address",
        "accessed": "collected retrieved",
        "rights": "copyright license licence",
        "author": "byline",
        "title": "headline",
        "language": "lang",
        "status": "draft",
        "tags": "keywords",
        "summary": "abstract description",
    }.items()
    for other in others.split()
}
"""What people write for fields whose names are CSL's."""
_INNER_FIELDS = ("at", "text", "name", "case", "shared", "family", "given")
"""The fields of the mappings that stand in lists: notes, aliases, authors."""
_PLAIN_WORDS = {
    "string_type": "write plain text here",
    "string_too_long": "write at most {max_length} characters",
    "tuple_type": "write a list here, such as `[one, two]`",
    "dict_type": "write `name: value` lines below it",
    "bool_parsing": "write true or false",
    "literal_error": "write {expected}",
    "extra_forbidden": "this name is not known here",
}


def items(record: Record) -> Iterator[tuple[str, Record]]:
    """Each key of a mapping of mappings, with its record."""
    places: dict[str | int, dict[Path, Place]] = {key: {} for key in record.values}
    for path, place in record.places.items():
        places[path[0]][path[1:]] = place
    for key, values in record.values.items():
        inner = places[key]
        yield key, Record(values if isinstance(values, dict) else {}, inner, inner.get((), record.start))
