"""The built example in a real browser: a reader's walk, and nothing from another host, nothing in the console."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Response, expect, sync_playwright

from conftest import ROOT, run

pytestmark = pytest.mark.browser

EXECUTABLE = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if EXECUTABLE is None and not os.environ.get("CI"):
    pytest.skip("no Chromium is installed", allow_module_level=True)

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert EXECUTABLE, "continuous integration must install Chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=EXECUTABLE, args=QUIET)
        yield launched
        launched.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Says nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example, built for and served at one address below a sub-path: previews need `site_url` to be exact."""
    folder = tmp_path_factory.mktemp("browser")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}/background/"
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf8")
    mine = re.sub(r"(?m)^site_url:.*$", f"site_url: {address}\ndocs_dir: {ROOT / 'docs'}", config)
    (folder / "mkdocs.yml").write_text(mine, encoding="utf8")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    done = run(folder, "mkdocs", "build", "--strict", "-d", "background")
    assert done.returncode == 0, done.stderr
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test on any console error and any request to another host."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=address)
    opened = context.new_page()
    trouble: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            trouble.append(message.text)

    def on_request(sent: Request) -> None:
        if not sent.url.startswith((address, "data:", "blob:")):
            trouble.append(sent.url)

    def on_failure(sent: Request) -> None:
        if sent.failure != "net::ERR_ABORTED":  # a page that is left stops its own requests
            trouble.append(f"{sent.failure}: {sent.url}")

    def on_response(answer: Response) -> None:
        if answer.status >= 400:
            trouble.append(f"{answer.status}: {answer.url}")

    opened.on("console", on_console)
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("request", on_request)
    opened.on("requestfailed", on_failure)
    opened.on("response", on_response)
    yield opened
    context.close()
    assert trouble == []


def test_a_readers_walk(page: Page) -> None:
    """From home to an article, to an entry, back to the paragraph that mentions it."""
    page.goto("")
    page.get_by_role("link", name="Russia Says Taiwan is Part of China").click()
    expect(page.locator("h1")).to_have_text(re.compile("Russia Says Taiwan"))
    page.locator("#p2").get_by_role("link", name="Sergey Lavrov").click()
    expect(page.locator("h1")).to_have_text("Sergey Lavrov")
    page.locator("summary", has_text="more").first.click()
    page.locator("details a[href$='newsweek-2021/#p11']").click()
    page.wait_for_url("**/articles/newsweek-2021/#p11")
    expect(page.locator("#p11")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """WCAG 2.2 AA, as far as a program can tell, on every kind of page of the example, wide and narrow."""
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    entries = ["states/russia", "persons/sergey-lavrov", "treaties/biological-weapons-convention"]
    pages = ["", "articles/", "who-is-who/", "treaties/", "glossary/", "sources/", "articles/newsweek-2021/"]
    pages += [f"glossary/{entry}/" for entry in entries]
    for width in (1280, 390):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=address)
        opened = context.new_page()
        for name in pages:
            opened.goto(name)
            opened.evaluate("document.querySelectorAll('article details').forEach(one => one.open = true)")
            found = Axe().run(opened, options={"runOnly": levels}).response["violations"]
            assert [(one["id"], one["nodes"][0]["target"]) for one in found] == [], name
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


def test_a_hostile_seed_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    """The nasty lines of the golden case, opened: no script runs, nothing is requested."""
    case = ROOT / "tests" / "golden" / "pages" / "nasty-lines"
    shutil.copytree(case, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
    config = "site_name: X\nuse_directory_urls: false\ntheme: {name: material, font: false}\nplugins: [search, tags, backgrounder]\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf8")
    assert run(tmp_path, "mkdocs", "build").returncode == 0
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(tmp_path / "site"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    opened = context.new_page()
    dialogs: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        dialogs.append(f"{opened.url}: {dialog.message}")
        dialog.dismiss()

    opened.on("dialog", on_dialog)
    for path in ("index", "articles/nasty", "glossary/evil", "articles", "glossary", "sources", "who-is-who"):
        opened.goto(f"http://127.0.0.1:{server.server_port}/{path}.html")
        opened.get_by_role("textbox", name="Search").click()
        opened.get_by_role("textbox", name="Search").press_sequentially("heading", delay=10)
        opened.wait_for_timeout(300)
        assert opened.locator("img[src='x'], [onerror], a[href^='javascript']").count() == 0
        assert opened.locator("article script, article [onerror], article [onclick]").count() == 0
    context.close()
    server.shutdown()
    server.server_close()
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
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(tmp_path / "site"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}/"
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
    server.shutdown()
    server.server_close()
    assert trouble == []
    assert {path.name: path.read_bytes() for path in (tmp_path / "seeds").iterdir()} == before, "seeds stay as they are"
