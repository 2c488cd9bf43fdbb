"""A page of more rows than are made at once: what has to be right while most of them are still text."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.axe import violations
from browser.test_editing import edit, saved
from browser.test_review_page import (
    DAY,
    ENGLISH,
    Opener,
    assert_uncovered,
    content,
    expect_text,
    focused_row,
    settle,
)

from toolkit.model import Bitext, Block, Document, Finding, Kind, Note, Segment, Severity, State, Unit
from toolkit.review import read_review
from toolkit.writers import REVIEW, render
from toolkit.writers.html import held
from toolkit.writers.html.review import ROWS_PER_SECTION

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ROWS, AT_ONCE = 450, 50
"""As many as a page needs for its sections not to be laid out at once, and fewer than a page really makes at first."""

BUSY = "window.requestIdleCallback = () => 0; delete window.showSaveFilePicker; window.showSaveFilePicker = undefined;"
"""A browser that never has time to spare makes only what is asked for; and it saves by a download."""


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "ROWS_AT_ONCE", AT_ONCE)


@cache
def long_content(count: int = ROWS) -> bytes:
    return content.__wrapped__(count)


def long_page(open_page: Opener) -> Page:
    return open_page(long_content(), before=BUSY)


def made(page: Page) -> int:
    return page.locator("section .row").count()


def expect_count(page: Page, selector: str, count: int) -> None:
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_count(count)


def scroll_to(page: Page, share: float) -> None:
    page.evaluate(f"scrollTo(0, document.documentElement.scrollHeight * {share})")
    settle(page)


def rows_in_sight(page: Page) -> list[int]:
    """The numbers of the rows that are seen, from above."""
    seen: list[int] = page.locator("section .row").evaluate_all(
        """rows => rows.filter((row) => {
            const { top, bottom } = row.getBoundingClientRect();
            return top > 60 && bottom < innerHeight - 60 && row.checkVisibility({ contentVisibilityAuto: true });
        }).map(row => +row.dataset.number)"""
    )
    return seen


# --- Made


def test_first_rows_at_once_and_all_of_them_in_spare_time(open_page: Opener) -> None:
    assert made(long_page(open_page)) == AT_ONCE
    expect_count(open_page(long_content()), "section .row", ROWS)


def test_rows_are_made_where_one_scrolls_to(open_page: Opener) -> None:
    page = long_page(open_page)
    scroll_to(page, 0.6)
    settle(page)
    seen = rows_in_sight(page)
    assert min(seen) > AT_ONCE
    assert len(seen) > 4
    assert made(page) <= AT_ONCE + 3 * ROWS_PER_SECTION
    page.locator(f"#row-{seen[1]}").click()
    page.keyboard.press("j")
    assert focused_row(page) == seen[1] + 1


def test_no_frame_is_empty_after_a_jump(open_page: Opener) -> None:
    page = long_page(open_page)
    settle(page)
    drawn = page.evaluate(
        """new Promise((done) => {
            scrollTo(0, document.documentElement.scrollHeight * 0.6);
            requestAnimationFrame(() => done(document.elementFromPoint(400, 450).closest("section").className));
        })"""
    )
    assert drawn == "", "the section in sight is still text"


def test_heights_guessed_for_rows_stay_when_they_are_made(open_page: Opener) -> None:
    page = long_page(open_page)
    guessed = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    settle(page)
    assert made(page) == ROWS
    assert page.evaluate("document.documentElement.scrollHeight") == pytest.approx(guessed, rel=0.05)


def test_a_page_that_holds_nothing_back_is_complete_at_once(open_page: Opener) -> None:
    page = open_page(long_content(AT_ONCE), before=BUSY)
    assert made(page) == AT_ONCE
    assert page.locator("noscript").count() == 0


# --- Found


@pytest.mark.parametrize(("field", "choice", "count"), [("#state", "draft", 90), ("#about", "changed", 64)])
def test_a_filter_looks_at_every_row(open_page: Opener, field: str, choice: str, count: int) -> None:
    page = long_page(open_page)
    page.select_option(field, choice)
    expect_text(page, "#shown", f"{count} of 450 rows")


def test_search_goes_to_a_row_that_was_text(open_page: Opener) -> None:
    page = long_page(open_page)
    page.fill("#search", "第397段")
    page.keyboard.press("Enter")
    expect_text(page, "#shown", "1 of 450 rows")
    assert focused_row(page) == 398
    assert page.evaluate("[...CSS.highlights.get('found')].map(range => range.toString())") == ["第397段"]


def test_what_stood_in_the_search_field_is_searched_for_after_a_reload(open_page: Opener) -> None:
    page = long_page(open_page)
    page.add_init_script(
        "document.addEventListener('readystatechange', () => { document.getElementById('search').value = '第234段' })"
    )
    page.reload()
    expect_text(page, "#shown", "1 of 450 rows")


def far_finding() -> bytes:
    """A page of whose 400 rows the second and the 301st have a finding."""
    units = tuple(Unit(Segment(f"s{n}", f"第{n}段。"), f"Part {n}.", State.DRAFT) for n in range(1, 401))
    document = Document("parts", "段", tuple(Block(Kind.PARAGRAPH, 0, (unit.segment,)) for unit in units))
    findings = [Finding("number-value", Severity.ERROR, "wrong", f"s{n}", target_span=(0, 4)) for n in (2, 301)]
    return render(Bitext(document, units), findings, REVIEW, "html", DAY)


def test_next_finding_makes_only_its_own_rows(open_page: Opener) -> None:
    page = open_page(far_finding(), before=BUSY)
    expect_text(page, "#finding", "2 findings")
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect_text(page, "#finding", "Finding 2 of 2")
    assert focused_row(page) == 301
    assert page.locator("#row-301 .current").all_text_contents()[0] == "Part"
    assert page.locator("#row-201").count() == 0
    page.keyboard.press("p")
    assert focused_row(page) == 2


def test_from_the_middle_to_the_finding_before_and_behind(open_page: Opener) -> None:
    page = open_page(far_finding(), before=BUSY)
    page.evaluate("location.hash = '#row-200'")
    assert_uncovered(page, 200)
    page.keyboard.press("n")
    assert focused_row(page) == 301
    page.evaluate("location.hash = '#row-201'")
    assert_uncovered(page, 201)
    page.keyboard.press("p")
    assert focused_row(page) == 2


def test_links_to_far_rows(open_page: Opener) -> None:
    page = long_page(open_page)
    page.goto(f"{page.url}#row-400")
    page.reload()
    assert focused_row(page) == 400
    assert_uncovered(page, 400)
    expect_text(page, "#panel-title", "Row 400 · 2 terms")
    page.locator(".appendix").scroll_into_view_if_needed()
    page.locator('.appendix a[href="#row-9"]').first.click()
    assert focused_row(page) == 9


# --- Worked on


def test_work_on_far_rows_is_kept_and_saved_before_they_are_made(open_page: Opener) -> None:
    page = long_page(open_page)
    page.on("dialog", lambda dialog: dialog.accept())
    address = page.url
    page.goto(f"{address}#row-302")
    edit(page, 302, "Section 302 of the bridge opened.")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.type("Where is the ferry?")
    page.keyboard.press("Escape")
    said = page.locator("#row-302 .live li").all_text_contents()
    assert said == ["301 is not in the English", "轮渡 is not given as “ferry”"]
    page.goto("about:blank")
    page.goto(address)
    expect_text(page, "#notice", "Your work on 1 row is back.")
    assert page.locator("#row-302").count() == 0
    name, file = saved(page)
    assert page.locator("#row-302").count() == 0
    (change,) = read_review(file, name).changes
    assert (change.unit_id, change.base) == ("seg00301", ENGLISH.format(301))
    assert change.target == "Section 302 of the bridge opened."
    assert [note.text for note in change.comments] == ["Where is the ferry?"]
    page.evaluate("location.hash = '#row-302'")
    assert_uncovered(page, 302)
    assert page.locator("#row-302 .live li").all_text_contents() == said
    assert page.locator("#row-302 .verdict").inner_text() == "✎ changed"
    assert "Where is the ferry?" in page.locator("#row-302 .mine").inner_text()
    page.select_option("#about", "mine:complaints")
    expect_text(page, "#shown", "1 of 450 rows")


def test_a_colleagues_file_about_far_rows(open_page: Opener, tmp_path: Path) -> None:
    page = long_page(open_page)
    edit(page, 3, "Ada wrote this.")
    page.keyboard.press("Control+Enter")
    name, file = saved(page)
    review = json.loads(file)
    far = [{**review["rows"][0], "id": f"seg{n:05}", "base": ENGLISH.format(n), "comment": "Far."} for n in (102, 398)]
    (tmp_path / name).write_text(json.dumps({**review, "rows": far}), encoding="utf-8")
    other = long_page(open_page)
    other.set_input_files("#file", tmp_path / name)
    expect_text(other, "#notice", "Loaded 2 rows of Ada.")
    expect_text(other, "#done", "2 of 450 done")
    assert made(other) == AT_ONCE
    _, file = saved(other, "Bo")
    changes = read_review(file, name).changes
    assert [(one.unit_id, one.author) for one in changes] == [("seg00102", "Ada"), ("seg00398", "Ada")]
    other.evaluate("location.hash = '#row-399'")
    assert_uncovered(other, 399)
    assert other.locator("#row-399 ins").inner_text() == "Ada wrote this"
    other.keyboard.press("u")
    assert focused_row(other) == 103
    assert other.locator("#row-103 ins, #row-399 ins").count() == 0


def test_texts_of_far_rows_stay_texts(open_page: Opener) -> None:
    evil = "</noscript></script><script>window.hit = 1</script><img src=x onerror='window.hit = 1'> &lt;b&gt; & <!--"
    plain = tuple(Unit(Segment(f"s{n}", f"第{n}段。")) for n in range(AT_ONCE))
    last = Unit(Segment(f'"{evil}', f"段{evil}"), evil, State.DRAFT, previous=evil, notes=(Note(evil, evil),))
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (unit.segment,)) for unit in (*plain, last))
    page = open_page(
        render(Bitext(Document("parts", "段", blocks), (*plain, last)), [], REVIEW, "html", DAY), before=BUSY
    )
    page.evaluate(f"location.hash = '#row-{AT_ONCE + 1}'")
    row = page.locator(f"#row-{AT_ONCE + 1}")
    assert row.locator(".target .text").text_content() == evil
    assert row.locator(".source .text").text_content() == f"段{evil}"
    assert page.locator("main script, main img, main b").count() == 0
    assert page.evaluate("window.hit") is None


# --- Without a script, on paper, listened to


def test_every_row_is_there_without_scripts(open_page: Opener) -> None:
    page = open_page(long_content(), java_script_enabled=False)
    assert made(page) == ROWS
    assert page.locator(f"#row-{ROWS} .source").is_visible()
    assert page.locator(".appendix .entry:visible").count() == 2


@pytest.mark.parametrize("scripts", [True, False])
def test_every_row_is_on_paper(open_page: Opener, tmp_path: Path, scripts: bool) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (poppler-utils)")
    page = open_page(long_content(120), before=BUSY, java_script_enabled=scripts)
    (tmp_path / "page.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    done = subprocess.run(["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True)
    text = done.stdout.decode("utf-8")
    assert [n for n in range(1, 120) if f"seg{n:05}" not in text] == []
    assert text.count("Chinese  ") >= text.count("\f") - 1, "every sheet of rows has the heads of the columns"
    assert "the great bridge" in text


def test_axe_finds_nothing_while_rows_are_text(open_page: Opener) -> None:
    page = open_page(long_content(2 * AT_ONCE + 1), before=BUSY)
    page.keyboard.press("j")
    settle(page)
    assert page.locator("noscript").count() > 2
    assert violations(page) == []
