"""What the sections of a lexicon are made of."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


def _words(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


Words = Annotated[frozenset[str], BeforeValidator(_words)]
"""A set of words: a text divided at white space, or a list."""
InOrder = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""The same where the order matters."""


class Section(BaseModel):
    """A table of a data file: lists of words that belong together."""

    model_config = ConfigDict(extra="forbid", frozen=True)
