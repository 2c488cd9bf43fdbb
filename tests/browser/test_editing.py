"""The review page as an editor works in it: suggestions, comments, verdicts, and the file that is saved."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser.axe import violations
from browser.test_review_page import Opener, content, expect_text, focused_row, settle

from toolkit.model import (
    Bitext,
    Block,
    Code,
    CodeKind,
    Document,
    Kind,
    Match,
    MatchKind,
    Segment,
    State,
    Term,
    TermHit,
    Unit,
)
from toolkit.review import merge, read_review
from toolkit.writers import REVIEW, render

if TYPE_CHECKING:
    from playwright.sync_api import Page

from browser.test_review_page import DAY

pytestmark = pytest.mark.browser

PORT = Term("九江港", "Port of Jiujiang", "places", alternatives=("Jiujiang Port",), forbidden=("Jiujiang harbour",))


def harbour() -> Bitext:
    """Four rows: a figure and a term; a code; one without English; plain words with script in them."""
    texts = [
        ("九江港2020年吞吐量超1.1亿吨。", "The Port of Jiujiang handled more than 110 million tonnes in 2020."),
        ("新桥通车。", "The new bridge is open."),
        ("增长12.5%，投资60万元。", ""),
        ("注意。", "<b>Note</b> & </script><script>window.hit = 1</script>"),
    ]
    bold = (Code("1", CodeKind.BOLD, 0, 2),)
    english_bold = (Code("1", CodeKind.BOLD, 4, 14),)
    units = []
    for number, (chinese, english) in enumerate(texts):
        codes = (bold, english_bold) if number == 1 else ((), ())
        hits = (TermHit(PORT, 0, 3),) if number == 0 else ()
        state = State.TRANSLATED if english else State.EMPTY
        units.append(Unit(Segment(f"row{number}", chinese, codes[0]), english, state, hits=hits, codes=codes[1]))
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (unit.segment,)) for unit in units)
    return Bitext(Document("harbour", "九江港", blocks), tuple(units))


def opened(open_page: Opener, **context: Any) -> Page:
    """The page of `harbour`, in which the browser's dialog for saving is replaced by a download."""
    page = open_page(render(harbour(), [], REVIEW, "html", DAY), **context)
    page.evaluate("delete window.showSaveFilePicker; window.showSaveFilePicker = undefined")
    return page


def edit(page: Page, number: int, text: str) -> None:
    """Replaces the English of a row by typing."""
    page.locator(f"#row-{number} .target").dblclick()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def saved(page: Page, name: str = "Ada") -> tuple[str, bytes]:
    """What the Save button gives: the name of the file and its bytes."""
    with page.expect_download() as download:
        page.locator("#save-file").click()
        if page.locator("#name").is_visible():
            page.fill("#name-field", name)
            page.get_by_role("button", name="Use this name").click()
    path = download.value.path()
    return download.value.suggested_filename, Path(path).read_bytes()


def expect_contents(page: Page, selector: str, texts: list[str]) -> None:
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_text(texts)


# --- Suggestions


def test_an_edit_is_shown_word_by_word(open_page: Opener) -> None:
    page = opened(open_page)
    edit(page, 1, "The Port of Jiujiang handled over 110 million tonnes of goods in 2020.")
    page.keyboard.press("Escape")
    assert focused_row(page) == 1
    assert page.locator("#row-1 del").all_text_contents() == ["more than"]
    assert page.locator("#row-1 ins").all_text_contents() == ["over", " of goods"]
    assert page.locator("#row-1 .verdict").inner_text() == "✎ changed"


