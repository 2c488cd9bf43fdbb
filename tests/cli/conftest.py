"""What the tests of ``toolkit review`` share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.bitext import read_xliff


@pytest.fixture
def sent(project: Path, toolkit: Callable) -> Path:
    """The project with English in every unit and its review document sent out."""
    toolkit("build", "--project", project)
    path = project / "source" / "harbour.xlf"
    bitext = read_xliff(path.read_bytes(), "x")
    english = ("Jianggang New Town opens", "By our staff", "It invested RMB 500 million.", "It moved 600,000 TEU!")
    text = path.read_text(encoding="utf-8")
    for line in english:
        text = text.replace('<target state="new"></target>', f'<target state="translated">{line}</target>', 1)
    path.write_text(text, encoding="utf-8")
    assert len(bitext.units) == len(english)
    toolkit("build", "--project", project)
    return project / "output" / "harbour.review.docx"
