"""The built example in a real browser: a reader's walk, and nothing from another host, nothing in the console."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
import yaml
from playwright.sync_api import Browser, Dialog, Page, Request, expect

from browsing import browsing, serving, skip_without_browser, violations, watched_page
from conftest import ROOT, run

pytestmark = pytest.mark.browser

skip_without_browser()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as launched:
        yield launched


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example, built for and served at one address below a sub-path: previews need `site_url` to be exact."""
    folder = tmp_path_factory.mktemp("browser")
    with serving(folder) as host:
        address = f"{host}background/"
        config = (ROOT / "mkdocs.yml").read_text(encoding="utf8")
        mine = re.sub(r"(?m)^site_url:.*$", f"site_url: {address}\ndocs_dir: {ROOT / 'docs'}", config)
        (folder / "mkdocs.yml").write_text(mine, encoding="utf8")
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        done = run(folder, "mkdocs", "build", "--strict", "-d", "background")
        assert done.returncode == 0, done.stderr
        yield address


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with watched_page(browser, address, request.param) as page:
        yield page


def test_a_readers_walk(page: Page) -> None:
    """From home to an article, to an entry, back to the paragraph that mentions it."""
    page.goto("")
    page.get_by_role("link", name="Russia Says Taiwan is Part of China").click()
    expect(page.locator("h1")).to_have_text(re.compile("Russia Says Taiwan"))
    page.locator("#p2").get_by_role("link", name="Sergey Lavrov").click()
    expect(page.locator("h1")).to_have_text("Sergey Lavrov")
    page.locator("summary", has_text="more").first.click()
    page.locator("details.bg-more a[href$='newsweek-2021/#p11']").click()
    page.wait_for_url("**/articles/newsweek-2021/#p11")
    expect(page.locator("#p11")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """WCAG 2.2 AA, as far as a program can tell, on every kind of page of the example, wide and narrow."""
    entries = ["states/russia", "persons/sergey-lavrov", "treaties/biological-weapons-convention"]
    pages = ["", "articles/", "who-is-who/", "treaties/", "glossary/", "sources/", "articles/newsweek-2021/"]
    pages += [f"glossary/{entry}/" for entry in entries]
    for width in (1280, 390):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=address)
        opened = context.new_page()
        for name in pages:
            opened.goto(name)
            assert violations(opened) == [], name
        context.close()


