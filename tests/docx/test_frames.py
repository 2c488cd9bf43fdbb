"""What is around a Word document is what python-docx makes of the template."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date

import pytest
from docx import Document
from frames import PATH, made

from toolkit.writers.docx.frame import REVIEWS, Frame, frame_members
from toolkit.writers.docx.framing import make_frame
from toolkit.writers.docx.package import open_document, pack


def test_the_frames_that_come_with_the_package_are_made_of_its_template() -> None:
    assert PATH.read_text(encoding="utf-8") == made(), "run `make frames`"


@pytest.mark.parametrize("frame", REVIEWS)
def test_a_frame_is_the_same_whether_it_is_kept_or_made(frame: Frame) -> None:
    assert frame_members(frame) == make_frame(frame)


@pytest.mark.parametrize("frame", [*REVIEWS, Frame("Bilingual glossary")])
def test_what_is_packed_is_opened_by_python_docx(frame: Frame) -> None:
    packed = pack(open_document(frame, "Port & Town", "port  ·  12345678", date(2020, 12, 24)), {})
    document = Document(io.BytesIO(packed))
    header, footer = (part.paragraphs[0].text for part in (document.sections[0].header, document.sections[0].footer))
    assert (header, footer.split("\t")[0]) == (f"Port & Town\t{frame.kind}", "port  ·  12345678")
    assert document.core_properties.title == "Port & Town"
    assert document.core_properties.created.isoformat() == "2020-12-24T00:00:00+00:00"


def test_python_docx_is_not_loaded_for_a_review_document() -> None:
    script = (
        "import sys; from toolkit.writers.docx.frame import *\n"
        "frame_members(REVIEWS[0]); print('docx' in sys.modules)\n"
        "frame_members(Frame('Bilingual glossary')); print('docx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
