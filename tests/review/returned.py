"""What people do to a review document in a word processor, and what must be read of the file that comes back.

The files in ``docx/`` were made by doing each of these in LibreOffice; see the README there.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from editing import bitext_of

from toolkit.model import Bitext, Note

FOLDER = Path(__file__).with_name("docx")
OTHER = "other.docx"

ASKED = Note("Is that its name?", "Ann Port", "2026-11-20T08:00:00Z")
ANSWERED = Note("It is, by the gazette.", "Li Wen", "2026-11-21T09:00:00Z", answer=True)
DONE = Note("A typo.", "Bo Quay", "2026-11-20T10:00:00Z", resolved=True)
SECOND = Note("Which figure?", "Bo Quay", "2026-11-20T11:00:00Z")

_PAIRS = (
    ("江港新城开港", "Jianggang New Town opens"),
    ("港口今年投资5亿元。", "The port invested RMB 500 million this year."),
    ("详见‹a1›港口官网‹/a1›。", "See the ‹a1›website of the port‹/a1›."),
    ("大家都来了。", "All came.\nSome stayed."),
    ("船也来了。", ""),
)
UNSIGNED = Note("ask the zone")
DATED = Note("Since when?", "李文", "2026-11-20")
_NOTES = {0: (ASKED, ANSWERED, DONE), 1: (SECOND,), 2: (UNSIGNED, DATED), 4: (DATED,)}


def sent_out() -> Bitext:
    """The document that the files come back from."""
    bitext = bitext_of(*_PAIRS)
    units = (replace(unit, notes=_NOTES.get(place, ())) for place, unit in enumerate(bitext.units))
    return replace(bitext, units=tuple(units))


def another() -> Bitext:
    """A document of another project."""
    return bitext_of(("别的文章。", "Another text."), name="other")


@dataclass(frozen=True)
class Case:
    """What was done, and what is to be read; units are told by their place from 0.

    ``changes`` are English and author, ``remarks`` new notes as author and text, ``resolved`` notes
    that are so now, ``aside`` reasons and texts of what is not applied.
    """

    edits: tuple[dict[str, Any], ...]
    changes: dict[int, tuple[str, str]] = field(default_factory=dict)
    remarks: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    resolved: tuple[str, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()
    missing: tuple[int, ...] = ()
    tracked: bool = True


def _do(verb: str, unit: int = 0, **what: Any) -> dict[str, Any]:
    return {"do": verb, "id": unit, **what}


ANN, BO = _do("work-as", author="Ann Port"), _do("work-as", author="Bo Quay")

CASES = {
    "opened-and-saved": Case((ANN,)),
    "a-word-replaced": Case(
        (ANN, _do("put-for", 1, old="this year", new="in 2020")),
        changes={1: ("The port invested RMB 500 million in 2020.", "Ann Port")},
    ),
    "two-people": Case(
        (
            ANN,
            _do("put-for", 1, old="invested", new="has invested"),
            BO,
            _do("put-for", 1, old="million", new="m"),
            _do("put-for", 2, old="website", new="site"),
        ),
        changes={
            1: ("The port has invested RMB 500 m this year.", "Bo Quay"),
            2: ("See the ‹a1›site of the port‹/a1›.", "Bo Quay"),
        },
    ),
    "an-empty-cell-filled": Case(
        (ANN, _do("type-over", 4, text="Ships came.")), changes={4: ("Ships came.", "Ann Port")}
    ),
    "a-comment-answered": Case(
        (_do("remark", 0, text="By which gazette?", author="Bo Quay"),),
        remarks={0: (("Bo Quay", "By which gazette?"),)},
    ),
    "a-comment-resolved": Case((_do("resolve", 0, text=SECOND.text),), resolved=(SECOND.text,)),
    "a-row-copied": Case(
        (ANN, _do("copy-row", 1, above=3), _do("put-for", 2, old="See", new="Read")),
        changes={2: ("Read the ‹a1›website of the port‹/a1›.", "Ann Port")},
        aside=(("a copy of another row", "The port invested RMB 500 million this year."),),
    ),
    "a-row-copied-untracked": Case(
        (ANN, _do("copy-row", 1, above=3)),
        aside=(("a copy of another row", "The port invested RMB 500 million this year."),),
        tracked=False,
    ),
    "a-row-moved": Case(
        (BO, _do("put-for", 1, old="million", new="m"), _do("move-row", 1, above=0)),
        changes={1: ("The port invested RMB 500 m this year.", "Bo Quay")},
        tracked=False,
    ),
    "a-row-moved-tracked": Case((ANN, _do("move-row", 2, above=0))),
    "cells-merged": Case(
        (ANN, _do("merge-cells", 1, **{"from": "B", "to": "C"})),
        aside=(
            (
                "merged cells",
                "2 ◑\n{1}\n港口今年投资5亿元。\nThe port invested RMB 500 million this year.\n"
                "Translated\n1 open note, see comments",
            ),
        ),
        tracked=False,
    ),
    "a-row-from-another-document": Case(
        (ANN, _do("paste-from", 1, file=OTHER)), aside=(("unknown row", "Another text."),), tracked=False
    ),
    "a-paragraph-moved": Case((ANN, _do("move-down", 3)), changes={3: ("Some stayed.\nAll came.", "Ann Port")}),
}
