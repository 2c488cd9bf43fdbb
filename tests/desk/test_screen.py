"""The desk in a real terminal: what is drawn, and what a kill leaves."""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pyte = pytest.importorskip("pyte")
pytest.importorskip("textual", reason="needs the extra desk")
pty = pytest.importorskip("pty", reason="needs a POSIX system")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")


class Terminal:
    """A terminal with the desk in it."""

    def __init__(self, project: Path, width: int, height: int, **variables: str) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
        self.child = subprocess.Popen(
            [sys.executable, "-m", "toolkit", "edit", "harbour", "--project", str(project)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=kept | {"TERM": "xterm-256color"} | variables,
            start_new_session=True,
        )
        os.close(slave)

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def shows(self, text: str) -> bool:
        """Whether the text comes on the screen within some seconds."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if text in self.text():
                return True
            if select.select([self._master], [], [], 0.1)[0]:
                self._stream.feed(os.read(self._master, 65536))
        return False

    def text(self) -> str:
        # pyte puts an empty cell after each wide character
        return "\n".join(
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)) for y in range(self.screen.lines)
        )

    def close(self) -> None:
        self.child.kill()
        self.child.wait()
        os.close(self._master)


@pytest.fixture
def terminal(project: Path) -> Iterator[Terminal]:
    opened = Terminal(project, 110, 30)
    yield opened
    opened.close()


def test_chinese_is_drawn_beside_its_english(terminal: Terminal) -> None:
    assert terminal.shows("江港新城今年投资5亿元。")
    terminal.type("The Town opens\r")
    assert terminal.shows("1+")
    [line] = [line for line in terminal.text().splitlines() if "1+" in line]
    assert "江港新城开港" in line
    assert "The Town opens" in line
    columns = [x for x in range(110) if terminal.screen.buffer[0][x].data == "江"]
    assert columns == [9]


def test_alt_with_a_figure_is_that_in_a_real_terminal(terminal: Terminal) -> None:
    assert terminal.shows("1  Jianggang New Town")
    terminal.type("\x1b1")
    terminal.type(" opens\r")
    assert terminal.shows("Jianggang New Town opens")


def test_a_kill_while_typing_loses_nothing(terminal: Terminal, project: Path) -> None:
    assert terminal.shows("江港新城开港")
    terminal.type("The Town opens\r")
    assert terminal.shows("1+")
    terminal.type("By our st")
    kept = project / ".toolkit" / "desk"
    deadline = time.monotonic() + 20
    while not list(kept.glob("*.typing.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    terminal.child.send_signal(signal.SIGKILL)
    terminal.child.wait()
    assert "The Town opens" in (project / "source" / "harbour.xlf").read_text(encoding="utf-8")
    again = Terminal(project, 60, 30, NO_COLOR="1")
    try:
        assert again.shows("By our st")
        again.type("\r")
        assert again.shows("江港新城开港")
    finally:
        again.close()
