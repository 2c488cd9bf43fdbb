"""What the desk does with a document, without any terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from desk_project import on_disk

from toolkit.bitext import write_xliff
from toolkit.desk.session import Session, open_session
from toolkit.errors import InputError
from toolkit.model import Note, State
from toolkit.project import Project


def elsewhere(session: Session, row: int, target: str) -> None:
    """Another program gives a row English."""
    bitext = on_disk(session)
    units = list(bitext.units)
    units[row] = replace(units[row], target=target, state=State.TRANSLATED)
    session.source.bitext.write_bytes(write_xliff(replace(bitext, units=tuple(units))))


def test_what_is_confirmed_is_written_at_once(session: Session) -> None:
    assert session.confirm(0, "Jianggang New Town opens its port").written
    unit = on_disk(session).units[0]
    assert (unit.target, unit.state, unit.origin) == ("Jianggang New Town opens its port", State.TRANSLATED, "")


def test_several_lines_and_odd_characters_become_one_line_that_can_be_kept(session: Session) -> None:
    session.confirm(0, "Port\r\n  opens\x00\ud800\x1b[31m\tnow\n")
    assert on_disk(session).units[0].target == "Port opens[31m now"


def test_a_segment_that_is_emptied_is_empty(session: Session) -> None:
    session.confirm(0, "Port opens")
    session.confirm(0, "  ")
    assert (on_disk(session).units[0].target, on_disk(session).units[0].state) == ("", State.EMPTY)


def test_confirming_never_lowers_a_state_but_editing_does(session: Session) -> None:
    session.confirm(0, "Port opens")
    session.set_state(0, State.FINAL)
    session.confirm(0, "Port opens")
    assert session.units[0].state is State.FINAL
    session.confirm(0, "The port opens")
    assert session.units[0].state is State.TRANSLATED


def test_states_go_round_and_nothing_without_english_has_one(session: Session) -> None:
    session.next_state(0)
    assert session.units[0].state is State.EMPTY
    session.confirm(0, "Port opens")
    seen = []
    for _ in range(4):
        session.next_state(0)
        seen.append(on_disk(session).units[0].state)
    assert seen == [State.REVIEWED, State.FINAL, State.DRAFT, State.TRANSLATED]


def test_what_is_left_unconfirmed_is_a_draft(session: Session) -> None:
    session.leave(0, "Port op")
    assert on_disk(session).units[0].state is State.DRAFT
    before = session.source.bitext.read_bytes()
    session.leave(0, "Port op")
    assert session.source.bitext.read_bytes() == before


def test_changes_of_other_programs_are_kept(session: Session) -> None:
    session.confirm(0, "Port opens")
    elsewhere(session, 2, "It invested RMB 500 million this year.")
    outcome = session.confirm(3, "It moved 600,000 TEU!")
    assert outcome.written
    assert outcome.changed_meanwhile
    assert [unit.target for unit in on_disk(session).units] == [
        "Port opens",
        "",
        "It invested RMB 500 million this year.",
        "It moved 600,000 TEU!",
    ]


def test_a_segment_that_another_program_changed_is_shown_and_not_overwritten(session: Session) -> None:
    session.confirm(0, "Port opens")
    elsewhere(session, 0, "A port opens")
    assert not session.confirm(0, "The port opens").written
    assert session.units[0].target == on_disk(session).units[0].target == "A port opens"
    assert session.confirm(0, "The port opens").written, "it has been seen now"
    assert on_disk(session).units[0].target == "The port opens"


def test_remarks_made_on_both_sides_are_kept(session: Session) -> None:
    session.confirm(0, "Port opens")
    bitext = on_disk(session)
    theirs = replace(bitext.units[0], notes=(Note("Which port?", "Li Wen"),))
    session.source.bitext.write_bytes(write_xliff(replace(bitext, units=(theirs, *bitext.units[1:]))))
    session.note(0, Note("Name it?", "translator"))
    assert {note.text for note in on_disk(session).units[0].notes} == {"Which port?", "Name it?"}


def test_a_bitext_that_vanished_is_written_whole(session: Session) -> None:
    session.confirm(0, "Port opens")
    session.source.bitext.unlink()
    assert session.confirm(3, "It moved 600,000 TEU!").changed_meanwhile
    assert [unit.target for unit in on_disk(session).units] == ["Port opens", "", "", "It moved 600,000 TEU!"]


def test_a_broken_bitext_is_an_error_and_left_alone(session: Session) -> None:
    session.confirm(0, "Port opens")
    session.source.bitext.write_bytes(b"<xliff")
    with pytest.raises(InputError):
        session.confirm(1, "By our staff")
    assert session.source.bitext.read_bytes() == b"<xliff"
    assert session.units[1].target == ""


def test_a_full_disk_is_an_error_and_nothing_is_lost(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.confirm(0, "Port opens")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError, match="No space left"):
        session.confirm(1, "By our staff")
    monkeypatch.undo()
    assert session.confirm(1, "By our staff").written
    assert on_disk(session).units[0].target == "Port opens"


def test_changes_are_taken_back_one_by_one(session: Session) -> None:
    session.confirm(0, "Port opens")
    session.confirm(1, "By our staff")
    assert session.undo() == 1
    assert on_disk(session).units[1].target == ""
    assert session.undo() == 0
    assert session.undo() is None
    assert not any(unit.target for unit in on_disk(session).units)


def test_repetitions_get_the_same_english(project: Path) -> None:
    (project / "source" / "quay.txt").write_text("码头开港。\n\n港口扩建。\n\n码头开港。\n", encoding="utf-8")
    session = open_session(Project(project), "quay")
    first = next(row for row, unit in enumerate(session.units) if unit.segment.text.startswith("码头"))
    session.confirm(first, "The quay opens.")
    assert session.propagate(first) == len(session.rows_of_text[session.units[first].segment.text]) - 1 == 1
    assert [unit.target for unit in on_disk(session).units].count("The quay opens.") == 2
    session.undo()
    assert [unit.target for unit in on_disk(session).units].count("The quay opens.") == 1


def test_the_next_row_of_a_kind_goes_round(session: Session) -> None:
    session.confirm(1, "By our staff")
    session.leave(2, "It invested")
    assert session.next_row(session.in_state(State.DRAFT)) == 2
    session.active = 3
    assert session.next_row(session.in_state(State.EMPTY)) == 0
    assert session.next_row(session.in_state(State.DRAFT), backwards=True) == 2
    assert session.next_row(session.in_state(State.FINAL)) is None


def test_checks_while_typing_and_over_the_document(session: Session) -> None:
    assert "number-value" in {found.code for found in session.check(3, "It moved 60,000 TEU!")}
    session.confirm(3, "It moved 60,000 TEU!")
    assert not session.has_finding(3)
    for _ in session.survey():
        pass
    assert session.has_finding(3)
    session.accept(3, "number-value", "the gazette says so", "Li Wen")
    for finding in session.findings(3):
        session.accept(3, finding.code, "as it is", "Li Wen")
    for _ in session.survey():
        pass
    assert not session.has_finding(3)


def test_what_is_sure_is_put_right(session: Session) -> None:
    assert session.put_right(0, "River Port  opens") == "Jianggang New Town opens"


def test_two_desks_notice_each_other(project: Path) -> None:
    first, second = (open_session(Project(project), "harbour") for _ in range(2))
    assert first.files.announce() == []
    assert second.files.announce() == []  # the same process is the same desk
    child = f"""
