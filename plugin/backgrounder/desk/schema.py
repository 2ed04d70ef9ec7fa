"""JSON Schemas of what editors write, so that their editors can complete and check it.

The fields are those of the models that read them; what each is for is said here. A schema is looser than the model where
YAML is: a number or a date without quotation marks is text for this program, and a field without a value is not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from backgrounder.desk.preview import EDITORS
from backgrounder.findings import DEFAULT_LEVELS, Level
from backgrounder.glossary.entry import HOST_FIELDS
from backgrounder.glossary.kinds import KINDS, FactType, Group, Kinds
from backgrounder.seeds.article import Publish
from backgrounder.seeds.cleaning.clean import SWITCHES
from backgrounder.site.labels import CATEGORIES, LABELS, may_be_plural
from backgrounder.sources.source_fields import TYPES, FieldKind, Person, SourceFields, specs_of

Schema = dict[str, Any]
Fields = Mapping[str, tuple[Schema, str]]
"""The fields of a mapping, each with its schema and what it is for."""


def _one_of(*words: str) -> Schema:
    return {"enum": list(words)}


def _one_or_more(value: Schema) -> Schema:
    return {"anyOf": [*value.get("anyOf", [value]), {"type": "array", "items": value}]}


def _map_of(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def _only(properties: Schema, *required: str) -> Schema:
    """A mapping with some fields and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


def _described(fields: Fields) -> Schema:
    return {name: {**schema, "description": description} for name, (schema, description) in fields.items()}


def _document(title: str, fields: Fields, also: Iterable[str] = ()) -> Schema:
    """The schema of a mapping. Any field may be there without a value. `also`: fields that belong to others."""
    or_nothing = {name: ({"anyOf": [schema, {"type": "null"}]}, what) for name, (schema, what) in fields.items()}
    return {"title": title, **_only(_described(or_nothing) | {name: {} for name in sorted(also)})}


_DRAFT: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
_STRING: Schema = {"type": "string"}
_SWITCH: Schema = {"type": "boolean"}
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TEXTS = _one_or_more(_TEXT)
_DAY = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
_DATE: Schema = {
    "anyOf": [
        {"type": "string", "pattern": _DAY, "examples": ["2021-10-12"]},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]
}


def schema_of_entries(kinds: Kinds) -> Schema:
    """The schema of the front matter of entries, which have the facts of these kinds."""
    case = _one_of("sensitive", "insensitive")
    shared = {"enum": [True, False, "true", "false"]}
    alias: Schema = {"anyOf": [_TEXT, _only({"name": _TEXT, "case": case, "shared": shared}, "name")]}
    of_a_fact = {FactType.DATE: _DATE, FactType.ENTRIES: _TEXTS}
    fields: Fields = {
        "title": (_TEXT, "The name of the entry, and the title of its page."),
        "kind": (_one_of(*kinds.by_key), "What the entry is about."),
        "aliases": ({"anyOf": [alias, {"type": "array", "items": alias}]}, "Other names."),
        "surname": (_TEXT, "The surname, where it is not the last word of the title."),
        "demonyms": (_TEXTS, "Words for the people, such as Russian."),
        "metonyms": (_TEXTS, "Seats that stand for the government, such as Moscow."),
        "case": (case, "Whether capitals matter in the names."),
        "never": (_TEXTS, "Phrases in which a name of the entry is no mention."),
        "formerly": (_TEXTS, "Names that the file had before: their addresses lead to the entry."),
        "wikidata": ({"type": "string", "pattern": r"^Q\d+$"}, "The id in Wikidata."),
        "facts": (_map_of(_TEXT), "The fact box: labels, and text in Markdown."),
        "tags": (_TEXTS, "Tags, for Material's tags plugin."),
        "status": (_TEXT, "Recorded, without effect."),
        **{key: (of_a_fact.get(fact.type, _TEXT), fact.description) for key, fact in kinds.facts.items()},
    }
    return _DRAFT | _document("The front matter of a glossary entry", fields, HOST_FIELDS)


