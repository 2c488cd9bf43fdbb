"""A real newspaper page of 2020 as the only source of a project, with the sample's glossary."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from toolkit.bitext import read_xliff
from toolkit.model import Kind

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).with_name("newspaper_page_terms.tsv")


@pytest.fixture
def page(shared: Path, tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    shutil.copytree(ROOT / "glossary", tmp_path / "glossary")
    shutil.copyfile(shared / "article.txt", tmp_path / "source" / "article.txt")
    return tmp_path


def test_it_builds(page: Path, toolkit: Callable) -> None:
    outcome = toolkit("build", "--project", page, "--json")
    assert outcome.code == 0
    (result,) = json.loads(outcome.out)
    assert result["segments"] == 44
    assert result["findings"]["error"] == 0
    bitext = read_xliff((page / "source" / "article.xlf").read_bytes(), "x")
    kinds = Counter(block.kind for block in bitext.document.blocks)
    assert kinds == {Kind.HEADLINE: 1, Kind.BYLINE: 1, Kind.HEADING: 4, Kind.CAPTION: 10, Kind.PARAGRAPH: 6}
    heads = [block.segments[0].text[0] for block in bitext.document.blocks if block.kind is Kind.HEADING]
    assert heads == ["A", "B", "C", "D"]


def test_its_terms_are_found(page: Path, shared: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (shared / "article.txt").read_text(encoding="utf-8")
    hits = json.loads(toolkit("terms", "find", text, "--json", "--project", page).out)
    found = {hit["source"] for hit in hits}
    assert len(found) > 150
    assert {"九江经开区", "放管服", "六稳", "六保", "五链", "上港集团九江港", "明阳电路", "标箱"} <= found
    ends = [(hit["start"], hit["end"]) for hit in hits]
    assert all(one[1] <= other[0] for one, other in pairwise(ends))


def test_its_hits_are_those_that_were_read(page: Path, shared: Path, toolkit: Callable) -> None:
    """Run with TOOLKIT_ACCEPT=1 to accept changed hits after reading them: none nested, none false."""
    text = (shared / "article.txt").read_text(encoding="utf-8")
    hits = json.loads(toolkit("terms", "find", text, "--json", "--project", page).out)
    listed = "".join(f"{hit['start']}\t{hit['end']}\t{hit['source']}\t{hit['category']}\n" for hit in hits)
    if os.environ.get("TOOLKIT_ACCEPT"):
        GOLDEN.write_text(listed, encoding="utf-8")
    assert listed == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("standard", ["s2t", "s2tw", "s2hk"])
def test_its_traditional_form_gives_the_same_segments_and_terms(shared: Path, standard: str) -> None:
    from opencc import OpenCC

    from toolkit.building.job import read_glossary
    from toolkit.project import Project
    from toolkit.segmentation import split

    simplified = (shared / "article.txt").read_text(encoding="utf-8")
    traditional = OpenCC(standard).convert(simplified)
    assert traditional != simplified
    assert split(traditional) == split(simplified)
    glossary = read_glossary(Project(ROOT).families())
    assert glossary.find(traditional) == glossary.find(simplified)
