"""The review page as an editor uses it, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from browser.axe import violations

from toolkit.model import Bitext, Block, Document, Finding, Kind, Note, Segment, Severity, State, Term, TermHit, Unit
from toolkit.writers import REVIEW, render

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Opener = Callable[..., "Page"]
DAY = date(2026, 3, 9)
BRIDGE = Term(
    "大桥", "the bridge", "places", alternatives=("the great bridge",), forbidden=("viaduct",), note="见 list"
)
FERRY = Term("轮渡", "ferry", "transport", origin="desk")
STATES = (State.TRANSLATED, State.REVIEWED, State.DRAFT, State.FINAL, State.EMPTY)
ENGLISH = "Section {0} of the bridge opened, and the old ferry was kept for visitors who like the slow way over."


def unit(number: int) -> Unit:
    """Every fifth is empty, every seventh has a changed source, all name the bridge."""
    state = STATES[number % 5]
    return Unit(
        Segment(f"seg{number:05}", f"大桥第{number}段通车，老轮渡也留了下来。"),
        "" if state is State.EMPTY else ENGLISH.format(number),
        state,
        previous=f"大桥第{number + 1}段通车，轮渡停了。" if number % 7 == 3 else "",
        notes=(Note("Ask the 渡口 office.", "Ada"),) if number % 6 == 1 else (),
        hits=(
            TermHit(BRIDGE, 0, 2),
            TermHit(FERRY, len(f"大桥第{number}段通车，老"), len(f"大桥第{number}段通车，老轮渡")),
        ),
    )


def findings_of(one: Unit, number: int) -> list[Finding]:
    if not one.target or number % 4:
        return []
    key = one.segment.id
    found = [Finding("term-missing", Severity.WARNING, "大桥 is not rendered", key, source_span=(0, 2))]
    if number % 8 == 0:
        found.append(Finding("number-value", Severity.ERROR, "wrong number", key, (3, 4), (0, 9), "Part"))
    return found


@cache
def content(count: int) -> bytes:
    """A page of `count` rows under a headline, blocks of three, a heading before every tenth."""
    headline = Unit(Segment("headline", "大桥通车"), "The bridge opens", State.FINAL)
    units = [unit(number) for number in range(1, count)]
    blocks = [Block(Kind.HEADLINE, 0, (headline.segment,))]
    for start in range(0, len(units), 3):
        kind, level = (Kind.HEADING, 1) if start % 30 == 27 else (Kind.PARAGRAPH, 0)
        blocks.append(Block(kind, level, tuple(one.segment for one in units[start : start + 3])))
    findings = [finding for number, one in enumerate(units, 1) for finding in findings_of(one, number)]
    document = Document("bridge", "大桥通车", tuple(blocks))
    return render(Bitext(document, (headline, *units)), findings, REVIEW, "html", DAY)


def shown(page: Page) -> int:
    return page.locator("section .row:not([hidden])").count()


def focused_row(page: Page) -> int:
    """The number of the row that has the focus, 0 where another element has it."""
    return int(page.evaluate("Number(document.activeElement.dataset.number ?? 0)"))


def settle(page: Page) -> None:
    """Two frames, after which nothing moves of itself."""
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))"
    )


def free_view(page: Page) -> tuple[float, float]:
    """The edges between which nothing covers the rows."""
    top = page.locator("#controls").bounding_box()
    panel = page.locator("#terms-panel").bounding_box() if page.locator("#terms-panel").is_visible() else None
    assert top is not None
    return top["y"] + top["height"], panel["y"] if panel else page.evaluate("innerHeight")


def assert_uncovered(page: Page, number: int) -> None:
    settle(page)
    box = page.locator(f"#row-{number}").bounding_box()
    top, bottom = free_view(page)
    assert box is not None
    assert box["y"] >= top - 1, f"row {number} begins under the controls"
    assert box["y"] + box["height"] <= bottom + 1, f"row {number} ends under the terms"


def expect_text(page: Page, selector: str, text: str) -> None:
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_text(text)


# --- Filter and search


def test_everything_is_shown_at_first(open_page: Opener) -> None:
    page = open_page(content(61))
    assert shown(page) == 61
    expect_text(page, "#shown", "61 rows")
    assert page.locator("#panel-known").is_hidden()
    assert page.locator("#edit").is_disabled()


@pytest.mark.parametrize(
    ("field", "choice", "selector"),
    [
        ("#state", "draft", '[data-state="draft"]'),
        ("#state", "empty", '[data-state="empty"]'),
        ("#about", "findings", ':not([data-codes=""])'),
        ("#about", "code:number-value", '[data-codes~="number-value"]'),
        ("#about", "changed", "[data-changed]"),
    ],
)
def test_filter(open_page: Opener, field: str, choice: str, selector: str) -> None:
    page = open_page(content(61))
    wanted = page.locator(f"section .row{selector}").count()
    assert 0 < wanted < 61
    page.select_option(field, choice)
    assert shown(page) == wanted
    assert page.locator(f"section .row{selector}:not([hidden])").count() == wanted
    expect_text(page, "#shown", f"{wanted} of 61 rows")


def test_filters_and_search_narrow_each_other(open_page: Opener) -> None:
    page = open_page(content(61))
    page.select_option("#about", "findings")
    page.select_option("#state", "final")
    page.fill("#search", "第8段")
    expect_text(page, "#shown", "1 of 61 rows")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("第12段", [13]),
        ("SECTION 12 ", [13]),
        ("大桥通车", [1]),
        ("seg00007", [8]),
        ("a.c", []),
        ("nothing like it", []),
    ],
)
def test_search_in_both_languages(open_page: Opener, query: str, rows: list[int]) -> None:
    page = open_page(content(61))
    page.fill("#search", query)
    expect_text(page, "#shown", f"{len(rows)} of 61 rows")
    numbers = page.locator("section .row:not([hidden])").evaluate_all("rows => rows.map(row => +row.dataset.number)")
    assert numbers == rows
    assert page.locator("#nothing").is_visible() == (not rows)


def test_what_is_found_is_highlighted_across_marks(open_page: Opener) -> None:
    page = open_page(content(61))
    page.fill("#search", "老轮渡也")
    expect_text(page, "#shown", "60 of 61 rows")
    found = page.evaluate("[...CSS.highlights.get('found')].map(range => range.toString())")
    assert found == ["老轮渡也"] * 60


def test_show_all_rows_again(open_page: Opener) -> None:
    page = open_page(content(61))
    page.fill("#search", "nothing like it")
    page.get_by_role("button", name="Show all rows").click()
    expect_text(page, "#shown", "61 rows")


# --- Reading


def test_keyboard_only(open_page: Opener) -> None:
    page = open_page(content(61))
    press = page.keyboard.press
    press("j")
    assert focused_row(page) == 1
    press("j")
    press("ArrowDown")
    press("ArrowDown")
    press("k")
    press("ArrowUp")
    assert focused_row(page) == 2
    press("/")
    page.keyboard.type("第20段")
    press("Enter")
    assert focused_row(page) == 21
    press("Escape")
    expect_text(page, "#shown", "61 rows")
    press("?")
    assert page.locator("#keys").is_visible()
    press("j")
    press("Escape")
    assert page.locator("#keys").is_hidden()
    assert page.locator("[aria-current]").get_attribute("data-number") == "21"


def test_tab_reaches_everything_and_one_row(open_page: Opener) -> None:
    page = open_page(content(61))
    reached = []
    for _ in range(16):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    wanted = ["search", "state", "about", "back", "forth", "terms-switch", "theme", "help", "row-1"]
    assert [name for name in reached if name][:9] == wanted


def test_tab_reaches_the_work_on_the_row(open_page: Opener) -> None:
    page = open_page(content(3))
    page.keyboard.press("j")
    page.locator("#terms-panel").evaluate("panel => panel.previousElementSibling.querySelector('a:last-child').focus()")
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    wanted = ["edit", "accept", "reject", "comment", "reviewer", "open-file", "save-file"]
    assert [name for name in reached if name in wanted] == wanted


def test_next_and_previous_finding(open_page: Opener) -> None:
    page = open_page(content(61))
    total = page.locator(".finding").count()
    expect_text(page, "#finding", f"{total} findings")
    visited = []
    for number in range(1, 5):
        page.keyboard.press("n")
        expect_text(page, "#finding", f"Finding {number} of {total}")
        assert page.locator(".finding.current").count() == 1
        visited.append(focused_row(page))
    assert visited == sorted(visited)
    assert len(set(visited)) < len(visited), "a row with two findings is visited twice"
    page.keyboard.press("p")
    expect_text(page, "#finding", f"Finding 3 of {total}")


def test_finding_being_read_is_marked_in_both_texts(open_page: Opener) -> None:
    page = open_page(content(61))
    page.select_option("#about", "code:number-value")
    page.keyboard.press("Escape")
    page.select_option("#about", "code:number-value")
    page.locator("#forth").click()
    page.locator("#forth").click()
    row = page.locator("[aria-current]")
    assert row.locator(".source .current").all_text_contents() == ["8"]
    assert "".join(row.locator(".target .current").all_text_contents()) == "Section 8"


def test_no_finding_beyond_the_last(open_page: Opener) -> None:
    page = open_page(content(10))
    for _ in range(9):
        page.keyboard.press("n")
    expect_text(page, "#finding", "Finding 2 of 2")


def test_terms_of_the_row_being_read(open_page: Opener) -> None:
    page = open_page(content(61))
    page.locator("#row-3 .target .text").click()
    panel = page.locator("#terms-panel")
    expect_text(page, "#panel-title", "Row 3 · 2 terms")
    for words in ("大桥", "the bridge", "the great bridge", "viaduct", "见 list", "轮渡", "ferry", "desk"):
        assert words in panel.inner_text()
    assert page.locator("#row-3").get_attribute("aria-details") == "terms-panel"
    page.keyboard.press("t")
    assert page.locator("#panel-known").is_hidden()
    page.keyboard.press("t")
    assert page.locator("#panel-known").is_visible()
    page.locator("#row-1").click()
    expect_text(page, "#panel-title", "Row 1 · no glossary terms")


def test_link_of_a_term_leads_to_its_row_even_when_filtered(open_page: Opener) -> None:
    page = open_page(content(61))
    page.select_option("#state", "empty")
    page.locator('.appendix a[href="#row-9"]').first.click()
    assert focused_row(page) == 9
    expect_text(page, "#shown", "61 rows")
    assert_uncovered(page, 9)


def test_address_of_a_row(open_page: Opener) -> None:
    page = open_page(content(61))
    page.goto(f"{page.url}#row-40")
    page.reload()
    assert focused_row(page) == 40
    assert_uncovered(page, 40)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (800, 900), (320, 900)])
def test_no_row_stops_under_what_sticks(open_page: Opener, width: int, height: int) -> None:
    page = open_page(content(61), width, height)
    for _ in range(20):
        page.keyboard.press("j")
        assert_uncovered(page, focused_row(page))
    for _ in range(12):
        page.keyboard.press("k")
        assert_uncovered(page, focused_row(page))


def test_going_on_from_where_one_scrolled_to(open_page: Opener) -> None:
    page = open_page(content(200))
    page.keyboard.press("j")
    page.locator("#row-120").evaluate("row => row.scrollIntoView({ block: 'start' })")
    settle(page)
    page.keyboard.press("j")
    assert 118 <= focused_row(page) <= 121


def test_single_keys_can_be_switched_off(open_page: Opener) -> None:
    page = open_page(content(61))
    page.locator("#help").click()
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.locator("#row-2").click()
    page.keyboard.press("j")
    assert focused_row(page) == 2
    page.keyboard.press("ArrowDown")
    assert focused_row(page) == 3


def test_typing_is_not_taken_for_keys(open_page: Opener) -> None:
    page = open_page(content(61))
    page.keyboard.press("/")
    page.keyboard.type("jknpt?")
    assert page.locator("#search").input_value() == "jknpt?"
    assert page.locator("#keys").is_hidden()
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""


# --- Looks


def paper(page: Page) -> tuple[int, ...]:
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return tuple(int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(","))


def test_light_and_dark_follow_the_system_and_the_switch(open_page: Opener) -> None:
    light, dark = open_page(content(10), color_scheme="light"), open_page(content(10), color_scheme="dark")
    assert min(paper(light)) > 200
    assert max(paper(dark)) < 60
    light.locator("#theme").click()
    light.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    assert max(paper(light)) < 60
    assert light.locator("#theme").get_attribute("aria-pressed") == "true"


def test_the_switch_is_remembered(open_page: Opener) -> None:
    page = open_page(content(10), color_scheme="light")
    page.locator("#theme").click()
    for _ in range(5):  # On a busy machine a reload has now and then come before what was just stored.
        page.reload()
        if max(paper(page)) < 60:
            return
    pytest.fail("the page is light again after it was switched to dark")


@pytest.mark.parametrize("width", [320, 480, 703, 704, 1087, 1088, 1920])
def test_no_horizontal_scrolling(open_page: Opener, width: int) -> None:
    page = open_page(content(61), width)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("?")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_long_words_do_not_widen_a_narrow_page(open_page: Opener) -> None:
    word = "x" * 200
    one = replace(unit(1), target=word, notes=(Note(word),), origin=word)
    document = Document("n" * 200, "大" * 200, (Block(Kind.PARAGRAPH, 0, (one.segment,)),))
    finding = Finding("term-missing", Severity.ERROR, word, one.segment.id, suggestion=word)
    page = open_page(render(Bitext(document, (one,)), [finding], REVIEW, "html", DAY), 320)
    page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_readable_without_scripts(open_page: Opener) -> None:
    page = open_page(content(61), java_script_enabled=False)
    assert page.locator("section .row").count() == 61
    assert page.locator("#row-61 .source").is_visible()
    assert page.locator("#controls").is_hidden()
    assert page.locator("#terms-panel").is_hidden()


def test_paper_has_all_rows_and_no_controls(open_page: Opener) -> None:
    page = open_page(content(200))
    page.keyboard.press("j")
    page.emulate_media(media="print")
    skipped = page.locator("section").evaluate_all(
        "all => all.filter(one => getComputedStyle(one).contentVisibility !== 'visible').length"
    )
    assert skipped == 0
    assert page.locator("section .row:visible").count() == 200
    for selector in ("#controls", "#terms-panel", "#keys"):
        assert page.locator(selector).is_hidden()
    heads = page.locator("[role=columnheader]").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert min(heads) > 20, "every column keeps its heading on paper"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_a_filtered_page_says_so_on_paper(open_page: Opener) -> None:
    page = open_page(content(61))
    assert page.locator("#printed-filter").is_hidden()
    page.select_option("#state", "draft")
    assert page.locator("#printed-filter").is_hidden()
    page.emulate_media(media="print")
    assert page.locator("#printed-filter").is_visible()
    assert "of 61 rows" in page.locator("#printed-filter").inner_text()


def test_nothing_moves_when_less_motion_is_wanted(open_page: Opener) -> None:
    page = open_page(content(10), reduced_motion="reduce")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).transitionDuration !== '0s').length"
    )
    assert moving == 0


@pytest.mark.parametrize(
    ("scheme", "width", "rows"),
    [("light", 1280, 61), ("dark", 1280, 12), ("light", 800, 12), ("light", 320, 12), ("dark", 320, 12)],
)
def test_axe_finds_nothing(open_page: Opener, scheme: str, width: int, rows: int) -> None:
    page = open_page(content(rows), width, color_scheme=scheme)
    for keys in ("", "jjjnn", "?"):
        for key in keys:
            page.keyboard.press(key)
        settle(page)
        assert violations(page) == []


def test_axe_would_find_something(open_page: Opener) -> None:
    (said,) = violations(open_page(b"<!DOCTYPE html><html lang=en><title>x</title><main><h1>x</h1><img src=data:,>"))
    assert said.startswith('image-alt: <img src="data:,">')


# --- A book


def test_ten_thousand_rows(open_page: Opener) -> None:
    page = open_page(content(10_000))
    expect_text(page, "#shown", "10,000 rows")
    page.select_option("#state", "draft")
    expect_text(page, "#shown", "2,000 of 10,000 rows")
    page.fill("#search", "第9997段")
    expect_text(page, "#shown", "1 of 10,000 rows")
    page.keyboard.press("Enter")
    assert focused_row(page) == 9998
    page.keyboard.press("Escape")
    expect_text(page, "#shown", "10,000 rows")
    page.keyboard.press("k")
    assert_uncovered(page, focused_row(page))
    page.goto(f"{page.url.partition('#')[0]}#row-5000")
    assert focused_row(page) == 5000
    assert_uncovered(page, 5000)
