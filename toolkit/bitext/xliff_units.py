"""Units and blocks as the lines of an XLIFF file: what people wrote, and nothing that is derived from it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.bitext.inline import escape_attribute, escape_text, write_inline
from toolkit.bitext.notes import write_note
from toolkit.bitext.origins import as_qualifier
from toolkit.model import Bitext, Note, State, Unit

WRITTEN_STATES = {
    State.EMPTY: "new",
    State.DRAFT: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.FINAL: "final",
}


def written_blocks(bitext: Bitext) -> Iterator[str]:
    """The blocks of a bitext with their units, each one or more lines."""
    units = iter(bitext.units)
    for block in bitext.document.blocks:
        level = f' extradata="{block.level}"' if block.level else ""
        yield f'<group restype="x-{block.kind}"{level}>'
        for _ in block.segments:
            yield written_unit(next(units))
        yield "</group>"


def written_unit(unit: Unit) -> str:
    """The lines of a unit."""
    segment = unit.segment
    qualifier = f' state-qualifier="{escape_attribute(as_qualifier(unit.origin))}"' if unit.origin else ""
    return (
        f'<trans-unit id="{escape_attribute(segment.id)}">\n'
        f"  <source>{write_inline(segment.text, segment.codes)}</source>\n"
        f'  <target state="{WRITTEN_STATES[unit.state]}"{qualifier}>{write_inline(unit.target, unit.codes)}</target>\n'
        f"{''.join(map(_written_note, unit.notes))}{_written_previous(unit) if unit.previous else ''}"
        "</trans-unit>"
    )


def _written_note(note: Note) -> str:
    text, sender = write_note(note)
    author = f' from="{escape_attribute(sender)}"' if sender else ""
    return f"  <note{author}>{escape_text(text)}</note>\n"


def _written_previous(unit: Unit) -> str:
    return (
        '  <alt-trans alttranstype="previous-version">\n'
        f"    <source>{escape_text(unit.previous)}</source>\n"
        f"    <target>{escape_text(unit.target)}</target>\n"
        "  </alt-trans>\n"
    )
