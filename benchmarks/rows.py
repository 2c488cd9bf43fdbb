"""Review documents of many rows: how long they take to write, to lay out and to open.

Writing is compared with the same markup streamed into a zip, and with writing the page's bytes to a
file. LibreOffice lays a part of the rows out as PDF; a browser opens the page and says when it has been
laid out and has answered. What is not installed is left out.
"""

from __future__ import annotations

import argparse
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

from corpus import Corpus
from record import record

from toolkit.bitext import update
from toolkit.glossary import Glossary, annotate, parse_family
from toolkit.model import Bitext, Block, Document, Kind, Segment, State
from toolkit.segmentation import segment
from toolkit.writers import REVIEW, render

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


def opened(page: bytes, scratch: Path) -> tuple[float, float]:
    """Seconds until a browser has the page laid out and answers, and until an empty page does."""
    from playwright.sync_api import sync_playwright

    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for content in (b"<!DOCTYPE html><title>x</title><p>x", page):
            path = scratch / "page.html"
            path.write_bytes(content)
            tab = browser.new_page()
            started = time.perf_counter()
            tab.goto(path.as_uri(), wait_until="load")
            tab.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            taken.append(time.perf_counter() - started)
            tab.close()
        browser.close()
    return taken[1], taken[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=25_000)
    parser.add_argument("--laid-out", type=int, default=5_000, help="rows that LibreOffice lays out")
    options = parser.parse_args()
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
            full, empty = opened(page, Path(scratch))
            record(f"Chromium has {options.rows:,} rows", full, 1, unit="s")
            print(f"Chromium has the page in {full:.2f} s, an empty one in {empty:.2f} s")


if __name__ == "__main__":
    main()