@pytest.mark.parametrize(
    ("before", "now", "pieces"),
    [
        ("one two three", "one two three", [["same", "one two three"]]),
        ("a b c d", "w x y z", [["gone", "a b c d"], ["added", "w x y z"]]),
        ("", "new", [["added", "new"]]),
        ("old", "", [["gone", "old"]]),
        (
            "it is 1.1 billion",
            "it is 1.2 billion",
            [["same", "it is "], ["gone", "1.1"], ["added", "1.2"], ["same", " billion"]],
        ),
        ("‹b1›x‹/b1› y", "‹b1›z‹/b1› y", [["same", "‹b1›"], ["gone", "x"], ["added", "z"], ["same", "‹/b1› y"]]),
    ],
)
def test_differences(open_page: Opener, before: str, now: str, pieces: list[list[str]]) -> None:
    script = Path(__file__).parents[2] / "toolkit/writers/html/script/difference.js"
    page = open_page(b"<!DOCTYPE html><title>x</title>")
    found = page.evaluate(
        f"([before, now]) => {{ {script.read_text('utf-8')}; return differences(before, now); }}", [before, now]
    )
    assert found == pieces
    assert "".join(text for kind, text in found if kind != "added") == before
    assert "".join(text for kind, text in found if kind != "gone") == now


def test_a_long_text_is_compared_in_no_time(open_page: Opener) -> None:
    script = Path(__file__).parents[2] / "toolkit/writers/html/script/difference.js"
    page = open_page(b"<!DOCTYPE html><title>x</title>")
    before, now = "word " * 20_000, "other " * 20_000
    found = page.evaluate(
        f"([a, b]) => {{ {script.read_text('utf-8')}; return differences(a, b).length; }}", [before, now]
    )
    assert found == 3, "all words gone, all added, and the blank at the end"


def test_typing_back_what_was_there_is_no_edit(open_page: Opener) -> None:
    page = opened(open_page)
    edit(page, 2, "Something else")
    page.keyboard.press("Control+A")
    page.keyboard.type("The ‹b1›new bridge‹/b1› is open.")
    page.keyboard.press("Escape")
    assert page.locator("#row-2 ins, #row-2 del, #row-2 .verdict").count() == 0
    assert page.locator("#row-2 .target .text").inner_text() == "The ‹b1›new bridge‹/b1› is open."


def test_undo_and_redo_go_step_by_step(open_page: Opener) -> None:
    page = opened(open_page)
    edit(page, 1, "First")
    page.keyboard.press("Escape")
    edit(page, 2, "Second")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("u")
    assert page.locator("#row-2 .verdict").inner_text() == "✎ changed"
    page.keyboard.press("u")
    assert page.locator("#row-2 ins").count() == 0
    page.keyboard.press("Control+Z")
    assert page.locator("#row-1 ins").count() == 0
    page.keyboard.press("U")
    page.keyboard.press("Control+Shift+Z")
    assert page.locator("#row-1 ins").inner_text() == "First"
    assert page.locator("#row-2 ins").inner_text() == "Second"
    assert page.locator("#redo").is_enabled()


def test_the_row_being_edited_is_seen_whole(open_page: Opener) -> None:
    page = open_page(content(61))
    page.keyboard.press("End")
    page.locator("#row-40").evaluate("row => row.scrollIntoView({ block: 'end' })")
    page.locator("#row-40 .target").dblclick()
    page.keyboard.type("\nAnother line.\nAnother.\nAnd one more.")
    page.wait_for_timeout(400)
    settle(page)
    box, panel = page.locator("#row-40").bounding_box(), page.locator("#terms-panel").bounding_box()
    assert box is not None
    assert panel is not None
    assert box["y"] + box["height"] <= panel["y"] + 1


# --- Live checks


