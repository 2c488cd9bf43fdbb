"""Packs a Word document: template, body, comments, manifest, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import islice
from string import Template
from typing import NamedTuple

from toolkit.bitext import MANIFEST_NAMESPACE, Export, ManifestRow
from toolkit.writers.docx.archive import Piece, archive, compress, join
from toolkit.writers.docx.comments import AUTHOR, COMMENTS_END, COMMENTS_START, THREADS_END, THREADS_START
from toolkit.writers.docx.markup import escape
from toolkit.writers.resources import resource

_STORE_ID = "{7B1C6A0E-6C0B-4C6B-9C39-1D0F0B5A2E11}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

MAIN, COMMENTS, THREADS, MANIFEST = (
    *("word/document.xml", "word/comments.xml", "word/commentsExtended.xml"),
    "customXml/item1.xml",
)
"""Parts that are filled in."""

_SETTINGS, _RELATED = "word/settings.xml", "word/_rels/document.xml.rels"
_DESCRIBED = "customXml/itemProps1.xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_KINDS = {
    "docProps/app.xml": f"{_OFFICE}extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    MAIN: f"{_OFFICE}wordprocessingml.document.main+xml",
    "word/fontTable.xml": f"{_OFFICE}wordprocessingml.fontTable+xml",
    "word/footer1.xml": f"{_OFFICE}wordprocessingml.footer+xml",
    "word/header1.xml": f"{_OFFICE}wordprocessingml.header+xml",
    _SETTINGS: f"{_OFFICE}wordprocessingml.settings+xml",
    "word/styles.xml": f"{_OFFICE}wordprocessingml.styles+xml",
}
"""The parts of the template, and what they are."""

_KINDS_ADDED = {
    MANIFEST: "application/xml",
    _DESCRIBED: f"{_OFFICE}customXmlProperties+xml",
    COMMENTS: f"{_OFFICE}wordprocessingml.comments+xml",
    THREADS: f"{_OFFICE}wordprocessingml.commentsExtended+xml",
}
"""The parts that a document may have beside them."""

Parts = Mapping[str, str]
"""The markup of a package's parts and of the relationships between them, by name."""

BODY_END, MANIFEST_END = "<w:sectPr", "</review>"


_AT_A_TIME = 64


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


def open_template(title: str, export: str, day: date, kind: str = "Bilingual review") -> Parts:
    """The parts of a document that has nothing in it yet; title, kind and the export's mark stand around its pages."""
    texts = {"title": title, "short": title[:255], "author": AUTHOR, "kind": kind, "export": export, "at": stamp(day)}
    escaped = {name: escape(text) for name, text in texts.items()}
    return {name: Template(markup).substitute(escaped) for name, markup in _template().items()}


@cache
def _template() -> Parts:
    """The files of the template, without the line breaks and indents that are for its readers."""
    names = (*_KINDS, "_rels/.rels", _RELATED)
    named = {name: resource(__package__, f"template/{name}").splitlines() for name in names}
    return {name: f"{start}\n{''.join(map(str.strip, lines))}" for name, (start, *lines) in named.items()}


def protected(parts: Parts) -> Parts:
    """The parts of a document that allows changes only where its body has opened a permission.

    See `Anchors.permission`. The kind is ``readOnly``: with ``trackedChanges`` word processors ignore
    the permissions.
    """
    tracking = "<w:trackRevisions/>"
    protection = f'{tracking}<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    return {**parts, _SETTINGS: parts[_SETTINGS].replace(tracking, protection)}


def with_comments(parts: Parts, with_notes: bool) -> Parts:
    """With the part for comments; where people's notes are among them also the one for their threads."""
    added = {COMMENTS: COMMENTS_START + COMMENTS_END}
    related = [(f"{_RELATIONS}/comments", "comments.xml")]
    if with_notes:
        added[THREADS] = THREADS_START + THREADS_END
        related.append(
            ("http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended.xml")
        )
    return {**parts, **added, _RELATED: _related(parts[_RELATED], *related)}


def with_manifest(parts: Parts, export: Export, author: str = "", at: str = "") -> Parts:
    """With the part for the manifest, a custom one, which word processors carry along unseen.

    `author` and `at` are those of the tracked changes that the document is sent out with.
    """
    signed = f' author="{escape(author)}" at="{at}"' if author else ""
    about = f'document="{escape(export.document)}" batch="{export.batch}"{signed}'
    properties = (
        f'{_XML}<ds:datastoreItem ds:itemID="{_STORE_ID}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{MANIFEST_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    none = f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    return {
        **parts,
        MANIFEST: f'{_XML}<review xmlns="{MANIFEST_NAMESPACE}" {about}>\n{MANIFEST_END}\n',
        _DESCRIBED: properties,
        "customXml/_rels/item1.xml.rels": _related(none, (f"{_RELATIONS}/customXmlProps", "itemProps1.xml")),
        _RELATED: _related(parts[_RELATED], (f"{_RELATIONS}/customXml", f"../{MANIFEST}")),
    }


def _related(relationships: str, *added: tuple[str, str]) -> str:
    """The relationships of a part with more of them, each a type and a target, under the numbers that follow."""
    start, end, _ = relationships.rpartition("</Relationships>")
    for number, (kind, target) in enumerate(added, start.count("<Relationship ") + 1):
        start += f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
    return start + end


def stamp(day: date) -> str:
    """The time that comments and tracked changes of a document of `day` have, by ISO 8601."""
    return f"{_midnight(day):%Y-%m-%dT%H:%M:%SZ}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def manifest_lines(rows: Iterable[ManifestRow]) -> Iterator[str]:
    """The rows of a manifest as its part has them."""
    for row in rows:
        yield (
            f'<segment id="{escape(row.id)}" kind="{row.kind}" state="{row.state}" source="{row.source_hash}"'
            f' target="{row.target_hash}">{escape(row.target)}</segment>\n'
        )


def pack(parts: Parts, fillings: Mapping[str, Filling]) -> bytes:
    """The bytes of a document with what is filled into its parts: sorted entries, no times, one compression.

    The markup is never parsed: the tree of a long document takes twelve times its size.
    """
    members = [("[Content_Types].xml", _types(parts)), *sorted(parts.items())]
    return archive((name, _filled(markup.encode("utf-8"), fillings.get(name))) for name, markup in members)


def _types(parts: Parts) -> str:
    kinds = sorted((_KINDS | _KINDS_ADDED).items())
    types = (f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds if name in parts)
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{''.join(types)}</Types>"
    )


def _filled(content: bytes, filling: Filling | None) -> Piece:
    if filling is None:
        return compress([content])
    start, before, rest = content.rpartition(filling.before.encode("utf-8"))
    return join([compress([start]), *filling.pieces, compress([before, rest])])
