"""``toolkit completion``: what the shells are told, and at what cost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.cli import COMMANDS

LARGE = "lxml numpy rapidfuzz opencc regex jinja2 docx textual httpx psycopg lemminflect daachorse pypinyin".split()
BESIDE_PYTHON = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def completed(folder: Path, *words: str) -> list[str]:
    """What bash is told when Tab is pressed after `words`, of which the last has been begun; no large module loaded."""
    asked = {"_TOOLKIT_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    script = "import sys\nfrom toolkit.cli import run\ntry: run()\nfinally: print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | asked, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert not set(LARGE) & set(done.stderr.split()), "completion has to be quick"
    return [line for line in done.stdout.splitlines() if line]


def test_verbs_are_completed_from_the_table(tmp_path: Path) -> None:
    found = completed(tmp_path, "toolkit", "")
    assert found == [f"plain,{verb}" for verb in COMMANDS]
    assert completed(tmp_path, "toolkit", "terms", "im") == ["plain,import"]


@pytest.mark.parametrize("verb", ["build", "status", "check", "translate", "edit", "notes add", "terms extract"])
def test_documents_are_completed_by_name(project: Path, verb: str) -> None:
    assert "plain,harbour" in completed(project, "toolkit", *verb.split(), "ha")
    assert "plain,harbour" not in completed(project, "toolkit", *verb.split(), "x")


def test_documents_of_a_project_elsewhere_and_those_not_yet_named(project: Path, tmp_path: Path) -> None:
    (project / "source" / "港口.txt").write_text("港口开港。\n", encoding="utf-8")
    assert completed(tmp_path, "toolkit", "build", "--project", "project", "") == ["plain,harbour", "plain,港口"]
    assert completed(project, "toolkit", "build", "harbour", "") == ["plain,港口"]
    assert completed(tmp_path, "toolkit", "build", "") == [], "no project, and nobody is told while typing"


def test_where_a_file_may_stand_files_are_completed_too(project: Path) -> None:
    assert completed(project, "toolkit", "check", "ha") == ["file,ha", "plain,harbour"]


def test_after_what_is_no_verb_the_verbs_are_offered(tmp_path: Path) -> None:
    assert "plain,build" in completed(tmp_path, "toolkit", "biuld", "b")


def test_bash_completes_what_the_command_prints_for_it(project: Path) -> None:
    script = """
        eval "$(toolkit completion bash)"
        COMP_WORDS=(toolkit build h) COMP_CWORD=2
        _toolkit_completion toolkit 2>/dev/null  # compopt knows that nobody presses Tab here
        echo "${COMPREPLY[*]}"
    """
    command = ["bash", "-c", script]
    done = subprocess.run(
        command, cwd=project, env=os.environ | BESIDE_PYTHON, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("harbour", "")


@pytest.mark.parametrize(("shell", "word"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete --")])
def test_each_shell_has_a_script_of_its_own(toolkit: Callable[..., Any], shell: str, word: str) -> None:
    done = toolkit("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert word in done.out


def test_another_shell_is_refused(toolkit: Callable[..., Any]) -> None:
    done = toolkit("completion", "csh")
    assert done.code == 2
    assert "bash" in done.err