@pytest.mark.parametrize(
    ("row", "english", "said"),
    [
        (
            1,
            "The Port of Jiujiang handled more than 11 million tonnes in 2020.",
            ["超1.1亿吨 (more than 110 million tonnes) is not in the English"],
        ),
        (1, "The Port of Jiujiang handled more than 110 million tonnes.", ["2020年 (2020) is not in the English"]),
        (1, "Jiujiang Port’s throughput exceeded 110,000,000 tonnes in 2020.", []),
        (1, "It handled more than 0.11 billion tonnes in 2020.", ["九江港 is not given as “Port of Jiujiang”"]),
        (
            1,
            "Jiujiang harbour handled more than 110 million tonnes in 2020.",
            ["九江港 is not given as “Port of Jiujiang”", "“Jiujiang harbour” is never used for 九江港"],
        ),
        (
            1,
            "The Port of Jiujiang 港 handled 110 million tonnes in 2020。",
            ["Chinese is left: 港", "A full-width mark is left: 。"],
        ),
        (1, "", ["The English is empty"]),
        (2, "The new ‹b1›bridge is open.", ["‹/b1› is missing"]),
        (
            2,
            "The ‹b1›new‹/b1› bridge ‹b2›is‹/b2›  open.",
            [
                "‹b2› is not in the Chinese, or twice",
                "‹/b2› is not in the Chinese, or twice",
                "There are two spaces in a row",
            ],
        ),
        (3, "It grew.", ["12.5% is not in the English", "60万元 (RMB 600,000) is not in the English"]),
        (3, "Growth of 12.5%; RMB 600,000 was invested.", []),
    ],
)
def test_what_an_edit_loses_is_said_at_once(open_page: Opener, row: int, english: str, said: list[str]) -> None:
    page = opened(open_page)
    edit(page, row, english) if english else edit(page, row, "x")
    if not english:
        page.keyboard.press("Backspace")
    expect_contents(page, f"#row-{row} .live li", said)
    page.keyboard.press("Escape")
    expect_contents(page, f"#row-{row} .live li", said)
    page.select_option("#about", "mine:complaints")
    expect_text(page, "#shown", f"{1 if said else 0} of 4 rows")


# --- Comments, verdicts, what is ready


def test_keyboard_only_from_first_to_last_row(open_page: Opener) -> None:
    page = opened(open_page)
    press = page.keyboard.press
    press("j")
    press("Enter")
    press("End")
    page.keyboard.type(" It is the largest.")
    press("Control+Enter")
    assert focused_row(page) == 2
    press("c")
    page.keyboard.type("Which bridge?")
    press("Escape")
    press("a")
    assert focused_row(page) == 3
    press("x")
    page.keyboard.type("Not translated.")
    press("Escape")
    press("j")
    press("a")
    expect_text(page, "#done", "4 of 4 done")
    expect_text(page, "#notice", "Row 4 is accepted. No open row follows.")
    expect_contents(page, ".verdict", ["✓ accepted", "✓ accepted", "✕ rejected", "✓ accepted"])
    press("a")
    expect_text(page, "#done", "3 of 4 done")
    name, file = saved(page)
    assert name == "harbour.review.Ada.json"
    review = read_review(file, name)
    assert [(one.unit_id, str(one.verdict), [note.text for note in one.comments]) for one in review.changes] == [
        ("row0", "accepted", []),
        ("row1", "accepted", ["Which bridge?"]),
        ("row2", "rejected", ["Not translated."]),
    ]
    assert {one.author for one in review.changes} == {"Ada"}


def test_terms_figures_and_tags_are_put_where_the_cursor_is(open_page: Opener) -> None:
    page = opened(open_page)
    page.locator("#row-3 .target").dblclick()
    page.keyboard.type("It grew by")
    page.get_by_role("button", name="Insert RMB 600,000", exact=True).click()
    page.keyboard.type(" at the")
    page.locator("#row-1").click()
    page.get_by_role("button", name="Insert Port of Jiujiang").click()
    assert page.locator("#row-1 textarea").input_value().endswith("in 2020. Port of Jiujiang") is False
    page.keyboard.press("Escape")
    assert page.locator("#row-3 ins").inner_text() == "It grew by RMB 600,000 at the"
    assert "Port of Jiujiang" in page.locator("#row-1 ins").inner_text()
    page.locator("#row-2").click()
    page.keyboard.press("e")
    page.get_by_role("button", name="Insert ‹b1›").click()
    assert page.locator("#row-2 textarea").input_value() == "The ‹b1›new bridge‹/b1› is open.‹b1›"


def test_what_the_memory_has_is_put_in_by_a_button(open_page: Opener) -> None:
    bitext = harbour()
    match = Match("增长2.5%。", "It grew by 2.5%.", 80, MatchKind.FUZZY, "source/old.xlf")
    units = (*bitext.units[:2], replace(bitext.units[2], matches=(match,)), bitext.units[3])
    page = open_page(render(replace(bitext, units=units), [], REVIEW, "html", DAY))
    page.locator("#row-3").click()
    assert "80% like one in old.xlf" in page.locator("#panel-pieces").inner_text()
    page.get_by_role("button", name="Insert It grew by 2.5%.").click()
    assert page.locator("#row-3 textarea").input_value() == "It grew by 2.5%."


