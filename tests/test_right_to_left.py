"""Text from right to left in a real browser, in a site that runs the other way and in one that runs its way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browsing import browsing, serving, skip_without_browser, violations, watched_page
from conftest import CONFIG, GOLDEN, build

pytestmark = pytest.mark.browser

skip_without_browser()

PAGES = "articles articles/sad-al-nahda articles/english articles/staudamm glossary/sisi sources treaties who-is-who"
LEFT_OF = """([selector, words]) => {
  const lefts = [];
  for (const word of words) {
    const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(word);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + word.length);
      lefts.push(range.getBoundingClientRect().left);
      break;
    }
  }
  return lefts;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as launched:
        yield launched


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The golden cases, built: `en` and `ar`."""
    folder = tmp_path_factory.mktemp("rtl")
    for name, case in (("en", "right-to-left"), ("ar", "in-arabic")):
        shutil.copytree(GOLDEN / "pages" / case, folder / name, ignore=shutil.ignore_patterns("expected"))
        theme = f"{{name: material, language: {name}, font: false}}"
        config = CONFIG.replace("theme: material", f"theme: {theme}").replace("site_url: http://127.0.0.1:8000/\n", "")
        (folder / name / "mkdocs.yml").write_text(config, encoding="utf8")
        assert build(folder / name, "-d", str(folder / "sites" / name)).returncode == 0
    with serving(folder / "sites") as address:
        yield address


@pytest.fixture(params=[1300, 390], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, sites: str) -> Iterator[Page]:
    with watched_page(browser, sites, request.param) as page:
        yield page


def lefts(page: Page, selector: str, *words: str) -> list[float]:
    """How far from the left some words stand, in their order."""
    found = page.evaluate(LEFT_OF, [selector, words])
    assert len(found) == len(words)
    return list(found)


@pytest.mark.parametrize("site", ["en", "ar"])
def test_pages_fit_and_axe_finds_nothing(page: Page, site: str) -> None:
    for name in PAGES.split():
        page.goto(f"{site}/{name}/")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert violations(page) == [], name


def test_an_article_runs_its_way(page: Page) -> None:
    """From right to left, with its numbers and marks on its side, in both sites alike."""
    for site in ("en", "ar"):
        page.goto(f"{site}/articles/sad-al-nahda/")
        edge = right_of(page, "#p1")
        assert abs(right_of(page, "h1") - edge) < 5
        words = lefts(page, "#p1", "القاهرة", "اجتمع", "وزراء")
        assert words == sorted(words, reverse=True)
        border = page.locator("blockquote").evaluate(
            "e => [getComputedStyle(e).borderLeftWidth, getComputedStyle(e).borderRightWidth]"
        )
        assert border[0] == "0px" != border[1]
        assert edge - right_of(page, "#p4") > 10, "there is room for the numbers of a list"
        cells = lefts(page, ".bg-scroll table", "السنة", "الملء", "الملاحظات")
        assert cells == sorted(cells, reverse=True)


def right_of(page: Page, selector: str) -> float:
    """Where the right edge of an element is."""
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"]


def test_names_and_dates_keep_their_order(page: Page) -> None:
    page.set_viewport_size({"width": 1300, "height": 900})
    page.goto("en/articles/sad-al-nahda/")
    for line in (".bg-standfirst", ".footnote li"):
        parts = lefts(page, line, "أحمد حسن", "منى علي", "October 12, 2021")
        assert parts == sorted(parts), line
    page.goto("en/treaties/")
    parts = lefts(page, "tbody tr", "اتفاق", "March 23, 2015", "مصر", "السودان", "إثيوبيا")
    assert parts == sorted(parts)
    page.goto("ar/articles/english/")
    parts = lefts(page, ".bg-standfirst", "The Courier", "Jane Roe", "2021")
    assert parts == sorted(parts, reverse=True)
    parts = lefts(page, "#p2", "The Arab", "جامعة", "backed")
    assert parts == sorted(parts)
    parts = lefts(page, ".bg-cite", "Jane Roe", "The dam", "The Courier", "October 17")
    assert parts == sorted(parts)


def test_titles_in_the_search_run_their_way(page: Page) -> None:
    page.goto("en/")
    page.set_viewport_size({"width": 1300, "height": 900})
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially("السيسي")
    page.keyboard.press("End")
    title = page.locator(".md-search-result__item h1, .md-search-result__item h2").filter(has_text="سد النهضة").first
    title.wait_for()
    assert title.evaluate("e => [getComputedStyle(e).unicodeBidi, getComputedStyle(e).textAlign]") == [
        "plaintext",
        "left",
    ]
