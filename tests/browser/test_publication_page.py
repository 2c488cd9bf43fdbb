"""The HTML editions in a real browser: readable by everybody, in light and dark, on wide screens and narrow."""

from __future__ import annotations

import pytest
from browser.test_review_page import AXE, Opener, violations
from published import published

from toolkit.writers.publication import Theme
from toolkit.writers.publication.html import render

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("edition", "width", "scheme"),
    [
        ("side-by-side", 1280, "light"),
        ("interleaved", 420, "dark"),
        ("english", 800, "light"),
        ("facing", 1280, "dark"),
    ],
)
def test_axe_finds_nothing(open_page: Opener, edition: str, width: int, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip(f"no axe-core at {AXE} (npm install --prefix .tools axe-core)")
    page = open_page(render(published(edition, draft=edition == "english"), Theme()), width, color_scheme=scheme)
    page.evaluate(AXE.read_text("utf-8"))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_columns_on_a_wide_screen_and_one_on_a_narrow(open_page: Opener) -> None:
    content = render(published("side-by-side"), Theme())
    for width, are_beside in ((1280, True), (420, False)):
        page = open_page(content, width)
        tops = page.evaluate(
            "[...document.querySelector('main div.pair').children].map(p => p.getBoundingClientRect().top)"
        )
        assert (abs(tops[0] - tops[1]) < 8) is are_beside
