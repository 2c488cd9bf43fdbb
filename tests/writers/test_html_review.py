"""The HTML review page without a browser: what is in it, what is escaped, what stays the same."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import manifest
from toolkit.codes import untagged
from toolkit.model import (
    Bitext,
    Block,
    Document,
    Finding,
    Kind,
    Note,
    Segment,
    Severity,
    State,
    Term,
    TermHit,
    TermStatus,
    Unit,
)
from toolkit.writers import REVIEW, render
from toolkit.writers.changes import differences
from toolkit.writers.html.figures import figures
from toolkit.writers.html.languages import by_language, script_tag
from toolkit.writers.html.page import appendix, make_page
from toolkit.writers.html.runs import Mark, cut

DAY = date(2026, 3, 9)
HARBOUR = Term(
    "港口", "harbour", "places", alternatives=("port",), forbidden=("haven",), note="见 style guide", origin="desk"
)
CABLE = Term(
    "电缆", "cable", "industry", status=TermStatus.PROPOSED, place="/home/somebody/glossary/industry.csv line 4"
)


def make_bitext(*units: Unit, kinds: dict[int, Kind] | None = None, level: int = 0, language: str = "zh-CN") -> Bitext:
    """A block for each unit, a paragraph unless `kinds` says otherwise."""
    chosen = kinds or {}
    blocks = tuple(Block(chosen.get(index, Kind.PARAGRAPH), level, (unit.segment,)) for index, unit in enumerate(units))
    title = units[0].segment.text if units else "空"
    return Bitext(Document("harbour-news", title, blocks, "harbour-news.txt", language), units)


def make_unit(number: int, chinese: str, english: str = "", **more: Any) -> Unit:
    state = State.DRAFT if english else State.EMPTY
    return replace(Unit(Segment(f"seg{number:05}", chinese), english, state), **more)


def sample() -> tuple[Bitext, list[Finding]]:
    units = (
        make_unit(1, "港口今年扩建", "The port grows this year", state=State.FINAL),
        make_unit(
            2,
            "港口买了三条电缆。",
            "The haven bought four cables.",
            hits=(TermHit(HARBOUR, 0, 2), TermHit(CABLE, 6, 8)),
        ),
        make_unit(
            3, "工人们很高兴。", "The workers are glad.", previous="工人很高兴。", notes=(Note("Check 工人", "Ada"),)
        ),
        make_unit(4, "雨停了。"),
    )
    findings = [
        Finding("number-value", Severity.ERROR, "3 is not in the English", "seg00002", (4, 5), (17, 21)),
        Finding(
            "term-forbidden", Severity.WARNING, "“haven” is forbidden for 港口", "seg00002", (0, 2), (4, 9), "harbour"
        ),
    ]
    return make_bitext(*units, kinds={0: Kind.HEADLINE}), findings


def rendered(bitext: Bitext, findings: list[Finding] | None = None) -> str:
    return render(bitext, findings or [], REVIEW, "html", DAY).decode("utf-8")


class Page(HTMLParser):
    """The elements of a page in order, with their attributes and the text inside script and style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.raw.append((self.cdata_elem, self.elements[-1][1], data))
        else:
            self.text.append(data)

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for _, attrs in self.elements if name in (attrs.get("class") or "").split()]

    def rows(self) -> list[dict[str, str | None]]:
        return [attrs for attrs in self.with_class("row") if "data-id" in attrs]


# --- Runs


marks = st.builds(
    Mark, st.integers(-3, 30), st.integers(-3, 30), st.sampled_from(["term", "changed", "error"]), st.integers(0, 5)
)


@given(st.text(max_size=24), st.lists(marks, max_size=6))
def test_runs_rebuild_the_text(text: str, given_marks: list[Mark]) -> None:
    runs = cut(text, given_marks)
    assert "".join(run.text for run in runs) == text
    assert all(run.text for run in runs)


