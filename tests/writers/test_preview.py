"""The preview page: what stands on it, and that nothing of it can be taken for markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from previewed import previews

from toolkit.writers.html.preview import render
from toolkit.writers.preview import Outcome, Preview, ReturnedSegment, Version


def page(*documents: Preview, written: bool = False) -> html.HtmlElement:
    return html.document_fromstring(render(documents, written))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_kind_has_its_section_and_its_count() -> None:
    found = page(previews()[0])
    assert [words(one) for one in found.iter("h3")] == [
        "To be decided 3",
        "Changes 3",
        "Comments only 1",
        "Not taken 2",
        "Already there 2",
        "Set aside 2",
        "Did not come back 3",
        "Renderings that the glossary does not have 1",
        "The same sentences elsewhere 1",
    ]
    assert words(found.find(".//main//p[@class='totals']")) == (
        "3 changed 2 already there 3 commented 3 in conflict 1 rejected 1 rejected before 2 set aside 3 missing"
    )
    assert "nothing has been written" in words(found.find(".//header"))
    assert "what was done" in words(page(previews()[0], written=True).find(".//header"))


def test_a_change_is_a_difference_of_words() -> None:
    found = page(previews()[0])
    (change,) = found.xpath("//li[contains(@id, 'io4eyv4e')]")
    (english,) = change.find_class("english")
    assert html.tostring(english, encoding="unicode").strip() == (
        '<p class="english" lang="en-GB"><del>Jianggang New Town</del><ins>River Harbour City</ins> opens'
        "<ins> its port</ins></p>"
    )
    assert change.find_class("chinese")[0].get("lang") == "zh-Hans"
    assert words(change.find_class("who")[0]) == "Ann Hughes, 20 November 2026, in ann-hughes.review.docx"


def test_a_sentence_written_anew_stands_after_the_old_one() -> None:
    (change,) = page(previews()[0]).xpath("//li[contains(@id, 'q82mabcd')]")
    old, new = change.find_class("english")
    (segment,) = (one for one in previews()[0].segments if one.unit_id == "q82mabcd")
    assert (old.text_content(), new.text_content()) == (segment.now, segment.versions[0].text)
    assert not old.findall("ins")
    assert not new.findall("del")


def test_all_versions_of_a_conflict_stand_side_by_side() -> None:
    found = page(previews()[0])
    (conflict,) = found.xpath("//li[contains(@id, 'zz3xq7z2')]")
    assert [words(one) for one in conflict.find_class("label")] == [
        "Sent out",
        "In the bitext",
        "Ann Hughes, 20 November 2026, in ann-hughes.review.docx",
    ]
    assert words(conflict.find_class("reason")[0]) == "The English has changed since it was sent out."


def test_texts_are_texts() -> None:
    hostile = "</style><script>alert(1)</script>\ud800 & \"'"
    version = Version(hostile, ((hostile, hostile),), (hostile,))
    segment = ReturnedSegment(Outcome.CHANGED, 1, "abc", hostile, "", "", (version,))
    content = render((replace(previews()[0], name=hostile, segments=(segment,)),), written=True)
    assert b"<script" not in content
    assert html.document_fromstring(content).find(".//script") is None


def test_nothing_came() -> None:
    empty = Preview("harbour", "source/harbour.xlf", "zh-TW", "en-GB", ("Ann.docx",), ())
    assert "Nothing came back." in words(page(empty))


@pytest.mark.parametrize("count", [1, 2])
def test_the_same_input_gives_the_same_bytes(count: int) -> None:
    assert render(previews()[:count], written=False) == render(previews()[:count], written=False)
