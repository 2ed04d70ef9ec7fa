"""Golden folders: input files and what must come of them. Adding a case needs no Python; see docs/guide/contributing.md."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from backgrounder.desk.report import FINDINGS, judged
from backgrounder.desk.review import reviewed
from backgrounder.disk import read_inputs
from backgrounder.findings import DEFAULT_LEVELS
from backgrounder.glossary.entry import Entry
from backgrounder.glossary.read import read_entry
from backgrounder.linking.articles import find_entry, mentions_of
from backgrounder.linking.mention import Policy
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.project import read_project
from backgrounder.seeds.article import Article
from backgrounder.seeds.read import ReadSeed, read_seed
from backgrounder.sources.chicago import note
from backgrounder.sources.reference import plain, sentence
from conftest import CONFIG, GOLDEN, STRICT_LINKS, build, cases
from content import main_content

Golden = Callable[[Path, str], None]


@pytest.mark.parametrize("case", cases("seeds"), ids=lambda p: p.name)
def test_seed_becomes_article(case: Path, golden: Golden) -> None:
    """seed.txt (and seed.yml) → article.txt: blocks with line and column, source, repairs, findings."""
    sidecar = case / "seed.yml"
    with_sidecar = ("seeds/seed.yml", sidecar.read_bytes()) if sidecar.exists() else None
    read = read_seed("seeds/seed.txt", (case / "seed.txt").read_bytes(), with_sidecar)
    golden(case / "article.txt", "\n".join(_described(read)) + "\n")


def _described(read: ReadSeed) -> Iterator[str]:
    article = read.article
    if article:
        yield f"title: {article.title}{' (inferred)' if article.title_inferred else ''}"
        yield f"source: {plain(sentence([note(article.source)]))}"
        for number, block in enumerate(article.blocks):
            place = article.place(number, 0)
            name = f"p{block.number}" if block.number else block.kind.value
            yield f"{place.line}:{place.column} {name}: {block.text!r}"
        for repair in article.repairs:
            yield f"{repair.place.line}:{repair.place.column} {repair.step}: {repair.what}"
        for one in article.notes:
            yield f"note behind {article.blocks[one.block].text[: one.end][-20:]!r}: {one.text}"
    for finding in read.findings:
        yield f"{finding.place}: {finding.code}: {finding.message}"


@pytest.mark.parametrize("case", cases("pages"), ids=lambda p: p.name)
def test_project_becomes_pages(case: Path, tmp_path: Path, golden: Golden) -> None:
    """A project → the main content of the pages that `expected/` names (`articles.x.html` for articles/x/index.html)."""
    shutil.copytree(case, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
    if not (tmp_path / "mkdocs.yml").exists():
        (tmp_path / "mkdocs.yml").write_text(CONFIG + STRICT_LINKS, encoding="utf8")
    done = build(tmp_path)
    assert done.returncode == 0, done.stderr
    for expected in sorted((case / "expected").iterdir()):
        page = tmp_path / "site" / expected.stem.replace(".", "/") / "index.html"
        golden(expected, main_content(page.read_text(encoding="utf8")))


def test_every_finding_has_a_golden_case() -> None:
    """But for those that files cannot give: the configuration's, links out of the folder, mistakes of the program."""
    told = {
        line.split()[2].removesuffix(":")
        for case in cases("findings")
        for line in (case / "findings.txt").read_text(encoding="utf8").splitlines()
    }
    assert set(DEFAULT_LEVELS) - told == {"bad-bibliography", "internal-error", "no-site-url", "unsafe-path"}


@pytest.mark.parametrize("case", cases("findings"), ids=lambda p: p.name)
def test_project_gives_findings(case: Path, golden: Golden) -> None:
    """A project → findings.txt. Nothing on disk is changed."""
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file() and path.name != "findings.txt"}
    project = read_project(read_inputs(case, case / "docs", "seeds", "glossary"))
    golden(
        case / "findings.txt", "\n".join(FINDINGS["text"](judged([*project.findings, *reviewed(project)], {}))) + "\n"
    )
    assert {path: path.read_bytes() for path in before} == before


LINKING = sorted((GOLDEN / "linking").glob("*.yml"))


@pytest.mark.parametrize("case", LINKING, ids=lambda p: p.stem)
def test_names_become_mentions(case: Path, golden: Golden) -> None:
    """Entries and a text (x.yml) → the text with its mentions marked (x.txt): `[Lavrov → Sergey Lavrov]`, `{Xi: repeat}`."""
    given = yaml.safe_load(case.read_text(encoding="utf8"))
    entries = [_entry(number, fields) for number, fields in enumerate(given["entries"])]
    choices = yaml.safe_dump({key: given[key] for key in ("links", "nolink") if key in given}, allow_unicode=True)
    read = read_seed("seeds/seed.txt", given["text"].encode(), ("seeds/seed.yml", choices.encode()))
    assert read.article
    golden(
        case.with_suffix(".txt"),
        f"{given['rule']}\n\n"
        + "\n\n".join(_marked(read.article, GlossaryIndex.of(entries), Policy(**given.get("policy", {}))))
        + "\n",
    )


def _entry(number: int, fields: dict[str, object]) -> Entry:
    text = f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\nText.\n"
    slug = f"e{number}"
    read = read_entry(f"docs/glossary/{slug}.md", f"glossary/{slug}.md", slug, text.encode())
    assert not read.findings, read.findings
    return read.entry


def _marked(article: Article, glossary: GlossaryIndex, policy: Policy) -> Iterator[str]:
    mentions, findings = mentions_of(article, glossary, policy)
    for number, block in enumerate(article.blocks):
        text = block.text
        for mention in reversed([m for m in mentions if m.stretch == number]):
            surface = text[mention.start : mention.end]
            who = mention.entry.title if mention.entry else " or ".join(e.title for e in mention.candidates)
            reason = mention.reason.value if mention.reason else ""
            mark = f"[{surface} → {who}]" if mention.linked else f"{{{surface} → {who}: {reason}}}"
            text = text[: mention.start] + mark + text[mention.end :]
        yield text
    yield from (f"{finding.code}: {finding.message}" for finding in findings)
    assert all(find_entry(entry.slug, glossary) is entry for entry in glossary.entries.values())