@given(st.text(max_size=24), st.lists(marks, max_size=6))
def test_runs_carry_the_marks_that_cover_them(text: str, given_marks: list[Mark]) -> None:
    place = 0
    for run in cut(text, given_marks):
        for offset in range(place, place + len(run.text)):
            assert set(run.marks) == {mark for mark in given_marks if mark.start <= offset < mark.end}
        place += len(run.text)


def test_runs_of_overlapping_marks() -> None:
    runs = cut("abcdef", [Mark(1, 4, "term", 7), Mark(3, 5, "error", 0), Mark(3, 5, "warning", 1)])
    assert [(run.text, run.kinds, run.term, run.findings) for run in runs] == [
        ("a", "", None, ""),
        ("bc", "term", 7, ""),
        ("d", "term error warning", 7, "0 1"),
        ("e", "error warning", None, "0 1"),
        ("f", "", None, ""),
    ]


def test_runs_of_a_text_without_marks() -> None:
    assert [run.text for run in cut("甲乙", [Mark(1, 1, "error"), Mark(5, 9, "term")])] == ["甲乙"]
    assert cut("", [Mark(0, 3, "term")]) == ()


# --- Changes and languages


@pytest.mark.parametrize(
    ("before", "now", "gone", "new"),
    [
        ("甲乙丙", "甲乙丙", [], []),
        ("新建码头三座", "新建码头五座", ["三"], ["五"]),
        ("到2019年为止", "到2020年为止", ["2019"], ["2020"]),
        ("他来了。", "他昨天来了。", [], ["昨天"]),
        ("大河小山", "长河高山", ["大河小"], ["长河高"]),
    ],
)
def test_differences(before: str, now: str, gone: list[str], new: list[str]) -> None:
    removed, added = differences(before, now)
    assert [before[start:end] for start, end in removed] == gone
    assert [now[start:end] for start, end in added] == new


@given(st.text("甲乙丙丁12. ", max_size=20), st.text("甲乙丙丁12. ", max_size=20))
def test_what_did_not_change_is_the_same(before: str, now: str) -> None:
    def without(text: str, spans: list[tuple[int, int]]) -> str:
        cut_out = {place for start, end in spans for place in range(start, end)}
        return "".join(character for place, character in enumerate(text) if place not in cut_out)

    gone, new = differences(before, now)
    assert without(before, gone) == without(now, new)


@given(st.text())
def test_stretches_of_language_rebuild_the_text(text: str) -> None:
    assert "".join(stretch for _, stretch in by_language(text)) == text


def test_languages() -> None:
    assert by_language("see 港口，harbour") == [(False, "see "), (True, "港口，"), (False, "harbour")]
    tags = {"zh-CN": "zh-Hans", "zh-TW": "zh-Hant", "": "zh-Hans", "zh-Hans": "zh-Hans", "ja": "ja"}
    assert {tag: script_tag(tag) for tag in tags} == tags


# --- The page


def test_same_input_same_bytes() -> None:
    assert render(*sample(), REVIEW, "html", DAY) == render(*sample(), REVIEW, "html", DAY)


def test_languages_are_named() -> None:
    html = rendered(*sample())
    assert '<html lang="en">' in html
    assert '<p class="text" lang="zh-Hans">' in html
    assert '<p class="text" lang="en-GB">' in html
    assert '<span lang="zh-Hans">工人</span>' in html


def test_each_unit_is_a_row_in_order() -> None:
    bitext, findings = sample()
    rows = Page(rendered(bitext, findings)).rows()
    assert [row["data-id"] for row in rows] == [unit.segment.id for unit in bitext.units]
    assert [row["data-state"] for row in rows] == ["final", "draft", "draft", "empty"]
    assert [row["data-codes"] for row in rows] == ["", "number-value term-forbidden", "", ""]
    assert [row.get("data-changed") for row in rows] == [None, None, "yes", None]


