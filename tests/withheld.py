"""Projects with secret words in every place that is withheld, built, and searched: each byte of the site and of the log.

    python tests/withheld.py [--projects 500] [--first 0]

A project follows from its number. Prints what was found, and fails if anything was.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

WORDS = "harbour minister treaty north council river letter border market winter envoy signed talks grain fleet".split()
NAMES = "Velmoria Sandrel Karthun Ostrava Belvar".split()


class Secrets:
    """Makes words that stand nowhere else, and knows them. Letters alone, so that no step and no format alters them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words: list[str] = []

    def word(self) -> str:
        self.words.append("Zq" + "".join(self.chance.choices("bcdfghjklmnpqrstvwxz", k=10)))
        return self.words[-1]


def prose(chance: random.Random, secrets: Secrets | None) -> str:
    """A paragraph of some sentences; with a secret word in each of them, or none at all."""
    sentences = []
    for _ in range(chance.randint(2, 4)):
        words = [chance.choice(WORDS) for _ in range(chance.randint(6, 14))]
        words.insert(chance.randrange(len(words)), chance.choice(NAMES))
        if secrets:
            words.insert(chance.randrange(len(words)), secrets.word())
        sentences.append(" ".join(words).capitalize() + ".")
    return " ".join(sentences)


def text_of(suffix: str, title: str, paragraphs: list[str]) -> str:
    """An article in a format."""
    if suffix == ".html":
        body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
        return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return "\n\n".join((f"# {title}", *paragraphs)) + "\n"


def hidden_whole(chance: random.Random, secrets: Secrets) -> dict[str, str]:
    """How an editor may say that nothing of a text is published, or nothing that can be read: sidecar by suffix, or front matter."""
    note = f"notes:\n- at: {secrets.word()}\n  text: {secrets.word()} says more.\n"
    said = chance.choice(
        [
            "status: draft", "publish: none", "draft: true", "publsh: none", "Publish: none", "publish : none",
            "publish none", "status: draft\nstatus: published", "publish: nothing", "a: b: c\npublish: none", '"status": draft',
            "publish: [none]", f"publish: none # {secrets.word()}", "status:\tdraft", "publish: no", "status: off", "private: true",
            "embargo: 2030-01-01", "published: false", "drafft: yes", "summary: x\n  publish: none", 'title: "unfinished', "- publish: none",
            "{publish: none", "<<: {publish: none}", "*publish: none", "publish; none", "publish：none", "PUBLISH: NONE",
        ]
    )  # fmt: skip
    fields = (
        f"{said}\nnolink: [{secrets.word()}]\nlinks: {{{secrets.word()}: nowhere}}\nkeeps: {secrets.word()}\n{note}"
    )
    places = ".yml .yml .YML .yaml .txt.yml .txt.yaml .yml.txt .yml.md .yml.yml .yaml.txt front utf16 bom folder upper"
    place = chance.choice(places.split())
    return {place: fields}


def seeds(chance: random.Random, secrets: Secrets) -> Iterator[tuple[str, bytes]]:
    """The files of a folder of seeds."""
    for number in range(chance.randint(3, 7)):
        suffix = chance.choice([".txt", ".md", ".html"])
        way = chance.choice(["hidden", "hidden", "excerpt", "full", "reserved"])
        name, title = f"text{number}", f"Article number {number}"
        if way == "full":
            yield f"seeds/{name}{suffix}", text_of(suffix, title, [prose(chance, None) for _ in range(4)]).encode()
            yield f"seeds/{name}.yml", f"# {secrets.word()}\nremarks: {secrets.word()}\n".encode()
        elif way == "excerpt":
            yield from _excerpt(chance, secrets, name, suffix, title)
        elif way == "reserved":
            name = chance.choice(["bibliography", "not-suggested", "Bibliography", "NOT-SUGGESTED"])
            text = text_of(suffix, f"Title {secrets.word()}", [prose(chance, secrets) for _ in range(3)])
            yield f"seeds/{name}{suffix}", text.encode()
            yield f"seeds/{name}.yml", f"publish: none\nstatus: draft\n# {secrets.word()}\n".encode()
        else:
            ((place, fields),) = hidden_whole(chance, secrets).items()
            suffix = ".txt" if place.startswith(".txt") else suffix
            text = text_of(suffix, title, [prose(chance, secrets) for _ in range(chance.randint(1, 5))])
            if place == "front":
                suffix, text = (
                    ".md",
                    f"---\n{fields}---\n{text}" if suffix != ".html" else f"---\n{fields}---\n<p>{text}",
                )
            elif place == "utf16":
                yield f"seeds/{name}.yml", fields.encode("utf-16")
            elif place == "folder":
                yield f"seeds/{name}.yml/{name}.bin", fields.encode()
            elif place == "upper":
                yield f"seeds/{name}.yml", b"title: A title\n"
                yield f"seeds/{name.upper()}.yml", fields.encode()
            elif place == "bom":
                yield f"seeds/{name}.yml", b"\xef\xbb\xbf" + fields.encode()
            else:
                yield f"seeds/{name}{place}", fields.encode()
            yield f"seeds/{name}{suffix}", text.encode()


