"""The files of the seeds' folder sorted out: which are seeds, whose sidecars stand beside them, which are neither; reserved names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from backgrounder.findings import Finding, Place
from backgrounder.language.lexicon import ENGLISH
from backgrounder.seeds.article import PAGE_SUFFIXES
from backgrounder.seeds.documents.endings import TOLD, advice

READ = (".txt", ".md", *PAGE_SUFFIXES)  # the endings of seeds that are read
_RECORDS = frozenset((".yml", ".yaml"))
SEED_SUFFIXES = frozenset((*READ, *TOLD, *_RECORDS))  # of files that are read, or that something is said about

BIBLIOGRAPHY = "bibliography.yml"
"""The file among the seeds with other works that pages cite."""
DISMISSED = "not-suggested.yml"
"""The file among the seeds with the names that editors do not want to hear of again as suggestions."""
RESERVED_SEEDS: Mapping[str, str] = {
    BIBLIOGRAPHY.removesuffix(".yml"): f"{BIBLIOGRAPHY} lists other works",
    DISMISSED.removesuffix(".yml"): f"{DISMISSED} lists names that are not to be suggested",
}
"""What the file beside a seed of that name would be. In the seeds' own folder only, in whatever case."""
RESERVED_PAGES = frozenset(("index", "readme"))
"""What MkDocs calls the page of a folder, so that no seed and no entry can have the name."""


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


def sorted_out(folder: str, files: Sequence[RawFile], unread: Iterable[str] = ()) -> Folder:
    """The files by what they are, the folder's own first. Of `unread`, a sidecar withholds its seed all the same."""
    left = {file.path: file for file in sorted(files, key=lambda file: (file.path.count("/"), file.path))}
    bibliography = _take(left, folder, BIBLIOGRAPHY)
    dismissed = _take(left, folder, DISMISSED)
    seeds = {path: left[path] for path in left if PurePosixPath(path).suffix.lower() in READ and not _of_seed(path)}
    saved = {folder for folder in {PurePosixPath(path).parent for path in left} if _is_saved_beside(folder, seeds)}
    for path in [path for path in left if PurePosixPath(path).parent in saved]:
        del left[path]
        seeds.pop(path, None)
    sidecars, strays = _sidecars(seeds, left)
    hidden = {_of_seed(path) for path in unread}
    withheld = {*hidden, *map(_of_seed, strays)}
    stems = {_stem(path) for path in left if not path.lower().endswith(".yml")}
    converted = {_stem(path) for path in seeds}
    findings = [one for path in left if path not in seeds for one in _not_a_seed(path, stems, converted, strays)]
    found = []
    for path, file in seeds.items():
        reserved = _reserved(folder, path)
        findings += reserved
        if _stem(path) in hidden:
            message = (
                "The file beside it that would be its sidecar cannot be read, so nothing of this text is published; "
                "let it be read."
            )
            findings.append(Finding(Place(path), "withheld", message))
        found.append(SeedFiles(file, left.get(sidecars.get(path, "")), bool(reserved) or _stem(path) in withheld))
    return Folder(tuple(found), bibliography, dismissed, tuple(findings))


def _is_saved_beside(inner: PurePosixPath, seeds: Container[str]) -> bool:
    """Whether a browser saved a folder with a page: as `NAME_files` beside `NAME.html`, named in any language."""
    for folder in (inner, *inner.parents):
        for ending in ENGLISH.web.saved_folders:
            page = str(folder).removesuffix(ending)
            if page != str(folder) and any(f"{page}{suffix}" in seeds for suffix in PAGE_SUFFIXES):
                return True
    return False


def _sidecars(seeds: Iterable[str], files: Iterable[str]) -> tuple[dict[str, str], frozenset[str]]:
    """The sidecars by their seeds, and the files that are named almost like one: `x.yaml`, `x.txt.yml`, `X.yml` beside `x.yml`."""
    almost: dict[str, list[str]] = defaultdict(list)
    for path in files:
        almost[_of_seed(path)].append(path)
    sidecars: dict[str, str] = {}
    for seed in seeds:
        exact = str(PurePosixPath(seed).with_suffix(".yml"))
        alike = [path for path in almost[_stem(seed)] if path.lower() == exact.lower()]
        if exact in alike or len(alike) == 1:
            sidecars[seed] = exact if exact in alike else alike[0]
    taken = frozenset(sidecars.values())
    return sidecars, frozenset(path for seed in seeds for path in almost[_stem(seed)] if path not in taken)


def _take(files: dict[str, RawFile], folder: str, name: str) -> RawFile | None:
    """The file of a name in a folder, in whatever case, which is then no longer among the others."""
    path = next((path for path in files if path.lower() == f"{folder}/{name}".lower()), None)
    return files.pop(path) if path is not None else None


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


def _of_seed(path: str) -> str:
    """The stem of the seed that a file was meant to be the sidecar of, by its name; empty for what was meant to be none."""
    name = PurePosixPath(path.lower())
    # In whatever order: some editors add `.txt`.
    endings = set()
    while name.suffix in (*_RECORDS, *READ):
        endings.add(name.suffix)
        name = name.with_suffix("")
    return str(name).rstrip() if endings & _RECORDS else ""


def _not_a_seed(path: str, stems: Container[str], converted: Container[str], strays: Container[str]) -> list[Finding]:
    """What to say of a file that is no seed; nothing of a sidecar, and of what a seed beside it was made from.

    `converted`: the stems of seeds, `stems`: those of all that is no sidecar, `strays`: stray sidecars.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in TOLD:
        if _stem(path) in converted:
            return []
        message = advice(path, suffix)
    elif path in strays:
        message = "Sidecars have the name of their seed and end in .yml; rename this one, as its seed is not published until then."
    elif suffix == ".yaml" or suffix in READ:
        message = "Sidecars end in .yml; rename this file."
    elif _stem(path) not in stems:
        message = f"There is no seed beside this sidecar; name it like one, or use {BIBLIOGRAPHY} for other works."
    else:
        return []
    return [Finding(Place(path), "unread-seed" if suffix in TOLD else "orphan-sidecar", message)]
