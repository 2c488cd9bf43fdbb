"""Writes a publication as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.model import Kind
from toolkit.writers.docx.markup import NAMESPACE, escape
from toolkit.writers.docx.publication.edges import EDGES, KINDS, reference, section, with_section
from toolkit.writers.docx.publication.figures import Figures
from toolkit.writers.docx.publication.front import ON_THE_TITLE_PAGE, contents, entries, title_block
from toolkit.writers.docx.publication.heights import Pages
from toolkit.writers.docx.publication.layouts import Piece, page_numbers, pieces
from toolkit.writers.docx.publication.notes import RELATIONS, notes_of
from toolkit.writers.docx.publication.packing import Part, pack, xml
from toolkit.writers.docx.publication.passages import Setter
from toolkit.writers.docx.publication.runs import Relations, Setting, chinese_tag, is_chinese
from toolkit.writers.docx.publication.theme import Page, Theme, open_theme, own_part
from toolkit.writers.publication import Layout, Passage, Publication

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OPEN = (
    f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}" xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
    f' xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture"><w:body>'
)
_FRONT_HEIGHT = 2400
"""The height of a title that has no page of its own, in twentieths of a point."""
_NARROW_MARGIN = 1247
_ENTRIES_ON_A_PAGE = 34
_TRADITIONAL = {"zh-TW": "PMingLiU", "zh-HK": "PMingLiU", "zh-MO": "PMingLiU"}


def render(publication: Publication, theme: Theme | None = None) -> bytes:
    """The bytes of a publication as DOCX; the same publication gives the same bytes."""
    theme = _for_layout(theme or open_theme(), publication.layout)
    english, chinese = _tags(publication)
    notes = notes_of(publication, theme, english, chinese)
    setting = Setting(theme, Relations("rel"), english, chinese)
    setter = Setter(publication, setting, notes, Figures(publication, setting.relations, theme.page))
    return pack(list(_parts(setter, _body(setter))), _properties(publication))


def _for_layout(theme: Theme, layout: Layout) -> Theme:
    """Two columns need more of a page than our margins leave; those of an institution stay."""
    if layout is not Layout.SIDE_BY_SIDE or theme.page != Page():
        return theme
    return replace(theme, page=replace(theme.page, left=_NARROW_MARGIN, right=_NARROW_MARGIN))


def _tags(publication: Publication) -> tuple[str, str]:
    english = next((tag for tag in publication.languages if not is_chinese(tag)), "en-GB")
    return english, chinese_tag(next(filter(is_chinese, publication.languages), "zh-CN"))


def _body(setter: Setter) -> list[str]:
    """The markup of the body: title page, contents, text."""
    publication, page = setter.publication, setter.setting.theme.page
    passages = _without_headline(publication.passages)
    made = list(pieces(setter, passages))
    facing = publication.layout is Layout.FACING
    alone = facing or sum(piece.height for piece in made) + _FRONT_HEIGHT > page.text_height
    listed = entries(passages) if alone else []
    extra = -(-len(listed) // _ENTRIES_ON_A_PAGE) if len(listed) > ON_THE_TITLE_PAGE else 0
    pages = Pages(page.text_height, extra + (1 if facing or not alone else 2))
    numbers = page_numbers(made, pages, facing)
    front = "".join([*title_block(setter, alone), *contents(setter, numbers, listed)])
    if not alone:
        return [front, *(piece.markup for piece in made), section(page, titled=True)]
    return [with_section(front, section(page, titled=True)), *_sections(made, setter)]


def _sections(made: Sequence[Piece], setter: Setter) -> Iterator[str]:
    """The text, in a section of its own; facing pages have one each."""
    page = setter.setting.theme.page
    last = max((number for number, piece in enumerate(made) if piece.opens), default=-1)
    for number, piece in enumerate(made):
        yield with_section(piece.markup, section(page, piece.opens)) if piece.opens and number != last else piece.markup
    yield section(page, made[last].opens if last >= 0 else "nextPage")


def _without_headline(passages: Sequence[Passage]) -> list[Passage]:
    """The passages but for the first headline, which is the title; its pictures go to the passage after it."""
    place = next((number for number, passage in enumerate(passages) if passage.kind is Kind.HEADLINE), None)
    if place is None:
        return list(passages)
    return [*passages[:place], *passages[place + 1 :]]


def _parts(setter: Setter, body: Sequence[str]) -> Iterator[Part]:
    relations = {key: (kind, target) for (kind, target), key in setter.setting.relations.targets.items()}
    theme = setter.setting.theme
    for name, content in theme.parts.items():
        kind = name.rpartition("/")[2].removesuffix(".xml").removesuffix("1")
        relations[kind] = (kind, name)
        yield Part(name, kind, [_for_language(content, setter) if name == "styles.xml" else content])
    relations["settings"] = ("settings", "settings.xml")
    yield Part("settings.xml", "settings", [_settings(setter)])
    yield from _edges(setter)
    relations |= {reference(edge, kind): (edge, f"{edge}-{kind}.xml") for edge in EDGES for kind in KINDS}
    relations["footnotes"] = ("footnotes", "footnotes.xml")
    links = {key: (kind, target) for (kind, target), key in setter.notes.setting.relations.targets.items()}
    yield Part("footnotes.xml", "footnotes", xml(setter.notes.part()), links)
    for address, picture in setter.figures.names.items():
        yield Part(picture, "image", [setter.publication.pictures[address].content])
    yield Part("document.xml", "document", xml([_OPEN, *body, "</w:body></w:document>"]), relations)


def _edges(setter: Setter) -> Iterator[Part]:
    for kind in KINDS:
        for edge, (letters, content_of) in EDGES.items():
            content = content_of(setter, kind)
            yield Part(f"{edge}-{kind}.xml", edge, xml([f'<w:{letters} xmlns:w="{NAMESPACE}">{content}</w:{letters}>']))


def _for_language(styles: bytes, setter: Setter) -> bytes:
    """The styles with a face that has traditional characters, where our own are used for such a text."""
    face = _TRADITIONAL.get(setter.setting.chinese)
    return styles.replace(b'"SimSun"', f'"{face}"'.encode()) if face and not setter.setting.theme.ids else styles


def _settings(setter: Setter) -> bytes:
    """The settings; facing pages have mirrored margins and headers of their own."""
    settings = own_part("settings.xml").decode()
    if setter.publication.layout is Layout.FACING:
        settings = settings.replace("<w:defaultTabStop", "<w:mirrorMargins/>\n  <w:defaultTabStop")
        settings = settings.replace(
            "<w:characterSpacingControl", "<w:evenAndOddHeaders/>\n  <w:characterSpacingControl"
        )
    language = f'<w:themeFontLang w:val="{setter.setting.english}" w:eastAsia="{setter.setting.chinese}"/>'
    return settings.replace('<w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/>', language).encode()


def _properties(publication: Publication) -> list[Part]:
    """Title, authors, languages and dates, as file managers and libraries read them."""
    title = " · ".join(dict.fromkeys(" ".join(title.text.split()) for title in publication.titles))[:255]
    authors = ", ".join(publication.imprint.authors)[:255]
    at = f"{publication.day:%Y-%m-%d}T00:00:00Z"
    package = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    core = (
        f'<cp:coreProperties xmlns:cp="{package}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(authors)}</dc:creator>"
        f"<dc:description>{escape(publication.imprint.statement[:255])}</dc:description>"
        f"<dc:identifier>{escape(publication.identifier)}</dc:identifier>"
        f"<dc:language>{escape(', '.join(publication.languages))}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>'
    )
    extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    company = escape(publication.imprint.publisher[:255])
    app = f'<Properties xmlns="{extended}"><Company>{company}</Company></Properties>'
    return [Part("docProps/app.xml", "app", xml([app])), Part("docProps/core.xml", "core", xml([core]))]


def reference_document() -> bytes:
    """Our reference document, for an institution to change and to put into its project as ``theme/reference.docx``."""
    names = ("styles.xml", "numbering.xml", "fontTable.xml", "settings.xml")
    kinds = {name: name.removesuffix(".xml") for name in names}
    settings = own_part("settings.xml").decode()
    start, _, rest = settings.partition("<w:footnotePr>")
    parts = [Part(name, kinds[name], [own_part(name)]) for name in names[:3]]
    parts.append(Part("settings.xml", "settings", [(start + rest.partition("</w:footnotePr>")[2]).encode()]))
    shown = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{name}</w:t></w:r></w:p>' for name in _shown_styles()
    )
    body = [_OPEN, shown, section(open_theme().page, bare=True), "</w:body></w:document>"]
    relations = {kind: (kind, name) for name, kind in kinds.items()}
    return pack([*parts, Part("document.xml", "document", xml(body), relations)], [])


def _shown_styles() -> list[str]:
    headings = [f"Heading{level}" for level in range(1, 7)]
    flowing = ["BodyText", "BodyChinese", "BodyTranslation", "BodyColumn", "Quote", "ListBullet", "ListParagraph"]
    return ["Title", "Subtitle", "Imprint", *headings, "Byline", *flowing, "Figure", "Caption", "TableText"]
