"""Whole processes, timed, with their peaks of memory."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds by the clock and of all processors, and the most memory of the process itself in MB."""

    seconds: float
    peak: float
    work: float


def spent(command: list[str], allowed: Collection[int] = (0,), quiet: bool = False) -> Spent:
    """What a command takes, with all that it starts; raises `CalledProcessError` where its exit code is not `allowed`.

    What it says is dropped, of errors too where it is to be `quiet`. It keeps its byte code, as an installation does,
    whatever the environment says of it.
    """
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": _compiled()}
    started = time.perf_counter()
    errors = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


@cache
def _compiled() -> str:
    """A folder for byte code, there until the benchmark ends."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return folder.name


def toolkit(*arguments: str | Path) -> Spent:
    """What a command of the toolkit takes."""
    return spent([sys.executable, "-m", "toolkit", *map(str, arguments), "-q"])
