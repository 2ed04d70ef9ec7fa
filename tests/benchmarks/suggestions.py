"""How right the suggestions are: against articles in which somebody annotated who is who, with an empty glossary.

`python tests/benchmarks/suggestions.py FOLDER [--subset NAME] [--first 50] [--wrong]`. The folder has `gold.jsonl`, an
article a line: `file` (below the folder), `subset`, `mentions` with `surface`, `entity`, and `kind` (person, organisation,
state, treaty, or anything else). Instruments are left out: nobody annotates them.

precision: of the first suggestions, those with a name that the gold has, as a surface or title, for an entity of these
kinds; entities without a kind count as wrong. recall: of these entities, those with a surface among all suggestions.
gathered: of the entities with two surfaces or more among the suggestions, one of them under the first ones, those that
have all of them under one suggestion.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from backgrounder.desk.suggest import Suggestion, suggestions
from backgrounder.glossary.kinds import INSTRUMENT
from backgrounder.seeds.article import Article
from backgrounder.seeds.read import read_seed

KINDS = frozenset(("person", "organisation", "state", "treaty"))


def folded(name: str) -> str:
    """A name for comparison."""
    return " ".join(name.replace("’", "'").casefold().split()).removeprefix("the ")


def read(folder: Path, rows: Iterable[Mapping[str, Any]]) -> list[Article]:
    """The annotated articles."""
    read_ones = (read_seed(f"seeds/{Path(row['file']).name}", (folder / row["file"]).read_bytes()) for row in rows)
    return [one.article for one in read_ones if one.article]


def main() -> None:
    """Prints the figures of each subset."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--subset", help="one subset only")
    options.add_argument("--first", type=int, default=50)
    options.add_argument("--wrong", action="store_true", help="print those that are wrong")
    given = options.parse_args()
    rows = [json.loads(line) for line in (given.folder / "gold.jsonl").read_text(encoding="utf8").splitlines()]
    for subset in sorted({row["subset"] for row in rows}):
        if given.subset in (None, subset):
            chosen = [row for row in rows if row["subset"] == subset]
            made = [one for one in suggestions(read(given.folder, chosen), {}) if one.kind != INSTRUMENT]
            report(subset, chosen, made, given.first, wrong=given.wrong)


def names_of_entities(rows: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Counter[str]], Mapping[str, set[str]]]:
    """By name, the entities that it stands for and how often; by entity, the names that most often stand for it alone."""
    entities: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in (mention for row in rows for mention in row["mentions"] if mention["kind"] in KINDS):
        for name in {folded(mention["surface"]), folded(mention["entity"])}:
            entities[name][mention["entity"]] += 1
    surfaces: dict[str, set[str]] = defaultdict(set)
    for name, named in entities.items():
        (entity, count), *others = named.most_common(2)
        if not others or others[0][1] < count:
            surfaces[entity].add(name)
    return entities, surfaces


def report(
    subset: str, rows: Sequence[Mapping[str, Any]], made: Sequence[Suggestion], first: int, *, wrong: bool
) -> None:
    """Prints the figures of one subset."""
    entities, surfaces = names_of_entities(rows)
    by_name: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(made):
        for name in (one.name, *one.others):
            by_name[folded(name)].add(number)
    right = [any(entities.get(folded(name)) for name in (one.name, *one.others)) for one in made[:first]]
    found = {entity: [by_name[name] for name in names if name in by_name] for entity, names in surfaces.items()}
    several = {entity: sets for entity, sets in found.items() if len(sets) > 1 and min(set().union(*sets)) < first}
    gathered = {entity for entity, sets in several.items() if set.intersection(*sets)}
    print(
        f"{subset:8} {len(rows):3} articles, {len(made):5} suggestions: "
        f"precision of the first {first} {sum(right) / max(len(right), 1):.3f}, "
        f"recall of all {sum(map(bool, found.values())) / max(len(found), 1):.3f}, "
        f"gathered {len(gathered) / max(len(several), 1):.3f} of {len(several)}"
    )
    if wrong:
        for one, _ in filter(lambda pair: not pair[1], zip(made, right, strict=False)):
            print(f"  {one.kind.key}: {one.name} ({', '.join(one.others)})")
        for entity in sorted(several.keys() - gathered):
            numbers = sorted(set().union(*several[entity]))
            print(f"  {entity}: {', '.join(made[number].name for number in numbers)}")


if __name__ == "__main__":
    main()
