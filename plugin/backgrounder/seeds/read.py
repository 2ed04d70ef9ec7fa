"""A seed and its sidecar to an article. What is missing is reported, not demanded."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from backgrounder.findings import Finding, Place
from backgrounder.language.lexicon import lexicon_of
from backgrounder.publication import has_field, is_unclear, speaks_of_publication
from backgrounder.records import Record, front_matter, read_record, suggestion, validate
from backgrounder.seeds.article import Article, Block, Link, Note, Repair, first_words
from backgrounder.seeds.cleaning.clean import clean
from backgrounder.seeds.cleaning.document import Document
from backgrounder.seeds.fields import SeedFields
from backgrounder.sources.source import Source, SourceFields
from backgrounder.text.decode import INFERRED_ENCODING, UNDECODABLE, UNSHOWABLE, decode
from backgrounder.text.passage import LineIndex, Passage
from backgrounder.text.phrases import Phrases
from backgrounder.text.slugs import slug

_OPENED = re.compile(r"(?P<rule>[-–—]{3,}+)[^\w\n]*+\n(?P<head>(?:[^\S\n]*+\S[^\n]*+(?:\n|\Z))++)")
"""A rule that nothing closes, and the lines below it up to an empty one."""
_BEFORE_FENCE = "\ufeff\u200b\u00a0 \t\n"

TOLD = ("title", "author", "issued", "container_title", "url", "language")
"""The fields that a text itself may tell."""
ASK_FOR_FIELDS = frozenset(("missing-source", "missing-date", "inferred-title"))
"""Codes of findings that ask for a field in the sidecar."""
_KEY = re.compile(r"^[\"']?([\w-]+)[\"']?[ \t]*:(?:\s|$)", re.MULTILINE)
_FREE = frozenset(("links",))
"""Fields of a seed whose names are the text's words."""


@dataclass(frozen=True, slots=True)
class ReadSeed:
    """An article, or None where nothing could be read, and what to say of it."""

    article: Article | None
    findings: tuple[Finding, ...]


def read_seed(
    path: str,
    data: bytes,
    sidecar: tuple[str, bytes] | None = None,
    switched_off: frozenset[str] = frozenset(),
    language: str | None = None,
) -> ReadSeed:
    """Reads one seed, in the format that its suffix names.

    `sidecar`: path and bytes of the `.yml` beside it. `switched_off`: the steps of cleaning not to take. `language`: the
    site's, for a text of which nobody says in which language it is. Never raises.
    """
    start = Place(path)
    try:
        raw, guessed = decode(data)
    except ValueError:
        return ReadSeed(None, (Finding(start, "undecodable", UNDECODABLE),))
    findings: list[Finding] = []
    if guessed:
        findings.append(Finding(start, "inferred-encoding", INFERRED_ENCODING.format(guessed)))
    head, text, body = _front_matter(raw, path)
    # A rule that nothing closes may be the text's own, so what stands below it must speak of publication.
    meant = head.broken and (body > 0 or speaks_of_publication(text))
    said, problems = _said(head, sidecar, unsure=meant)
    findings += problems
    keep = switched_off | frozenset(said.fields.keep)
    lexicon = lexicon_of(said.fields.language, language)
    cleaned = clean(Passage.whole(raw).cut(body, len(raw)), PurePosixPath(path).suffix.lower(), keep, lexicon)
    if not any(block.kind.is_read for block in cleaned.blocks):
        findings.append(
            Finding(start, "empty-seed", "There is no text in this seed; paste the article into it, or delete it.")
        )
        return ReadSeed(None, tuple(findings))
    article, problems = _article(path, data, raw, cleaned, said, body=body)
    return ReadSeed(article, (*findings, *problems))


def _front_matter(raw: str, path: str) -> tuple[Record, str, int]:
    """The record at the seed's top, as it is written, too, and where the text begins.

    A rule with prose below it is no front matter: one of its lines must begin with a field, or with nearly one.
    """
    nothing = Record({}, {}, Place(path))
    start = len(raw) - len(raw.lstrip(_BEFORE_FENCE))
    found = front_matter(raw[start:])
    if found is None:
        opened = _OPENED.match(raw, start)
        head = opened["head"] if opened else ""
        if not has_field(head) and not _begins_with_field(head, usual=opened is not None and opened["rule"] == "---"):
            return nothing, "", 0
        message = "The front matter is not closed; write `---` on a line of its own above it and below it."
        return replace(nothing, findings=(Finding(Place(path), "bad-yaml", message),)), head, 0
    text, end = found
    if not any(map(_is_field, _KEY.findall(text))) and not has_field(text):
        return nothing, "", 0
    return read_record(text, path, first_line=2 + raw.count("\n", 0, start)), text, start + end


def _begins_with_field(head: str, *, usual: bool) -> bool:
    """Whether lines below a rule begin as a record does. Below one that is not the `usual` one they must speak of publication."""
    key = _KEY.match(head)
    return key is not None and _is_field(key[1]) and (usual or speaks_of_publication(head))


def _is_field(word: str) -> bool:
    return suggestion(word, SeedFields.model_fields, "") != ""


