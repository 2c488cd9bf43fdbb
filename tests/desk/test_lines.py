"""``toolkit edit --line``: the desk with plain questions."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.bitext import read_xliff
from toolkit.model import State


@pytest.fixture
def edit(project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Types lines at the desk; gives what it said and the English in the bitext."""

    def type_lines(*lines: str) -> tuple[str, list[str]]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        done = toolkit("edit", "harbour", "--line", "--project", project)
        assert done.code == 0, done.err
        path = project / "source" / "harbour.xlf"
        units = read_xliff(path.read_bytes(), "x").units if path.exists() else ()
        return done.out + done.err, [unit.target for unit in units]

    return type_lines


def test_segment_by_segment(edit: Callable) -> None:
    said, english = edit("Jianggang New Town opens", "", "It invested RMB 500 million.", "=", ":2", "By our staff")
    assert english == ["Jianggang New Town opens", "By our staff", "It invested RMB 500 million.", ""]
    assert "Chinese: 江港新城开港" in said
    assert "Term: 江港新城 = Jianggang New Town" in said
    assert "Figure: 5亿元 = RMB 500 million" in said


def test_findings_are_said_when_a_segment_is_confirmed(edit: Callable) -> None:
    said, _ = edit(":4", "It moved 60,000 TEU!")
    assert "[number-value]" in said
    assert "last segment" in said


def test_english_is_given_a_state(edit: Callable, project: Path) -> None:
    said, _ = edit("Town opens", ":1", ":state Reviewed", ":state final", ":state done", ":1", ":state final", ":quit")
    assert "There is no English yet that could have a state." in said
    assert "States are: draft, translated, reviewed, final." in said
    first, second, *_ = read_xliff((project / "source" / "harbour.xlf").read_bytes(), "x").units
    assert (first.target, first.state, second.state) == ("Town opens", State.FINAL, State.EMPTY)


def test_changes_remarks_and_unknown_words(edit: Callable) -> None:
    said, english = edit("Town opens", ":undo", ":note Which town?", ":draft", ":nonsense", ":remark", ":quit", "no")
    assert english == ["", "", "", ""]
    assert "There is none." in said
    assert "Remark of translator: Which town?" in said
    assert ":undo     take the last change back" in said


def test_without_a_screen_the_desk_says_what_to_do(project: Path, toolkit: Callable) -> None:
    done = toolkit("edit", "harbour", "--project", project)
    assert done.code == 2
    assert "toolkit edit --line" in done.err


def test_the_document_is_named_where_there_are_several(project: Path, toolkit: Callable) -> None:
    (project / "source" / "quay.txt").write_text("码头开港。\n", encoding="utf-8")
    assert "harbour, quay" in toolkit("edit", "--line", "--project", project).err
