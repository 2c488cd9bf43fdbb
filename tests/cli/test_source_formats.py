"""Every source format goes all the way: from a file in ``source/`` to the review documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "readers"


@pytest.mark.parametrize("name", ["html/old-tables.html", "html/city-portal.html", "markdown/notice.md"])
def test_a_project_of_pages_and_markdown_builds(project: Path, toolkit: Callable, name: str) -> None:
    (project / "source" / Path(name).name).write_bytes((EXAMPLES / name).read_bytes())
    assert toolkit("build", "--project", project).code == 0
    stem = Path(name).stem
    assert (project / "source" / f"{stem}.xlf").exists()
    assert "江港新城" in (project / "output" / f"{stem}.review.html").read_text(encoding="utf-8")


def test_segment_prints_the_sentences_of_a_page(toolkit: Callable) -> None:
    found = toolkit("segment", EXAMPLES / "html" / "newspaper.html")
    assert found.code == 0
    assert "公路、铁路、水路一单到底，三张一张单据走完全程。" in found.out.splitlines()
    assert "电子报" not in found.out
