"""``toolkit review`` where somebody decides: by options in a script, by keys in a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from returning import returned, units
from terminal import seen_in_terminal

from toolkit.bitext import read_xliff
from toolkit.model import State

EDITS = {1: "From our staff", 2: "It invested half a billion yuan.", 3: "It handled 600,000 TEU!"}


def english(project: Path) -> list[str]:
    return [unit.target for unit in units(project)]


def ids(project: Path) -> list[str]:
    return [unit.segment.id for unit in units(project)]


@pytest.fixture
def ann(project: Path, sent: Path) -> Path:
    return returned(sent, project, "Ann", EDITS, "Is that the name?")


@pytest.fixture
def bo(project: Path, sent: Path) -> Path:
    return returned(sent, project, "Bo", {1: "By staff reporters"})


def plain(seen: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", seen).replace("\r\n", "\n")


# --- in a script


def test_rejected_and_never_heard_of_again(project: Path, ann: Path, toolkit: Callable) -> None:
    name = ids(project)[2]
    outcome = toolkit("review", ann, "--reject", name, "--project", project)
    assert outcome.code == 0
    assert f"row 3 by Ann on 2026-11-20: rejected [{name}]" in outcome.out
    assert "2 changed, 1 commented, 1 rejected\n" in outcome.err
    assert english(project)[1:] == ["From our staff", "It invested RMB 500 million.", "It handled 600,000 TEU!"]
    (note,) = units(project)[2].notes
    assert (note.text, note.author) == ("Not taken: It invested half a billion yuan.", "Ann")
    before = (project / "source" / "harbour.xlf").read_bytes()
    again = toolkit("review", ann, "--project", project)
    assert "2 already there, 1 rejected before\n" in again.err
    assert "row 3" not in again.out
    assert "row 3 by Ann on 2026-11-20: rejected before" in toolkit("review", ann, "-v", "--project", project).out
    assert (project / "source" / "harbour.xlf").read_bytes() == before
    taken = toolkit("review", ann, "--accept", name, "--project", project)
    assert "1 changed, 2 already there\n" in taken.err
    assert units(project)[2].target == "It invested half a billion yuan."
    assert units(project)[2].notes == ()


def test_a_conflict_is_settled_by_options(project: Path, ann: Path, bo: Path, toolkit: Callable) -> None:
    name = ids(project)[1]
    assert toolkit("review", ann, bo, "--dry-run", "--project", project).code == 1
    several = toolkit("review", ann, bo, "--accept", name, "--project", project)
    assert several.code == 2
    assert f"{name}: 2 versions of it came back" in several.err
    assert english(project)[1] == "By our staff"
    rejected = toolkit("review", ann, bo, "--reject", name, "--dry-run", "--json", "--project", project)
    assert rejected.code == 0
    refused = json.loads(rejected.out)[0]["refused"]
    assert [(one["target"], one["file"], one["reason"]) for one in refused] == [
        ("From our staff", "Ann.docx", "rejected"),
        ("By staff reporters", "Bo.docx", "rejected"),
    ]
    assert toolkit("review", ann, bo, "--accept", name, "--author", "Bo", "--project", project).code == 0
    assert english(project)[1] == "By staff reporters"


def test_an_edit_of_what_has_changed_meanwhile_is_accepted(project: Path, ann: Path, toolkit: Callable) -> None:
    path = project / "source" / "harbour.xlf"
    path.write_text(path.read_text(encoding="utf-8").replace("It moved 600,000", "It moved 610,000"), encoding="utf-8")
    outcome = toolkit("review", ann, "--only", ids(project)[3], "--project", project)
    assert outcome.code == 1
    assert "    sent out\n       It moved 600,000 TEU!\n" in outcome.out
    assert "    0  in the bitext\n       It moved [-600,000-]{+610,000+} TEU!\n" in outcome.out
    assert "    1  Ann on 2026-11-20, Ann.docx\n       It [-moved-]{+handled+} 600,000 TEU!\n" in outcome.out
    assert toolkit("review", ann, "--accept", ids(project)[3], "--project", project).code == 0
    assert (units(project)[3].target, units(project)[3].state) == ("It handled 600,000 TEU!", State.REVIEWED)


def test_wrong_decisions(project: Path, ann: Path, toolkit: Callable) -> None:
    first, second = ids(project)[:2]
    for options in (
        ("--report", ann),
        ("--accept", first),
        ("--reject", "nonsense"),
        ("--accept", second, "--reject", second),
        ("--ask",),
    ):
        assert toolkit("review", ann, *options, "--project", project).code == 2
    assert english(project)[1] == "By our staff"


def test_the_same_edit_of_two_people_is_rejected_once(project: Path, sent: Path, toolkit: Callable) -> None:
    files = [returned(sent, project, name, {1: "From our staff"}) for name in ("Ann", "Bo")]
    outcome = toolkit("review", *files, "--reject", ids(project)[1], "--project", project)
    assert "row 2 by Ann on 2026-11-20, Bo on 2026-11-20: rejected" in outcome.out
    assert "2 files: 1 rejected\n" in outcome.err
    assert [note.author for note in units(project)[1].notes] == ["Ann", "Bo"]
    assert "2 files: 1 rejected before\n" in toolkit("review", *files, "--project", project).err


def test_a_page_of_all_that_came_back(project: Path, ann: Path, bo: Path, toolkit: Callable) -> None:
    """It tells first what would be done, then what was; a page of the same content is left as it is."""
    page = project / "pages" / "ann.html"
    outcome = toolkit("review", ann, bo, "--dry-run", "--report", page, "--project", project)
    assert f"{page} written" in outcome.err
    assert "set aside" not in outcome.err
    preview = page.read_text(encoding="utf-8")
    assert "nothing has been written" in preview
    assert "<del>RMB 500 million</del><ins>half a billion yuan</ins>" in preview
    assert "The reviewers disagree." in preview
    assert "Is that the name?" in preview
    assert f"{page} written" not in toolkit("review", ann, bo, "--dry-run", "--report", page, "--project", project).err
    toolkit("review", ann, bo, "--report", page, "--reject", ids(project)[1], "--project", project)
    assert "This is what was done." in page.read_text(encoding="utf-8")
    assert ">Not taken <" in page.read_text(encoding="utf-8")


def test_a_page_that_is_something_else_is_kept(project: Path, ann: Path, toolkit: Callable) -> None:
    page = project / "source" / "ferry.html"
    page.write_text("<p>渡口</p>", encoding="utf-8")
    outcome = toolkit("review", ann, "--dry-run", "--report", page, "--project", project)
    assert "was set aside as ferry.kept-1.html" in outcome.err
    assert page.with_name("ferry.kept-1.html").read_text(encoding="utf-8") == "<p>渡口</p>"


# --- in a terminal


def test_shown_first_and_written_when_somebody_says_so(project: Path, ann: Path) -> None:
    before = (project / "source" / "harbour.xlf").read_bytes()
    for typed in (b"\n", b"n\n"):
        seen = plain(seen_in_terminal("review", ann, "--project", project, typed=typed))
        assert "Apply 3 changes and comments on 1 segment? [y/N/ask]" in seen
        assert seen.rstrip().endswith("Nothing was written.")
        assert (project / "source" / "harbour.xlf").read_bytes() == before
    seen = plain(seen_in_terminal("review", ann, "--project", project, typed=b"y\n"))
    assert seen.count("half a billion yuan") == 1
    assert "harbour  1 file: 3 changed, 1 commented\n" in seen
    assert english(project)[1:] == list(EDITS.values())
    assert "[y/N" not in seen_in_terminal("review", ann, "--project", project)


@pytest.mark.parametrize("option", ["--yes", "--dry-run", "--json"])
def test_not_asked(project: Path, ann: Path, option: str) -> None:
    assert "[y/N" not in seen_in_terminal("review", ann, option, "--project", project)
    assert (english(project)[1] == "From our staff") == (option != "--dry-run")


def test_each_change_in_turn(project: Path, ann: Path) -> None:
    seen = plain(seen_in_terminal("review", ann, "--ask", "--project", project, typed=b"?\ny\nn\ns\n"))
    assert "(1/3) Take it? [y,n,e,s,a,d,q,?]" in seen
    assert "  n  reject it" in seen
    assert "harbour  1 file: 1 changed, 1 commented, 1 rejected, 1 left for later\n" in seen
    assert english(project)[1:] == ["From our staff", "It invested RMB 500 million.", "It moved 600,000 TEU!"]
    seen = plain(seen_in_terminal("review", ann, "--project", project, typed=b"ask\ny\n"))
    assert "Apply 1 change? [y/N/ask]" in seen
    assert "(1/1) Take it?" in seen
    assert english(project)[3] == "It handled 600,000 TEU!"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (b"n\na\n", ["By our staff", *list(EDITS.values())[1:]]),
        (b"y\nd\n", ["From our staff", "It invested RMB 500 million.", "It moved 600,000 TEU!"]),
        (b"y\nq\n", ["By our staff", "It invested RMB 500 million.", "It moved 600,000 TEU!"]),
        (b"y\n\x04", ["By our staff", "It invested RMB 500 million.", "It moved 600,000 TEU!"]),
    ],
)
def test_the_rest_at_once(project: Path, ann: Path, typed: bytes, expected: list[str]) -> None:
    seen_in_terminal("review", ann, "--ask", "--project", project, typed=typed)
    assert english(project)[1:] == expected


def test_a_conflict_is_settled_by_its_number(project: Path, ann: Path, bo: Path) -> None:
    seen = plain(seen_in_terminal("review", ann, bo, "--ask", "--project", project, typed=b"3\n2\na\n"))
    assert "(1/3) Which is to stand? [0,1,2,e,s,a,d,q,?]" in seen
    assert "  2  take version 2" in seen
    assert "3 changed, 1 commented, 1 rejected\n" in seen
    assert english(project)[1] == "By staff reporters"


def test_how_often_the_same_sentence_stands(project: Path, sent: Path, quay: Path) -> None:
    file = returned(sent, project, "Ann", {3: "It handled 600,000 TEU!"})
    seen = plain(seen_in_terminal("review", file, "--propagate", "--project", project, typed=b"y\n"))
    assert "Apply 1 change and 1 more where the same sentence stands? [y/N/ask]" in seen
    assert read_xliff(quay.read_bytes(), "x").units[0].target == "It handled 600,000 TEU!"


def test_nothing_but_a_conflict(project: Path, ann: Path, bo: Path) -> None:
    options = ("review", ann, bo, "--only", ids(project)[1], "--project", project)
    for typed in (b"n\n", b"y\nq\n"):
        seen = plain(seen_in_terminal(*options, typed=typed))
        assert "1 conflict to settle. Do it now? [y/N]" in seen
        assert english(project)[1] == "By our staff"
    seen_in_terminal(*options, typed=b"y\n1\n")
    assert english(project)[1] == "From our staff"


def test_a_wording_of_ones_own(project: Path, ann: Path, bo: Path) -> None:
    for editor, typed in (("true", b"e\nq\n"), ("toolkit-no-such-editor", b"e\nq\n"), ("true", b"e3\nq\n")):
        seen = seen_in_terminal("review", ann, bo, "--ask", "--project", project, typed=typed, VISUAL=editor)
        assert ("set the environment variable EDITOR" in seen) == (editor != "true")
        assert ("there is no version “3”" in seen) == (b"3" in typed)
        assert english(project)[1] == "By our staff"
    editor = "sed -i s/reporters/writers/"
    seen_in_terminal("review", ann, bo, "--ask", "--project", project, typed=b"e2\na\n", VISUAL=editor)
    assert english(project)[1] == "By staff writers"


def test_lines_keep_to_the_terminal(project: Path, ann: Path) -> None:
    seen = plain(seen_in_terminal("review", ann, "--dry-run", "--project", project, width=40))
    assert "    港口全年吞吐量达60万标箱！\n    It movedhandled 600,000 TEU!\n" in seen
    assert all(len(line) <= 40 for line in seen.splitlines() if line.startswith("    "))
