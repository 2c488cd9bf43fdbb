"""``toolkit doctor``: what it finds wrong, and that it tells nobody's secrets."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.diagnosis.installation import FEATURES
from toolkit.diagnosis.signs import Health, Sign, report
from toolkit.errors import EngineError
from toolkit.project import locked

HOLDER = """
import sys, time
from pathlib import Path
from toolkit.project import locked
with locked(Path(sys.argv[1]), ".toolkit"):
    print("held", flush=True)
    sys.stdin.read()
"""


def signs(toolkit: Callable, project: Path, *options: object) -> dict[str, dict[str, str]]:
    outcome = toolkit("doctor", "--json", "--project", project, *options)
    found = json.loads(outcome.out)
    assert outcome.code == int(any(one["health"] == "problem" for one in found)), outcome.err
    assert all(one["remedy"] for one in found if one["health"] == "problem")
    return {one["subject"]: one for one in found}


def test_a_project_in_order(project: Path, toolkit: Callable) -> None:
    toolkit("build", "--project", project)
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    found = signs(toolkit, project)
    assert {one["health"] for one in found.values()} <= {"ok", "note"}
    assert found["glossary"]["text"] == "2 terms"
    assert "up to date" in found["document harbour"]["text"]
    assert {f"extra {extra}" for extra in ("desk", "xlsx", "ct2")} <= found.keys()
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_every_extra_says_what_it_is_for(project: Path, toolkit: Callable) -> None:
    extras = {name.removeprefix("extra ") for name in signs(toolkit, project) if name.startswith("extra ")}
    assert extras == FEATURES.keys()
    assert not extras & {"test", "lint", "fuzz", "mutants"}


def test_what_an_extra_lacks_is_told_with_its_line_for_pip(
    project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib import metadata

    real = metadata.version

    def version(name: str) -> str:
        if name == "textual":
            raise metadata.PackageNotFoundError(name)
        return "1.0" if name == "openpyxl" else real(name)

    monkeypatch.setattr(metadata, "version", version)
    found = signs(toolkit, project)
    assert found["extra desk"]["health"] == "note"
    assert found["extra desk"]["remedy"].endswith("pip install 'bilingual-toolkit[desk]'")
    assert "1.0 is older than 3.1.5" in found["extra xlsx"]["text"]


@pytest.mark.parametrize(
    ("file", "content", "subject"),
    [
        ("toolkit.toml", "colour = 1\n", "settings"),
        ("glossary/places.csv", "source,target\n港,a,b,c\n", "glossary"),
        ("source/harbour.xlf", "<xliff", "document harbour"),
        ("checks-baseline.json", "{", "settings"),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    project: Path, toolkit: Callable, file: str, content: str, subject: str
) -> None:
    (project / file).write_text(content, encoding="utf-8")
    assert signs(toolkit, project)[subject]["health"] == "problem"


def test_old_documents_archives_and_other_peoples_work_are_notes(project: Path, toolkit: Callable) -> None:
    assert "no bitext yet" in signs(toolkit, project)["document harbour"]["text"]
    toolkit("build", "--project", project)
    path = project / "source" / "harbour.xlf"
    text = path.read_text(encoding="utf-8").replace('state="new"></target>', 'state="translated">It opens.</target>', 1)
    path.write_text(text, encoding="utf-8")
    assert "do not show all" in signs(toolkit, project)["document harbour"]["text"]
    source = project / "source" / "harbour.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("江港新城开港\n", "码头开工\n", 1), encoding="utf-8")
    toolkit("build", "--project", project)
    assert "1 in its archive" in toolkit("doctor", "--project", project).out
    document = project / "output" / "harbour.review.docx"
    document.write_bytes(document.read_bytes() + b"x")
    outcome = toolkit("doctor", "--project", project)
    assert "somebody has changed output/harbour.review.docx" in outcome.out


def test_who_holds_the_lock(project: Path, toolkit: Callable) -> None:
    cache = project / ".toolkit"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, cache], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert signs(toolkit, project)["lock"]["text"] == f"held by process {holder.pid}"
        holder.communicate()
    assert "no other command" in signs(toolkit, project)["lock"]["text"]
    with locked(cache, ".toolkit"):
        assert str(os.getpid()) in signs(toolkit, project)["lock"]["text"]


def test_a_report_holds_no_texts_and_no_names(project: Path, toolkit: Callable, tmp_path: Path) -> None:
    (project / "glossary" / "places.csv").write_text(
        "source,target\n江港新城,Jianggang\n江港新城,River Port\n", encoding="utf-8"
    )
    file = tmp_path / "report.txt"
    toolkit("doctor", "--report", file, "--project", project)
    text = file.read_text(encoding="utf-8")
    assert "problem  glossary" in text
    assert "江港" not in text
    assert str(project) not in text
    private = Sign(Health.NOTE, "x", f"{Path.home()}/a and /home/{getpass.getuser()}/b and {project}/c", "", "secret")
    told = report([private], project)
    assert "~/a" in told
    assert "./c" in told
    assert f"/{getpass.getuser()}/" not in told
    assert "secret" not in told


def test_without_a_project(tmp_path: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = toolkit("doctor")
    assert (outcome.code, "none here or above" in outcome.out) == (0, True)
    assert toolkit("doctor", "--project", tmp_path / "nowhere").code == 2


def test_engines_are_asked_only_if_that_is_wished(project: Path, toolkit: Callable) -> None:
    settings = '[engines.far]\nkind = "libretranslate"\nurl = "http://127.0.0.1:9"\n'
    (project / "toolkit.toml").write_text(settings, encoding="utf-8")
    assert "far; not asked" in signs(toolkit, project)["engines"]["text"]


@pytest.mark.parametrize(
    ("answers", "health"),
    [(["The port opened."], "ok"), ([], "problem"), (EngineError("far", "no", "mend it"), "problem")],
)
def test_an_engine_that_is_asked(
    project: Path,
    toolkit: Callable,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str] | EngineError,
    health: str,
) -> None:
    class Far:
        def ask(self, requests: list[object]) -> list[str]:
            assert len(requests) == 1
            if isinstance(answers, EngineError):
                raise answers
            return ["reply"]

        def read(self, reply: str) -> list[str]:
            assert isinstance(answers, list)
            return answers

    settings = '[engines.far]\nkind = "libretranslate"\nurl = "http://127.0.0.1:9"\n'
    (project / "toolkit.toml").write_text(settings, encoding="utf-8")
    monkeypatch.setattr("toolkit.diagnosis.engines.make_engine", lambda described, root: Far())
    assert signs(toolkit, project, "--engines")["engine far"]["health"] == health
