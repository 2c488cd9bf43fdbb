"""Walks a review all the way round, with the real programs: build, edit in Word and in the page, bring both home.

Ann corrects the Word document in LibreOffice with Track Changes on, Bo works in the review page in Chromium. Their
files come back together, what they disagree about is settled, and the documents are built anew. Works on a copy of the
sample project in FOLDER, prints every command with what it says, and stops with an error where a step does not do
what the guides promise::

    python docs/round.py FOLDER [--pictures FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from toolkit.bitext import read_xliff
from toolkit.codes import tagged
from toolkit.model import State, Unit

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
NAME = "figures-2020"
TITLE, INTRODUCTION, INDUSTRY, PROJECTS, PORT, NOTE = 0, 1, 2, 3, 6, 8
BOTH_CHANGED = "‹b1›21 projects‹/b1› were signed, begun and put into production within the year."


class Round:
    """The project's copy, and the commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("source", "glossary"):
            shutil.copytree(ROOT / name, folder / name)

    def run(self, *words: str, code: int = 0) -> str:
        """Runs a command of the toolkit, shows it, and insists on its exit code."""
        print(f"\n$ toolkit {' '.join(words)}", flush=True)
        command = [sys.executable, "-m", "toolkit", *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        print(done.stderr + done.stdout, end="", flush=True)
        insist(done.returncode == code, f"exit code {done.returncode} instead of {code}")
        return done.stdout

    def units(self) -> tuple[Unit, ...]:
        """What the bitext holds now."""
        return read_xliff((self.folder / "source" / f"{NAME}.xlf").read_bytes(), NAME).units

    def output(self, ending: str) -> Path:
        """One of the review documents."""
        return self.folder / "output" / f"{NAME}.review.{ending}"


def insist(right: bool, what: str) -> None:
    """Ends the walk where something is not as promised."""
    if not right:
        raise SystemExit(f"round.py: {what}")


@contextmanager
def office(folder: Path) -> Iterator[str]:
    """A LibreOffice that listens; gives the name of its pipe."""
    pipe = f"round-{os.getpid()}"
    command = ["soffice", f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--norestore"]
    process = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], start_new_session=True)
    try:
        yield pipe
    finally:
        drive({"pipe": pipe, "end": True})
        process.wait(30)


def drive(job: dict[str, Any]) -> None:
    """Has the LibreOffice that listens do something."""
    script = ROOT / "tests" / "office" / "editor.py"
    subprocess.run(["/usr/bin/python3", script], input=json.dumps(job), text=True, check=True, timeout=120)


def ann_in_word(walk: Round, pipe: str) -> Path:
    """Ann corrects three rows with Track Changes on and asks about a fourth."""
    units = walk.units()
    saved = walk.folder / "from-ann.docx"
    edits = [
        {"id": units[TITLE].segment.id, "do": "append", "text": " (provisional)"},
        {
            "id": units[PROJECTS].segment.id,
            "do": "type-over",
            "text": "‹b1›21 projects‹/b1› went from signing to production.",
        },
        {"id": units[NOTE].segment.id, "do": "remark", "author": "Ann", "text": "Spell TEU out at first mention?"},
    ]
    job = {
        "pipe": pipe,
        "file": walk.output("docx").as_uri(),
        "saved": saved.as_uri(),
        "author": "Ann",
        "tracked": True,
        "edits": edits,
    }
    drive(job)
    return saved


def bo_in_the_page(walk: Round, pictures: Path | None) -> Path:
    """Bo changes, accepts, rejects and comments in the page, by keyboard, and saves."""
    with sync_playwright() as playwright:
        switches = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=switches)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(walk.output("html").as_uri())
        page.evaluate(
            "window.showSaveFilePicker = undefined"
        )  # Its dialog is the system's, which nobody can drive here.
        keys = page.keyboard
        go_to(page, INTRODUCTION)
        keys.press("a")
        go_to(page, INDUSTRY)
        keys.press("x")
        keys.type("“Industry” would do.")
        keys.press("Escape")
        go_to(page, PROJECTS)
        keys.press("e")
        keys.press("Control+A")
        keys.type(BOTH_CHANGED)
        keys.press("Control+Enter")
        go_to(page, PORT)
        keys.press("e")
        keys.press("Control+A")
        keys.type("Container throughput at SIPG Jiujiang Port passed ‹b1›60,000 TEU‹/b1›‹fn2›.")
        page.wait_for_timeout(500)
        said = page.locator(f"#row-{PORT + 1} .live").inner_text()
        insist("600,000" in said, "the page does not miss the figure")
        if pictures:
            page.screenshot(path=pictures / "review-editing.png")
        keys.press("Control+A")
        keys.type("SIPG Jiujiang Port handled more than ‹b1›600,000 TEU‹/b1›‹fn2› of containers.")
        keys.press("Control+Enter")
        saved = download(page, walk.folder)
        browser.close()
    return saved


