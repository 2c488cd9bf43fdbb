"""How much faster two processes build many documents than one, and that both write the same.

The documents are synthetic, of 500 to 3,000 characters each, with one glossary. Both ways begin from nothing, in turn.
What is gained depends on who else is at work: so the same is said of bare loops, which two processes run side by side.
``--documents 500`` is a large project.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus import Corpus, write_project
from record import record
from running import spent, toolkit

LOOP = [sys.executable, "-c", "for number in range(20_000_000): pass"]


def machine(jobs: int) -> float:
    """How much faster loops run side by side than one after the other: at best as many times as there are jobs."""
    alone = spent(LOOP).seconds
    with ThreadPoolExecutor(jobs) as pool:
        together = max(one.seconds for one in pool.map(spent, [LOOP] * jobs))
    return jobs * alone / together


def left(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (*project.glob("source/*.xlf"), *project.glob("output/*"))}


def forget(project: Path) -> None:
    for folder in (".toolkit", "output"):
        shutil.rmtree(project / folder, ignore_errors=True)
    for path in project.glob("source/*.xlf"):
        path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--runs", type=int, default=3, help="counted runs of each way")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--terms", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    corpus = Corpus()
    texts = {f"text-{number:04}": corpus.text(corpus.random.randint(500, 3000)) for number in range(options.documents)}
    times: dict[int, list[float]] = {1: [], options.jobs: []}
    written, possible = [], []
    with tempfile.TemporaryDirectory() as scratch:
        few = dict(list(texts.items())[:1])
        toolkit("build", "--project", write_project(Path(scratch) / "few", few, corpus.terms(1)))  # leaves byte code
        project = write_project(Path(scratch) / "project", texts, corpus.terms(options.terms))
        for _ in range(options.runs):
            possible.append(machine(options.jobs))
            for jobs, taken in times.items():
                forget(project)
                taken.append(toolkit("build", "--jobs", str(jobs), "--project", project).seconds)
                written.append(left(project))
        unchanged = toolkit("build", "--project", project).seconds
    one, several = map(statistics.median, times.values())
    same = all(each == written[0] for each in written)
    print(f"{options.documents:,} documents, medians of {options.runs} runs; the same bytes: {same}")
    print(f"1 process {one:.1f} s, {options.jobs} processes {several:.1f} s: {one / several:.2f} times as fast")
    record("documents, two processes to one", one / several, 1.8, at_least=True)
    print(f"bare loops in {options.jobs} processes meanwhile: {statistics.median(possible):.2f} times as fast")
    print(f"unchanged: {unchanged:.2f} s, {unchanged / one:.1%} of the time of one process")


if __name__ == "__main__":
    main()
