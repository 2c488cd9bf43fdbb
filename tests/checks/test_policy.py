"""Which findings count: selection, severities, and what a person accepted."""

from __future__ import annotations

from dataclasses import replace

from toolkit.bitext import accept, read_xliff, update, write_xliff
from toolkit.checks import Policy, run_checks
from toolkit.model import Bitext, Block, Document, Kind, Note, Segment, Severity, State
from toolkit.segmentation import segment


def bitext(chinese: str = "投资5亿元。", english: str = "An investment of 投资。") -> Bitext:
    document = segment(Document("d", "d", (Block(Kind.PARAGRAPH, 0, (Segment("", chinese),)),), "d.txt"))
    empty = update(None, document)
    return replace(empty, units=(replace(empty.units[0], target=english, state=State.TRANSLATED),))


def test_a_severity_can_be_changed() -> None:
    found = run_checks(bitext(), policy=Policy(severities=(("leftover-chinese", Severity.INFO),)))
    assert {f.code: f.severity for f in found}["leftover-chinese"] is Severity.INFO
    assert {f.code: f.severity for f in found}["number-value"] is Severity.ERROR


def accepted(of: Bitext) -> dict[str, str]:
    return {finding.code: finding.accepted for finding in run_checks(of)}


def test_an_accepted_finding_is_marked_until_the_unit_changes() -> None:
    before = bitext()
    one = replace(before, units=(accept(before.units[0], "number-value", "a figure of the year before", "Editor"),))
    one = read_xliff(write_xliff(one), "d.xlf")
    assert accepted(one) == {
        "number-value": "a figure of the year before (Editor)",
        "leftover-chinese": "",
        "fullwidth-mark": "",
    }
    changed = replace(one, units=(replace(one.units[0], target="An investment of 投 资。"),))
    assert set(accepted(changed).values()) == {""}
    source = replace(one.units[0], segment=one.units[0].segment._replace(text="投资6亿元。"))
    assert set(accepted(replace(one, units=(source,))).values()) == {""}


def test_accepting_again_replaces_the_reason_of_that_check_only() -> None:
    unit = replace(bitext().units[0], notes=(Note("ask the port"),))
    unit = accept(accept(accept(unit, "number-value", "one"), "leftover-chinese", "two"), "number-value", "three")
    assert len(unit.notes) == 3
    assert accepted(replace(bitext(), units=(unit,)))["number-value"] == "three"
