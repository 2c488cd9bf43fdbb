"""Reads Word documents (DOCX): tracked changes as accepted, fields by their results, notes after the text.

The XML is walked as it stands. An object model would be shorter and would drop inserted text,
content controls and text boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.errors import InputError
from toolkit.model import Block, Document, Kind, Picture
from toolkit.readers.docx.assembly import Paragraph
from toolkit.readers.docx.kinds import blocks
from toolkit.readers.docx.markup import W
from toolkit.readers.docx.notes import read_notes
from toolkit.readers.docx.notices import notices
from toolkit.readers.docx.package import open_package
from toolkit.readers.docx.part import open_part
from toolkit.readers.docx.story import Story
from toolkit.readers.docx.styles import read_styles


def read_document(content: bytes, file_name: str, place: str) -> Document:
    """The document in the bytes of a DOCX file; raises `InputError` where it cannot be read or has no text."""
    package = open_package(content, place)
    main = package.main_part()
    styles = read_styles(package.related(main, "styles"))
    notes = read_notes(package, main, styles)
    body = open_part(package, main, styles, notes.number)
    if body is None or body.root.tag != W + "document":
        raise InputError(place, "there is no Word document in this file", "save it as DOCX in a word processor")
    story = Story(body)
    paragraphs = story.read(body.root)
    found = blocks(paragraphs)
    found += [Block(Kind.FOOTNOTE, 0, (note.segment,)) for note in notes.taken]
    if not found:
        raise InputError(place, "the file has no text", "put the Chinese text in, or remove the file")
    name = file_name.rpartition(".")[0] or file_name
    title = next((block.segments[0].text for block in found if block.kind is Kind.HEADLINE), name)
    remarks = tuple(notices(package, main, [body, *notes.parts], story.left_out))
    pictures = tuple(_pictures([*paragraphs, *notes.taken]))
    return Document(name, " ".join(title.split()), tuple(found), original=file_name, notices=remarks, pictures=pictures)


def _pictures(paragraphs: Iterable[Paragraph]) -> Iterator[Picture]:
    for number, paragraph in enumerate(paragraphs):
        yield from (Picture(address, label, number) for address, label in paragraph.pictures)
