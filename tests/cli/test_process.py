"""How the process of a command ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_ENDING = """
import atexit
import toolkit.__main__
import toolkit.cli

def run():
    atexit.register(print, "a library is done")
    print("a command", end="; ")
    return 3

toolkit.cli.run = run
toolkit.__main__.main()
"""


def test_a_process_ends_with_its_exit_code_when_all_is_written_and_libraries_are_done() -> None:
    ended = subprocess.run([sys.executable, "-c", _ENDING], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "a command; a library is done\n", "")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system does not tell its threads")
def test_numpy_starts_no_threads() -> None:
    script = (
        "import os, toolkit.__main__, toolkit.cli;"
        "toolkit.cli.run = lambda: __import__('numpy') and len(os.listdir('/proc/self/task'));"
        "toolkit.__main__.main()"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 1


def test_a_process_whose_output_is_closed_ends_quietly() -> None:
    command = f'exec "{sys.executable}" -m toolkit --version >&-'
    ended = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", ["--version", "terms list"])
def test_an_output_that_cannot_be_written_is_told(command: str) -> None:
    """A few words fail when the process ends, and many at once."""
    line = f'exec "{sys.executable}" -m toolkit {command} >/dev/full'
    ended = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert ended.returncode == 3
    assert ended.stderr.startswith("error: standard output: cannot be written: no room")
