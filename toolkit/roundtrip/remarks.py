"""What people remark in the bitexts and are answered, until it is resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from toolkit.bitext import is_remark, read_xliff, threads, write_xliff
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
    """The threads of the documents `names`, or all that have a bitext, in reading order. Raises `ToolkitError`.

    >>> thread = add_note(find_project(), "harbour", 2, Note("Is this the whole year?", "Li Wen"))
    >>> [(thread.label, thread.notes[0].text) for thread in list_threads(find_project())]
    [('2.1', 'Is this the whole year?')]
    """
    names = list(names)
    for source in project.chosen(names, FORMATS):
        if names or source.bitext.exists():
            yield from _threads(source, _read(project, source)[1])


def add_note(project: Project, name: str, row: int, note: Note) -> Thread:
    """Adds a note to a row (from 1) of the document `name`; returns its thread. Raises `UsageError` for no such row.

    >>> add_note(find_project(), "harbour", 1, Note("A shorter headline, please.", "Li Wen")).label
    '1.1'
    """
    with locked(project.cache, ".toolkit"):
        (source,) = project.chosen([name], FORMATS)
        before, bitext = _read(project, source)
        place = project.relative(source.bitext)
        if not 1 <= row <= len(bitext.units):
            raise UsageError(f"{place} row {row}", "there is no such row", f"rows go from 1 to {len(bitext.units)}")
        unit = bitext.units[row - 1]
        noted = replace(unit, notes=(*unit.notes, note))
        after = replace(bitext, units=(*bitext.units[: row - 1], noted, *bitext.units[row:]))
        rewrite(source.bitext, before, write_xliff(after), place)
    return [thread for thread in _threads(source, after) if thread.row == row][-1]


def answer_thread(project: Project, name: str, label: str, answer: Note, resolve: bool = False) -> Thread:
    """Adds an answer to a thread of the document `name`; `label` is the thread's, or its row where that has one open.

    Returns the thread as it is now. Raises `UsageError` where there is none, or more than one.

    >>> thread = add_note(find_project(), "harbour", 2, Note("Is this the whole year?", "Li Wen"))
    >>> thread = answer_thread(find_project(), "harbour", thread.label, Note("Yes.", "Ann"), resolve=True)
    >>> [note.text for note in thread.notes], thread.notes[0].resolved
    (['Is this the whole year?', 'Yes.'], True)
    """

    def answered(first: Note, *answers: Note) -> list[Note]:
        return [replace(first, resolved=first.resolved or resolve), *answers, replace(answer, answer=True)]

    return _change(project, name, [label], answered)[0]


def resolve_threads(project: Project, name: str, labels: Iterable[str], resolved: bool = True) -> list[Thread]:
    """Marks threads of the document `name` as resolved, or as open again; `labels` are as in `answer_thread`.

    >>> thread = add_note(find_project(), "harbour", 2, Note("Is this the whole year?", "Li Wen"))
    >>> [thread.notes[0].resolved for thread in resolve_threads(find_project(), "harbour", [thread.label])]
    [True]
    """

    def marked(first: Note, *answers: Note) -> list[Note]:
        return [replace(first, resolved=resolved), *answers]

    return _change(project, name, labels, marked)


def _change(project: Project, name: str, labels: Iterable[str], change: Callable[..., list[Note]]) -> list[Thread]:
    with locked(project.cache, ".toolkit"):
        (source,) = project.chosen([name], FORMATS)
        before, bitext = _read(project, source)
        place = project.relative(source.bitext)
        found = list(_threads(source, bitext))
        chosen = {(thread.row, thread.number): thread for thread in (_called(found, label, place) for label in labels)}
        units = list(bitext.units)
        for thread in chosen.values():
            unit = units[thread.row - 1]
            notes = threads(unit.notes)
            changed = _remarks(notes)[thread.number - 1]
            changed[:] = change(*changed)
            units[thread.row - 1] = replace(unit, notes=tuple(chain.from_iterable(notes)))
        after = replace(bitext, units=tuple(units))
        rewrite(source.bitext, before, write_xliff(after), place)
    return [thread for thread in _threads(source, after) if (thread.row, thread.number) in chosen]


def _threads(source: Source, bitext: Bitext) -> Iterator[Thread]:
    for row, unit in enumerate(bitext.units, 1):
        for number, notes in enumerate(_remarks(threads(unit.notes)), 1):
            yield Thread(source, row, number, unit, tuple(notes))


def _remarks(found: Iterable[list[Note]]) -> list[list[Note]]:
    """The threads that say something to people."""
    return [thread for thread in found if is_remark(thread[0])]


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