def test_filters_of_the_editors_own_work(open_page: Opener) -> None:
    page = open_page(content(61))
    edit(page, 3, "Else.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("x")
    page.keyboard.type("Why?")
    page.keyboard.press("Escape")
    for choice, count in [("open", 59), ("accepted", 1), ("rejected", 1), ("edited", 1), ("commented", 1)]:
        page.select_option("#about", f"mine:{choice}")
        expect_text(page, "#shown", f"{count} of 61 rows")


# --- The file


def test_what_is_saved_merges_into_the_bitext(open_page: Opener) -> None:
    page = opened(open_page)
    edit(page, 2, "The ‹b1›new bridge‹/b1› has opened.")
    page.keyboard.press("Escape")
    _, file = saved(page)
    merged = merge(harbour(), [read_review(file, "harbour.review.Ada.json")])
    assert merged.bitext.units[1].target == "The new bridge has opened."
    assert merged.bitext.units[1].codes == harbour().units[1].codes
    assert merged.bitext.units[1].state is State.REVIEWED
    assert [one.unit_id for one in merged.applied] == ["row1"]


def test_saved_and_loaded_again_by_somebody_else(open_page: Opener, tmp_path: Path) -> None:
    page = opened(open_page)
    edit(page, 1, "Ada wrote this.")
    page.keyboard.press("Control+Enter")
    name, file = saved(page)
    (tmp_path / name).write_bytes(file)
    other = opened(open_page)
    edit(other, 2, "Bo wrote that.")
    other.keyboard.press("Escape")
    other.set_input_files("#file", tmp_path / name)
    expect_text(other, "#notice", "Loaded 1 row of Ada.")
    assert other.locator("#row-1 ins").inner_text().startswith("Ada wrote this")
    both = json.loads(saved(other, "Bo")[1])
    assert [(row["id"], row["author"]) for row in both["rows"]] == [("row0", "Ada"), ("row1", "Bo")]
    other.keyboard.press("u")
    assert other.locator("#row-1 ins").count() == 0


@pytest.mark.parametrize(
    ("button", "text"), [("Keep mine there", "Mine"), ("Take the file’s", "Theirs"), ("Load nothing", "Mine")]
)
def test_two_versions_of_a_row_are_asked_about(open_page: Opener, tmp_path: Path, button: str, text: str) -> None:
    page = opened(open_page)
    edit(page, 1, "Theirs")
    page.keyboard.press("Escape")
    name, file = saved(page)
    (tmp_path / name).write_bytes(file)
    other = opened(open_page)
    edit(other, 1, "Mine")
    other.keyboard.press("Escape")
    other.set_input_files("#file", tmp_path / name)
    other.get_by_role("button", name=button).click()
    expect_text(other, "#row-1 ins", text)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "else"}, "is no review file."),
        ({"version": 2}, "was written by a newer page."),
        ({"document": "other"}, "is a review of “other”."),
        ({"batch": "0"}, "was made on another export: give it to the translator as it is."),
        ({"rows": [{"id": 1}]}, "is damaged."),
        ({"reviewer": None}, "is damaged."),
    ],
)
def test_a_file_that_does_not_fit_is_not_loaded(
    open_page: Opener, tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    page = opened(open_page)
    edit(page, 1, "Changed")
    _, file = saved(page)
    path = tmp_path / "other.json"
    path.write_text(json.dumps(json.loads(file) | change), encoding="utf-8")
    page.set_input_files("#file", path)
    expect_text(page, "#notice", f"other.json {said}")
    path.write_bytes(b"\xff{")
    page.set_input_files("#file", path)
    expect_text(page, "#notice", "other.json is no review file.")


def test_nothing_of_a_file_is_run(open_page: Opener, tmp_path: Path) -> None:
    page = opened(open_page)
    edit(page, 1, "<img src=x onerror='window.hit=1'><script>window.hit=1</script>")
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.type("<b onclick=alert(1)>bold</b>")
    page.keyboard.press("Escape")
    _, file = saved(page, "<i>Ada</i>")
    path = tmp_path / "evil.json"
    path.write_bytes(file)
    other = opened(open_page)
    other.set_input_files("#file", path)
    expect_text(other, "#notice", "Loaded 1 row of <i>Ada</i>.")
    assert other.locator("#rows img, #rows script, #rows b, #notice i").count() == 0
    assert other.evaluate("window.hit") is None


# --- Kept in the browser, and the way out


def test_work_outlives_a_reload(open_page: Opener) -> None:
    page = opened(open_page)
    edit(page, 1, "Kept across a reload.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("c")
    page.keyboard.type("And this.")
    page.wait_for_timeout(600)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect_text(page, "#notice", "Your work on 2 rows is back.")
    assert page.locator("#row-1 .verdict").inner_text() == "✓ accepted"
    assert page.locator("#row-2 .mine").inner_text() == "Your comment: And this."


def test_leaving_unsaved_is_warned_of_and_leaving_saved_is_not(open_page: Opener) -> None:
    page = opened(open_page)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: [dialogs.append(dialog.type), dialog.accept()])
    edit(page, 1, "Unsaved.")
    page.reload()
    assert dialogs == ["beforeunload"]
    page.evaluate("window.showSaveFilePicker = undefined")
    saved(page)
    page.locator("#row-1").click()
    page.reload()
    assert dialogs == ["beforeunload"]


def test_work_on_an_older_export_is_offered(open_page: Opener) -> None:
    page = opened(open_page)
    edit(page, 1, "Made on the older export.")
    page.keyboard.press("Escape")
    page.wait_for_timeout(600)
    page.evaluate("""() => {
        const [key] = Object.keys(localStorage).filter((one) => one.includes("work:harbour:"));
        const old = { ...JSON.parse(localStorage.getItem(key)), batch: "older", reviewer: "Ada" };
        localStorage.setItem("toolkit-review-work:harbour:older", JSON.stringify(old));
    }""")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it to a file").click()
    assert json.loads(Path(download.value.path()).read_bytes())["batch"] == "older"


def test_a_browser_that_keeps_nothing_is_told_of(open_page: Opener) -> None:
    page = opened(open_page)
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); })")
    edit(page, 1, "Not kept.")
    expect_text(
        page, "#notice", "This browser keeps nothing of the page: save your review to a file before you close it."
    )


