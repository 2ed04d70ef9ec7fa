"""A generated site of 1,000 articles in the browser: every kind of page, with both styles of addresses, below a sub-path."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import browsing, serving, skip_without_browser, violations, watched
from conftest import run, write_project

pytestmark = pytest.mark.browser
skip_without_browser()

ARTICLES = 1000
KINDS = ["person", "person", "state", "organization", "place", "treaty", "instrument", "concept"]
SYLLABLES = "ba ko ri ne su ta mo li ve da ra ni po ke lu sa ti ma go fe".split()
PAGES = [
    "index",
    "articles",
    "articles-2003",
    "articles/a7",
    "who-is-who",
    "who-is-who-persons-b-k",
    "treaties",
    "treaties-treaties-bab-nef",
    "glossary",
    "glossary-b",
    "glossary/velmoria",
    "glossary/velmoria-mentions-2",
    "glossary/e5",
    "sources",
    "sources-t-1",
    "404",
]
"""A page of every kind."""


def files() -> Mapping[str, str]:
    """Articles and entries; every article names Velmoria, and some others."""
    chance = random.Random(1)  # noqa: S311
    found = {"docs/glossary/velmoria.md": "---\ntitle: Velmoria\nkind: state\n---\nA state.[@a7]\n"}
    titles = []
    for number in range(2400):
        title = " ".join("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))
        titles.append(title)
        kind = KINDS[number % len(KINDS)]
        more = "signed: 1951-09-03\nparties: [Velmoria, Nobody]\n" if kind == "treaty" else ""
        found[f"docs/glossary/e{number}.md"] = (
            f"---\ntitle: {title}\nkind: {kind}\n{more}---\nWhat is known as {title}.[@a{number % ARTICLES}]\n"
        )
    for number in range(ARTICLES):
        sentences = [
            f"On that day {chance.choice(titles)} met {chance.choice(titles)} in Velmoria and spoke of it."
            for _ in range(8)
        ]
        text = "\n\n".join(" ".join(sentences[n : n + 2]) for n in range(0, 8, 2))
        found[f"seeds/a{number}.txt"] = f"# Talks number {number}\n\n{text}\n"
        found[f"seeds/a{number}.yml"] = f"issued: {2000 + number % 6}\ncontainer_title: The Courier\n"
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as launched:
        yield launched


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Where the site stands, and what stands behind the name of a page."""
    folder = tmp_path_factory.mktemp("large")
    with serving(folder) as host:
        config = (
            f"site_name: Large\nsite_url: {host}below/\nuse_directory_urls: {str(request.param).lower()}\n"
            "theme: {name: material, font: false}\nplugins: [search, backgrounder]\n"
        )
        write_project(folder, files(), config)
        done = run(folder, "mkdocs", "build", "-d", "below")
        assert done.returncode == 0, done.stderr[-2000:]
        yield f"{host}below/", "/" if request.param else ".html"


def name_of(page: str, end: str) -> str:
    if page == "index":
        return "" if end == "/" else "index.html"
    return "404.html" if page == "404" else f"{page}{end}"


def test_every_kind_of_page_is_whole(browser: Browser, address: tuple[str, str]) -> None:
    """No console error, no request that fails or goes elsewhere, nothing wider than a phone; small on the wire."""
    home, end = address
    context = browser.new_context(viewport={"width": 390, "height": 800})
    opened = context.new_page()
    trouble = watched(opened, home)
    for name in PAGES:
        answer = opened.goto(f"{home}{name_of(name, end)}")
        assert answer, name
        assert len(answer.body()) < 150_000, name
        expect(opened.locator("h1").first).to_be_visible()
        assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    context.close()
    assert trouble == []


def test_axe_finds_no_violation(browser: Browser, address: tuple[str, str]) -> None:
    home, end = address
    if end != "/":
        pytest.skip("the pages are the same")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    for name in PAGES:
        opened.goto(f"{home}{name_of(name, end)}")
        assert violations(opened) == [], name
    context.close()


def test_a_walk_with_the_keyboard(browser: Browser, address: tuple[str, str]) -> None:
    """Home, who is who, a part of it, an entry, its other mentions, an article and a paragraph of it."""
    home, end = address
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    trouble = watched(opened, home)

    def follow(link: str, page: str) -> None:
        opened.locator(link).first.focus()
        opened.keyboard.press("Enter")
        opened.wait_for_url(re.compile(f"{re.escape(home)}{page}$"))

    opened.goto(f"{home}{name_of('index', end)}")
    opened.keyboard.press("Tab")
    expect(opened.locator(".md-skip")).to_be_focused()
    follow("article a:text('All persons')", name_of("who-is-who", end))
    follow(".bg-contents a[aria-label='Persons: B']", f"{name_of('who-is-who-persons-b-k', end)}#list-b")
    opened.go_back()
    follow("ul.bg-list a:text('Velmoria')", name_of("glossary/velmoria", end))
    follow(".bg-contents a:text('2')", name_of("glossary/velmoria-mentions-2", end))
    follow(".bg-sentences a", r"articles/a\d+(/|\.html)#p\d")
    context.close()
    assert trouble == []


def test_previews_and_search(browser: Browser, address: tuple[str, str]) -> None:
    home, end = address
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened: Page = context.new_page()
    trouble = watched(opened, home)
    opened.goto(f"{home}{name_of('articles/a7', end)}")
    opened.locator("#p1 a.bg-state").hover()
    expect(opened.locator(".md-tooltip2").filter(has_text="A state")).to_be_visible(timeout=10_000)
    opened.goto(f"{home}{name_of('index', end)}?q=velmoria")
    expect(opened.locator(".md-search-result__item").first.locator("h1")).to_have_text("Velmoria", timeout=30_000)
    context.close()
    assert trouble == []
