"""What ten times the articles cost, what the host's own navigation would cost, and what the reference views cost.

    python tests/benchmarks/growth.py [--growth] [--default-nav] [--cost] [--instructions] [--articles 1000] [--entries 500] [--rounds 3]

Without a choice all three are measured. Unless told otherwise a site has half as many entries as articles; every article
mentions one entry, and every third one the same actor, beside names that are spread evenly. Trust the ratios, not the
seconds.

--growth: the build of a site and of one of ten times the articles and entries. Budgets, with 1,000 articles and 10,000:
at most 11 times the time by the clock; for the larger, at most 1,500 MB of memory, and no HTML file above 150 kB. The
sites are built in turn, the smaller before and after each larger one, and the median of each counts: a machine that lends
its time may be a quarter slower for minutes, and the fastest of short builds would be held against what is the mean of a
long one. The processor's time is told beside it: it does not contain waiting for the disk. Three rounds take 6 minutes.

--default-nav: the plugin's site of the articles alone, and the same articles' text as pages of the host, which puts all
into the navigation of each. Budgets, with 1,000 articles: the plugin's build is at least 5 times faster, and its site at
least 8 times smaller. Then the same with the entries: what a navigation costs grows with the square of the pages. The
sites are built in turn, and the fastest build of each counts.

--cost: the build with the reference views and without them: concordance, *Mentioned in*, *Appears with*, *In this
article*, index pages, heads. Budget: at most a tenth of the build. Articles, entries, links and footnotes stay, as do the links
of paragraphs to themselves.

--instructions: the two last by counting instructions (by valgrind, which takes 25 times as long), which are the same in
every run, however busy the machine is; the kernel's work is not among them.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from build import compile_plugin, write_site
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

from backgrounder import build as adding
from backgrounder.findings import Finding
from backgrounder.glossary.kinds import KINDS
from backgrounder.reference.concordance import Concordance
from backgrounder.site import markup
from backgrounder.site.labels import Labels
from backgrounder.site.pages import TEMPLATES

TIMES = 10
MKDOCS = ("-m", "mkdocs", "build")
HEAD = re.compile(r"^title: (.+)\nkind: (.+)$", re.MULTILINE)
BARE = "site_name: S\nsite_url: http://127.0.0.1:8000/\ntheme: {name: material, font: false}\nplugins: [search]\n"
VIEW = 'id="mentioned-in"'
"""What the page of each entry has with the views alone."""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds by the clock, seconds of the processor, megabytes at most."""

    seconds: float
    processor: float
    megabytes: float


def measured(folder: Path, *arguments: str) -> Cost:
    """What a run of Python in a site's folder takes. The site's old pages are removed before."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    # What the run before has left to be written would be written during this one.
    os.sync()
    with tempfile.TemporaryFile("w+") as told:
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, *arguments], cwd=folder, stdout=told, stderr=subprocess.STDOUT)
        # Not RUSAGE_CHILDREN, which gives the maximum of all children so far.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        # The process is waited for; without its code the object would wait again.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            sys.exit(told.read())
    # Linux counts kilobytes, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def write_frequent(folder: Path, articles: int, entries: int) -> None:
    """A site with an entry that all articles mention, and an actor whom every third one does."""
    write_site(folder, articles, entries, names_each=5)
    heads = [HEAD.search(path.read_text(encoding="utf8")) for path in (folder / "docs" / "glossary").iterdir()]
    everywhere, *others = sorted(head.groups() for head in heads if head)
    actor = next(title for title, kind in others if KINDS.by_key[kind].is_actor)
    for number, path in enumerate(sorted((folder / "seeds").iterdir())):
        sentences = f"\nIn the end {everywhere[0]} was named as well."
        if number % 3 == 0:
            sentences += f" This was what {actor} had asked for."
        with path.open("a", encoding="utf8") as seed:
            seed.write(f"{sentences}\n")


def write_default(folder: Path, ours: Path, *, entries: bool) -> None:
    """The text of the plugin's articles as pages of a site that says nothing of its navigation. `entries`: these too."""
    (folder / "docs").mkdir(parents=True)
    if entries:
        shutil.copytree(ours / "docs" / "glossary", folder / "docs" / "glossary")
    (folder / "mkdocs.yml").write_text(BARE, encoding="utf8")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf8")
    for seed in sorted((ours / "seeds").iterdir()):
        text = seed.read_text(encoding="utf8")
        (folder / "docs" / f"{seed.stem}.md").write_text(f"# {text}", encoding="utf8")


