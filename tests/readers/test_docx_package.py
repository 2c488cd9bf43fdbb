"""What a DOCX is packed in: other formats, damaged and hostile archives, Strict Open XML, missing parts."""

from __future__ import annotations

import struct
import warnings
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_LZMA, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordprocessing import NAMESPACES, RELATIONSHIPS, docx, loaded, packed, paragraph, run

from toolkit.errors import InputError
from toolkit.readers import read
from toolkit.readers.docx import package
from toolkit.safe import zip as safezip

TEXT = "江港新城今年投资5亿元，港口全年吞吐量达60万标箱。"
BODY = paragraph(run(TEXT))
GOOD = docx(BODY)


def texts(content: bytes) -> list[str]:
    return [segment.text for segment in loaded(content).segments()]


def refused(content: bytes, problem: str) -> InputError:
    with pytest.raises(InputError, match=problem) as caught:
        loaded(content)
    assert caught.value.place.startswith("source/port.docx")
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "no zip file"),
        (TEXT.encode(), "no zip file"),
        (b"%PDF-1.7", "a PDF file, not a DOCX"),
        (b"{\\rtf1", "an RTF file, not a DOCX"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old Office file"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"PK\x03\x04rest", "damaged zip"),
        (b"PK", "damaged zip"),
        (packed({}), "no Word document"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "no Word document"),
        (packed({"word/document.xml": "<workbook/>"}), "no Word document"),
        (packed({"word/document.xml": ""}), "broken XML"),
        (packed({"word/document.xml": "<w:document>"}), "broken XML"),
        (packed({"word/document.xml": b"<a>\x00</a>"}), "broken XML"),
        (packed({"word/document.xml": "<a>&#xD800;</a>"}), "broken XML"),
        (packed({"word/document.xml": "<a/>"}, ZIP_LZMA), "packed in an unusual way"),
        (docx(""), "no text"),
        (docx("<w:p/><w:tbl/>"), "no text"),
    ],
)
def test_refused_with_a_reason(content: bytes, problem: str) -> None:
    refused(content, problem)


def test_an_equal_name_twice_is_refused() -> None:
    content = BytesIO(GOOD)
    with warnings.catch_warnings(), ZipFile(content, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("WORD\\document.xml", "<a/>")
    refused(content.getvalue(), "word/document.xml is in the archive twice")


def test_entities_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密")
    for declaration in (
        f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE a [<!ENTITY x "港港港港港港港港"><!ENTITY e "&x;&x;&x;&x;&x;&x;&x;&x;">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    ):
        body = f"<w:document {NAMESPACES}><w:body>{BODY}<w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
        error = refused(packed({"word/document.xml": declaration + body}), "document type|broken XML")
        assert "机密" not in str(error)


def test_a_bomb_is_refused_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx(BODY + " " * 20_000_000)
    assert len(bomb) < 50_000
    refused(bomb, "unpacks to more than 400 times its size")
    monkeypatch.setattr(safezip, "SUSPICIOUS_RATIO", 10_000)
    monkeypatch.setattr(safezip, "LARGEST_TOTAL", 2 * 1024**2)
    refused(bomb, "more than 2 MB when unpacked")


def test_a_lie_about_the_size_does_not_help_a_bomb() -> None:
    content = bytearray(docx(BODY + " " * 20_000_000))
    entry = content.rindex(b"word/document.xml")
    content[entry - 22 : entry - 18] = struct.pack("<I", 500)
    refused(bytes(content), "damaged|unpacks to more")


def test_markup_without_end_is_refused() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "MOST_MARKS", 1000)
        refused(docx(BODY + "<w:p/>" * 2000), "more markup than any document has")


def test_too_many_files_are_refused() -> None:
    content = packed({f"{number}": b"" for number in range(safezip.MOST_ENTRIES + 1)})
    refused(content, "more than 10000 files")


def test_paths_lead_nowhere_outside() -> None:
    hostile = {"../../evil.xml": "<a/>", "/etc/passwd": "x", "C:\\evil": "x", "word/media/../../../x": "x"}
    assert texts(docx(BODY, more=hostile)) == [TEXT]
    outside = f'<Relationship Id="main" Type="{RELATIONSHIPS}/officeDocument" Target="../../../../etc/passwd"/>'
    refused(packed({"_rels/.rels": f"<Relationships>{outside}</Relationships>"}), "no Word document")


def test_locked_entries_are_refused() -> None:
    content = bytearray(GOOD)
    name = b"word/document.xml"
    for flags in (content.index(name) - 24, content.rindex(name) - 38):
        content[flags] |= 1
    refused(bytes(content), "protected by a password")


@pytest.mark.parametrize("depth", [248, 10_000])
@pytest.mark.parametrize(
    "wrapper",
    ["w:sdt", "w:ins", "w:hyperlink", "w:txbxContent", "w:tc", "w:p", "w:r", "w:drawing", "mc:AlternateContent"],
)
def test_deep_nesting_is_read_or_refused(wrapper: str, depth: int) -> None:
    inner = "<mc:Choice>" * (wrapper == "mc:AlternateContent"), "</mc:Choice>" * (wrapper == "mc:AlternateContent")
    depth = depth // 2 if inner[0] else depth
    body = f"<{wrapper}>{inner[0]}" * depth + BODY + f"{inner[1]}</{wrapper}>" * depth
    if depth > 1000:
        refused(docx(body), "broken XML .*depth")
    else:
        assert texts(docx(body)) == [TEXT]


def test_styles_based_on_each_other_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("a", "b"), ("b", "a"), ("c", "c"))
    )
    assert texts(docx(paragraph(run(TEXT), style="a") + paragraph(run(TEXT), style="c"), styles=styles)) == [TEXT] * 2