# --- Looks


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 800), ("dark", 320)])
def test_axe_finds_nothing_while_one_works(open_page: Opener, scheme: str, width: int) -> None:
    page = opened(open_page, width=width, color_scheme=scheme)
    edit(page, 1, "Jiujiang harbour 港.")
    page.wait_for_timeout(400)
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    page.keyboard.press("x")
    page.keyboard.type("No.")
    settle(page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#reviewer" if width > 700 else "#save-file").click()
    settle(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_edits_stand_on_paper(open_page: Opener) -> None:
    page = opened(open_page)
    edit(page, 1, "Shorter in 2020.")
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    assert page.locator("#row-1 ins").first.is_visible()
    assert page.locator("#row-1 .verdict").is_visible()
    assert page.locator("#terms-panel").is_hidden()


def test_of_ten_thousand_rows_an_edit_touches_its_own(open_page: Opener) -> None:
    page = open_page(content(10_000))
    page.goto(f"{page.url}#row-9000")
    page.evaluate("""() => {
        window.touched = new Set();
        const see = (changes) => changes.forEach(({ target }) => {
            const row = (target.closest ? target : target.parentElement).closest(".row");
            if (row) touched.add(row.dataset.number);
        });
        new MutationObserver(see).observe(document.getElementById("rows"), {
            subtree: true, childList: true, characterData: true, attributes: true,
        });
    }""")
    for _ in range(3):
        page.keyboard.press("e")
        page.keyboard.type(" More of it.")
        page.keyboard.press("Control+Enter")
    expect_text(page, "#done", "3 of 10,000 done")
    assert page.evaluate("[...touched].sort()") == ["9000", "9001", "9002", "9003"]
