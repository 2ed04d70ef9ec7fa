"""What the plugin costs: a build with it against the bare host's build of the same final Markdown, and ten times the names.

    python tests/benchmarks/build.py [--articles 1000] [--entries 2000] [--rounds 3]

The bare pages are what somebody would write by hand who wanted the same site: the articles' text, escaped where it must
be, their links and footnotes, and the sections *In this article* and *Mentioned in* with their sentences. A second bare
site goes without these sections. All sites are built in turn in one run; trust the ratios, not the seconds. Budgets: at
most 1.05 for the build, at most 1.1 for the linking with ten times the names, a twentieth for reading and cleaning, a
tenth for suggestions and for what `check` reviews.
"""

from __future__ import annotations

import argparse
import compileall
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import backgrounder
from backgrounder.desk.review import reviewed
from backgrounder.desk.suggest import suggestions
from backgrounder.disk import read_inputs
from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import PLACE
from backgrounder.linking.articles import mentions_of
from backgrounder.linking.mention import Mention
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.project import Project, read_project
from backgrounder.reference.concordance import Appearance, Quoted
from backgrounder.seeds.article import BlockKind
from backgrounder.seeds.read import read_seed
from backgrounder.site.labels import Labels
from backgrounder.site.listing import Site
from backgrounder.site.pages import link_to
from backgrounder.site.views import article as article_page
from backgrounder.site.views import entry as entry_page

SYLLABLES = "ba ko ri ne su ta mo li ve da ra ni po ke lu sa ti ma go fe".split()
WORDS = "the talks on trade and borders went on for days while officials from both sides spoke of progress that few saw".split()
CONFIG = "site_name: S\nsite_url: http://127.0.0.1:8000/\ntheme: {{name: material, font: false}}\nnav: [index.md]\n{}"
BARE = """not_in_nav: "/**"
markdown_extensions: [attr_list, footnotes, {material.extensions.preview: {targets: {include: ["glossary/*"]}}}]
plugins: [search]
"""


