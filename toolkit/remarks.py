"""What people remark in the bitexts and are answered, until it is resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from toolkit.bitext import end_of_thread, is_acceptance, read_xliff, threads, write_xliff
from toolkit.errors import UsageError
from toolkit.model import Bitext, Note, Unit
from toolkit.project import Project, Source, locked, read_content, rewrite
from toolkit.readers import FORMATS


@dataclass(frozen=True, slots=True)
class Thread:
    """A note of a unit with its answers; ``row`` and ``number``, the place among the row's threads, count from 1."""

    source: Source
    row: int
    number: int
    unit: Unit
    notes: tuple[Note, ...]

    @property
    def label(self) -> str:
        """What people call it: ``12.1``."""
        return f"{self.row}.{self.number}"

    @property
    def resolved(self) -> bool:
        """Whether it has been dealt with."""
        return self.notes[0].resolved


def list_threads(project: Project, names: Iterable[str] = ()) -> Iterator[Thread]:
    """The threads of the documents `names`, or all that have a bitext, in reading order. Raises `ToolkitError`."""
    names = list(names)
    for source in project.chosen(names, FORMATS):
        if names or source.bitext.exists():
            yield from _threads(source, _read(project, source)[1])


def answer_thread(project: Project, name: str, label: str, answer: Note, resolve: bool = False) -> Thread:
    """Adds an answer to a thread of the document `name`; `label` is the thread's, or its row where that has one open.

    Returns the thread as it is now. Raises `UsageError` where there is none, or more than one.
    """

    def answered(notes: tuple[Note, ...], first: int) -> tuple[Note, ...]:
        root = replace(notes[first], resolved=notes[first].resolved or resolve)
        end = end_of_thread(notes, first)
        return (*notes[:first], root, *notes[first + 1 : end], replace(answer, answer=True), *notes[end:])

    return _change(project, name, [label], answered)[0]


def resolve_threads(project: Project, name: str, labels: Iterable[str], resolved: bool = True) -> list[Thread]:
    """Marks threads of the document `name` as resolved, or as open again; `labels` are as in `answer_thread`."""

    def marked(notes: tuple[Note, ...], first: int) -> tuple[Note, ...]:
        return (*notes[:first], replace(notes[first], resolved=resolved), *notes[first + 1 :])

    return _change(project, name, labels, marked)


_Change = Callable[[tuple[Note, ...], int], tuple[Note, ...]]
"""Takes the notes of a unit, and where in them a thread begins, to what they are afterwards."""


def _change(project: Project, name: str, labels: Iterable[str], change: _Change) -> list[Thread]:
    with locked(project.cache, ".toolkit"):
        (source,) = project.chosen([name], FORMATS)
        before, bitext = _read(project, source)
        place = project.relative(source.bitext)
        found = list(_threads(source, bitext))
        chosen = {(thread.row, thread.number): thread for thread in (_called(found, label, place) for label in labels)}
        units = list(bitext.units)
        for thread in chosen.values():
            unit = units[thread.row - 1]
            units[thread.row - 1] = replace(unit, notes=change(unit.notes, _first(unit, thread.number)))
        after = replace(bitext, units=tuple(units))
        rewrite(source.bitext, before, write_xliff(after), place)
    return [thread for thread in _threads(source, after) if (thread.row, thread.number) in chosen]


def _threads(source: Source, bitext: Bitext) -> Iterator[Thread]:
    for row, unit in enumerate(bitext.units, 1):
        remarks = [note for note in unit.notes if not is_acceptance(note)]
        for number, notes in enumerate(threads(remarks), 1):
            yield Thread(source, row, number, unit, tuple(notes))


def _first(unit: Unit, number: int) -> int:
    """Where among the unit's notes the thread begins that is its `number`-th."""
    remarks = [place for place, note in enumerate(unit.notes) if not is_acceptance(note)]
    starts = [place for place in remarks if not unit.notes[place].answer or place == remarks[0]]
    return starts[number - 1]


def _called(found: Iterable[Thread], label: str, place: str) -> Thread:
    """The thread that `label` names."""
    of_row = [thread for thread in found if label in (str(thread.row), thread.label)]
    named = [thread for thread in of_row if thread.label == label or not thread.resolved] or of_row
    if len(named) == 1:
        return named[0]
    if named:
        known = ", ".join(thread.label for thread in named)
        raise UsageError(f"{place} row {label}", f"there are {len(named)} notes", f"say which one: {known}")
    raise UsageError(f"{place} row {label}", "there is no such note", "look at: toolkit notes list --all")


def _read(project: Project, source: Source) -> tuple[bytes, Bitext]:
    place = project.relative(source.bitext)
    if not source.bitext.exists():
        raise UsageError(place, "there is no bitext yet", "run: toolkit build")
    content = read_content(source.bitext, place)
    return content, read_xliff(content, place)
