from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import UsageError
from toolkit.glossary import NEW_FAMILY, add_row, parse_family


def found(toolkit: Callable, project: Path, text: str) -> list[str]:
    hits = json.loads(toolkit("terms", "find", text, "--json", "--project", project).out)
    return [hit["target"] for hit in hits]


def test_a_row_is_added_and_the_rest_stays(project: Path, toolkit: Callable) -> None:
    path = project / "glossary" / "places.csv"
    before = path.read_bytes()
    outcome = toolkit(
        "terms", "add", "三号码头", "Wharf 3", "--family", "places", "--origin", "sign, there", "--project", project
    )
    assert outcome.code == 0
    assert "added to glossary/places.csv" in outcome.err
    assert path.read_bytes() == before + '三号码头,Wharf 3,,,,,"sign, there"\n'.encode()
    assert found(toolkit, project, "三号码头") == ["Wharf 3"]


def test_a_new_family_is_made(project: Path, toolkit: Callable) -> None:
    arguments = ["--family", "firms", "--origin", "", "--short", "Defu", "--case", "--alternative", "DeFu"]
    assert toolkit("terms", "add", "德福DF", "Defu DF", *arguments, "--project", project).code == 0
    text = (project / "glossary" / "firms.csv").read_text(encoding="utf-8")
    assert text == NEW_FAMILY + "德福DF,Defu DF,,DeFu,,Defu,,sensitive,,\n"


def test_a_known_term_is_refused_with_its_place(project: Path, toolkit: Callable) -> None:
    before = (project / "glossary" / "places.csv").read_bytes()
    outcome = toolkit(
        "terms", "add", "江港新城", "Port City", "--family", "firms", "--origin", "x", "--project", project
    )
    assert outcome.code == 2
    assert "glossary/places.csv line 2: 江港新城 is there already, as “Jianggang New Town”" in outcome.err
    assert (project / "glossary" / "places.csv").read_bytes() == before
    assert not (project / "glossary" / "firms.csv").exists()


def test_an_admitted_rendering_may_join(project: Path, toolkit: Callable) -> None:
    arguments = ["--family", "places", "--status", "admitted", "--origin", "x", "--project", project]
    assert toolkit("terms", "add", "江港新城", "Jianggang Newtown", *arguments).code == 0
    (term,) = json.loads(toolkit("terms", "list", "Newtown", "--json", "--project", project).out)
    assert (term["target"], term["alternatives"]) == ("Jianggang New Town", ["Jianggang", "Jianggang Newtown"])


def test_nothing_is_written_where_the_glossary_would_be_wrong(project: Path, toolkit: Callable) -> None:
    before = (project / "glossary" / "places.csv").read_bytes()
    arguments = ["--family", "places", "--status", "forbidden", "--origin", "x", "--project", project]
    outcome = toolkit("terms", "add", "江港新城", "Jianggang", *arguments)
    assert outcome.code == 3
    assert "both accepted and forbidden" in outcome.err
    assert (project / "glossary" / "places.csv").read_bytes() == before


@pytest.mark.parametrize("family", ["../places", "a/b", "", ".hidden"])
def test_a_family_is_a_file_name(project: Path, toolkit: Callable, family: str) -> None:
    assert toolkit("terms", "add", "港", "port", "--family", family, "--origin", "x", "--project", project).code == 2


def test_what_is_missing_is_said_where_nobody_can_be_asked(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("terms", "add", "港", "port", "--family", "places", "--project", project)
    assert outcome.code == 2
    assert "--origin: missing" in outcome.err


CELL = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), max_size=8).map(str.strip)


