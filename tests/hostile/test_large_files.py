"""A gigabyte of nothing, and a file without end: refused at once, wherever a file is given."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

GIGABYTE = 1 << 30
COMMANDS = {
    "build.txt": ["build"],
    "build.docx": ["build"],
    "build.html": ["build"],
    "build.md": ["build"],
    "harbour.xlf": ["build"],
    "returned.docx": ["review", "returned.docx"],
    "returned.json": ["review", "returned.json"],
    "foreign.po": ["check", "foreign.po"],
    "foreign.xliff": ["memory", "import", "foreign.xliff"],
    "terms.csv": ["terms", "import", "terms.csv", "--family", "a"],
    "places.csv": ["terms", "check"],
    "toolkit.toml": ["status"],
    "harbour.breaks": ["build"],
    "rules.srx": ["build"],
    "terms.xlsx": ["terms", "import", "terms.xlsx", "--family", "a"],
    "returned.zip": ["review", "returned.zip"],
    "returned.po": ["review", "returned.po"],
}
WHERE = {"build": "source", "harbour": "source", "places": "glossary"}


def limited() -> None:
    """No process may have more than a third of what the file holds, were it read."""
    resource.setrlimit(resource.RLIMIT_DATA, (GIGABYTE // 3, GIGABYTE // 3))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_gigabyte_is_refused_without_being_read(name: str, project: Path) -> None:
    path = project / WHERE.get(name.partition(".")[0], ".") / name
    with path.open("wb") as file:
        file.truncate(GIGABYTE)
    if name == "rules.srx":
        (project / "toolkit.toml").write_text('[segmentation]\nrules = "rules.srx"\n', encoding="utf-8")
    command = [sys.executable, "-m", "toolkit", *COMMANDS[name]]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        command,
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=limited,
    )
    assert done.returncode == 3, done.stderr
    assert "larger than 256 MB" in done.stderr


def test_a_file_without_end_is_refused(project: Path) -> None:
    (project / "endless.xliff").symlink_to("/dev/zero")
    command = [sys.executable, "-m", "toolkit", "check", "endless.xliff"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "larger than 256 MB" in done.stderr) == (3, True), done.stderr
