"""``toolkit build --compare`` from end to end: against git, against a file, and what can be wrong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from editing import Editor

from toolkit.bitext import read_xliff
from toolkit.review.docx.text import cell_text

WAS = ("Jianggang New Town opens", "By our staff", "It invested RMB 400 million.", "It moved 600,000 TEU!")
IS = "It invested RMB 500 million this year."


def git(folder: Path, *arguments: str) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    names = ("-c", "user.name=Tian", "-c", "user.email=tian@example.org")
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def bitext(project: Path) -> Path:
    return project / "source" / "harbour.xlf"


def retarget(project: Path, old: str, new: str) -> None:
    text = bitext(project).read_text(encoding="utf-8")
    assert old in text
    bitext(project).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def translated(project: Path, toolkit: Callable) -> Path:
    """The project with English in every unit; what it was before one was changed is in git and beside it."""
    toolkit("build", "--project", project)
    for line in WAS:
        retarget(project, '<target state="new"></target>', f'<target state="translated">{line}</target>')
    shutil.copy(bitext(project), project / "earlier.xlf")
    git(project, "init", "-q")
    git(project, "add", "source")
    git(project, "commit", "-q", "-m", "first")
    retarget(project, WAS[2], IS)
    return project


def changed_cell(project: Path, name: str = "harbour.redline.docx"):  # type: ignore[no-untyped-def]
    unit = read_xliff(bitext(project).read_bytes(), "x").units[2]
    return cell_text(Editor((project / "output" / name).read_bytes()).cell(unit))


@pytest.mark.parametrize("since", ["HEAD", "earlier.xlf"])
def test_the_whole_round(translated: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch, since: str) -> None:
    monkeypatch.chdir(translated)
    outcome = toolkit("build", "--compare", since, "--author", "Tian Yi", "--json")
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)[0]["redline"] == "output/harbour.redline.docx"
    cell = changed_cell(translated)
    assert (cell.original, cell.final) == (WAS[2], IS)
    assert {piece.author for piece in cell.pieces if piece.inserted} == {"Tian Yi"}
    first = (translated / "output" / "harbour.redline.docx").read_bytes()
    again = toolkit("build", "harbour", "--compare", since, "--author", "Tian Yi")
    assert "output/harbour.redline.docx" in again.out
    assert (translated / "output" / "harbour.redline.docx").read_bytes() == first
    returned = toolkit("review", translated / "output" / "harbour.redline.docx")
    assert (returned.code, returned.out) == (0, "")
    assert "no changes" in returned.err
    assert "unchanged" in toolkit("build").err


def test_people_are_told_the_day_of_the_revision(translated: Path, toolkit: Callable) -> None:
    git(translated, "tag", "first-proof")
    assert toolkit("build", "--compare", "first-proof", "--project", translated).code == 0
    text = "".join(Editor((translated / "output" / "harbour.redline.docx").read_bytes()).body.itertext())
    assert re.search(r"lead from the English of first-proof \(20\d\d-\d\d-\d\d\) to the present one", text)


def test_what_an_editor_did_in_a_redline_is_kept(translated: Path, toolkit: Callable) -> None:
    toolkit("build", "--compare", "HEAD", "--project", translated)
    path = translated / "output" / "harbour.redline.docx"
    path.write_bytes(Editor(path.read_bytes()).saved())
    theirs = path.read_bytes()
    outcome = toolkit("build", "--compare", "HEAD", "--project", translated)
    assert "theirs is kept as output/harbour.redline.kept-1.docx" in outcome.err
    assert (translated / "output" / "harbour.redline.kept-1.docx").read_bytes() == theirs
    assert changed_cell(translated).final == IS


@pytest.mark.parametrize("revision", ["no-such", "--help", "HEAD:source", "-h", ""])
def test_no_such_revision(translated: Path, toolkit: Callable, revision: str) -> None:
    outcome = toolkit("build", f"--compare={revision}", "--project", translated)
    assert outcome.code == 2
    assert "no such revision" in outcome.err
    assert not (translated / "output" / "harbour.redline.docx").exists()


@pytest.mark.parametrize("author", ['O’Brien & <Söhne> "x"', "", "\udcff\x07", "long " * 2000])
def test_any_author(translated: Path, toolkit: Callable, author: str) -> None:
    assert toolkit("build", "--compare", "HEAD", "--author", author, "--project", translated).code == 0
    outcome = toolkit("review", translated / "output" / "harbour.redline.docx", "--project", translated)
    assert (outcome.code, outcome.out) == (0, "")


def test_a_document_that_the_revision_has_not(translated: Path, toolkit: Callable) -> None:
    """The others are compared all the same."""
    (translated / "source" / "quay.txt").write_text("新码头开港。", encoding="utf-8")
    outcome = toolkit("build", "--compare", "HEAD", "--project", translated)
    assert outcome.code == 3
    assert "source/quay.xlf: it is not in the revision HEAD" in outcome.err
    assert (translated / "output" / "harbour.redline.docx").exists()
    assert not (translated / "output" / "quay.redline.docx").exists()


def test_no_repository(project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    outcome = toolkit("build", "--compare", "HEAD", "--project", project)
    assert outcome.code == 2
    assert "not kept in a git repository" in outcome.err


def test_without_git(translated: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    outcome = toolkit("build", "--compare", "HEAD", "--project", translated)
    assert outcome.code == 2
    assert "git: it is not installed" in outcome.err


def test_files_that_cannot_be_compared_with(translated: Path, toolkit: Callable, tmp_path: Path) -> None:
    missing = toolkit("build", "--compare", tmp_path / "none.xlf", "--project", translated)
    assert (missing.code, "none.xlf" in missing.err) == (3, True)
    damaged = tmp_path / "damaged.xlf"
    damaged.write_bytes(b"<xliff>\x00")
    assert toolkit("build", "--compare", damaged, "--project", translated).code == 3
    (translated / "source" / "quay.txt").write_text("新码头开港。", encoding="utf-8")
    earlier = translated / "earlier.xlf"
    assert "the bitext of one document" in toolkit("build", "--compare", earlier, "--project", translated).err
    foreign = toolkit("build", "quay", "--compare", earlier, "--project", translated)
    assert foreign.code == 3
    assert "none of its segments is in the document “quay”" in foreign.err
