"""How many documents are built in the time of one process by two, and that both write the same.

The documents are synthetic, of 500 to 3,000 characters each, with one glossary. Both ways begin from nothing, in turn.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from corpus import Corpus, write_project
from running import toolkit


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
    written = []
    with tempfile.TemporaryDirectory() as scratch:
        project = write_project(Path(scratch) / "project", texts, corpus.terms(options.terms))
        for _ in range(options.runs):
            for jobs, taken in times.items():
                forget(project)
                taken.append(toolkit("build", "--jobs", str(jobs), "--project", project).seconds)
                written.append(left(project))
        unchanged = toolkit("build", "--project", project).seconds
    one, several = map(statistics.median, times.values())
    same = all(each == written[0] for each in written)
    print(f"{options.documents:,} documents, medians of {options.runs} runs; the same bytes: {same}")
    print(f"1 process {one:.1f} s, {options.jobs} processes {several:.1f} s: {one / several:.2f} times as fast")
    print(f"unchanged: {unchanged:.2f} s, {unchanged / one:.1%} of the time of one process")


if __name__ == "__main__":
    main()