def go_to(page: Page, row: int) -> None:
    """The row at this place, from 0."""
    page.locator(f"#row-{row + 1} .number").click()


def download(page: Page, folder: Path) -> Path:
    with page.expect_download() as downloaded:
        page.keyboard.press("s")
        page.fill("#name-field", "Bo")
        page.get_by_role("button", name="Use this name").click()
    saved = folder / downloaded.value.suggested_filename
    downloaded.value.save_as(saved)
    return saved


def picture_of(document: Path, folder: Path, pictures: Path) -> None:
    """The first page of a Word document with its tracked changes, as LibreOffice prints it."""
    profile = f"-env:UserInstallation={folder.as_uri()}/printing"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(command, check=True, capture_output=True)
    printed = str(folder / f"{document.stem}.pdf")
    command = [
        "pdftoppm",
        "-png",
        "-r",
        "96",
        "-f",
        "1",
        "-l",
        "1",
        "-singlefile",
        printed,
        str(pictures / "word-editing"),
    ]
    subprocess.run(command, check=True)


def walk(folder: Path, pictures: Path | None) -> None:
    """The whole round."""
    around = Round(folder)
    around.run("build", NAME)
    with office(folder) as pipe:
        ann = ann_in_word(around, pipe)
    bo = bo_in_the_page(around, pictures)
    if pictures:
        picture_of(ann, folder, pictures)

    before = (folder / "source" / f"{NAME}.xlf").read_bytes()
    around.run("review", ann.name, bo.name, "--dry-run", "--report", "preview.html", code=1)
    insist((folder / "source" / f"{NAME}.xlf").read_bytes() == before, "a dry run wrote something")
    insist("the reviewers disagree" in (folder / "preview.html").read_text("utf-8").lower(), "the page has no conflict")

    around.run("review", ann.name, bo.name, code=1)
    units = around.units()
    insist(units[TITLE].target.endswith("(provisional)"), "Ann's tracked change did not come home")
    insist(units[PORT].target.startswith("SIPG Jiujiang Port handled"), "Bo's edit did not come home")
    insist(units[INTRODUCTION].state is State.REVIEWED, "what Bo accepted is not reviewed")
    insist(units[INDUSTRY].state is State.DRAFT, "what Bo rejected is no draft")
    insist([note.author for note in units[NOTE].notes] == ["Ann"], "Ann's comment did not come home")
    insist(units[PROJECTS].target.startswith("Twenty-one projects"), "a conflict was not left alone")

    # They disagree about one row. Bo is right, so his file is taken again for that row alone.
    around.run("review", bo.name, "--accept", units[PROJECTS].segment.id)
    chosen = around.units()[PROJECTS]
    insist(tagged(chosen.target, chosen.codes) == BOTH_CHANGED, "the conflict is not settled")

    settled = (folder / "source" / f"{NAME}.xlf").read_bytes()
    around.run("review", bo.name)
    insist((folder / "source" / f"{NAME}.xlf").read_bytes() == settled, "the second import changed something")

    around.run("build", NAME)
    page = around.output("html").read_text("utf-8")
    insist("Spell TEU out at first mention?" in page, "the comment is not in the next documents")
    around.run("status")


def main() -> None:
    parser = argparse.ArgumentParser(description="Walks a review all the way round, with the real programs.")
    parser.add_argument("folder", type=Path, help="an empty or new folder to work in")
    parser.add_argument("--pictures", type=Path, help="where to put the pictures of the guides")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    walk(chosen.folder.resolve(), chosen.pictures)
    print("\nThe round is done.")


if __name__ == "__main__":
    main()
