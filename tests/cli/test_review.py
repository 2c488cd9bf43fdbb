"""``toolkit review`` from end to end: bring back, look first, take back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from editing import Editor

from toolkit.bitext import read_xliff, write_xliff
from toolkit.model import State


@pytest.fixture
def sent(project: Path, toolkit: Callable) -> Path:
    """The project with English in every unit and its review document sent out."""
    toolkit("build", "--project", project)
    path = project / "source" / "harbour.xlf"
    bitext = read_xliff(path.read_bytes(), "x")
    english = ("Jianggang New Town opens", "By our staff", "It invested RMB 500 million.", "It moved 600,000 TEU!")
    text = path.read_text(encoding="utf-8")
    for line in english:
        text = text.replace('<target state="new"></target>', f'<target state="translated">{line}</target>', 1)
    path.write_text(text, encoding="utf-8")
    assert len(bitext.units) == len(english)
    toolkit("build", "--project", project)
    return project / "output" / "harbour.review.docx"


def units(project: Path) -> tuple:
    return read_xliff((project / "source" / "harbour.xlf").read_bytes(), "x").units


def returned(sent: Path, project: Path, name: str, edits: dict[int, str], remark: str = "") -> Path:
    editor = Editor(sent.read_bytes(), name)
    for row, new in edits.items():
        editor.track_all(units(project)[row], new)
    if remark:
        editor.remark(units(project)[0], remark)
    path = project / f"{name}.docx"
    path.write_bytes(editor.saved())
    return path


def test_the_whole_round(project: Path, sent: Path, toolkit: Callable) -> None:
    file = returned(sent, project, "Ann", {2: "It invested half a billion yuan."}, "Is that the name?")
    before = (project / "source" / "harbour.xlf").read_bytes()
    outcome = toolkit("review", file, "--dry-run", "--project", project)
    assert outcome.code == 0
    assert "row 3 by Ann on 2026-11-20:" in outcome.out
    assert "  - It invested RMB 500 million.\n  + It invested half a billion yuan." in outcome.out
    assert "row 1: Ann remarks: Is that the name?" in outcome.out
    assert "nothing written; 1 changed, 1 commented" in outcome.err
    assert (project / "source" / "harbour.xlf").read_bytes() == before
    assert toolkit("review", file, "--project", project).code == 0
    unit = units(project)[2]
    assert (unit.target, unit.state) == ("It invested half a billion yuan.", State.REVIEWED)
    after = (project / "source" / "harbour.xlf").read_bytes()
    assert "1 already there" in toolkit("review", file, "--project", project).err
    assert (project / "source" / "harbour.xlf").read_bytes() == after
    toolkit("build", "--project", project)
    assert "Is that the name?" in (project / "output" / "harbour.review.html").read_text(encoding="utf-8")
    assert toolkit("review", "--undo", "--project", project).code == 0
    assert (project / "source" / "harbour.xlf").read_bytes() == before
    assert toolkit("review", "--undo", "--project", project).code == 2


def test_two_editors_who_disagree(project: Path, sent: Path, toolkit: Callable) -> None:
    ann = returned(sent, project, "Ann", {1: "From our staff", 3: "It handled 600,000 TEU!"})
    bo = returned(sent, project, "Bo", {1: "By staff reporters", 3: "It handled 600,000 TEU!"})
    outcome = toolkit("review", ann, bo, "--json", "--project", project)
    assert outcome.code == 1
    (found,) = json.loads(outcome.out)
    assert [one["after"] for one in found["applied"]] == ["It handled 600,000 TEU!"]
    assert [person["name"] for person in found["applied"][0]["people"]] == ["Ann", "Bo"]
    (conflict,) = found["conflicts"]
    assert conflict["returned"] == ["From our staff", "By staff reporters"]
    assert units(project)[1].target == "By our staff"
    shown = toolkit("review", ann, bo, "--project", project)
    assert "conflict, the reviewers disagree" in shown.out
    one = toolkit("review", ann, bo, "--author", "Bo", "--project", project)
    assert one.code == 0
    assert units(project)[1].target == "By staff reporters"


def test_undo_refuses_to_lose_later_work(project: Path, sent: Path, toolkit: Callable) -> None:
    toolkit("review", returned(sent, project, "Ann", {1: "From our staff"}), "--project", project)
    path = project / "source" / "harbour.xlf"
    path.write_text(path.read_text(encoding="utf-8").replace("600,000", "610,000"), encoding="utf-8")
    outcome = toolkit("review", "--undo", "--project", project)
    assert outcome.code == 2
    assert "was changed after the import" in outcome.err
    assert "From our staff" in path.read_text(encoding="utf-8")


def test_a_file_of_another_project_is_refused(project: Path, sent: Path, toolkit: Callable, tmp_path: Path) -> None:
    file = returned(sent, project, "Ann", {1: "From our staff"})
    other = tmp_path / "other"
    toolkit("init", other)
    outcome = toolkit("review", file, "--project", other)
    assert outcome.code == 3
    assert "belongs to the document “harbour”" in outcome.err
    (other / "source" / "harbour.txt").write_text("别的文章。", encoding="utf-8")
    toolkit("build", "--project", other)
    outcome = toolkit("review", file, "--project", other)
    assert outcome.code == 3
    assert "none of its segments" in outcome.err


def test_wrong_usage(project: Path, sent: Path, toolkit: Callable) -> None:
    assert toolkit("review", "--project", project).code == 2
    assert toolkit("review", sent.with_suffix(".html"), "--project", project).code == 3
    bitext = read_xliff((project / "source" / "harbour.xlf").read_bytes(), "x")
    assert write_xliff(bitext) == (project / "source" / "harbour.xlf").read_bytes()
