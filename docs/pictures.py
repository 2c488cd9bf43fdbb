"""Makes the pictures in docs/images from the real output of the sample project (``make pictures``)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
NAME = "jiujiang-2020.review"
PAGE = 4
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


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        picture_document(Path(scratch))
    picture_page()


if __name__ == "__main__":
    main()