AMONG = 250
"""Entries of which one article names some: on larger sites they are others for each, so that an article names as many
different ones as on a smaller site, as real ones do."""


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
    named = titles[: entries // 2]
    for number in range(articles):
        paragraphs = [f"Headline number {number} of this site"]
        among = named if len(named) <= AMONG else chance.sample(named, AMONG)
        for _ in range(20):
            sentences = [" ".join(chance.choices(WORDS, k=15)).capitalize() + "." for _ in range(4)]
            sentences.insert(
                2,
                f"Yesterday {chance.choice(among)} met nobody in {chance.choice(among)}.",
            )
            paragraphs.append(" ".join(sentences))
        (folder / "seeds" / f"a{number}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf8")


def never_mentioned(count: int) -> Iterator[Entry]:
    """Entries that no article mentions."""
    chance = random.Random(2)  # noqa: S311
    for number in range(count):
        names = tuple(Name(f"{name(chance, 2)} {name(chance, 1)}", Form.ALIAS) for _ in range(5))
        yield Entry("", f"glossary/more/{number}.md", f"more/{number}", names[0].text, PLACE, names)


def write_bare(folder: Path, project: Project, *, sections: bool) -> None:
    """The same pages in Markdown. `sections`: with those that gather mentions."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG.format(BARE), encoding="utf8")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf8")
    site = Site(project, Labels())
    for entry in project.entries:
        years = entry_page.mentioned_in(site, entry) if sections else ()
        parts = [f"---\ntitle: {entry.title}\n---\n# {entry.title}", entry.body.strip()]
        parts += ["## Mentioned in { data-search-exclude }"] if sections else []
        for one in (one for _, appearances in years for one in appearances):
            shown = site.listed_article(one.article)
            address = link_to(shown.article.uri, entry.uri)
            parts.append(
                f"### [{escaped(shown.title)}]({address}) {{ data-search-exclude }}\n\n{escaped(shown.byline)}"
            )
            parts.append("\n".join(f"- {with_marks(quoted, address)}" for quoted in one.sentences))
        write_page(folder, entry.uri, parts)
    for article in project.articles:
        parts = [f"---\ntitle: {article.title}\n---\n# {escaped(article.title)}"]
        mentions = project.mentions[article.path]
        for number, block in enumerate(article.blocks):
            if block.kind is BlockKind.PARAGRAPH:
                linked = [m for m in mentions if m.linked and m.stretch == number]
                source = "[^source]" if block.number == 1 else ""
                parts.append(f"{with_links(block.text, linked, article.uri)}{source}\n{{: #p{block.number} }}")
        if sections:
            parts.append("## In this article { data-search-exclude }")
            for title, listed in article_page.in_this_article(site, article):
                links = (
                    f"- [{escaped(item.entry.title)}]({link_to(item.entry.uri, article.uri)}) {places(item)}"
                    for item in listed
                )
                parts.append(f"### {title} {{ data-search-exclude }}\n\n" + "\n".join(links))
        write_page(folder, article.uri, [*parts, "[^source]: Source unknown."])


def places(item: Appearance) -> str:
    return " ".join(f"[{number}](#p{number})" for number in item.paragraphs)


def write_page(folder: Path, uri: str, parts: list[str]) -> None:
    path = folder / "docs" / uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(parts) + "\n", encoding="utf8")


def escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]#])", r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")


def with_links(text: str, mentions: Sequence[Mention], page: str) -> str:
    parts, done = [], 0
    for mention in mentions:
        assert mention.entry
        name = escaped(text[mention.start : mention.end])
        parts += [escaped(text[done : mention.start]), f"[{name}]({link_to(mention.entry.uri, page)})"]
        done = mention.end
    return "".join([*parts, escaped(text[done:])])


def with_marks(quoted: Quoted, address: str) -> str:
    parts, done = [], 0
    for start, end in quoted.marks:
        parts += [escaped(quoted.text[done:start]), f"<mark>{escaped(quoted.text[start:end])}</mark>"]
        done = end
    return "".join(
        [*parts, escaped(quoted.text[done:]), f" [paragraph {quoted.paragraph}]({address}#p{quoted.paragraph})"]
    )


def compile_plugin() -> None:
    """Compiles the plugin, as installers do: where Python is told to keep nothing compiled, each build would do it again."""
    compileall.compile_dir(Path(backgrounder.__file__).parent, quiet=1)


def build(folder: Path) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - start


def linking(project: Project, glossary: GlossaryIndex) -> float:
    start = time.perf_counter()
    for article in project.articles:
        mentions_of(article, glossary)
    return time.perf_counter() - start


def reading(folder: Path) -> float:
    """Reading and cleaning all seeds of a site."""
    files = [(f"seeds/{path.name}", path.read_bytes()) for path in sorted((folder / "seeds").iterdir())]
    start = time.perf_counter()
    for path, data in files:
        read_seed(path, data)
    return time.perf_counter() - start


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--entries", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    compile_plugin()
    with tempfile.TemporaryDirectory() as temporary:
        ours, bare, without = (Path(temporary, name) for name in ("ours", "bare", "without"))
        write_site(ours, given.articles, given.entries, names_each=5)
        project = read_project(read_inputs(ours, ours / "docs", "seeds", "glossary"))
        write_bare(bare, project, sections=True)
        write_bare(without, project, sections=False)
        times = []
        for _ in range(given.rounds):
            times.append((build(ours), build(bare), build(without)))
            print("plugin {:6.1f} s   bare host {:6.1f} s, without sections {:6.1f} s".format(*times[-1]), flush=True)
        print(f"median ratios, {given.articles} articles, {5 * given.entries} names:")
        print(f"  plugin to bare host                   {statistics.median(t[0] / t[1] for t in times):.3f}")
        print(f"  plugin to bare host without sections  {statistics.median(t[0] / t[2] for t in times):.3f}")
        reads = [reading(ours) / done[0] for done in times]
        print(f"to the plugin's build:\n  reading and cleaning                {statistics.median(reads):.3f}")
        for what, call in {
            "suggestions": lambda: suggestions(project.articles, project.mentions),
            "suggestions without entries": lambda: suggestions(project.articles, {}),
            "what check reviews": lambda: reviewed(project),
        }.items():
            print(f"  {what:<36}{statistics.median(seconds(call) / done[0] for done in times):.3f}")
        more = GlossaryIndex.of((*project.entries, *never_mentioned(9 * given.entries)))
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
