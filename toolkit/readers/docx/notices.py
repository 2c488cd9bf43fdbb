"""What a reader should know of how a DOCX was read: what was accepted, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit.readers.docx.markup import R, W
from toolkit.readers.docx.package import Package
from toolkit.readers.docx.part import Part, open_part
from toolkit.readers.docx.story import Story

_CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "cellIns", "cellDel"))
_EDGES = (W + "headerReference", W + "footerReference")


def notices(package: Package, main: str, parts: Sequence[Part], left_out: Iterable[str]) -> Iterator[str]:
    """The notices on the `parts` that were read, the first of which is called `main`.

    ``left_out`` names what had text that was not read.
    """
    changes = _count(parts, *_CHANGES)
    if changes:
        yield f"read with {changes} tracked change{'s' * (changes != 1)} accepted"
    comments = _count(parts, W + "commentReference")
    if comments:
        yield f"{comments} comment{'s' * (comments != 1)} left out"
    for what in sorted(left_out):
        yield f"{what} is left out"
    if any(_has_words(package, target, parts[0]) for target in _edges(package, main, parts[0])):
        yield "headers and footers are left out"
    if _count(parts, W + "altChunk"):
        yield "a document embedded in this one is left out"


def _count(parts: Sequence[Part], *names: str) -> int:
    return sum(1 for part in parts for _ in part.root.iter(*names))


def _edges(package: Package, main: str, body: Part) -> list[str]:
    """The parts of the headers and footers that are in use, each once."""
    relationships = package.relationships(main)
    used = (relationships.get(element.get(R + "id", "")) for element in body.root.iter(*_EDGES))
    return list(dict.fromkeys(found.target for found in used if found and not found.external))


def _has_words(package: Package, target: str, body: Part) -> bool:
    """Whether there is more than a page number."""
    part = open_part(package, target, body.styles)
    paragraphs = Story(part).read(part.root) if part else []
    return any(character.isalpha() for paragraph in paragraphs for character in paragraph.segment.text)