def test_every_kind_of_page_fits_its_width(page: Page) -> None:
    pages = ["", "articles/", "who-is-who/", "treaties/", "glossary/", "sources/", "articles/newsweek-2021/"]
    for path in [*pages, "glossary/states/taiwan/", "glossary/treaties/biological-weapons-convention/", "guide/"]:
        page.goto(path)
        expect(page.locator("h1").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_a_footnote_and_the_way_back(page: Page) -> None:
    page.goto("articles/newsweek-2021/")
    reference = page.locator("#p1 a.footnote-ref")
    assert reference.inner_text() == "1"
    page.goto("articles/newsweek-2021/" + str(reference.get_attribute("href")))
    note = page.locator(".footnote li").first
    expect(note).to_contain_text(
        "“Russia Says Taiwan is Part of China as Two Powers Further Align Against U.S.,” Newsweek"
    )
    expect(note.get_by_role("link", name="https://www.newsweek.com/")).to_have_attribute(
        "href", "https://www.newsweek.com/russia-taiwan-part-china-partners-align-around-world-1638170"
    )


@pytest.mark.parametrize("page", [1280], indirect=True, ids=["desk"])
def test_previews_and_footnote_tooltips(page: Page) -> None:
    """A phone has no pointer to hover with."""
    page.goto("articles/newsweek-2021/")
    page.locator("#p2").get_by_role("link", name="Sergey Lavrov").hover()
    expect(page.locator(".md-tooltip2").filter(has_text="Russian diplomat")).to_be_visible()
    page.mouse.move(0, 0)
    page.locator("#p1 a.footnote-ref").hover()
    expect(page.locator(".md-tooltip2").filter(has_text="Newsweek, October 2021").first).to_be_visible()


def test_search_finds_an_entry(page: Page) -> None:
    page.goto("")
    if page.viewport_size and page.viewport_size["width"] < 1000:
        page.locator("label[for=__search].md-header__button").click()
    field = page.get_by_role("textbox", name="Search")
    field.click()
    field.press_sequentially("lavrov", delay=20)
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text("Sergey Lavrov", timeout=10_000)


@pytest.mark.parametrize("page", [1280], indirect=True, ids=["desk"])
def test_entries_come_first_in_the_search_with_their_definitions(page: Page) -> None:
    for words, title, definition in [
        ("taiwan", "Taiwan", "Island"),
        ("china", "China", "Beijing"),
        ("biological weapons", "Biological Weapons Convention", "treaty"),
        ("bwc", "Biological Weapons Convention", "Other names BWC"),
        ("prc", "China", "PRC"),
    ]:
        page.goto(f"?q={words}")
        first = page.locator(".md-search-result__item").first
        expect(first.locator("h1")).to_have_text(title, timeout=10_000)
        expect(first).to_contain_text(definition)


@pytest.mark.parametrize("page", [1280], indirect=True, ids=["desk"])
def test_an_article_is_found_by_its_publication_and_opens_where_the_words_are(page: Page, address: str) -> None:
    page.goto("?q=newsweek")
    results = page.locator(".md-search-result__item > .md-search-result__link")
    found = results.filter(has_text="Russia Says Taiwan is Part of China as Two Powers").first
    expect(found).to_be_visible(timeout=10_000)
    page.goto("?q=biological+weapons")
    found.click()
    page.wait_for_url("**/articles/newsweek-2021/?h=*")
    expect(page.locator("#p35")).to_be_in_viewport()
    expect(page.locator("#p35 mark").first).to_be_visible()
    expect(page.locator("h1")).not_to_be_in_viewport()
    page.locator("#p35 > a.bg-permalink").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bg-toast")).to_contain_text(f"{address}articles/newsweek-2021/#p35")


@pytest.mark.parametrize("page", [1280], indirect=True, ids=["desk"])
def test_the_menu_shows_in_which_list_a_page_stands(page: Page) -> None:
    for address, title in [
        ("articles/newsweek-2021/", "Articles"),
        ("glossary/persons/zhao-lijian/", "Who is who"),
        ("glossary/treaties/biological-weapons-convention/", "Treaties and instruments"),
        ("glossary/places/nur-sultan/", "Glossary"),
        ("sources/", "Sources"),
    ]:
        page.goto(address)
        expect(page.locator(".md-nav--primary .md-nav__link--active:visible")).to_have_text([title])


def test_a_list_filters_as_one_types(page: Page) -> None:
    page.goto("who-is-who/")
    items = page.locator("ul.bg-list > li:visible")
    all_of_them = items.count()
    page.get_by_label("Filter this list").fill("lávrov")
    expect(items).to_have_count(1)
    expect(page.get_by_role("status").first).to_have_text(f"1 / {all_of_them}")
    expect(page.locator("h2:visible")).to_have_text(["Persons¶"])
    page.get_by_label("Filter this list").fill("")
    expect(items).to_have_count(all_of_them)


def test_a_filter_is_there_again_when_one_comes_back(page: Page) -> None:
    page.goto("who-is-who/")
    page.get_by_label("Filter this list").fill("lavrov")
    expect(page).to_have_url(re.compile(r"who-is-who/\?filter=lavrov$"))
    page.locator("ul.bg-list > li:visible > a").click()
    expect(page.locator("h1")).to_have_text(re.compile("Sergey Lavrov"))
    page.go_back()
    expect(page.get_by_label("Filter this list")).to_have_value("lavrov")
    expect(page.locator("ul.bg-list > li:visible")).to_have_count(1)
    page.evaluate("location.hash = 'list-persons'")
    page.get_by_label("Filter this list").fill("zhao")
    page.go_back()
    expect(page.get_by_label("Filter this list")).to_have_value("lavrov")
    for nothing in ("  ", "%", ""):
        page.get_by_label("Filter this list").fill(nothing)
        expect(page).to_have_url(re.compile("who-is-who/$"))


@pytest.mark.parametrize("page", [1280], indirect=True, ids=["desk"])
def test_contents_follow_a_filter(page: Page) -> None:
    page.goto("who-is-who/?filter=lavrov")
    contents = page.locator(".md-sidebar--secondary a:visible")
    expect(contents.filter(has_text="Persons")).to_have_count(1)
    expect(contents.filter(has_text="Organizations")).to_have_count(0)
    page.get_by_label("Filter this list").fill("")
    expect(contents.filter(has_text="Organizations")).to_have_count(1)
    # Where all stand together there are no contents.
    title = page.locator(".md-sidebar--secondary").get_by_text("Table of contents")
    expect(title).to_be_visible()
    page.get_by_role("button", name="by number of articles").click()
    expect(title).not_to_be_visible()
    page.get_by_role("button", name="by name").click()
    expect(title).to_be_visible()


def test_a_filter_takes_words_in_any_order_and_other_names(page: Page) -> None:
    page.goto("treaties/")
    rows = page.locator("tbody tr:visible")
    for words, title in [("bwc", "Biological Weapons Convention"), ("unfriendly list", "List of unfriendly countries")]:
        page.get_by_label("Filter this list").fill(words)
        expect(rows.filter(has_text=title)).to_have_count(1)
        expect(page.get_by_role("link", name="Anti-Secession Law")).not_to_be_visible()
    page.get_by_label("Filter this list").fill("xyz")
    expect(rows).to_have_count(0)
    expect(page.get_by_role("status").first).to_have_text("Nothing in this list; the search looks everywhere.")
    page.goto("glossary/")
    page.get_by_label("Filter this list").fill("u.s.")
    items = page.locator("ul.bg-list > li:visible")
    expect(items.filter(has_text="United States")).not_to_have_count(0)
    assert items.count() < 10
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Afghanistan")).to_be_visible()


def test_lists_sort(page: Page) -> None:
    page.goto("who-is-who/")
    names = page.locator("ul.bg-list").first.locator("li > a")
    filed = names.all_inner_texts()
    page.get_by_role("button", name="by number of articles").click()
    assert names.all_inner_texts()[:2] == ["Russia", "Taiwan"], "as home has them"
    expect(page.get_by_role("button", name="by number of articles")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="by name").click()
    assert names.all_inner_texts() == filed
    page.goto("articles/")
    page.get_by_role("button", name="by name").click()
    expect(page.locator("ul.bg-list > li > a")).to_have_count(3)


def test_an_order_is_there_again_when_one_comes_back(page: Page) -> None:
    page.goto("who-is-who/")
    button = page.get_by_role("button", name="by number of articles")
    button.click()
    expect(page).to_have_url(re.compile(r"who-is-who/\?sort=count$"))
    names = page.locator("ul.bg-list > li > a")
    ranked = names.all_inner_texts()
    page.get_by_role("link", name="Taiwan", exact=True).first.click()
    expect(page.locator("h1")).to_have_text(re.compile("Taiwan"))
    page.go_back()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert names.all_inner_texts() == ranked
    page.get_by_role("button", name="by name").click()
    expect(page).to_have_url(re.compile("who-is-who/$"))
    page.goto("who-is-who/?sort=constructor")
    expect(page.get_by_role("button", name="by name")).to_have_attribute("aria-pressed", "true")


def test_a_list_sorts_as_a_whole_and_filters_then(page: Page) -> None:
    """By mentions there are no letters, and all that is left comes first."""
    page.goto("glossary/")
    headings = page.locator("h2:visible")
    letters = headings.all_inner_texts()
    page.get_by_role("button", name="by number of articles").click()
    expect(headings).to_have_count(0)
    counts = [
        int(text.split()[0])
        for text in page.locator("ul.bg-list > li > .bg-quiet").all_inner_texts()
        if text[0].isdigit()
    ]
    assert counts == sorted(counts, reverse=True)
    page.get_by_label("Filter this list").fill("zhao")
    expect(page.locator("ul.bg-list > li:visible")).to_have_count(1)
    page.get_by_role("button", name="by name").click()
    expect(headings).to_have_text(["Z¶"])
    page.get_by_label("Filter this list").fill("")
    assert headings.all_inner_texts() == letters


@pytest.mark.parametrize("page", [1280], indirect=True, ids=["desk"])
def test_tables_sort_by_their_columns(page: Page) -> None:
    page.goto("treaties/")
    table = page.locator("table").first
    first = table.locator("tbody tr").first.locator("td").first
    table.get_by_role("button", name="Signed").click()
    expect(first).to_have_text("Biological Weapons Convention")
    table.get_by_role("button", name="Signed").click()
    expect(first).to_have_text("Treaty of Good-Neighborliness and Friendly Cooperation")
    expect(table.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")


def test_a_paragraph_gives_its_citation(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("articles/newsweek-2021/")
    page.locator("#p4 > a.bg-permalink").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/newsweek-2021/#p4")
    wanted = (
        "“Russia Says Taiwan is Part of China as Two Powers Further Align Against U.S.,” Newsweek, October 2021, para. 4, "
        f"https://www.newsweek.com/russia-taiwan-part-china-partners-align-around-world-1638170. {address}articles/newsweek-2021/#p4"
    )
    expect(page.locator(".bg-toast")).to_have_text(f"Copied: {wanted}")
    assert page.evaluate("navigator.clipboard.readText()") == wanted
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".bg-toast")).to_contain_text("Newsweek, October 2021, https://www.newsweek.com")
    page.locator(".bg-toast").click()
    expect(page.locator(".bg-toast")).not_to_have_class("bg-shown")
    page.goto("articles/two-powers-align/#provenance")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".bg-toast")).to_contain_text(f"two-powers-align.txt. {address}articles/two-powers-align/")


