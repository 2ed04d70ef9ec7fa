"""What a document of another program becomes, and why it may become nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from backgrounder.records import flow
from backgrounder.text.decode import one_line


@dataclass(frozen=True, slots=True)
class Converted:
    """A seed made of a document: the ending of its name, and its text.

    `fields`: what the file says of itself for readers, as fields of a sidecar. `perhaps`: the same, for fields that the text
    tells nothing of. `remarks`: what the file says that may be its program's or its owner's, for an editor to judge. `lost`:
    what could not be taken along.
    """

    suffix: str
    text: str
    fields: Mapping[str, object] = field(default_factory=dict)
    perhaps: Mapping[str, object] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def record(self, told: Container[str]) -> str:
        """What the file says of itself as a sidecar. `told`: the fields that the text tells."""
        known = {**{name: value for name, value in self.perhaps.items() if name not in told}, **self.fields}
        return "".join(f"{name}: {flow(value)}\n" for name, value in known.items())

    def origin(self, name: str, data: bytes) -> tuple[str, ...]:
        """Where a seed comes from, in lines: the file that it was made from, and what else that says of itself."""
        checksum = hashlib.sha256(data).hexdigest()
        lines = [f"Made from {name}, which stays beside it; its SHA-256 checksum is {checksum}."]
        lines += [f"Its properties say, and nothing confirms it: {'; '.join(self.remarks)}."] * bool(self.remarks)
        return tuple(map(one_line, lines))


def without_rule(text: str) -> str:
    """A text without the rules that it begins with: what stands below one could be taken for fields of a seed."""
    lines = text.lstrip().split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip().strip("-–—*_ ")), 0)
    return "\n".join(lines[first:])


class NotConvertedError(ValueError):
    """A document cannot become a seed. The message is one sentence that says why, and what helps."""


class NotInstalledError(NotConvertedError):
    """The library that reads such a document is not there."""
