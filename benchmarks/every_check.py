"""What each check costs for a pair of segments, beside cutting its English into words.

The bitext is the sample repeated to 20,000 rows, each made different by its number. Ratios are
taken in one run: to ``re.findall`` of words over the English, the least that any check of words
does. Loading dictionaries is not counted.
"""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

from toolkit.bitext import read_xliff
from toolkit.building.job import read_glossary
from toolkit.checks import Scope, all_checks
from toolkit.glossary import annotate
from toolkit.model import Bitext, Block, Document
from toolkit.project import Project

ROOT = Path(__file__).resolve().parent.parent
ROWS = 20_000
WORDS = re.compile(r"\w+")


def repeated(sample: Bitext, rows: int) -> Bitext:
    """`sample` as often as it takes to fill `rows`, each with its number in both texts."""
    kinds = [block.kind for block, _ in sample.rows()]
    units = []
    for row in range(rows):
        unit = sample.units[row % len(sample.units)]
        segment = unit.segment._replace(id=f"s{row}", text=f"{unit.segment.text}{row}")
        units.append(replace(unit, segment=segment, target=f"{unit.target} {row}"))
    blocks = tuple(Block(kinds[row % len(kinds)], 0, (unit.segment,)) for row, unit in enumerate(units))
    return Bitext(Document("long", "long", blocks), tuple(units))


def seconds(run: object) -> float:
    started = time.perf_counter()
    for _ in run:  # type: ignore[attr-defined]
        pass
    return time.perf_counter() - started


def main() -> None:
    glossary = read_glossary(Project(ROOT).families())
    sample = read_xliff((ROOT / "source" / "jiujiang-2020.xlf").read_bytes(), "sample")
    bitext = annotate(repeated(sample, ROWS), glossary)
    scope = Scope(glossary.terms, titles="sentence")
    least = seconds(WORDS.findall(unit.target) for unit in bitext.units)
    print(f"{ROWS:,} pairs; words of the English: {least / ROWS * 1e6:.1f} µs a pair")
    built_in = {code: check for code, check in all_checks().items() if not check.needs}
    for code, check in built_in.items():
        for _ in check.run(sample, scope):  # loads what the check needs
            pass
        taken = seconds(check.run(bitext, scope))
        print(f"{code:25} {taken / ROWS * 1e6:6.1f} µs a pair   {taken / least:5.2f} times that")


if __name__ == "__main__":
    main()