def test_roles_make_a_table() -> None:
    page = Page(rendered(*sample()))
    roles = [attrs.get("role") for _, attrs in page.elements]
    assert roles.count("table") == 1
    assert roles.count("columnheader") == 4
    assert roles.count("row") == 1 + 4
    assert roles.count("cell") == 4 * 4
    assert roles.count("rowgroup") == 1 + 1


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (50, [50]), (51, [50, 1]), (120, [50, 50, 20])])
def test_rows_stand_in_sections_of_fifty(count: int, sizes: list[int]) -> None:
    units = [make_unit(number, f"第{number}句。") for number in range(count)]
    bitext = make_bitext(*units)
    html = rendered(bitext)
    assert [one.count('role="row"') for one in html.split('<section role="presentation">')[1:]] == sizes
    assert len(Page(html).rows()) == count


@pytest.mark.parametrize(("count", "held"), [(500, []), (501, [1]), (550, [50]), (620, [50, 50, 20])])
def test_what_comes_after_the_first_rows_is_held_back(count: int, held: list[int]) -> None:
    units = [make_unit(number, f"第{number}句。", hits=(TermHit(HARBOUR, 0, 1),)) for number in range(count)]
    html = rendered(make_bitext(*units))
    back = re.findall(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert [one.count('role="row"') for one in back] == held + [0] * (count > 500)
    assert all(one.count("<div") == one.count("</div>") for one in back)
    assert len(Page(html).rows()) == count
    assert ('<div class="terms"><noscript><ul class="entries">' in html) is (count > 500)


def test_many_terms_of_a_long_page_are_several_lists() -> None:
    terms = [Term(f"港{number}", f"port {number}", "places") for number in range(130)]
    units = [make_unit(number, f"港{number}", hits=(TermHit(terms[number % 130], 0, 2),)) for number in range(501)]
    back = re.findall(r"<noscript><ul (.*?)</noscript>", rendered(make_bitext(*units)), re.DOTALL)
    assert [one.count('class="entry"') for one in back] == [60, 60, 10]


def test_only_the_first_row_of_a_block_starts_one() -> None:
    units = (make_unit(1, "甲。"), make_unit(2, "乙。"), make_unit(3, "丙。"))
    blocks = (
        Block(Kind.PARAGRAPH, 0, (units[0].segment, units[1].segment)),
        Block(Kind.CAPTION, 0, (units[2].segment,)),
    )
    rows = Page(rendered(Bitext(Document("n", "甲", blocks), units))).rows()
    assert [row["class"] for row in rows] == ["row paragraph starts", "row paragraph", "row caption starts"]


def test_headings_are_headings() -> None:
    bitext = make_bitext(make_unit(1, "A “合”"), kinds={0: Kind.HEADING}, level=1)
    assert '<h2 class="text" lang="zh-Hans">' in rendered(bitext)


@pytest.mark.parametrize(
    ("levels", "headings"),
    [((0, 1, 0, 2, 1), (0, 2, 0, 3, 2)), ((2, 0, 2), (2, 0, 2)), ((1, 3, 5), (2, 3, 4)), ((2, 1, 2), (2, 2, 3))],
)
def test_no_level_of_heading_is_left_out(levels: tuple[int, ...], headings: tuple[int, ...]) -> None:
    units = tuple(make_unit(number, f"第{number}节") for number in range(len(levels)))
    blocks = tuple(Block(Kind.HEADING, level, (one.segment,)) for level, one in zip(levels, units, strict=True))
    html = rendered(Bitext(Document("n", "节", blocks), units))
    found = re.findall(r'<(?:h(\d)|p) class="text" lang="zh-Hans">', html)
    assert tuple(int(level or 0) for level in found) == headings


def test_terms_and_findings_are_marked() -> None:
    html = rendered(*sample())
    places = {entry.term.source: entry.number for entries in appendix(sample()[0]).values() for entry in entries}
    assert f'<span class="term warning" data-term="{places["港口"]}" data-findings="1">港口</span>' in html
    assert f'<span class="term" data-term="{places["电缆"]}">电缆</span>' in html
    assert '<span class="error" data-findings="0">four</span>' in html
    assert '<span class="warning" data-findings="1">haven</span>' in html


def test_findings_say_code_severity_message_and_suggestion() -> None:
    text = "".join(Page(rendered(*sample())).text)
    for words in ("Error number-value", "3 is not in the English", "Suggested: harbour"):
        assert words in text


def test_changed_source_shows_what_it_was() -> None:
    html = rendered(*sample())
    assert "Source changed" in html
    assert '工人<span class="changed">们</span>很高兴。' in html
    assert '<del class="text" lang="zh-Hans">工人很高兴。</del>' in html


def test_appendix_says_all_that_is_known_of_a_term() -> None:
    html = rendered(*sample())
    for words in ("Places", "Industry", "harbour", "port", "haven", "style guide", "desk", "proposed"):
        assert words in html
    assert '<s lang="en-GB">haven</s>' in html
    assert '<a href="#row-2">2</a>' in html


def test_a_term_of_a_book_links_its_first_rows_only() -> None:
    units = [make_unit(number, "港口。", hits=(TermHit(HARBOUR, 0, 2),)) for number in range(60)]
    (entry,) = appendix(make_bitext(*units))["places"]
    assert entry.rows == tuple(range(1, 25))
    assert entry.more == 36


def test_title_block() -> None:
    html = rendered(*sample())
    assert '<time datetime="2026-03-09">9 March 2026</time>' in html
    assert '<span class="chinese" lang="zh-Hans">港口今年扩建</span>' in html
    assert '<span class="english" lang="en-GB">The port grows this year</span>' in html
    assert 'aria-label="Progress: 1 final, 2 draft, 1 empty"' in html
    assert "harbour-news" in html


def test_no_english_headline_yet() -> None:
    page = make_page(make_bitext(make_unit(1, "港口扩建"), kinds={0: Kind.HEADLINE}), [], DAY)
    assert page.english == ""
    assert page.title == "港口扩建"


# --- Safety


EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)> & \"'\u2028\u2029<!-- "


