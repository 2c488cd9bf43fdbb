"""Packs a Word document: template, body, comments, manifest, and the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import NamedTuple

from toolkit.bitext import MANIFEST_NAMESPACE, Export, ManifestRow
from toolkit.expressions import expression
from toolkit.writers.docx.archive import Piece, archive, compress, join
from toolkit.writers.docx.frame import (
    DAY,
    MAIN,
    MANIFEST,
    MARK,
    TITLE,
    TITLE_IN_PROPERTIES,
    XML,
    Frame,
    frame_members,
)
from toolkit.writers.docx.markup import escape

BODY_END, MANIFEST_END = "<w:sectPr", "</review>"


_AT_A_TIME = 512


class Filling(NamedTuple):
    """What comes into a part of the document, right before the last place where the markup `before` stands."""

    before: str
    pieces: Iterable[Piece]


def in_body(body: Iterable[str]) -> Mapping[str, Filling]:
    """Block-level markup as all that is filled in."""
    return {MAIN: Filling(BODY_END, [compressed(body)])}


def compressed(markup: Iterable[str]) -> Piece:
    """Markup as a piece; some of it is compressed at a time, since many short texts take half as long again."""
    rest = iter(markup)
    some = iter(lambda: list(islice(rest, _AT_A_TIME)), [])
    return compress("".join(texts).encode("utf-8") for texts in some)


Members = Mapping[str, str]
"""The members of a package by name, without what is filled in."""


def open_document(frame: Frame, title: str, mark: str, day: date) -> Members:
    """A document of that kind: with its title and a mark of its own in header, footer and properties."""
    own = {TITLE: title, TITLE_IN_PROPERTIES: title[:255], MARK: mark, DAY: stamp(day)}
    return {
        name: _PLACE.sub(lambda place: escape(own[place[0]]), content) if name in _WITH_PLACES else content
        for name, content in frame_members(frame).items()
    }


_PLACE = expression("|".join(map(re.escape, (TITLE, TITLE_IN_PROPERTIES, MARK, DAY))))
_WITH_PLACES = frozenset(("word/header1.xml", "word/footer1.xml", "docProps/core.xml"))


def stamp(day: date) -> str:
    """The time that comments and tracked changes of a document of `day` have, by ISO 8601."""
    return f"{_midnight(day):%Y-%m-%dT%H:%M:%SZ}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def with_manifest(members: Members, export: Export, author: str = "", at: str = "") -> Members:
    """The members with what the manifest says of the whole document.

    `author` and `at` are those of the tracked changes that the document is sent out with.
    """
    signed = f' author="{escape(author)}" at="{at}"' if author else ""
    about = f'document="{escape(export.document)}" batch="{export.batch}"{signed}'
    return {**members, MANIFEST: f'{XML}<review xmlns="{MANIFEST_NAMESPACE}" {about}>\n{MANIFEST_END}\n'}


def manifest_lines(rows: Iterable[ManifestRow]) -> Iterator[str]:
    """The rows of a manifest as its part has them."""
    for row in rows:
        yield (
            f'<segment id="{escape(row.id)}" kind="{row.kind}" state="{row.state}" source="{row.source_hash}"'
            f' target="{row.target_hash}">{escape(row.target)}</segment>\n'
        )


def pack(members: Members, fillings: Mapping[str, Filling]) -> bytes:
    """The bytes of a document with what is filled into its parts: sorted entries, no times, one compression.

    python-docx could save the document itself, with the time of day in every entry. The markup is
    never parsed: the tree of a long document takes twelve times its size.
    """
    names = sorted(members, key=lambda name: (name != "[Content_Types].xml", name))
    return archive((name, _filled(members[name], fillings.get(name))) for name in names)


def _filled(content: str, filling: Filling | None) -> Piece:
    if filling is None:
        return compress([content.encode()])
    start, before, rest = content.rpartition(filling.before)
    return join([compress([start.encode()]), *filling.pieces, compress([(before + rest).encode()])])
