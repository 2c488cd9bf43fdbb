"""How fast a long text is cut into sentences, beside the least that reading it takes.

The text is the sample repeated to 20 MB. Ratios are taken in one run: to ``str.count`` of one
character, which only walks over the text, and to ``re.split`` at 。！？, which is wrong at every
quotation but shows what a bare regular expression costs.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from toolkit.segmentation import split

SAMPLE = Path(__file__).resolve().parent.parent / "source" / "jiujiang-2020.txt"
SIZE = 20_000_000
RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    sample = SAMPLE.read_text(encoding="utf-8")
    text = sample * (SIZE // len(sample.encode()))
    megabytes = len(text.encode()) / 1e6
    cases = {
        "str.count": lambda: text.count("。"),
        "re.split at 。！？": lambda: re.split("(?<=[。！？])", text),
        "toolkit.segmentation.split": lambda: split(text),
    }
    times = {name: seconds(work) for name, work in cases.items()}
    ours = times["toolkit.segmentation.split"]
    print(f"{megabytes:.0f} MB, {len(split(text)):,} segments, medians of {RUNS} runs")
    for name, taken in times.items():
        rate = megabytes / taken
        print(f"{name:28} {taken * 1000:6.0f} ms {rate:6.0f} MB/s   ours takes {ours / taken:5.1f} times that")


if __name__ == "__main__":
    main()
