"""How well and how fast finished translations are aligned, on parallel texts beside this repository.

For each method the F1 of its beads, whole and with 15% of the paragraphs gone from each side (see docs/align.md), and
how long aligning takes in relation to reading the figures of both texts. Skips where the texts are absent.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from toolkit.aligning import Aligned, align_files
from toolkit.language.quantities import chinese_facts, english_facts

TEXTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "parallel"
GONE, ROUNDS = 0.15, 5
TOUCHED = 0.15
"""A sentence lies in a pair if so much of it does."""


def bare(text: str) -> str:
    return "".join(text.split())


def rows_of(sentences: Sequence[str], pairs: Sequence[str], text: str) -> list[list[int]]:
    """In which of the aligned pairs each sentence lies, by its place among all that is written."""
    whole, ends, place, found = bare(text), list(accumulate(len(bare(pair)) for pair in pairs)), 0, []
    for sentence in sentences:
        start = whole.index(bare(sentence), place)
        place = start + len(bare(sentence))
        touched = range(bisect_right(ends, start), len(ends))
        inside = [
            row
            for row in touched
            if min(place, ends[row]) - max(start, ends[row - 1] if row else 0) > max(3, TOUCHED * (place - start))
        ]
        found.append(inside or [min(bisect_right(ends, (start + place) // 2), len(ends) - 1)])
    return found


class Joined:
    """Pairs that one sentence of ours lies in count as one."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}

    def first(self, row: int) -> int:
        while row in self._first:
            row = self._first[row]
        return row

    def join(self, rows: Sequence[int]) -> None:
        for row in rows[1:]:
            if self.first(row) != self.first(rows[0]):
                self._first[self.first(row)] = self.first(rows[0])


def judged(aligned: Aligned, pairs: Sequence[tuple[str, str]], texts: tuple[str, str]) -> tuple[int, int, int, int]:
    """Right beads, all beads, pairs found, all pairs that both sides have."""
    chinese = [unit.segment.text for unit in aligned.bitext.units]
    here, there = (
        rows_of(chinese, [one for one, _ in pairs], texts[0]),
        rows_of(aligned.english, [one for _, one in pairs], texts[1]),
    )
    joined = Joined()
    for rows in (*here, *there):
        joined.join(rows)
    ours, theirs = [joined.first(rows[0]) for rows in here], [joined.first(rows[0]) for rows in there]
    beads = [bead for bead in aligned.beads if bead.is_paired]
    right = [bead for bead in beads if len({*ours[slice(*bead.source)], *theirs[slice(*bead.target)]}) == 1]
    done = {("zh", place) for bead in right for place in range(*bead.source)}
    done |= {("en", place) for bead in right for place in range(*bead.target)}
    common = set(ours) & set(theirs)
    missed = {row for place, row in enumerate(ours) if ("zh", place) not in done}
    missed |= {row for place, row in enumerate(theirs) if ("en", place) not in done}
    return len(right), len(beads), len(common - missed), len(common)


def thinned(text: str, chance: random.Random) -> str:
    return "\n".join(line for line in text.split("\n") if not line.strip() or chance.random() >= GONE)


def documents() -> Iterator[tuple[list[tuple[str, str]], str, str]]:
    for path in sorted(TEXTS.glob("*.zh.txt")):
        name = path.name.removesuffix(".zh.txt")
        with (TEXTS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
        english = (TEXTS / f"{name}.en.txt").read_text("utf-8")
        yield [(row[2], row[3]) for row in rows], path.read_text("utf-8"), english


def f1(by_meaning: bool, gone: bool, folder: Path) -> tuple[float, float]:
    """The F1 over all documents, and how many seconds aligning took."""
    right = beads = found = all_pairs = 0
    spent = 0.0
    for pairs, chinese, english in documents():
        for seed in range(ROUNDS if gone else 1):
            chance = random.Random(seed)
            texts = (thinned(chinese, chance), thinned(english, chance)) if gone else (chinese, english)
            if not all(map(str.strip, texts)):
                continue
            files = folder / "zh.txt", folder / "en.txt"
            for file, text in zip(files, texts, strict=True):
                file.write_text(text, "utf-8")
            begun = time.perf_counter()
            aligned = align_files(*files, by_meaning=by_meaning)
            spent += time.perf_counter() - begun
            numbers = judged(aligned, pairs, (chinese, english))
            right, beads, found, all_pairs = (
                a + b for a, b in zip((right, beads, found, all_pairs), numbers, strict=True)
            )
    precision, recall = right / beads, found / all_pairs
    return 2 * precision * recall / (precision + recall), spent


def main() -> None:
    if not TEXTS.is_dir():
        print(f"skipped: there are no parallel texts at {TEXTS}")
        return
    begun = time.perf_counter()
    for _, chinese, english in documents():
        chinese_facts(chinese), english_facts(english)
    unit = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        for by_meaning in (True, False):
            whole, spent = f1(by_meaning, False, Path(folder))
            thin, _ = f1(by_meaning, True, Path(folder))
            method = "meaning" if by_meaning else "length"
            print(f"{method:8} F1 {whole:.3f}, {thin:.3f} with 15% gone;", end=" ")
            print(f"{spent / unit:.1f} times as long as reading the figures")


if __name__ == "__main__":
    sys.exit(main())
