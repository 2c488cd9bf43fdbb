"""Writers: a bitext with its findings becomes the bytes of a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module

from toolkit.bitext import Keep, keep_nothing
from toolkit.model import Bitext, Finding
from toolkit.writers.edition import REVIEW, Comparison, Edition, Pieces
from toolkit.writers.term_list import TermList, list_terms

__all__ = [
    "GLOSSARY_WRITERS",
    "REVIEW",
    "WRITERS",
    "Comparison",
    "Edition",
    "Pieces",
    "TermList",
    "begin",
    "list_terms",
    "render",
    "render_glossary",
]

Begin = Callable[[Bitext, Sequence[Finding], date, Edition, Keep], Callable[[], Pieces]]

WRITERS = {
    ("review", "docx"): "toolkit.writers.docx.review",
    ("review", "html"): "toolkit.writers.html.review",
    ("redline", "docx"): "toolkit.writers.docx.review",
}
"""(edition, format) → the module whose ``begin(bitext, findings, day, edition, keep)`` writes it."""


def render(
    bitext: Bitext, findings: Sequence[Finding], edition: Edition, fmt: str, day: date, keep: Keep = keep_nothing
) -> bytes:
    """The bytes of one document; `day` is the date it shows. The same input gives the same bytes, whatever is kept.

    >>> bitext = read_xliff(Path("source/harbour.xlf").read_bytes(), "source/harbour.xlf")
    >>> page = render(bitext, run_checks(bitext), REVIEW, "html", date(2026, 11, 25))
    >>> page[:15]
    b'<!DOCTYPE html>'
    """
    return b"".join(begin(bitext, findings, edition, fmt, day, keep)())


def begin(
    bitext: Bitext, findings: Sequence[Finding], edition: Edition, fmt: str, day: date, keep: Keep = keep_nothing
) -> Callable[[], Pieces]:
    """As `render`, in two steps, so that the parts of several documents can be made together.

    `keep` is asked for the parts now; they are taken when what is returned is called for the bytes, piece by piece.
    """
    begun: Begin = import_module(WRITERS[edition.name, fmt]).begin
    return begun(bitext, findings, day, edition, keep)


GLOSSARY_WRITERS = {
    "docx": "toolkit.writers.docx.glossary",
    "html": "toolkit.writers.html.glossary",
}
"""Format → the module whose ``render(glossary, day)`` writes the glossary as a document."""


def render_glossary(glossary: TermList, fmt: str, day: date) -> bytes:
    """The bytes of the glossary as a document; `day` is the date it shows. The same input gives the same bytes."""
    renderer: Callable[[TermList, date], bytes] = import_module(GLOSSARY_WRITERS[fmt]).render
    return renderer(glossary, day)
