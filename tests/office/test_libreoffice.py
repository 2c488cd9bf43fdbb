"""The review document in a real word processor: it opens, prints, and survives being saved."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from conversion import convert

pytestmark = pytest.mark.office
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own project, built elsewhere."""
    root = tmp_path_factory.mktemp("sample")
    for folder in ("source", "glossary"):
        shutil.copytree(ROOT / folder, root / folder)
    from toolkit.cli import run

    assert run(["build", "-q", "--project", str(root)]) == 0
    return root / "output" / "jiujiang-2020.review.docx"


@pytest.fixture(scope="module")
def pages(soffice: str, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each printed page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (poppler-utils)")
    pdf = convert(soffice, sample, "pdf", tmp_path_factory.mktemp("pdf"))
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def test_pages(pages: list[str]) -> None:
    assert 10 <= len(pages) <= 24
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page


def test_the_first_page_introduces_the_document(pages: list[str]) -> None:
    assert "BILINGUAL REVIEW" in pages[0]
    assert "60 segments: 48 reviewed, 12 translated" in pages[0]
    assert "How to review" in pages[0]


def test_table_headings_repeat_on_every_page(pages: list[str]) -> None:
    assert all(re.search(r"No\.\s+中文\s+Chinese\s+English\s+Notes|中文\s+Chinese\s+English", page) for page in pages)


def test_nothing_is_shown_as_a_tracked_change(soffice: str, sample: Path, tmp_path: Path) -> None:
    again = convert(soffice, sample, "docx:MS Word 2007 XML", tmp_path)
    with ZipFile(again) as archive:
        text = archive.read("word/document.xml").decode()
        comments = archive.read("word/comments.xml").decode()
    assert "<w:ins " not in text
    assert "<w:del " not in text
    assert "rPrChange" not in text
    with ZipFile(sample) as archive:
        before = archive.read("word/document.xml").decode()
    for prefix in ("_id_", "_seg_"):
        names = re.findall(rf'w:name="({prefix}[^"]+)"', before)
        assert len(names) == 60
        assert set(names) <= set(re.findall(r'w:name="([^"]+)"', text))
    assert "[term-missing]" in comments
    assert text.count("<w:tblHeader") >= 2
