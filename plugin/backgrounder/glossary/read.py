"""Markdown files to entries, and what is wrong between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import yaml

from backgrounder.findings import Finding, Place
from backgrounder.glossary.entry import HOST_FIELDS, Entry, EntryFields, Form, Name, WrittenFact, fields_of
from backgrounder.glossary.kinds import CONCEPT, KINDS, PERSON, Kinds, KindSpec
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.personal_names import compound_surname, surname_of
from backgrounder.records import Record, front_matter, read_record, suggestion, validate
from backgrounder.text.decode import INFERRED_ENCODING, UNDECODABLE, UNSHOWABLE, decode
from backgrounder.text.folding import fold_name, lower
from backgrounder.unclear_publication import is_status, is_unclear, speaks_of_publication

_HostLoader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MORE_THAN_TEXT = re.compile(r"[!=?&*]|<<|\d-\d|[\[{,]\s*[\[{]")
"""What the host's loader makes more of than text, and may fail at: tags, dates, merged fields, keys that are lists."""
_WITHHELD = "Whether readers may have this entry cannot be read, so they do not get it; mend `status:`, or what is wrong around it."


class ReadEntry(NamedTuple):
    """An entry and what to say of its file."""

    entry: Entry
    findings: tuple[Finding, ...]


def read_entry(
    path: str, uri: str, slug: str, data: bytes, *, kinds: Kinds = KINDS, lexicon: Lexicon = ENGLISH
) -> ReadEntry:
    """Reads one entry. Never raises: a file with mistakes is an entry with less in it."""
    try:
        text, guessed = decode(data)
    except ValueError:
        finding = Finding(Place(path), "undecodable", UNDECODABLE)
        return ReadEntry(Entry(path, uri, slug, PurePosixPath(slug).name, CONCEPT, ()), (finding,))
    file = _File(path, text.removeprefix("\ufeff"))
    fields, record, findings = validate(file.written, fields_of(kinds), HOST_FIELDS)
    problems = list(findings)
    if guessed:
        problems.append(Finding(Place(path), "inferred-encoding", INFERRED_ENCODING.format(guessed)))
    unclear = file.is_unclear(record) or not is_status(fields.status)
    if unclear:
        problems.append(Finding(record.place("status") if fields.status else Place(path), "withheld", _WITHHELD))
    title = fields.title or _stand_in(file.body, slug)
    kind = kinds.by_key.get(fields.kind or "", kinds.by_key[CONCEPT.key])
    if not record.broken:
        problems += _missing(fields, record, path, title, kinds.by_key)
    entry = Entry(
        path=path,
        uri=uri,
        slug=slug,
        title=title,
        kind=kind,
        names=_names(title, kind, fields, record, lexicon),
        facts={key: value for key in kinds.facts_of(kind) if (value := getattr(fields, f"fact_{key}"))},
        written=tuple(_written(fields, record, kind, kinds)),
        never=tuple((phrase, record.place("never", n)) for n, phrase in enumerate(fields.never)),
        formerly=tuple((name, record.place("formerly", n)) for n, name in enumerate(fields.formerly)),
        wikidata=fields.wikidata,
        tags=fields.tags,
        definition=definition(file.body),
        text=file.text,
        body_start=file.body_start,
        broken=record.broken,
        draft=unclear or fields.status == "draft",
        rewritten=record.broken or not file.can_be_read,
    )
    return ReadEntry(entry, tuple(problems))


class _File:
    """A file's front matter (`head`: its YAML; `before`: white space above it; `is_open`: it never ends) and body."""

    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self.before = len(text) - len(text.lstrip())
        self.head, length = front_matter(text[self.before :]) or ("", 0)
        self.body_start = self.before + length if length else 0
        self.body = text[self.body_start :]
        first_line, ends, _ = text.partition("\n")
        self.is_open = not length and bool(ends) and first_line.rstrip(" \t") == "---"
        line = 2 + text.count("\n", 0, self.before)
        unclosed = Finding(Place(path), "bad-yaml", "The front matter is not closed; write a line `---` below it.")
        nothing = Record({}, {}, Place(path), (unclosed,) if self.is_open else ())
        self.written = read_record(self.head, path, line) if self.head else nothing

    def is_unclear(self, valid: Record) -> bool:
        """Whether it says of publication what cannot be read. `valid`: what was written, without what does not fit."""
        if valid.broken:
            return speaks_of_publication(self.text.partition("\n\n")[0] if self.is_open else self.head)
        return is_unclear(self.written, valid, {"facts", *HOST_FIELDS})

    @property
    def can_be_read(self) -> bool:
        """Whether the host can read the front matter, which it would print on the page if it could not."""
        if self.body_start and (self.before or self.text[self.body_start - 1] != "\n"):
            return False
        if not _MORE_THAN_TEXT.search(self.head):
            return True
        with suppress(yaml.YAMLError, ValueError):
            yaml.load(self.head, Loader=_HostLoader)  # noqa: S506 (a safe one)
            return True
        return False


