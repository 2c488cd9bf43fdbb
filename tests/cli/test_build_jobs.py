"""Documents built by several processes: what comes out does not depend on how many there are."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from toolkit import pipeline
from toolkit.building.job import Job
from toolkit.building.remembering import Seen
from toolkit.pipeline import Built
from toolkit.project import Source

ROOT = Path(__file__).resolve().parents[2]
PORTS = ("九江", "湖口", "彭泽", "瑞昌", "都昌", "庐山")
TMX = (
    '<tmx version="1.4"><header srclang="zh-CN"/><body>'
    '<tu><tuv xml:lang="zh-CN"><seg>九江港今年投资5亿元。</seg></tuv>'
    '<tuv xml:lang="en"><seg>Jiujiang Port invests 500 million yuan this year.</seg></tuv></tu></body></tmx>'
)


@pytest.fixture
def ports(project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven documents: two translated, one of them with Chinese that has since changed, one that cannot be read."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    for place, port in enumerate(PORTS):
        text = f"{port}港新闻\n\n{port}港今年投资{place + 2}亿元。江港新城吞吐量达{place}万标箱！\n"
        (project / "source" / f"port-{place}.txt").write_text(text, encoding="utf-8")
    (project / "glossary" / "memory").mkdir()
    (project / "glossary" / "memory" / "old.tmx").write_text(TMX, encoding="utf-8")
    assert toolkit("build", "--project", project).code == 0
    for name in ("port-1", "harbour"):
        translate(project / "source" / f"{name}.xlf")
    changed = project / "source" / "port-1.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("湖口港今年", "湖口港去年"), encoding="utf-8")
    (project / "source" / "port-2.xlf").write_text("<xliff>", encoding="utf-8")
    return project


def translate(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    content = re.sub(r"<target[^>]*?/>|<target[^>]*>.*?</target>", "", content)
    target = '<target state="translated">The port grew by 7.</target>'
    path.write_text(re.sub(r"(</seg-source>|</source>)(?!\s*<seg-source>)", rf"\1{target}", content), encoding="utf-8")


def left(project: Path) -> dict[str, bytes]:
    """All that a build writes, but for times of files and the memory's own file."""
    paths = (*project.glob("source/*"), *project.glob("output/*"), project / ".toolkit" / "built.json")
    return {str(path.relative_to(project)): path.read_bytes() for path in paths}


def noted(project: Path) -> object:
    """What is known of the memory's files, after the key."""
    content = (project / ".toolkit" / "memory.json").read_bytes()
    return json.loads(content[content.index(b"{") :])


def built(project: Path, toolkit: Callable, jobs: int) -> tuple[object, dict[str, bytes]]:
    outcome = toolkit("build", "--json", "--jobs", jobs, "--project", project)
    assert outcome.code == 3
    assert outcome.err.count("error:") == 1
    assert "source/port-2.xlf" in outcome.err
    return json.loads(outcome.out), left(project)


def test_any_number_of_processes_writes_and_says_the_same(ports: Path, tmp_path: Path, toolkit: Callable) -> None:
    results = []
    for jobs in (1, 2, 5):
        project = Path(copytree(ports, tmp_path / str(jobs)))
        results.append(built(project, toolkit, jobs))
        assert not (project / ".toolkit" / "built.journal").exists()
    assert results[0] == results[1] == results[2]
    reported = results[0][0]
    assert [one["document"] for one in reported] == ["harbour", *(f"port-{place}" for place in range(6))]
    assert "500 million" in left(project)["output/port-3.review.html"].decode("utf-8")


def test_what_processes_noted_is_known_to_the_next_build(ports: Path, toolkit: Callable) -> None:
    (ports / "source" / "port-2.xlf").unlink()
    for _ in range(2):  # what the first took out of the memory counts for the second
        assert toolkit("build", "--jobs", 3, "--project", ports).code == 0
    kept = noted(ports)
    assert "7 documents unchanged" in toolkit("build", "--project", ports).err
    (ports / ".toolkit" / "memory.json").unlink()
    (ports / ".toolkit" / "built.json").unlink()
    assert toolkit("build", "--jobs", 1, "--project", ports).code == 0
    assert noted(ports) == kept


def test_a_process_that_is_killed_is_one_document_that_failed(
    ports: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_document = pipeline.build_document

    def deadly(job: Job, source: Source) -> tuple[Built, Seen]:
        if source.name == "port-3":
            os.kill(os.getpid(), signal.SIGKILL)
        return build_document(job, source)

    monkeypatch.setattr(pipeline, "build_document", deadly)
    outcome = toolkit("build", "--json", "--jobs", 2, "--project", ports)
    assert outcome.code == 3
    failed = {one["document"]: one["error"]["problem"] for one in json.loads(outcome.out) if "error" in one}
    assert set(failed) == {"port-2", "port-3"}
    assert "was killed" in failed["port-3"]
    monkeypatch.undo()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert [name for name, one in built(ports, toolkit, 2)[1].items() if "kept" in name] == []


def test_few_documents_are_built_by_the_process_itself(
    project: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_shared_out", lambda *given: pytest.fail("other processes were started"))
    assert toolkit("build", "--project", project).code == 0


def test_ctrl_c_ends_all_processes_and_what_was_done_is_kept(tmp_path: Path, toolkit: Callable) -> None:
    project = tmp_path / "project"
    for folder in ("source", "glossary"):
        (project / folder).mkdir(parents=True)
    for place in range(40):
        text = "".join(f"九江港第{row}号泊位今年吞吐量达{row}万标箱。\n" for row in range(300))
        (project / "source" / f"port-{place:02}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "toolkit", "build", "--jobs", "2", "--project", str(project)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while not list(project.glob("output/*.html")) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate()[1]
    assert process.returncode == 130
    assert said.strip() == "Interrupted. What was done is kept; run the command again to go on."
    assert 1 <= len(list(project.glob("output/*.html"))) < 40
    assert not list(project.glob("**/*.new"))
    outcome = toolkit("build", "--jobs", 2, "--project", project)
    assert outcome.code == 0
    assert not list(project.glob("output/*kept*"))
