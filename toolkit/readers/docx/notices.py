"""What a reader should know of how a DOCX was read: what was accepted, what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.readers.docx.markup import R, W
from toolkit.readers.docx.package import Package
from toolkit.readers.docx.story import Story, Surroundings

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "cellIns", "cellDel"))
_EDGES = (W + "headerReference", W + "footerReference")


def notices(package: Package, main: str, root: _Element, around: Surroundings) -> tuple[str, ...]:
    """The notices on the main part, read within `around`."""
    return tuple(_notices(package, main, root, around))


def _notices(package: Package, main: str, root: _Element, around: Surroundings) -> Iterator[str]:
    changes = sum(1 for _ in root.iter(*_CHANGES))
    if changes:
        yield f"read with {_count(changes, 'tracked change')} accepted"
    comments = sum(1 for _ in root.iter(W + "commentReference"))
    if comments:
        yield f"{_count(comments, 'comment')} left out"
    if around.contents_left_out:
        yield "the table of contents is left out"
    if any(_has_words(package, target, around) for target in _edges(package, main, root)):
        yield "headers and footers are left out"
    if next(root.iter(W + "altChunk"), None) is not None:
        yield "a document embedded in this one is left out"


def _edges(package: Package, main: str, root: _Element) -> list[str]:
    """The parts of the headers and footers that are in use, each once."""
    relationships = package.relationships(main)
    used = (relationships.get(element.get(R + "id", "")) for element in root.iter(*_EDGES))
    return list(dict.fromkeys(found.target for found in used if found and not found.external))


def _has_words(package: Package, target: str, around: Surroundings) -> bool:
    """Whether there is more than a page number."""
    root = package.part(target)
    if root is None:
        return False
    paragraphs = Story(Surroundings.of(package, target, root, around.styles)).read(root)
    return any(character.isalpha() for paragraph in paragraphs for character in paragraph.segment.text)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + "s" * (number != 1)
