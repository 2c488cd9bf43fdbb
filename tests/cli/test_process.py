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
