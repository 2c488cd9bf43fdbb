"""How fast terms are found, and a compiled glossary is loaded, with 100,000 terms.

Terms and text are made of the sample's characters with a fixed seed: 20 MB in lines of 20 to 300
characters, a term among every forty or so. Ratios are taken in one run: to ``str.count`` of one
character, which only walks over the text, and to a pass of the bare automaton over text that is
folded already. Loading is compared with starting Python for nothing.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from toolkit.glossary import compile_glossary, load_glossary
from toolkit.language.chinese import fold
from toolkit.model import Term

SAMPLE = Path(__file__).resolve().parent.parent / "source" / "jiujiang-2020.txt"
TERMS = 100_000
SIZE = 20_000_000
DENSITY = 40
RUNS = 5
WORDS = "port industrial chain develop zone policy river electronic build copper foil trade new project base".split()
SYLLABLES = "jiu jiang gan fu zhou shang rao ping yi xin yu nan chang de an hu kou peng ze wu ning xiu shui".split()


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def each(work: Callable[[str], object], lines: list[str]) -> None:
    for line in lines:
        work(line)


def make_terms(rng: random.Random, han: str) -> list[Term]:
    sources: dict[str, None] = {}
    while len(sources) < TERMS:
        sources["".join(rng.choices(han, k=rng.randint(3, 8)))] = None
    return [
        Term(source, " ".join(("".join(rng.choices(SYLLABLES, k=3)).title(), *rng.choices(WORDS, k=2))), "places")
        for source in sources
    ]


def make_lines(rng: random.Random, sample: str, terms: list[Term]) -> list[str]:
    """Lines of the sample's text, into which terms are put."""
    lines, size = [], 0
    while size < SIZE:
        start, length = rng.randrange(len(sample) - 300), rng.randint(20, 300)
        pieces = [sample[at : at + DENSITY] for at in range(start, start + length, DENSITY)]
        lines.append("".join(piece + rng.choice(terms).source for piece in pieces))
        size += len(lines[-1].encode())
    return lines


def report(title: str, times: dict[str, float], megabytes: float = 0) -> None:
    ours = next(iter(times.values()))
    print(title)
    for name, taken in times.items():
        rate = f"{megabytes / taken:6.0f} MB/s" if megabytes else ""
        print(f"  {name:34} {taken * 1000:7.1f} ms {rate}   ours takes {ours / taken:6.2f} times that")


def main() -> None:
    rng = random.Random(2020)
    sample = SAMPLE.read_text(encoding="utf-8").replace("\n", "")
    terms = make_terms(rng, "".join(sorted({one for one in sample if "\u4e00" <= one <= "\u9fff"})))
    lines = make_lines(rng, sample, terms)
    started = time.perf_counter()
    compiled = compile_glossary(terms)
    took = time.perf_counter() - started
    print(f"{TERMS:,} terms compiled in {took:.1f} s to {len(compiled) / 1e6:.0f} MB")
    python = {"python -c pass": seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))}
    report("loading", {"load_glossary": seconds(lambda: load_glossary(compiled)), **python})
    glossary = load_glossary(compiled)
    automaton = glossary.forms.automaton
    assert automaton is not None
    folded = [fold(line) for line in lines]
    hits = sum(len(glossary.find(line)) for line in lines)
    report(
        f"finding, {len(lines):,} lines, {hits:,} hits, medians of {RUNS} runs",
        {
            "Glossary.find": seconds(lambda: each(glossary.find, lines)),
            "the automaton, text folded already": seconds(lambda: each(automaton.find, folded)),
            "fold": seconds(lambda: each(fold, lines)),
            "str.count": seconds(lambda: each(lambda line: line.count("。"), lines)),
        },
        sum(len(line.encode()) for line in lines) / 1e6,
    )


if __name__ == "__main__":
    main()
