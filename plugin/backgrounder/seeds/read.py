"""A seed and its sidecar to an article: what an editor may say of it, and what the text tells. Nothing is demanded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from backgrounder.findings import Finding, Place
from backgrounder.language.dates import Date
from backgrounder.language.lexicon import ENGLISH, lexicon_of
from backgrounder.language.recognition import recognized
from backgrounder.language.tags import are_alike, meant, script_of
from backgrounder.records import Record, flow, front_matter, near, read_record, suggestion, validate
from backgrounder.seeds.article import Article, Block, Link, Note, Publish, Repair, first_words
from backgrounder.seeds.cleaning.clean import SWITCHES, clean
from backgrounder.seeds.cleaning.document import Document, quoted
from backgrounder.sources.source_fields import Source, SourceFields, Texts
from backgrounder.text.decode import INFERRED_ENCODING, UNDECODABLE, UNSHOWABLE, decode
from backgrounder.text.folding import slug
from backgrounder.text.passage import LineIndex, Passage
from backgrounder.text.words import Phrases
from backgrounder.unclear_publication import has_field, is_unclear, speaks_of_publication

# A rule that nothing closes, and the lines below it up to an empty one.
_OPENED = re.compile(r"(?P<rule>[-–—]{3,}+)[^\w\n]*+\n(?P<head>(?:[^\S\n]*+\S[^\n]*+(?:\n|\Z))++)")
_BEFORE_FENCE = "\ufeff\u200b\u00a0 \t\n"
_TOLD = ("title", "author", "issued", "container_title", "url", "language")  # fields that a text itself may tell
ASK_FOR_FIELDS = {
    "missing-source": "The source of this text is not known; write `url:` or `container_title:` into {}.",
    "missing-date": "The date of this text is not known; write `issued:` into {}.",
    "inferred-title": "This text has no title; its first words stand in for one until {} says `title:`.",
}
"""The findings that ask for a field in the sidecar, and what they say with its path."""
_KEY = re.compile(r"^[\"']?([\w-]+)[\"']?[ \t]*:(?:\s|$)", re.MULTILINE)
_FREE = frozenset(("links",))  # fields of a seed whose names are the text's words


class NoteFields(BaseModel):
    """An editor's note on the text: the words it is about, and what it says (Markdown, citations allowed)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # To find longer words takes the longer, wherever a text nearly has them.
    at: str = Field(min_length=1, max_length=300)
    # Python-Markdown takes the square of what is longer, if it is all punctuation.
    text: str = Field(min_length=1, max_length=5_000)


def _as_notes(value: object) -> object:
    if isinstance(value, str):
        raise ValueError("write `at:` and `text:` below it")  # noqa: TRY004 (pydantic reports no other error)
    return (value,) if isinstance(value, dict) else value


def _as_step(value: object) -> object:
    if not isinstance(value, str) or value not in SWITCHES:
        raise ValueError(f"there is no step `{value}`{near(str(value), SWITCHES) or ', see the list in the guide'}")
    return value


def _as_checksum(value: object) -> object:
    if not isinstance(value, str) or len(value) != 64 or not set(value.lower()) <= {*"0123456789abcdef"}:
        raise ValueError("write the 64 figures of the seed's SHA-256 checksum, as `backgrounder add` does")
    return value.lower()


class SeedFields(SourceFields):
    """What an editor may say of a seed, in its front matter or its sidecar."""

    summary: str | None = None
    tags: Texts = ()
    status: Literal["draft", "review", "published"] | None = None
    publish: Publish | None = None
    links: dict[str, str] = Field(default_factory=dict)
    nolink: Texts = ()
    formerly: Texts = ()
    sha256: Annotated[str, BeforeValidator(_as_checksum)] | None = None
    keep: Annotated[
        tuple[Annotated[str, BeforeValidator(_as_step)], ...],
        BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    ] = ()
    notes: Annotated[tuple[NoteFields, ...], BeforeValidator(_as_notes)] = ()


@dataclass(frozen=True, slots=True)
class ReadSeed:
    """An article, or None where nothing could be read, and what to say of it."""

    article: Article | None
    findings: tuple[Finding, ...]


