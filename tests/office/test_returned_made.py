"""The files in ``tests/review/docx`` made anew by a real LibreOffice, and read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from editing import exported
from returned import CASES, FOLDER, OTHER, another, sent_out
from test_returned_files import check

pytestmark = pytest.mark.office


@pytest.mark.parametrize("name", CASES)
def test_made_anew(name: str, office: Callable[..., Path], tmp_path: Path) -> None:
    """Run with TOOLKIT_ACCEPT=1 to keep what LibreOffice made, after looking at it."""
    bitext, other = sent_out(), another()
    (tmp_path / "sent.docx").write_bytes(exported(bitext))
    (tmp_path / OTHER).write_bytes(exported(other))
    edits = []
    for edit in CASES[name].edits:
        ids = {key: bitext.units[edit[key]].segment.id for key in ("id", "above") if key in edit}
        elsewhere = {"file": (tmp_path / OTHER).as_uri(), "other": other.units[0].segment.id} if "file" in edit else {}
        edits.append({**edit, **ids, **elsewhere})
    content = office(tmp_path / "sent.docx", *edits, tracked=CASES[name].tracked).read_bytes()
    if os.environ.get("TOOLKIT_ACCEPT"):
        (FOLDER / f"{name}.docx").write_bytes(content)
    check(name, content)
