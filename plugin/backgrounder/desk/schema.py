"""JSON Schemas of what editors write, so that their editors can complete and check it.

The fields are those of the models that read them; what each is for is said here. A schema is looser than the model where
YAML is: a number or a date without quotation marks is text for this program, and a field without a value is not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from backgrounder.desk.preview import EDITORS
from backgrounder.findings import DEFAULT_LEVELS, Level
from backgrounder.glossary.entry import HOST_FIELDS, EntryFields
from backgrounder.glossary.kinds import KINDS, FactType, Group, Kinds
from backgrounder.seeds.cleaning.clean import SWITCHES
from backgrounder.seeds.fields import SeedFields
from backgrounder.site.labels import CATEGORIES, LABELS, may_be_plural
from backgrounder.sources.source import FieldKind, Person, SourceFields, specs_of
from backgrounder.sources.types import TYPES

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _one_of(*words: str) -> Schema:
    return {"enum": list(words)}


def _one_or_more(value: Schema) -> Schema:
    return {"anyOf": [*value.get("anyOf", [value]), {"type": "array", "items": value}]}


def _map_of(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def _only(properties: Mapping[str, Schema], *required: str) -> Schema:
    """A mapping with some fields and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


_STRING: Schema = {"type": "string"}
_SWITCH: Schema = {"type": "boolean"}
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TEXTS = _one_or_more(_TEXT)
_DATE: Schema = {
    "anyOf": [
        {
            "type": "string",
            "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
            "examples": ["2021-10-12"],
        },
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]
}
_PUBLISH = _one_of("full", "excerpt", "none")
_CASE = _one_of("sensitive", "insensitive")
_STEP = _one_of(*SWITCHES)
_NOTE = _only(
    {
        "at": {**_TEXT, "description": "The words of the text that the note is about."},
        "text": {**_TEXT, "description": "The note: text with *emphasis*, links to web addresses, and citations."},
    },
    *("at", "text"),
)
_ALIAS_FIELDS = {"name": _TEXT, "case": _CASE, "shared": {"enum": [True, False, "true", "false"]}}
_ALIAS: Schema = {"anyOf": [_TEXT, _only(_ALIAS_FIELDS, "name")]}
_PERSON: Schema = {"anyOf": [_STRING, _only(dict.fromkeys(Person.__dataclass_fields__, _TEXT), "family")]}
_OF_A_SOURCE: Mapping[FieldKind, Schema] = {
    **dict.fromkeys((FieldKind.TEXT, FieldKind.TITLE, FieldKind.PAGES), _TEXT),
    FieldKind.PEOPLE: _one_or_more(_PERSON),
    FieldKind.DATE: _DATE,
    FieldKind.ADDRESS: {"type": "string", "pattern": "^https?://"},
    FieldKind.DOI: {"type": "string", "pattern": r"10\.\d{4,9}/\S+"},
    FieldKind.KEY: {"type": "string", "pattern": r"^[^\W_]\S*$"},
    FieldKind.TYPE: _one_of(*TYPES),
}
"""By their kinds, the values of the fields that tell of a work."""
_SEED: Mapping[str, tuple[Schema, str]] = {
    "summary": (_TEXT, "A sentence or two of the editor's, above the text."),
    "tags": (_TEXTS, "Tags, for Material's tags plugin."),
    "status": (_one_of("draft", "review", "published"), "A draft is shown in the preview only."),
    "publish": (_PUBLISH, "What readers get: the text, its beginning, or its reference."),
    "links": (_map_of(_TEXT), "What a name leads to in this article: words of the text, and an entry."),
    "nolink": (_TEXTS, "Names that are not linked in this article."),
    "keep": (_one_or_more(_STEP), "Steps of cleaning that are switched off."),
    "notes": (_one_or_more(_NOTE), "The editor's notes, which become footnotes."),
}
_ENTRY: Mapping[str, tuple[Schema, str]] = {
    "title": (_TEXT, "The name of the entry, and the title of its page."),
    "aliases": ({"anyOf": [_ALIAS, {"type": "array", "items": _ALIAS}]}, "Other names."),
    "surname": (_TEXT, "The surname, where it is not the last word of the title."),
    "demonyms": (_TEXTS, "Words for the people, such as Russian."),
    "metonyms": (_TEXTS, "Seats that stand for the government, such as Moscow."),
    "case": (_CASE, "Whether capitals matter in the names."),
    "never": (_TEXTS, "Phrases in which a name of the entry is no mention."),
    "wikidata": ({"type": "string", "pattern": r"^Q\d+$"}, "The id in Wikidata."),
    "facts": (_map_of(_TEXT), "The fact box: labels, and text in Markdown."),
    "tags": (_TEXTS, "Tags, for Material's tags plugin."),
    "status": (_TEXT, "Recorded, without effect."),
}


def _label(name: str) -> Schema:
    text: Schema = {"type": "string", "minLength": 1}
    by_category = _only(dict.fromkeys(CATEGORIES, _STRING), "other")
    return {"anyOf": [text, by_category]} if may_be_plural(name) else text


