"""A Chromium, and review pages opened in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_WATCH_POLICY = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""

Opener = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without its windows if it is there in that form, which takes half the time.

    Tests that need it are skipped where there is none.
    """
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (pip install playwright)")
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on the PATH (apt install chromium)")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens the bytes of a page, as a file of its own; complaints of the browser fail the test.

    What is to run `before` the page's own script is JavaScript.
    """
    complaints: list[str] = []
    opened: list[Page] = []

    def open_one(content: bytes, width: int = 1280, height: int = 900, before: str = "", **context: Any) -> Page:
        path = tmp_path / f"page{len(opened)}.html"
        path.write_bytes(content)
        page = browser.new_context(viewport={"width": width, "height": height}, **context).new_page()
        page.add_init_script(_WATCH_POLICY + before)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: complaints.append(request.url) if request.url.startswith("http") else None)
        page.goto(path.as_uri())
        opened.append(page)
        return page

    yield open_one
    for page in opened:
        if page.context.pages and page.evaluate("typeof window.violations") == "object":
            complaints += page.evaluate("window.violations")
        page.context.close()
    assert complaints == []
