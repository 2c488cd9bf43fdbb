"""Glossary files: good ones become terms, bad ones are refused with file, line and remedy."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.building.job import read_glossary
from toolkit.errors import InputError
from toolkit.glossary import Glossary, merge_renderings, parse_family
from toolkit.model import Term, TermStatus
from toolkit.project import Project

BAD = sorted(Path(__file__).with_name("bad").glob("*.csv"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_files(path: Path) -> None:
    expected = path.with_suffix(".message").read_text(encoding="utf-8").strip()
    with pytest.raises(InputError) as caught:
        Glossary(parse_family(path.read_text(encoding="utf-8"), path.stem, f"glossary/{path.name}"))
    assert str(caught.value) == expected


def test_columns_in_any_order_with_a_byte_order_mark() -> None:
    text = "\ufeffnote,target,source,alternatives\nbig,port,港口,harbour; haven\n"
    (term,) = parse_family(text, "places", "places.csv")
    assert term == Term(
        "港口", "port", "places", alternatives=("harbour", "haven"), note="big", place="places.csv line 2"
    )


def test_empty_lines_and_comments_are_skipped_and_lines_counted() -> None:
    text = 'source,target\n\n# ports\n港口,"port\nof call"\n码头,wharf\n'
    assert [term.place for term in parse_family(text, "c", "f")] == ["f line 4", "f line 6"]


def test_the_rows_of_one_term_are_brought_together() -> None:
    text = "source,target,status\n港口,port,\n港口,harbour,admitted\n港口,haven,forbidden\n"
    (term,) = merge_renderings(parse_family(text, "c", "f"))
    assert (term.target, term.alternatives, term.forbidden) == ("port", ("harbour",), ("haven",))


def test_a_row_may_only_forbid() -> None:
    text = "source,target,forbidden\n港口,,gate mouth\n"
    (term,) = merge_renderings(parse_family(text, "c", "f"))
    assert (term.target, term.forbidden, term.status) == ("", ("gate mouth",), TermStatus.PREFERRED)


def test_rows_about_a_variant_belong_to_its_term() -> None:
    text = (
        "source,target,variants,status\n江港公司,Jianggang Port,,admitted\n江港集团,Jianggang Group,江港公司; 江港,\n"
        "江港,River Port,,forbidden\n江港集团,Group of Jianggang,江港公司,admitted\n"
    )
    (term,) = merge_renderings(parse_family(text, "c", "f"))
    assert (term.source, term.target, term.variants) == ("江港集团", "Jianggang Group", ("江港公司", "江港"))
    assert (term.alternatives, term.forbidden) == (("Group of Jianggang", "Jianggang Port"), ("River Port",))


def test_capitals_tell_variants_apart_where_they_matter() -> None:
    text = "source,target,variants,case\nTCL空调,TCL Air Conditioner,Tcl空调,sensitive\ntcl空调,a tcl device,,\n"
    assert len(merge_renderings(parse_family(text, "c", "f"))) == 2


def test_simplified_and_traditional_rows_are_one_term() -> None:
    with pytest.raises(InputError, match="two preferred"):
        merge_renderings(parse_family("source,target\n开发区,zone\n開發區,area\n", "c", "f"))


CELL = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=8).map(str.strip)


@given(st.lists(st.tuples(CELL.map("港".__add__), CELL.map("p".__add__)), max_size=5))
def test_what_csv_writes_is_read(rows: list[tuple[str, str]]) -> None:
    import unicodedata

    written = io.StringIO()
    csv.writer(written).writerows([("source", "target"), *rows])
    terms = parse_family(written.getvalue(), "c", "f")
    expected = [tuple(unicodedata.normalize("NFC", cell).strip() for cell in row) for row in rows]
    assert [(term.source, term.target) for term in terms] == expected


@pytest.mark.parametrize("cell", ["港" * 5_000_000, '"' + "港" * 5_000_000 + '"', '"' + "港\n" * 2_000_000])
def test_a_huge_cell(cell: str) -> None:
    with pytest.raises(InputError, match=r"f line 2: .*quotation mark"):
        parse_family(f"source,target\n{cell},port\n", "c", "f")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "big5"])
def test_a_family_in_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "firms.csv").write_text("source,target\n江港集团,Jianggang Group\n", "utf-8")
    (tmp_path / "glossary" / "places.csv").write_text("source,target\n港口,port\n", encoding)
    with pytest.raises(InputError, match=r"glossary/places\.csv line [12]: "):
        read_glossary(Project(tmp_path).families(), tmp_path / ".toolkit")
    assert not (tmp_path / ".toolkit").exists()


def test_half_a_character_is_refused() -> None:
    with pytest.raises(InputError, match=r"f line 2: the control character U\+D840; delete it"):
        parse_family("source,target\n港\ud840,port\n", "c", "f")


def test_a_hundred_thousand_rows() -> None:
    text = "source,target\n" + "".join(f"港口{number}号,port {number}\n" for number in range(100_000))
    assert len(parse_family(text, "c", "f")) == 100_000
