"""Publications: a bitext as it is printed, without IDs, shading or the marks of review."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from toolkit.writers.publication.compose import compose
from toolkit.writers.publication.inspection import inspect
from toolkit.writers.publication.typeset import typeset
from toolkit.writers.publication.values import (
    EDITIONS,
    ENGLISH,
    TRADITIONAL,
    Imprint,
    Layout,
    Notice,
    Passage,
    PictureFile,
    Publication,
    Text,
    Theme,
)

__all__ = [
    "EDITIONS",
    "ENGLISH",
    "PUBLICATION_WRITERS",
    "TRADITIONAL",
    "Imprint",
    "Layout",
    "Notice",
    "Passage",
    "PictureFile",
    "Publication",
    "Text",
    "Theme",
    "compose",
    "inspect",
    "lacking",
    "render_publication",
    "typeset",
]

Renderer = Callable[[Publication, Theme], bytes]

PUBLICATION_WRITERS = {
    "docx": "toolkit.writers.publication.docx",
    "html": "toolkit.writers.publication.html",
    "pdf": "toolkit.writers.publication.pdf",
    "epub": "toolkit.writers.publication.epub",
}
"""Format → the module whose ``render(publication, theme)`` writes it."""


def render_publication(publication: Publication, theme: Theme, fmt: str) -> bytes:
    """The bytes of one edition in one format. The same input gives the same bytes."""
    renderer: Renderer = import_module(PUBLICATION_WRITERS[fmt]).render
    return renderer(publication, theme)


def lacking(theme: Theme, fmt: str) -> tuple[Notice, ...]:
    """What a theme asks for and this machine has not, for the formats whose writers say so."""
    if fmt != "pdf" or not theme.css:
        return ()
    from toolkit.writers.publication.pdf import lacking as lacking_on_paper

    return tuple(lacking_on_paper(theme))