def read_seed(
    path: str,
    data: bytes,
    sidecar: tuple[str, bytes] | None = None,  # path and bytes of the `.yml` beside it
    switched_off: frozenset[str] = frozenset(),  # the steps of cleaning not to take
    language: str | None = None,  # the site's, for a text whose language nobody names
) -> ReadSeed:
    """Reads one seed, in the format of its suffix. Never raises."""
    start = Place(path)
    try:
        raw, guessed = decode(data)
    except ValueError:
        return ReadSeed(None, (Finding(start, "undecodable", UNDECODABLE),))
    findings = [Finding(start, "inferred-encoding", INFERRED_ENCODING.format(guessed))] if guessed else []
    head, text, body = _front_matter(raw, path)
    # A rule that nothing closes may be the text's own, so what stands below it must speak of publication.
    meant = head.broken and (body > 0 or speaks_of_publication(text))
    said, problems = _said(head, sidecar, unsure=meant)
    findings += problems
    keep = switched_off | frozenset(said.fields.keep)
    lexicon = lexicon_of(said.fields.language, language)
    passage, suffix = Passage.whole(raw).cut(body, len(raw)), PurePosixPath(path).suffix.lower()
    cleaned = clean(passage, suffix, keep, lexicon, language=said.fields.language or language)
    if not any(block.kind.is_read for block in cleaned.blocks):
        message = "There is no text in this seed; paste the article into it, or delete it."
        return ReadSeed(None, (*findings, Finding(start, "empty-seed", message)))
    if said.fields.language is None:
        spoken = _language(cleaned, language or ENGLISH.code)
        cleaned = replace(cleaned, told=replace(cleaned.told, language=spoken))
    article, problems = _article(path, data, raw, cleaned, said, body=body)
    unread = (*_unread(head, said.records[0], text if body else ""), *_unread_heading(article, cleaned))
    article = replace(article, repairs=(*unread, *article.repairs))
    return ReadSeed(article, (*findings, *problems))


def _language(cleaned: Document, site: str) -> str | None:
    """The language that a page says it is in, unless its text is in another script; else the text's, if not the site's."""
    told = cleaned.told.language
    found = recognized(block.text for block in cleaned.blocks if block.kind.is_prose)
    if told and (found is None or script_of(found) == script_of(told)):
        return told
    return None if found is None or are_alike(found, meant(site) or ENGLISH.code) else found


def _front_matter(raw: str, path: str) -> tuple[Record, str, int]:
    """The record at the seed's top, also as it is written, and where the text begins. Prose below a rule is none."""
    nothing = Record({}, {}, Place(path))
    start = len(raw) - len(raw.lstrip(_BEFORE_FENCE))
    found = front_matter(raw[start:])
    if found is None:
        opened = _OPENED.match(raw, start)
        head = opened["head"] if opened else ""
        # A record begins with a field; below a rule that is not the usual one it must speak of publication as well.
        key = _KEY.match(head)
        is_usual = opened is not None and opened["rule"] == "---"
        is_record = key is not None and _is_field(key[1]) and (is_usual or speaks_of_publication(head))
        if not is_record and not has_field(head):
            return nothing, "", 0
        message = "The front matter is not closed; write `---` on a line of its own above it and below it."
        return replace(nothing, findings=(Finding(Place(path), "bad-yaml", message),)), head, 0
    text, end = found
    if not any(map(_is_field, _KEY.findall(text))) and not has_field(text):
        return nothing, "", 0
    return read_record(text, path, first_line=2 + raw.count("\n", 0, start)), text, start + end


def _is_field(word: str) -> bool:
    return suggestion(word, SeedFields.model_fields, "") != ""


@dataclass(frozen=True, slots=True)
class _Said:
    """What an editor says, and where; the sidecar wins. `unsure`: what is said of publication cannot be read."""

    fields: SeedFields
    records: tuple[Record, ...]
    unsure: bool = False

    def place(self, *path: str | int) -> Place:
        """Where a field was written; the seed itself for what nobody wrote."""
        written = [record for record in self.records if path[0] in record.values]
        return written[-1].place(*path) if written else self.records[0].start


def _said(head: Record, sidecar: tuple[str, bytes] | None, *, unsure: bool) -> tuple[_Said, list[Finding]]:
    """What an editor says in the front matter and in the sidecar. `unsure`: the former cannot be read."""
    fields, kept, problems = validate(head, SeedFields)
    unsure = unsure or (not head.broken and is_unclear(head, kept, _FREE))
    if sidecar is None:
        return _Said(fields, (kept,), unsure), list(problems)
    path, data = sidecar
    try:
        text, _ = decode(data)
    except ValueError:
        undecodable = Finding(Place(path), "undecodable", UNDECODABLE)
        return _Said(fields, (kept,), unsure=True), [*problems, undecodable]
    record = read_record(text.removeprefix("\ufeff"), path)
    over, valid, more = validate(record, SeedFields)
    chosen = {name: getattr(over, name) for name in over.model_fields_set}
    unsure = unsure or is_unclear(record, valid, _FREE)
    return _Said(fields.model_copy(update=chosen), (kept, valid), unsure), [*problems, *more]


