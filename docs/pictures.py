"""Makes the pictures in docs/images from the real output of the sample project (``make pictures``)."""

from __future__ import annotations

import asyncio
import html
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from toolkit.desk.screen.app import Desk
from toolkit.desk.screen.wrapping import cells
from toolkit.desk.session import open_session
from toolkit.project import Project
from toolkit.publishing.editions import Published, PublishedSite, publish

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
NAME = "jiujiang-2020.review"
PAGE = 4
DESK_ROW = 5
DOCUMENT = "jiujiang-2020"
SPREAD, COLUMNS = (4, 5), (2, 3)
EDGE = 14
"""Pixels of table around the pages."""
CELL = 12.2
"""Pixels of a column in Textual's drawings."""
DOTS_PER_INCH = 96


def picture_document(folder: Path) -> None:
    """One page of the Word document, printed by LibreOffice."""
    profile = f"-env:UserInstallation={folder.as_uri()}/profile"
    source = ROOT / "output" / f"{NAME}.docx"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    page = ["-f", str(PAGE), "-l", str(PAGE), "-singlefile"]
    output = str(IMAGES / "review-docx")
    command = ["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), *page, str(folder / f"{NAME}.pdf"), output]
    subprocess.run(command, check=True)


def picture_page() -> None:
    """The web page with the first finding open."""
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto((ROOT / "output" / f"{NAME}.html").as_uri())
        page.keyboard.press("n")
        page.wait_for_timeout(300)
        page.screenshot(path=IMAGES / "review-html.png")
        browser.close()


async def desk_as_svg(folder: Path) -> str:
    """The desk on the sample document."""
    for part in ("source", "glossary"):
        shutil.copytree(ROOT / part, folder / part)
    session = open_session(Project(folder), "jiujiang-2020")
    session.active = DESK_ROW
    desk = Desk(session)
    async with desk.run_test(size=(130, 32)) as pilot:
        await pilot.pause(0.5)
        drawing = desk.export_screenshot(title="toolkit edit")
    return re.sub(
        r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)" textLength="[^"]*"([^>]*)>([^<]*)</text>', in_cells, drawing
    )


def in_cells(drawn: re.Match[str]) -> str:
    """A text of the drawing, each run of Chinese in it over two columns a character: Textual counts one."""
    style, x, y, rest, text = drawn.groups()
    place, pieces = float(x), []
    for run in re.findall("[\u2e80-\uffef]+|[^\u2e80-\uffef]+", html.unescape(text)):
        length = cells(run) * CELL
        pieces.append(
            f'<text class="{style}" x="{place:.1f}" y="{y}" textLength="{length:.1f}"{rest}>{html.escape(run)}</text>'
        )
        place += length
    return "".join(pieces)


def picture_desk(folder: Path) -> None:
    """The desk, drawn by Textual."""
    (folder / "desk.svg").write_text(asyncio.run(desk_as_svg(folder / "project")), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1620, "height": 850})
        page.goto((folder / "desk.svg").as_uri())
        page.screenshot(path=IMAGES / "desk.png")
        browser.close()


def picture_editions(folder: Path) -> None:
    """A spread of facing pages, pages of two columns, and the search of the site, of the sample as if reviewed."""
    for part in ("source", "glossary"):
        shutil.copytree(ROOT / part, folder / part)
    for bitext in (folder / "source").glob("*.xlf"):
        text = bitext.read_text(encoding="utf-8").replace('state="translated"', 'state="signed-off"')
        bitext.write_text(text, encoding="utf-8")
    for edition, formats in (("facing", ["pdf"]), ("side-by-side", ["pdf", "site"])):
        for outcome in publish(Project(folder), (), [edition], formats):
            assert isinstance(outcome, Published | PublishedSite), outcome
    picture_pages(folder / "output" / f"{DOCUMENT}.facing.pdf", SPREAD, IMAGES / "edition-facing.png")
    picture_pages(folder / "output" / f"{DOCUMENT}.side-by-side.pdf", COLUMNS, IMAGES / "edition-side-by-side.png")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 900, "height": 620})
        page.goto((folder / "output" / "site.side-by-side" / "search.html").as_uri() + "#标箱")
        page.wait_for_timeout(300)
        page.screenshot(path=IMAGES / "edition-site.png")
        browser.close()


def picture_pages(document: Path, pages: tuple[int, int], image: Path) -> None:
    """Two pages of a PDF beside each other, as they lie open."""
    from PIL import Image

    first, last = pages
    with tempfile.TemporaryDirectory() as scratch:
        command = ["pdftoppm", "-png", "-r", "84", "-f", str(first), "-l", str(last), str(document), f"{scratch}/page"]
        subprocess.run(command, check=True)
        sheets = [Image.open(path).convert("L") for path in sorted(Path(scratch).iterdir())]
        width, height = sum(sheet.width for sheet in sheets), max(sheet.height for sheet in sheets)
        spread = Image.new("L", (width + 2 * EDGE + 1, height + 2 * EDGE), 215)
        for place, sheet in enumerate(sheets):
            spread.paste(sheet, (EDGE + place * (sheet.width + 1), EDGE))
    spread.quantize(32).save(image, optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        picture_document(Path(scratch))
        picture_desk(Path(scratch))
    picture_page()
    with tempfile.TemporaryDirectory() as scratch:
        picture_editions(Path(scratch))


if __name__ == "__main__":
    main()
