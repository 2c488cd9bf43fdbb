"""What the tests of ``toolkit review`` share."""

from __future__ import annotations

import re
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


@pytest.fixture
def quay(project: Path, sent: Path, toolkit: Callable) -> Path:
    """A second document, with a sentence of the first twice: once with its English and once with another."""
    path = project / "source" / "quay.txt"
    path.write_text("港口全年吞吐量达60万标箱！\n\n港口全年吞吐量达60万标箱！\n", encoding="utf-8")
    toolkit("build", "quay", "--project", project)
    text = path.with_suffix(".xlf").read_text(encoding="utf-8")
    lines = iter(("It moved 600,000 TEU!", "The port moved 600,000 TEU!"))
    text = re.sub(r"<target .*</target>", lambda _: f'<target state="translated">{next(lines)}</target>', text)
    path.with_suffix(".xlf").write_text(text, encoding="utf-8")
    return path.with_suffix(".xlf")