def size(folder: Path) -> float:
    """Megabytes of all files of a built site."""
    return sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()) / 1e6


def growth(folder: Path, articles: int, entries: int, rounds: int) -> None:
    """Prints what ten times the articles and entries cost."""
    runs: dict[int, list[Cost]] = {1: [], TIMES: []}
    for times in runs:
        write_frequent(folder / str(times), times * articles, times * entries)
    around_the_larger = (*(1, TIMES) * rounds, 1)
    for times in around_the_larger:
        site = folder / str(times)
        runs[times].append(measured(site, *MKDOCS))
        largest = max((site / "site").rglob("*.html"), key=lambda path: path.stat().st_size)
        print(
            f"{times * articles:6} articles {runs[times][-1].seconds:7.1f} s, {runs[times][-1].megabytes:.0f} MB of memory, "
            f"largest page {largest.stat().st_size / 1e3:.0f} kB: {largest.relative_to(site / 'site').as_posix()}",
            flush=True,
        )
    for what in ("seconds", "processor"):
        small, large = (statistics.median(getattr(run, what) for run in of_site) for of_site in runs.values())
        print(f"ratio of the builds, {TIMES} times the articles, by {what}: {large / small:.2f}", flush=True)


def default_nav(folder: Path, articles: int, entries: int, rounds: int, *, counted: bool) -> None:
    """Prints what the host's own navigation costs, as against the plugin's site. `counted`: by instructions."""
    whole = folder / "all"
    write_frequent(whole, articles, entries)
    measure = instructions if counted else lambda *run: measured(*run).seconds
    unit = "G instructions" if counted else "s"
    for what in ("articles", "articles and entries"):
        ours, theirs = folder / f"plugin, {what}", folder / f"host, {what}"
        shutil.copytree(whole, ours, ignore=None if "entries" in what else shutil.ignore_patterns("glossary"))
        write_default(theirs, whole, entries="entries" in what)
        runs = [{site: measure(site, *MKDOCS) for site in (ours, theirs)} for _ in range(rounds)]
        best = {site: min(run[site] for run in runs) for site in (ours, theirs)}
        sizes = {site: size(site) for site in (ours, theirs)}
        for site in (ours, theirs):
            print(f"{site.name:<30}{best[site]:7.1f} {unit} {sizes[site]:8.1f} MB", flush=True)
        faster, smaller = best[theirs] / best[ours], sizes[theirs] / sizes[ours]
        print(f"  {faster:.1f} times faster, {smaller:.1f} times smaller", flush=True)


