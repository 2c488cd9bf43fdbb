"""What a publication is made of, whatever format it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from toolkit.model import Cell, Code, Kind


class Layout(StrEnum):
    """How the languages of a publication stand to each other."""

    SINGLE = "single"
    """One language."""
    INTERLEAVED = "interleaved"
    """Each passage in Chinese, and beneath it in English."""
    SIDE_BY_SIDE = "side-by-side"
    """Each passage in two columns."""
    FACING = "facing"
    """Chinese on the left-hand page, its English on the right-hand one."""


CHINESE, TRADITIONAL, ENGLISH = "chinese", "traditional", "english"

EDITIONS = {
    "english": (Layout.SINGLE, (ENGLISH,)),
    "chinese": (Layout.SINGLE, (CHINESE,)),
    "traditional": (Layout.SINGLE, (TRADITIONAL,)),
    "interleaved": (Layout.INTERLEAVED, (CHINESE, ENGLISH)),
    "side-by-side": (Layout.SIDE_BY_SIDE, (CHINESE, ENGLISH)),
    "facing": (Layout.FACING, (CHINESE, ENGLISH)),
}
"""Edition → its layout and which texts it has, in their order."""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage in one language (a tag such as ``zh-Hans-CN`` or ``en-GB``).

    ``codes`` are its inline codes, numbered anew from 1 over the whole passage. ``text`` is empty
    where nobody has translated it. ``starts`` are the offsets at which its segments begin, as many
    in each language, so that a passage can be divided at the same sentence in all of them.
    """

    text: str
    language: str
    codes: tuple[Code, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The bytes of a picture with its media type; both empty where it was not found."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a publication could not show as it should: a permanent word, and what to know and do.

    ``passage`` is the number of the passage that it concerns, 0 for all of it.
    """

    code: str
    message: str
    passage: int = 0


REFERENCE = "reference.docx"
"""The file of a theme whose styles Word documents have."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of an institution: a stylesheet that has the last word, and the files that stand beside it.

    ``files`` are fonts, a logo (``logo.svg``, ``.png`` or ``.jpg``) and `REFERENCE` by their names.
    """

    css: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as it is printed, in each of the publication's languages and in their order.

    ``number`` counts the blocks from 1 and is the same in every edition, so that it can be linked
    to. ``pictures`` are addresses of those that stand in or before it, with their labels.
    """

    number: int
    kind: Kind
    level: int
    texts: tuple[Text, ...]
    cell: Cell | None = None
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the title page says beside the title; any of it may be empty."""

    publisher: str = ""
    authors: tuple[str, ...] = ()
    rights: str = ""
    statement: str = ""
    """How the text came about: “Converted to traditional characters by program.”"""


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that one edition of one document says.

    ``titles`` has a text a language. ``missing`` are the numbers of passages with something that is
    not yet reviewed or not translated; ``draft`` says that the pages are to be marked for it.
    ``pictures`` has the files by their addresses. ``identifier`` is stable for a document and edition.
    """

    name: str
    edition: str
    layout: Layout
    languages: tuple[str, ...]
    titles: tuple[Text, ...]
    passages: tuple[Passage, ...]
    identifier: str
    day: date
    imprint: Imprint = field(default_factory=Imprint)
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    draft: bool = False
    missing: tuple[int, ...] = ()
