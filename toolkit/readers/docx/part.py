"""A part that holds text, with what its text refers to."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.readers.docx.fields import unbalanced
from toolkit.readers.docx.package import Package
from toolkit.readers.docx.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Part:
    """The body, the footnotes, a header: all that a story needs to be read. ``name`` is its own in the package.

    ``addresses`` are those of links, by ID, ``pictures`` the parts that hold pictures; ``alone`` are
    field characters without a partner; ``note`` gives the number of a footnote or endnote by kind
    and ID, 0 for one without text.
    """

    name: str
    root: _Element
    styles: Styles
    addresses: Mapping[str, str]
    pictures: Mapping[str, str]
    alone: Container[_Element]
    note: Callable[[str, str], int]


def open_part(
    package: Package, name: str, styles: Styles, note: Callable[[str, str], int] = lambda kind, key: 0
) -> Part | None:
    """The part `name`, None where there is none; marks of notes are read only with a `note`."""
    root = package.part(name)
    if root is None:
        return None
    relationships = package.relationships(name)
    addresses = {key: found.target for key, found in relationships.items() if found.external}
    pictures = {key: found.target for key, found in relationships.items() if found.kind == "image"}
    return Part(name, root, styles, addresses, pictures, unbalanced(root), note)
