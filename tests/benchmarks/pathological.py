"""Inputs that would make a careless program slow: the time for a text and for one four times as long.

    python tests/benchmarks/pathological.py

Linear cost shows as a ratio of about 4 in the last column; 16 would be quadratic. Not a test: machines are noisy.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from backgrounder.findings import Place
from backgrounder.glossary.entry import Entry, Form, Kind, Name
from backgrounder.glossary.read import definition, read_entry, surname_of
from backgrounder.linking.articles import mentions_of
from backgrounder.linking.candidates import Glossary
from backgrounder.linking.variants import without_marks
from backgrounder.reference.concordance import concordance
from backgrounder.seeds.published import whole
from backgrounder.seeds.read import read_seed
from backgrounder.seeds.told import names_in
from backgrounder.sources.bibliography import judged_citations, read_bibliography

LENGTH = 40_000


def entry(title: str, kind: Kind = Kind.STATE) -> Entry:
    return Entry(title, f"glossary/{title}.md", title, title, kind, (Name(title, Form.TITLE),))


FEW = Glossary.of([entry("Russia"), entry("China")])
MANY = Glossary.of([entry("a" * n) for n in range(1, 400)] + [entry(f"New Name {n}") for n in range(10_000)])


def seed(text: str) -> None:
    read_seed("seeds/x.txt", text.encode())


def linked(glossary: Glossary) -> Callable[[str], None]:
    def work(text: str) -> None:
        article = read_seed("seeds/x.txt", text.encode()).article
        assert article
        mentions, _ = mentions_of(article, glossary)
        concordance([(whole(article), mentions)])

    return work


def front(text: str) -> None:
    read_entry("e.md", "e.md", "e", f"---\n{text}---\nx".encode())


def page(text: str) -> None:
    judged_citations(text, {}, {}, lambda _: Place("x"))


CASES: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "a heading with spaces": (seed, lambda n: "# a" + " " * n + "b"),
    "a heading with marks": (seed, lambda n: "# a" + " #" * (n // 2) + "b"),
    "an entry's heading": (lambda t: (read_entry("e.md", "e.md", "e", t.encode()), None)[1], lambda n: "# a" + " " * n + "b"),
    "broken sentences": (seed, lambda n: "\n\n".join(["some words that go on and on"] * (n // 30))),
    "spaces in lines": (seed, lambda n: "ab  cd\u2028ef  gh\n" * (n // 14)),
    "only spaces": (seed, lambda n: "a" + " " * n + "\n" + "b" * 130),
    "spaces before a source": (seed, lambda n: "Text.\n" + " " * n + "\nSource: https://example.org"),
    "full stops": (linked(FEW), lambda n: "Russia " + "." * n + "x"),
    "combining marks": (linked(FEW), lambda n: "Russia " + "e\u0301" * (n // 2) + " " + "\u0301" * n),
    "names in one paragraph": (linked(FEW), lambda n: "Russia, China went. " * (n // 20)),
    "names in quotations": (linked(FEW), lambda n: 'Russia said "no China" and ' * (n // 26)),
    "one letter repeated": (linked(MANY), lambda n: "a" * (n // 4)),
    "one letter in words": (linked(MANY), lambda n: "aaa aa a " * (n // 9)),
    "quotation marks": (linked(FEW), lambda n: '"' * n),
    "brackets": (page, lambda n: "[@" * (n // 2)),
    "unclosed comments": (page, lambda n: "[@a] <!-- " * (n // 10)),
    "backticks": (page, lambda n: "[@a] " + "`a``b" * (n // 5)),
    "indented lines": (page, lambda n: "[@a]\n\n" + "    code\n\n" * (n // 10)),
    "fields that nobody knows": (front, lambda n: "".join(f"k{i}: v\n" for i in range(n // 10))),
    "items that are wrong": (front, lambda n: "aliases:\n" + "- []\n" * (n // 10)),
    "many tags": (front, lambda n: "tags:\n" + "- tag\n" * (n // 6)),
    "brackets in a definition": (definition, lambda n: "x" + "[" * n),
    "links in a definition": (definition, lambda n: "[a](" * (n // 4)),
    "brackets in a title": (surname_of, lambda n: "(" * n),
    "commas in a title": (surname_of, lambda n: ", " * (n // 2)),
    "marks on a letter": (without_marks, lambda n: "a" + "\u0301" * n),
    "stops behind a key": (page, lambda n: "[@a" + "." * n + "!]"),
    "spaces in a locator": (page, lambda n: "[@a, a" + " " * n + "\nb\n]"),
    "keys without an end": (page, lambda n: "[" + "@a " * (n // 3)),
    "indented blocks": (page, lambda n: "[@a]" + "\n\n    a\n\nb" * (n // 10)),
    "an author's roles": (names_in, lambda n: "special to " * (n // 11) + "\n\x01"),
    "a bibliography": (lambda t: (read_bibliography("b.yml", t.encode()), None)[1], lambda n: "".join(f"k{i}: {{title: T}}\n" for i in range(n // 16))),
}  # fmt: skip


def main() -> None:
    print(f"{'case':28}{LENGTH:>10}{4 * LENGTH:>10}{'ratio':>8}")
    for name, (work, text) in CASES.items():
        times = []
        for length in (LENGTH, 4 * LENGTH):
            given = text(length)
            best = min(_timed(work, given) for _ in range(2))
            times.append(best)
        print(f"{name:28}{times[0]:10.3f}{times[1]:10.3f}{times[1] / max(times[0], 1e-6):8.1f}", flush=True)


def _timed(work: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    work(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
