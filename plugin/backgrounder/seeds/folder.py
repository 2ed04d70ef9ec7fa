"""The files of the seeds' folder sorted out: which are seeds, whose sidecars stand beside them, and which are neither."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from backgrounder.findings import Finding, Place
from backgrounder.reserved import BIBLIOGRAPHY, DISMISSED, RESERVED_SEEDS
from backgrounder.seeds.article import PAGE_SUFFIXES
from backgrounder.seeds.read import withholds
from backgrounder.text.decode import decode

READ = (".txt", ".md", *PAGE_SUFFIXES)
"""The endings of seeds that are read."""
_UNREAD = frozenset(".doc .docx .eml .epub .markdown .mht .mhtml .msg .odt .pages .pdf .rst .rtf .text .tex".split())
SEED_SUFFIXES = frozenset((*READ, *_UNREAD, ".yml", ".yaml"))
"""The files of the seeds' folder that are read, or that something is said about."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it was found: path below the project's folder, with slashes, and its bytes."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SeedFiles:
    """A seed and the sidecar beside it. `withheld`: nothing of it may be published, whatever the two say."""

    seed: RawFile
    sidecar: RawFile | None
    withheld: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """What the seeds' folder has. `bibliography` and `dismissed`: the files of these names, if they are there."""

    seeds: tuple[SeedFiles, ...]
    bibliography: RawFile | None
    dismissed: RawFile | None
    findings: tuple[Finding, ...]


def sorted_out(folder: str, files: Sequence[RawFile]) -> Folder:
    """The files below a folder by what they are. A file of the folder itself stands before those of its folders."""
    left = {file.path: file for file in sorted(files, key=lambda file: (file.path.count("/"), file.path))}
    bibliography = _take(left, folder, BIBLIOGRAPHY)
    dismissed = _take(left, folder, DISMISSED)
    sidecars = {path.lower(): file for path, file in left.items() if path.lower().endswith(".yml")}
    seeds = [file for path, file in left.items() if _suffix(path) in READ]
    stems = {_stem(path) for path in left if not path.lower().endswith(".yml")}
    strays = _withheld_by_strays(left.values())
    findings: list[Finding] = []
    for path in left:
        if _suffix(path) not in READ:
            findings += _not_a_seed(path, stems, strays)
    found = []
    for file in seeds:
        reserved = _reserved(folder, file.path)
        findings += reserved
        sidecar = sidecars.get(str(PurePosixPath(file.path).with_suffix(".yml")).lower())
        found.append(SeedFiles(file, sidecar, bool(reserved) or _stem(file.path) in strays))
    return Folder(tuple(found), bibliography, dismissed, tuple(findings))


def _take(files: dict[str, RawFile], folder: str, name: str) -> RawFile | None:
    """The file of a name in a folder, in whatever case, which is then no longer among the others."""
    path = next((path for path in files if path.lower() == f"{folder}/{name}".lower()), None)
    return files.pop(path) if path is not None else None


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _stem(path: str) -> str:
    return str(PurePosixPath(path).with_suffix("")).lower()


def _reserved(folder: str, path: str) -> list[Finding]:
    """What to say of a seed whose sidecar would be a file that is no sidecar."""
    name = PurePosixPath(path)
    meaning = RESERVED_SEEDS.get(name.stem.lower()) if str(name.parent).lower() == folder.lower() else None
    if meaning is None:
        return []
    message = f"A seed cannot be called `{name.stem}`, as {meaning}; rename it, as it is not published until then."
    return [Finding(Place(path), "reserved-name", message)]


def _not_a_seed(path: str, stems: Container[str], strays: Mapping[str, str]) -> list[Finding]:
    """What to say of a file that is no seed; nothing of a sidecar. `stems`: the seeds', `strays`: stray sidecars."""
    suffix = _suffix(path)
    code = "orphan-sidecar"
    if suffix in _UNREAD:
        code, message = "unread-seed", f"Seeds ending in {suffix} are not read yet; save the text as .txt."
    elif path in strays.values():
        message = "Sidecars have the name of their seed and end in .yml; rename this one, as its seed is not published until then."
    elif suffix == ".yaml":
        message = "Sidecars end in .yml; rename this file."
    elif _stem(path) not in stems:
        message = f"There is no seed beside this sidecar; name it like one, or use {BIBLIOGRAPHY} for other works."
    else:
        return []
    return [Finding(Place(path), code, message)]


def _withheld_by_strays(files: Iterable[RawFile]) -> dict[str, str]:
    """Files that are no sidecars for their names and yet say something of publication: by the stem of their seed."""
    found = {}
    for file in files:
        name = PurePosixPath(file.path.lower())
        of_seed = name.with_suffix("").suffix in READ
        if (name.suffix == ".yaml" or (name.suffix == ".yml" and of_seed)) and withholds(_text(file.data)):
            found[str(name.with_suffix("").with_suffix("") if of_seed else name.with_suffix(""))] = file.path
    return found


def _text(data: bytes) -> str:
    try:
        return decode(data)[0]
    except ValueError:
        return data.decode("utf8", "replace")
