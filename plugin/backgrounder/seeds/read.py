"""A seed and its sidecar to an article. What is missing is reported, not demanded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from backgrounder.findings import Finding, Place
from backgrounder.records import Record, front_matter, read_record, validate
from backgrounder.seeds.article import Article, Block, BlockKind, Note, Repair, SeedFields
from backgrounder.seeds.clean import Cleaned, clean
from backgrounder.seeds.decode import decode
from backgrounder.sources.source import Source, SourceFields
from backgrounder.text.passage import LineIndex, Passage
from backgrounder.text.slugs import slug

_CLOSING = r"[.,;:!?\"'’”»)\]]*"

TITLE_WORDS = 10
"""How many of a text's first words stand for a title that nobody gave."""


@dataclass(frozen=True, slots=True)
class ReadSeed:
    """An article, or None where nothing could be read, and what to say of it."""

    article: Article | None
    findings: tuple[Finding, ...]


def read_seed(path: str, data: bytes, sidecar: tuple[str, bytes] | None = None) -> ReadSeed:
    """Reads one `.txt` seed. `sidecar`: path and bytes of the `.yml` beside it. Never raises."""
    start = Place(path)
    try:
        raw, guessed = decode(data)
    except ValueError:
        return ReadSeed(
            None, (Finding(start, "undecodable", "This file is no text in any known encoding; save it as UTF-8."),)
        )
    findings: list[Finding] = []
    if guessed:
        findings.append(
            Finding(start, "inferred-encoding", f"Read as {guessed}; save it as UTF-8 if letters look wrong.")
        )
    head, body = _front_matter(raw, path)
    fields, problems = _merged_fields(head, sidecar)
    findings += problems
    cleaned = clean(Passage.whole(raw).cut(body, len(raw)))
    if not any(block.kind is BlockKind.PARAGRAPH for block in cleaned.blocks) and not cleaned.headline:
        findings.append(
            Finding(start, "empty-seed", "There is no text in this seed; paste the article into it, or delete it.")
        )
        return ReadSeed(None, tuple(findings))
    article, problems = _article(path, raw, cleaned, fields)
    return ReadSeed(article, (*findings, *problems))


def _front_matter(raw: str, path: str) -> tuple[Record, int]:
    """The record at the seed's top, and where the text begins. A rule with prose below it is no front matter."""
    found = front_matter(raw)
    if found is None or not re.match(r"\s*(#.*\n\s*)*[\w-]+\s*:(\s|$)", found[0]):
        return Record({}, {}, Place(path)), 0
    text, end = found
    return read_record(text, path, first_line=2), end


def _merged_fields(head: Record, sidecar: tuple[str, bytes] | None) -> tuple[SeedFields, list[Finding]]:
    """The fields of front matter and sidecar; the sidecar wins."""
    fields, findings = validate(head, SeedFields)
    problems = list(findings)
    if sidecar is None:
        return fields, problems
    path, data = sidecar
    try:
        text, _ = decode(data)
    except ValueError:
        problems.append(
            Finding(Place(path), "undecodable", "This file is no text in any known encoding; save it as UTF-8.")
        )
        return fields, problems
    over, findings = validate(read_record(text.removeprefix("\ufeff"), path), SeedFields)
    chosen = {name: getattr(over, name) for name in over.model_fields_set}
    return fields.model_copy(update=chosen), problems + list(findings)


def _article(path: str, raw: str, cleaned: Cleaned, fields: SeedFields) -> tuple[Article, list[Finding]]:
    index = LineIndex(raw)
    source, inferred = _source(path, cleaned, fields)
    title = fields.title or cleaned.headline
    notes, stale = _notes(cleaned.blocks, fields, path)
    article = Article(
        path=path,
        slug=source.slug or "untitled",
        title=title or _first_words(cleaned.blocks),
        source=source,
        blocks=cleaned.blocks,
        raw=index,
        title_inferred=title is None,
        inferred=inferred,
        summary=fields.summary,
        tags=fields.tags,
        status=fields.status,
        links=tuple(fields.links.items()),
        nolink=fields.nolink,
        notes=notes,
        repairs=tuple(Repair(act.step, Place(path, *index.place(act.origin)), act.what) for act in cleaned.acts),
    )
    return article, _missing(article) + stale


def _source(path: str, cleaned: Cleaned, fields: SeedFields) -> tuple[Source, frozenset[str]]:
    """What is known of the source, and which fields of it come from the text alone."""
    stem = slug(PurePosixPath(path).stem)
    said: Mapping[str, object] = {
        name: getattr(fields, name) for name in SourceFields.model_fields if name not in ("id", "type", "title", "url")
    }
    url = fields.url or cleaned.url
    inferred = {"url"} if url and not fields.url else set()
    values = dict(said)
    if url and not values["container_title"]:
        values["container_title"] = (urlsplit(url).hostname or "").removeprefix("www.")
        inferred.add("container_title")
    source = Source(
        key=fields.id or stem,
        type=fields.type or "article",
        title=fields.title or cleaned.headline,
        url=url,
        path=path,
        slug=stem,
        **values,  # type: ignore[arg-type]
    )
    supplied = bool(fields.title) and cleaned.headline is None and not source.known
    if supplied:
        source = replace(source, title_supplied=True)
    return source, frozenset(inferred)


def _first_words(blocks: tuple[Block, ...]) -> str:
    words = next((block.text for block in blocks if block.text), "Untitled").split()
    return " ".join(words[:TITLE_WORDS]).rstrip(".,;:") + ("…" if len(words) > TITLE_WORDS else "")


def _notes(blocks: tuple[Block, ...], fields: SeedFields, path: str) -> tuple[tuple[Note, ...], list[Finding]]:
    """Where each editor's note stands: behind the first occurrence of its words."""
    notes: list[Note] = []
    findings: list[Finding] = []
    for note in fields.notes:
        found = _find(blocks, note.at)
        if found is None:
            message = (
                f"The words `{note.at}` of an editor's note are not in this text; write them as the text has them."
            )
            findings.append(Finding(Place(path), "stale-note", message))
        else:
            notes.append(Note(note.text, *found))
    return tuple(sorted(notes, key=lambda n: (n.block, n.end))), findings


def _find(blocks: tuple[Block, ...], words: str) -> tuple[int, int] | None:
    wanted = r"\s+".join(map(re.escape, words.split()))
    for number, block in enumerate(blocks):
        # The reference stands behind the punctuation that follows the words (CMOS 14.26).
        match = re.search(wanted + _CLOSING, block.text)
        if match and block.kind is BlockKind.PARAGRAPH:
            return number, match.end()
    return None


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
