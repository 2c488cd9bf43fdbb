"""What a cell was and is, as LibreOffice tells it: it accepts or rejects all, also ends of paragraphs.

What was inserted and then deleted is left out: LibreOffice 7.4 keeps it as text when all is rejected.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from editing import Editor, bitext_of, exported
from test_second_opinion import english

from toolkit.review.returned import comparable

pytestmark = pytest.mark.office
ROWS = 60
KINDS = ["", "ins", "del"]
WORDS = ["port", " ", "港口", "opened", ", ", "‹b1›", "in May", "."]


def test_any_history(office: Callable[..., Path], tmp_path: Path) -> None:
    bitext, chance = bitext_of(*((f"第{row}个码头开港。", "It opened.") for row in range(ROWS))), Random(2020)
    editor = Editor(exported(bitext))
    for unit in bitext.units:
        paragraphs = [
            [(chance.choice(KINDS), chance.choice(WORDS)) for _ in range(chance.randint(1, 6))]
            for _ in range(chance.randint(1, 3))
        ]
        marks = [chance.choice(["", "ins", "del"]) for _ in paragraphs[1:]]
        editor.write(unit, *paragraphs, marks=marks)
    sent = tmp_path / "sent.docx"
    sent.write_bytes(editor.saved())
    ours = english(sent.read_bytes())
    for verb, text in (("reject-all", "original"), ("accept-all", "final")):
        saved = office(sent, {"do": verb, "id": bitext.units[0].segment.id}, tracked=False)
        theirs = english(saved.read_bytes())
        assert not any(piece.inserted or piece.deleted for cell in theirs for piece in cell.pieces)
        assert [comparable(cell.final) for cell in theirs] == [comparable(getattr(cell, text)) for cell in ours]
