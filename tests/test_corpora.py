"""Seeds as they come: ugly texts and saved pages, each with what a reader would take for the article, written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from backgrounder.seeds.article import Article, BlockKind
from backgrounder.seeds.comparison import compared
from backgrounder.seeds.read import read_seed
from conftest import ROOT

DATA = ROOT / "tests" / "data"
UGLY = sorted(path for path in (DATA / "ugly").glob("*") if path.is_dir())
PAGES = sorted(path for path in (DATA / "html").glob("*") if path.is_dir())


def expected(case: Path) -> dict[str, Any]:
    text = (case / "expected.yml").read_text(encoding="utf8")
    values: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (all values as text)
    return values


def read(file: Path) -> Article:
    sidecar = file.with_suffix(".yml")
    beside = (f"seeds/{sidecar.name}", sidecar.read_bytes()) if sidecar.exists() else None
    article = read_seed(f"seeds/{file.name}", file.read_bytes(), beside).article
    assert article
    return article


def paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.number]


def told(article: Article) -> dict[str, Any]:
    """What is known of the source, as `expected.yml` has it."""
    source = article.source
    return {
        "author": [person.printed for person in source.author],
        "issued": str(source.issued) if source.issued else None,
        "container_title": source.container_title,
        "url": source.url,
        "language": source.language,
    }


@pytest.mark.parametrize("case", UGLY, ids=lambda p: p.name)
def test_an_ugly_seed_becomes_an_article(case: Path) -> None:
    wanted = expected(case)
    article = read(next(path for path in case.glob("seed.*") if path.suffix != ".yml"))
    assert paragraphs(article) == [text.strip() for text in wanted["paragraphs"]]
    assert article.title == wanted["title"]
    assert article.title_inferred == (wanted.get("title_inferred") == "true")
    known = told(article)
    assert {name: known[name] for name in known if name in wanted} == {
        name: wanted[name] for name in known if name in wanted
    }
    assert set(wanted.get("steps", ())) <= {repair.step for repair in article.repairs}


@pytest.mark.parametrize("case", PAGES, ids=lambda p: p.name)
def test_a_saved_page_becomes_an_article(case: Path) -> None:
    wanted = expected(case)
    article = read(case / "page.html")
    prose = [b.text for b in article.blocks if b.number and b.kind is not BlockKind.CELL and not b.note]
    assert [text for text in prose if text not in wanted.get("optional", ())] == [
        text.strip() for text in wanted["paragraphs"]
    ]
    assert [b.text for b in article.blocks if b.kind is BlockKind.CELL] == wanted.get("cells", [])
    assert [b.text for b in article.blocks if b.note] == wanted.get("notes", [])
    assert article.title == wanted["title"]
    known = told(article)
    assert {name: known[name] for name in known if name in wanted} == {
        name: wanted[name] for name in known if name in wanted
    }
    shown = [" ".join(block.text.split()) for block in article.blocks if block.kind is BlockKind.SUBHEADING]
    assert [text for text in shown if text not in wanted.get("headings", shown)] == []


@pytest.mark.parametrize("case", UGLY, ids=lambda p: p.name)
def test_a_seed_and_its_differences_are_the_article(case: Path) -> None:
    """The seed with its differences carried out is the text, up to what nobody can see."""
    article = read(next(path for path in case.glob("seed.*") if path.suffix != ".yml"))
    raw, done, parts = article.raw.text, article.body, []
    for one in compared(article):
        assert one.start >= done
        parts += [raw[done : one.start], one.added]
        done = one.end
    seen = [c for c in "".join([*parts, raw[done:]]) if c.isprintable() and not c.isspace()]
    shown = [c for block in article.blocks for c in block.text if c.isprintable() and not c.isspace()]
    assert article.path.endswith(".html") or seen == shown


@pytest.mark.parametrize("case", [*UGLY, *PAGES], ids=lambda p: p.name)
def test_every_word_leads_back_to_its_place(case: Path) -> None:
    """A letter of the article stands where the article says, unless a reference, a hyphen or mojibake was mended there."""
    file = next(path for path in (*case.glob("seed.*"), *case.glob("page.*")) if path.suffix != ".yml")
    article = read(file)
    raw = article.raw.text
    mended = {(r.place.line, r.place.column) for r in article.repairs if r.step == "mojibake"}
    for number, block in enumerate(article.blocks):
        for offset, letter in enumerate(block.text):
            if letter.isalnum():
                origin = block.passage.origin(offset)
                place = article.place(number, offset)
                assert raw[origin] == letter or raw[origin] == "&" or (place.line, place.column) in mended, (
                    letter,
                    place,
                )
