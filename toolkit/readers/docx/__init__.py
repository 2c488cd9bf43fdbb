"""Reads Word documents (DOCX): tracked changes as accepted, fields by their results, notes after the text.

The XML is walked as it stands. An object model would be shorter and would drop inserted text,
content controls and text boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.errors import InputError
from toolkit.model import Document, Kind, Picture
from toolkit.readers.docx.assembly import Paragraph
from toolkit.readers.docx.notices import notices
from toolkit.readers.docx.whole import read_whole


def read_document(content: bytes, file_name: str, place: str) -> Document:
    """The document in the bytes of a DOCX file; raises `InputError` where it cannot be read or has no text."""
    whole = read_whole(content, place)
    found = whole.blocks()
    if not found:
        raise InputError(place, "the file has no text", "put the Chinese text in, or remove the file")
    name = file_name.rpartition(".")[0] or file_name
    title = next((block.segments[0].text for block in found if block.kind is Kind.HEADLINE), name)
    remarks = tuple(notices(whole.package, whole.main, whole.parts, whole.left_out))
    pictures = tuple(_pictures(whole.paragraphs))
    return Document(name, " ".join(title.split()), tuple(found), original=file_name, notices=remarks, pictures=pictures)


def _pictures(paragraphs: Iterable[Paragraph]) -> Iterator[Picture]:
    for number, paragraph in enumerate(paragraphs):
        yield from (Picture(address, label, number) for address, label in paragraph.pictures)
