"""Merges remarks that came back into those of a unit: each is there once, and answers stand with what they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from toolkit.bitext import instant, read_note, threads, write_note
from toolkit.model import Note, Unit
from toolkit.review.returned import comparable


def with_notes(unit: Unit, notes: Iterable[Note]) -> Unit:
    """The unit with the `notes` it does not have yet; one that has been resolved since is marked so.

    Each of the `notes` stands before its answers. They are taken as the bitext will keep them, or a
    remark that begins like a mark of ours would be another one when it comes again.
    """
    kept = threads(unit.notes)
    before = tuple(chain.from_iterable(kept))
    free: defaultdict[str, list[tuple[list[Note], int]]] = defaultdict(list)
    for thread in kept:
        for place, note in enumerate(thread):
            free[comparable(note.text)].append((thread, place))
    begun: list[Note] | None = None
    for note in (read_note(*write_note(note)) for note in notes):
        known = _counterpart(free[comparable(note.text)], note)
        if known:
            begun, place = known
            begun[place] = replace(begun[place], resolved=begun[place].resolved or note.resolved)
        elif note.answer and begun is not None:
            begun.append(note)
        else:
            begun = [replace(note, answer=False)]
            kept.append(begun)
    merged = tuple(chain.from_iterable(kept))
    return unit if merged == before else replace(unit, notes=merged)


def _counterpart(free: list[tuple[list[Note], int]], note: Note) -> tuple[list[Note], int] | None:
    """Which of the notes with the same text, each a thread and a place in it, a `note` is; it is `free` no more."""
    nearest: tuple[tuple[bool, ...], int] | None = None
    for index, (thread, place) in enumerate(free):
        if _is_same(thread[place], note):
            found = _differences(thread[place], note), index
            nearest = min(nearest or found, found)
            if not any(found[0]):
                break
    return free.pop(nearest[1]) if nearest else None


def _differences(before: Note, returned: Note) -> tuple[bool, ...]:
    names = before.author != returned.author, bool(before.at) != bool(returned.at)
    return (*names, before.resolved != returned.resolved, before.answer != returned.answer)


def _is_same(before: Note, returned: Note) -> bool:
    """Whether a note came back; a document may name somebody and some time even where the note has neither."""
    if before.author not in ("", returned.author):
        return False
    moment = instant(before.at)
    return before.at in ("", returned.at) or (moment is not None and moment == instant(returned.at))
