"""Bilingual files of other programs as one side of an alignment, and in the checks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.aligning import align_files

XLIFF2 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="{version}" srcLang="zh-CN" trgLang="en-GB">
<file id="f"><unit id="u1">
<segment id="s1"><source>九江港去年吞吐量达60万标箱。</source>
<target>Jiujiang Port handled 600,000 TEU last year.</target></segment>
<segment id="s2"><source>新码头明年投产。</source>
<target>The new wharf opens in 2027.</target></segment>
</unit><unit id="u2"><segment><source>港口很忙。</source></segment></unit></file></xliff>
"""


@pytest.fixture(params=["2.0", "2.1", "2.2"])
def theirs(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "port.xliff"
    space = "urn:oasis:names:tc:xliff:document:2.0"
    text = XLIFF2.format(version=request.param)
    path.write_text(text.replace(space, space if request.param != "2.2" else space[:-1] + "2"), encoding="utf-8")
    return path


def test_its_chinese_is_aligned_with_a_finished_english_document(theirs: Path, tmp_path: Path) -> None:
    english = tmp_path / "final.txt"
    english.write_text(
        "Last year Jiujiang Port moved 600,000 TEU. The new wharf opens next year.\n\nThe port is busy.\n"
    )
    aligned = align_files(theirs, english, by_meaning=False)
    assert [unit.target for unit in aligned.bitext.units] == [
        "Last year Jiujiang Port moved 600,000 TEU.",
        "The new wharf opens next year.",
        "The port is busy.",
    ]


def test_its_english_is_aligned_with_a_chinese_document(theirs: Path, tmp_path: Path) -> None:
    chinese = tmp_path / "port.txt"
    chinese.write_text("九江港去年吞吐量达60万标箱。新码头明年投产。\n", encoding="utf-8")
    targets = [unit.target for unit in align_files(chinese, theirs, by_meaning=False).bitext.units]
    assert targets == ["Jiujiang Port handled 600,000 TEU last year.", "The new wharf opens in 2027."]


def test_its_units_are_checked(theirs: Path, toolkit: Callable) -> None:
    text = theirs.read_text(encoding="utf-8").replace("600,000", "60,000")
    theirs.write_text(text, encoding="utf-8")
    outcome = toolkit("check", theirs, "--json", "--select", "number-value", "--select", "empty")
    found = {(one["code"], one["unit"]) for one in json.loads(outcome.out)}
    assert outcome.code == 1
    assert ("number-value", "u1/s1") in found
    assert any(code == "empty" for code, _ in found)
