"""Packs a Word document: template, body, comments, manifest, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import islice
from typing import NamedTuple

from toolkit.bitext import MANIFEST_NAMESPACE, Export, ManifestRow
from toolkit.expressions import expression
from toolkit.writers.docx.archive import Piece, archive, compress, join
from toolkit.writers.docx.comments import COMMENTS_END, COMMENTS_START, THREADS_END, THREADS_START
from toolkit.writers.docx.markup import escape
from toolkit.writers.resources import resource

_STORE_ID = "{7B1C6A0E-6C0B-4C6B-9C39-1D0F0B5A2E11}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES_START = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_RELATIONS = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_TYPES = "[Content_Types].xml"
_TYPE = expression(r'<Override PartName="/([^"]*)" ContentType="([^"]*)"/>')
_INDENT = expression(r"(?<!\?)>\s+<")
_PLACE = expression(r"\$(\w+)")

MAIN, COMMENTS, THREADS, MANIFEST = (
    *("word/document.xml", "word/comments.xml", "word/commentsExtended.xml"),
    "customXml/item1.xml",
)
"""Parts that are filled in."""

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


class Package(NamedTuple):
    """A document without what is filled in: its members by name, and the content types of its parts."""

    members: dict[str, str]
    types: dict[str, str]

    def add(self, name: str, kind: str, content: str) -> None:
        """A part of that content type."""
        self.members[name], self.types[name] = content, kind

    def relate(self, name: str, kind: str, target: str) -> None:
        """Has the part of that name refer to the `target`."""
        folder, _, last = name.rpartition("/")
        place = f"{folder}/_rels/{last}.rels"
        start, end, _ = self.members.get(place, _NO_RELATIONS).rpartition("</Relationships>")
        number = start.count("<Relationship ") + 1
        self.members[place] = f'{start}<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>{end}'


@cache
def _template() -> Package:
    """The review template, which lies unpacked in a folder, with places for what is a document's own."""
    types = dict(_TYPE.findall(_read(_TYPES)))
    return Package({name: _read(name) for name in (*types, "_rels/.rels", "word/_rels/document.xml.rels")}, types)


def _read(name: str) -> str:
    return _INDENT.sub("><", resource(__package__, f"template/{name}").rstrip())


def open_template(title: str, mark: str, day: date, kind: str = "Bilingual review") -> Package:
    """A package of the template: with title, kind and mark of the document in its header, footer and properties."""
    given = {"title": title, "kind": kind, "mark": mark, "name": title[:255], "day": stamp(day)}
    members, types = _template()
    own = {
        name: _PLACE.sub(lambda place: escape(given[place[1]]), members[name])
        for name in ("word/header1.xml", "word/footer1.xml", "docProps/core.xml")
    }
    return Package(members | own, dict(types))


def protect(package: Package) -> None:
    """Allows changes only where the body has opened a permission (see `Anchors.permission`).

    The kind is ``readOnly``: with ``trackedChanges`` word processors ignore the permissions.
    """
    name, before = "word/settings.xml", "<w:trackRevisions/>"
    protection = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    package.members[name] = package.members[name].replace(before, before + protection)


def add_comments(package: Package, with_notes: bool) -> None:
    """The part for comments; where people's notes are among them also the one for their threads."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments"
    package.add(COMMENTS, f"{kind}+xml", COMMENTS_START + COMMENTS_END)
    package.relate(MAIN, f"{_RELATIONS}/comments", "comments.xml")
    if with_notes:
        package.add(THREADS, f"{kind}Extended+xml", THREADS_START + THREADS_END)
        related = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
        package.relate(MAIN, related, "commentsExtended.xml")


def stamp(day: date) -> str:
    """The time that comments and tracked changes of a document of `day` have, by ISO 8601."""
    return f"{_midnight(day):%Y-%m-%dT%H:%M:%SZ}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def add_manifest(package: Package, export: Export, author: str = "", at: str = "") -> None:
    """The part for the manifest, a custom one, which word processors carry along unseen.

    `author` and `at` are those of the tracked changes that the document is sent out with.
    """
    signed = f' author="{escape(author)}" at="{at}"' if author else ""
    about = f'document="{escape(export.document)}" batch="{export.batch}"{signed}'
    content = f'{_XML}<review xmlns="{MANIFEST_NAMESPACE}" {about}>\n{MANIFEST_END}\n'
    properties = (
        f'{_XML}<ds:datastoreItem ds:itemID="{_STORE_ID}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{MANIFEST_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    package.add(MANIFEST, "application/xml", content)
    package.relate(MAIN, f"{_RELATIONS}/customXml", f"../{MANIFEST}")
    package.add("customXml/itemProps1.xml", kind, properties)
    package.relate(MANIFEST, f"{_RELATIONS}/customXmlProps", "itemProps1.xml")


def manifest_lines(rows: Iterable[ManifestRow]) -> Iterator[str]:
    """The rows of a manifest as its part has them."""
    for row in rows:
        yield (
            f'<segment id="{escape(row.id)}" kind="{row.kind}" state="{row.state}" source="{row.source_hash}"'
            f' target="{row.target_hash}">{escape(row.target)}</segment>\n'
        )


def pack(package: Package, fillings: Mapping[str, Filling]) -> bytes:
    """The bytes of a document with what is filled into its parts: sorted entries, no times, one compression."""
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(package.types.items())
    )
    members = sorted(package.members.items())
    first = _TYPES, compress([f"{_TYPES_START}{types}</Types>".encode()])
    return archive([first, *((name, _filled(content, fillings.get(name))) for name, content in members)])


def _filled(content: str, filling: Filling | None) -> Piece:
    if filling is None:
        return compress([content.encode()])
    start, before, rest = content.rpartition(filling.before)
    return join([compress([start.encode()]), *filling.pieces, compress([(before + rest).encode()])])
