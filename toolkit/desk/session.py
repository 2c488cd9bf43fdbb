"""The state of a desk: the units of a document, which one is open, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from toolkit.bitext import accept
from toolkit.building.job import Job, check_scope, open_job, read_glossary
from toolkit.checks import check_alone, corrected
from toolkit.desk.cutting import Cut, cut, take_back
from toolkit.desk.offering import Offers
from toolkit.desk.recalling import Recall
from toolkit.desk.recovery import DeskFiles
from toolkit.desk.rows import Rows
from toolkit.desk.saving import Saving
from toolkit.desk.surveying import Survey
from toolkit.desk.typing import retyped, typed
from toolkit.drafting.ahead import Ahead
from toolkit.engines.options import EngineSettings
from toolkit.errors import UsageError
from toolkit.glossary import annotate
from toolkit.model import Bitext, Finding, Match, Note, State, Term, TermStatus, Unit
from toolkit.project import Project, Source
from toolkit.readers import FORMATS
from toolkit.segmentation import Verb
from toolkit.terminology.adding import add_term


@dataclass(frozen=True, slots=True)
class Change:
    """Units as they were and as a person made them, which can be taken back together."""

    pairs: tuple[tuple[Unit, Unit], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change: whether it is in the file, and whether another program had changed that."""

    written: bool
    changed_meanwhile: bool = False


def open_session(project: Project, name: str, filled: bool = True, engine: str | None = None) -> Session:
    """A desk on the document `name`; unless `filled`, the memory has not filled it yet.

    Drafts are offered by the project's `engine` of that name, or by the only one that it has; by none for an
    empty name. Raises `ToolkitError`.
    """
    (source,) = project.chosen([name], FORMATS)
    job = open_job(project)
    job = replace(job, glossary=read_glossary(job.families, project.cache))
    settings = _engine(job.settings.engines, engine)
    session = Session(job, source, Ahead(job, settings) if settings else None)
    if filled:
        session.take_filled(session.recall.filled(session.bitext).result())
    return session


def _engine(engines: Sequence[EngineSettings], name: str | None) -> EngineSettings | None:
    """The engine called `name`, or the only one; none for an empty name. Raises `UsageError` for an unknown one."""
    found = next((one for one in engines if one.name == name), None)
    if name and found is None:
        known = ", ".join(one.name for one in engines) or "none yet"
        raise UsageError(name, "there is no such engine", f"engines in toolkit.toml are: {known}")
    return engines[0] if name is None and len(engines) == 1 else found


