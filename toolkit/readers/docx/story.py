"""Walks a story (the body, a note, a text box) and puts its paragraphs together.

Elements that are not named here are transparent: their children are read as if they stood alone.
So content controls, smart tags, insertions and whatever Word may add next lose no text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.model import CodeKind
from toolkit.readers.docx import fields, markup
from toolkit.readers.docx.assembly import CONTENTS, DIAGRAMS, Assembly, Paragraph
from toolkit.readers.docx.markup import MC, PIC, WP, A, M, O, R, V, W, value
from toolkit.readers.docx.part import Part
from toolkit.readers.docx.properties import (
    alternative_text,
    is_merged_into_another,
    number_of,
    picture_label,
    runs_into_the_next,
)
from toolkit.readers.docx.styles import Look
from toolkit.readers.docx.symbols import symbol
from toolkit.readers.grid import Grid
from toolkit.readers.inline import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARACTERS: Mapping[object, str] = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
}
_NOTE_MARKS: Mapping[object, str] = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


@dataclass(slots=True)
class Story:
    """The way through a story of `part`."""

    part: Part
    _out: Assembly = field(default_factory=Assembly)
    _look: Look = field(default_factory=Look)
    _grid: Grid = field(default_factory=Grid)
    _picture: _Element | None = None

    @property
    def left_out(self) -> set[str]:
        """What had text that was not read."""
        return self._out.left_out

    def read(self, root: _Element) -> list[Paragraph]:
        """The paragraphs with text under `root`."""
        self._walk(root)
        return self._out.finish(self._look)

    def _walk(self, element: _Element) -> None:
        for child in element:
            handle = _HANDLERS.get(child.tag)
            if handle is None:
                self._walk(child)
            else:
                handle(self, child)

    def _end(self, look: Look) -> None:
        self._out.end(look, self._grid.here)

    def _paragraph(self, element: _Element) -> None:
        properties = element.find(W + "pPr")
        self._look = look = self.part.styles.look(properties)
        self._walk(element)
        if properties is None or not runs_into_the_next(properties):
            self._end(look)

    def _run(self, element: _Element) -> None:
        outer = self._out.formats, self._out.hidden
        self._out.formats, self._out.hidden = self.part.styles.formats(self._look, element.find(W + "rPr"))
        self._walk(element)
        self._out.formats, self._out.hidden = outer

    def _text(self, element: _Element) -> None:
        text = element.text or ""
        if element.get(markup.XML_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        self._out.add(text.translate(_LINE_ENDS_TO_BLANKS), element)

    def _character(self, element: _Element) -> None:
        self._out.add(_CHARACTERS[element.tag], element)

    def _break(self, element: _Element) -> None:
        if element.get(W + "type", "textWrapping") == "textWrapping":
            self._out.add("\n", element)
        else:
            self._end(self._look)

    def _symbol(self, element: _Element) -> None:
        font, code = element.get(W + "font", ""), element.get(W + "char", "")
        character = symbol(font, code)
        if character:
            self._out.add(character, element)
        else:
            self._out.place(CodeKind.OBJECT, f"{font} {code}".strip(), element)

    def _link(self, element: _Element) -> None:
        anchor = element.get(W + "anchor", "")
        address = self.part.addresses.get(element.get(R + "id", ""), "") + (anchor and f"#{anchor}")
        self._out.links.append(address)
        self._walk(element)
        self._out.links.pop()

    def _ruby(self, element: _Element) -> None:
        for base in element.iterchildren(W + "rubyBase"):
            self._walk(base)

    def _equation(self, element: _Element) -> None:
        kept = (part for part in element.iter(M + "t") if next(part.iterancestors(W + "del"), None) is None)
        self._out.place(CodeKind.OBJECT, "".join(part.text or "" for part in kept), element)

    def _note(self, element: _Element) -> None:
        if not self._out.silent:
            number = self.part.note(_NOTE_MARKS[element.tag], element.get(W + "id", ""))
            if number:
                self._out.place(CodeKind.REFERENCE, str(number), element)

    def _field_character(self, element: _Element) -> None:
        if element in self.part.alone:
            return
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._out.fields.begin()
        elif kind == "separate":
            self._out.fields.separate()
        elif kind == "end":
            ended = self._out.fields.end()
            if ended and ended.kind == "EQ" and not ended.shows:
                self._out.place(CodeKind.OBJECT, ended.instruction, element)

    def _instruction(self, element: _Element) -> None:
        self._out.fields.instruct(element.text or "")

    def _simple_field(self, element: _Element) -> None:
        self._out.fields.begin()
        self._out.fields.instruct(element.get(W + "instr", ""))
        self._out.fields.separate()
        self._walk(element)
        self._out.fields.end()

    def _skip(self, element: _Element) -> None:
        """Leaves out what is deleted, but for field characters, which come in pairs."""
        for character in element.iter(fields.CHARACTER):
            self._field_character(character)

    def _control(self, element: _Element) -> None:
        gallery = element.find(f"{W}sdtPr/{W}docPartObj")
        if value(gallery, "docPartGallery") == "Table of Contents":
            self._out.left_out.add(CONTENTS)
            self._skip(element)
        else:
            self._walk(element)

    def _table(self, element: _Element) -> None:
        self._end(self._look)
        self._grid.begin()
        self._walk(element)
        self._grid.end()

    def _row(self, element: _Element) -> None:
        if element.find(f"{W}trPr/{W}del") is None:
            self._grid.row(number_of(element.find(W + "trPr"), "gridBefore"))
            self._walk(element)
        else:
            self._skip(element)

    def _cell(self, element: _Element) -> None:
        properties = element.find(W + "tcPr")
        deleted = properties is not None and properties.find(W + "cellDel") is not None
        if not deleted:
            self._grid.cell(number_of(properties, "gridSpan"))
        if deleted or is_merged_into_another(properties):
            self._skip(element)
        else:
            self._walk(element)
            self._end(self._look)
        self._grid.leave()

    def _alternatives(self, element: _Element) -> None:
        """Word writes a text box twice, for programs that know the new markup and for those that do not."""
        chosen = element.find(MC + "Choice")
        if chosen is None:
            chosen = element.find(MC + "Fallback")
        if chosen is not None:
            self._walk(chosen)

    def _text_box(self, element: _Element) -> None:
        if self._out.silent:
            return
        if self._out.flowing:
            self._walk(element)
        else:
            box = Story(self.part, _grid=self._grid)
            self._out.add_box(box.read(element))
            self._out.left_out |= box.left_out

    def _drawing(self, element: _Element) -> None:
        outer, self._picture = self._picture, next(element.iter(WP + "docPr"), None)
        self._walk(element)
        self._picture = outer

    def _image(self, element: _Element) -> None:
        own, blip = next(element.iter(PIC + "cNvPr"), None), next(element.iter(A + "blip"), None)
        source = self._source(blip, alternative_text(self._picture, own))
        self._out.place(CodeKind.IMAGE, picture_label(self._picture, own), element, source)

    def _old_image(self, element: _Element) -> None:
        shape = element.getparent()
        alternative = "" if shape is None else shape.get("alt", "")
        label = alternative or element.get(O + "title", "")
        self._out.place(CodeKind.IMAGE, label, element, self._source(element, alternative))

    def _source(self, element: _Element | None, alternative: str) -> Source:
        """Where the picture that `element` refers to is, and its alternative text."""
        keys = () if element is None else (element.get(R + name, "") for name in ("embed", "link", "id"))
        address = next((self.part.pictures[key] for key in keys if key in self.part.pictures), "")
        return address, " ".join(alternative.split())

    def _diagram(self, element: _Element) -> None:
        self._out.place(CodeKind.OBJECT, picture_label(self._picture), element)
        self._out.left_out.add(DIAGRAMS)

    def _object(self, element: _Element) -> None:
        embedded = next(element.iter(O + "OLEObject"), None)
        self._out.place(CodeKind.OBJECT, "" if embedded is None else embedded.get("ProgID", ""), element)


def read_flowing(part: Part, root: _Element) -> Paragraph | None:
    """All text under `root` as one paragraph, its own paragraphs divided by line breaks."""
    return next(iter(Story(part, _out=Assembly(flowing=True)).read(root)), None)


_LINE_ENDS_TO_BLANKS = str.maketrans("\t\r\n", "   ")


def _nothing(_story: Story, _element: _Element) -> None:
    """Properties are read where they are needed."""


_HANDLERS: Mapping[object, Callable[[Story, _Element], None]] = {
    W + "p": Story._paragraph,
    W + "r": Story._run,
    W + "t": Story._text,
    W + "br": Story._break,
    W + "sym": Story._symbol,
    W + "hyperlink": Story._link,
    W + "ruby": Story._ruby,
    W + "fldChar": Story._field_character,
    W + "instrText": Story._instruction,
    W + "delInstrText": Story._instruction,
    W + "fldSimple": Story._simple_field,
    W + "del": Story._skip,
    W + "moveFrom": Story._skip,
    W + "sdt": Story._control,
    W + "tbl": Story._table,
    W + "tr": Story._row,
    W + "tc": Story._cell,
    W + "txbxContent": Story._text_box,
    W + "drawing": Story._drawing,
    W + "object": Story._object,
    MC + "AlternateContent": Story._alternatives,
    M + "oMath": Story._equation,
    PIC + "pic": Story._image,
    V + "imagedata": Story._old_image,
    markup.CHART + "chart": Story._diagram,
    markup.DIAGRAM + "relIds": Story._diagram,
    **dict.fromkeys(_CHARACTERS, Story._character),
    **dict.fromkeys(_NOTE_MARKS, Story._note),
    **dict.fromkeys((W + "pPr", W + "rPr", W + "tblPr", W + "tblGrid", W + "trPr", W + "tcPr", W + "sdtPr"), _nothing),
}
