"""Our own documents by the Open XML SDK validator: no error is allowed."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from strategies import bitexts

from toolkit.bitext import read_xliff
from toolkit.building.job import read_glossary
from toolkit.checks import Scope, run_checks
from toolkit.glossary import Glossary, annotate
from toolkit.model import Bitext, Note
from toolkit.project import Project
from toolkit.writers import REVIEW, Comparison, Edition, render

pytestmark = pytest.mark.validator
ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = ROOT / ".tools" / "node_modules" / ".bin" / "ooxml-validator"


def errors(content: bytes, folder: Path) -> list[object]:
    if not VALIDATOR.exists():
        pytest.skip("the Open XML SDK validator is not installed (.ci/install-test-tools)")
    path = folder / "document.docx"
    path.write_bytes(content)
    done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, check=False, timeout=120)
    return list(json.loads(done.stdout)["errors"])


def test_the_sample_is_valid(tmp_path: Path) -> None:
    glossary = read_glossary(Project(ROOT).families())
    bitext = annotate(read_xliff((ROOT / "source" / "jiujiang-2020.xlf").read_bytes(), "x"), glossary)
    findings = run_checks(bitext, Scope(glossary.terms))
    assert findings
    assert errors(render(bitext, findings, REVIEW, "docx", date(2020, 12, 24)), tmp_path) == []


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(bitexts())
def test_any_document_is_valid(tmp_path: Path, bitext: Bitext) -> None:
    annotated = annotate(bitext, Glossary())
    assert errors(render(annotated, run_checks(annotated), REVIEW, "docx", date(2020, 12, 24)), tmp_path) == []


def test_a_document_with_notes_is_valid(tmp_path: Path) -> None:
    bitext = read_xliff((ROOT / "source" / "jiujiang-2020.xlf").read_bytes(), "x")
    notes = (
        Note("Which\nport?", "Ann & Bo", "2026-11-20T08:00:00+08:00"),
        Note("谁？", "李文", "2026-11-20", resolved=True, answer=True),
        Note("ask", resolved=True),
    )
    noted = replace(bitext, units=tuple(replace(unit, notes=notes) for unit in bitext.units))
    assert errors(render(noted, run_checks(noted), REVIEW, "docx", date(2020, 12, 24)), tmp_path) == []


def test_a_protected_document_is_valid(tmp_path: Path) -> None:
    bitext = read_xliff((ROOT / "source" / "jiujiang-2020.xlf").read_bytes(), "x")
    content = render(bitext, (), Edition(protect=True), "docx", date(2020, 12, 24))
    assert errors(content, tmp_path) == []


def test_a_redline_is_valid(tmp_path: Path) -> None:
    now = read_xliff((ROOT / "source" / "jiujiang-2020.xlf").read_bytes(), "x")
    wordings = ("Taken out.", "The port grew.\nSo did the zone.", "", "The ‹b1›zone‹/b1› & more.\n\n")
    units = [replace(unit, target=wordings[number % 4]) for number, unit in enumerate(now.units)]
    older = replace(now, units=tuple(units[:-2]))
    present = replace(now, units=tuple(replace(unit, target=f"{unit.target}\nMore.") for unit in now.units))
    findings = run_checks(present)
    for edition in (
        Edition("redline", True, Comparison(older, "HEAD~1")),
        Edition("redline", False, Comparison(present, "x")),
    ):
        assert errors(render(present, findings, edition, "docx", date(2020, 12, 24)), tmp_path) == []


def test_the_validator_can_refuse(tmp_path: Path) -> None:
    import io
    from zipfile import ZipFile

    bitext = read_xliff((ROOT / "source" / "jiujiang-2020.xlf").read_bytes(), "x")
    good = ZipFile(io.BytesIO(render(bitext, (), REVIEW, "docx", date(2020, 12, 24))))
    bad = io.BytesIO()
    with ZipFile(bad, "w") as archive:
        for name in good.namelist():
            archive.writestr(name, good.read(name).replace(b"<w:tblGrid>", b"<w:tblGird>", 1))
    assert errors(bad.getvalue(), tmp_path) != []
