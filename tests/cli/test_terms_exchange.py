from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.glossary.exchange import write_csv, write_tbx, write_xlsx
from toolkit.model import Term

ENDINGS = ("csv", "xlsx", "tbx")


def glossary(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "glossary").iterdir()}


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_exported_glossary_makes_the_same_project(
    project: Path, tmp_path: Path, toolkit: Callable, ending: str
) -> None:
    file = tmp_path / f"terms.{ending}"
    outcome = toolkit("terms", "export", file, "--project", project)
    assert (outcome.code, outcome.err) == (0, f"2 terms written to {file}\n")
    other = tmp_path / "other"
    (other / "source").mkdir(parents=True)
    (other / "glossary").mkdir()
    assert toolkit("terms", "import", file, "--project", other).code == 0
    lists = [json.loads(toolkit("terms", "list", "--json", "--project", root).out) for root in (project, other)]
    assert lists[0] == lists[1]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_there_is_skipped(project: Path, tmp_path: Path, toolkit: Callable, ending: str) -> None:
    file, before = tmp_path / f"terms.{ending}", glossary(project)
    toolkit("terms", "export", file, "--project", project)
    outcome = toolkit("terms", "import", file, "--project", project)
    assert outcome.code == 0
    assert outcome.err == "0 terms added, 2 known already, 0 conflicts\n"
    assert glossary(project) == before


NEW = [
    Term("码头", "wharf", "firms", origin="x"),
    Term("江港新城", "Port City", "firms", origin="x"),
    Term("江港物流有限公司", "=Jianggang", "firms", variants=("江港物流",), origin="x"),
]


def test_new_rows_are_added_and_conflicts_are_listed(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    file, before = tmp_path / "new.xlsx", glossary(project)
    file.write_bytes(write_xlsx(NEW))
    arguments = ("terms", "import", file, "--family", "places", "--status", "proposed", "--project", project)
    outcome = toolkit(*arguments, "--dry-run")
    assert outcome.code == 1
    assert outcome.err == "2 terms would be added to places, 0 known already, 1 conflict\n"
    assert glossary(project) == before
    outcome = toolkit(*arguments)
    assert outcome.code == 1
    assert f"{file} line 3: conflict: 江港新城 is “Port City” here" in outcome.out
    assert "“Jianggang New Town” in glossary/places.csv line 2" in outcome.out
    lines = before["places.csv"].decode().splitlines()
    assert (project / "glossary" / "places.csv").read_text(encoding="utf-8").splitlines() == [
        lines[0] + ",variants",
        *(line + "," for line in lines[1:]),
        "码头,wharf,,,,proposed,x,",
        "江港物流有限公司,=Jianggang,,,,proposed,x,江港物流",
    ]


def test_json(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    file = tmp_path / "new.csv"
    file.write_bytes(write_csv(NEW))
    outcome = toolkit("terms", "import", file, "--json", "--dry-run", "--project", project)
    result = json.loads(outcome.out)
    assert (result["added"], result["known"], result["conflicts"], result["written"]) == (2, 0, 1, False)
    assert result["clashes"][0]["place"] == f"{file} line 3"


def test_languages_of_a_tbx_file(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    file = tmp_path / "terms.tbx"
    file.write_bytes(write_tbx([Term("Kai", "quay", "transport")], "de", "en"))
    assert "languages in it: de, en" in toolkit("terms", "import", file, "--project", project).err
    assert toolkit("terms", "import", file, "--from", "de-AT", "--project", project).code == 0
    assert (project / "glossary" / "transport.csv").exists()


def test_a_file_that_is_there_is_set_aside(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("mine", encoding="utf-8")
    outcome = toolkit("terms", "export", file, "--project", project)
    assert outcome.code == 0
    assert "set aside as terms.kept-1.csv" in outcome.err
    assert (tmp_path / "terms.kept-1.csv").read_text(encoding="utf-8") == "mine"
    toolkit("terms", "export", file, "--project", project)
    assert not (tmp_path / "terms.kept-2.csv").exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"chinese,english\n\xe6\xb8\xaf,port\n", "a.csv line 1: the column “source” is missing"),
        ("a.csv", b"source,target\n", ""),
        ("a.csv", b"", "a.csv line 1: the file is empty"),
        ("a.csv", "source,target\n港,port\n".encode("utf-16"), ""),
        ("a.csv", "source,target\n港口码头,port\n".encode("gb18030"), ""),
        ("a.csv", "source,target\n港,port\n".encode() + b"\xff\xfe\xfd", "a.csv line 3: the encoding is none of"),
        ("a.csv", b"source,target\n\xed\xa0\x80,port\n", "a.csv line 2: the encoding"),
        ("a.csv", "source,target\n港\0,port\n".encode(), "a.csv: this is a binary file"),
        ("a.csv", b'source,target\n\xe6\xb8\xaf,"' + b"p" * 5_000_000 + b'"\n', "a.csv line 2: not CSV"),
        ("a.csv", b"source,target\n,port\n", "a.csv line 2: column source: no Chinese term there"),
        ("a.csv", "source,target\n港,\n".encode(), "a.csv line 2: column target: no English for 港"),
        ("a.csv", b"PK\x03\x04", "a.csv: this is a zip or Office file"),
        ("a.xlsx", b"source,target", "a.xlsx: a damaged zip file"),
        ("a.tbx", b"source,target", "a.tbx line 1: broken XML"),
    ],
)
def test_bad_files(project: Path, tmp_path: Path, toolkit: Callable, name: str, content: bytes, message: str) -> None:
    file, before = tmp_path / name, glossary(project)
    file.write_bytes(content)
    outcome = toolkit("terms", "import", file, "--family", "places", "--dry-run", "--project", project)
    assert outcome.code == (3 if message else 0)
    assert message in outcome.err
    assert "Traceback" not in outcome.err
    assert glossary(project) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "a.pdf"], "no terms can be read from “.pdf” files"),
        (["export", "a.pdf"], "terms cannot be written as “.pdf”"),
        (["export", "a.csv", "--family", "nobody"], "families are: places"),
    ],
)
def test_wrong_usage(project: Path, toolkit: Callable, arguments: list[str], message: str) -> None:
    outcome = toolkit("terms", *arguments, "--project", project)
    assert outcome.code == 2
    assert message in outcome.err


