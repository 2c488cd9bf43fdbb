"""English in the place of the Chinese in Word documents: every example of the reader, read again."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from placed import codes_of, expected, read, translated
from test_docx_examples import LINKS, Example, examples
from wordprocessing import STYLES, docx, loaded, paragraph, run

from toolkit.errors import InputError
from toolkit.model import Code, CodeKind, State
from toolkit.readers.docx.in_place import in_place
from toolkit.readers.wording import unready

TOLD_BY_FORM = (
    "pictures; one in a paragraph of its own",
    "short lines may stand before it",
    "but no paragraph: then a short first",
    "a document without heading styles",
    "list items, quotations, captions",
    "a subtitle is part of the headline",
)
"""Examples with kinds that no style tells but the length or the words of the Chinese."""


def xml(content: bytes) -> str:
    return ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_read_again_has_its_english_and_its_codes(example: Example) -> None:
    stories = {kind: part for kind, part in example.parts.items() if kind not in ("body", "styles")}
    styles = STYLES + example.parts.get("styles", "")
    source = docx(example.parts["body"], styles=styles, stories=stories, links=LINKS)
    document = loaded(source)
    bitext = translated(document)
    again = loaded(in_place(source, bitext, "port.docx"))
    assert [text for _, _, text in read(again)] == [text for _, _, text in expected(bitext)]
    assert codes_of(again) == codes_of(document)
    assert [block.cell for block in again.blocks] == [block.cell for block in document.blocks]
    if not any(name in example.name for name in TOLD_BY_FORM):
        assert [block.kind for block in again.blocks] == [block.kind for block in document.blocks]


def test_formats_links_and_pictures_stand_where_the_english_has_them() -> None:
    red = run("码头", '<w:color w:val="FF0000"/>')
    link = f'<w:hyperlink r:id="port" w:tooltip="t">{red}</w:hyperlink>'
    source = docx(paragraph(run("在", '<w:sz w:val="30"/>'), link, run("有"), run("新船", "<w:b/>")), links=LINKS)
    document = loaded(source)
    text = "A new ship is at the quay"

    def say(number: int, segment: object) -> tuple[str, tuple[Code, ...]]:
        return text, (Code("2", CodeKind.BOLD, 2, 10), Code("1", CodeKind.LINK, 21, 25, LINKS["port"]))

    made = in_place(source, translated(document, say), "port.docx")
    (block,) = loaded(made).blocks
    said = [(str(code.kind), block.segments[0].text[code.start : code.end]) for code in block.segments[0].codes]
    assert (block.segments[0].text, said) == (text, [("bold", "new ship"), ("link", "quay")])
    assert "船" not in xml(made)
    for kept in ('<w:color w:val="FF0000"/>', 'w:tooltip="t"', '<w:sz w:val="30"/>'):
        assert kept in xml(made)
    assert xml(made).count('<w:lang w:val="en-GB"/>') == xml(made).count("<w:t ") == 4


def test_what_is_not_reviewed_stays_and_is_listed() -> None:
    source = docx(paragraph(run("船来了。货走了。")) + paragraph(run("港口。")))
    bitext = translated(loaded(source))
    first, second, third = bitext.units
    partly = replace(bitext, units=(first, replace(second, state=State.DRAFT), replace(third, target="")))
    again = loaded(in_place(source, partly, "port.docx"))
    assert [block.segments[0].text for block in again.blocks] == [f"{first.target} 货走了。", "港口。"]
    assert unready(partly) == partly.units[1:]


def test_everything_else_stays_byte_for_byte() -> None:
    body = paragraph(run("港口"), properties='<w:jc w:val="center"/>') + '<w:sectPr><w:pgSz w:w="9999"/></w:sectPr>'
    source = docx(body, more={"word/media/a.png": b"picture", "customXml/item1.xml": "<a/>"})
    made = in_place(source, translated(loaded(source)), "port.docx")
    before, after = ZipFile(io.BytesIO(source)), ZipFile(io.BytesIO(made))
    assert before.namelist() == after.namelist()
    assert all(before.read(name) == after.read(name) for name in before.namelist() if name != "word/document.xml")
    assert '<w:pgSz w:w="9999"/>' in xml(made)
    assert '<w:jc w:val="center"/>' in xml(made)
    assert made == in_place(source, translated(loaded(source)), "port.docx")


def test_english_is_not_set_in_a_chinese_font() -> None:
    fonts = '<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="SimSun" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/>'
    source = docx(paragraph(run("港口", fonts)))
    made = xml(in_place(source, translated(loaded(source)), "port.docx"))
    assert 'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/>' in made


def test_a_bitext_of_another_state_of_the_source_is_refused() -> None:
    bitext = translated(loaded(docx(paragraph(run("港口。")))))
    for body in (paragraph(run("码头。")), paragraph(run("港口。")) * 2, paragraph(run("港口。船。"))):
        with pytest.raises(InputError, match="has changed"):
            in_place(docx(body), bitext, "port.docx")
