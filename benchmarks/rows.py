"""Review documents of many rows: how long they take to write, to lay out and to open.

Writing is compared with the same markup streamed into a zip, and with writing the page's bytes to a
file. LibreOffice lays a part of the rows out as PDF. A browser opens the page, which marks when it is
interactive: its first rows are drawn, and a click into one lets one type, which is tried. Then the longest
task is taken that keeps it from answering while the other rows are made; browsers tell of those of more than
50 ms. What is not installed is left out. Garbage is searched for as the command line has it.
"""

from __future__ import annotations

import argparse
import gc
import io
import shutil
import statistics
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus import Corpus
from record import record

from toolkit.__main__ import GARBAGE
from toolkit.bitext import update
from toolkit.glossary import Glossary, annotate, parse_family
from toolkit.model import Bitext, Block, Document, Kind, Segment, State
from toolkit.segmentation import segment
from toolkit.writers import REVIEW, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DAY = date(2026, 1, 1)
RUNS = 3


def document(rows: int) -> Bitext:
    """A translated document of so many rows with terms."""
    corpus = Corpus()
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (Segment("", corpus.sentence()),)) for _ in range(rows))
    bitext = update(None, segment(Document("rows", "rows", blocks, "rows.txt")))
    english = "The port handled {} containers this year, and the new berth opens in spring."
    units = tuple(
        replace(unit, target=english.format(number), state=State.TRANSLATED) for number, unit in enumerate(bitext.units)
    )
    terms = parse_family(corpus.terms(2_000), "words", "words.csv")
    return annotate(replace(bitext, units=units), Glossary(terms))


def seconds(work: Callable[[], object]) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def raw_zip(content: bytes) -> Callable[[], object]:
    """Writes the parts of a Word document into a zip, as they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        members = {name: made.read(name) for name in made.namelist()}

    def write() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as again:
            for name, member in members.items():
                again.writestr(name, member)

    return write


def laid_out(bitext: Bitext, scratch: Path) -> float:
    """Seconds that LibreOffice takes to lay a document out."""
    path = scratch / "rows.docx"
    path.write_bytes(render(bitext, [], REVIEW, "docx", DAY))
    command = ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", "pdf"]
    started = time.perf_counter()
    subprocess.run([*command, "--outdir", str(scratch), str(path)], check=True, capture_output=True)
    assert path.with_suffix(".pdf").exists()
    return time.perf_counter() - started


class Opening(NamedTuple):
    """How a browser opens a page of rows.

    Seconds until a row can be typed in and until all rows are made, and the longest task between them in
    milliseconds; and the seconds in which an empty page is drawn.
    """

    interactive: float
    complete: float
    longest: float
    empty: float


_LISTEN = """
window.tasks = [];
const note = (list) => window.tasks.push(...list.getEntries());
new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
window.marked = (name) => new Promise((done) => {
  const look = () => performance.getEntriesByName(name)[0]?.startTime;
  new PerformanceObserver(() => look() && done(look())).observe({ type: "mark", buffered: true });
});
"""
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
_LONGEST = "(from) => Math.max(0, ...tasks.filter((one) => one.startTime >= from).map((one) => one.duration))"


def opened(page: bytes, scratch: Path) -> Opening:
    """Medians of some openings of the page in Chromium, each after one of an empty page; a row is really typed in."""
    from playwright.sync_api import sync_playwright

    paths = {"empty": b"<!DOCTYPE html><title>x</title><p>x", "page": page}
    for name, content in paths.items():
        (scratch / f"{name}.html").write_bytes(content)
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(RUNS):
            tab = browser.new_page()
            tab.goto((scratch / "empty.html").as_uri())
            empty = tab.evaluate(_DRAWN)
            tab.close()
            taken.append(Opening(*_once(browser, (scratch / "page.html").as_uri()), empty / 1000))
        browser.close()
    return Opening(*map(statistics.median, zip(*taken, strict=True)))


def _once(browser: Browser, address: str) -> tuple[float, float, float]:
    tab = browser.new_page()
    tab.add_init_script(_LISTEN)
    tab.goto(address, wait_until="commit")
    interactive = tab.evaluate("() => marked('interactive')")
    tab.dblclick("#row-2 .target")
    tab.keyboard.type("typed")
    assert tab.locator("#row-2 textarea").input_value().endswith("typed")
    complete = tab.evaluate("() => marked('complete')")
    longest = tab.evaluate(_LONGEST, interactive)
    tab.close()
    return interactive / 1000, complete / 1000, longest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=25_000)
    parser.add_argument("--laid-out", type=int, default=5_000, help="rows that LibreOffice lays out")
    options = parser.parse_args()
    gc.set_threshold(*GARBAGE)
    bitext = document(options.rows)
    word, page = (render(bitext, [], REVIEW, fmt, DAY) for fmt in ("docx", "html"))
    raw = seconds(raw_zip(word))
    ours = seconds(lambda: render(bitext, [], REVIEW, "docx", DAY))
    pages = seconds(lambda: render(bitext, [], REVIEW, "html", DAY))
    print(f"{options.rows:,} rows, medians of {RUNS}")
    print(
        f"Word {ours:.2f} s, {ours / raw:.1f} times its markup streamed into a zip ({raw:.2f} s), {len(word):,} bytes"
    )
    record("Word rows, to raw markup in a zip", ours / raw, 3.0)
    print(f"page {pages:.2f} s, {pages / raw:.1f} times that, {len(page):,} bytes", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        if shutil.which("soffice"):
            taken = laid_out(document(options.laid_out), Path(scratch))
            record(f"LibreOffice lays {options.laid_out:,} rows out", taken, 30, unit="s")
            print(f"LibreOffice lays {options.laid_out:,} rows out in {taken:.1f} s", flush=True)
        if shutil.which("chromium"):
            opening = opened(page, Path(scratch))
            record(f"Chromium lets one type in {options.rows:,} rows", opening.interactive, 1, unit="s")
            print(
                f"Chromium lets one type in the page after {opening.interactive:.2f} s, has drawn an empty one after"
                f" {opening.empty:.2f} s, and has all rows after {opening.complete:.2f} s,"
                f" none of its tasks longer than {max(opening.longest, 50):.0f} ms"
            )


if __name__ == "__main__":
    main()
