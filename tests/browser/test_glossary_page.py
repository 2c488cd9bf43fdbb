"""The glossary page as an editor uses it, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from browser.axe import violations

from toolkit.model import Term, TermStatus
from toolkit.writers import render_glossary
from toolkit.writers.term_list import ListedTerm, TermList, Use

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Opener = Callable[..., "Page"]
BRIDGE = Term(
    "大桥",
    "the bridge",
    "places",
    TermStatus.PROPOSED,
    alternatives=("the great bridge", "W" * 60),
    forbidden=("viaduct", "<b>flyover</b>"),
    short="the span",
    note="见 “list” & map",
    origin="Ferry 时刻表, 2024",
    variants=("长江大桥", "公路桥"),
)


def content(count: int = 60) -> bytes:
    ferries = (
        ListedTerm(Term(f"{number}号轮渡", f"ferry {number}", "transport", origin="desk"), ())
        for number in range(1, count)
    )
    bridge = ListedTerm(BRIDGE, (Use("harbour", tuple(range(1, 20))), Use("bridge", (7,))))
    listed = TermList("Terms of the harbour", {"places": (bridge,), "transport": tuple(ferries)}, ("bridge", "harbour"))
    return render_glossary(listed, "html", date(2026, 3, 9))


def visible(page: Page) -> int:
    return page.locator("tbody tr:not([hidden])").locator("visible=true").count()


def test_search_in_both_languages(open_page: Opener) -> None:
    page = open_page(content())
    assert page.locator("#shown").text_content() == "60 terms"
    for typed, found in (
        ("great bridge", 1),
        ("长江大桥", 1),
        ("FERRY 58", 1),
        ("轮渡 desk", 59),
        ("５９号", 1),
        ("", 60),
    ):
        page.fill("#search", typed)
        assert visible(page) == found
    page.fill("#search", "nothing like it")
    assert page.locator("#nothing").is_visible()
    assert page.locator("h2:visible").count() == 0
    page.keyboard.press("Escape")
    assert visible(page) == 60


def test_all_that_is_known_is_shown(open_page: Opener) -> None:
    page = open_page(content())
    text = page.locator("tbody tr").first.inner_text()
    for part in (
        "长江大桥、公路桥",
        "proposed",
        "the span",
        "<b>flyover</b>",
        "Ferry 时刻表, 2024",
        "and 7 more",
        "row 7",
    ):
        assert part in text


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_nothing_is_wider_than_the_screen(open_page: Opener, width: int) -> None:
    page = open_page(content(), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)])
def test_axe_finds_nothing(open_page: Opener, scheme: str, width: int) -> None:
    page = open_page(content(), width, color_scheme=scheme)
    assert violations(page) == []


def test_it_can_be_read_without_scripts(open_page: Opener) -> None:
    page = open_page(content(), java_script_enabled=False)
    assert not page.locator("#controls").is_visible()
    assert page.locator("tbody tr").count() == 60
