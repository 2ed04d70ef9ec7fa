"""What the tests in a browser share: a browser, a server for a built site, and a watch on what pages do."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

EXECUTABLE = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def skip_without_browser() -> None:
    """Skips a module where no Chromium is installed; continuous integration must have one."""
    if EXECUTABLE is None and not os.environ.get("CI"):
        pytest.skip("no Chromium is installed", allow_module_level=True)


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser."""
    assert EXECUTABLE, "continuous integration must install Chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=EXECUTABLE, args=QUIET)
        yield launched
        launched.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Says nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def watched_page(browser: Browser, address: str, width: int) -> Iterator[Page]:
    """A page of some width. It fails its test on any console error, and on any request that fails or goes elsewhere."""
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=address)
    page = context.new_page()
    trouble = watched(page, address)
    yield page
    context.close()
    assert trouble == []


def watched(page: Page, address: str) -> list[str]:
    """What goes wrong on a page from now on: console errors, scripts that fail, requests that fail or go elsewhere."""
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

    page.on("console", on_console)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", on_request)
    page.on("requestfailed", on_failure)
    page.on("response", on_response)
    return trouble


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds against WCAG 2.2 AA on a page, all its details open: rules and the first elements."""
    page.evaluate("document.querySelectorAll('article details').forEach(one => one.open = true)")
    found = Axe().run(page, options={"runOnly": LEVELS}).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found]
