"""Review documents edited and saved by a real LibreOffice come back right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.bitext import read_xliff
from toolkit.model import Unit
from toolkit.review import merge, read_review

pytestmark = pytest.mark.office
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, soffice: str) -> Path:
    """A copy of the sample project, built."""
    from toolkit.cli import run

    root = tmp_path_factory.mktemp("sample")
    for folder in ("source", "glossary"):
        shutil.copytree(ROOT / folder, root / folder)
    assert run(["build", "figures-2020", "jiujiang-2020", "-q", "--project", str(root)]) == 0
    return root


@pytest.fixture
def units(sample: Path) -> tuple[Unit, ...]:
    return read_xliff((sample / "source" / "figures-2020.xlf").read_bytes(), "x").units


def document(sample: Path, name: str = "figures-2020") -> Path:
    return sample / "output" / f"{name}.review.docx"


def test_opening_and_saving_changes_nothing(office: Callable, sample: Path) -> None:
    for name in ("figures-2020", "jiujiang-2020"):
        review = read_review(office(document(sample, name)).read_bytes(), "x.docx")
        assert (review.document, review.quarantined, review.missing) == (name, (), ())
        assert not any(change.edited for change in review.changes)
        bitext = read_xliff((sample / "source" / f"{name}.xlf").read_bytes(), "x")
        assert merge(bitext, [review]).bitext == bitext


def test_tracked_edits_and_remarks(office: Callable, sample: Path, units: tuple[Unit, ...]) -> None:
    first, second, third = (units[place].segment.id for place in (0, 2, 8))
    review = read_review(
        office(
            document(sample),
            {"id": first, "do": "type-over", "text": "The zone in figures: 2020"},
            {"id": second, "do": "append", "text": " of 2020\nand a second line"},
            {"id": third, "do": "remark", "text": "Is that so?", "author": "Ann"},
        ).read_bytes(),
        "x.docx",
    )
    changes = {change.unit_id: change for change in review.changes}
    assert changes[first].target == "The zone in figures: 2020"
    assert changes[first].at
    assert changes[second].target == f"{units[2].target} of 2020\nand a second line"
    assert not changes[third].edited
    assert [(note.author, note.text) for note in changes[third].comments] == [("Ann", "Is that so?")]
    assert len(changes) == 3
    assert review.quarantined == ()


def test_untracked_edits(office: Callable, sample: Path, units: tuple[Unit, ...]) -> None:
    unit = units[5].segment.id
    saved = office(document(sample), {"id": unit, "do": "type-over", "text": "The harbour"}, tracked=False)
    (change,) = read_review(saved.read_bytes(), "x.docx").changes
    assert (change.unit_id, change.target) == (unit, "The harbour")


@pytest.mark.parametrize("tracked", [True, False])
def test_a_deleted_row_leaves_its_english(
    office: Callable, sample: Path, units: tuple[Unit, ...], tracked: bool
) -> None:
    unit = units[3].segment.id
    review = read_review(
        office(document(sample), {"id": unit, "do": "delete-row"}, tracked=tracked).read_bytes(), "x.docx"
    )
    assert (review.changes, review.quarantined, review.missing) == ((), (), (unit,))


def test_a_stray_row_and_edited_chinese_are_set_aside(office: Callable, sample: Path, units: tuple[Unit, ...]) -> None:
    first, second = units[2].segment.id, units[5].segment.id
    saved = office(
        document(sample),
        {"id": first, "do": "insert-row", "text": "A new idea"},
        {"id": second, "do": "type-over", "column": "B", "text": "码头"},
        {"id": second, "do": "type-over", "text": "The wharf"},
        tracked=False,
    )
    review = read_review(saved.read_bytes(), "x.docx")
    assert review.changes == ()
    assert {(found.reason, found.text) for found in review.quarantined} == {
        ("unknown row", "A new idea"),
        ("the Chinese was edited", "The wharf"),
    }


def test_the_command_brings_it_home(office: Callable, sample: Path, units: tuple[Unit, ...]) -> None:
    from toolkit.cli import run

    unit = units[5].segment.id
    saved = office(document(sample), {"id": unit, "do": "type-over", "text": "The harbour"})
    assert run(["review", str(saved), "--project", str(sample)]) == 0
    after = read_xliff((sample / "source" / "figures-2020.xlf").read_bytes(), "x").units
    assert (after[5].target, str(after[5].state)) == ("The harbour", "reviewed")
    assert [one for one in after if one.segment.id != unit] == [one for one in units if one.segment.id != unit]
    assert run(["review", "--undo", "--project", str(sample)]) == 0
