"""The Chinese of a bitext in traditional characters, to be published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.language.chinese import fold
from toolkit.language.traditional import VARIANTS, Name, Style, to_traditional
from toolkit.model import Bitext, Block, Segment, TermHit, Unit


def in_traditional(bitext: Bitext, style: Style) -> Bitext:
    """An annotated `bitext` with its Chinese converted; the names that the glossary found are kept together.

    Where the glossary has a variant of a name in traditional characters, that is its form. The IDs
    of the segments stay, so that links lead to the same passages in every edition.
    """
    units = tuple(_converted(unit, style) for unit in bitext.units)
    rest = iter(units)
    blocks = tuple(_with_segments(block, rest) for block in bitext.document.blocks)
    title = to_traditional(bitext.document.title, style).text
    document = replace(bitext.document, title=title, blocks=blocks, language=VARIANTS[style.variant])
    return replace(bitext, document=document, units=units)


def statement(style: Style) -> str:
    """What a reader has to be told of such an edition."""
    return f"Traditional characters converted by program (OpenCC, {style.variant}) · 繁體字由程式轉換"


def _with_segments(block: Block, units: Iterator[Unit]) -> Block:
    return replace(block, segments=tuple(next(units).segment for _ in block.segments))


def _converted(unit: Unit, style: Style) -> Unit:
    segment = unit.segment
    made = to_traditional(segment.text, style, _names(unit.hits, segment.text))
    codes = tuple(replace(code, start=made.offset(code.start), end=made.offset(code.end)) for code in segment.codes)
    return replace(unit, segment=Segment(segment.id, made.text, codes), hits=())


def _names(hits: tuple[TermHit, ...], text: str) -> Iterator[Name]:
    for hit in hits:
        shown = text[hit.start : hit.end]
        yield hit.start, hit.end, next(filter(None, (_own_form(one, shown) for one in hit.term.variants)), "")


def _own_form(variant: str, shown: str) -> str:
    """`variant` where it is `shown` in other characters, as the glossary has the traditional form of a name."""
    return variant if variant != shown and len(variant) == len(shown) and fold(variant) == fold(shown) else ""
