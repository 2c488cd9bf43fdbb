"""Marks of conflicts that were not resolved are found in what git keeps, and looked for nowhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "no-conflicts"


def looked(root: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(root.parent)}
    command = [root / ".ci" / SCRIPT.name]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / ".ci").mkdir()
    shutil.copy(SCRIPT, tmp_path / ".ci")
    (tmp_path / "port.md").write_text("The port\n========\n\n<<<<<<<< not seven\n", encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("mark", ["<" * 7 + " HEAD", "|" * 7 + " 8a9016c", "=" * 7, ">" * 7 + " port"])
def test_each_mark_is_shown_with_its_place(checkout: Path, mark: str) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=checkout, check=True)
    subprocess.run(["git", "add", "."], cwd=checkout, check=True)
    assert (looked(checkout).returncode, looked(checkout).stdout) == (0, "")
    (checkout / "port.md").write_text(f"The port\n{mark}\n", encoding="utf-8")
    assert looked(checkout).returncode == 1
    assert looked(checkout).stdout == f"port.md:2:{mark}\n"


def test_where_there_is_no_git_that_is_said(checkout: Path) -> None:
    done = looked(checkout)
    assert done.returncode == 0
    assert "no checkout of git" in done.stdout
