"""A project to hand off, and the programs that get it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from handed import TEXT, translated

from toolkit.bitext import read_xliff, write_xliff

TRANSLATE_TOOLKIT = Path(__file__).resolve().parents[2] / ".tools" / "translate-toolkit" / "bin" / "python"


@pytest.fixture
def quay(project: Path, toolkit: Callable[..., object]) -> Path:
    """The small project with a second document: drafts, bold, a repeated sentence, empty units."""
    (project / "source" / "quay.md").write_text(TEXT, encoding="utf-8")
    toolkit("build", "quay", "--project", project)
    path = project / "source" / "quay.xlf"
    bitext = read_xliff(path.read_bytes(), "quay.xlf")
    path.write_bytes(write_xliff(replace(bitext, units=tuple(map(translated, bitext.units)))))
    return project


@pytest.fixture(scope="session")
def omegat(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """Has OmegaT make the translated documents of a project, or a skip."""
    program = shutil.which("omegat")
    if program is None:
        pytest.skip("OmegaT is not installed (omegat)")
    config = tmp_path_factory.mktemp("omegat")

    def translate(project: Path) -> None:
        command = [program, "--mode=console-translate", f"--config-dir={config}", str(project)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        assert "Finished" in done.stdout

    return translate


@pytest.fixture(scope="session")
def translate_toolkit() -> Path:
    """The Python of translate-toolkit's own environment, or a skip: it is run as a program and never imported."""
    if not TRANSLATE_TOOLKIT.exists():
        pytest.skip("translate-toolkit is not installed in .tools")
    return TRANSLATE_TOOLKIT
