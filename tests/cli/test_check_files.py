from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "bitext" / "foreign" / "examples"
Command = Callable[..., Any]


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in no project, with the files of other programs."""
    folder = tmp_path / "desk"
    shutil.copytree(EXAMPLES, folder)
    monkeypatch.chdir(folder)
    return folder


def test_files_of_other_programs_need_no_project(toolkit: Command, outside: Path) -> None:
    outcome = toolkit("check", "port-1.2.xlf", "port-2.0.xlf", "port.tmx", "port.po")
    assert outcome.code == 1
    assert "4 documents" in outcome.err
    lines = outcome.out.splitlines()
    assert "port-1.2.xlf row 6: error leftover-chinese: Chinese left in the English: 通告" in lines
    assert "port-2.0.xlf row 2: error leftover-chinese: Chinese left in the English: 第二句" in lines


def test_the_path_is_the_document(toolkit: Command, outside: Path) -> None:
    path = outside / "port.tmx"
    path.write_bytes(path.read_bytes().replace(b"600,000", b"6,000"))
    outcome = toolkit("check", path, "--json", "--select", "number-value")
    found = {(finding["document"], finding["unit"]) for finding in json.loads(outcome.out)}
    assert found == {(str(path), "throughput"), (str(path), "throughput~2")}


def test_a_project_lends_its_glossary(toolkit: Command, project: Path, outside: Path) -> None:
    Path("harbour.po").write_text('msgid "江港新城"\nmsgstr "River Port"\n', encoding="utf-8")
    alone = toolkit("check", "harbour.po")
    assert (alone.code, alone.out) == (0, "")
    outcome = toolkit("check", "harbour.po", "--project", project)
    assert outcome.code == 1
    assert "harbour.po row 1: error term-forbidden" in outcome.out


def test_languages_can_be_chosen(toolkit: Command, outside: Path) -> None:
    outcome = toolkit("check", "port-1.2.xlf", "--from", "de", "--to", "en")
    assert (outcome.code, outcome.out) == (0, "")
    assert "1 document: nothing found" in outcome.err


def test_several_languages_to_choose_from(toolkit: Command, outside: Path) -> None:
    units = "".join(f'<tuv xml:lang="{tag}"><seg>{tag}</seg></tuv>' for tag in ("fr", "de", "it"))
    Path("many.tmx").write_text(f"<tmx><body><tu>{units}</tu></body></tmx>", encoding="utf-8")
    outcome = toolkit("check", "many.tmx")
    assert outcome.code == 3
    assert "error: many.tmx: no texts from zh to en" in outcome.err
    assert "--from LANGUAGE --to LANGUAGE" in outcome.err


def test_a_text_cannot_speak_to_the_terminal(toolkit: Command, outside: Path) -> None:
    Path("escapes.po").write_text('msgid "港口\\n开港\\033[2J"\nmsgstr ""\n', encoding="utf-8")
    assert toolkit("check", "escapes.po").out.splitlines()[1] == "    港口↵开港␛[2J"


def test_what_cannot_be_read_is_named(toolkit: Command, outside: Path) -> None:
    Path("broken.sdlxliff").write_text("<xliff>\n<file", encoding="utf-8")
    assert "error: broken.sdlxliff line 2: broken XML" in toolkit("check", "broken.sdlxliff").err
    missing = toolkit("check", "missing.tmx")
    assert missing.code == 3
    assert "error: missing.tmx: No such file" in missing.err


def test_other_names_still_need_a_project(toolkit: Command, outside: Path) -> None:
    outcome = toolkit("check", "harbour")
    assert outcome.code == 2
    assert "no project here or above" in outcome.err