def collisions(entries: Iterable[Entry]) -> tuple[Finding, ...]:
    """A finding for every title or alias that two entries claim without both saying `shared: true`."""
    owners: dict[str, list[tuple[Entry, Name]]] = defaultdict(list)
    for entry in entries:
        for name in entry.names:
            if name.form in (Form.TITLE, Form.ALIAS):
                owners[lower(fold_name(name.text))].append((entry, name))
    findings = []
    for claims in owners.values():
        for name, earlier, other in _clashes(claims):
            titles = Form.TITLE in (name.form, other.form)
            cure = "give the entries titles that differ" if titles else "mark the alias `shared: true` in both"
            message = (
                f"The name `{name.text}` is also the {other.form.value} of {earlier.title} ({other.place}); "
                f"remove it from one of them, or {cure}."
            )
            findings.append(Finding(name.place, "duplicate-name", message))
    return tuple(findings)


def _clashes(claims: Sequence[tuple[Entry, Name]]) -> Iterator[tuple[Name, Entry, Name]]:
    """Of names that differ at most in case, each with the first before it that cannot be there beside it.

    Of those that differ in nothing that matters here only the first is looked at again, and the first of another entry.
    """
    first: dict[tuple[str | None, bool], list[int]] = defaultdict(list)
    for number, (entry, name) in enumerate(claims):
        # Names in any case answer to all; those that are case-sensitive to their own spelling, and to names in any case.
        spelling = fold_name(name.text) if name.case_sensitive else ""
        alike = (spelling, "") if spelling else (None,)
        seen = [at for kind in alike for shared in {False, not name.shared} for at in first[kind, shared]]
        others = [at for at in seen if claims[at][0].path != entry.path]
        if others:
            yield name, *claims[min(others)]
        for kept in (first[spelling, name.shared], first[None, name.shared]):
            if not kept or (len(kept) == 1 and claims[kept[0]][0].path != entry.path):
                kept.append(number)


def definition(body: str) -> str:
    """The first paragraph as plain text: without headings, footnotes, citations, links and emphasis."""
    for _, lines in groupby(UNSHOWABLE.sub("", body).split("\n"), key=lambda line: not line.strip(" \t")):
        text = "\n".join(lines).strip()
        if not text or text.startswith(("#", "<!--", "[^", "!", "```", ":::")):
            continue
        text = re.sub(r"\[[@^][^\[\]]*\]", "", text)
        text = re.sub(r"!?\[([^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*+\)|\[[^\[\]]*\])(?:\{[^{}]*\})?", r"\1", text)
        text = re.sub(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))", "", text)
        return " ".join(re.sub(r"\\([^\w\s])", r"\1", text).split())
    return ""


def _stand_in(body: str, slug: str) -> str:
    """What an entry without a title is called: its first heading, or the name of its file."""
    lines = UNSHOWABLE.sub("", body).split("\n")
    heading = next((line[2:] for line in lines if line.startswith(("# ", "#\t"))), "")
    title = heading.partition("{")[0].strip().rstrip("#").strip()
    return title or PurePosixPath(slug).name.replace("-", " ")


def _missing(fields: EntryFields, record: Record, path: str, title: str, known: Collection[str]) -> Iterator[Finding]:
    """What to say of an entry that has no title, or no kind that is known."""
    if not fields.title:
        yield Finding(Place(path), "missing-title", f"This entry has no `title:`; `{title}` stands in for it.")
    choice = f"; write one of {', '.join(known)}."
    if not fields.kind:
        yield Finding(Place(path), "missing-kind", f"This entry has no `kind:`{choice}")
    elif fields.kind not in known:
        hint = suggestion(fields.kind, known, choice)
        yield Finding(record.place("kind"), "unknown-kind", f"Unknown kind `{fields.kind}`{hint}")


def _written(fields: EntryFields, record: Record, kind: KindSpec, kinds: Kinds) -> Iterator[WrittenFact]:
    """The facts in the editor's own words."""
    for label, text in fields.facts.items():
        known = kinds.fact_called(label, kind)
        yield WrittenFact(label, text, known.key if known else None, record.place("facts", label))


def _names(title: str, kind: KindSpec, fields: EntryFields, record: Record, lexicon: Lexicon) -> tuple[Name, ...]:
    sensitive = fields.case == "sensitive"
    names = [Name(title, Form.TITLE, sensitive, place=record.place("title"))]
    for number, alias in enumerate(fields.aliases):
        by_alias = alias.case == "sensitive" if alias.case else sensitive
        names.append(Name(alias.name, Form.ALIAS, by_alias, alias.shared, place=record.place("aliases", number)))
    if kind == PERSON:
        surname = fields.surname or surname_of(title, lexicon)
        names.append(Name(surname, Form.SURNAME, sensitive, place=record.place("surname")))
        if surname and not fields.surname:
            names.append(Name(compound_surname(title, lexicon), Form.SURNAME, sensitive, place=record.place("title")))
    for form, words in ((Form.DEMONYM, fields.demonyms), (Form.METONYM, fields.metonyms)):
        names += [Name(word, form, sensitive, place=record.place(f"{form.value}s", n)) for n, word in enumerate(words)]
    kept: dict[tuple[str, bool], Name] = {}
    for name in names:
        folded = fold_name(name.text)
        kept.setdefault((folded if name.case_sensitive else lower(folded), name.case_sensitive), name)
    return tuple(name for (folded, _), name in kept.items() if folded)
