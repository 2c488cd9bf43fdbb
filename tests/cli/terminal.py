"""A real terminal for tests of what people see and type."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time

import pytest

pty = pytest.importorskip("pty", reason="needs a POSIX system")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")


def seen_in_terminal(*arguments: object, typed: bytes = b"", width: int = 100, **variables: str) -> str:
    """Everything the command writes when its output is a terminal, where somebody types `typed`.

    `variables` are set in the environment.
    """
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    environment = kept | {"TERM": "xterm"} | variables
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
