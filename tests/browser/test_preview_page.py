"""The preview page as it is read: in light and dark, narrow and wide, printed, by a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from browser.axe import violations
from previewed import previews

from toolkit.writers.html.preview import render

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Opener = Callable[..., "Page"]


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(previews(), written=False)


@pytest.mark.parametrize(
    ("scheme", "width", "media"),
    [
        ("light", 1280, "screen"),
        ("dark", 1280, "screen"),
        ("light", 320, "screen"),
        ("dark", 320, "screen"),
        ("light", 794, "print"),
        ("dark", 794, "print"),
    ],
)
def test_axe_finds_nothing(open_page: Opener, content: bytes, scheme: str, width: int, media: str) -> None:
    page = open_page(content, width, color_scheme=scheme)
    page.emulate_media(media=media)
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_nothing_is_wider_than_the_screen(open_page: Opener, content: bytes, width: int) -> None:
    page = open_page(content, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_versions_of_a_conflict_stand_beside_each_other(open_page: Opener, content: bytes) -> None:
    boxes = [one.bounding_box() for one in open_page(content).locator(".versions").first.locator(".version").all()]
    assert len({box["y"] for box in boxes if box}) == 1
    boxes = [one.bounding_box() for one in open_page(content, 320).locator(".versions").first.locator(".version").all()]
    assert len({box["x"] for box in boxes if box}) == 1


def test_what_is_gone_and_new_is_told_without_colour(open_page: Opener, content: bytes) -> None:
    page = open_page(content)
    line = "element => getComputedStyle(element).textDecorationLine"
    assert page.locator("main del").first.evaluate(line) == "line-through"
    assert page.locator("main ins").first.evaluate(line) == "underline"
    spoken = "element => getComputedStyle(element, '::before').content"
    assert "deleted" in page.locator("main del").first.evaluate(spoken)
    assert "inserted" in page.locator("main ins").first.evaluate(spoken)