_FACT_TYPE = _one_of(*FactType)
_FACTS = _map_of({"anyOf": [_FACT_TYPE, _only({"type": _FACT_TYPE, "label": _STRING})]})
_KIND_OPTIONS: Schema = {
    "label": {**_STRING, "description": "What pages call one of the kind."},
    "plural": {**_STRING, "description": "What pages call several of it."},
    "group": {**_one_of(*get_args(Group)), "description": "The page that lists them."},
    "schema": {**_STRING, "description": "The type of schema.org, such as Vehicle."},
    "facts": {**_FACTS, "description": "Facts by their keys, each with its type."},
}
_KIND: Schema = {**_only(_KIND_OPTIONS), "type": ["object", "null"]}
_LEVELS = _one_of(*(level.word for level in Level))
_LINKS: Mapping[str, tuple[Schema, str]] = {
    "scope": (_one_of("page", "section"), "One link for each entry on a page, or in each of its sections."),
    "quotations": (_one_of("fallback", "always", "never"), "Whether names in direct speech become links."),
    "demonyms": (_SWITCH, "Whether demonyms become links."),
    "metonyms": (_SWITCH, "Whether metonyms become links."),
    "tables": (_SWITCH, "Whether names in tables become links."),
    "footnotes": (_SWITCH, "Whether names in footnotes become links."),
    "most": ({"type": "integer", "minimum": 0}, "The most links in one paragraph; 0 for any number."),
}
_OPTIONS: Mapping[str, tuple[Schema, str]] = {
    "seeds": (_STRING, "The folder of the seeds, beside mkdocs.yml."),
    "glossary": (_STRING, "The folder of the entries, below docs_dir."),
    "bibliography": ({"type": "array", "items": _STRING}, "Files of reference managers: CSL-JSON, BibTeX."),
    "keep": ({"type": "array", "items": _STEP}, "Steps of cleaning that are switched off for all seeds."),
    "publish": (_PUBLISH, "What readers get of a text whose sidecar does not say."),
    "editor": (
        {"anyOf": [_one_of(*EDITORS), {"type": "string", "pattern": r"\{path\}"}]},
        "The editor in which the preview opens files.",
    ),
    "links": (
        _only({name: {**schema, "description": told} for name, (schema, told) in _LINKS.items()}),
        "Which mentions become links.",
    ),
    "labels": (_only({name: _label(name) for name in LABELS}), "Words that the program puts on pages, by their names."),
    "kinds": (
        _map_of(_KIND),
        "Kinds of entries that the site has beside those of the program, and facts of kinds, by their keys.",
    ),
    "findings": (_only(dict.fromkeys(DEFAULT_LEVELS, _LEVELS)), "Levels of findings by code."),
}


def _object(title: str, fields: Mapping[str, tuple[Schema, str]], also: Iterable[str] = ()) -> Schema:
    """The schema of a mapping. Any field may be there without a value. `also`: fields that belong to others."""
    properties = {
        name: {"anyOf": [schema, {"type": "null"}], "description": told} for name, (schema, told) in fields.items()
    }
    return {"title": title, **_only(properties | {name: {} for name in sorted(also)})}


def _named(fields: Iterable[str], *tables: Mapping[str, tuple[Schema, str]]) -> Mapping[str, tuple[Schema, str]]:
    """What is said of the fields of a model."""
    known = {name: value for table in tables for name, value in table.items()}
    return {name: known[name] for name in fields}


_SOURCE = {spec.name: (_OF_A_SOURCE[spec.kind], spec.description) for spec in specs_of(SourceFields)}
_OF_A_FACT: Mapping[FactType, Schema] = {FactType.DATE: _DATE, FactType.ENTRIES: _TEXTS}


def schema_of_entries(kinds: Kinds) -> Schema:
    """The schema of the front matter of entries, which have the facts of these kinds."""
    kind: tuple[Schema, str] = (_one_of(*kinds.by_key), "What the entry is about.")
    facts = {key: (_OF_A_FACT.get(fact.type, _TEXT), fact.description) for key, fact in kinds.facts.items()}
    fields = _named(EntryFields.model_fields, {**_ENTRY, "kind": kind})
    return {"$schema": _DRAFT} | _object("The front matter of a glossary entry", {**fields, **facts}, HOST_FIELDS)


SCHEMAS: Mapping[str, Schema] = {
    "entry": schema_of_entries(KINDS),
    "sidecar": {"$schema": _DRAFT}
    | _object("The sidecar or front matter of a seed", _named(SeedFields.model_fields, _SOURCE, _SEED)),
    "bibliography": {
        "$schema": _DRAFT,
        "title": "seeds/bibliography.yml",
        "type": "object",
        "propertyNames": _OF_A_SOURCE[FieldKind.KEY],
        "additionalProperties": _object("A work", _named(SourceFields.model_fields, _SOURCE)),
    },
    "configuration": {"$schema": _DRAFT} | _object("The options of the plugin in mkdocs.yml", _OPTIONS),
}
"""The schemas by name."""
