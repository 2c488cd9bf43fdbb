"""A review document to work in, and the edits that people make, made in its XML."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from toolkit.bitext import update
from toolkit.codes import untagged
from toolkit.model import Bitext, Block, Document, Kind, Segment, State, Unit
from toolkit.segmentation import segment
from toolkit.writers import REVIEW, render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
WHEN = "2026-11-20T08:00:00Z"

PAIRS = (
    ("江港新城开港", "Jianggang New Town opens"),
    ("港口今年投资5亿元。", "The port invested RMB 500 million this year."),
    ("详见‹a1›港口官网‹/a1›。", "See the ‹a1›website of the port‹/a1›."),
    ("大家都来了。", "All came."),
    ("船也来了。", ""),
)


def bitext_of(*pairs: tuple[str, str], name: str = "harbour") -> Bitext:
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (Segment("", *untagged(chinese)),)) for chinese, _ in pairs)
    empty = update(None, segment(Document(name, name, blocks, f"{name}.txt")))
    units = []
    for unit, (_, english) in zip(empty.units, pairs, strict=True):
        text, codes = untagged(english)
        units.append(replace(unit, target=text, codes=codes, state=State.TRANSLATED if text else State.EMPTY))
    return replace(empty, units=tuple(units))


def exported(of: Bitext) -> bytes:
    return render(of, (), REVIEW, "docx", date(2026, 11, 19))


@dataclass
class Editor:
    """Somebody at work in a review document; every method is one edit."""

    content: bytes
    name: str = "Ann"

    def __post_init__(self) -> None:
        self.numbers = count(9000)
        with ZipFile(io.BytesIO(self.content)) as archive:
            self.parts = {entry: archive.read(entry) for entry in archive.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.comments = etree.fromstring(
            self.parts.get("word/comments.xml", f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode())
        )
        self.threads = etree.fromstring(
            self.parts.get("word/commentsExtended.xml", f'<w15:commentsEx xmlns:w15="{W15[1:-1]}"/>'.encode())
        )

    def rows(self) -> list[etree._Element]:
        return [row for row in self.body.iter(W + "tr") if row.find(f".//{W}bookmarkStart") is not None]

    def row(self, unit: Unit) -> etree._Element:
        name = f"_seg_{unit.segment.id}".replace("-", "_")
        return next(row for row in self.rows() if row.find(f".//{W}bookmarkStart[@{W}name='{name}']") is not None)

    def cell(self, unit: Unit, column: int = 2) -> etree._Element:
        return self.row(unit).findall(W + "tc")[column]

    def change(self, kind: str) -> etree._Element:
        number = str(next(self.numbers))
        return etree.Element(W + kind, {W + "id": number, W + "author": self.name, W + "date": WHEN})

    def run(self, text: str, deleted: bool = False) -> etree._Element:
        run = etree.Element(W + "r")
        element = etree.SubElement(run, W + ("delText" if deleted else "t"))
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        element.text = text
        return run

    def track_all(self, unit: Unit, new: str) -> None:
        """Selects the whole English and types over it, with tracking on."""
        paragraph = self.cell(unit).find(W + "p")
        deletion = self.change("del")
        for run in paragraph.findall(W + "r"):
            if run.find(W + "t") is not None:
                text = "".join(part.text or "" for part in run.iter(W + "t"))
                deletion.append(self.run(text, deleted=True))
                paragraph.remove(run)
        insertion = self.change("ins")
        insertion.append(self.run(new))
        paragraph.extend([deletion, insertion])

    def type_over(self, unit: Unit, new: str) -> None:
        """The same without tracking."""
        paragraph = self.cell(unit).find(W + "p")
        for run in paragraph.findall(W + "r"):
            paragraph.remove(run)
        paragraph.append(self.run(new))

    def write(self, unit: Unit, *paragraphs: Sequence[tuple[str, str]], marks: Sequence[str] = ()) -> None:
        """The English as a history of pieces, each a kind of change and a text.

        `marks` are the changes of the paragraphs' ends. Kinds are empty, ``ins``, ``del``, and ``gone`` for what was
        inserted and then deleted.
        """
        cell = self.cell(unit)
        first, *others = cell.findall(W + "p")
        for other in others:
            cell.remove(other)
        for old in [child for child in first if child.tag not in (W + "pPr", W + "bookmarkStart", W + "bookmarkEnd")]:
            first.remove(old)
        made = [first, *(etree.SubElement(cell, W + "p") for _ in paragraphs[1:])]
        for paragraph, pieces in zip(made, paragraphs, strict=True):
            for kind, text in pieces:
                paragraph.append(self._piece(kind, text))
        for paragraph, mark in zip(made, marks, strict=False):
            if mark:
                properties = paragraph.find(W + "pPr")
                if properties is None:
                    properties = etree.Element(W + "pPr")
                    paragraph.insert(0, properties)
                etree.SubElement(properties, W + "rPr").append(self.change(mark))

    def _piece(self, kind: str, text: str) -> etree._Element:
        if not kind:
            return self.run(text)
        changed = self.change("del" if kind == "gone" else kind)
        changed.append(self.run(text, deleted=kind != "ins"))
        if kind != "gone":
            return changed
        inserted = self.change("ins")
        inserted.append(changed)
        return inserted

    def edit_chinese(self, unit: Unit, new: str) -> None:
        first, *rest = self.cell(unit, 1).iter(W + "t")
        first.text = new
        for text in rest:
            text.text = ""

    def merge_cells(self, unit: Unit) -> None:
        """The Chinese and the English become one cell."""
        chinese, english = self.cell(unit, 1), self.cell(unit, 2)
        etree.SubElement(chinese.find(W + "tcPr"), W + "gridSpan").set(W + "val", "2")
        chinese.extend(english.findall(W + "p"))
        english.getparent().remove(english)

    def stray_row(self, unit: Unit, text: str) -> None:
        """A new row above that of a unit."""
        row = etree.Element(W + "tr")
        for content in ("", "", text, ""):
            cell = etree.SubElement(row, W + "tc")
            etree.SubElement(cell, W + "p").append(self.run(content))
        self.row(unit).addprevious(row)

    def order_rows(self, order: Callable[[list[etree._Element]], list[etree._Element]]) -> None:
        """The rows below the head in another order."""
        table = self.rows()[0].getparent()
        table.extend(order(table.findall(W + "tr")[1:]))

    def move_column(self, start: int, end: int) -> None:
        for row in self.rows()[0].getparent().findall(W + "tr"):
            cells = row.findall(W + "tc")
            if start < len(cells) and end < len(cells):
                cells[end].addnext(cells[start]) if end > start else cells[end].addprevious(cells[start])

    def remark(self, unit: Unit, text: str, column: int = 2, answer_to: str = "", done: bool = False) -> str:
        """A comment on a cell; returns its paragraph's ID."""
        number = str(100 + len(self.comments))
        attributes = {W + "id": number, W + "author": self.name, W + "date": WHEN}
        comment = etree.SubElement(self.comments, W + "comment", attributes)
        key = f"{int(number):08X}"
        paragraph = etree.SubElement(comment, W + "p", {W14 + "paraId": key}, nsmap={"w14": W14[1:-1]})
        paragraph.append(self.run(text))
        if not answer_to:
            run = etree.SubElement(self.cell(unit, column).find(W + "p"), W + "r")
            etree.SubElement(run, W + "commentReference", {W + "id": number})
        thread = {W15 + "paraId": key, W15 + "done": "1" if done else "0"}
        if answer_to:
            thread[W15 + "paraIdParent"] = answer_to
        etree.SubElement(self.threads, W15 + "commentEx", thread)
        return key

    def delete_row(self, unit: Unit, tracked: bool) -> None:
        row = self.row(unit)
        if not tracked:
            row.getparent().remove(row)
            return
        properties = row.find(W + "trPr")
        if properties is None:
            properties = etree.Element(W + "trPr")
            row.insert(0, properties)
        properties.append(self.change("del"))

    def copy_row(self, unit: Unit, suffix: str = "_Copy_1") -> etree._Element:
        row = self.row(unit)
        copied = deepcopy(row)
        for mark in copied.iter(W + "bookmarkStart"):
            mark.set(W + "name", mark.get(W + "name") + suffix)
        row.addnext(copied)
        return copied

    def saved(self, **parts: bytes | None) -> bytes:
        """The file as it goes back."""
        everything = {
            **self.parts,
            "word/document.xml": etree.tostring(self.body),
            "word/comments.xml": etree.tostring(self.comments),
            "word/commentsExtended.xml": etree.tostring(self.threads),
            **{name.replace("__", "/"): content for name, content in parts.items()},
        }
        packed = io.BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
            for name, content in everything.items():
                if content is not None:
                    archive.writestr(name, content)
        return packed.getvalue()
