"""What a review document says about its own export, so that its return can be trusted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from toolkit.bitext.partition import Keep, at_hand, parts
from toolkit.codes import tagged
from toolkit.expressions import expression
from toolkit.model import Bitext

MANIFEST_NAMESPACE = "urn:bilingual-toolkit:review:1"
"""Of the manifest inside a Word document."""

_INVISIBLE = expression("[\u200b-\u200d\u2060\ufeff]")
_BLANKS = expression(r"[^\S\n]+")


class ManifestRow(NamedTuple):
    """One exported segment: the hash of its Chinese, and the English as it was exported.

    Inline codes are in all of them as the tags that people see, so that a code taken out counts
    as a change.
    """

    id: str
    kind: str
    state: str
    source_hash: str
    target_hash: str
    target: str


@dataclass(frozen=True, slots=True)
class Export:
    """One export of one document. ``batch`` differs whenever any exported text does."""

    document: str
    batch: str


@dataclass(frozen=True, slots=True)
class Manifest(Export):
    """An export with all that was exported."""

    rows: tuple[ManifestRow, ...]


@at_hand
def manifest(bitext: Bitext) -> Manifest:
    """The manifest of `bitext` as it is now."""
    rows = manifest_rows(bitext)
    return Manifest(bitext.document.name, batch_of(rows), rows)


@at_hand
def open_export(bitext: Bitext, keep: Keep) -> Callable[[], Export]:
    """Asks `keep` for what is exported of the parts of `bitext`; what is returned gives the export as it is now."""
    divided = parts(bitext)

    def told(place: int) -> bytes:
        return "\n".join(map(_line, manifest_rows(divided[place].bitext))).encode("utf-8", "surrogatepass")

    lines = keep(len(divided), lambda place: b"export" + divided[place].content, told)
    return cache(
        lambda: Export(bitext.document.name, _batch(one.decode("utf-8", "surrogatepass") for one in lines if one))
    )


@at_hand
def manifest_rows(bitext: Bitext) -> tuple[ManifestRow, ...]:
    """What is exported of each unit of a bitext, or of a part of one."""
    return tuple(
        ManifestRow(
            id=unit.segment.id,
            kind=str(block.kind),
            state=str(unit.state),
            source_hash=text_hash(tagged(unit.segment.text, unit.segment.codes)),
            target_hash=text_hash(tagged(unit.target, unit.codes)),
            target=tagged(unit.target, unit.codes),
        )
        for block, unit in bitext.rows()
    )


def batch_of(rows: Iterable[ManifestRow]) -> str:
    """The digits that stand for all that was exported."""
    return _batch(map(_line, rows))


def _line(row: ManifestRow) -> str:
    return f"{row.id} {row.source_hash} {row.target_hash}"


def _batch(lines: Iterable[str]) -> str:
    return text_hash("\n".join(lines))


def bookmark_name(prefix: str, segment_id: str) -> str:
    """The name of the bookmark that marks a segment in a Word document, before a number that makes it unique.

    Bookmark names have letters, digits and underscores, and at most 40 of them.
    """
    safe = segment_id if segment_id.isalnum() else re.sub(r"\W", "_", segment_id)
    return (prefix + safe)[:36]


def text_hash(text: str) -> str:
    """Sixteen hexadecimal digits that stay the same when a word processor saves `text` again.

    Invisible characters are dropped and blanks of every kind are one, since editors' programs
    add and change them.
    """
    if not text:  # of a new document all the English is empty
        return _HASH_OF_NOTHING
    plain = unicodedata.normalize("NFC", text)
    if not plain.replace("\n", "").isprintable() or "  " in plain:  # few are, and to look takes a tenth of the time
        plain = _BLANKS.sub(" ", _INVISIBLE.sub("", plain))
    return hashlib.blake2b(plain.strip().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


_HASH_OF_NOTHING = hashlib.blake2b(digest_size=8).hexdigest()
