"""No page grows with the number of articles or entries."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.glossary.entry import Entry
from backgrounder.glossary.kinds import CONCEPT, STATE
from backgrounder.project import Inputs, read_project
from backgrounder.reference.concordance import Appearance, Quoted
from backgrounder.seeds.published import whole
from backgrounder.seeds.read import read_seed
from backgrounder.site.labels import Labels
from backgrounder.site.listing import Listed, Site
from backgrounder.site.views.divided_lists import Group, parts_of
from backgrounder.site.views.entry import parts_of_mentions
from backgrounder.site.views.indexes import GLOSSARY
from conftest import CONFIG, build, write_project

ENTRY = Entry("", "glossary/x.md", "x", "X", STATE, ())
ITEMS = st.lists(st.integers(), min_size=1, max_size=30).map(tuple)
GROUPS = st.lists(
    st.builds(Group, st.sampled_from("ABCDE"), ITEMS, st.sampled_from(["", "Persons"]), st.booleans()), max_size=6
)


@given(GROUPS, st.integers(1, 20), st.sampled_from(["", "same", "{}–{}"]), st.sampled_from([1, 3]))
def test_parts_have_all_items_in_order_and_few_enough(groups: list[Group], most: int, between: str, heavy: int) -> None:
    """Some items count for several: then a part has fewer, but one at least."""

    def weight(item: int) -> int:
        return heavy if item % 2 else 1

    def size(groups: Sequence[Group]) -> int:
        return sum(weight(item) for group in groups for item in group.items)

    parts = parts_of(groups, between.format, most, weight)
    everything = [item for group in groups for item in group.items]
    assert [item for part in parts for group in part.groups for item in group.items] == everything
    assert all(size(part.groups) <= most or len(part.groups[0].items) == 1 for part in parts)
    assert len({part.slug for part in parts}) == len(parts)
    is_short = size(groups) <= most
    assert (len(parts) == 1 and parts[0].slug == "") == is_short
    if not is_short:
        for part in parts:
            assert len(part.groups) == 1 or {group.row for group in part.groups} == {part.groups[0].row}
        for one, other in pairwise(parts):
            last, following = one.groups[-1], other.groups[0]
            if last in groups and following in groups and last.row == following.row and last.joins and following.joins:
                assert size(one.groups) + size([following]) > most


@given(st.lists(st.lists(st.text(max_size=30).map(lambda text: text * 400), max_size=20), max_size=300))
def test_pages_of_mentions_have_all_articles_and_are_never_long(sentences: list[list[str]]) -> None:
    article = read_seed("seeds/x.txt", b"x").article
    assert article
    appearances = [
        Appearance(ENTRY, whole(article), (1,), tuple(Quoted(text, (), 1) for text in of_one), ())
        for of_one in sentences
    ]
    parts = parts_of_mentions(appearances)
    assert [n for start, end in parts for n in range(start, end)] == list(range(len(appearances)))
    assert parts[0][0] == 0
    for start, end in parts:
        size = sum(len(text.encode()) for of_one in sentences[start:end] for text in of_one[:12])
        assert end - start <= 200
        assert size <= 130_000 or end - start == 1


def test_what_stands_above_the_mentions_counts() -> None:
    article = read_seed("seeds/x.txt", b"x").article
    assert article
    appearances = [Appearance(ENTRY, whole(article), (1,), (Quoted("x" * 900, (), 1),), ())] * 80
    assert len(parts_of_mentions(appearances)) == 1
    assert len(parts_of_mentions(appearances, above=40_000)) == 2


def test_parts_never_share_an_address() -> None:
    groups = [Group("Actors", (1, 2)), Group("Actors", (3,)), Group("actors!", (4,))]
    assert [part.slug for part in parts_of(groups, "{}–{}".format, most=2)] == ["actors", "actors-2", "actors-3"]


def test_short_groups_of_a_row_share_a_page_and_long_ones_are_cut_evenly() -> None:
    groups = [
        Group("A", (1,), joins=True),
        Group("B", (2, 3), joins=True),
        Group("C", (4, 5, 6, 7, 8), joins=True),
        Group("2024", (9,), joins=True),
        Group("Unknown date", (10,), joins=True),
        Group("Places", (11,)),
    ]
    parts = parts_of(groups, "{}–{}".format, most=3)
    assert [(part.name, part.slug, sum(len(group.items) for group in part.groups)) for part in parts] == [
        ("A–B", "a-b", 3),
        ("4–6", "4-6", 3),
        ("7–8", "7-8", 2),
        ("2024 – Unknown date", "2024-unknown-date", 2),
        ("Places", "places", 1),
    ]


def test_lists_of_what_has_many_links_are_short(tmp_path: Path) -> None:
    """Treaties with a hundred parties each, and works that many pages cite."""
    parties = ", ".join(f"Republic of Many Names {n}" for n in range(100))
    treaty = "---\ntitle: Pact {0:03}\nkind: treaty\nparties: [{1}]\n---\nA pact.\n"
    files = {f"docs/glossary/pact{n}.md": treaty.format(n, parties) for n in range(100)}
    works = "".join(
        f"work{n}:\n  title: A work of some length about matters of state, number {n}\n" for n in range(150)
    )
    cites = "\n".join(f"It is so.[@work{n}]" for n in range(150))
    files |= {f"docs/page{n}.md": f"# Page with a title of its own {n}\n\n{cites}\n" for n in range(22)}
    write_project(tmp_path, {**files, "seeds/bibliography.yml": works, "seeds/a.txt": "# Talks\n\nIt began.\n"})
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    lists = [path for name in ("treaties", "sources") for path in (tmp_path / "site").glob(f"{name}*/index.html")]
    assert len(lists) > 10
    assert max(path.stat().st_size for path in lists) < 150_000
    assert any("and on 2 more pages" in path.read_text(encoding="utf8") for path in lists)


def test_an_item_that_counts_for_a_page_stands_alone_under_its_own_heading() -> None:
    groups = [Group("A", (1,), joins=True), Group("B", (9,), joins=True), Group("C", (1, 1), joins=True)]
    parts = parts_of(groups, "{}–{}".format, most=3, weight=lambda item: item)
    assert [part.groups for part in parts] == [(group,) for group in groups]


def test_an_entry_keeps_the_address_of_a_page_of_mentions(tmp_path: Path) -> None:
    seeds = {f"seeds/s{n:03}.txt": "# Talks\n\nOn that day Velmoria spoke.\n" for n in range(210)}
    entry = "---\ntitle: {}\nkind: place\n---\nA place.\n"
    entries = {"velmoria": entry.format("Velmoria"), "velmoria-mentions-2": entry.format("Tessby")}
    write_project(tmp_path, {**seeds, **{f"docs/glossary/{name}.md": text for name, text in entries.items()}})
    assert build(tmp_path, "--strict").returncode == 0
    glossary = tmp_path / "site/glossary"
    assert "A place." in (glossary / "velmoria-mentions-2/index.html").read_text(encoding="utf8")
    assert 'href="../velmoria-mentions-more-2/"' in (glossary / "velmoria/index.html").read_text(encoding="utf8")
    assert (glossary / "velmoria-mentions-more-2/index.html").exists()


def test_pieces_have_names_of_their_own() -> None:
    whole, letter = Group("Treaties", tuple(range(5))), Group("T", tuple(range(5)), "Persons", joins=True)
    parts = parts_of([whole, letter], lambda *_: "", most=2)
    assert [(part.groups[0].row, part.name, part.slug) for part in parts] == [
        ("Treaties", "1", "treaties-1"),
        ("Treaties", "2", "treaties-2"),
        ("Treaties", "3", "treaties-3"),
        ("Persons", "T, 1", "persons-t-1"),
        ("Persons", "T, 2", "persons-t-2"),
        ("Persons", "T, 3", "persons-t-3"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("NATO", "NATO Treaty", "NATO"),
        ("The United Kingdom", "United Nations", "United K–United N"),
        ("US–China talks", "USSR", "US–USS"),
        ("“Émile", "Eva", "Émi–Eva"),
        ("Treaty between A and B", "Treaty between A and C", ""),
    ],
)
def test_a_long_letter_is_cut_by_what_its_titles_begin_with(first: str, last: str, name: str) -> None:
    site = Site(read_project(Inputs("seeds", "docs", "docs/glossary", (), ())), Labels())
    ends = (Listed(Entry("", "", "", title, CONCEPT, ()), 0, 0) for title in (first, last))
    assert GLOSSARY.piece_name(site, *ends) == name


def write_site(folder: Path, config: str = CONFIG) -> Path:
    """A project with long lists; returns where its site will be."""
    seeds = {
        f"seeds/s{n:03}.txt": f"# Talks number {n}\n\nOn that day Velmoria spoke, and nobody else did. Velmoria left early."
        for n in range(230)
    }
    sidecars = {f"seeds/s{n:03}.yml": f"issued: {2000 + n % 3}\ncontainer_title: The Courier\n" for n in range(230)}
    entries = {
        f"docs/glossary/persons/p{n}.md": f"---\ntitle: {chr(65 + n % 20)}ada Roe{n}\nkind: person\n---\nA person.\n"
        for n in range(210)
    }
    state = {"docs/glossary/velmoria.md": "---\ntitle: Velmoria\nkind: state\n---\nA state.[@s001]\n"}
    write_project(folder, {**seeds, **sidecars, **entries, **state}, config)
    return folder / "site"


def links_in(page: Path) -> set[str]:
    """The addresses that a page links within the site."""
    return {
        address
        for address in re.findall(r'<a [^>]*href="([^"]*)"', page.read_text(encoding="utf8"))
        if address and not urlsplit(address).scheme
    }


@pytest.mark.parametrize("directories", [True, False])
def test_every_link_of_a_large_site_leads_somewhere(tmp_path: Path, *, directories: bool) -> None:
    """To a page that is there, and to an anchor that it has; the host does not look at what templates write."""
    site = write_site(tmp_path, f"{CONFIG}use_directory_urls: {str(directories).lower()}\n")
    assert build(tmp_path).returncode == 0
    pages = [page for page in site.rglob("*.html") if page.name != "404.html"]
    anchors = {page: set(re.findall(r'id="([^"]+)"', page.read_text(encoding="utf8"))) for page in pages}
    for page in pages:
        for address in links_in(page):
            parts = urlsplit(address)
            target = Path(os.path.normpath(page.parent / unquote(parts.path))) if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.exists(), (page, address)
            assert not parts.fragment or target not in anchors or unquote(parts.fragment) in anchors[target], (
                page,
                address,
            )


def test_an_editor_may_write_a_list_in_a_folder(tmp_path: Path) -> None:
    """Also a part of one: links to it lead there."""
    site = write_site(tmp_path)
    for name in ("who-is-who", "articles-2000"):
        folder = tmp_path / "docs" / name
        folder.mkdir()
        (folder / "index.md").write_text("# My own\n", encoding="utf8")
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    for page, address in (("index.html", "who-is-who/"), ("articles/index.html", "../articles-2000/#list-2000")):
        assert address in links_in(site / page)
    own = (site / "articles-2000/index.html").read_text(encoding="utf8")
    assert own.index("My own") < own.index(">Talks number 3<")


def test_long_lists_stand_on_several_pages(tmp_path: Path) -> None:
    """Index pages, and the articles that mention an entry; each is reached from the page before it."""
    site = write_site(tmp_path)
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr

    def links(page: str) -> list[str]:
        text = (site / page / "index.html").read_text(encoding="utf8")
        contents = text[text.index("bg-contents") :]
        return re.findall(r'href="([^"]+)"', contents[: contents.index("</nav>")])

    assert links("articles") == [
        f"../articles-{page}" for page in ("2002-2001/#list-2002", "2002-2001/#list-2001", "2000/#list-2000")
    ]
    main = (site / "articles/index.html").read_text(encoding="utf8")
    assert len(set(re.findall(r'href="s\d+/"', main))) == 50
    years = (site / "articles-2002-2001/index.html").read_text(encoding="utf8")
    assert len(set(re.findall(r'href="../articles/s\d+/"', years))) == 153
    assert '<li><a aria-current="true" href="#list-2001">2001</a>' in years
    assert "../glossary-a-s/#list-a" in links("glossary")
    glossary = (site / "glossary/index.html").read_text(encoding="utf8")
    assert glossary.index("Mentioned most") < glossary.index(">Velmoria</a>")
    assert links("who-is-who")[0] == "../who-is-who-persons-roe0-roe1/#list-roe0-roe1"
    assert "../who-is-who-countries-and-territories/#list-countries-and-territories" in links("who-is-who")
    assert links("sources") == ["../sources-t-1/#list-t-1", "../sources-t-2/#list-t-2"]
    assert links("glossary/velmoria") == ["../velmoria-mentions-2/"]
    last = (site / "glossary/velmoria-mentions-2/index.html").read_text(encoding="utf8")
    assert len(re.findall(r"<h4>", last)) == 70
    assert '<h1 id="top">Velmoria: mentioned in, page 2 of 2</h1>' in last
    assert '<a href="../velmoria/" class="bg-state" data-preview>Velmoria</a>' in last
    assert '<a href="../velmoria/">1</a> <span class="bg-quiet">2002–2000</span>' in last
    part = (site / "articles-2000/index.html").read_text(encoding="utf8")
    assert re.findall(r'rel="(prev|next)"[^>]*>([^<]*)<', part[part.index("bg-around") :]) == [("prev", "‹ 2002–2001")]
    assert max(len(page.read_bytes()) for page in site.rglob("*.html")) < 150_000
