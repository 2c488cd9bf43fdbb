"""What helps with a segment: memory matches with their differences, terms with their forms, figures."""

from __future__ import annotations

from pathlib import Path

from toolkit.desk.helping import differing, helps
from toolkit.desk.session import Session, open_session
from toolkit.project import Project


def test_a_match_says_what_differs_and_what_was_swapped(session: Session, project: Path) -> None:
    session.confirm(3, "The port moved 600,000 TEU this year!")
    (project / "source" / "quay.txt").write_text("港口全年吞吐量达75万标箱！\n", encoding="utf-8")
    quay = open_session(Project(project), "quay")
    [match, *others] = helps(quay.units[0], quay.matches(0))
    assert (match.kind, match.english) == ("memory", "The port moved 750,000 TEU this year!")
    assert [match.chinese[start:end] for start, end in match.differing] == ["60"]
    assert "source/harbour.xlf; 600,000 → 750,000" in match.remark
    assert [(one.kind, one.english) for one in others if one.kind == "term"] == [("term", "TEU"), ("term", "TEUs")]
    quay.close()


def test_a_row_is_no_match_of_itself(session: Session) -> None:
    session.confirm(3, "It moved 600,000 TEU!")
    again = open_session(session.job.project, "harbour")
    assert again.matches(3) == ()
    again.close()


def test_texts_too_long_to_compare_are_not_compared() -> None:
    assert differing("港" * 3_000, "口" * 3_000) == ()
    assert differing("2019年", "2020年") == ((2, 4),)
