"""Runs that end half-way lose nothing and go on: by Ctrl-C, by a signal nobody can catch, on a real newspaper page."""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from loopback import ENGLISH, Service, translator

from toolkit.bitext import read_xliff, recorded_draft
from toolkit.drafting.workers import Workers
from toolkit.model import State, Unit

ROOT = Path(__file__).resolve().parents[2]
MODEL = Path(__file__).parent / "fixture" / "model"


@pytest.fixture
def page(shared: Path, tmp_path: Path) -> Path:
    """The newspaper page as a project with the fixture's model for an engine, made slow by a wide search."""
    (tmp_path / "source").mkdir()
    (tmp_path / "output").mkdir()
    shutil.copytree(ROOT / "glossary", tmp_path / "glossary")
    shutil.copyfile(shared / "article.txt", tmp_path / "source" / "article.txt")
    settings = f'[engines.tiny]\nkind = "ctranslate2"\nfolder = "{MODEL}"\nbeam = 24\ncandidates = 8\nthreads = 1\n'
    (tmp_path / "toolkit.toml").write_text(settings)
    return tmp_path


def kept(project: Path) -> int:
    """How many replies are kept."""
    path = project / ".toolkit" / "replies.sqlite"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM replies").fetchone()[0])
        except sqlite3.OperationalError:  # made, and not laid out yet
            return 0


def kill_half_way(project: Path) -> int:
    """Starts drafting, and kills the process once a reply is kept; returns how many are."""
    command = [sys.executable, "-m", "toolkit", "translate", "--project", str(project)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not kept(project) and time.monotonic() < deadline:
            time.sleep(0.002)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    return kept(project)


def test_the_newspaper_page_killed_and_continued(page: Path, toolkit: Callable) -> None:
    before = kill_half_way(page)
    assert 0 < before < 44
    outcome = toolkit("translate", "--project", page)
    assert outcome.code == 0, outcome.err
    assert f"{44 - before} requests" in outcome.err
    bitext = read_xliff((page / "source" / "article.xlf").read_bytes(), "article")
    assert {unit.state for unit in bitext.units} == {State.DRAFT}
    drafts = [recorded_draft(unit) for unit in bitext.units]
    assert all(draft and draft.engine.startswith("tiny@") and draft.at for draft in drafts)
    assert toolkit("build", "--project", page).code == 0
    said = "Drafted by " + bitext.units[0].origin
    assert (page / "output" / "article.review.html").read_text(encoding="utf-8").count(said) == 44
    with ZipFile(page / "output" / "article.review.docx") as archive:
        text = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode("utf-8"))
    assert text.count(said) == 44


def test_ctrl_c_keeps_what_is_drafted_and_what_is_on_its_way(
    project: Path, service: Service, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted after the first answer, while two others are on their way and paid for."""
    (project / "toolkit.toml").write_text(f'[engines.local]\nkind = "chat"\nurl = "{service.url}/v1"\nmodel = "tiny"\n')
    quick, slow = translator(), translator(delay=0.2)
    service.answers(quick, slow)
    receive, count = Workers.receive, iter(range(9))

    def interrupted(self: Workers, patience: float = float("inf")) -> object:
        if next(count) == 1:
            raise KeyboardInterrupt
        return receive(self, patience)

    monkeypatch.setattr(Workers, "receive", interrupted)
    outcome = toolkit("translate", "--jobs", 2, "--project", project)
    assert outcome.code == 130
    assert "What was done is kept" in outcome.err
    assert sum(unit.state is State.DRAFT for unit in units(project)) == 1
    assert kept(project) == len(service.calls) == 3
    monkeypatch.undo()
    assert toolkit("translate", "--project", project).code == 0
    assert {unit.segment.text: unit.target for unit in units(project)} == ENGLISH
    assert len(service.calls) == 4


def units(project: Path) -> tuple[Unit, ...]:
    return read_xliff((project / "source" / "harbour.xlf").read_bytes(), "harbour").units


def test_a_silent_service_does_not_hold_ctrl_c_up(project: Path, service: Service) -> None:
    (project / "toolkit.toml").write_text(f'[engines.local]\nkind = "chat"\nurl = "{service.url}/v1"\nmodel = "tiny"\n')
    service.answers(translator(delay=60.0))
    command = [sys.executable, "-m", "toolkit", "translate", "--project", str(project)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        while not service.calls:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Interrupted. What was done is kept" in said