def instructions(folder: Path, *arguments: str) -> float:
    """How many instructions a run of Python in a site's folder takes, in thousand millions."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    counting = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run(
        [*counting, sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    counted = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if done.returncode or not counted:
        sys.exit(done.stderr)
    return int(counted[1].replace(",", "")) / 1e9


def cost(folder: Path, articles: int, entries: int, rounds: int, *, counted: bool) -> None:
    """Prints which part of the build the reference views are. `counted`: by instructions, not by time."""
    folders = [folder / what for what in ("with", "without")]
    # Templates are compiled once for all builds: for none of those that count.
    write_frequent(folder / "before", 10, 5)
    measured(folder / "before", *MKDOCS)
    for site in folders:
        write_frequent(site, articles, entries)
    # The processor's time: the difference of two times by the clock is lost where others use the machine.
    measure = instructions if counted else lambda *run: measured(*run).processor
    unit = "G instructions" if counted else "s"
    shares = []
    for _ in range(rounds):
        taken = dict.fromkeys(folders, 0.0)
        # There and back: a machine that grows slower, as those do that lend their time, would favour one of them.
        for site in folders if counted else (*folders, *reversed(folders)):
            taken[site] += measure(site, __file__, "--child", site.name)
        normal, without = taken.values()
        shares.append((normal - without) / normal)
        print(f"with views {normal:6.1f} {unit}   without {without:6.1f} {unit}   share {shares[-1]:.3f}", flush=True)
    for site, expected in zip(folders, (True, False), strict=True):
        page = site / "site" / "glossary" / "e0" / "index.html"
        if (VIEW in page.read_text(encoding="utf8")) is not expected:
            sys.exit(f"The pages of the site {site.name} views are not what they should be.")
    pages = [sum(1 for _ in (site / "site").rglob("*.html")) for site in folders]
    print("pages {}, without {}".format(*pages))
    print(f"share of the reference views, {articles} articles: {statistics.median(shares):.3f}", flush=True)


@contextmanager
def views_off() -> Iterator[None]:
    """Within it the plugin adds no reference views: it reads, links and writes articles and entries as ever."""
    original = adding.Build.metadata
    labels = Labels()

    def metadata(self: adding.Build, page: Page, folders: Sequence[str]) -> tuple[dict[str, Any], Sequence[Finding]]:
        changed, found = original(self, page, folders)
        if str(changed.get("template", "")).startswith(f"{TEMPLATES}/"):
            changed["template"] = "main.html"
        return changed, found

    def context(_: adding.Build, page: Page) -> tuple[dict[str, Any], Sequence[Finding]]:
        # The links of an article's paragraphs stay; its template writes them.
        page.content = markup.permalinked(page.content or "", labels)
        return {}, ()

    with ExitStack() as stack:
        # A name that is not there any more is an error here.
        for place, instead in {
            "project.concordance": lambda _: Concordance(),
            "project.company": lambda _: {},
            "site.views.indexes.index_views": lambda *_: (),
            "site.views.indexes.mentions_views": lambda _: (),
            "build.feeds": lambda *_: (),
            "build.Build.context": context,
            "build.Build.metadata": metadata,
        }.items():
            stack.enter_context(patch(f"backgrounder.{place}", instead))
        yield


def build_here(views: str) -> None:
    """Builds the site of the working folder: what `--cost` runs, `with` views or `without`."""
    with ExitStack() as stack:
        if views == "without":
            stack.enter_context(views_off())
        config = load_config()
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--growth", action="store_true", help="ten times the articles and entries")
    options.add_argument("--default-nav", action="store_true", help="the host's own navigation of the same articles")
    options.add_argument("--cost", action="store_true", help="the reference views")
    options.add_argument(
        "--instructions", action="store_true", help="--default-nav and --cost by counting, not by time"
    )
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--entries", type=int, help="half of the articles unless given")
    options.add_argument(
        "--rounds", type=int, default=3, help="how often the sites are built; the smaller of --growth once more"
    )
    options.add_argument("--child", choices=("with", "without"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        build_here(given.child)
        return
    compile_plugin()
    entries = given.articles // 2 if given.entries is None else given.entries
    rounds = 1 if given.instructions else given.rounds
    measures: dict[str, Callable[[Path], None]] = {
        "growth": lambda folder: growth(folder, given.articles, entries, given.rounds),
        "default_nav": lambda folder: default_nav(folder, given.articles, entries, rounds, counted=given.instructions),
        "cost": lambda folder: cost(folder, given.articles, entries, rounds, counted=given.instructions),
    }
    chosen = [name for name in measures if getattr(given, name)]
    for name in chosen or measures:
        # One folder each: the larger sites take gigabytes.
        with tempfile.TemporaryDirectory() as folder:
            measures[name](Path(folder))


if __name__ == "__main__":
    main()