def evil() -> tuple[Bitext, list[Finding]]:
    term = Term("恶", EVIL, EVIL, alternatives=(EVIL,), forbidden=(EVIL,), short=EVIL, note=EVIL, origin=EVIL)
    unit = Unit(
        Segment(f'"{EVIL}', f"恶{EVIL}"),
        target=EVIL,
        state=State.DRAFT,
        origin=EVIL,
        previous=EVIL,
        notes=(Note(EVIL, EVIL),),
        hits=(TermHit(term, 0, 1),),
    )
    finding = Finding(f'"{EVIL}', Severity.ERROR, EVIL, unit.segment.id, (0, 9), (0, 9), EVIL)
    bitext = make_bitext(unit, kinds={0: Kind.HEADLINE})
    return replace(bitext, document=replace(bitext.document, name=EVIL, title=EVIL)), [finding]


def test_texts_stay_texts() -> None:
    page, plain = Page(rendered(*evil())), Page(rendered(*sample()))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in plain.elements} | {"p"}
    assert [tag for tag, _ in page.elements].count("script") == 2
    attributes = {name for _, attrs in page.elements for name in attrs}
    assert attributes <= {name for _, attrs in plain.elements for name in attrs} | {"disabled"}
    assert "alert(1)" in "".join(page.text)


def test_island_is_the_manifest_and_the_terms() -> None:
    bitext, findings = sample()
    (island,) = [text for _, attrs, text in Page(rendered(bitext, findings)).raw if attrs.get("id") == "review-export"]
    export, expected = json.loads(island), manifest(bitext)
    assert (export["document"], export["batch"]) == (expected.document, expected.batch)
    assert [row["target_hash"] for row in export["rows"]] == [row.target_hash for row in expected.rows]
    assert [term["source"] for term in export["terms"]] == ["电缆", "港口"]
    assert export["terms"][1]["forbidden"] == ["haven"]
    assert "/home/somebody" not in island


def test_island_cannot_be_left() -> None:
    (island,) = [text for _, attrs, text in Page(rendered(*evil())).raw if attrs.get("id") == "review-export"]
    assert not re.search("[<>&\u2028\u2029]", island)
    assert json.loads(island)["rows"][0]["target"] == EVIL
    assert json.loads(island)["terms"][0]["note"] == EVIL


