"""The HTML editions in a real browser: readable by everybody, in light and dark, on wide screens and narrow."""

from __future__ import annotations

import pytest
from browser.axe import violations
from browser.test_review_page import Opener
from published import DAY, published, report

from toolkit.building.outputs import summarize
from toolkit.writers.html import progress
from toolkit.writers.html.progress import Standing
from toolkit.writers.publication import Theme
from toolkit.writers.publication.html import render
from toolkit.writers.publication.site import index_terms, render_site

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
    page = open_page(render(published(edition, draft=edition == "english"), Theme()), width, color_scheme=scheme)
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


def site_pages() -> dict[str, bytes]:
    return dict(render_site([published("side-by-side")], index_terms([report()]), Theme()))


@pytest.mark.parametrize(
    ("query", "count"),
    [("标箱", 2), ("60万标箱", 1), ("million teu", 1), ("Quay No.", 2), ("qua", 2), ("nowhere 标箱", 0)],
)
def test_the_search_finds_both_languages(open_page: Opener, query: str, count: int) -> None:
    page = open_page(site_pages()["search.html"])
    page.fill("#query", query)
    page.click("button")
    assert page.locator("#results li").count() == count
    if count:
        assert page.locator("#results mark").first.inner_text().replace("\u00a0", " ").lower() in query.lower()


def test_axe_finds_nothing_in_the_site(open_page: Opener) -> None:
    pages = site_pages()
    for name in ("index.html", "search.html", "port.html"):
        page = open_page(pages[name], 700)
        assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (420, "dark")])
def test_axe_finds_nothing_in_the_page_of_progress(open_page: Opener, width: int, scheme: str) -> None:
    summary = summarize(report(), ())
    standings = [Standing("port", summary, True), Standing("quay", summary, False)]
    page = open_page(progress.render(standings, DAY), width, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
