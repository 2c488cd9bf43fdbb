"""Keeps the ratios that a benchmark has measured, and makes a table and a plot of those of all.

A benchmark calls `record` for each; where ``BENCH_RESULTS`` names a file it is added there as a
line of JSON, else nothing happens. ``python benchmarks/record.py FILE FOLDER`` writes ``table.md`` and
``plot.svg`` into the folder. A bar is as long as its ratio is of the target: one that ends
before the line has met it.
"""

from __future__ import annotations

import argparse
import json
import os
from html import escape
from pathlib import Path
from typing import Any

ROW, LEFT, WIDTH, LONGEST = 26, 380, 420, 2.0


def record(what: str, value: float, target: float | None = None, at_least: bool = False, unit: str = "×") -> None:
    """Keeps a ratio (or what is measured in `unit`) with its target: the most, or the least where that is meant."""
    path = os.environ.get("BENCH_RESULTS")
    if path:
        line = {"what": what, "value": value, "target": target, "at_least": at_least, "unit": unit}
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def is_met(row: dict[str, Any]) -> bool:
    return bool(row["value"] >= row["target"] if row["at_least"] else row["value"] <= row["target"])


def shown(value: float, unit: str) -> str:
    return f"{value:,.3g} {unit}" if unit != "×" else f"{value:,.3g}"


def table(rows: list[dict[str, Any]]) -> str:
    lines = ["| measured | value | target | met |", "|---|---:|---:|---|"]
    for row in rows:
        bound = "at least" if row["at_least"] else "at most"
        target = f"{bound} {shown(row['target'], row['unit'])}" if row["target"] is not None else ""
        met = "" if row["target"] is None else "yes" if is_met(row) else "no"
        lines.append(f"| {row['what']} | {shown(row['value'], row['unit'])} | {target} | {met} |")
    return "\n".join(lines) + "\n"


def plot(rows: list[dict[str, Any]]) -> str:
    """Bars of what has a target, in parts of it."""
    aimed = [row for row in rows if row["target"]]
    height = ROW * len(aimed) + 40
    line = LEFT + WIDTH / LONGEST
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 90} {height}" '
        'font-family="sans-serif" font-size="13" role="img" aria-label="Ratios in parts of their targets">',
        f'<text x="{line}" y="16" text-anchor="middle" fill="#555">target</text>',
    ]
    for number, row in enumerate(aimed):
        share = row["target"] / row["value"] if row["at_least"] and row["value"] else row["value"] / row["target"]
        y, length = 24 + ROW * number, min(share, LONGEST) / LONGEST * WIDTH
        colour = "#2f6f6a" if is_met(row) else "#b5532b"
        parts += [
            f'<text x="{LEFT - 10}" y="{y + 15}" text-anchor="end">{escape(row["what"])}</text>',
            f'<rect x="{LEFT}" y="{y + 3}" width="{length:.1f}" height="16" fill="{colour}"/>',
            f'<text x="{LEFT + WIDTH + 8}" y="{y + 15}">{escape(shown(row["value"], row["unit"]))}</text>',
        ]
    parts += [
        f'<line x1="{line}" x2="{line}" y1="22" y2="{height - 12}" stroke="#555" stroke-dasharray="3 3"/>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.results.read_text("utf-8").splitlines()]
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "table.md").write_text(table(rows), "utf-8")
    (options.folder / "plot.svg").write_text(plot(rows), "utf-8")
    print(table(rows), end="")


if __name__ == "__main__":
    main()