def _excerpt(
    chance: random.Random, secrets: Secrets, name: str, suffix: str, title: str
) -> Iterator[tuple[str, bytes]]:
    """A text of which readers get three paragraphs at most, and no more than a third."""
    shown = [prose(chance, None) for _ in range(3)]
    rest = [prose(chance, secrets) for _ in range(9)]
    if chance.random() < 0.3:
        rest.insert(0, f"## Part {secrets.word()}" if suffix == ".md" else f"Part {secrets.word()}")
    if chance.random() < 0.3:
        rest.insert(chance.randrange(9), f"Advertisement\n\nPhoto: {secrets.word()} in the harbour")
    text = text_of(suffix, title, [*shown, *rest])
    if chance.random() < 0.3:
        # A page, or a text, on a single line.
        text = text.replace("\n", " ") if suffix == ".html" else text
    told = (
        f"publish: excerpt\nnotes:\n- at: {secrets.words[-1]}\n  text: {secrets.word()}\nnolink: [{secrets.word()}]\n"
    )
    yield f"seeds/{name}{suffix}", text.encode()
    yield f"seeds/{name}.yml", told.encode()


def entries(chance: random.Random, secrets: Secrets) -> Iterator[tuple[str, bytes]]:
    """Entries for all readers, and drafts."""
    for name in NAMES[:3]:
        yield f"docs/glossary/{name.lower()}.md", f"---\ntitle: {name}\nkind: state\n---\nA state.\n".encode()
    head = chance.choice(
        [
            "status: draft", "status: Draft", "aliases: [x\nstatus: draft", 'status: "draft"', "status: drfat", "Status: draft",
            "stauts: draft", "status: Entwurf", "status: later", "status: [draft]", "status: draft.", "draft: true", "publish: none", "status: published\nstatus: draft",
            "status: {draft: true}", "private: yes", "status: draft\nsigned: 2021-02-30", "status: draft\ntitle: !odd x",
        ]
    )  # fmt: skip
    facts = f"aliases: [{secrets.word()}]\nfacts:\n  Office: {secrets.word()}\n"
    before = chance.choice(["", "", "\n", "\ufeff"])
    text = f"{before}---\ntitle: Belvar {secrets.word()}\nkind: state\n{facts}{head}\n---\nA state, {secrets.word()}.[@{secrets.word()}]\n"
    yield "docs/glossary/belvar.md", text.encode()
    text = f"---\ntitle: Ostrava\nkind: place\naliases: [{secrets.word()}]\n---\nA place, {secrets.word()}.[@{secrets.word()}]\n"
    yield "docs/glossary/ostrava.md", text.encode()


def project(number: int) -> tuple[dict[str, bytes], list[str]]:
    """The files of a project by their paths, and the words that none of its site may have."""
    chance = random.Random(number)  # noqa: S311 (no secret that matters)
    secrets = Secrets(chance)
    files = dict((*seeds(chance, secrets), *entries(chance, secrets)))
    reserved = {path.lower() for path in files}
    if "seeds/not-suggested.yml" not in reserved:
        files["seeds/not-suggested.yml"] = f"- {secrets.word()}\n".encode()
    if "seeds/bibliography.yml" not in reserved:
        files["seeds/bibliography.yml"] = (
            f"# {secrets.word()}\nwork:\n  title: A work\n  remark: {secrets.word()}\n".encode()
        )
    publish = chance.choice(["", "", "excerpt"])
    options = f"      publish: {publish}\n" if publish else "      editor: none\n"
    files["mkdocs.yml"] = (
        "site_name: Site\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n"
        "draft_docs: glossary/ostrava.md\n"
        f"plugins:\n  - search\n  - backgrounder:\n{options}"
    ).encode()
    files["docs/index.md"] = b"# Home\n\nWords.\n"
    return files, secrets.words


def found_in(files: dict[str, bytes], words: list[str], folder: Path) -> list[str]:
    """Builds a project, and tells which words are where in its site or its log."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    lines: list[str] = []
    _built(folder, lines.append)
    places = {"the log": "\n".join(lines).encode()}
    for file in sorted((folder / "site").rglob("*")):
        if file.is_file():
            data = file.read_bytes()
            places[file.relative_to(folder).as_posix()] = gzip.decompress(data) if file.suffix == ".gz" else data
    assert "site/index.html" in places
    return [
        f"{word} in {place}"
        for place, data in places.items()
        for word in words
        if word.lower().encode() in f"{place}\n".encode().lower() + data.lower()
    ]


def _built(folder: Path, tell: Callable[[str], None]) -> None:
    handler = logging.Handler()
    handler.emit = lambda record: tell(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("mkdocs")
    before = log.level, log.propagate
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    log.propagate = False
    try:
        config = load_config(str(folder / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        log.removeHandler(handler)
        log.setLevel(before[0])
        log.propagate = before[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    total = failures = 0
    for number in range(given.first, given.first + given.projects):
        files, words = project(number)
        with tempfile.TemporaryDirectory() as folder:
            found = found_in(files, words, Path(folder))
        total += len(words)
        failures += bool(found)
        for line in found:
            print(f"project {number}: {line}", flush=True)
    print(f"{given.projects} projects, {total} secret words, {failures} projects with words that got out")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
