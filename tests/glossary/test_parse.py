"""Glossary files: good ones become terms, bad ones are refused with file, line and remedy."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.glossary import Glossary, merge_renderings, parse_family
from toolkit.model import Term, TermStatus

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


def test_a_hundred_thousand_rows() -> None:
    text = "source,target\n" + "".join(f"港口{number}号,port {number}\n" for number in range(100_000))
    assert len(parse_family(text, "c", "f")) == 100_000