def test_a_table_of_many_rows() -> None:
    rows = "<w:tr><w:tc><w:p><w:r><w:t>标箱</w:t></w:r></w:p></w:tc></w:tr>" * 30_000
    assert len(texts(docx(f"<w:tbl>{rows}</w:tbl>"))) == 30_000


def test_many_pictures_without_text() -> None:
    pictures = "<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>" * 20_000
    document = loaded(docx(pictures + BODY))
    assert len(document.blocks[0].segments[0].codes) == 20_000


def test_many_open_fields() -> None:
    begin, end = '<w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText>', '<w:fldChar w:fldCharType="end"/>'
    fields = f"<w:p><w:r>{begin * 50_000}{end * 50_000}</w:r></w:p>"
    assert texts(docx(fields + BODY)) == [TEXT]


def test_a_long_cell() -> None:
    long = "标箱。" * 500_000
    assert texts(docx(f"<w:tbl><w:tr><w:tc>{paragraph(run(long))}</w:tc></w:tr></w:tbl>")) == [long]


def test_strict_open_xml() -> None:
    changed = docx(
        f'<w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:hyperlink r:id="port">{run(TEXT)}</w:hyperlink></w:p>{BODY}',
        links={"port": "https://example.org"},
    )
    strict = BytesIO()
    namespaces = "http://purl.oclc.org/ooxml/"
    with ZipFile(BytesIO(changed)) as old, ZipFile(strict, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            part = part.replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/", f"{namespaces}officeDocument/"
            )
            new.writestr(
                name,
                part.replace(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/", f"{namespaces}wordprocessingml/"
                ),
            )
    assert loaded(strict.getvalue()).blocks == loaded(changed).blocks
    assert loaded(changed).blocks[0].segments[0].codes


def test_only_the_text_is_needed() -> None:
    assert texts(packed({"word/document.xml": f"<w:document {NAMESPACES}><w:body>{BODY}</w:body></w:document>"})) == [
        TEXT
    ]


def test_the_text_can_have_another_name() -> None:
    main = f'<Relationship Id="main" Type="{RELATIONSHIPS}/officeDocument" Target="/word/document2.xml"/>'
    parts = {
        "_rels/.rels": f"<Relationships>{main}</Relationships>",
        "word/document2.xml": f"<w:document {NAMESPACES}><w:body>{BODY}</w:body></w:document>",
    }
    assert texts(packed(parts)) == [TEXT]


@given(st.data())
def test_damage_never_crashes(data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content
    with suppress(InputError):
        loaded(bytes(content))


NAMES = st.sampled_from(
    "w:p w:r w:t w:pPr w:rPr w:b w:tbl w:tr w:tc w:del w:ins w:fldChar w:instrText w:hyperlink w:sdt w:br "
    "w:sym m:oMath w:footnoteReference w:txbxContent w:drawing pic:pic v:imagedata w:numPr "
    "w:outlineLvl w:pStyle w:vMerge".split()
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from("w:val w:type w:id r:id w:fldCharType w:char w:font w:anchor".split()),
    st.sampled_from(["", "0", "9", "²", "-1", "begin", "separate", "end", "page", "F0FC", "110000", "zz", "1"]),
    max_size=2,
)


@given(
    st.recursive(
        st.sampled_from(["港", " ", ""]),
        lambda inner: st.builds(
            lambda name, attributes, children: (
                f"<{name}{''.join(f' {key}={chr(34)}{value}{chr(34)}' for key, value in attributes.items())}>"
                f"{''.join(children)}</{name}>"
            ),
            NAMES,
            ATTRIBUTES,
            st.lists(inner, max_size=4),
        ),
        max_leaves=30,
    )
)
def test_any_nesting_of_known_elements_is_read(body: str) -> None:
    assert TEXT in "".join(texts(docx(body + BODY)))


def test_the_shared_files(shared: Path) -> None:
    files = sorted((shared / "formats").glob("*/*.docx"))
    problems = {}
    for path in files:
        try:
            document = read(path)
        except InputError as error:
            problems[path.name] = error.problem
        else:
            assert all(segment.text.strip() for segment in document.segments())
    assert len(files) > 50
    assert problems.pop("encrypted.docx") == "protected by a password"
    assert set(problems.values()) == {"the file has no text"}
    assert set(problems) == {
        "DocProperties.docx",
        "blk-containing-table.docx",
        "having-images.docx",
        "set-no-settings-part.docx",
        "sty-having-no-styles-part.docx",
        "table-grid-revisions.docx",
        "tbl-having-tables.docx",
    }
