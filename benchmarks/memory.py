"""How fast a translation memory is searched, beside comparing every text, and how it is built.

The texts are synthetic: words of one to four characters drawn by frequency, put together to
sentences of 8 to 80 characters, so that bigrams are as unevenly spread as in Chinese. A third of
the queries are texts of the memory with some characters changed, a third are parts of
different ones, and a third are new. Both ways look for all that is like by 70% and must find
the same. Each step runs in a process of its own, so that each has its own peak of memory.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import Corpus
from record import record

COMPARED = 30
EVERYTHING = 1_000_000


def queries(language: Corpus, texts: list[str], count: int) -> list[str]:
    found = []
    for number in range(count):
        one, other = language.random.choice(texts), language.random.choice(texts)
        found.append(
            (language.changed(one), one[: len(one) // 2] + other[len(other) // 2 :], language.sentence())[number % 3]
        )
    return found


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(path: Path, units: int) -> None:
    from toolkit.memory import MemoryUnit
    from toolkit.memory.sqlite import SqliteMemory

    language = Corpus()
    before = peak()
    started = time.perf_counter()
    memory = SqliteMemory(path)
    memory.replace(
        "a.tmx", "1", (MemoryUnit(text, "An English sentence of the memory.") for text in language.sentences(units))
    )
    stored = time.perf_counter() - started
    memory.make_ready()
    memory.close()
    taken = time.perf_counter() - started
    size, index = (
        sum(one.stat().st_size for one in path.parent.glob(path.stem + ending)) for ending in (".db", ".*.index")
    )
    print(f"built: {taken:.1f} s, {units / taken:,.0f} units a second; {taken - stored:.1f} s of that for the index")
    print(f"file {size / 1e6:.0f} MB, index {index / 1e6:.0f} MB")
    record("peak while a memory is built", peak(), 600, unit="MB")
    print(f"peak of memory while building: {peak():.0f} MB (before: {before:.0f})")


def search(path: Path, units: int, batch: int) -> None:
    import numpy  # noqa: F401
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    from toolkit.language.chinese import fold
    from toolkit.memory import Query
    from toolkit.memory.sqlite import SqliteMemory
    from toolkit.model import Segment

    language = Corpus()
    texts = list(language.sentences(units))
    asked = [Query(Segment("", text)) for text in queries(language, texts, batch)]
    opening = []
    for _ in range(9):
        started = time.perf_counter()
        SqliteMemory(path).close()
        opening.append(time.perf_counter() - started)
    memory = SqliteMemory(path)
    memory.look_up(asked[:3])
    started = time.perf_counter()
    memory.look_up(asked)
    together = (time.perf_counter() - started) / len(asked)
    single = []
    for query in asked:
        started = time.perf_counter()
        memory.look_up([query])
        single.append(time.perf_counter() - started)
    brute, differing, matches = [], 0, 0
    keys = [fold(text) for text in texts]
    for query in asked[:COMPARED]:
        key = fold(query.segment.text)
        started = time.perf_counter()
        hits = process.extract(key, keys, scorer=Levenshtein.normalized_similarity, score_cutoff=0.7, limit=None)
        brute.append(time.perf_counter() - started)
        found = memory.look_up([query], limit=EVERYTHING)[0]
        differing += {match.source for match in found} != {texts[number] for _, _, number in hits}
        matches += len(hits)
    ours, theirs = statistics.median(single), statistics.median(brute)
    record("memory opened", statistics.median(opening) * 1000, 20, unit="ms")
    record("look-up in a batch", together * 1000, 1, unit="ms")
    record("brute force, to a look-up in a batch", theirs / together, 100, at_least=True)
    print(f"opened: {statistics.median(opening) * 1000:.2f} ms")
    print(f"look-up: {together * 1000:.3f} ms each in a batch of {len(asked)}")
    print(f"alone: median {ours * 1000:.3f}, worst {max(single) * 1000:.2f} ms")
    print(f"brute force: {theirs * 1000:.0f} ms, {theirs / ours:,.0f} times that; {theirs / together:,.0f} in a batch")
    print(f"{matches} matches in {COMPARED} queries by brute force; queries that found others: {differing}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=600, help="queries that are looked up")
    parser.add_argument("--file", type=Path, help="keep the memory here, and use it if it is there")
    parser.add_argument("--step", choices=("build", "search"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step == "build":
        build(options.file, options.units)
    elif options.step == "search":
        search(options.file, options.units, options.batch)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            path = options.file or Path(scratch) / "memory.db"
            print(f"{options.units:,} units", flush=True)
            for step in ("search",) if path.exists() else ("build", "search"):
                command = [sys.executable, __file__, "--step", step, "--file", str(path), "--units", str(options.units)]
                subprocess.run([*command, "--batch", str(options.batch)], check=True)


if __name__ == "__main__":
    main()
