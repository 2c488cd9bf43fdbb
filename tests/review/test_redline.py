"""Redlines: what changed in the English since an earlier state, as tracked changes that can be sent out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from editing import Editor, W, bitext_of
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.codes import tagged, untagged
from toolkit.model import Bitext, Finding, Severity
from toolkit.review import read_review
from toolkit.review.docx.text import CellText, cell_text
from toolkit.writers import Comparison, Edition, render

DAY = date(2026, 11, 19)
CHINESE = "港口今年投资5亿元。"

EXAMPLES = """
The port opened. | The harbour opened.
The port opened. | The port opened in May, and the new quay with it.
The port opened in May. | The port opened.
| A new sentence.
A sentence taken out. |
See the ‹a1›website of the port‹/a1›. | Look at the ‹a1›website‹/a1› of the port.
The ‹b1›port‹/b1› grew. | The port grew.
The port grew. | The ‹b1›port grew‹/b1›‹fn2›.
One line⏎and another | One line and another
One line and another | One line⏎⏎and another
First⏎second⏎third | First⏎third
Rates & <tariffs> | Rates & "tariffs"
‹/b1› on its own | on its own
Same. | Same.
"""
PAIRS = [tuple(part.strip().replace("⏎", "\n") for part in line.split("|")) for line in EXAMPLES.strip().split("\n")]


def redline(before: Bitext, now: Bitext, findings: tuple[Finding, ...] = (), protect: bool = False) -> bytes:
    edition = Edition("redline", protect, Comparison(before, "HEAD~1", "Tian"))
    return render(now, findings, edition, "docx", DAY)


def body(content: bytes) -> etree._Element:
    return etree.fromstring(ZipFile(io.BytesIO(content)).read("word/document.xml"))


def english(content: bytes) -> list[CellText]:
    rows = Editor(content).rows()
    return [cell_text(row.findall(W + "tc")[2]) for row in rows]


def retargeted(bitext: Bitext, *english: str) -> Bitext:
    pairs = ((unit, untagged(text)) for unit, text in zip(bitext.units, english, strict=True))
    return replace(bitext, units=tuple(replace(unit, target=text, codes=codes) for unit, (text, codes) in pairs))


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_accepting_gives_the_new_and_rejecting_the_old(old: str, new: str) -> None:
    before = bitext_of((CHINESE, old), ("船来了。", "Ships came."))
    content = redline(before, retargeted(before, new, "Ships came."))
    first, second = english(content)
    assert first.final == _shown(new)
    assert first.original == _shown(old)
    authors = {piece.author for piece in first.pieces if piece.inserted or piece.deleted}
    assert authors == (set() if old == new else {"Tian"})
    assert not any(piece.inserted or piece.deleted for piece in second.pieces)
    assert content == redline(before, retargeted(before, new, "Ships came."))
    assert read_review(content, "redline.docx").changes == ()


def _shown(text: str) -> str:
    return tagged(*untagged(text))


WORDS = st.lists(
    st.sampled_from(["port", "Port", " ", "\n", "‹b1›", "‹/b1›", "‹img2›", "5.0", "&", "<", "’s", "港", "𠀀", "."]),
    max_size=12,
).map("".join)


@given(WORDS, WORDS, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=3))
def test_any_two_wordings(old: str, new: str, spans: list[tuple[int, int]]) -> None:
    """Whatever is compared, and wherever comments stand, both wordings are in the cell in full."""
    before = bitext_of((CHINESE, old))
    now = retargeted(before, new)
    unit = now.units[0]
    places = [(min(span), min(max(span), len(unit.target))) for span in spans if min(span) <= len(unit.target)]
    findings = tuple(
        Finding("number-value", Severity.WARNING, "look", unit.segment.id, target_span=place) for place in places
    )
    content = redline(before, now, findings)
    (cell,) = english(content)
    assert (cell.original, cell.final) == (_shown(old), _shown(new))
    numbers = [change.get(W + "id") for kind in ("ins", "del") for change in body(content).iter(W + kind)]
    assert len(numbers) == len(set(numbers))


def test_an_ordinary_review_document_otherwise() -> None:
    before = bitext_of((CHINESE, "The port invested RMB 400 million."), ("船来了。", "Ships came."))
    now = retargeted(before, "The port invested RMB 500 million.", "The ships came.")
    plain, compared = render(now, (), Edition(), "docx", DAY), redline(before, now)
    for mark in ("bookmarkStart", "tr"):
        assert len(list(body(plain).iter(W + mark))) == len(list(body(compared).iter(W + mark)))
    editor = Editor(compared, "Ann")
    insertion = editor.change("ins")
    insertion.append(editor.run(" All saw it."))
    editor.cell(now.units[0]).find(W + "p").append(insertion)
    (change,) = read_review(editor.saved(), "redline.docx").changes
    assert (change.base, change.target) == (now.units[0].target, f"{now.units[0].target} All saw it.")
    assert change.author == "Ann"
    assert "Tracked changes by “Tian” lead from the English of HEAD~1" in "".join(body(compared).itertext())


def test_a_change_that_an_editor_rejects_comes_back() -> None:
    """Rejecting takes out what was inserted and leaves what was deleted as plain text, with no trace of who did it."""
    before = bitext_of((CHINESE, "The port invested RMB 400 million this year."), ("船来了。", "Ships came."))
    now = retargeted(before, "The harbour invested RMB 500 million this year.", "The ships came.")
    editor = Editor(redline(before, now), "Ann")
    paragraph = editor.cell(now.units[0]).find(W + "p")
    (rejected, *_), (taken_back, *_) = paragraph.findall(W + "ins"), paragraph.findall(W + "del")
    paragraph.remove(rejected)
    for run in list(taken_back):
        run.find(W + "delText").tag = W + "t"
        taken_back.addprevious(run)
    paragraph.remove(taken_back)
    saved = editor.saved(**{"docProps__core.xml": _saved_by(editor.parts["docProps/core.xml"], "Bo")})
    (change,) = read_review(saved, "redline.docx").changes
    assert (change.base, change.target) == (now.units[0].target, "The port invested RMB 500 million this year.")
    assert change.author == "Bo"


def _saved_by(core: bytes, name: str) -> bytes:
    root = etree.fromstring(core)
    next(element for element in root if element.tag.endswith("}lastModifiedBy")).text = name
    return etree.tostring(root)


def test_what_is_new_and_what_is_gone() -> None:
    kept, gone = (CHINESE, "The port invested."), ("船也来了。", "Ships came too.")
    before = bitext_of(kept, gone)
    now = bitext_of(kept, ("新码头开港。", "The new quay opened."))
    content = redline(before, now)
    _, new = english(content)
    assert (new.original, new.final) == ("", "The new quay opened.")
    text = "".join(body(content).itertext())
    assert text.index("No longer in the text") < text.index("船也来了。") < text.index("Ships came too.")
    review = read_review(content, "redline.docx")
    assert (review.changes, review.quarantined, review.missing) == ((), (), ())
    assert "No longer in the text" not in "".join(body(redline(before, before)).itertext())


def test_a_sentence_whose_chinese_changed_is_compared_with_what_it_was() -> None:
    before = bitext_of(("港口今年投资4亿元。", "The port invested RMB 400 million."))
    now = bitext_of((CHINESE, "The port invested RMB 500 million."))
    (unit,) = now.units
    now = replace(now, units=(replace(unit, previous="港口今年投资4亿元。"),))
    (cell,) = english(redline(before, now))
    assert cell.original == "The port invested RMB 400 million."
    assert "No longer" not in "".join(body(redline(before, now)).itertext())


def test_very_long_wordings_are_compared_in_bounded_time() -> None:
    before = bitext_of((CHINESE, "port " * 20_000))
    (cell,) = english(redline(before, retargeted(before, "harbour " * 20_000)))
    assert (cell.original, cell.final) == ("port " * 20_000, "harbour " * 20_000)
