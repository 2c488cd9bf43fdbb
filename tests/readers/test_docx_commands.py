"""A project whose source is a Word document, from end to end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from wordprocessing import docx, paragraph, run

BODY = (
    paragraph(run("江港新城开港"), style="t")
    + paragraph(
        run("江港新城今年投资"), run("5亿元", "<w:b/>"), '<w:del w:id="1"/>', run("。港口全年吞吐量达60万标箱！")
    )
    + paragraph(run("标箱"), '<w:r><w:footnoteReference w:id="1"/></w:r>', style="1")
)
NOTE = '<w:footnote w:id="1"><w:p><w:r><w:t>二十英尺的集装箱。</w:t></w:r></w:p></w:footnote>'
CONTENT = docx(BODY, stories={"footnotes": NOTE})
SENTENCES = ["江港新城开港", "江港新城今年投资5亿元。", "港口全年吞吐量达60万标箱！", "标箱", "二十英尺的集装箱。"]


def test_build(project: Path, toolkit: Callable) -> None:
    (project / "source" / "quay.docx").write_bytes(CONTENT)
    outcome = toolkit("build", "quay", "--project", project)
    assert outcome.code == 0
    assert "quay  5 segments" in outcome.err
    assert "read with 1 tracked change accepted" in outcome.err
    bitext = (project / "source" / "quay.xlf").read_text(encoding="utf-8")
    assert 'original="quay.docx"' in bitext
    assert 'restype="x-footnote"' in bitext
    with ZipFile(project / "output" / "quay.review.docx") as archive:
        assert "二十英尺的集装箱。".encode() in archive.read("word/document.xml")
    assert (project / "source" / "quay.docx").read_bytes() == CONTENT
    assert "unchanged" in toolkit("build", "quay", "--project", project).err


def test_segment(tmp_path: Path, toolkit: Callable) -> None:
    (tmp_path / "quay.docx").write_bytes(CONTENT)
    outcome = toolkit("segment", tmp_path / "quay.docx", "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out) == SENTENCES


def test_a_broken_document_is_named_and_the_others_are_built(project: Path, toolkit: Callable) -> None:
    (project / "source" / "quay.docx").write_bytes(CONTENT[:-40])
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 3
    assert "source/quay.docx: a damaged zip file" in outcome.err
    assert not (project / "source" / "quay.xlf").exists()
    assert (project / "source" / "harbour.xlf").exists()
