"""A LibreOffice at work for the tests of a session."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PYTHON = "/usr/bin/python3"
PIPE = f"toolkit-{os.getpid()}"


@pytest.fixture(scope="session")
def office(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Path]]:
    """LibreOffice waiting for work: call it with a file, edits, and whether changes are tracked."""
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("the UNO bridge of LibreOffice is not installed (python3-uno)")
    folder = tmp_path_factory.mktemp("office")
    command = [soffice, f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--norestore"]
    process = subprocess.Popen([*command, f"--accept=pipe,name={PIPE};urp;"], start_new_session=True)

    def edit(file: Path, *edits: dict[str, Any], tracked: bool = True) -> Path:
        saved = folder / f"{file.stem}-{len(list(folder.iterdir()))}{file.suffix}"
        job = {
            "pipe": PIPE,
            "file": file.as_uri(),
            "saved": saved.as_uri(),
            "edits": list(edits),
            "tracked": tracked,
        }
        script = str(Path(__file__).with_name("editor.py"))
        subprocess.run([PYTHON, script], input=json.dumps(job), text=True, check=True, timeout=120)
        assert saved.exists()
        return saved

    yield edit
    script, end = str(Path(__file__).with_name("editor.py")), json.dumps({"pipe": PIPE, "end": True})
    subprocess.run([PYTHON, script], input=end, text=True, check=True, timeout=60)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # the launcher and the program that it launched
        raise
