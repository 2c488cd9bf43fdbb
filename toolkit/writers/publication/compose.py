"""Composes a publication: the segments of each block become its passages again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from toolkit.codes import numbered
from toolkit.model import Bitext, Block, Code, Kind, Unit
from toolkit.writers.publication.values import (
    EDITIONS,
    ENGLISH,
    Imprint,
    Passage,
    PictureFile,
    Publication,
    Text,
)

_FAMILY = uuid.UUID("6f1d8f7e-5d0c-5a8e-9a57-2f0f6f0f6a11")
"""The name space of identifiers: the same document and edition always have the same one."""


def compose(
    bitext: Bitext,
    edition: str,
    day: date,
    imprint: Imprint | None = None,
    pictures: Mapping[str, PictureFile] | None = None,
    draft: bool = False,
) -> Publication:
    """The `edition` (a key of `EDITIONS`) of a bitext; units that are not reviewed are named as missing.

    A traditional edition is composed of a bitext whose Chinese has been converted. In one without
    English, the state of the English is no matter.
    """
    layout, sides = EDITIONS[edition]
    languages = tuple(bitext.target_language if side == ENGLISH else bitext.document.language for side in sides)
    rows = list(_blocks(bitext))
    own = uuid.uuid5(_FAMILY, bitext.document.name + "\n" + edition)
    passages = tuple(_passage(number, block, units, bitext, sides) for number, (block, units) in enumerate(rows, 1))
    missing = tuple(number for number, (_, units) in enumerate(rows, 1) if ENGLISH in sides and not _is_ready(units))
    return Publication(
        name=bitext.document.name,
        edition=edition,
        layout=layout,
        languages=languages,
        titles=_titles(bitext, passages, languages),
        passages=passages,
        identifier=own.urn,
        day=day,
        imprint=imprint or Imprint(),
        pictures=pictures or {},
        draft=draft,
        missing=missing,
    )


def _blocks(bitext: Bitext) -> Iterator[tuple[Block, list[Unit]]]:
    units = iter(bitext.units)
    for block in bitext.document.blocks:
        yield block, [next(units) for _ in block.segments]


def _is_ready(units: Iterable[Unit]) -> bool:
    return all(unit.is_reviewed for unit in units)


def _passage(number: int, block: Block, units: Sequence[Unit], bitext: Bitext, sides: Sequence[str]) -> Passage:
    here = tuple((one.address, one.label) for one in bitext.document.pictures if one.block == number - 1)
    if number == len(bitext.document.blocks):
        here += tuple((one.address, one.label) for one in bitext.document.pictures if one.block >= number)
    texts = tuple(_english(units, bitext) if side == ENGLISH else _chinese(units, bitext) for side in sides)
    return Passage(number, block.kind, block.level, texts, block.cell, here)


def _chinese(units: Sequence[Unit], bitext: Bitext) -> Text:
    """The Chinese of a block: its segments joined are the block."""
    return _joined([(unit.segment.text, unit.segment.codes) for unit in units], "", bitext.document.language)


def _english(units: Sequence[Unit], bitext: Bitext) -> Text:
    """The English of a block, a blank between sentences."""
    written = [(unit.target, unit.codes) if unit.target.strip() else ("", ()) for unit in units]
    return _joined(written, " ", bitext.target_language)


def _joined(parts: Iterable[tuple[str, Sequence[Code]]], between: str, language: str) -> Text:
    text, codes, starts = "", [], []
    for part, own in parts:
        text += between if part and text and not text[-1].isspace() else ""
        starts.append(len(text))
        codes += [replace(code, start=code.start + len(text), end=code.end + len(text)) for code in own]
        text += part
    return Text(text, language, numbered(codes), tuple(starts))


def _titles(bitext: Bitext, passages: Sequence[Passage], languages: Sequence[str]) -> tuple[Text, ...]:
    """The headline in each language; a document without one goes by its title."""
    headline = next((passage for passage in passages if passage.kind is Kind.HEADLINE), None)
    return headline.texts if headline else tuple(Text(bitext.document.title, language) for language in languages)
