"""OmegaT itself translates what was handed off."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from handed import english, stored

from toolkit.model import State

SAVED = """<tu>
  <note>Which dock?</note>
  <tuv xml:lang="zh-CN"><seg>{chinese}</seg></tuv>
  <tuv xml:lang="en-GB" changeid="Ann" changedate="20201125T100000Z"><seg>{english}</seg></tuv>
</tu>
"""
BOLD = ("江港新城&lt;g0&gt;今年&lt;/g0&gt;投资5亿元。", "&lt;g0&gt;This year&lt;/g0&gt; the town invests RMB 500m.")


@pytest.fixture
def handed(quay: Path, toolkit: Callable) -> Path:
    assert toolkit("handoff", "quay", "--for", "omegat", "--project", quay).code == 0
    return quay / "output" / "quay-for-omegat"


def translate(folder: Path, *pairs: tuple[str, str], correct: tuple[str, str] = ("", "")) -> None:
    """Writes translations as OmegaT keeps them, and corrects one that is there."""
    path = folder / "omegat" / "project_save.tmx"
    text = path.read_text(encoding="utf-8").replace(*correct) if correct[0] else path.read_text(encoding="utf-8")
    added = "".join(SAVED.format(chinese=chinese, english=translation) for chinese, translation in pairs)
    path.write_text(text.replace("</body>", f"{added}</body>"), encoding="utf-8")


def test_what_omegat_translates_comes_back_from_its_documents(
    quay: Path, handed: Path, toolkit: Callable, omegat: Callable[[Path], None]
) -> None:
    translate(handed, BOLD, ("港口很忙。", "The port is busy."), correct=("Jianggang New Town port", "The new port"))
    omegat(handed)
    before = english(quay)
    outcome = toolkit("review", handed / "target" / "quay.xlf", "--project", quay)
    assert outcome.code == 0, outcome.err
    found = english(quay)
    assert found["江港新城今年投资5亿元。"] == ("This year the town invests RMB 500m.", State.TRANSLATED)
    assert found["江港新城开港"] == ("The new port opens", State.TRANSLATED)
    assert [unit.target for unit in stored(quay).units if unit.segment.text == "港口很忙。"] == [
        "The port is busy."
    ] * 2
    unchanged = ("记者在现场看到，塔吊林立。", "新码头明年投产。", "港口全年吞吐量达60万标箱！")
    assert [found[text] for text in unchanged] == [before[text] for text in unchanged]
    [coded] = [unit for unit in stored(quay).units if unit.target.startswith("This year")]
    assert [(code.kind, code.start, code.end) for code in coded.codes] == [("bold", 0, 9)]


def test_its_own_memory_says_the_same_with_notes_and_names(
    quay: Path, handed: Path, toolkit: Callable, omegat: Callable[[Path], None]
) -> None:
    translate(
        handed,
        BOLD,
        ("港口很忙。", "The port is busy."),
        ("记者在现场看到，塔吊林立。", "Our reporter saw many cranes."),
    )
    omegat(handed)
    shutil.rmtree(handed / "target")
    [record] = json.loads(toolkit("review", handed, "--project", quay, "--json").out)
    assert [one["people"] for one in record["applied"]] == [[{"name": "Ann", "at": "2020-11-25T10:00:00Z"}]] * 3
    assert english(quay)["记者在现场看到，塔吊林立。"][1] is State.TRANSLATED  # a draft that was put in as it is
    notes = [(note.author, note.text) for unit in stored(quay).units for note in unit.notes]
    assert notes.count(("Ann", "Which dock?")) == 3
    after = (quay / "source" / "quay.xlf").read_bytes()
    assert toolkit("review", handed / "omegat" / "project_save.tmx", "--project", quay).code == 0
    assert (quay / "source" / "quay.xlf").read_bytes() == after


def test_a_repeated_sentence_keeps_its_different_english(
    quay: Path, toolkit: Callable, omegat: Callable[[Path], None]
) -> None:
    path = quay / "source" / "quay.xlf"
    text = path.read_text(encoding="utf-8")
    for line in ("The port is busy.", "It is busy there."):
        at = text.index("<source>港口很忙。") if "is busy" not in text else text.rindex("<source>港口很忙。")
        text = text[:at] + text[at:].replace(
            '<target state="new"></target>', f'<target state="translated">{line}</target>', 1
        )
    path.write_text(text, encoding="utf-8")
    toolkit("handoff", "quay", "--for", "omegat", "--project", quay)
    folder = quay / "output" / "quay-for-omegat"
    omegat(folder)
    returned = (folder / "target" / "quay.xlf").read_text(encoding="utf-8")
    assert returned.index("The port is busy.") < returned.index("It is busy there.")
    outcome = toolkit("review", folder, "--project", quay)
    assert (outcome.code, "no changes" in outcome.err) == (0, True)


@pytest.mark.parametrize("touched_later", [True, False])
def test_documents_that_are_older_than_the_memory(
    quay: Path, handed: Path, toolkit: Callable, omegat: Callable[[Path], None], touched_later: bool
) -> None:
    translate(handed, ("港口很忙。", "The port is busy."))
    omegat(handed)
    translate(handed, correct=("The port is busy.", "The port is crowded."))
    made = handed / "target" / "quay.xlf"
    at = datetime(2020, 11, 25, 10, 0, tzinfo=UTC).timestamp() + (60 if touched_later else -60)
    os.utime(made, (at, at))
    outcome = toolkit("review", handed, "--project", quay)
    if touched_later:
        assert (outcome.code, "the reviewers disagree" in outcome.out) == (1, True)
        assert english(quay)["港口很忙。"] == ("", State.EMPTY)
    else:
        assert (outcome.code, outcome.err.count("conflict")) == (0, 0)
        assert english(quay)["港口很忙。"] == ("The port is crowded.", State.TRANSLATED)
