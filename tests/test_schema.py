"""The JSON Schemas say what the models read: no field more, no field less, and what is right is right in both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from backgrounder.desk.schema import SCHEMAS
from backgrounder.glossary.entry import HOST_FIELDS, EntryFields, fields_of
from backgrounder.glossary.kinds import KINDS
from backgrounder.options import BackgrounderConfig, LinksConfig
from backgrounder.records import front_matter, read_record, validate
from backgrounder.seeds.read import SeedFields
from backgrounder.sources.source_fields import SourceFields
from conftest import ROOT, run

MODELS: dict[str, type[EntryFields | SeedFields]] = {"entry": fields_of(KINDS), "sidecar": SeedFields}


def valid(name: str, value: Any) -> bool:
    return jsonschema.Draft202012Validator(SCHEMAS[name]).is_valid(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas_with_descriptions(name: str) -> None:
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    fields = (schema["additionalProperties"] if name == "bibliography" else schema)["properties"]
    assert all(field.get("description") for key, field in fields.items() if key not in HOST_FIELDS)


def test_schemas_have_the_fields_of_the_models() -> None:
    assert set(SCHEMAS["entry"]["properties"]) == {*EntryFields.model_fields, *KINDS.facts} | HOST_FIELDS
    assert list(SCHEMAS["sidecar"]["properties"]) == list(SeedFields.model_fields)
    assert list(SCHEMAS["bibliography"]["additionalProperties"]["properties"]) == list(SourceFields.model_fields)
    assert list(SCHEMAS["configuration"]["properties"]) == [name for name, _ in BackgrounderConfig._schema]
    links = SCHEMAS["configuration"]["properties"]["links"]["anyOf"][0]
    assert list(links["properties"]) == [name for name, _ in LinksConfig._schema]


def test_the_examples_files_are_valid() -> None:
    entries = [path.read_text(encoding="utf8") for path in (ROOT / "docs" / "glossary").rglob("*.md")]
    heads = [found[0] for found in map(front_matter, entries) if found]
    assert len(heads) > 50
    for head in heads:
        assert valid("entry", yaml.load(head, Loader=yaml.BaseLoader)), head  # noqa: S506 (all values as text)
    for path in (ROOT / "seeds").glob("*.yml"):
        name = "bibliography" if path.name == "bibliography.yml" else "sidecar"
        value = yaml.load(path.read_text(encoding="utf8"), Loader=yaml.BaseLoader)  # noqa: S506 (all values as text)
        assert valid(name, value), path


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("entry", "title: X\nkind: person\naliases: [Y, {name: Z, shared: true}]\nfacts: {Office: Chair}", True),
        ("entry", "title: 1984\nparties: Russia\nsigned: 2001-07-16\nwikidata: Q1", True),
        ("entry", "titel: X", False),
        ("entry", "kind: persn", None),
        ("entry", "wikidata: 1", False),
        ("entry", "signed: yesterday", False),
        ("sidecar", "author: [A, {family: B, given: C}]\nissued: 2021-10\npublish: excerpt\nkeep: mojibake", True),
        ("sidecar", "title:\nauthor:\nissued: 2021", True),
        ("sidecar", "notes: {at: x, text: y}\nlinks: {a: b}\nnolink: [c]", True),
        ("sidecar", "notes: [{at: x, txt: y}]", False),
        ("sidecar", "publish: exerpt", False),
        ("sidecar", "keep: [mojibak]", False),
        ("sidecar", "url: ftp://e.org", False),
        ("sidecar", "author: {famly: X}", False),
    ],
)
def test_schema_and_model_agree(name: str, text: str, right: bool | None) -> None:  # noqa: FBT001 (a parameter of the test)
    """`None`: the model takes any text, because the reader of entries judges the kind by itself."""
    _, _, findings = validate(read_record(text, "x.yml"), MODELS[name], HOST_FIELDS if name == "entry" else frozenset())
    assert (not findings) == (right is not False)
    assert valid(name, yaml.load(text, Loader=yaml.BaseLoader)) == bool(right)  # noqa: S506 (all values as text)


def test_schemas_on_the_command_line(tmp_path: Path) -> None:
    done = run(tmp_path, "backgrounder", "schema", "sidecar")
    assert done.returncode == 0
    assert json.loads(done.stdout) == SCHEMAS["sidecar"]