from pathlib import Path
from toolkit.desk.session import open_session
from toolkit.project import Project
print(open_session(Project(Path({str(project)!r})), "harbour").files.announce())
"""
    seen = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, check=True)
    assert str(os.getpid()) in seen.stdout
    first.files.close()
    assert first.files.announce() == [], "what has ended is forgotten"


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_what_was_typed_survives_a_kill(session: Session, project: Path) -> None:
    child = f"""
import time
from pathlib import Path
from toolkit.desk.session import open_session
from toolkit.project import Project
session = open_session(Project(Path({str(project)!r})), "harbour")
session.files.announce()
session.files.keep(session.units[0].segment.id, "The port of 九江 op")
print("typing", flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", child], stdout=subprocess.PIPE) as desk:
        assert desk.stdout is not None
        desk.stdout.readline()
        assert session.files.left_over() == [], "that desk is at work"
        desk.send_signal(signal.SIGKILL)
    [kept] = session.files.left_over()
    assert (kept.unit_id, kept.text) == (session.units[0].segment.id, "The port of 九江 op")
    assert session.files.left_over() == [], "it is offered once"
    following = open_session(Project(project), "harbour")
    [again] = following.files.left_over()
    assert again == kept, "the desk that had it has not been closed: it may have ended before anybody saw it"
    following.files.close()
    assert open_session(Project(project), "harbour").files.left_over() == []
