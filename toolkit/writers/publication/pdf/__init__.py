"""An edition on paper: PDF/UA by WeasyPrint, an extra (``pip install 'bilingual-toolkit[pdf]'``)."""

from __future__ import annotations

from toolkit.writers.publication.inspection import MOST_COLUMNS
from toolkit.writers.publication.pdf.facing import facing_pages
from toolkit.writers.publication.pdf.printing import Sheet, printed
from toolkit.writers.publication.structure import body
from toolkit.writers.publication.values import Layout, Publication, Theme


def render(publication: Publication, theme: Theme) -> bytes:
    """The document; the same input gives the same bytes with the same fonts and WeasyPrint."""
    sheet = Sheet(publication, theme, body(publication, MOST_COLUMNS))
    document = facing_pages(sheet) if publication.layout is Layout.FACING else sheet.laid_out("paper.html.j2")
    return printed(document, publication.identifier)