@given(CELL.map("港".__add__), CELL.map("p".__add__), CELL)
def test_an_added_row_is_read_back(source: str, target: str, note: str) -> None:
    import unicodedata

    text = add_row(
        "# ours\r\nsource,note,target\r\n码头,,wharf", {"source": source, "target": target, "note": note}, "f"
    )
    assert text.startswith("# ours\r\nsource,note,target\r\n码头,,wharf\r\n")
    term = parse_family(text, "c", "f")[-1]
    expected = tuple(unicodedata.normalize("NFC", cell).strip() for cell in (source, target, note))
    assert (term.source, term.target, term.note) == expected


def test_a_byte_order_mark_stays(project: Path, toolkit: Callable) -> None:
    path = project / "glossary" / "places.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    before = path.read_bytes()
    arguments = ["--family", "places", "--origin", "x", "--project", project]
    assert toolkit("terms", "add", "船", "ship", *arguments).code == 0
    assert path.read_bytes() == before + "船,ship,,,,,x\n".encode()


def test_a_row_that_would_be_a_comment() -> None:
    with pytest.raises(UsageError, match="would be a comment"):
        add_row("source,target\n", {"source": "#1港", "target": "port"}, "glossary/f.csv")


def test_a_column_that_no_glossary_has() -> None:
    with pytest.raises(UsageError, match="no column “remark”"):
        add_row("source,target\n", {"source": "港", "target": "port", "remark": "x"}, "glossary/f.csv")


def test_a_column_that_the_file_lacks_is_added_after_the_others() -> None:
    text = '\ufeff# ours\r\nsource,target\r\n\r\n码头,"wharf\r\nor pier"\r\n# end\r\n"船",ship'
    added = add_row(text, {"source": "港", "target": "port", "note": "x"}, "f")
    assert added == (
        '\ufeff# ours\r\nsource,target,note\r\n\r\n码头,"wharf\r\nor pier",\r\n# end\r\n"船",ship,\r\n港,port,x\r\n'
    )
    assert [term.source for term in parse_family(added, "c", "f")] == ["码头", "船", "港"]


def test_a_variant_is_added_and_found(project: Path, toolkit: Callable) -> None:
    arguments = ["--variant", "江港物流", "--variant", "江港", "--family", "firms", "--origin", "x"]
    toolkit("terms", "add", "江港物流有限公司", "Jianggang Logistics Co., Ltd.", *arguments, "--project", project)
    assert found(toolkit, project, "江港物流的船") == ["Jianggang Logistics Co., Ltd."]
    (term,) = json.loads(toolkit("terms", "list", "江港物流", "--json", "--project", project).out)
    assert term["variants"] == ["江港物流", "江港"]
    assert "江港物流; 江港" in (project / "glossary" / "firms.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("status", [[], ["--status", "admitted"]])
def test_a_form_that_is_a_variant_already(project: Path, toolkit: Callable, status: list[str]) -> None:
    rest = ["--family", "places", "--origin", "x", "--project", project]
    assert toolkit("terms", "add", "三号码头", "Wharf 3", "--variant", "三码头", *rest).code == 0
    outcome = toolkit("terms", "add", "三碼頭", "Third Wharf", *status, *rest)
    assert outcome.code == 2
    assert "places.csv line 4: 三碼頭 is there already, as a variant of 三号码头 (“Wharf 3”)" in outcome.err
    outcome = toolkit("terms", "add", "西码头", "West Wharf", "--variant", "江港新城", *rest)
    assert outcome.code == 2
    assert "places.csv line 2: 江港新城 is there already" in outcome.err


def test_the_same_rendering_is_not_added_twice(project: Path, toolkit: Callable) -> None:
    """As by a command that is run again because it is not known whether it was done."""
    command = ["terms", "add", "标箱", "box", "--family", "places", "--status", "admitted", "--origin", "x"]
    assert toolkit(*command, "--project", project).code == 0
    once = (project / "glossary" / "places.csv").read_bytes()
    outcome = toolkit(*command, "--project", project)
    assert (outcome.code, (project / "glossary" / "places.csv").read_bytes()) == (2, once)
    assert "标箱 is there already" in outcome.err