class Session(Rows):
    """One document at the desk; nothing here knows of terminals. What is changed is written at once."""

    def __init__(self, job: Job, source: Source, ahead: Ahead | None = None) -> None:
        self.job, self.source = job, source
        self.files = DeskFiles(job.project, source)
        self._saving = Saving(job, source)
        self._scope = check_scope(job.settings, job.glossary)
        self._done: list[Change | Cut] = []
        self._survey = Survey()
        self.recall = Recall(job, source)
        self.offers = Offers(ahead)
        super().__init__(self._saving.bitext)

    # What is written

    def confirm(self, row: int, text: str, state: State = State.TRANSLATED) -> Outcome:
        """Gives a row the English that was typed. Raises `ToolkitError` where it cannot be written."""
        unit = self.units[row]
        outcome = self._write([(unit, self.offers.recorded(retyped(unit, text, state)))])
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

    def propagate(self, row: int) -> int:
        """Gives the repetitions of a row its English and state; returns how many there are."""
        unit, rows = self.units[row], self.repetitions(row)
        same = {"target": unit.target, "codes": unit.codes, "state": unit.state, "origin": "", "previous": ""}
        self._write([(self.units[one], replace(self.units[one], **same)) for one in rows])  # type: ignore[arg-type]
        return len(rows)

    def split(self, row: int, offset: int, english: int | None = None) -> None:
        """Splits a row before a character of its Chinese, and its English before one of that or in the best place.

        Raises `ToolkitError`, also where there is nothing to split.
        """
        self._cut(Verb.SPLIT, row, offset, english)

    def join(self, row: int) -> None:
        """Joins a row with the next one of its paragraph. Raises `ToolkitError` where it has none."""
        self._cut(Verb.JOIN, row)

    def _cut(self, verb: Verb, row: int, offset: int = 0, english: int | None = None) -> None:
        self._done.append(cut(self._saving, verb, row, offset, english))
        self._renew(self._saving.bitext)
        self.active = min(row, len(self.units) - 1)

    def undo(self) -> int | None:
        """Takes the last change back, where its units are as it left them; returns a row of it, ``None`` for none."""
        if not self._done:
            return None
        change = self._done.pop()
        if isinstance(change, Cut):
            take_back(self._saving, change)
            self._renew(self._saving.bitext)
            return self.active
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
        self._note(after.segment.id for _, after in pairs)
        return Outcome(not saved.conflicts, saved.changed_meanwhile)

    def _note(self, unit_ids: Iterable[str]) -> None:
        """Later look-ups are to find what was written."""
        written = set(unit_ids)
        for row, unit in enumerate(self.units):
            if unit.segment.id in written:
                self.recall.note(unit, self.query(row))

    def take_filled(self, filled: Bitext) -> None:
        """Takes over what the memory has filled, where nobody has done anything meanwhile."""
        units = {unit.segment.id: unit for unit in filled.units if unit.target}
        given = (unit if unit.target else units.get(unit.segment.id, unit) for unit in self.bitext.units)
        self._saving.bitext = replace(self.bitext, units=tuple(given))
        self._take(self._saving.bitext)

    def add_term(self, family: str, source: str, target: str, origin: str = "") -> str:
        """Adds a term to the glossary, a proposed one where nobody says where it is from; returns its file's name.

        From then on it counts at the desk. Raises `ToolkitError`.
        """
        project = self.job.project
        status = TermStatus.PREFERRED if origin else TermStatus.PROPOSED
        place = add_term(project, family, Term(source, target, family, status, origin=origin))
        families = tuple(project.families())
        self._know(replace(self.job, families=families, glossary=read_glossary(families, project.cache)))
        return place

    def _know(self, job: Job) -> None:
        """Goes on with another glossary."""
        self.job = self._saving.job = job
        self._scope = check_scope(job.settings, job.glossary)
        self._survey.begin_anew()
        self._saving.bitext = annotate(self._saving.bitext, job.glossary)
        self._take(self._saving.bitext)

    # What is found

    def check(self, row: int, text: str | None = None) -> list[Finding]:
        """What the checks for one unit find in a row, with `text` as its English if that is given."""
        unit = self.units[row]
        if text is not None:
            unit = retyped(unit, text, _at_least_draft(unit))
        return list(check_alone(self.bitext, self.blocks[row], self._scope, self.job.policy)(unit))

    def survey(self) -> Iterator[None]:
        """Runs every check over the document, a part at a time; afterwards `findings` knows all."""
        return self._survey.run(self.bitext, self._scope, self.job.policy)

    def findings(self, row: int) -> list[Finding]:
        """What the last survey found in a row."""
        return self._survey.findings(self.units[row].segment.id)

    def found_in(self, row: int, text: str) -> list[Finding]:
        """What is found in a row with `text` as its English, but what was accepted.

        What compares it with other rows is known of what it has, and not while that is being changed.
        """
        found = self.check(row, text) if text.strip() else []
        known = {(one.code, one.message) for one in found}
        others = self.findings(row) if text.strip() and text.strip() == typed(self.units[row]).strip() else []
        found += [one for one in others if (one.code, one.message) not in known]
        return [one for one in found if not one.accepted]

    def has_finding(self, row: int) -> bool:
        """Whether the last survey found something in a row that nobody accepted; that one is empty is no fault."""
        return bool(self.units[row].target) and any(not finding.accepted for finding in self.findings(row))

    def put_right(self, row: int, text: str, finding: Finding | None = None) -> str:
        """The typed English of a row with what the checks are sure of put right, or of that one finding only."""
        unit = retyped(self.units[row], text, _at_least_draft(self.units[row]))
        check = check_alone(self.bitext, self.blocks[row], self._scope, self.job.policy)
        return typed(corrected(unit, [finding] if finding else check(unit), check)[0])

    # What helps

    def look_up(self, row: int) -> Future[tuple[Match, ...]]:
        """What the memory will have for a row, but for what stands there already."""
        return self.recall.matches(self.query(row), self.units[row].target)

    def matches(self, row: int) -> tuple[Match, ...]:
        """What the memory has for a row."""
        return self.look_up(row).result()

    def concordance(self, text: str, limit: int = 50) -> list[tuple[str, str, str]]:
        """Where a text stands in the memory, in either language: origin, Chinese, English."""
        return self.recall.concordance(text, limit).result()

    def close(self) -> None:
        """Lets go of the memory and of what says that this desk is open."""
        self.recall.close()
        self.offers.close()
        self.files.close()


def _at_least_draft(unit: Unit) -> State:
    return State.DRAFT if unit.state is State.EMPTY else unit.state