def test_whom_an_article_names_leads_to_the_paragraphs(page: Page) -> None:
    page.goto("articles/newsweek-2021/")
    beside = page.locator(".bg-beside")
    beside.locator("li", has_text="Jen Psaki").get_by_role("link", name="38").click()
    page.wait_for_url("**/#p38")
    expect(page.locator("#p38")).to_be_in_viewport()


def test_lists_are_complete_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    opened = context.new_page()
    opened.goto("who-is-who/")
    assert opened.locator("ul.bg-list > li").count() > 40
    assert not opened.locator(".bg-tools").is_visible()
    opened.goto("articles/newsweek-2021/")
    assert opened.locator("#p4 > a.bg-permalink").get_attribute("href") == "#p4"
    context.close()


def test_print_shows_all_of_the_text_and_none_of_the_tools(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    opened.goto("glossary/states/russia/")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.emulate_media(media="print")
    assert opened.locator("details:not([open])").count() == 0
    for hidden in (".md-header", ".md-sidebar", ".headerlink"):
        assert not opened.locator(hidden).first.is_visible(), hidden
    context.close()


@pytest.mark.parametrize("page", [1280], indirect=True, ids=["desk"])
def test_the_readers_questions_are_two_clicks_from_home(page: Page) -> None:
    page.goto("")
    page.get_by_role("link", name="Zhao Lijian").click()
    expect(page.locator("h1 ~ p").nth(1)).to_contain_text("Chinese diplomat")
    page.goto("")
    page.get_by_role("link", name="Treaties and instruments").first.click()
    expect(page.locator("tr", has_text="July 16, 2001")).to_contain_text("Treaty of Good-Neighborliness")
    page.goto("")
    page.get_by_role("link", name="Biological Weapons Convention", exact=True).click()
    expect(page.locator("#mentioned-in ~ ul mark").first).to_contain_text("Biological Weapons Convention")
    page.goto("")
    page.get_by_role("link", name="As two powers align").click()
    expect(page.locator("#provenance ~ dl")).to_contain_text("two-powers-align.txt")
    page.goto("")
    page.get_by_role("link", name="Taiwan", exact=True).first.click()
    russia = page.locator("#appears-with ~ ul > li", has_text="Russia").first
    russia.locator("summary").click()
    expect(russia.get_by_role("link", name="Relations between Russia and Taiwan since the 1990s")).to_be_visible()
    russia.get_by_role("link", name="22", exact=True).click()
    page.wait_for_url("**/articles/russia-and-taiwan-2024/#p22")


def test_a_hostile_seed_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    """The nasty lines of the golden case, opened: no script runs, nothing is requested."""
    case = ROOT / "tests" / "golden" / "pages" / "nasty-lines"
    shutil.copytree(case, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
    config = "site_name: X\nuse_directory_urls: false\ntheme: {name: material, font: false}\nplugins: [search, tags, backgrounder]\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf8")
    assert run(tmp_path, "mkdocs", "build").returncode == 0
    context = browser.new_context()
    opened = context.new_page()
    dialogs: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        dialogs.append(f"{opened.url}: {dialog.message}")
        dialog.dismiss()

    opened.on("dialog", on_dialog)
    with serving(tmp_path / "site") as home:
        for path in ("index", "articles/nasty", "glossary/evil", "articles", "glossary", "sources", "who-is-who"):
            opened.goto(f"{home}{path}.html")
            opened.get_by_role("textbox", name="Search").click()
            opened.get_by_role("textbox", name="Search").press_sequentially("heading", delay=10)
            opened.wait_for_timeout(300)
            assert opened.locator("img[src='x'], [onerror], a[href^='javascript']").count() == 0
            assert opened.locator("article script, article [onerror], article [onclick]").count() == 0
    context.close()
    assert dialogs == []


FIELDS = {
    "title": "title",
    "author": "author",
    "publication": "container_title",
    "url": "url",
    "tag": "tags",
    "summary": "summary",
}
PROSE = "The talks went on for a whole day, and nobody said what came of them, as both sides had agreed beforehand."


def write_hostile(folder: Path) -> list[str]:
    """A site of hostile seeds; the pages to open. Each payload stands in a web page, and in every field of its sidecar."""
    payloads = yaml.safe_load((ROOT / "tests" / "data" / "hostile" / "payloads.yml").read_text(encoding="utf8"))
    seeds = folder / "seeds"
    seeds.mkdir()
    (folder / "docs").mkdir()
    names = []
    for payload in payloads:
        name, text = payload["id"], payload["text"]
        names.append(name)
        body = f"<p>{PROSE}</p>{text}<p>{PROSE}" if "html" in payload["where"] else f"<p>{PROSE}"
        page = f"<!DOCTYPE html><title>Talks</title><article><h1>Talks {name}</h1>{body}</article>"
        (seeds / f"{name}.html").write_bytes(page.encode("utf8", "surrogatepass"))
        said: dict[str, object] = {field: text for place, field in FIELDS.items() if place in payload["where"]}
        if "note" in payload["where"]:
            said["notes"] = [{"at": "whole day", "text": f"A note {text}"}]
        (seeds / f"{name}.yml").write_text(yaml.safe_dump(said, allow_unicode=False), encoding="utf8")
    for suffix, size in (("txt", 40), ("md", 10)):
        texts = [payload["text"] for payload in payloads if suffix in payload["where"]]
        whole = [p for p in payloads if p["kind"] in ("front-matter", "yaml-tag") and suffix in p["where"]]
        chunks = [[f"# Talks\n\n{PROSE}", *texts[n : n + size]] for n in range(0, len(texts), size)]
        for number, chunk in enumerate([*chunks, *([p["text"], PROSE] for p in whole)]):
            names.append(f"{suffix}-{number}")
            text = "\n\n".join([*chunk, PROSE])
            (seeds / f"{suffix}-{number}.{suffix}").write_bytes(text.encode("utf8", "surrogatepass"))
    return names


def test_hostile_seeds_run_and_request_nothing(browser: Browser, tmp_path: Path) -> None:
    """Every payload of the corpus, in web pages, Markdown, plain text and metadata, opened in the browser."""
    names = write_hostile(tmp_path)
    config = "site_name: X\nuse_directory_urls: false\ntheme: {name: material, font: false}\nplugins: [search, tags, backgrounder]\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf8")
    done = run(tmp_path, "mkdocs", "build")
    assert done.returncode == 0, done.stderr[-2000:]
    before = {path.name: path.read_bytes() for path in (tmp_path / "seeds").iterdir()}
    with serving(tmp_path / "site") as home:
        opened = browser.new_context().new_page()
        trouble: list[str] = []

        def on_dialog(dialog: Dialog) -> None:
            trouble.append(f"{opened.url}: {dialog.message}")
            dialog.dismiss()

        def on_request(sent: Request) -> None:
            if not sent.url.startswith((home, "data:image", "blob:")):
                trouble.append(f"{opened.url}: {sent.url}")

        opened.on("dialog", on_dialog)
        opened.on("request", on_request)
        built = [path.stem for path in sorted((tmp_path / "site" / "articles").glob("*.html"))]
        assert len(built) >= len(names) * 0.9, "nearly every payload leaves an article"
        for path in ("index", "articles", "sources", "who-is-who", *(f"articles/{name}" for name in built)):
            opened.goto(f"{home}{path}.html", wait_until="load")
            state = opened.evaluate(
                "[!!window.pwned, location.href, document.querySelectorAll('article :is(script, iframe, object, embed, base, form, style, link, svg[onload], [onerror], [onload], [onclick], [style], a[href^=javascript], a[href^=data])').length]"
            )
            assert state == [False, f"{home}{path}.html", 0], path
        opened.close()
    assert trouble == []
    assert {path.name: path.read_bytes() for path in (tmp_path / "seeds").iterdir()} == before, "seeds stay as they are"
