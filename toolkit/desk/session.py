"""The state of a desk: the units of a document, which one is open, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from toolkit.bitext import accept, is_remark, parts
from toolkit.checks import arranged, check_alone, check_part, check_whole, corrected
from toolkit.desk.recovery import DeskFiles
from toolkit.desk.saving import Saving
from toolkit.desk.typing import retyped, typed
from toolkit.job import Job, check_scope, open_job, read_glossary
from toolkit.model import Bitext, Block, Finding, Match, Note, State, Unit
from toolkit.project import Project, Source
from toolkit.readers import FORMATS


@dataclass(frozen=True, slots=True)
class Change:
    """Units as they were and as a person made them, which can be taken back together."""

    pairs: tuple[tuple[Unit, Unit], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change: whether it is in the file, and whether another program had changed that."""

    written: bool
    changed_meanwhile: bool = False


Wanted = Callable[[int], bool]
"""Says of a row, counted from 0, whether it is looked for."""


def open_session(project: Project, name: str) -> Session:
    """A desk on the document `name`. Raises `ToolkitError`."""
    (source,) = project.chosen([name], FORMATS)
    job = open_job(project)
    return Session(replace(job, glossary=read_glossary(job.families, project.cache)), source)


class Session:
    """One document at the desk; nothing here knows of terminals.

    Rows count from 0. What is changed is written at once.
    """

    def __init__(self, job: Job, source: Source) -> None:
        self.job, self.source = job, source
        self.files = DeskFiles(job.project, source)
        self._saving = Saving(job, source)
        self._scope = check_scope(job.settings, job.glossary)
        self._done: list[Change] = []
        self._findings: dict[str, list[Finding]] = {}
        self._surveyed: dict[tuple[int, ...], tuple[Bitext, list[Finding]]] = {}
        self.active = 0
        self._take(self._saving.bitext)

    def _take(self, bitext: Bitext) -> None:
        self.bitext = bitext
        self.units = bitext.units
        self.blocks: tuple[Block, ...] = tuple(block for block, _ in bitext.rows())
        self.__dict__.pop("rows_of_text", None)

    @cached_property
    def rows_of_text(self) -> dict[str, list[int]]:
        """The rows of each Chinese text."""
        rows: dict[str, list[int]] = {}
        for row, unit in enumerate(self.units):
            rows.setdefault(unit.segment.text, []).append(row)
        return rows

    # What is written

    def confirm(self, row: int, text: str, state: State = State.TRANSLATED) -> Outcome:
        """Gives a row the English that was typed. Raises `ToolkitError` where it cannot be written."""
        unit = self.units[row]
        outcome = self._write([(unit, retyped(unit, text, state))])
        if outcome.written:
            self.files.forget()
        return outcome

    def leave(self, row: int, text: str) -> Outcome:
        """Keeps what was typed in a row that is left without being confirmed, as a draft."""
        if text.strip() == typed(self.units[row]).strip():
            self.files.forget()
            return Outcome(True)
        return self.confirm(row, text, State.DRAFT)

    def next_state(self, row: int) -> Outcome:
        """Gives a row the state after its own, a draft after the last; one without English stays empty."""
        _, *states = State
        state = self.units[row].state
        return (
            self.set_state(row, states[(states.index(state) + 1) % len(states)]) if state in states else Outcome(True)
        )

    def set_state(self, row: int, state: State) -> Outcome:
        """Gives a row that has English another state, a lower one too."""
        unit = self.units[row]
        return self._write([(unit, replace(unit, state=state))]) if unit.target else Outcome(False)

    def note(self, row: int, note: Note) -> Outcome:
        """Adds a remark to a row."""
        unit = self.units[row]
        return self._write([(unit, replace(unit, notes=(*unit.notes, note)))])

    def accept(self, row: int, code: str, reason: str, author: str) -> Outcome:
        """Notes that the findings of the check `code` in a row are right as they are."""
        unit = self.units[row]
        return self._write([(unit, accept(unit, code, reason, author))])

    def change(self, texts: Iterable[tuple[int, str]]) -> Outcome:
        """Gives several rows English, as one change; each stays in its state, or becomes a draft where it was empty."""
        pairs = [(unit, text) for unit, text in ((self.units[row], text) for row, text in texts)]
        return self._write([(unit, retyped(unit, text, _at_least_draft(unit))) for unit, text in pairs])

    def repetitions(self, row: int) -> list[int]:
        """The other rows with the same Chinese whose English differs."""
        unit = self.units[row]
        rows = self.rows_of_text.get(unit.segment.text, ())
        return [one for one in rows if one != row and typed(self.units[one]) != typed(unit)]

    def propagate(self, row: int) -> int:
        """Gives the repetitions of a row its English and state; returns how many there are."""
        unit, rows = self.units[row], self.repetitions(row)
        same = {"target": unit.target, "codes": unit.codes, "state": unit.state, "origin": "", "previous": ""}
        self._write([(self.units[one], replace(self.units[one], **same)) for one in rows])  # type: ignore[arg-type]
        return len(rows)

    def undo(self) -> int | None:
        """Takes the last change back, where its units are as it left them; returns a row of it, ``None`` for none."""
        if not self._done:
            return None
        change = self._done.pop()
        self._write([(after, before) for before, after in change.pairs], remembered=False)
        ids = {before.segment.id for before, _ in change.pairs}
        return next((row for row, unit in enumerate(self.units) if unit.segment.id in ids), None)

    def refresh(self) -> bool:
        """Takes over what another program wrote meanwhile; returns whether one had."""
        if not self._saving.refresh():
            return False
        self._renew(self._saving.bitext)
        return True

    def _write(self, pairs: Sequence[tuple[Unit, Unit]], remembered: bool = True) -> Outcome:
        pairs = [(before, after) for before, after in pairs if before != after]
        if not pairs:
            return Outcome(True)
        saved = self._saving.save(pairs)
        if remembered and len(saved.conflicts) < len(pairs):
            self._done.append(Change(tuple(pair for pair in pairs if pair[0].segment.id not in saved.conflicts)))
        self._renew(saved.bitext)
        return Outcome(not saved.conflicts, saved.changed_meanwhile)

    def _renew(self, bitext: Bitext) -> None:
        """Takes `bitext`, and stays at the segment that is open, wherever that stands now."""
        at = self.units[self.active].segment.id if self.units else ""
        moved = [unit.segment.id for unit in bitext.units] != [unit.segment.id for unit in self.units]
        self._take(bitext)
        if moved:
            last = max(len(self.units) - 1, 0)
            found = (row for row, unit in enumerate(self.units) if unit.segment.id == at)
            self.active = next(found, min(self.active, last))

    # What is found

    def check(self, row: int, text: str | None = None) -> list[Finding]:
        """What the checks for one unit find in a row, with `text` as its English if that is given."""
        unit = self.units[row]
        if text is not None:
            unit = retyped(unit, text, _at_least_draft(unit))
        return list(check_alone(self.bitext, self.blocks[row], self._scope, self.job.policy)(unit))

    def survey(self) -> Iterator[None]:
        """Runs every check over the document, a part at a time; afterwards `findings` knows all.

        Of a part in which every unit is still the same object, what was found is known: it is kept with the
        part, so that no other object can have its place.
        """
        bitext, policy = self.bitext, self.job.policy
        found: list[Finding] = []
        before, self._surveyed = self._surveyed, {}
        for part in (one.bitext for one in parts(bitext)):
            key = tuple(map(id, part.units))
            known = before.get(key) or self._surveyed.get(key)
            if known is None:
                known = part, check_part(part, self._scope, policy)
                yield
            self._surveyed[key] = known
            found += known[1]
        found += check_whole(bitext, self._scope, policy)
        by_unit: dict[str, list[Finding]] = {}
        for finding in arranged(bitext, found, policy):
            by_unit.setdefault(finding.unit_id, []).append(finding)
        self._findings = by_unit

    def findings(self, row: int) -> list[Finding]:
        """What the last survey found in a row."""
        return self._findings.get(self.units[row].segment.id, [])

    def put_right(self, row: int, text: str) -> str:
        """The typed English of a row with what the checks are sure of put right."""
        unit = retyped(self.units[row], text, _at_least_draft(self.units[row]))
        check = check_alone(self.bitext, self.blocks[row], self._scope, self.job.policy)
        return typed(corrected(unit, check(unit), check)[0])

    # What helps

    def matches(self, row: int) -> tuple[Match, ...]:
        """What the memory has for a row, but for what it has from the row itself."""
        memory = self.job.memory
        segment = self.units[row].segment
        if not segment.text.strip() or not memory.files():
            return ()
        from toolkit.memory.protocol import LIMIT, Query
        from toolkit.memory.swap import put_right

        before = self.units[row - 1].segment.text if row else ""
        after = self.units[row + 1].segment.text if row + 1 < len(self.units) else ""
        opened, _ = memory.surveyed()
        [found] = opened.look_up([Query(segment, before, after)], self.job.settings.memory_threshold, LIMIT)
        mine = self.job.project.relative(self.source.bitext)
        others = (match for match in found if match.origin != mine or match.source != segment.text)
        return put_right(others, segment.text, self.job.glossary.find)

    def concordance(self, text: str, limit: int = 50) -> list[tuple[str, str, str]]:
        """Where a text stands in the memory, in either language: origin, Chinese, English."""
        if not self.job.memory.files():
            return []
        opened, _ = self.job.memory.surveyed()
        return [(origin, unit.source, unit.target) for origin, unit in opened.concordance(text, limit)]

    def close(self) -> None:
        """Lets go of the memory and of what says that this desk is open."""
        self.job.memory.close()
        self.files.close()

    # What is looked for

    def next_row(self, wanted: Wanted, backwards: bool = False) -> int | None:
        """The nearest row after the open one that is `wanted`, going round at the end; ``None`` for no other."""
        count, step = len(self.units), -1 if backwards else 1
        around = ((self.active + step * distance) % count for distance in range(1, count))
        return next((row for row in around if wanted(row)), None)

    def in_state(self, *states: State) -> Wanted:
        """Rows in one of the `states`."""
        return lambda row: self.units[row].state in states

    def has_finding(self, row: int) -> bool:
        """Whether the last survey found something in a row that nobody accepted."""
        return any(not finding.accepted for finding in self.findings(row))

    def has_remark(self, row: int) -> bool:
        """Whether somebody remarked something on a row that is not resolved."""
        return any(is_remark(note) and not note.resolved for note in self.units[row].notes)


def _at_least_draft(unit: Unit) -> State:
    return State.DRAFT if unit.state is State.EMPTY else unit.state
