"""What holds for any document: text and formats come back, whatever they are wrapped in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordprocessing import docx, loaded, paragraph, run

from toolkit.model import CodeKind, Kind, Segment
from toolkit.readers import read

MARKUP = {
    CodeKind.BOLD: "<w:b/>",
    CodeKind.ITALIC: '<w:i w:val="1"/>',
    CodeKind.STRIKE: "<w:strike/>",
    CodeKind.UNDERLINE: '<w:u w:val="double"/>',
    CodeKind.SUPERSCRIPT: '<w:vertAlign w:val="superscript"/>',
}
WRAPPERS = {
    "": "{}",
    "insertion": '<w:ins w:id="1">{}</w:ins>',
    "deletion": '<w:del w:id="1">{}</w:del>',
    "inserted and deleted": '<w:ins w:id="1"><w:del w:id="2">{}</w:del></w:ins>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "link": '<w:hyperlink r:id="port">{}</w:hyperlink>',
    "field": '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
}


@dataclass(frozen=True)
class Run:
    text: str
    kinds: frozenset[CodeKind]
    wrapper: str

    def markup(self) -> str:
        return WRAPPERS[self.wrapper].format(run(self.text, "".join(MARKUP[kind] for kind in sorted(self.kinds))))

    def formats(self) -> frozenset[CodeKind]:
        """What a character of it has as codes; the underline is the look of a link."""
        if self.wrapper != "link":
            return self.kinds
        return self.kinds - {CodeKind.UNDERLINE} | {CodeKind.LINK}


TEXTS = st.text(st.sampled_from("江港新城开港，。“”5亿AI𠀀<&>'"), min_size=1, max_size=5)
RUNS = st.builds(Run, TEXTS, st.frozensets(st.sampled_from(list(MARKUP))), st.sampled_from(list(WRAPPERS)))


def formats(segment: Segment) -> list[tuple[str, frozenset[CodeKind]]]:
    """Each character with the kinds of the codes that enclose it."""
    return [
        (character, frozenset(code.kind for code in segment.codes if code.start <= place < code.end))
        for place, character in enumerate(segment.text)
    ]


@given(st.lists(RUNS, min_size=1, max_size=8), st.sampled_from(["", "1"]))
def test_text_and_formats_come_back(runs: list[Run], style: str) -> None:
    body = paragraph(*(found.markup() for found in runs), style=style)
    first, *rest = loaded(docx(paragraph(run("开港")) + body, links={"port": "https://example.org"})).blocks
    assert first.segments[0].text == "开港"
    expected = [
        (character, found.formats()) for found in runs if "del" not in found.wrapper for character in found.text
    ]
    look = {CodeKind.BOLD} if style else set()
    everywhere = (
        frozenset.intersection(*(kinds for _, kinds in expected)) - {CodeKind.LINK} if expected else frozenset()
    )
    assert [character for block in rest for character in formats(block.segments[0])] == [
        (character, kinds - everywhere - look) for character, kinds in expected
    ]


@given(st.lists(TEXTS, min_size=1, max_size=6), st.data())
def test_paragraphs_joined_by_deleted_marks_lose_nothing(texts: list[str], data: st.DataObject) -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    marks = [data.draw(st.sampled_from(["", mark])) for _ in texts]
    body = "".join(paragraph(run(text), properties=found) for text, found in zip(texts, marks, strict=True))
    assert "".join(segment.text for segment in loaded(docx(body)).segments()) == "".join(texts)
    assert len(loaded(docx(body)).blocks) == len(texts) - sum(map(bool, marks[:-1]))


def test_read_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "port.news.DOCX"
    path.write_bytes(docx(paragraph(run("江港新城"), style="t") + paragraph(run("港口很好。"))))
    document = read(path)
    assert (document.name, document.title, document.original) == ("port.news", "江港新城", "port.news.DOCX")
    assert document.language == "zh-CN"


@pytest.mark.parametrize(
    "style", ["Heading3", "heading 3", "标题 3", "標題3", "Titre3", "Überschrift 3", "berschrift3"]
)
def test_styles_that_are_not_defined_are_known_by_name(style: str) -> None:
    blocks = loaded(docx(paragraph(run("开港")) + paragraph(run("港口很好。"), style=style), styles="")).blocks
    assert (blocks[1].kind, blocks[1].level) == (Kind.HEADING, 3)
