"""Writers: a bitext with its findings becomes the bytes of a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module

from toolkit.model import Bitext, Finding

Renderer = Callable[[Bitext, Sequence[Finding], date], bytes]

WRITERS = {
    ("review", "docx"): "toolkit.writers.docx.review",
    ("review", "html"): "toolkit.writers.html.review",
}
"""(edition, format) → the module whose ``render(bitext, findings, day)`` writes it."""


def render(bitext: Bitext, findings: Sequence[Finding], edition: str, fmt: str, day: date) -> bytes:
    """The bytes of one document; `day` is the date it shows. The same input gives the same bytes."""
    renderer: Renderer = import_module(WRITERS[edition, fmt]).render
    return renderer(bitext, findings, day)
