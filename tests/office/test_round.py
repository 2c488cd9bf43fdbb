"""The round of a review that docs/round.py walks, with the real programs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.office, pytest.mark.browser]
SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "round.py"


def test_the_round_of_a_review(soffice: str, tmp_path: Path) -> None:
    if shutil.which("chromium") is None:
        pytest.skip("no chromium on the PATH (apt install chromium)")
    if subprocess.run(["/usr/bin/python3", "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("the UNO bridge of LibreOffice is not installed (python3-uno)")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "round")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the reviewers disagree" in done.stdout
    assert done.stdout.endswith("The round is done.\n")
