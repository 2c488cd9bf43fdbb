"""What validators of other people say: the Nu HTML checker and epubcheck, of every edition at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from published import bitext_of, block, published, unit

from toolkit.model import Kind
from toolkit.project.theme import with_noto
from toolkit.writers.publication import EDITIONS, Publication, Theme
from toolkit.writers.publication.epub import render as render_book
from toolkit.writers.publication.html import render as render_page

pytestmark = pytest.mark.validator

NU = Path(os.environ.get("VNU_JAR", Path(__file__).parents[2] / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"))


@pytest.fixture(scope="session")
def java() -> list[str]:
    """Java for programs that end at once: what it would compile again and better would never be run."""
    found = shutil.which("java")
    if found is None:
        pytest.skip("Java is not installed (apt install default-jre-headless)")
    return [found, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-jar"]


def editions() -> dict[str, Publication]:
    """Every edition, one of them a draft, and the least that a document can be."""
    made = {edition: published(edition, draft=edition == "interleaved") for edition in EDITIONS}
    return made | {"least": published("side-by-side", bitext_of(block(Kind.PARAGRAPH, unit("一。", "One."))))}


def test_pages_are_valid_html(java: list[str], tmp_path: Path) -> None:
    if not NU.exists():
        pytest.skip(f"no Nu HTML checker at {NU} (npm install --prefix .tools vnu-jar)")
    for name, publication in editions().items():
        (tmp_path / f"{name}.html").write_bytes(render_page(publication, Theme()))
    command = [*java, NU, "--format", "json", "--errors-only", *sorted(tmp_path.glob("*.html"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [f"{one['url'][-30:]}: {one['message']}" for one in json.loads(done.stderr)["messages"]] == []


@pytest.mark.parametrize("edition", ["least", "interleaved", "facing"])
def test_books_are_valid_epub(java: list[str], tmp_path: Path, edition: str) -> None:
    checker = shutil.which("epubcheck")
    if checker is None:
        pytest.skip("epubcheck is not installed (apt install epubcheck)")
    path = tmp_path / "book.epub"
    path.write_bytes(render_book(editions()[edition], with_noto(Theme()) or Theme()))
    done = subprocess.run([*java, checker, "--failonwarnings", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
