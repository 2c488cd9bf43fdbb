"""A small report with everything that a publication may hold, and what a hostile text may."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from datetime import date

from toolkit.model import Bitext, Block, Cell, Code, CodeKind, Document, Kind, Picture, Segment, State, Unit
from toolkit.writers.publication import Imprint, PictureFile, Publication, compose, typeset

DAY = date(2020, 12, 31)
IMPRINT = Imprint("Jiujiang Port Gazette", ("Editorial office",), "Free to copy & share", "Checked by two readers.")


def png(width: int, height: int) -> bytes:
    """A picture of that size; one of more than a million pixels has a header and nothing else."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = b"" if width * height > 1_000_000 else (b"\0" + b"\x7a\x9c\xb5" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def unit(chinese: str, english: str, *codes: Code, english_codes: tuple[Code, ...] = ()) -> Unit:
    return Unit(
        Segment(chinese, chinese, codes), english, State.REVIEWED if english else State.EMPTY, codes=english_codes
    )


def block(kind: Kind, *units: Unit, level: int = 0, cell: Cell | None = None) -> tuple[Block, tuple[Unit, ...]]:
    return Block(kind, level, tuple(one.segment for one in units), cell), units


def bitext_of(*blocks: tuple[Block, tuple[Unit, ...]], pictures: tuple[Picture, ...] = ()) -> Bitext:
    document = Document("port", "港口", tuple(made for made, _ in blocks), pictures=pictures)
    return Bitext(document, tuple(one for _, units in blocks for one in units))


def table(number: int, rows: int, columns: int) -> list[tuple[Block, tuple[Unit, ...]]]:
    return [
        block(
            Kind.TABLE_CELL, unit(f"第{row}行{column}列", f"Row {row} column {column}"), cell=Cell(number, row, column)
        )
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
    ]


def report() -> Bitext:
    """Headings, paragraphs of several sentences, a list, a quotation, two tables, notes and pictures."""
    mark, english_mark = Code("1", CodeKind.REFERENCE, 9, 9, "a"), Code("1", CodeKind.REFERENCE, 30, 30, "a")
    link = Code("1", CodeKind.LINK, 0, 2, "https://example.org/港口?a=1&b=2")
    bad_link = Code("1", CodeKind.LINK, 0, 4, "javascript:alert(1)")
    sections = [
        block(Kind.HEADING, unit(f"第{number}节 港口", f"Section {number}: the port of the river"), level=1)
        for number in range(1, 8)
    ]
    blocks = [
        block(Kind.HEADLINE, unit("港口年报", "Annual report of the port")),
        block(Kind.BYLINE, unit("本报记者", "By our own reporter")),
        sections[0],
        block(
            Kind.PARAGRAPH,
            unit("吞吐量60万标箱。", "Throughput was 60 million TEU.", mark, english_codes=(english_mark,)),
            unit("“港口”很忙。", 'The "port" is busy -- very busy.'),
        ),
        block(Kind.PARAGRAPH, unit("网站见此。", "See the site.", link, english_codes=(bad_link,))),
        sections[1],
        block(Kind.LIST_ITEM, unit("一号码头", "Quay No. 1")),
        block(Kind.LIST_ITEM, unit("二号码头", "Quay No. 2")),
        block(Kind.QUOTE, unit("江上往来人。", "Those who come and go on the river.")),
        sections[2],
        *table(1, 3, 3),
        sections[3],
        *table(2, 2, 12),
        sections[4],
        block(Kind.CAPTION, unit("▲港口。", "▲ The port.")),
        block(Kind.PARAGRAPH, unit("图后。", "After the picture.")),
        sections[5],
        block(
            Kind.PARAGRAPH,
            unit("مرفأ是港口。<b>&\0", 'A harbour is مرفأ in Arabic. </style><script>alert("x")</script>\ud800'),
        ),
        sections[6],
        block(Kind.HEADING, unit("深处", "Deep down"), level=4),
        block(Kind.PARAGRAPH, unit("第二段", "A second")),
        block(Kind.FOOTNOTE, unit("标箱：标准集装箱。", "TEU: a standard container.")),
    ]
    caption = next(number for number, (made, _) in enumerate(blocks) if made.kind is Kind.CAPTION)
    return bitext_of(*blocks, pictures=(Picture("port.png", "The port", caption), Picture("lost.png", "A ship", 3)))


def pictures() -> Mapping[str, PictureFile]:
    return {"port.png": PictureFile(png(40, 20), "image/png"), "lost.png": PictureFile(b"", "")}


def published(edition: str, bitext: Bitext | None = None, draft: bool = False) -> Publication:
    """The report in an edition, typeset."""
    return typeset(compose(bitext or report(), edition, DAY, IMPRINT, pictures(), draft))
