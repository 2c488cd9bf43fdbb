"""Reads gettext PO that was handed off: contexts are the IDs of units, fuzzy ones are drafts."""

from __future__ import annotations

from toolkit.bitext.foreign.po import Message, read_messages
from toolkit.bitext.foreign.po_write import BATCH, DOCUMENT, noted
from toolkit.errors import InputError
from toolkit.language.chinese import count_han
from toolkit.model import State
from toolkit.review.handoff.values import ReturnedFile, ReturnedUnit


def read_file(content: bytes, name: str) -> ReturnedFile:
    """The units of a PO file that was handed off; raises `InputError` for what is none."""
    header, messages = read_messages(content, name)
    document = header.get(DOCUMENT.lower(), "") or header.get("project-id-version", "")
    units = [_unit(message, name) for message in messages if not message.is_header]
    if not any(unit.id for unit in units):
        raise InputError(name, "none of its messages has a context (msgctxt)", "give the PO file that was handed off")
    return ReturnedFile(name, document, header.get(BATCH.lower(), ""), units)


def _unit(message: Message, name: str) -> ReturnedUnit:
    source, target = message.text("msgid"), message.text(message.forms[0])
    copied = target == source and count_han(source) > 0
    return ReturnedUnit(
        id=message.text("msgctxt"),
        source=source,
        target=None if copied else target,
        place=f"{name} line {message.line}",
        state=State.DRAFT if "fuzzy" in message.flags else State.TRANSLATED,
        notes=tuple(noted(message.remarks)),
    )
