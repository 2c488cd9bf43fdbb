"""Commands killed at any of their steps: what people wrote is there, and the next run finishes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from command_server import Server
from file_layer import KILLED
from scenarios import LARGE, Rehearsed, expect_finished, expect_nothing_lost, indexes, scenarios

NAMES = [one.name for one in scenarios("")]
MANY = os.environ.get("TOOLKIT_FAULTS") == "many"
FEW = 3
"""Kills of each command, where there is not time for all."""


def points(steps: int, rest: random.Random) -> Iterator[tuple[int, str]]:
    """Where a command of so many steps is killed: everywhere in every way, or in some places of each kind."""
    every = [(step, way) for step in range(1, steps + 1) for way in KILLED]
    if not MANY:
        rest.shuffle(every)
    return islice(every, None if MANY else FEW)


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_a_step(
    name: str, server: Server, rehearsed: Callable[[str], Rehearsed], disturbed: Counter[str]
) -> None:
    played = rehearsed(name)
    for fatal, way in points(len(played.steps), random.Random(name)):
        root, ended = played.again(server, fatal, way)
        disturbed["killed at a step"] += 1
        assert ended.killed or "was killed" in ended.said, f"{way} step {fatal} of {played.steps}: {ended}"
        expect_nothing_lost(played, root)
        expect_finished(played, server, root)
        shutil.rmtree(root)


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_any_instant(
    name: str, server: Server, rehearsed: Callable[[str], Rehearsed], disturbed: Counter[str]
) -> None:
    """From outside, in the midst of what no step is counted in: SQLite, threads, other processes."""
    played, moments = rehearsed(name), random.Random(name)
    for _ in range(25 if MANY else 1):
        root, _ = played.again(server, 0, "", after=moments.uniform(0, played.seconds))
        disturbed["killed at any instant"] += 1
        expect_nothing_lost(played, root)
        expect_finished(played, server, root)
        shutil.rmtree(root)


def test_a_memory_with_an_index_is_rehearsed(rehearsed: Callable[[str], Rehearsed]) -> None:
    """Its file is made anew, and what it finds stands in the review."""
    played = rehearsed("build-indexed")
    made = indexes(played.root.with_name("build-indexed-finished"))
    assert len(made) == 1
    assert [path.name for path in made] != [path.name for path in indexes(played.root)]
    page = played.after["output/zone.review.html"].decode()
    assert "Quay 7 has found" in page
    assert f"Quay {LARGE + 7} has found" in page


def test_helpers_end_with_the_command_that_was_killed(tmp_path: Path) -> None:
    """They hold its lock, and would keep every other command out."""
    (tmp_path / "source").mkdir()
    for number in range(8):
        lines = (f"港口第{row}区今年投资{number}亿元。" for row in range(300))
        (tmp_path / "source" / f"{number}.txt").write_text("\n".join(lines), encoding="utf-8")
    with subprocess.Popen([sys.executable, "-m", "toolkit", "build", "--jobs", "2"], cwd=tmp_path) as process:
        while process.poll() is None and not (tmp_path / ".toolkit" / "built.journal").exists():
            time.sleep(0.01)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    again = subprocess.run(
        [sys.executable, "-m", "toolkit", "terms", "add", "港口", "port", "--family", "a", "--origin", "b"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert again.returncode == 0, again.stderr
