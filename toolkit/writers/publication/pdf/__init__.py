"""An edition on paper: PDF/UA by WeasyPrint, an extra (``pip install 'bilingual-toolkit[pdf]'``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.writers.publication.inspection import MOST_COLUMNS
from toolkit.writers.publication.pdf.facing import facing_pages
from toolkit.writers.publication.pdf.printing import Sheet, lacking_fonts, printed
from toolkit.writers.publication.structure import body
from toolkit.writers.publication.values import Layout, Notice, Publication, Theme

_OWN_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.I)
_FAMILIES = re.compile(r"font-family\s*:\s*([^;}<>&]+)", re.I)
_GENERIC = frozenset("serif sans-serif monospace cursive fantasy system-ui inherit initial unset".split())


def render(publication: Publication, theme: Theme) -> bytes:
    """The document; the same input gives the same bytes with the same fonts and WeasyPrint."""
    sheet = Sheet(publication, theme, body(publication, MOST_COLUMNS))
    document = facing_pages(sheet) if publication.layout is Layout.FACING else sheet.laid_out("paper.html.j2")
    return printed(document, publication.identifier)


def lacking(theme: Theme) -> Iterator[Notice]:
    """The fonts that a theme names and neither has nor finds on this machine; others are printed for them."""
    own = {name for rule in _OWN_FACE.findall(theme.css) for name in _names(rule)}
    named = {name for name in _names(_OWN_FACE.sub("", theme.css)) if name.lower() not in _GENERIC}
    for family in lacking_fonts(sorted(named - own)):
        yield Notice("font-missing", f"theme.css names the font {family}, which is not on this machine")


def _names(css: str) -> Iterator[str]:
    for families in _FAMILIES.findall(css):
        yield from (plain for name in families.split(",") if (plain := name.strip(" '\"\n\t")) and plain.isprintable())
