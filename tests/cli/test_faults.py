"""An exception that nobody foresaw, and the log of what happened before."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from toolkit.cli import COMMANDS, cli
from toolkit.cli.lazy import LazyGroup
from toolkit.errors import Exit


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the line fail while it handles a text."""

    def fail(*_: object) -> None:
        secret = {"a": 1}
        try:
            secret["江港新城的秘密"]
        except KeyError as error:
            raise ValueError("江港新城今年投资5亿元") from error

    monkeypatch.setattr("toolkit.pipeline.segment", fail)


@pytest.mark.usefixtures("broken")
def test_a_fault_is_one_clear_line(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("build", "--project", project)
    assert outcome.code == Exit.FAULT == 70
    first, second = outcome.err.splitlines()
    assert re.fullmatch(r"fault: ValueError at \S*test_faults.py:\d+: the toolkit itself is wrong here", first)
    assert "--debug" in second
    assert not list((project / ".toolkit").glob("fault-*"))


@pytest.mark.usefixtures("broken")
def test_with_debug_what_is_needed_to_repeat_it_is_kept(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("build", "harbour.txt", "--author", "Li Wen", "--jobs", "1", "--debug", "--project", project)
    assert outcome.code == Exit.FAULT
    [file] = (project / ".toolkit").glob("fault-*.txt")
    assert f".toolkit/{file.name}" in outcome.err
    text = file.read_text(encoding="utf-8")
    assert "command: toolkit build ….txt --author … --jobs 1 --debug --project …" in text
    assert "toolkit/pipeline.py:" in text
    assert "in carry_over" in text
    assert text.index("builtins.KeyError") < text.index("which led to") < text.index("builtins.ValueError")
    assert "click " in text
    for private in ("江港", "5亿", "Li Wen", str(project), str(Path.home()) + "/"):
        assert private not in text
    toolkit("build", "--debug", "--project", project)
    assert len(list((project / ".toolkit").glob("fault-*.txt"))) == 1


@pytest.mark.usefixtures("broken")
def test_a_fault_in_another_process_is_told_where_it_came_up(project: Path, toolkit: Callable) -> None:
    for number in range(9):
        (project / "source" / f"quay{number}.txt").write_text("港口。\n", encoding="utf-8")
    outcome = toolkit("build", "--jobs", "2", "--debug", "--project", project)
    assert outcome.code == Exit.FAULT
    assert "test_faults.py:" in outcome.err.splitlines()[0]
    [file] = (project / ".toolkit").glob("fault-*.txt")
    text = file.read_text(encoding="utf-8")
    assert "in carry_over" in text
    assert "江港" not in text


@pytest.mark.usefixtures("broken")
def test_the_doctor_tells_of_faults_that_were_kept(project: Path, toolkit: Callable) -> None:
    toolkit("build", "--debug", "--project", project)
    assert "kept of faults of the toolkit: fault-" in toolkit("doctor", "--project", project).out


def test_a_fault_without_a_project(tmp_path: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))

    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("toolkit.project.starter.write_atomically", fail)
    outcome = toolkit("init", "here", "--debug")
    assert outcome.code == Exit.FAULT
    assert str(next(tmp_path.glob("fault-*.txt"))) in outcome.err or list(tmp_path.rglob("fault-*.txt"))


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        found += leaves(command, (*path, name)) if isinstance(command, LazyGroup) else [(*path, name)]
    return found


# What prints a script for a shell does nothing that could be logged.
@pytest.mark.parametrize("verb", [verb for verb in leaves(cli) if verb != ("completion",)], ids=" ".join)
def test_every_command_can_log_and_keep_faults(verb: tuple[str, ...], toolkit: Callable) -> None:
    text = toolkit(*verb, "--help").out
    assert "--log-format" in text
    assert "--debug" in text


def test_the_log_is_key_and_value_or_json(project: Path, toolkit: Callable) -> None:
    log = toolkit("build", "-v", "--project", project).err
    line = next(line for line in log.splitlines() if "event=built" in line)
    time = r"time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
    assert re.fullmatch(time + r" level=info event=built process=\d+ document=harbour segments=4 .*", line)
    (project / "source" / "quay two.txt").write_text("港口。\n", encoding="utf-8")
    log = toolkit("build", "--log-format", "json", "-q", "--project", project).err
    events = [json.loads(line) for line in log.splitlines()]
    assert {"document": "quay two", "event": "built"}.items() <= next(
        one for one in events if one["event"] == "built"
    ).items()
    assert "unchanged" in {one["event"] for one in events}
    assert "江港" not in log
    assert "event=" not in toolkit("build", "--project", project).err


def test_every_verb_is_there() -> None:
    assert {verb[0] for verb in leaves(cli)} == set(COMMANDS)