def _article(
    path: str, data: bytes, raw: str, cleaned: Document, said: _Said, *, body: int
) -> tuple[Article, list[Finding]]:
    fields = said.fields
    index = LineIndex(raw)
    source = _source(path, cleaned, fields)
    notes, findings = _notes(cleaned.blocks, said)
    article = Article(
        path=path,
        slug=source.slug or "untitled",
        title=source.title or UNSHOWABLE.sub("", first_words(cleaned.blocks)),
        source=source,
        blocks=cleaned.blocks,
        data=data,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        key_place=said.place("id"),
        body=body,
        title_inferred=source.title is None,
        summary=fields.summary,
        tags=fields.tags,
        links=tuple(Link(text, target, said.place("links", text)) for text, target in fields.links.items()),
        nolink=tuple((name, said.place("nolink", n)) for n, name in enumerate(fields.nolink)),
        formerly=tuple((name, said.place("formerly", n)) for n, name in enumerate(fields.formerly)),
        notes=notes,
        told=tuple(name for name in _TOLD if getattr(cleaned.told, name) and not getattr(fields, name)),
        status="draft" if said.unsure else fields.status,
        publish=fields.publish,
        repairs=tuple(Repair(act.step, Place(path, *index.place(act.origin)), act.what) for act in cleaned.acts),
    )
    if said.unsure:
        message = "What may be published of this text cannot be read, so nothing is; mend `publish:` and `status:`, or what is wrong around them."
        findings.append(Finding(said.records[-1].start, "withheld", message))
    if not any(record.broken for record in said.records):
        is_missing = (not source.known, source.issued is None, article.title_inferred)
        sidecar = PurePosixPath(path).with_suffix(".yml")
        asked = compress(ASK_FOR_FIELDS.items(), is_missing)
        findings += [Finding(Place(path), code, message.format(sidecar)) for code, message in asked]
    return article, findings


def _unread(head: Record, read: Record, text: str) -> Iterator[Repair]:
    """What the front matter says that is no field, or no value of its field; all of its text if it cannot be read."""
    if head.broken and text.strip():
        yield Repair("front-matter", head.start, f"left out the front matter, which cannot be read: {quoted(text)}")
    for name, value in head.values.items():
        if value is not None and read.values.get(name) != value:
            what = f"left out what the front matter says beside its fields: {quoted(f'{name}: {flow(value)}')}"
            yield Repair("front-matter", head.place(name), what)


def _unread_heading(article: Article, cleaned: Document) -> Iterator[Repair]:
    """The heading of a text for which an editor has given another title."""
    heading = cleaned.heading
    if heading and cleaned.told.title != article.title:
        what = f"left out the heading {quoted(heading.text)}, as `title:` stands for it"
        yield Repair("title", article.place(0, 0), what)


def _source(path: str, cleaned: Document, fields: SeedFields) -> Source:
    """What is known of the source. What the text itself says counts where the editor says nothing."""
    stem = slug(PurePosixPath(path).stem)
    known = {name: getattr(fields, name) for name in SourceFields.model_fields if name not in ("id", "type")}
    known |= {name: known[name] or getattr(cleaned.told, name) for name in _TOLD}
    if known["url"] and not known["container_title"]:
        known["container_title"] = (urlsplit(known["url"]).hostname or "").removeprefix("www.")
    source = Source(key=fields.id or stem, type=fields.type or "article", path=path, slug=stem, **known)
    supplied = bool(fields.title) and cleaned.told.title is None and not source.known
    return replace(source, title_supplied=supplied)


def _notes(blocks: tuple[Block, ...], said: _Said) -> tuple[tuple[Note, ...], list[Finding]]:
    """Where each editor's note stands: behind the first occurrence of its words."""
    index = Phrases(note.at for note in said.fields.notes)
    found: dict[str, tuple[int, int]] = {}
    for number, block in enumerate(blocks if said.fields.notes else ()):
        for phrase, _, end in index.find(block.text) if block.kind.is_read else ():
            found.setdefault(phrase, (number, end))
    notes: list[Note] = []
    findings: list[Finding] = []
    for number, note in enumerate(said.fields.notes):
        if note.at not in found:
            message = f"The words `{note.at}` are not in the text; write them as the text has them."
            findings.append(Finding(said.place("notes", number, "at"), "stale-note", message))
            continue
        # The reference stands behind the punctuation that follows the words (CMOS 14.26).
        block_number, end = found[note.at]
        rest = blocks[block_number].text[end:]
        end += len(rest) - len(rest.lstrip(".,;:!?\"'’”»)]"))
        notes.append(Note(note.text, said.place("notes", number, "text"), block_number, end))
    return tuple(sorted(notes, key=lambda n: (n.block, n.end))), findings


def sidecar_text(
    article: Article, collected: Date, remarks: Sequence[str] = (), others: Mapping[str, object] = MappingProxyType({})
) -> str:
    """The sidecar as YAML. Values were read from the text, for an editor to check; blanks wait to be filled in.

    `remarks`: lines that nobody but an editor reads; `others`: fields that are given beside those.
    """
    source = article.source
    people = [{"family": p.family, "given": p.given} if p.given and not p.suffix else p.printed for p in source.author]
    known: dict[str, object] = {
        "title": None if article.title_inferred else article.title,
        "author": people,
        "container_title": source.container_title,
        "issued": str(source.issued) if source.issued else None,
        "accessed": str(source.accessed or collected),
        "url": source.url,
        "language": source.language,
        "rights": source.rights,
        "sha256": article.sha256,
    }
    known |= {name: value for name, value in others.items() if name not in known}
    lines = [f"# {remark}" for remark in remarks]
    lines += ["# Read from the text: check it, and fill in what is missing. Remove what nobody can know."]
    lines += [f"{field}: {flow(value)}" if value else f"{field}:" for field, value in known.items()]
    return "\n".join(lines) + "\n"
