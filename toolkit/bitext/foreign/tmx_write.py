"""Writes TMX 1.4b: what `read_tmx` reads, one line an element, as a stream of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit import __version__
from toolkit.bitext.foreign.tmx import TranslationUnit, Variant
from toolkit.bitext.inline import ATTRIBUTE_ESCAPES, TEXT_ESCAPES
from toolkit.codes import Border, Side, borders
from toolkit.model import Code, CodeKind, Note

_TYPES = {CodeKind.UNDERLINE: "ulined", CodeKind.BREAK: "lb", CodeKind.REFERENCE: "fnote"} | {
    kind: str(kind) for kind in (CodeKind.BOLD, CodeKind.ITALIC, CodeKind.LINK, CodeKind.IMAGE)
}


def write_tmx(units: Iterable[TranslationUnit], source_language: str) -> Iterator[bytes]:
    """The units as the parts of a TMX file; `read_tmx` gives the same units back.

    `source_language` is that of most originals, empty for any.
    """
    stated = source_language or "*all*"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="Bilingual Toolkit" creationtoolversion="{__version__}" segtype="sentence"'
        f' o-tmf="toolkit" adminlang="en" srclang="{_attribute(stated)}" datatype="plaintext"/>\n<body>\n'
    ).encode()
    for unit in units:
        yield ("\n".join(_unit_lines(unit, source_language)) + "\n").encode("utf-8")
    yield b"</body>\n</tmx>\n"


def _unit_lines(unit: TranslationUnit, source_language: str) -> Iterator[str]:
    name = f' tuid="{_attribute(unit.id)}"' if unit.id else ""
    other = unit.source_language != source_language
    language = f' srclang="{_attribute(unit.source_language or "*all*")}"' if other else ""
    yield f"<tu{name}{language}>"
    yield from _remark_lines(unit.notes, unit.properties)
    for variant in unit.variants:
        yield from _variant_lines(variant)
    yield "</tu>"


def _variant_lines(variant: Variant) -> Iterator[str]:
    author = f' changeid="{_attribute(variant.author)}"' if variant.author else ""
    date = f' changedate="{_attribute(variant.date)}"' if variant.date else ""
    yield f'  <tuv xml:lang="{_attribute(variant.language)}"{author}{date}>'
    yield from _remark_lines(variant.notes, variant.properties)
    yield f"    <seg>{_inline(variant.text, variant.codes)}</seg>"
    yield "  </tuv>"


def _remark_lines(notes: Sequence[Note], properties: Sequence[tuple[str, str]]) -> Iterator[str]:
    for note in notes:
        yield f"  <note>{note.text.translate(TEXT_ESCAPES)}</note>"
    for name, value in properties:
        yield f'  <prop type="{_attribute(name)}">{value.translate(TEXT_ESCAPES)}</prop>'


def _inline(text: str, codes: Sequence[Code]) -> str:
    if not codes:
        return text.translate(TEXT_ESCAPES)
    numbers = {code: number for number, code in enumerate(codes, 1)}
    pieces, last = [], 0
    for border in borders(codes):
        pieces += [text[last : border.offset].translate(TEXT_ESCAPES), _element(border, numbers[border.code])]
        last = border.offset
    return "".join([*pieces, text[last:].translate(TEXT_ESCAPES)])


def _element(border: Border, number: int) -> str:
    """A code as TMX writes it: `number` pairs its ends, ``x`` pairs it with that of the other language."""
    code = border.code
    if border.side is Side.CLOSE:
        return f'<ept i="{number}"/>'
    name = "ph" if border.side is Side.PLACE else "bpt"
    pair = "" if border.side is Side.PLACE else f' i="{number}"'
    described = f'x="{_attribute(code.id)}" type="{_TYPES.get(code.kind, f"x-{code.kind}")}"'
    return f"<{name}{pair} {described}>{code.detail.translate(TEXT_ESCAPES)}</{name}>"


def _attribute(text: str) -> str:
    return text.translate(ATTRIBUTE_ESCAPES)
