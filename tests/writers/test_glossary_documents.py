"""The glossary as a document: what is in the list, in Word and on the page."""

from __future__ import annotations

import io
import json
import subprocess
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from toolkit.bitext import read_xliff
from toolkit.building.job import read_glossary
from toolkit.glossary import annotate
from toolkit.model import Term, TermStatus
from toolkit.project import Project
from toolkit.writers import GLOSSARY_WRITERS, TermList, list_terms, render_glossary
from toolkit.writers.term_list import ListedTerm, Use

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2020, 12, 24)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sample() -> TermList:
    glossary = read_glossary(Project(ROOT).families())
    bitext = annotate(read_xliff((ROOT / "source" / "jiujiang-2020.xlf").read_bytes(), "x"), glossary)
    return list_terms("Terms of 2020", glossary.terms, [bitext])


def document_xml(content: bytes) -> bytes:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml")


def rows(content: bytes) -> list[list[str]]:
    root = etree.fromstring(document_xml(content))
    return [
        ["\n".join("".join(line.itertext()) for line in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        for row in root.iter(f"{W}tr")
    ]


def test_the_list_is_by_category_and_pinyin() -> None:
    listed = sample()
    assert list(listed.categories) == sorted(listed.categories)
    places = [one.term.source for one in listed.categories["places"]]
    assert places.index("八里湖") < places.index("德安县") < places.index("九江") < places.index("浙江")
    assert listed.count == len(read_glossary(Project(ROOT).families()).terms)
    assert listed.documents == ("jiujiang-2020",)


def test_uses_are_the_rows_of_the_review_document() -> None:
    glossary = read_glossary([("places", "source,target\n九江经开区,the Zone\n湖口,Hukou\n", "p.csv")])
    bitext = annotate(read_xliff((ROOT / "source" / "jiujiang-2020.xlf").read_bytes(), "x"), glossary)
    zone, hukou = sorted(list_terms("t", glossary.terms, [bitext]).categories["places"], key=lambda one: not one.uses)
    expected = [number for number, unit in enumerate(bitext.units, 1) if "九江经开区" in unit.segment.text]
    assert zone.uses == (Use("jiujiang-2020", tuple(expected)),)
    assert hukou.uses == ()


TERM = Term(
    "大桥",
    "the bridge",
    "places",
    TermStatus.PROPOSED,
    alternatives=("the great bridge",),
    forbidden=("viaduct", "flyover"),
    short="the span",
    note="See\nthe list.",
    origin="Map, 2024",
    variants=("长江大桥", "公路桥"),
)


def test_everything_known_of_a_term_stands_in_its_row() -> None:
    uses = (Use("harbour", tuple(range(1, 10))), *(Use(f"d{number}", (3,)) for number in range(5)))
    listed = TermList("t", {"places": (ListedTerm(TERM, uses),)}, ("harbour",))
    head, row = rows(render_glossary(listed, "docx", DAY))
    assert head == ["中文  Chinese", "English", "Notes and sources", "Used in"]
    assert row == [
        "大桥\n也作 长江大桥、公路桥",
        "the bridge   proposed \nthen: the span\nalso: the great bridge\nnever: viaduct; flyover",
        "See the list.\nSource: Map, 2024",
        "harbour, rows 1, 2, 3, 4, 5, 6 and 3 more\nd0, row 3\nd1, row 3\nd2, row 3\nand 2 more documents",
    ]


@pytest.mark.parametrize("fmt", GLOSSARY_WRITERS)
def test_the_same_glossary_gives_the_same_bytes(fmt: str) -> None:
    assert render_glossary(sample(), fmt, DAY) == render_glossary(sample(), fmt, DAY)


@pytest.mark.parametrize("fmt", GLOSSARY_WRITERS)
def test_an_empty_glossary_is_a_document(fmt: str) -> None:
    content = render_glossary(TermList("Empty list", {}, ()), fmt, DAY)
    assert b"Empty list" in (document_xml(content) if fmt == "docx" else content)


TEXTS = st.text(max_size=8)


@settings(max_examples=25)
@given(st.lists(st.builds(Term, TEXTS, TEXTS, TEXTS, note=TEXTS, origin=TEXTS, short=TEXTS), max_size=3), TEXTS)
def test_any_text_can_stand_in_it(terms: list[Term], title: str) -> None:
    listed = list_terms(title, terms, [])
    etree.fromstring(document_xml(render_glossary(listed, "docx", DAY)))
    render_glossary(listed, "html", DAY).decode("utf-8")


@pytest.mark.validator
def test_the_document_is_valid(tmp_path: Path) -> None:
    validator = ROOT / ".tools" / "node_modules" / ".bin" / "ooxml-validator"
    if not validator.exists():
        pytest.skip("the Open XML SDK validator is not installed (.ci/install-test-tools)")
    for listed in (sample(), TermList("Empty", {}, ()), list_terms("t", [TERM], [])):
        path = tmp_path / "glossary.docx"
        path.write_bytes(render_glossary(listed, "docx", DAY))
        done = subprocess.run([validator, path], capture_output=True, text=True, check=False, timeout=120)
        assert json.loads(done.stdout)["errors"] == []
