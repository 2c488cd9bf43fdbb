"""Sentences split and joined at the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from desk_project import on_disk

from toolkit.desk.session import Session, open_session
from toolkit.errors import UsageError
from toolkit.model import Note, State
from toolkit.project import Project


def chinese(session: Session) -> list[str]:
    return [unit.segment.text for unit in session.units]


@pytest.fixture
def translated(session: Session) -> Session:
    for row, text in enumerate(("Port opens", "By staff", "RMB 500 million came. This year.", "It moved 600,000 TEU!")):
        session.confirm(row, text)
    return session


def test_two_sentences_are_joined_and_a_build_agrees(translated: Session, project: Path, toolkit: Callable) -> None:
    translated.note(3, Note("Which year?", "Ann"))
    translated.join(2)
    unit = on_disk(translated).units[2]
    assert unit.segment.text == "江港新城今年投资5亿元。港口全年吞吐量达60万标箱！"
    assert unit.target == "RMB 500 million came. This year. It moved 600,000 TEU!"
    assert (unit.state, len(unit.notes)) == (State.DRAFT, 1)
    assert (
        (project / "source" / "harbour.breaks")
        .read_text(encoding="utf-8")
        .endswith("\njoin 投资5亿元。|港口全年吞吐\n")
    )
    before = translated.source.bitext.read_bytes()
    assert toolkit("build", "--project", project).code == 0
    assert translated.source.bitext.read_bytes() == before
    assert "harbour" in toolkit("status", "--project", project).out
    assert toolkit("check", "--project", project).code == 0


def test_a_sentence_is_split_in_both_languages(translated: Session, project: Path, toolkit: Callable) -> None:
    translated.split(2, 4)
    assert chinese(translated)[2:4] == ["江港新城", "今年投资5亿元。"]
    assert [unit.target for unit in on_disk(translated).units[2:4]] == ["RMB 500 million came.", "This year."]
    before = translated.source.bitext.read_bytes()
    toolkit("build", "--project", project)
    assert translated.source.bitext.read_bytes() == before
    assert chinese(open_session(Project(project), "harbour")) == chinese(translated)


def test_the_english_is_split_where_somebody_says(translated: Session) -> None:
    translated.split(2, 4, 3)
    assert [unit.target for unit in on_disk(translated).units[2:4]] == ["RMB", "500 million came. This year."]


def test_what_the_english_was_before_is_in_the_archive(translated: Session) -> None:
    translated.split(2, 4)
    assert [unit.target for unit in on_disk(translated).archive] == ["RMB 500 million came. This year."]


@pytest.mark.parametrize("cutting", [lambda session: session.join(2), lambda session: session.split(2, 4)])
def test_a_cut_is_taken_back(translated: Session, cutting: Callable[[Session], None]) -> None:
    before = translated.source.bitext.read_bytes()
    cutting(translated)
    translated.undo()
    assert translated.source.bitext.read_bytes() == before
    assert not translated.source.breaks.exists()
    assert translated.undo() == 3


def test_what_was_written_after_a_cut_is_not_lost_when_that_is_taken_back(translated: Session) -> None:
    translated.join(2)
    done = list(translated._done)
    translated.confirm(2, "Quite another sentence.")
    translated._done[:] = done
    translated.undo()
    assert "Quite another sentence." in [unit.target for unit in on_disk(translated).archive]


def test_a_join_undoes_a_split(translated: Session) -> None:
    translated.split(2, 4)
    translated.join(2)
    assert chinese(translated)[2] == "江港新城今年投资5亿元。"
    assert "split" not in translated.source.breaks.read_text(encoding="utf-8").partition("\n")[2]


def test_a_place_in_a_later_paragraph_is_found(project: Path) -> None:
    (project / "source" / "quay.txt").write_text("码头\n\n码头。 码头。 码头扩建。\n\n码头。\n", encoding="utf-8")
    session = open_session(Project(project), "quay")
    session.join(2)
    assert chinese(session) == ["码头", "码头。", "码头。 码头扩建。", "码头。"]


def test_what_cannot_be_cut_is_said(session: Session) -> None:
    with pytest.raises(UsageError, match="another paragraph"):
        session.join(0)
    for offset in (0, 99):
        with pytest.raises(UsageError, match="nothing before or after"):
            session.split(2, offset)
    assert not session.source.breaks.exists()


def test_breaks_written_by_hand_count_and_are_watched(project: Path, toolkit: Callable) -> None:
    toolkit("build", "--project", project)
    (project / "source" / "harbour.breaks").write_text("join 5亿元。|港口\nsplit 没有|的\n", encoding="utf-8")
    outcome = toolkit("build", "--project", project)
    assert "harbour.breaks line 2" in outcome.err
    assert len(open_session(Project(project), "harbour").units) == 3
    (project / "source" / "harbour.breaks").write_text("cut here\n", encoding="utf-8")
    assert toolkit("build", "--project", project).code == 3
