"""The glossary of a project through the functions that the commands call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from toolkit import (
    add_term,
    audit_terms,
    export_terms,
    extract_terms,
    find_project,
    import_terms,
    list_terms,
)
from toolkit.errors import InputError, UsageError
from toolkit.model import Term, TermStatus
from toolkit.terminology.extracting import proposed_term

WHARF = Term("三号码头", "Wharf 3", "places", origin="sign, there", variants=("三码头",))


def test_terms_are_listed_by_text_family_and_status(project: Path) -> None:
    found = find_project(project)
    add_term(found, "works", replace(WHARF, status=TermStatus.PROPOSED))
    assert [term.target for term in list_terms(found)] == ["Jianggang New Town", "TEU", "Wharf 3"]
    assert [term.target for term in list_terms(found, "江港新城")] == ["Jianggang New Town"]
    assert [term.target for term in list_terms(found, "江港新城", "works")] == []
    assert [term.target for term in list_terms(found, "三码头")] == ["Wharf 3"]
    assert [term.target for term in list_terms(found, family="works", status=TermStatus.PROPOSED)] == ["Wharf 3"]
    assert list_terms(found, status=TermStatus.FORBIDDEN) == []


def test_an_added_term_has_all_that_was_given(project: Path) -> None:
    found = find_project(project)
    given = replace(WHARF, alternatives=("Quay 3",), forbidden=("Dock 3",), short="the Wharf", note="a, b")
    assert add_term(found, "places", given) == "glossary/places.csv"
    [term] = list_terms(found, "三号码头")
    assert term == replace(given, place="glossary/places.csv line 4")


def test_a_known_form_is_refused_and_nothing_is_written(project: Path) -> None:
    before = (project / "glossary" / "places.csv").read_bytes()
    with pytest.raises(UsageError, match="江港新城 is there already"):
        add_term(find_project(project), "places", replace(WHARF, variants=("江港新城",)))
    assert (project / "glossary" / "places.csv").read_bytes() == before


def test_an_audit_looks_for_what_was_selected(project: Path) -> None:
    found = find_project(project)
    add_term(found, "places", replace(WHARF, origin=""))
    assert [one.code for one in audit_terms(found)] == ["origin-missing", "unused"]
    assert [one.code for one in audit_terms(found, ["unused"])] == ["unused"]
    assert [one.code for one in audit_terms(found, ignore=["unused"])] == ["origin-missing"]
    with pytest.raises(UsageError, match="nothing is looked for under this code"):
        audit_terms(found, ["spelling"])


def test_candidates_are_counted_beyond_the_limit(project: Path) -> None:
    (project / "source" / "port.txt").write_text("江西江港物流有限公司推进“五港联动”。\n", encoding="utf-8")
    found = find_project(project)
    extracted = extract_terms(found, ["port"], ["firm", "slogan"], limit=1)
    assert ([one.source for one in extracted.candidates], extracted.total) == (["江西江港物流有限公司"], 2)
    term = proposed_term(extracted.candidates[0])
    assert (term.status, term.origin) == (TermStatus.PROPOSED, "used in port row 1")


def test_what_was_imported_is_known_the_second_time(project: Path, tmp_path: Path) -> None:
    found, table = find_project(project), tmp_path / "new.csv"
    table.write_text("source,target,status\n西门口,Ximenkou,\n江港新城,Port City,\n", encoding="utf-8")
    tried = import_terms(found, table, "places", dry_run=True)
    assert not list_terms(found, "西门口")
    first = import_terms(found, table, "places", status=TermStatus.PROPOSED)
    assert first.joining.clashes == tried.joining.clashes
    assert [(term.source, term.status) for term in first.joining.added] == [("西门口", TermStatus.PROPOSED)]
    assert [clash.place for clash in first.joining.clashes] == [f"{table} line 3"]
    assert [term.source for term in import_terms(found, table, "places").joining.known] == ["西门口"]


def test_what_is_no_table_of_terms_is_refused(project: Path, tmp_path: Path) -> None:
    found = find_project(project)
    with pytest.raises(UsageError, match=r"no terms can be read from “.pdf” files"):
        import_terms(found, tmp_path / "terms.pdf")
    with pytest.raises(InputError, match="check the name"):
        import_terms(found, tmp_path / "missing.xlsx", "places")
    (tmp_path / "new.csv").write_text("source,target\n西门口,Ximenkou\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no family for 西门口"):
        import_terms(found, tmp_path / "new.csv")


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.tbx", "out.docx", "out.html"])
def test_a_family_is_written_in_each_format(project: Path, tmp_path: Path, name: str) -> None:
    found, path = find_project(project), tmp_path / name
    add_term(found, "works", WHARF)
    exported = export_terms(found, path, ["works"])
    assert (exported.count, exported.kept) == (1, None)
    assert path.stat().st_size
    path.write_bytes(b"somebody's work")
    kept = export_terms(found, path, ["works"]).kept
    assert kept is not None
    assert kept.read_bytes() == b"somebody's work"


def test_an_exported_workbook_has_the_rows(project: Path, tmp_path: Path) -> None:
    export_terms(find_project(project), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [row[1] for row in sheet.iter_rows(values_only=True)] == ["source", "江港新城", "标箱"]


def test_where_a_glossary_cannot_go(project: Path, tmp_path: Path) -> None:
    found = find_project(project)
    with pytest.raises(UsageError, match="the glossary's own folder"):
        export_terms(found, project / "glossary" / "out.csv")
    with pytest.raises(UsageError, match="no such glossary family"):
        export_terms(found, tmp_path / "out.csv", ["works"])
    with pytest.raises(UsageError, match=r"name it .csv, .xlsx, .tbx, .docx, .html"):
        export_terms(found, tmp_path / "out.pdf")