@dataclass(frozen=True, slots=True)
class _Said:
    """What an editor says of a seed, and where. The sidecar wins over the front matter.

    `unsure`: something was said of publication that cannot be read.
    """

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
    findings = list(problems)
    if sidecar is None:
        return _Said(fields, (kept,), unsure), findings
    path, data = sidecar
    try:
        text, _ = decode(data)
    except ValueError:
        findings.append(Finding(Place(path), "undecodable", UNDECODABLE))
        return _Said(fields, (kept,), unsure=True), findings
    record = read_record(text.removeprefix("\ufeff"), path)
    over, valid, problems = validate(record, SeedFields)
    unsure = unsure or is_unclear(record, valid, _FREE)
    chosen = {name: getattr(over, name) for name in over.model_fields_set}
    return _Said(fields.model_copy(update=chosen), (kept, valid), unsure), [*findings, *problems]


def _article(
    path: str, data: bytes, raw: str, cleaned: Document, said: _Said, *, body: int
) -> tuple[Article, list[Finding]]:
    fields = said.fields
    index = LineIndex(raw)
    source = _source(path, cleaned, fields)
    title = source.title
    notes, stale = _notes(cleaned.blocks, said)
    article = Article(
        path=path,
        slug=source.slug or "untitled",
        title=title or UNSHOWABLE.sub("", first_words(cleaned.blocks)),
        source=source,
        blocks=cleaned.blocks,
        data=data,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        key_place=said.place("id"),
        body=body,
        title_inferred=title is None,
        summary=fields.summary,
        tags=fields.tags,
        links=tuple(Link(text, target, said.place("links", text)) for text, target in fields.links.items()),
        nolink=tuple((name, said.place("nolink", n)) for n, name in enumerate(fields.nolink)),
        notes=notes,
        told=tuple(name for name in TOLD if getattr(cleaned.told, name) and not getattr(fields, name)),
        status="draft" if said.unsure else fields.status,
        publish=fields.publish,
        repairs=tuple(Repair(act.step, Place(path, *index.place(act.origin)), act.what) for act in cleaned.acts),
    )
    if said.unsure:
        message = "What may be published of this text cannot be read, so nothing is; mend `publish:` and `status:`, or what is wrong around them."
        stale.append(Finding(said.records[-1].start, "withheld", message))
    unread = any(record.broken for record in said.records)
    return article, stale + ([] if unread else _missing(article))


def _source(path: str, cleaned: Document, fields: SeedFields) -> Source:
    """What is known of the source. What the text itself says counts where the editor says nothing."""
    stem = slug(PurePosixPath(path).stem)
    said = {name: getattr(fields, name) for name in SourceFields.model_fields if name not in ("id", "type")}
    told = cleaned.told
    url = fields.url or told.url
    publication = told.container_title or ((urlsplit(url).hostname or "").removeprefix("www.") if url else None)
    found = {
        "title": fields.title or told.title,
        "url": url,
        "author": fields.author or told.author,
        "issued": fields.issued or told.issued,
        "container_title": fields.container_title or publication,
        "language": fields.language or told.language,
    }
    source = Source(key=fields.id or stem, type=fields.type or "article", path=path, slug=stem, **(said | found))
    supplied = bool(fields.title) and told.title is None and not source.known
    return replace(source, title_supplied=supplied)


def _notes(blocks: tuple[Block, ...], said: _Said) -> tuple[tuple[Note, ...], list[Finding]]:
    """Where each editor's note stands: behind the first occurrence of its words."""
    found = _find(blocks, frozenset(note.at for note in said.fields.notes))
    notes: list[Note] = []
    findings: list[Finding] = []
    for number, note in enumerate(said.fields.notes):
        if note.at not in found:
            message = f"The words `{note.at}` are not in the text; write them as the text has them."
            findings.append(Finding(said.place("notes", number, "at"), "stale-note", message))
        else:
            notes.append(Note(note.text, said.place("notes", number, "text"), *found[note.at]))
    return tuple(sorted(notes, key=lambda n: (n.block, n.end))), findings


def _find(blocks: tuple[Block, ...], phrases: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Where notes on some phrases stand: the block, and the offset in it."""
    index = Phrases(phrases)
    found: dict[str, tuple[int, int]] = {}
    for number, block in enumerate(blocks if phrases else ()):
        for phrase, _, end in index.find(block.text) if block.kind.is_read else ():
            if phrase not in found:
                # The reference stands behind the punctuation that follows the words (CMOS 14.26).
                rest = block.text[end:]
                found[phrase] = (number, end + len(rest) - len(rest.lstrip(".,;:!?\"'’”»)]")))
        if len(found) == len(phrases):
            break
    return found


def _missing(article: Article) -> list[Finding]:
    start = Place(article.path)
    sidecar = str(PurePosixPath(article.path).with_suffix(".yml"))
    findings = []
    if not article.source.known:
        message = f"The source of this text is not known; write `url:` or `container_title:` into {sidecar}."
        findings.append(Finding(start, "missing-source", message))
    if article.source.issued is None:
        message = f"The date of this text is not known; write `issued:` into {sidecar}."
        findings.append(Finding(start, "missing-date", message))
    if article.title_inferred:
        message = f"This text has no title; its first words stand in for one until {sidecar} says `title:`."
        findings.append(Finding(start, "inferred-title", message))
    return findings
