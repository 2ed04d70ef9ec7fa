"""What the plugin costs: a build with it against the bare host's build of the same final Markdown, and ten times the names.

    python tests/benchmarks/build.py [--articles 1000] [--entries 2000] [--rounds 3]

Both sites are built in turn in one run; trust the ratios, not the seconds. Budgets: at most 1.05 for the build, at most
1.1 for the linking with ten times the names.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from backgrounder.disk import read_inputs
from backgrounder.glossary.entry import Entry, Form, Kind, Name
from backgrounder.linking.articles import mentions_of
from backgrounder.linking.candidates import Glossary
from backgrounder.project import Project, read_project
from backgrounder.site.pages import article_markdown

SYLLABLES = "ba ko ri ne su ta mo li ve da ra ni po ke lu sa ti ma go fe".split()
WORDS = "the talks on trade and borders went on for days while officials from both sides spoke of progress that few saw".split()
CONFIG = "site_name: S\nsite_url: http://127.0.0.1:8000/\ntheme: {{name: material, font: false}}\nnav: [index.md]\n{}"
BARE = """not_in_nav: "/**"
markdown_extensions: [attr_list, footnotes, {material.extensions.preview: {targets: {include: ["glossary/*"]}}}]
plugins: [search]
"""


def name(chance: random.Random, words: int) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(words))


def write_site(folder: Path, articles: int, entries: int, names_each: int) -> None:
    """Articles of about 9,000 characters that mention half of the entries, each with several names."""
    chance = random.Random(1)  # noqa: S311
    (folder / "docs" / "glossary").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf8")
    (folder / "mkdocs.yml").write_text(CONFIG.format("plugins: [search, backgrounder]\n"), encoding="utf8")
    titles = []
    for number in range(entries):
        title, *aliases = (name(chance, 2) for _ in range(names_each))
        titles.append(title)
        head = f"---\ntitle: {title}\nkind: {chance.choice(['person', 'place', 'organization'])}\naliases: [{', '.join(aliases)}]\n---\n"
        body = f"Somebody or something, known as {title} and mentioned by {chance.choice(titles)} since 1990.\n"
        (folder / "docs" / "glossary" / f"e{number}.md").write_text(head + body, encoding="utf8")
    for number in range(articles):
        paragraphs = [f"Headline number {number} of this site"]
        for _ in range(20):
            sentences = [" ".join(chance.choices(WORDS, k=15)).capitalize() + "." for _ in range(4)]
            sentences.insert(
                2,
                f"Yesterday {chance.choice(titles[: entries // 2])} met nobody in {chance.choice(titles[: entries // 2])}.",
            )
            paragraphs.append(" ".join(sentences))
        (folder / "seeds" / f"a{number}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf8")


def never_mentioned(count: int) -> Iterator[Entry]:
    """Entries that no article mentions."""
    chance = random.Random(2)  # noqa: S311
    for number in range(count):
        names = tuple(Name(f"{name(chance, 2)} {name(chance, 1)}", Form.ALIAS) for _ in range(5))
        yield Entry("", f"glossary/more/{number}.md", f"more/{number}", names[0].text, Kind.PLACE, names)


def write_bare(folder: Path, project: Project) -> None:
    """The same final Markdown as plain pages: articles with their links and footnotes, entries as they are."""
    (folder / "docs" / "glossary").mkdir(parents=True)
    (folder / "docs" / "articles").mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG.format(BARE), encoding="utf8")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf8")
    for entry in project.entries:
        (folder / "docs" / entry.uri).write_text(f"---\ntitle: {entry.title}\n---\n{entry.body}", encoding="utf8")
    for article in project.articles:
        body = article_markdown(article, project.mentions[article.path], "Source unknown.", lambda _: None)
        (folder / "docs" / article.uri).write_text(f"---\ntitle: {article.title}\n---\n{body}", encoding="utf8")


def build(folder: Path) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - start


def linking(project: Project, glossary: Glossary) -> float:
    start = time.perf_counter()
    for article in project.articles:
        mentions_of(article, glossary)
    return time.perf_counter() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--entries", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        ours, bare = Path(temporary, "ours"), Path(temporary, "bare")
        write_site(ours, given.articles, given.entries, names_each=5)
        project = read_project(read_inputs(ours, ours / "docs", "seeds", "glossary"))
        write_bare(bare, project)
        pairs = [(build(ours), build(bare)) for _ in range(given.rounds)]
        for one, other in pairs:
            print(f"plugin {one:7.1f} s   bare host {other:7.1f} s   ratio {one / other:.3f}", flush=True)
        print(
            f"median ratio, {given.articles} articles, {5 * given.entries} names: {statistics.median(a / b for a, b in pairs):.3f}"
        )
        more = Glossary.of((*project.entries, *never_mentioned(9 * given.entries)))
        ratios = []
        for _ in range(given.rounds):
            small, large = linking(project, project.glossary), linking(project, more)
            ratios.append(large / small)
            print(
                f"linking with {5 * given.entries} names {small:6.2f} s, with ten times as many {large:6.2f} s",
                flush=True,
            )
        print(f"median ratio, ten times the names: {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()