def test_the_glossary_folder_is_no_place_to_export_to(project: Path, toolkit: Callable) -> None:
    before = glossary(project)
    outcome = toolkit("terms", "export", project / "glossary" / "all.csv", "--project", project)
    assert outcome.code == 2
    assert glossary(project) == before


def test_a_missing_file_and_a_missing_family(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    assert toolkit("terms", "import", tmp_path / "no.csv", "--family", "x", "--project", project).code == 3
    assert toolkit("terms", "import", tmp_path / "no.xlsx", "--family", "x", "--project", project).code == 3
    file = tmp_path / "a.csv"
    file.write_text("source,target\n港,port\n", encoding="utf-8")
    outcome = toolkit("terms", "import", file, "--project", project)
    assert outcome.code == 2
    assert "no family for 港" in outcome.err


def test_candidates_come_back_as_proposed_terms(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    (project / "source" / "port.txt").write_text("江港物流有限公司的“五港联动”初见成效。\n", encoding="utf-8")
    written = toolkit("terms", "extract", "--format", "csv", "--project", project).out
    file = tmp_path / "new.csv"
    file.write_text(written.replace("# 五港联动,,", "五港联动,five ports,"), encoding="utf-8")
    outcome = toolkit("terms", "import", file, "--family", "slogans", "--project", project)
    assert outcome.code == 0, outcome.err
    (term,) = json.loads(toolkit("terms", "list", "五港联动", "--json", "--project", project).out)
    assert (term["target"], term["status"]) == ("five ports", "proposed")


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_the_glossary_as_a_document(
    project: Path, tmp_path: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    file = tmp_path / f"terms.{ending}"
    arguments = ("terms", "export", file, "--title", "Harbour terms", "--project", project)
    outcome = toolkit(*arguments)
    assert (outcome.code, outcome.err) == (0, f"2 terms written to {file}\n")
    content = file.read_bytes()
    assert toolkit(*arguments).code == 0
    assert file.read_bytes() == content
    assert sorted(path.name for path in tmp_path.glob("terms*")) == [file.name]
    if ending == "html":
        text = content.decode("utf-8")
        for part in ("Harbour terms", "13 September 2020", "Jianggang New Town", '<s lang="en-GB">River Port</s>'):
            assert part in text
        assert 'harbour <span class="label">rows</span> 1, 3' in text


def test_a_word_document_has_an_end(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    rows = "".join(f"港口{number}号,port {number}\n" for number in range(20_001))
    (project / "glossary" / "big.csv").write_text("source,target\n" + rows, encoding="utf-8")
    outcome = toolkit("terms", "export", tmp_path / "a.docx", "--project", project)
    assert outcome.code == 2
    assert "choose families with --family" in outcome.err
    assert toolkit("terms", "export", tmp_path / "a.docx", "--family", "places", "--project", project).code == 0
