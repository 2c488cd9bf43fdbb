"""The command as it is seen in a real terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="needs a POSIX system")


def seen_in_terminal(*arguments: object, typed: bytes = b"") -> str:
    """Everything the command writes when its output is a terminal, where somebody types `typed`."""
    master, slave = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm"}
    command = [sys.executable, "-m", "toolkit", *map(str, arguments)]
    child = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True)
    os.close(slave)
    os.write(master, typed)
    seen, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([master], [], [], 0.2)[0]:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the other side is closed
                break
            if not piece:
                break
            seen += piece
        elif child.poll() is not None:
            break
    child.wait(timeout=10)
    os.close(master)
    return seen.decode()


def test_progress_is_shown_and_erased_and_colours_are_used(project: Path) -> None:
    seen = seen_in_terminal("build", "--project", project)
    assert "Building 1/1: harbour" in seen
    assert seen.index("\r\x1b[K", seen.index("Building 1/1")) < seen.index("4 segments")
    assert "\x1b[33m4 warnings\x1b[0m" in seen


def test_what_is_missing_is_asked_for(project: Path) -> None:
    seen = seen_in_terminal("terms", "add", "船", "ship", "--project", project, typed=b"places\nhouse style\n")
    assert "Family (the file's name without .csv):" in seen
    assert "added to glossary/places.csv" in seen
    assert "船,ship,,,,,house style" in (project / "glossary" / "places.csv").read_text(encoding="utf-8")


def test_a_whole_term_is_asked_for(project: Path) -> None:
    typed = "船\nship\nplaces\nhouse style\n".encode()
    seen = seen_in_terminal("terms", "add", "--project", project, typed=typed)
    assert "Chinese:" in seen
    assert "English:" in seen
    assert "船,ship,,,,,house style" in (project / "glossary" / "places.csv").read_text(encoding="utf-8")


def test_no_progress_when_quiet(project: Path) -> None:
    assert seen_in_terminal("build", "-q", "--project", project) == ""
