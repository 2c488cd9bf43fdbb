"""Reads a web page: its main text, without what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.model import Document, Kind
from toolkit.readers.html.article import find_article
from toolkit.readers.html.blocks import Reading, read_blocks
from toolkit.readers.html.charset import decode_page
from toolkit.readers.html.headline import bare_title
from toolkit.readers.html.tree import parse_page, text_of
from toolkit.readers.lines import joined_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
_NO_TEXT = "save the page from a browser once it shows its text, or copy the text into a .txt file"


def read_document(content: bytes, file_name: str, place: str) -> Document:
    """The document in the bytes of a page; raises `InputError` where it has no text.

    No script is run and nothing is loaded. The notices say how the page was decoded, and how much
    of it was left out.
    """
    page = read_page(content, place)
    blocks = tuple(page.reading.blocks)
    name = file_name.rpartition(".")[0] or file_name
    headline = next((block.segments[0].text for block in blocks if block.kind is Kind.HEADLINE), "")
    title = joined_lines(headline) or bare_title(title_of(page.root)) or name
    notices = (page.decoded, *_notices(page.reading, page.root.get("lang", "")))
    return Document(name, title, blocks, original=file_name, notices=notices, pictures=tuple(page.reading.pictures))


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read; ``decoded`` says how its bytes became text."""

    root: _Element
    reading: Reading
    decoded: str


def read_page(content: bytes, place: str) -> Page:
    """The blocks of a page with its tree; raises `InputError` where it has no text."""
    text, decoded = decode_page(content, place)
    root = parse_page(text, place)
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        raise InputError(place, "the page has no text", _NO_TEXT)
    reading = read_blocks(find_article(body, title_of(root)))
    if not reading.blocks:
        raise InputError(place, "the page has no text", _NO_TEXT)
    return Page(root, reading, decoded)


def title_of(root: _Element) -> str:
    """The title that the page says it has."""
    title = root.find("head/title")
    return text_of(title) if title is not None else ""


def _notices(reading: Reading, language: str) -> Iterator[str]:
    article, programs = reading.article, reading.programs
    if article.trusted:
        yield f"the text is what the page marks as <{article.trusted}>"
    if article.left_out.text:
        sentences = f", {article.left_out.prose:,} of them in sentences" if article.left_out.prose else ""
        yield (
            f"left out around the text (menus, related links, footers): {article.left_out.text:,} characters{sentences}"
        )
    if programs:
        yield f"program code (<pre>) left out in {programs} place{'s' if programs > 1 else ''}"
    if language.lower().startswith(_TRADITIONAL):
        yield f"the page says that it is in traditional Chinese (lang={language})"
