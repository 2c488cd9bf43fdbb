"""The review document in Word, as XML."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from strategies import bitexts

from toolkit.bitext import manifest, read_xliff, update
from toolkit.checks import Scope, run_checks
from toolkit.codes import tagged, untagged
from toolkit.glossary import Glossary, annotate, parse_family
from toolkit.model import Bitext, Block, Document, Finding, Kind, Note, Segment, Severity, State, Unit
from toolkit.segmentation import segment
from toolkit.writers import REVIEW, Edition, render
from toolkit.writers.docx import sheets

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2020, 12, 24)
ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("golden.document.xml")


def bitext_of(*pairs: tuple[Kind, str, str]) -> Bitext:
    blocks = tuple(Block(kind, 0, (Segment("", chinese),)) for kind, chinese, _ in pairs)
    document = segment(Document("harbour", pairs[0][1], blocks, "harbour.txt"))
    empty = update(None, document)
    units = tuple(
        Unit(unit.segment, english, State.REVIEWED if english else State.EMPTY)
        for unit, (_, _, english) in zip(empty.units, pairs, strict=True)
    )
    return Bitext(document, units)


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(bitext: Bitext, findings: Sequence[Finding] = ()) -> etree._Element:
    return etree.fromstring(parts(render(bitext, findings, REVIEW, "docx", DAY))["word/document.xml"])


def segment_rows(root: etree._Element) -> list[etree._Element]:
    """Rows that carry an English bookmark."""
    return [row for row in root.iter(f"{W}tr") if bookmarks(row, "_seg_")]


def bookmarks(element: etree._Element, prefix: str) -> list[str]:
    names = (mark.get(f"{W}name") for mark in element.iter(f"{W}bookmarkStart"))
    return [name for name in names if name.startswith(prefix)]


def cell_texts(row: etree._Element) -> list[str]:
    return [
        "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p"))
        for cell in row.iter(f"{W}tc")
    ]


SMALL = bitext_of(
    (Kind.HEADLINE, "江港开港", "Jianggang opens its port"),
    (Kind.PARAGRAPH, "投资5亿元。", "An investment of RMB 50 billion."),
    (Kind.CAPTION, "▲码头。", ""),
)
TERMS = Glossary(parse_family("source,target,status\n江港,Jianggang,\n码头,wharf,proposed\n", "places", "places.csv"))


def test_golden() -> None:
    """Run with TOOLKIT_ACCEPT=1 to accept a changed document after looking at it."""
    import os

    annotated = annotate(SMALL, TERMS)
    root = body(annotated, run_checks(annotated, Scope(TERMS.terms)))
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode") + "\n"
    if os.environ.get("TOOLKIT_ACCEPT"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_each_segment_has_a_row_with_its_witnesses() -> None:
    rows = segment_rows(body(SMALL))
    assert len(rows) == 3
    for row, unit in zip(rows, SMALL.units, strict=True):
        number, chinese, english, _ = cell_texts(row)
        assert number.endswith(unit.segment.id)
        assert bookmarks(row, "_id_") == [f"_id_{unit.segment.id}"]
        assert (chinese, english) == (unit.segment.text, unit.target)


def test_the_manifest_travels_with_the_document() -> None:
    found = parts(render(SMALL, (), REVIEW, "docx", DAY))
    root = etree.fromstring(found["customXml/item1.xml"])
    export = manifest(SMALL)
    assert (root.get("document"), root.get("batch")) == ("harbour", export.batch)
    segments = [(e.get("id"), e.get("source"), e.get("target"), e.text or "") for e in root]
    assert segments == [(row.id, row.source_hash, row.target_hash, row.target) for row in export.rows]


def test_the_title_stands_in_header_and_properties_whatever_it_holds() -> None:
    title = "A & B <port> $kind \x01 " + "long " * 60
    found = parts(render(bitext_of((Kind.HEADLINE, "江港开港", title)), (), REVIEW, "docx", DAY))
    shown = title.replace("\x01", "")
    header, footer = (etree.fromstring(found[f"word/{name}1.xml"]) for name in ("header", "footer"))
    properties = {one.tag.rpartition("}")[2]: one.text for one in etree.fromstring(found["docProps/core.xml"])}
    assert [text.text for text in header.iter(f"{W}t")] == [shown, "Bilingual review"]
    assert next(footer.iter(f"{W}t")).text == f"harbour  ·  export {manifest_of(found)[:8]}"
    assert properties["title"] == title[:255].replace("\x01", "")
    assert properties["created"] == properties["modified"] == "2020-12-24T00:00:00Z"


def manifest_of(found: dict[str, bytes]) -> str:
    return etree.fromstring(found["customXml/item1.xml"]).get("batch") or ""


def test_whatever_is_referred_to_is_there_and_has_a_type() -> None:
    note = replace(SMALL.units[0], notes=(Note("Why?", "Li Wen"),))
    bitext = replace(SMALL, units=(note, *SMALL.units[1:]))
    found = parts(render(bitext, run_checks(bitext), REVIEW, "docx", DAY))
    referred = set()
    for name in found:
        if name.endswith(".rels"):
            folder = PurePosixPath(name).parent.parent
            relations = list(etree.fromstring(found[name]))
            assert len({one.get("Id") for one in relations}) == len(relations)
            referred |= {posixpath.normpath(folder / str(one.get("Target"))) for one in relations}
    types = [one.get("PartName") for one in etree.fromstring(found["[Content_Types].xml"]) if one.get("PartName")]
    assert {"word/comments.xml", "word/commentsExtended.xml"} < referred
    assert sorted(f"/{name}" for name in referred) == sorted(types)
    assert referred == {name for name in found if not name.endswith((".rels", "[Content_Types].xml"))}


def test_findings_are_comments_on_their_place() -> None:
    unit = SMALL.units[1]
    finding = Finding("number-value", Severity.ERROR, "5亿 is missing", unit.segment.id, None, (17, 31))
    whole = Finding("term-missing", Severity.WARNING, "a term", unit.segment.id, (0, 2))
    unwritten = Finding("empty", Severity.WARNING, "no English yet", SMALL.units[2].segment.id)
    found = parts(render(SMALL, (finding, whole, unwritten), REVIEW, "docx", DAY))
    comments = etree.fromstring(found["word/comments.xml"])
    texts = ["".join(comment.itertext()) for comment in comments]
    assert texts == ["[number-value] 5亿 is missing", "[term-missing] a term"]
    assert {(c.get(f"{W}author"), c.get(f"{W}date")) for c in comments} == {("toolkit", "2020-12-24T00:00:00Z")}
    row = segment_rows(etree.fromstring(found["word/document.xml"]))[1]
    order = [element.tag.replace(W, "") for element in row.iter() if element.tag.replace(W, "").startswith("comment")]
    assert order == [
        "commentRangeStart",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "commentRangeEnd",
        "commentReference",
    ]
    english = row.findall(f".//{W}commentRangeStart/..")[0]
    runs = ["".join(child.itertext()) for child in english if child.tag == f"{W}r"]
    assert runs == ["An investment of ", "RMB 50 billion", "", ".", ""]


def test_terms_are_shaded_in_whatever_stands_around_them() -> None:
    for around in ("{}", "在{}的{}，", "{}&<{}", "‹{}›\x0b{}\ud800"):
        chinese = around.format("江港", "码头")
        (row,) = segment_rows(body(annotate(bitext_of((Kind.PARAGRAPH, chinese, "")), TERMS)))
        runs = [
            ("".join(run.itertext()), [shade.get(f"{W}fill") for shade in run.iter(f"{W}shd")])
            for run in row.findall(f"{W}tc")[1].iter(f"{W}r")
        ]
        assert "".join(text for text, _ in runs) == chinese.replace("\x0b", "").replace("\ud800", "")
        shaded = [text for text, fills in runs if fills]
        assert shaded == [term for term in ("江港", "码头") if term in chinese]
        assert [fills for text, fills in runs if text == "码头"] in ([["E9F0F7"]], [])


def test_without_findings_there_is_no_comments_part() -> None:
    assert "word/comments.xml" not in parts(render(SMALL, (), REVIEW, "docx", DAY))


def test_overlapping_findings() -> None:
    unit = SMALL.units[1]
    spans = [(0, 13), (3, 16), (3, 5), (0, 32)]
    findings = [Finding("x", Severity.ERROR, str(span), unit.segment.id, None, span) for span in spans]
    row = segment_rows(body(SMALL, findings))[1]
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(element.get(f"{W}id") for element in row.iter(f"{W}{tag}")) == ["0", "1", "2", "3"]
    assert cell_texts(row)[2] == unit.target


def test_terms_are_shaded_and_listed() -> None:
    root = body(annotate(SMALL, TERMS))
    shaded = {
        "".join(run.itertext()): run.find(f"{W}rPr/{W}shd").get(f"{W}fill")
        for row in segment_rows(root)
        for run in row.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}shd") is not None
    }
    assert shaded == {"江港": "FBF2D9", "码头": "E9F0F7"}
    text = "".join(root.itertext())
    assert "Terms used in this document" in text
    assert "proposed" in text


def test_every_run_names_its_fonts_and_languages() -> None:
    for run in body(annotate(SMALL, TERMS)).iter(f"{W}r"):
        if run.find(f"{W}t") is not None:
            fonts = run.find(f"{W}rPr/{W}rFonts")
            assert {name.replace(W, "") for name in fonts.attrib} >= {"ascii", "hAnsi", "eastAsia", "cs"}
            assert run.find(f"{W}rPr/{W}lang").get(f"{W}eastAsia") == "zh-CN"


def test_tables_are_short_and_repeat_their_heading() -> None:
    long = bitext_of(*((Kind.PARAGRAPH, f"第{number}句。", f"Sentence {number}.") for number in range(250)))
    tables = [table for table in body(long).iter(f"{W}tbl") if bookmarks(table, "_seg_")]
    assert [len(table.findall(f"{W}tr")) for table in tables] == [101, 101, 51]
    for table in tables:
        first = table.find(f"{W}tr/{W}trPr")
        assert [child.tag.replace(W, "") for child in first] == ["cantSplit", "tblHeader"]
    gap = tables[0].getnext()
    assert gap.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "TableGap"
    assert gap.getnext() is tables[1]
    assert not [table for table in body(long).iter(f"{W}tbl") if table.getnext().tag == f"{W}tbl"]


def test_long_rows_may_split_and_short_ones_not() -> None:
    rows = segment_rows(body(bitext_of((Kind.PARAGRAPH, "港" * 119, ""), (Kind.PARAGRAPH, "港" * 120, ""))))
    assert [row.find(f"{W}trPr") is not None for row in rows] == [True, False]


def test_protection_leaves_only_the_english_open() -> None:
    found = parts(render(SMALL, (), Edition(protect=True), "docx", DAY))
    settings_part = etree.fromstring(found["word/settings.xml"])
    protection = settings_part.find(f"{W}documentProtection")
    assert (protection.get(f"{W}edit"), protection.get(f"{W}enforcement")) == ("readOnly", "1")
    for row in segment_rows(etree.fromstring(found["word/document.xml"])):
        cells = list(row.iter(f"{W}tc"))
        open_cells = [cell for cell in cells if cell.find(f".//{W}permStart") is not None]
        assert open_cells == [cells[2]]
        assert [mark.get(f"{W}edGrp") for mark in row.iter(f"{W}permStart")] == ["everyone"]
    assert b"documentProtection" not in parts(render(SMALL, (), REVIEW, "docx", DAY))["word/settings.xml"]


def test_notes_state_previous_chinese_and_line_breaks() -> None:
    unit = Unit(
        SMALL.units[1].segment,
        "one\ntwo",
        State.DRAFT,
        "engine/1",
        "投资4亿元。",
        (Note("ask", "Li Wen"),),
    )
    bitext = Bitext(SMALL.document, (SMALL.units[0], unit, SMALL.units[2]))
    _, _, english, notes = cell_texts(segment_rows(body(bitext))[1])
    assert english == "one\ntwo"
    assert notes == "Draft, by engine/1\nThe Chinese has changed. It was:\n投资4亿元。\n1 open note, see comments"


def test_a_changed_source_shows_what_changed() -> None:
    unit = Unit(Segment("s", "今年投资6亿元。"), "An investment", State.DRAFT, previous="去年投资5亿元。")
    document = Document("d", "d", (Block(Kind.PARAGRAPH, 0, (unit.segment,)),))
    (row,) = segment_rows(body(Bitext(document, (unit,))))

    def marked(tag: str) -> list[str]:
        return ["".join(run.itertext()) for run in row.iter(f"{W}r") if run.find(f"{W}rPr/{W}{tag}") is not None]

    assert marked("strike") == ["去", "5"]
    assert marked("shd") == ["今", "6", "去", "5"]


def test_codes_are_shown_as_tags_beside_the_text() -> None:
    segment = Segment("s1", *untagged("详见‹a1›港口官网‹/a1›‹img2›。"))._replace(id="s1")
    segment = segment._replace(codes=(replace(segment.codes[0], detail="https://port.example"), segment.codes[1]))
    english, codes = untagged("See the ‹a1›port website‹/a1›.")
    bitext = Bitext(
        Document("d", "d", (Block(Kind.PARAGRAPH, 0, (segment,)),), "d.txt"),
        (Unit(segment, english, State.TRANSLATED, codes=codes),),
    )
    (row,) = segment_rows(body(bitext, run_checks(bitext)))
    shown = cell_texts(row)
    assert shown[1:3] == ["详见‹a1›港口官网‹/a1›‹img2›。", "See the ‹a1›port website‹/a1›."]
    assert shown[3].endswith("‹a1› https://port.example")
    tags = [run for run in row.iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle[@{W}val='InlineCode']") is not None]
    assert len(tags) == 6
    assert manifest(bitext).rows[0].target == shown[2]
    assert "keep them around the same words" in "".join(body(bitext).itertext())


@settings(max_examples=40, deadline=None)
@given(bitexts())
def test_any_bitext_becomes_a_document_that_shows_it(bitext: Bitext) -> None:
    rows = segment_rows(body(bitext, run_checks(bitext)))
    assert len(rows) == len(bitext.units)
    names = [name for row in rows for name in bookmarks(row, "_")]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    for row, unit in zip(rows, bitext.units, strict=True):
        shown = cell_texts(row)
        assert shown[1] == tagged(unit.segment.text, unit.segment.codes)
        assert shown[2] == tagged(unit.target, unit.codes).replace("\r", "").replace("\ufffe", "")


def test_the_same_input_gives_the_same_bytes() -> None:
    once, again = (render(SMALL, (), REVIEW, "docx", DAY) for _ in range(2))
    assert once == again
    with ZipFile(io.BytesIO(once)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in archive.infolist()} == {0}


@pytest.mark.parametrize("number", [1, 0])
def test_a_document_without_english_or_terms(number: int) -> None:
    root = body(bitext_of(*[(Kind.PARAGRAPH, "港口。", "")] * number) if number else empty())
    assert root[0][-1].tag == f"{W}sectPr"
    assert root[0][-2].tag == f"{W}p"


def empty() -> Bitext:
    return Bitext(Document("empty", "empty", ()), ())


def test_the_sample_shows_every_segment() -> None:
    path = ROOT / "source" / "jiujiang-2020.xlf"
    bitext = read_xliff(path.read_bytes(), "x")
    assert len(segment_rows(body(bitext))) == len(bitext.units) >= 45


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 500)), min_size=1, max_size=9))
def test_comments_of_parts_have_numbers_of_their_own(parts: list[tuple[int, int]]) -> None:
    rows = [1, *(1 + row for row in accumulate(units for units, _ in parts))][:-1]
    counts = [count for _, count in parts]
    starts = list(sheets._starts(rows, counts))
    ends = [start + count for start, count in zip(starts, counts, strict=True)]
    assert starts[0] == 0
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    if all(count <= 100 * units for units, count in parts):
        assert starts == list(sheets._starts(rows, [0] * len(rows)))
