"""What an editor may say of a seed, in its front matter or its sidecar; and the sidecar that waits for it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from backgrounder.records import flow, near
from backgrounder.seeds.article import Article, Publish
from backgrounder.seeds.cleaning.clean import SWITCHES
from backgrounder.sources.source import SourceFields, Texts
from backgrounder.text.date import Date


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


class SeedFields(SourceFields):
    """What an editor may say of a seed, in its front matter or its sidecar."""

    summary: str | None = None
    tags: Texts = ()
    status: Literal["draft", "review", "published"] | None = None
    publish: Publish | None = None
    links: dict[str, str] = Field(default_factory=dict)
    nolink: Texts = ()
    keep: Annotated[
        tuple[Annotated[str, BeforeValidator(_as_step)], ...],
        BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    ] = ()
    notes: Annotated[tuple[NoteFields, ...], BeforeValidator(_as_notes)] = ()


def sidecar_text(article: Article, collected: Date) -> str:
    """The sidecar as YAML. Values were read from the text, for an editor to check; blanks wait to be filled in."""
    source = article.source
    known: dict[str, object] = {
        "title": None if article.title_inferred else article.title,
        "author": [person.printed for person in source.author] or None,
        "container_title": source.container_title,
        "issued": str(source.issued) if source.issued else None,
        "accessed": str(collected),
        "url": source.url,
        "language": source.language,
        "rights": source.rights,
    }
    lines = ["# Read from the text: check it, and fill in what is missing. Remove what nobody can know."]
    lines += [f"{field}: {flow(value)}" if value else f"{field}:" for field, value in known.items()]
    return "\n".join(lines) + "\n"
