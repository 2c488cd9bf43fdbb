"""What a project's own bitexts give to its memory."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.memory.protocol import MemoryUnit
from toolkit.model import Bitext, State

_REMEMBERED = (State.TRANSLATED, State.REVIEWED, State.FINAL)


def bitext_units(bitext: Bitext) -> Iterator[MemoryUnit]:
    """The units of a bitext that a person stands for, archived ones too; drafts teach nothing."""
    texts = ["", *(unit.segment.text for unit in bitext.units), ""]
    around = [*zip(texts, texts[2:], strict=False), *([("", "")] * len(bitext.archive))]
    for (before, after), unit in zip(around, (*bitext.units, *bitext.archive), strict=True):
        if unit.state in _REMEMBERED and not unit.previous and unit.segment.text.strip():
            segment = unit.segment
            yield MemoryUnit(segment.text, unit.target, segment.codes, unit.codes, before, after, unit.state)
