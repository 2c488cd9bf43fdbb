"""Pages laid out by WeasyPrint, and written with everything that readers and archives ask of a PDF.

The only module that knows WeasyPrint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toolkit.writers.publication.frame import embedded, embedded_logo, embedded_style, given, style, template
from toolkit.writers.publication.inspection import MOST_SPACED
from toolkit.writers.publication.markup import Marking
from toolkit.writers.publication.structure import Body, sections
from toolkit.writers.publication.values import Layout, Publication, Theme

if TYPE_CHECKING:
    from weasyprint import Document

_RUNNING_HEAD = 60
"""Widths of a letter that a running head has at most; a Chinese character has two."""
_LONGEST_WORD = 16
"""Letters; what is cut in a running head is cut before a word of no more."""


@dataclass(frozen=True)
class Sheet:
    """A publication on its way to paper."""

    publication: Publication
    theme: Theme
    body: Body

    @cached_property
    def style(self) -> str:
        """The stylesheets: the theme's after ours, but for the size of facing pages, which are packed by it."""
        from markupsafe import Markup

        own = [style("book.css"), style("paper.css"), style("draft.css") if self.publication.draft else ""]
        size = style("facing.css") if self.publication.layout is Layout.FACING else ""
        return Markup("\n".join((*own, embedded_style(self.theme), size)))

    @cached_property
    def _told(self) -> dict[str, Any]:
        spaced = sum(len(text.text) for one in self.publication.passages for text in one.texts) <= MOST_SPACED
        marking = Marking(self.body.numbers, spaced=spaced)
        told = given(self.publication, marking, embedded(self.publication), embedded_logo(self.theme))
        own = {"body": self.body, "style": self.style, "running": running_head}
        return told | own | {"sections": list(sections(self.body.parts))}

    def laid_out(self, name: str, **more: object) -> Document:
        """The pages of the template `name`, which may know `more`."""
        self._told["marking"].linked.clear()
        return laid_out(template(name).render(**self._told | more))


def running_head(text: str) -> str:
    """A title short enough to stand in one line above a page."""
    line, width = " ".join(text.split()), 0
    for place, character in enumerate(line):
        width += 2 if character >= "\u2e80" else 1
        if width > _RUNNING_HEAD:
            blank = line.rfind(" ", place - _LONGEST_WORD, place)
            return line[: blank if blank > 0 else place].rstrip(" ,:;·") + "…"
    return line


def laid_out(markup: str) -> Document:
    """The pages of a document of HTML; nothing is loaded but what stands in it."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=("data",))
    return HTML(string=markup, url_fetcher=fetcher, base_url=None).render(pdf_variant="pdf/ua-1", dpi=300)


def printed(document: Document, identifier: str) -> bytes:
    """The bytes of the pages, with an identifier that follows from the publication's."""
    name = hashlib.sha256(identifier.encode()).digest()[:16]
    content: bytes = document.write_pdf(pdf_identifier=name, pdf_variant="pdf/ua-1", dpi=300)
    return content


def lacking_fonts(families: Iterable[str]) -> Iterator[str]:
    """Those of the font families that are not on this machine, as what would be printed tells."""
    from weasyprint import HTML

    for family in families:
        used: list[str] = []
        page = f"<p style=\"font-family: '{family}'\">Aa</p>"
        HTML(string=page).render().write_pdf(
            finisher=lambda document, pdf, used=used: used.extend(font.family for font in document.fonts.values())
        )
        if family.casefold() not in map(str.casefold, used):
            yield family
