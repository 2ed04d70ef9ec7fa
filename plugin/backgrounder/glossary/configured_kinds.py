"""The kinds and facts that a configuration adds to those that the program has; a mistake in it is one sentence."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from backgrounder.glossary.entry import HOST_FIELDS, EntryFields
from backgrounder.glossary.kinds import FactSpec, FactType, Group, Kinds, KindSpec
from backgrounder.records import suggestion
from backgrounder.unclear_publication import means_publication


class MistakeError(Exception):
    """What is wrong with the kinds of a configuration, in one sentence."""


def with_configured(kinds: Kinds, written: Any, taken: Container[str]) -> Kinds:
    """The kinds with those that a configuration adds, and their facts. MistakeError, in one sentence, for what cannot be.

    `taken`: names that pages use for something else, so that no kind can have them as its key.
    """
    if not isinstance(written, dict):
        raise MistakeError("write kinds by their keys, each with its options, such as `ship: {label: Ship}`.")
    rows = dict(kinds.by_key)
    facts = dict(kinds.facts)
    for key, options in written.items():
        _require_word(key, "ship")
        if key in taken:
            raise MistakeError(f"`{key}` is a name that pages use for something else; choose another key.")
        row = rows.get(key)
        given = _options(key, options, is_new=row is None)
        if row is None and "label" not in given and (meant := suggestion(key, kinds.by_key, "")):
            raise MistakeError(f"there is no kind `{key}`{meant} A kind of your own with that key needs a `label`.")
        added = tuple(_facts(key, given.get("facts", {}), facts))
        facts |= {fact.key: fact for fact in added}
        rows[key] = _with_facts(row or _row(key, given), added)
    return Kinds(tuple(rows.values()), kinds.common)


def _require_word(key: Any, example: str) -> None:
    """Keys stand in addresses, in style sheets and in front of colons."""
    if not (isinstance(key, str) and key.isidentifier() and key == key.lower() and not key.startswith("_")):
        raise MistakeError(f"`{key}` is no key; write small letters, digits and underscores, such as `{example}`.")


def _options(key: str, written: Any, *, is_new: bool) -> Mapping[str, Any]:
    """What is said of a kind, without what has no value. Of one that the program has, only more facts can be."""
    known = ("label", "plural", "group", "schema", "facts")
    if not isinstance(written, dict | None):
        raise MistakeError(f"`{key}` needs options below it, such as `label:` and `facts:`.")
    options = {name: value for name, value in (written or {}).items() if value is not None}
    for name in options:
        if name not in known:
            meant = suggestion(str(name), known if is_new else ("facts",))
            raise MistakeError(f"`{key}` has no option `{name}`{meant}")
        if name != "facts" and not is_new:
            message = f"`{key}` is a kind that the program has; only `facts` can be added to it, not `{name}`."
            raise MistakeError(message)
    return options


def _row(key: str, options: Mapping[str, Any]) -> KindSpec:
    """A new kind without its facts."""
    label = _text(key, options, "label", otherwise=key.replace("_", " ").capitalize())
    plural = _text(key, options, "plural", otherwise=label)
    group = _text(key, options, "group", otherwise="glossary")
    groups = get_args(Group)
    if group not in groups:
        hint = suggestion(group, groups, f"; write one of {', '.join(groups)}.")
        raise MistakeError(f"`{key}`: there is no group `{group}`{hint}")
    schema = _text(key, options, "schema", otherwise="Thing")
    if not (schema.isascii() and schema.isalnum() and schema[0].isupper()):
        raise MistakeError(f"`{key}`: `schema` needs the name of a type of schema.org, such as `Vehicle`.")
    return KindSpec(key, label, plural, cast("Group", group), schema=schema)


def _text(key: str, options: Mapping[str, Any], name: str, otherwise: str) -> str:
    text = options.get(name, otherwise)
    if not isinstance(text, str) or not text.strip():
        raise MistakeError(f"`{key}`: `{name}` needs a text.")
    return text.strip()


def _with_facts(kind: KindSpec, added: tuple[FactSpec, ...]) -> KindSpec:
    """A kind with more facts, which editors are asked for. One that it has already keeps its place, and its property."""
    own = {fact.key: fact for fact in kind.facts}
    more = {fact.key: fact if fact.key in own else replace(fact, schema=None) for fact in added}
    asked = (*kind.asked, *(key for key in more if key not in own))
    return replace(kind, facts=tuple((own | more).values()), asked=asked)


def _facts(kind: str, written: Any, known: Mapping[str, FactSpec]) -> Iterator[FactSpec]:
    """The facts of a kind. `known`: those that there are, by their keys: one key is one fact, whatever the kind."""
    if not isinstance(written, dict):
        raise MistakeError(f"`{kind}`: `facts` needs lines such as `launched: date` below it.")
    for key, told in written.items():
        _require_word(key, "launched")
        where = f"`{kind}`: `{key}`"
        if key in EntryFields.model_fields or key in HOST_FIELDS or key == "other_names":
            raise MistakeError(f"{where} is a field of entries already; choose another key for this fact.")
        if means_publication(key):
            raise MistakeError(f"{where} reads as if it said who may see an entry; choose another key for this fact.")
        type_, label = _type_and_label(where, told)
        there = known.get(key)
        if there and there.type is not type_:
            raise MistakeError(f"{where} is a fact of type `{there.type}`; write that, or choose another key.")
        usual = key.replace("_", " ").capitalize()
        fact = there or FactSpec(key, type_, usual, "A fact that the configuration of the site adds.")
        yield fact.called(label) if label else fact


def _type_and_label(where: str, told: Any) -> tuple[FactType, str]:
    """What is said of a fact: its type, or a mapping with its type and its label."""
    types = list(FactType)
    if not isinstance(told, dict):
        told = {"type": told}
    for name in told:
        if name not in ("type", "label"):
            raise MistakeError(f"{where} has no option `{name}`{suggestion(str(name), ('type', 'label'))}")
    type_, label = told.get("type", FactType.TEXT), told.get("label", "")
    if not isinstance(type_, str):
        raise MistakeError(f"{where} needs one type; write one of {', '.join(types)}.")
    if type_ not in types:
        hint = suggestion(str(type_), types, f"; write one of {', '.join(types)}.")
        raise MistakeError(f"{where}: there is no type `{type_}`{hint}")
    if not isinstance(label, str):
        raise MistakeError(f"{where}: `label` needs a text.")
    return FactType(type_), label.strip()
