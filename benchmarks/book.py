"""What it takes to build a book, from nothing and again, beside what cannot be avoided.

A book of a million characters with 10,000 terms and a memory of 100,000 units, of which a hundredth are
like sentences of the book; everything included, with both documents. ``--scale 0.1`` is a tenth
of all that. Work is the time of all processors: other than the clock, it does not depend on who else
is at work, or on how many processors there are.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus import Corpus, write_project
from record import record
from running import Spent, toolkit

COMPARED = 40
PHASES = ("read_glossary", "carry_over", "look_up", "check_bitext", "write_xliff", "write")


def book(scratch: str, scale: float) -> Path:
    """The project of the book."""
    corpus = Corpus()
    text = corpus.text(int(1_000_000 * scale))
    sentences = [f"{one}。" for one in text.replace("\n", "").split("。") if one]
    memory = corpus.memory(int(100_000 * scale), sentences)
    return write_project(Path(scratch) / "project", {"book": text}, corpus.terms(int(10_000 * scale)), memory)


def change(project: Path) -> None:
    """A character more in a sentence in the middle of the book."""
    path = project / "source" / "book.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    middle = len(lines) // 2
    lines[middle] = f"{lines[middle][:3]}改{lines[middle][3:]}"
    path.write_text("\n".join(lines), encoding="utf-8")


def forget(project: Path) -> None:
    """Leaves the book as it came, and the memory as it was read."""
    for path in (*project.glob("output/*"), *project.glob(".toolkit/kept/*"), *project.glob("source/*.xlf")):
        path.unlink()
    (project / ".toolkit" / "built.json").unlink()


def phases(project: Path) -> None:
    """Prints what each step of a build takes; in a process of its own."""
    from toolkit import pipeline
    from toolkit.__main__ import GARBAGE
    from toolkit.project import find_project

    gc.set_threshold(*GARBAGE)

    def timed(name: str) -> Callable[..., Any]:
        step = getattr(pipeline, name)

        def run(*given: Any) -> Any:
            started = time.perf_counter()
            result = step(*given)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"  {name:14} {time.perf_counter() - started:6.2f} s, peak so far {peak:4.0f} MB")
            return result

        return run

    for name in PHASES:
        setattr(pipeline, name, timed(name))
    list(pipeline.build(find_project(project)))


def brute_force(project: Path) -> float:
    """Seconds that comparing each sentence with each text of the memory takes, from a few of them."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    lines = (project / "glossary" / "memory" / "old.tmx").read_text(encoding="utf-8").split("<seg>")
    keys = [line.partition("<")[0] for line in lines[1::2]]
    sentences = (project / "source" / "book.txt").read_text(encoding="utf-8").replace("\n", "").split("。")
    started = time.perf_counter()
    for sentence in sentences[:: max(len(sentences) // COMPARED, 1)][:COMPARED]:
        process.extract(sentence, keys, scorer=Levenshtein.normalized_similarity, score_cutoff=0.7, limit=None)
    return (time.perf_counter() - started) / COMPARED * len(sentences)


def raw_output(project: Path) -> float:
    """Seconds that writing what the documents contain takes, once it is there."""
    with zipfile.ZipFile(project / "output" / "book.review.docx") as made:
        members = {name: made.read(name) for name in made.namelist()}
    page = (project / "output" / "book.review.html").read_bytes()
    started = time.perf_counter()
    with zipfile.ZipFile(project / "raw.docx", "w", zipfile.ZIP_DEFLATED) as again:
        for name, content in members.items():
            again.writestr(name, content)
    (project / "raw.html").write_bytes(page)
    return time.perf_counter() - started


def told(name: str, one: Spent, first: Spent) -> str:
    ratios = f"{one.seconds / first.seconds:.3f} of the time, {one.work / first.work:.3f} of the work"
    return f"{name}: {one.seconds:.2f} s, {ratios}, peak {one.peak:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--phases", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.phases:
        phases(options.phases)
        return
    with tempfile.TemporaryDirectory() as scratch:
        toolkit("build", "--project", book(f"{scratch}/first", 0.01))  # leaves the byte code of all that a build loads
        project = book(scratch, options.scale)
        print(f"{options.scale:g} of a book of 1,000,000 characters, 10,000 terms, 100,000 units", flush=True)
        first = toolkit("build", "--project", project)
        print(f"from nothing: {first.seconds:.1f} s, work {first.work:.1f} s, peak {first.peak:.0f} MB")
        same = toolkit("build", "--project", project)
        change(project)
        changed = toolkit("build", "--project", project)
        with (project / "glossary" / "words.csv").open("a", encoding="utf-8") as file:
            file.write("绝无此词于书中,Nowhere\n")
        unrelated = toolkit("build", "--project", project)
        record("peak of a book", first.peak, 300, unit="MB")
        record("one sentence changed, to all", changed.seconds / first.seconds, 0.1)
        print(told("one sentence changed", changed, first))
        print(told("a term that does not occur", unrelated, first))
        print(told("unchanged", same, first), flush=True)
        forget(project)
        known = toolkit("build", "--project", project)
        print(f"from nothing but the memory, which is read: {known.seconds:.2f} s, work {known.work:.1f} s; its steps:")
        forget(project)
        subprocess.run([sys.executable, __file__, "--phases", str(project)], check=True)
        compared, written = brute_force(project) / known.seconds, known.seconds / raw_output(project)
        record("comparing a book with all of its memory, to building it", compared)
        record("a book, its memory read, to writing its bytes", written)
        print(f"brute force over the memory would take {compared:.0f} times that")
        print(f"it takes {written:.1f} times what writing its output takes")


if __name__ == "__main__":
    main()