def _schema_of_sidecars() -> Schema:
    note: Fields = {
        "at": (_TEXT, "The words of the text that the note is about."),
        "text": (_TEXT, "The note: text with *emphasis*, links to web addresses, and citations."),
    }
    fields: Fields = {
        **_of_a_work(),
        "summary": (_TEXT, "A sentence or two of the editor's, above the text."),
        "tags": (_TEXTS, "Tags, for Material's tags plugin."),
        "status": (_one_of("draft", "review", "published"), "A draft is shown in the preview only."),
        "publish": (_one_of(*get_args(Publish)), "What readers get: the text, its beginning, or its reference."),
        "links": (_map_of(_TEXT), "What a name leads to in this article: words of the text, and an entry."),
        "nolink": (_TEXTS, "Names that are not linked in this article."),
        "formerly": (_TEXTS, "Names that the seed had before: their addresses lead to the article."),
        "sha256": (
            {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
            "The seed's checksum, by which it is known again.",
        ),
        "keep": (_one_or_more(_one_of(*SWITCHES)), "Steps of cleaning that are switched off."),
        "notes": (_one_or_more(_only(_described(note), *note)), "The editor's notes, which become footnotes."),
    }
    return _DRAFT | _document("The sidecar or front matter of a seed", fields)


def _schema_of_bibliographies() -> Schema:
    fields = _of_a_work()
    works = {"propertyNames": fields["id"][0], "additionalProperties": _document("A work", fields)}
    return _DRAFT | {"title": "seeds/bibliography.yml", "type": "object", **works}


def _of_a_work() -> Fields:
    """The fields that tell of a work. Their values follow from their kinds."""
    person = _only(dict.fromkeys(Person.__dataclass_fields__, _TEXT), "family")
    values: Mapping[FieldKind, Schema] = {
        **dict.fromkeys((FieldKind.TEXT, FieldKind.TITLE, FieldKind.PAGES), _TEXT),
        FieldKind.PEOPLE: _one_or_more({"anyOf": [_STRING, person]}),
        FieldKind.DATE: _DATE,
        FieldKind.ADDRESS: {"type": "string", "pattern": "^https?://"},
        FieldKind.DOI: {"type": "string", "pattern": r"10\.\d{4,9}/\S+"},
        FieldKind.KEY: {"type": "string", "pattern": r"^[^\W_]\S*$"},
        FieldKind.TYPE: _one_of(*TYPES),
    }
    return {spec.name: (values[spec.kind], spec.description) for spec in specs_of(SourceFields)}


def _schema_of_options() -> Schema:
    links: Fields = {
        "scope": (_one_of("page", "section"), "One link for each entry on a page, or in each of its sections."),
        "quotations": (_one_of("fallback", "always", "never"), "Whether names in direct speech become links."),
        "demonyms": (_SWITCH, "Whether demonyms become links."),
        "metonyms": (_SWITCH, "Whether metonyms become links."),
        "tables": (_SWITCH, "Whether names in tables become links."),
        "footnotes": (_SWITCH, "Whether names in footnotes become links."),
        "most": ({"type": "integer", "minimum": 0}, "The most links in one paragraph; 0 for any number."),
    }
    editor = {"anyOf": [_one_of(*EDITORS), {"type": "string", "pattern": r"\{path\}"}]}
    label: Schema = {"type": "string", "minLength": 1}
    plural = {"anyOf": [label, _only(dict.fromkeys(CATEGORIES, _STRING), "other")]}
    labels = {name: plural if may_be_plural(name) else label for name in LABELS}
    levels = dict.fromkeys(DEFAULT_LEVELS, _one_of(*(level.word for level in Level)))
    options: Fields = {
        "seeds": (_STRING, "The folder of the seeds, beside mkdocs.yml."),
        "glossary": (_STRING, "The folder of the entries, below docs_dir."),
        "bibliography": ({"type": "array", "items": _STRING}, "Files of reference managers: CSL-JSON, BibTeX."),
        "keep": (
            {"type": "array", "items": _one_of(*SWITCHES)},
            "Steps of cleaning that are switched off for all seeds.",
        ),
        "publish": (_one_of(*get_args(Publish)), "What readers get of a text whose sidecar does not say."),
        "editor": (editor, "The editor in which the preview opens files."),
        "links": (_only(_described(links)), "Which mentions become links."),
        "labels": (_only(labels), "Words that the program puts on pages, by their names."),
        "kinds": (
            _map_of(_of_a_kind()),
            "Kinds of entries that the site has beside those of the program, and facts of kinds, by their keys.",
        ),
        "findings": (_only(levels), "Levels of findings by code."),
    }
    return _DRAFT | _document("The options of the plugin in mkdocs.yml", options)


def _of_a_kind() -> Schema:
    type_ = _one_of(*FactType)
    fact: Schema = {"anyOf": [type_, _only({"type": type_, "label": _STRING})]}
    options: Fields = {
        "label": (_STRING, "What pages call one of the kind."),
        "plural": (_STRING, "What pages call several of it."),
        "group": (_one_of(*get_args(Group)), "The page that lists them."),
        "schema": (_STRING, "The type of schema.org, such as Vehicle."),
        "facts": (_map_of(fact), "Facts by their keys, each with its type."),
    }
    return {**_only(_described(options)), "type": ["object", "null"]}


SCHEMAS: Mapping[str, Schema] = {
    "entry": schema_of_entries(KINDS),
    "sidecar": _schema_of_sidecars(),
    "bibliography": _schema_of_bibliographies(),
    "configuration": _schema_of_options(),
}
"""The schemas by name."""
