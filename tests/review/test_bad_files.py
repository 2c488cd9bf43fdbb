"""Returned files that are damaged, foreign, hostile or huge: each is refused with a reason, or read all the same."""

from __future__ import annotations

import io
import os
import re
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from editing import PAIRS, Editor, W, bitext_of, exported
from lxml import etree

from toolkit.errors import InputError
from toolkit.review import merge, read_review
from toolkit.review.values import Review

BITEXT = bitext_of(*PAIRS)
SENT = exported(BITEXT)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MANIFEST = "customXml/item1.xml"


@pytest.fixture
def ann() -> Editor:
    """Ann's copy with one tracked edit."""
    editor = Editor(SENT)
    editor.track_all(BITEXT.units[3], "Everybody came.")
    return editor


def read(content: bytes) -> Review:
    return read_review(content, "x.docx")


def english(review: Review) -> list[str]:
    return [change.target for change in review.changes]


def refused(content: bytes, name: str = "x.docx") -> str:
    with pytest.raises(InputError) as caught:
        read_review(content, name)
    error = caught.value
    assert error.place.startswith(name)
    return f"{error.problem}; {error.remedy}"


def test_old_locked_and_foreign_files() -> None:
    encrypted = OLD_OFFICE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert refused(encrypted) == "the file is encrypted; open it in a word processor and save it without a password"
    assert "(.doc); open it in a word processor" in refused(OLD_OFFICE + "WordDocument".encode("utf-16-le"))
    assert refused(OLD_OFFICE, "x.doc").startswith("“.doc” files are no review files; give the file that was sent out")
    assert "“.docm” files are no review files" in refused(SENT, "x.docm")
    assert "not a Word document" in refused(b"{\\rtf1 hello}")
    assert "not a Word document" in refused(b"")
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert "there is no Word document in this file" in refused(packed.getvalue())


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "macros/VBAPROJECT.BIN"])
def test_macros(ann: Editor, name: str) -> None:
    assert refused(ann.saved(**{name: b"x"})) == "a document with macros; save it as DOCX, which has none"


