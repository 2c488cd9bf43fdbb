"""The desk without a screen: segment by segment with plain questions, for screen readers and scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.bitext import is_remark
from toolkit.codes import tagged
from toolkit.desk.helping import helps
from toolkit.desk.session import Session
from toolkit.desk.typing import typed
from toolkit.errors import ToolkitError
from toolkit.model import Note, State

HELP = (
    "Type the English and press Enter to confirm it. An empty line leaves the segment as it is.",
    "=         confirm the English that is there",
    ":N        go to row N",
    ":next     the next row without English; :draft, :remark: the next draft, the next remark",
    ":back     the row before",
    ":clear    take the English away",
    ":state …  give the English a state: draft, translated, reviewed, final; the next row follows",
    ":note …   remark something",
    ":same     give repetitions of this segment the same English",
    ":split …|…  split the sentence at |, between two pieces of its Chinese",
    ":join     join it with the next segment",
    ":undo     take the last change back",
    ":alone    take the place of a desk on another machine that has ended without saying so",
    ":quit     end; everything confirmed is written already",
)


class LineDesk:
    """A session led by lines that a person types; `say` is given each line to show."""

    def __init__(self, session: Session, say: Callable[[str], None], author: str) -> None:
        self._session, self._say, self._author = session, say, author
        self.ended = not session.units

    def show(self) -> None:
        """Says what the open segment is, and what helps with it."""
        for line in described(self._session):
            self._say(line)

    def answer(self, line: str) -> None:
        """Does what a line asks for, and goes on to where the next one is wanted."""
        session = self._session
        if not line.strip():
            self._go(session.active + 1)
        elif line.startswith(":"):
            self._obey(*line[1:].strip().partition(" ")[::2])
        else:
            unit = session.units[session.active]
            self._confirm(typed(unit) if line.strip() == "=" else line)

    def _confirm(self, text: str) -> None:
        session = self._session
        outcome = session.confirm(session.active, text)
        if not outcome.written:
            self._say("Another program changed this segment meanwhile. Look at it, and type it again.")
            return
        for finding in session.check(session.active):
            if not finding.accepted:
                self._say(f"{finding.severity}: {finding.message} [{finding.code}]")
        self._go(session.active + 1)

    def _go(self, row: int | None) -> None:
        if row is None:
            self._say("There is none.")
        elif row >= len(self._session.units):
            self._say("That was the last segment; :quit ends.")
        else:
            self._session.active = max(row, 0)

    def _obey(self, verb: str, rest: str) -> None:
        session = self._session
        looked_for = {
            "next": session.in_state(State.EMPTY),
            "draft": session.in_state(State.DRAFT),
            "remark": session.has_remark,
        }
        if verb.isdecimal():
            self._go(min(int(verb), len(session.units)) - 1)
        elif verb in looked_for:
            self._go(session.next_row(looked_for[verb]))
        elif verb == "back":
            self._go(session.active - 1)
        elif verb == "quit":
            self.ended = True
        else:
            self._change(verb, rest)

    def _change(self, verb: str, rest: str) -> None:
        session = self._session
        if verb == "clear":
            session.confirm(session.active, "")
        elif verb == "state":
            self._give(rest.strip().lower())
        elif verb == "note" and rest.strip():
            session.note(session.active, Note(rest.strip(), self._author))
        elif verb == "same":
            self._say(f"Given to {session.propagate(session.active)} other segments.")
        elif verb == "alone":
            for kept in session.files.take_over():
                self._say(f"Typed there, and not confirmed: {kept.text}")
        elif verb in ("split", "join"):
            self._cut(verb, rest.strip())
        elif verb == "undo":
            self._go(session.undo())
        else:
            for line in HELP:
                self._say(line)

    def _give(self, name: str) -> None:
        """Gives the English of the open segment a state, and goes on."""
        session = self._session
        _, *states = State
        if name not in states:
            self._say(f"States are: {', '.join(states)}.")
        elif not session.units[session.active].target:
            self._say("There is no English yet that could have a state.")
        elif session.set_state(session.active, State(name)).written:
            self._go(session.active + 1)
        else:
            self._say("Another program changed this segment meanwhile. Look at it, and say it again.")

    def _cut(self, verb: str, where: str) -> None:
        """Joins the open segment with the next, or splits it where the Chinese around a | says."""
        session = self._session
        before, _, after = where.partition("|")
        found = session.units[session.active].segment.text.find(before + after)
        try:
            if verb == "join":
                session.join(session.active)
            else:
                session.split(session.active, found + len(before) if found >= 0 else 0)
        except ToolkitError as error:
            self._say(str(error))


def described(session: Session) -> Iterator[str]:
    """The open segment in lines: its row, Chinese, English, and what helps to translate it."""
    row = session.active
    unit, block = session.units[row], session.blocks[row]
    yield f"Row {row + 1} of {len(session.units)}, {block.kind}, {unit.state}"
    if unit.previous:
        yield f"Chinese before: {unit.previous}"
    yield f"Chinese: {tagged(unit.segment.text, unit.segment.codes)}"
    if unit.target:
        yield f"English: {typed(unit)}"
    for one in helps(unit, session.matches(row)):
        remark = f" ({'; '.join(one.remark.splitlines())})" if one.remark else ""
        yield f"{one.kind.capitalize()}: {one.chinese} = {one.english}{remark}"
    for note in unit.notes:
        if is_remark(note) and not note.resolved:
            yield f"Remark of {note.author or 'somebody'}: {note.text}"
