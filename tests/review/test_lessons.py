"""What edits teach: the examples in lessons.txt, and sentences that stand elsewhere too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from editing import bitext_of
from hypothesis import given
from hypothesis import strategies as st

from toolkit.glossary import Glossary, parse_family
from toolkit.model import Bitext, State
from toolkit.review import Repeat, find_repeats, learn, propagate
from toolkit.review.merge import Applied
from toolkit.review.values import Proposal

HERE = Path(__file__).parent
GLOSSARY = Glossary(parse_family((HERE / "lessons.csv").read_text(encoding="utf-8"), "terms", "terms.csv"))
ANN = ("Ann", "2026-11-20T08:00:00Z")


def examples() -> Iterator[tuple[str, str, str, list[str]]]:
    text = (HERE / "lessons.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        lines = [line for line in block.strip().split("\n") if not line.startswith("#")]
        if lines:
            chinese, before, after, *expected = lines
            yield chinese, before[2:], after[2:], [line[2:] for line in expected]


def edit(unit_id: str, before: str, after: str, who: tuple[str, str] = ANN) -> Applied:
    return Applied(unit_id, before, Proposal(after, (who,), ("ann.docx",)))


@pytest.mark.parametrize(("chinese", "before", "after", "expected"), list(examples()))
def test_examples(chinese: str, before: str, after: str, expected: list[str]) -> None:
    lessons = learn([edit("x", before, after)], {"x": GLOSSARY.find(chinese)})
    assert [f"{one.term.source}: {one.old} → {one.new}" for one in lessons] == expected


def test_equal_lessons_are_one() -> None:
    hits = GLOSSARY.find("江港新城开港。")
    bo = ("Bo", "")
    edits = [edit("x", "Jianggang opens.", "Harbour Town opens."), edit("y", "In Jianggang", "In Harbour Town", bo)]
    (lesson,) = learn(edits, {"x": hits, "y": hits})
    assert (lesson.units, lesson.people) == (("x", "y"), (ANN, bo))


@given(st.text("江港新城标箱。", max_size=9), st.text("Jiang TEU‹/b1›.\n", max_size=30), st.text("Jiang TEU‹b1›.\n"))
def test_any_edit_is_looked_at(chinese: str, before: str, after: str) -> None:
    """What is offered stands in the new English, and is no accepted rendering."""
    for lesson in learn([edit("x", before, after)], {"x": GLOSSARY.find(chinese)}):
        assert lesson.new in after
        assert lesson.new not in lesson.term.accepted()


OPENED, THREE = "The port opened.", "港口开港。"


def harbour() -> Bitext:
    return bitext_of((THREE, OPENED), ("船来了。", "Ships came."), (THREE, OPENED), (THREE, "It opened."))


def edited(bitext: Bitext, row: int, after: str) -> tuple[Bitext, Applied]:
    unit = bitext.units[row]
    units = (*bitext.units[:row], replace(unit, target=after), *bitext.units[row + 1 :])
    return replace(bitext, units=units), edit(unit.segment.id, unit.target, after)


def test_the_same_sentence_with_the_same_english() -> None:
    one, applied = edited(harbour(), 0, "The harbour opened.")
    other = bitext_of(("港口開港。", OPENED), ("港口开港！", OPENED), (THREE, "Port opened."), name="quay")
    found = find_repeats({"harbour": [applied]}, [one, other])
    assert found == {
        "harbour": (
            Repeat("harbour", 3, one.units[2].segment.id, applied.unit_id, OPENED, "The harbour opened."),
            Repeat("quay", 1, other.units[0].segment.id, applied.unit_id, OPENED, "The harbour opened."),
        )
    }
    changed = propagate(one, found["harbour"], State.REVIEWED)
    assert [unit.target for unit in changed.units] == [
        "The harbour opened.",
        "Ships came.",
        "The harbour opened.",
        "It opened.",
    ]
    assert changed.units[2].state is State.REVIEWED
    assert propagate(changed, found["harbour"], State.FINAL) == changed
    assert propagate(other, (), State.FINAL) == other


def test_what_is_not_sure_is_left_alone() -> None:
    """Two wordings for one sentence, an open conflict, formatting that differs, English that was empty."""
    first, one = edited(harbour(), 0, "The harbour opened.")
    second, two = edited(first, 2, "The harbour is open.")
    assert find_repeats({"harbour": [one, two]}, [second, bitext_of((THREE, OPENED), name="quay")]) == {}
    conflict = {("harbour", first.units[2].segment.id)}
    assert find_repeats({"harbour": [one]}, [first], conflict) == {}
    bold = bitext_of(("‹b1›港口‹/b1›开港。", OPENED), name="quay")
    assert find_repeats({"harbour": [one]}, [first, bold], conflict) == {}
    blank, filled = edited(bitext_of((THREE, ""), (THREE, "")), 0, OPENED)
    assert find_repeats({"harbour": [filled]}, [blank]) == {}