def test_half_a_character_does_no_harm() -> None:
    html = rendered(make_bitext(make_unit(1, "港\ud800口", "x")))
    (island,) = [text for _, attrs, text in Page(html).raw if attrs.get("id") == "review-export"]
    assert json.loads(island)["rows"][0]["id"] == "seg00001"


def test_policy_allows_exactly_the_style_and_the_script() -> None:
    page = Page(rendered(*sample()))
    (policy,) = [a["content"] or "" for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    (script,) = [text for tag, attrs, text in page.raw if tag == "script" and not attrs]
    (style,) = [text for tag, attrs, text in page.raw if tag == "style"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives == {
        "default-src": "'none'",
        "script-src": f"'{digest(script)}'",
        "style-src": f"'{digest(style)}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_nothing_inline_and_nothing_from_elsewhere() -> None:
    page = Page(rendered(*sample()))
    for tag, attrs in page.elements:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
        assert "src" not in attrs, tag
        assert (attrs.get("href") or "#").startswith(("#", "data:,")), tag
    for _, _, text in page.raw:
        text = text.replace("element.innerHTML = element.textContent;", "", 1)  # the page's own markup, held back
        assert not re.search(r"https?:|url\(|@import|innerHTML|insertAdjacentHTML|document\.write", text)


def test_ids_are_unique() -> None:
    ids = [attrs["id"] for _, attrs in Page(rendered(*sample())).elements if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_an_empty_document() -> None:
    assert Page(rendered(make_bitext())).rows() == []


def test_codes_are_tags_with_their_meaning() -> None:
    text, codes = untagged("见‹a1›港口‹/a1›<b>‹img2›。")
    codes = (replace(codes[0], detail="javascript:alert('x')"), replace(codes[1], detail='"><script>'))
    english, own = untagged("See the ‹a1›port‹/a1›")
    unit = Unit(Segment("s1", text, codes), english, State.DRAFT, codes=own)
    page = Page(rendered(make_bitext(unit)))
    titles = [attrs["title"] for attrs in page.with_class("tag") if "title" in attrs]
    assert titles[:3] == ["link javascript:alert('x')"] * 2 + ['image "><script>']
    assert not [attrs for name, attrs in page.elements if name == "a" and "javascript" in (attrs.get("href") or "")]
    shown = "".join(page.text)
    assert "见‹a1›港口‹/a1›<b>‹img2›。" in shown
    assert "See the ‹a1›port‹/a1›" in shown
    assert "‹a1› javascript:alert('x')" in " ".join(shown.split())


def test_notes_show_who_wrote_them_when_and_whether_they_are_done() -> None:
    notes = (Note("Which port?", "Ann", "2026-11-20T08:00:00Z", resolved=True), Note("Plain"))
    shown = " ".join("".join(Page(rendered(make_bitext(make_unit(1, "港口", "Port", notes=notes)))).text).split())
    assert "✓ Ann, 2026-11-20 Which port?" in shown
    assert " Plain" in shown


@pytest.mark.parametrize(
    ("chinese", "said", "english"),
    [
        ("超过八成经水路运出。", "超过八成", "more than 80%"),
        ("三成半来自外省。", "三成半", "35%"),
        ("同比增长9.4%。", "9.4%", "9.4%"),
        ("近三分之二来自外省。", "近三分之二", "nearly two-thirds"),
        ("投资12.8亿元。", "12.8亿元", "RMB 1.28 billion"),
        ("用电430万千瓦时。", "430万千瓦时", "4.3 million kilowatt hours"),
        ("接待游客4.6万人次。", "4.6万人", "46,000"),
        ("截至6月30日。", "6月30日", "30"),
    ],
)
def test_figures_have_their_bounds_and_units(chinese: str, said: str, english: str) -> None:
    [found] = figures(Unit(Segment("x", chinese)))
    assert (found["said"], found["english"]) == (said, english)
