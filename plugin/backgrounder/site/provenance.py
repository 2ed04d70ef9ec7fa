"""How an article is cited, where its text comes from, and what the cleaning did to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from backgrounder.seeds.comparison import Difference, compared
from backgrounder.seeds.published import Published, withheld_from
from backgrounder.site.labels import Labels
from backgrounder.sources.chicago import note, plain
from backgrounder.sources.source import Source


@dataclass(frozen=True, slots=True)
class Repaired:
    """What the cleaning did in a line of the seed, and how seed and text differ there, if that can be shown."""

    line: int
    what: str
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text comes from, what stands above it, and what became of it: facts (label, text), and repairs."""

    file: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    repairs: tuple[Repaired, ...]


def around_locator(source: Source) -> tuple[str, str]:
    """What stands before and behind the locator where a paragraph of a work is cited, as plain text."""
    pieces = note(source, "para. 1")
    at = next((number for number, piece in enumerate(pieces) if piece.paragraph), len(pieces))
    return plain(pieces[:at]), plain(pieces[at + 1 :])


def provenance(article: Published, labels: Labels) -> Provenance:
    """What an article's page says of the text's origin."""
    source = article.source
    facts = [(labels("size"), labels("bytes", n=article.size)), ("SHA-256", article.sha256)]
    if source.accessed:
        facts.insert(0, (labels("collected"), labels.date(source.accessed)))
    if article.told:
        facts.append((labels("read_from_text"), ", ".join(labels(f"told_{name}") for name in article.told)))
    if not source.known:
        facts.append((labels("source"), labels("source_unknown")))
    if source.title_supplied:
        facts.append((labels("title"), labels("title_supplied")))
    if source.rights:
        facts.append((labels("rights"), source.rights))
    file = article.path.rpartition("/")[2]
    return Provenance(file, tuple(facts), tuple(_notices(article, labels)), tuple(_repaired(article)))


def _repaired(article: Published) -> Iterator[Repaired]:
    """What the cleaning did; what is many times alike as one, at the first place. Each difference is shown once."""
    if not article.repairs:
        return
    # A line that gives author and date is read by two steps and says so once.
    repairs = {(repair.place, repair.what): repair for repair in article.repairs}.values()
    often = Counter((repair.step, repair.what) for repair in repairs)
    comparison = compared(article)
    done: set[tuple[str, str]] = set()
    shown: set[Difference] = set()
    for repair in repairs:
        alike = (repair.step, repair.what)
        if alike in done:
            continue
        done.add(alike)
        others = often[alike] - 1
        difference = comparison.at(repair.place)
        yield Repaired(
            repair.place.line,
            f"{repair.what}, and {others} more like it below" if others else repair.what,
            difference if difference not in shown else None,
        )
        if difference:
            shown.add(difference)


def _notices(article: Published, labels: Labels) -> Iterator[str]:
    """What stands above the text: for readers, that it is an excerpt; for editors, in the preview, what readers do not get."""
    if article.status == "draft":
        yield "This is a draft. Only the preview shows it."
    elif article.publish == "none":
        yield "Readers get only the reference of this text. Only the preview shows it."
    elif withheld_from(article) is not None:
        yield "Readers get the beginning of this text. Only the preview shows what is shaded."
    if article.withheld:
        yield labels("excerpt", n=article.withheld)
