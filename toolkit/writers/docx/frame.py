"""What a Word document has around what is filled in, for all documents of a kind the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from toolkit.writers.resources import resource

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

MAIN, COMMENTS, THREADS, MANIFEST = (
    *("word/document.xml", "word/comments.xml", "word/commentsExtended.xml"),
    "customXml/item1.xml",
)
"""Parts that are filled in."""

TITLE, TITLE_IN_PROPERTIES, MARK, DAY = "$title", "$name", "$mark", "1980-01-01T00:00:00Z"
"""What stands in a frame where a document has its own: its title, whole and as long as properties may be, what
is said of it at the foot of each page, and its day."""


class Frame(NamedTuple):
    """A kind of document: what its header calls it, and which parts it has.

    One that is `protected` can be changed only where its body has opened a permission (see `Anchors.permission`).
    """

    kind: str
    protected: bool = False
    comments: bool = False
    threads: bool = False
    manifest: bool = False


REVIEWS = tuple(
    Frame("Bilingual review", protected, comments, threads, manifest=True)
    for protected, (comments, threads) in product((False, True), ((False, False), (True, False), (True, True)))
)
"""The kinds of review documents."""


@cache
def frame_members(frame: Frame) -> Mapping[str, str]:
    """The members of the package of such a document by name.

    Those of review documents come with the package: to load python-docx, which made them, takes a tenth of the time in
    which a page is built.
    """
    if frame in REVIEWS:
        return _reviews()[REVIEWS.index(frame)]
    from toolkit.writers.docx.framing import make_frame

    return make_frame(frame)


@cache
def _reviews() -> list[dict[str, str]]:
    contents, frames = json.loads(resource(__package__, "frames.json"))
    return [{name: contents[number] for name, number in members.items()} for members in frames]


def write_frames(frames: list[dict[str, str]]) -> str:
    """The members of these frames as the file has them, each content once."""
    contents = dict.fromkeys(content for members in frames for content in members.values())
    numbers = {content: number for number, content in enumerate(contents)}
    numbered = [{name: numbers[content] for name, content in members.items()} for members in frames]
    return json.dumps([list(contents), numbered], ensure_ascii=False, indent=1) + "\n"
