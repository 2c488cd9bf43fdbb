"""``toolkit review`` from end to end: bring back, look first, take back."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from returning import returned, units

from toolkit.bitext import read_xliff, write_xliff
from toolkit.errors import UsageError
from toolkit.model import State


def test_the_whole_round(project: Path, sent: Path, toolkit: Callable) -> None:
    file = returned(sent, project, "Ann", {2: "It invested half a billion yuan."}, "Is that the name?")
    before = (project / "source" / "harbour.xlf").read_bytes()
    outcome = toolkit("review", file, "--dry-run", "--project", project)
    assert outcome.code == 0
    third = units(project)[2].segment
    assert f"source/harbour.xlf row 3 by Ann on 2026-11-20 [{third.id}]\n    {third.text}\n" in outcome.out
    assert "    It invested [-RMB 500 million-]{+half a billion yuan+}.\n" in outcome.out
    assert "    Ann remarks: Is that the name?\n" in outcome.out
    assert "nothing written; 1 changed, 1 commented\n" in outcome.err
    assert "set aside" not in outcome.out
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


def test_what_an_edit_says_about_a_term(project: Path, sent: Path, toolkit: Callable) -> None:
    """It is shown with a command that can be run as it is, and then taught nothing more."""
    file = returned(sent, project, "Ann", {0: "River Harbour City opens"})
    outcome = toolkit("review", file, "--dry-run", "--project", project)
    assert "term 江港新城 (row 1): “River Harbour City” stands where “Jianggang New Town” did" in outcome.out
    assert "edit glossary/places.csv line 2" in outcome.out
    (lesson,) = json.loads(toolkit("review", file, "--json", "--project", project).out)[0]["lessons"]
    assert (lesson["old"], lesson["new"], lesson["family"]) == ("Jianggang New Town", "River Harbour City", "places")
    assert lesson["row"]["origin"] == "review by Ann 2026-11-20"
    assert lesson["command"] in outcome.out
    before = (project / "glossary" / "places.csv").read_text(encoding="utf-8")
    assert toolkit(*shlex.split(lesson["command"])[1:], "--project", project).code == 0
    after = (project / "glossary" / "places.csv").read_text(encoding="utf-8")
    assert after == before + "江港新城,River Harbour City,,,,admitted,review by Ann 2026-11-20\n"
    assert toolkit("review", "--undo", "--project", project).code == 0
    assert "term 江港新城" not in toolkit("review", file, "--project", project).out


@pytest.mark.parametrize("answer", [True, False])
def test_asked_in_a_terminal(
    project: Path, sent: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *arguments, **options: "y")
    monkeypatch.setattr("click.confirm", lambda *arguments, **options: answer)
    file = returned(sent, project, "Ann", {0: "River Harbour City opens"})
    before = (project / "glossary" / "places.csv").read_bytes()
    assert toolkit("review", file, "--ask", "--dry-run", "--project", project).code == 0
    assert (project / "glossary" / "places.csv").read_bytes() == before
    outcome = toolkit("review", file, "--ask", "--project", project)
    assert ("added to glossary/places.csv" in outcome.err) == answer
    assert ((project / "glossary" / "places.csv").read_bytes() != before) == answer


def test_what_the_glossary_refuses_is_said(
    project: Path, sent: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *arguments, **options: "y")
    monkeypatch.setattr("click.confirm", lambda *arguments, **options: True)

    def refuse(*arguments: object) -> str:
        raise UsageError("glossary/places.csv line 9", "江港新城 is there already", "edit that row")

    monkeypatch.setattr("toolkit.cli.review.lessons.add_term", refuse)
    outcome = toolkit(
        "review", returned(sent, project, "Ann", {0: "Harbour City opens"}), "--ask", "--project", project
    )
    assert outcome.code == 0
    assert "glossary/places.csv line 9: 江港新城 is there already; edit that row" in outcome.err


def test_the_same_sentence_elsewhere(project: Path, sent: Path, toolkit: Callable, quay: Path) -> None:
    file = returned(sent, project, "Ann", {3: "It handled 600,000 TEU!"})
    before = quay.read_bytes()
    outcome = toolkit("review", file, "--dry-run", "--propagate", "--project", project)
    line = "source/quay.xlf row 1: the same Chinese and English as row 4 had"
    assert f"{line}; to be changed too" in outcome.out
    outcome = toolkit("review", file, "--dry-run", "--project", project)
    assert f"{line}; --propagate changes it too" in outcome.out
    assert "row 2: the same" not in outcome.out
    (found,) = json.loads(toolkit("review", file, "--json", "--project", project).out)
    assert [(one["document"], one["after"]) for one in found["repeats"]] == [("quay", "It handled 600,000 TEU!")]
    assert quay.read_bytes() == before
    toolkit("review", "--undo", "--project", project)
    assert f"{line}; changed too" in toolkit("review", file, "--propagate", "--project", project).out
    first, second = read_xliff(quay.read_bytes(), "x").units
    assert (first.target, first.state) == ("It handled 600,000 TEU!", State.REVIEWED)
    assert (second.target, second.state) == ("The port moved 600,000 TEU!", State.TRANSLATED)
    assert toolkit("review", "--undo", "--project", project).code == 0
    assert quay.read_bytes() == before
    assert units(project)[3].target == "It moved 600,000 TEU!"


def test_nothing_is_written_where_another_document_cannot_be_read(
    project: Path, sent: Path, toolkit: Callable, quay: Path
) -> None:
    file = returned(sent, project, "Ann", {3: "It handled 600,000 TEU!"})
    quay.write_bytes(b"<xliff>")
    outcome = toolkit("review", file, "--project", project)
    assert (outcome.code, "source/quay.xlf" in outcome.err) == (3, True)
    assert units(project)[3].target == "It moved 600,000 TEU!"


def page_review(project: Path, reviewer: str, *rows: dict[str, str]) -> Path:
    """A review file as the page saves it; the rows name their unit by its place."""
    found = units(project)
    written = [
        {"id": found[int(row["row"])].segment.id, "base": found[int(row["row"])].target, "comment": "", "at": AT}
        | {"target": found[int(row["row"])].target}
        | {name: text for name, text in row.items() if name != "row"}
        for row in rows
    ]
    head = {"format": "bilingual-toolkit-review", "version": 1, "document": "harbour", "batch": "b"}
    path = project / f"harbour.review.{reviewer}.json"
    path.write_text(json.dumps(head | {"reviewer": reviewer, "rows": written}), encoding="utf-8")
    return path


AT = "2026-11-20T10:00:00Z"


def test_what_was_done_in_the_page_comes_home(project: Path, sent: Path, toolkit: Callable) -> None:
    del sent  # only built
    file = page_review(
        project,
        "Bo",
        {"row": "1", "verdict": "accepted"},
        {"row": "2", "verdict": "rejected", "comment": "Which currency?"},
        {"row": "3", "target": "It handled 600,000 TEU!", "verdict": "accepted"},
    )
    outcome = toolkit("review", file, "--project", project)
    assert outcome.code == 0
    assert " by Bo on 2026-11-20: accepted as it is [" in outcome.out
    assert " by Bo on 2026-11-20: sent back as a draft [" in outcome.out
    assert "1 changed, 1 commented, 1 accepted as it is, 1 sent back as a draft\n" in outcome.err
    assert [unit.state for unit in units(project)[1:4]] == [State.REVIEWED, State.DRAFT, State.REVIEWED]
    assert units(project)[2].notes[0].text == "Which currency?"
    before = (project / "source" / "harbour.xlf").read_bytes()
    assert toolkit("review", file, "--project", project).code == 0
    assert (project / "source" / "harbour.xlf").read_bytes() == before


def test_reviewers_who_disagree_whether_it_can_stand(project: Path, sent: Path, toolkit: Callable) -> None:
    del sent
    bo = page_review(project, "Bo", {"row": "1", "verdict": "accepted"})
    ann = page_review(project, "Ann", {"row": "1", "verdict": "rejected"})
    outcome = toolkit("review", ann, bo, "--json", "--project", project)
    assert outcome.code == 1
    (found,) = json.loads(outcome.out)
    assert [one["reason"] for one in found["conflicts"]] == ["the reviewers disagree whether it can stand"]
    shown = toolkit("review", ann, bo, "--report", project / "r.html", "--project", project)
    assert "conflict, the reviewers disagree whether it can stand" in shown.out
    assert "The reviewers disagree whether it can stand." in (project / "r.html").read_text(encoding="utf-8")


def test_a_verdict_on_an_edit_that_is_rejected_does_not_count(project: Path, sent: Path, toolkit: Callable) -> None:
    del sent
    state = units(project)[3].state
    file = page_review(project, "Bo", {"row": "3", "target": "It handled boxes.", "verdict": "accepted"})
    unit_id = units(project)[3].segment.id
    assert toolkit("review", file, "--reject", unit_id, "--project", project).code == 0
    assert units(project)[3].state is state


def test_a_damaged_review_file_is_refused(project: Path, toolkit: Callable) -> None:
    path = project / "one.json"
    path.write_text('{"format": "bilingual-toolkit-review",', encoding="utf-8")
    outcome = toolkit("review", path, "--project", project)
    assert outcome.code == 3
    assert "one.json line 1: no JSON" in outcome.err
    assert "save the review again" in outcome.err
