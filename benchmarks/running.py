"""Whole processes, timed, with their peaks of memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds by the clock and of all processors, and the most memory of the process itself in MB."""

    seconds: float
    peak: float
    work: float


def spent(command: list[str]) -> Spent:
    """What a command takes, with all that it starts; raises `CalledProcessError` where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def toolkit(*arguments: str | Path) -> Spent:
    """What a command of the toolkit takes."""
    return spent([sys.executable, "-m", "toolkit", *map(str, arguments), "-q"])
