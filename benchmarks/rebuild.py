"""What it takes to build a book again of which one sentence has changed, beside building it from nothing.

``--characters 1000000 --units 100000`` is a book with a large memory.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from corpus import Corpus, write_project
from running import toolkit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=100_000)
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--units", type=int, default=10_000, help="units of the memory")
    options = parser.parse_args()
    corpus = Corpus()
    text = corpus.text(options.characters)
    with tempfile.TemporaryDirectory() as scratch:
        project = write_project(
            Path(scratch) / "project", {"book": text}, corpus.terms(options.terms), corpus.memory(options.units)
        )
        first = toolkit("build", "--project", project)
        with (project / "source" / "book.txt").open("a", encoding="utf-8") as file:
            file.write(corpus.sentence() + "\n")
        changed = toolkit("build", "--project", project)
        same = toolkit("build", "--project", project)
    print(f"{options.characters:,} characters, {options.terms:,} terms, {options.units:,} units in the memory")
    print(f"from nothing: {first.seconds:.1f} s, peak {first.peak:.0f} MB")
    print(f"one sentence more: {changed.seconds:.1f} s, {changed.seconds / first.seconds:.2f} of that")
    print(f"unchanged: {same.seconds:.2f} s, {same.seconds / first.seconds:.3f} of that")


if __name__ == "__main__":
    main()