@pytest.mark.parametrize(
    "lost",
    [
        "word/styles.xml",
        "word/settings.xml",
        "word/comments.xml",
        "word/commentsExtended.xml",
        "docProps/core.xml",
        "customXml/itemProps1.xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    ],
)
def test_parts_that_may_be_missing(ann: Editor, lost: str) -> None:
    assert english(read(ann.saved(**{lost: None}))) == ["Everybody came."]


@pytest.mark.parametrize(
    ("lost", "problem"),
    [("word/document.xml", "there is no Word document"), (MANIFEST, "its manifest was lost")],
)
def test_parts_that_may_not(ann: Editor, lost: str, problem: str) -> None:
    assert problem in refused(ann.saved(**{lost: None}))


def test_parts_under_other_names(ann: Editor) -> None:
    """As some programs write them."""
    ann.remark(BITEXT.units[0], "Is that so?")
    content = ann.saved()
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/notes/said.xml"] = parts.pop("word/comments.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    del parts["word/_rels/document.xml.rels"]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    parts["word/_rels/document2.xml.rels"] = (
        f'<Relationships><Relationship Id="r" Type="{kind}" Target="notes/said.xml"/></Relationships>'.encode()
    )
    review = read(packed(parts))
    assert "Everybody came." in english(review)
    assert [note.text for change in review.changes for note in change.comments] == ["Is that so?"]


def packed(parts: dict[str, bytes], how: int = ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_the_strict_dialect(ann: Editor) -> None:
    strict = etree.tostring(ann.body).replace(W[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert english(read(ann.saved(**{"word/document.xml": strict}))) == ["Everybody came."]


def manifest_with(pattern: str, new: str) -> Callable[[bytes], bytes]:
    return lambda text: re.sub(pattern.encode(), new.encode(), text, count=1)


@pytest.mark.parametrize(
    "change",
    [
        manifest_with("All came.", "All left."),
        manifest_with(' id="[^"]+"', ' id="other"'),
        manifest_with(' source="[^"]+"', ""),
        manifest_with(' target="[^"]+"', ' target="0"'),
        manifest_with(' batch="[^"]+"', ""),
        manifest_with("(<segment.*?</segment>)", r"\1\1"),
        manifest_with("<segment.*?</segment>", ""),
    ],
)
def test_a_manifest_that_somebody_edited(ann: Editor, change: Callable[[bytes], bytes]) -> None:
    changed = change(ann.parts[MANIFEST])
    assert changed != ann.parts[MANIFEST]
    assert "its manifest was changed" in refused(ann.saved(**{MANIFEST: changed}))


@pytest.mark.parametrize("part", ["word/document.xml", "word/comments.xml", MANIFEST, "_rels/.rels"])
def test_xml_that_somebody_broke(ann: Editor, part: str) -> None:
    assert "broken XML" in refused(ann.saved(**{part: b"<a><b></a>"}))
    assert refused(ann.saved(**{part: b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'}))
    assert refused(ann.saved(**{part: b""}))


def test_xml_by_hand_that_no_program_writes(ann: Editor) -> None:
    """Comments with no number or one that is none, rows in rows, a cell without paragraphs, a table without rows."""
    ann.remark(BITEXT.units[0], "Is that so?")
    for comment in ann.comments:
        comment.attrib.pop(W + "author")
        comment.set(W + "id", "many")
    for mark in ann.body.iter(W + "commentReference"):
        mark.set(W + "id", "many")
    for paragraph in ann.cell(BITEXT.units[1]).findall(W + "p"):
        paragraph.getparent().remove(paragraph)
    table = ann.rows()[0].getparent()
    table.addnext(etree.Element(W + "tbl"))
    inner = etree.SubElement(ann.cell(BITEXT.units[0], 3), W + "tbl")
    etree.SubElement(etree.SubElement(inner, W + "tr"), W + "tc")
    review = read(ann.saved())
    changes = {change.unit_id: change for change in review.changes}
    ids = [unit.segment.id for unit in BITEXT.units]
    assert [note.text for note in changes[ids[0]].comments] == ["Is that so?"]
    assert changes[ids[1]].target == ""
    assert changes[ids[3]].target == "Everybody came."


def test_a_bomb(ann: Editor) -> None:
    assert "unpacks to more than" in refused(ann.saved(**{"word/document.xml": b"<a>" + b" " * 40_000_000 + b"</a>"}))
    with ZipFile(io.BytesIO(ann.saved())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/comments.xml"] = b"<w>" + b"<a/>" * 5_000_001 + b"</w>"
    assert "more markup than any review document has" in refused(packed(parts, ZIP_STORED))


def test_an_archive_with_a_lie_about_its_sizes(ann: Editor) -> None:
    content = bytearray(ann.saved())
    place = content.rindex(b"word/document.xml") - 46 + 24  # the size in the list of entries
    struct.pack_into("<I", content, place, 10)
    assert refused(bytes(content))


@pytest.mark.parametrize("kind", ["random", "zeros"])
def test_pictures_pasted_in_are_not_unpacked(ann: Editor, kind: str) -> None:
    """Fifty of a megabyte each: the file is searched for its parts, and nothing else is held in memory."""
    picture = os.urandom(1_000_000) if kind == "random" else bytes(1_000_000)
    content = ann.saved(**{f"word/media/image{number}.png": picture for number in range(50)})
    tracemalloc.start()
    try:
        assert english(read(content)) == ["Everybody came."]
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_cells_of_five_megabytes(ann: Editor) -> None:
    ann.track_all(BITEXT.units[1], "port " * 1_000_000)
    review = read(ann.saved())
    assert [len(text) for text in english(review)] == [5_000_000, len("Everybody came.")]


def test_thousands_of_remarks_on_one_row(ann: Editor) -> None:
    for _ in range(3_000):
        ann.remark(BITEXT.units[0], "Again!")
    paragraph = ann.cell(BITEXT.units[1], 3).find(W + "p")
    for _ in range(3_000):
        insertion = ann.change("ins")
        insertion.append(ann.run("and "))
        paragraph.append(insertion)
    review = read(ann.saved())
    merged = merge(BITEXT, [review])
    assert [len(unit.notes) for unit in merged.bitext.units[:2]] == [3_000, 1]
    assert merge(merged.bitext, [review]).bitext == merged.bitext


def test_elements_nested_ever_deeper(ann: Editor) -> None:
    deep = etree.tostring(ann.body).replace(b"Everybody came.</w:t>", b"Everybody came.</w:t>" + b"<w:x>" * 5000, 1)
    assert "broken XML" in refused(ann.saved(**{"word/document.xml": deep}))


def test_half_a_file(ann: Editor) -> None:
    content = ann.saved()
    for part in (content[:30], content[: len(content) // 2], content[:-10]):
        assert "zip" in refused(part)


def test_an_entry_that_is_damaged(ann: Editor) -> None:
    with ZipFile(io.BytesIO(ann.saved())) as archive:
        stored = bytearray(packed({name: archive.read(name) for name in archive.namelist()}, ZIP_STORED))
    stored[stored.index(b"Everybody came.")] ^= 1
    assert "damaged" in refused(bytes(stored))


def test_an_older_export_is_merged_with_what_has_been_done_since(project: Path, toolkit: Callable) -> None:
    """Its edit is a conflict where the English has changed; a unit that is gone is told; a note is not doubled."""
    path = project / "source" / "harbour.xlf"
    toolkit("build", "--project", project)
    text = path.read_text(encoding="utf-8")
    for line in ("Jianggang New Town opens", "By our staff", "It invested RMB 500 million.", "It moved 600,000 TEU!"):
        text = text.replace('<target state="new"></target>', f'<target state="translated">{line}</target>', 1)
    text = text.replace("</target>", "</target><note>Which town?</note>", 1)
    path.write_text(text, encoding="utf-8")
    toolkit("build", "--project", project)
    from toolkit.bitext import read_xliff

    units = read_xliff(path.read_bytes(), "x").units
    editor = Editor((project / "output" / "harbour.review.docx").read_bytes())
    for unit, new in zip(units, ("New Town opens", "From our staff", "It cost RMB 500 million."), strict=False):
        editor.track_all(unit, new)
    returned = project / "old.docx"
    returned.write_bytes(editor.saved())
    path.write_text(path.read_text(encoding="utf-8").replace("By our staff", "By reporters"), encoding="utf-8")
    source = project / "source" / "harbour.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("江港新城今年投资5亿元。", ""), encoding="utf-8")
    toolkit("build", "--project", project)
    outcome = toolkit("review", returned, "--project", project)
    assert outcome.code == 1
    assert "row 1 by Ann" in outcome.out
    assert "row 2: conflict, " in outcome.out
    assert "no longer in the text" in outcome.out
    assert "It [-invested-]{+cost+} RMB 500 million." in outcome.out
    after = read_xliff(path.read_bytes(), "x").units
    assert [unit.target for unit in after] == ["New Town opens", "By reporters", "It moved 600,000 TEU!"]
    assert [note.text for note in after[0].notes] == ["Which town?"]
