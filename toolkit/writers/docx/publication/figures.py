"""Pictures in a Word document: their parts, and how large they are set."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.writers.docx.markup import escape
from toolkit.writers.docx.publication.runs import Relations
from toolkit.writers.docx.publication.theme import Page
from toolkit.writers.publication import PictureFile, Publication
from toolkit.writers.publication.dimensions import dimensions

ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/emf": "emf",
    "image/wmf": "wmf",
    "image/svg+xml": "svg",
}
"""Media type → the ending of a part, for what word processors show."""

_EMU = 635
"""English metric units in a twentieth of a point."""
_PIXEL = 15
"""Twentieths of a point, at 96 pixels to the inch."""
_UNKNOWN = (480, 320)
_TALLEST = 0.5
"""Of the height of a page's text, so that a caption and some text stand with the picture."""
_VECTOR = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{key}"/></a:ext></a:extLst>'
)


def unplaceable(publication: Publication) -> list[str]:
    """The addresses of pictures that a Word document cannot show: missing, or of a format such as WebP."""
    wanted = (address for passage in publication.passages for address, _ in passage.pictures)
    return [address for address in dict.fromkeys(wanted) if not _shown(publication.pictures.get(address))]


def _shown(file: PictureFile | None) -> bool:
    return file is not None and bool(file.content) and file.media_type in ENDINGS


@dataclass(slots=True)
class Figures:
    """The pictures that have been set; each file is in the document once."""

    publication: Publication
    relations: Relations
    page: Page
    names: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def run(self, address: str, label: str) -> str:
        """The run with a picture; empty where it cannot be shown."""
        file = self.publication.pictures.get(address)
        if file is None or not _shown(file):
            return ""
        ending = ENDINGS[file.media_type]
        name = self.names.setdefault(address, f"media/picture{len(self.names) + 1}.{ending}")
        key = self.relations.to("image", name)
        self._count += 1
        width, height = (side * _EMU for side in self.size(address))
        size = f'cx="{width}" cy="{height}"'
        spoken, vector = escape(label[:2000]), _VECTOR.format(key=key) if ending == "svg" else ""
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{self._count}" name="Picture {self._count}" descr="{spoken}"/><wp:cNvGraphicFramePr>'
            '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData'
            ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{self._count}" name="picture{self._count}.{ending}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{key}">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def size(self, address: str) -> tuple[int, int]:
        """Width and height of a picture in twentieths of a point: its own, or as much as a page has room for."""
        width, height = dimensions(self.publication.pictures[address].content) or _UNKNOWN
        widest, tallest = self.page.text_width, int(self.page.text_height * _TALLEST)
        scale = min(_PIXEL, widest / width, tallest / height)
        return max(1, int(width * scale)), max(1, int(height * scale))
