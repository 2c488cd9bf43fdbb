"""Headers and footers, and the sections that have them."""

from __future__ import annotations

import re

from toolkit.writers.docx.publication.front import field_markup, imprint_lines
from toolkit.writers.docx.publication.heights import set_width
from toolkit.writers.docx.publication.passages import Setter
from toolkit.writers.docx.publication.runs import is_chinese
from toolkit.writers.docx.publication.theme import Page
from toolkit.writers.publication import Layout, Text

DRAFT = "Draft 草稿"
KINDS = ("first", "default", "even")
_USUAL_TABS = (4153, 4320, 4513, 4680, 8306, 8640, 9026, 9360)
_HEADER_SIZE = 170
"""The size of characters in headers, in twentieths of a point."""


def header(setter: Setter, kind: str) -> str:
    """The paragraphs of a header: the title, and the mark of a draft; on the title page nothing but that."""
    draft = ""
    if setter.publication.draft:
        draft = setter.bare("DraftMark", setter.setting.plain(DRAFT, "zh-CN"))
    if kind == "first":
        return draft or "<w:p/>"
    return draft + setter.bare("Header", _running_title(setter, kind), _tab(setter))


def footer(setter: Setter, kind: str) -> str:
    """The paragraphs of a footer: the page's number; on the title page the imprint."""
    if kind == "first":
        return "".join(imprint_lines(setter)) or "<w:p/>"
    return setter.bare("Footer", field_markup(" PAGE ", setter.setting.plain("2", "en")))


def _running_title(setter: Setter, kind: str) -> str:
    """Of facing pages each has the title in its language, at the outer edge; else as many titles as a line holds."""
    titles = setter.publication.titles
    width = setter.setting.theme.page.text_width
    if setter.publication.layout is Layout.FACING:
        title = _shortened(titles[0] if kind == "even" else titles[-1], width)
        return title_run(setter, title, "" if kind == "even" else "\t")
    both = list({title.text: title for title in titles}.values())
    if len(both) == 1 or sum(map(_width, both)) > width - 600:
        return title_run(setter, _shortened(both[0], width))
    return title_run(setter, both[0]) + title_run(setter, both[-1], "\t")


def title_run(setter: Setter, title: Text, before: str = "") -> str:
    """The run of a title in one line."""
    return setter.setting.plain(before + " ".join(title.text.split()), title.language)


def _width(title: Text) -> int:
    return int(set_width(title.text) * _HEADER_SIZE)


def _shortened(title: Text, width: int) -> Text:
    """As much of a title as a line holds: what stands before its colon, else cut between words."""
    text = title.text if _fits(title.text, width) else re.split("[：:]", title.text)[0]
    whole = text
    while text and not _fits(text, width):
        cut = len(text) - 1 if is_chinese(title.language) else text.rstrip().rfind(" ")
        text = text[: cut if cut > 0 else len(text) // 2]
    return Text(text if text == whole else text.rstrip(" ,;:—–") + "…", title.language)


def _fits(text: str, width: int) -> bool:
    return int(set_width(text) * _HEADER_SIZE) <= width - 400


def _tab(setter: Setter) -> str:
    """A tab at the right margin, without those that reference documents usually have in their headers."""
    cleared = "".join(f'<w:tab w:val="clear" w:pos="{place}"/>' for place in _USUAL_TABS)
    return f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{setter.setting.theme.page.text_width}"/></w:tabs>'


def reference(edge: str, kind: str) -> str:
    """The ID of the relationship to a header or footer."""
    return edge + kind


def section(page: Page, opens: str = "", titled: bool = False, bare: bool = False) -> str:
    """The ``w:sectPr`` that ends a section; `titled` gives its first page a header and footer of its own.

    Unless it is `bare` of them, each section names its headers and footers: LibreOffice forgets the
    room beneath inherited ones.
    """
    named = "".join(
        f'<w:{edge}Reference w:type="{kind}" r:id="{reference(edge, kind)}"/>'
        for edge in EDGES
        for kind in KINDS
        if not bare
    )
    kind = f'<w:type w:val="{opens}"/>' if opens else ""
    return (
        f'<w:sectPr>{named}{kind}<w:pgSz w:w="{page.width}" w:h="{page.height}"/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{min(850, page.top // 2)}" w:footer="{min(794, page.bottom // 2)}" w:gutter="0"/>'
        f'<w:cols w:space="708"/>{"<w:titlePg/>" if titled else ""}</w:sectPr>'
    )


def with_section(markup: str, properties: str) -> str:
    """`markup` whose last paragraph ends a section."""
    place = markup.rfind("<w:p><w:pPr>")
    inside = markup.find("</w:pPr>", place)
    if place < 0 or markup.rfind("</w:tbl>") > place:
        return f"{markup}<w:p><w:pPr>{properties}</w:pPr></w:p>"
    return markup[:inside] + properties + markup[inside:]


EDGES = {"header": ("hdr", header), "footer": ("ftr", footer)}
"""What a page has above and beneath its text → the name of the element, and what is in it."""
