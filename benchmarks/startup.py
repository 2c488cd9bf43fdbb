"""How long the commands take from a cold start, as ratios to importing click in the same run.

Run with ``make bench``. Each figure is the median of several whole processes, taken in turn so
that a change in the machine's speed meets all of them alike. Modules are compiled before, as an
installation does, whatever the environment says of it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from record import record

TARGETS = {"toolkit --help": 1.8, "toolkit build, unchanged": 2.5, "toolkit build, a page, cold": 6.0}
PAGE = "jiujiang-2020"
"""The document of the sample that has the length of a page; another, of five lines, is in Markdown."""

ROOT = Path(__file__).resolve().parent.parent


def seconds(command: list[str], prepare: Callable[[], None], compiled: Path) -> float:
    prepare()
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""}
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - started


def sample_project(folder: Path) -> Path:
    """The repository's own project, copied so that benchmarks disturb nothing."""
    for name in ("source", "glossary"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--runs", type=int, default=9, help="counted runs of each command")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as scratch:
        project, compiled = sample_project(Path(scratch) / "project"), Path(scratch) / "compiled"

        def forget() -> None:
            shutil.rmtree(project / ".toolkit", ignore_errors=True)
            shutil.rmtree(project / "output", ignore_errors=True)

        def forget_documents() -> None:
            (project / ".toolkit" / "built.json").unlink(missing_ok=True)

        build = [sys.executable, "-m", "toolkit", "build", "--project", str(project)]
        cases: dict[str, tuple[list[str], Callable[[], None]]] = {
            'python -c "import click"': ([sys.executable, "-c", "import click"], lambda: None),
            "toolkit --help": ([sys.executable, "-m", "toolkit", "--help"], lambda: None),
            "toolkit build, unchanged": (build, lambda: None),
            "toolkit build, a text changed": (build, forget_documents),
            "toolkit build, a page, cold": ([*build, PAGE], forget),
            "toolkit build, all, cold": (build, forget),
        }
        for command, prepare in cases.values():
            seconds(command, prepare, compiled)
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(runs):
            for name, (command, prepare) in cases.items():
                times[name].append(seconds(command, prepare, compiled))
    medians = {name: statistics.median(values) for name, values in times.items()}
    floor = next(iter(medians.values()))
    print(f"{'command':28} {'median':>9}  {'ratio':>6}   ({runs} runs)")
    for name, median in medians.items():
        print(f"{name:28} {median * 1000:6.0f} ms  {median / floor:6.1f}")
        if name.startswith("toolkit"):
            record(f"{name}, to `import click`", median / floor, TARGETS.get(name))


if __name__ == "__main__":
    main()
