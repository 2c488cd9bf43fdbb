"""The documentation as a site: it is built without a warning, and read without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

from toolkit.cli import COMMANDS

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent.parent
LOADED = re.compile(
    r"""<(?:script|img|iframe|link\s+rel="?(?:stylesheet|icon|preload|preconnect))[^>]*?(?:src|href)="?(https?:|//)"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    pages, built = folder / "pages", folder / "site"
    subprocess.run([sys.executable, ROOT / "docs" / "pages.py", str(pages)], check=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(built)],
        cwd=ROOT, env=os.environ | {"TOOLKIT_PAGES": str(pages), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return built


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        assert not LOADED.search(page.read_text(encoding="utf-8")), page
    for style in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:|//)", style.read_text(encoding="utf-8")), style


def test_every_command_and_check_has_its_place_in_both_languages(site: Path) -> None:
    for language in ("", "zh/"):
        overview = (site / f"{language}overview.html").read_text(encoding="utf-8")
        reference = (site / f"{language}reference.html").read_text(encoding="utf-8")
        checks = (site / f"{language}checks/index.html").read_text(encoding="utf-8")
        for verb in COMMANDS:
            assert f'href="reference.html#toolkit-{verb}"' in overview
            assert f'id="toolkit-{verb}"' in reference
        for page in (ROOT / "docs" / "checks").glob("[!R]*.md"):
            assert f'href="{page.stem}.html"' in checks


@pytest.mark.parametrize(
    ("page", "words", "found"), [("index", "glossary", "Settings"), ("zh/index", "审读稿", "编辑")]
)
def test_the_search_works_from_a_file(site: Path, browser: Browser, page: str, words: str, found: str) -> None:
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    opened.goto((site / f"{page}.html").as_uri())
    field = opened.locator("[data-md-component=search-query]")
    field.fill(words)
    item = opened.locator(".md-search-result__item", has_text=found).first
    for _ in range(60):  # the index is read in the background, and what is typed before goes unheard
        field.press("End")
        opened.wait_for_timeout(250)
        if item.count():
            break
    assert item.count()
    assert not asked
    opened.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", ["zh/tutorial", "reference", "files", "python"])
def test_no_page_is_wider_than_its_window(site: Path, browser: Browser, page: str, width: int) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.goto((site / f"{page}.html").as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()
