"""An edition as a Word document, in the styles of the reference document of the theme."""

from __future__ import annotations

from toolkit.writers.docx.publication import open_theme
from toolkit.writers.docx.publication import render as render_document
from toolkit.writers.publication.values import REFERENCE, Publication, Theme


def render(publication: Publication, theme: Theme) -> bytes:
    """The document; the same input gives the same bytes. Raises `InputError` for a reference document that is none."""
    return render_document(publication, open_theme(theme.files.get(REFERENCE), REFERENCE))
