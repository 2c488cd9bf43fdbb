"""The audit of a glossary: examples that anybody may add to, and what holds for any glossary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.glossary.audit import AUDITS, Remark, audit
from toolkit.model import Severity

EXAMPLES = Path(__file__).with_name("audits.txt").read_text(encoding="utf-8")
DOCUMENTATION = Path(__file__).resolve().parents[2] / "docs" / "terms.md"


def examples() -> list[tuple[str, str]]:
    body = "\n".join(line for line in EXAMPLES.splitlines() if not line.startswith("#"))
    return re.findall(r"^\[(.+)\]\n((?:(?!\[).*\n?)*)", body, re.MULTILINE)


def run(text: str) -> list[str]:
    families, texts, select, expected = {}, [], [], []
    lines: list[str] = []
    for line in text.splitlines():
        sign, _, rest = line.partition(">")
        if sign == "FILE":
            lines = families.setdefault(rest.strip(), [])
        elif sign == "TEXT":
            lines = texts
        elif sign == "SELECT":
            select.append(rest.strip())
        elif sign == "EXPECT":
            expected.append(rest.strip())
        elif line.strip():
            lines.append(line)
    named = [(name, "\n".join(rows), f"glossary/{name}.csv") for name, rows in families.items()]
    remarks = audit(named, texts, select, [] if select else ["origin-missing"])
    assert [f"{remark.place} {remark.code}" for remark in remarks] == expected
    return expected


@pytest.mark.parametrize(("name", "text"), examples(), ids=[name for name, _ in examples()])
def test_examples(name: str, text: str) -> None:
    run(text)


def test_every_code_has_an_example_and_a_paragraph() -> None:
    shown = {line.rsplit(" ", 1)[-1] for line in EXAMPLES.splitlines() if line.startswith("EXPECT>")}
    assert shown == set(AUDITS)
    documented = re.findall(r"^### ([a-z-]+) \((\w+)\)", DOCUMENTATION.read_text(encoding="utf-8"), re.MULTILINE)
    assert [code for code, _ in documented] == list(AUDITS)


def test_remarks_say_where_what_and_what_to_do() -> None:
    (remark,) = audit([("p", "source,target,origin\n铅山,Qianshan,x\n", "p.csv")])
    assert remark == Remark(
        "pinyin",
        Severity.WARNING,
        "p.csv line 2",
        "“Qianshan” does not fit 铅山, which is read Yanshan",
        "correct the spelling, in this and the other renderings of the row",
    )


def test_lines_are_in_the_order_of_numbers() -> None:
    rows = "".join(f"港口{number}号,port {number}\n" for number in range(12))
    remarks = audit([("p", f"source,target\n{rows}", "p.csv")])
    assert [remark.place for remark in remarks] == [f"p.csv line {line}" for line in range(2, 14)]


WORDS = st.text(alphabet="港口湖九江铅山A ,;\"'\n#", max_size=6)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=6), st.lists(WORDS, max_size=3))
def test_any_glossary_is_audited_and_twice_the_same(rows: list[tuple[str, ...]], texts: list[str]) -> None:
    text = "source,target,variants,forbidden\n" + "".join(",".join(row) + "\n" for row in rows)
    remarks = audit([("p", text, "p.csv")], texts)
    assert remarks == audit([("p", text, "p.csv")], texts)
    assert all(remark.place and remark.problem and remark.remedy for remark in remarks)


def test_as_many_rows_as_a_glossary_may_have(many_rows: int) -> None:
    rows = "".join(f"港口{number}号,port {number},x{number},y\n" for number in range(many_rows))
    assert audit([("p", f"source,target,forbidden,origin\n{rows}", "p.csv")], ["港口7号"], ignore=["unused"]) == ()
