"""Brings home what editors did: reads review files, merges them into bitexts, and can take that back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.bitext import read_xliff, write_xliff
from toolkit.building.job import read_glossary
from toolkit.errors import InputError, UsageError
from toolkit.events import tell
from toolkit.model import Bitext, State
from toolkit.project import Project, Source, digest, locked, read_content, rewrite, write_derived
from toolkit.readers import FORMATS
from toolkit.review import (
    Decision,
    Lesson,
    Merged,
    Refused,
    Repeat,
    decide,
    find_repeats,
    learn,
    merge,
    propagate,
    remember,
)
from toolkit.review.values import Change, Review

_UNDO = "undo"


Decisions = Mapping[tuple[str, str], Decision]
"""What was decided about single units, by the name of the document and the ID of the unit."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the review files of one document brought; ``before`` is the bitext as it was.

    ``refused`` are edits that were not to be merged, ``lessons`` renderings that the glossary
    lacks, ``repeats`` units anywhere that stand as edited ones did.
    """

    source: Source
    before: Bitext
    reviews: tuple[Review, ...]
    merged: Merged
    refused: tuple[Refused, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    repeats: tuple[Repeat, ...] = ()


def import_reviews(
    project: Project,
    returned: Iterable[Review],
    state: State | None = None,
    wanted: Callable[[Change], bool] = lambda change: True,
    propagating: bool = False,
    decisions: Decisions | None = None,
    dry_run: bool = False,
) -> list[Reviewed]:
    """Merges reviews into the bitexts of their documents, all those of a document at once.

    `state` is what a changed unit becomes; unless given what its file says, or the project's settings. `decisions`
    settle single units. Everything is read before anything is written; with `dry_run` nothing is.
    `propagating` makes the edits in the units that stand as the edited ones did, too. Raises
    `InputError` for a review that belongs to no document of the project.

    >>> [reviewed] = import_reviews(find_project(), read_reviews(find_project(), ["returned/ann.docx"]))
    >>> len(reviewed.merged.applied), len(reviewed.merged.conflicts)
    (1, 0)
    >>> reviewed.merged.bitext.units[1].target
    'Jianggang New Town invested RMB 500 million this year.'
    """
    reviews = _by_document(returned, state)
    chosen_state = state or State(project.settings().review_state)
    with locked(project.cache, ".toolkit"):
        opened = [_opened(project, _source(project, name, found[0])) for name, found in reviews.items()]
        done = [_merged(one, reviews[one.source.name], chosen_state, wanted, decisions or {}) for one in opened]
        others = _others(project, reviews) if any(one.merged.applied for one in done) else []
        done = _with_lessons(project, done, [one.bitext for one in others])
        if not dry_run:
            repeats = [repeat for one in done if propagating for repeat in one.repeats]
            merged = [replace(one, bitext=edited.merged.bitext) for one, edited in zip(opened, done, strict=True)]
            like_them = [one for one in others if any(repeat.document == one.source.name for repeat in repeats)]
            for one in (*merged, *like_them):
                _write(project, one, propagate(one.bitext, repeats, chosen_state))
    return done


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document with the bytes of its bitext, and what they hold or are to hold."""

    source: Source
    content: bytes
    bitext: Bitext


def _opened(project: Project, source: Source) -> _Opened:
    place = project.relative(source.bitext)
    content = read_content(source.bitext, place)
    return _Opened(source, content, read_xliff(content, place))


def _by_document(returned: Iterable[Review], state: State | None) -> dict[str, list[Review]]:
    """The reviews of each document; with a `state` as if every edit and verdict gave it to its unit."""
    reviews: defaultdict[str, list[Review]] = defaultdict(list)
    for review in returned:
        changes = tuple(
            replace(change, state=state) if state and _says(change) else change for change in review.changes
        )
        reviews[review.document].append(replace(review, changes=changes))
    return reviews


def _says(change: Change) -> bool:
    """Whether a change is about the English of its unit, and not only a comment."""
    return change.edited or bool(change.verdict) or change.restated


def _merged(
    opened: _Opened,
    reviews: Sequence[Review],
    state: State,
    wanted: Callable[[Change], bool],
    decisions: Decisions,
) -> Reviewed:
    """The bitext of one document with what is wanted of its `reviews`."""
    source, bitext = opened.source, opened.bitext
    for review in reviews:
        _refuse_foreign(bitext, review)
    chosen = [replace(review, changes=tuple(filter(wanted, review.changes))) for review in reviews]
    own = {unit_id: decision for (name, unit_id), decision in decisions.items() if name == source.name}
    decided = decide(bitext, chosen, own)
    merged = remember(merge(bitext, decided.reviews, state), decided)
    tell("merged", document=source.name, applied=len(merged.applied), conflicts=len(merged.conflicts))
    return Reviewed(source, bitext, tuple(reviews), merged, decided.refused)


def _others(project: Project, known: Container[str]) -> list[_Opened]:
    """The documents that are not among the `known` ones, as far as they have bitexts."""
    sources = (source for source in project.chosen((), FORMATS) if source.name not in known)
    return [_opened(project, source) for source in sources if source.bitext.exists()]


def _with_lessons(project: Project, done: Sequence[Reviewed], others: Sequence[Bitext]) -> list[Reviewed]:
    """What the edits say about the glossary and about the same sentences elsewhere."""
    if not any(one.merged.applied for one in done):
        return list(done)
    glossary = read_glossary(project.families(), project.cache)
    edits = {one.source.name: one.merged.applied for one in done}
    open_units = {(one.source.name, conflict.unit_id) for one in done for conflict in one.merged.conflicts}
    repeats = find_repeats(edits, (*(one.merged.bitext for one in done), *others), open_units)
    found = []
    for one in done:
        changed = {edit.unit_id for edit in one.merged.applied}
        units = (unit for unit in one.merged.bitext.units if unit.segment.id in changed)
        lessons = learn(one.merged.applied, {unit.segment.id: glossary.find(unit.segment.text) for unit in units})
        found.append(replace(one, lessons=lessons, repeats=repeats.get(one.source.name, ())))
    return found


def _source(project: Project, name: str, review: Review) -> Source:
    for source in project.chosen((), FORMATS):
        if source.name == name and source.bitext.exists():
            return source
    problem = f"it belongs to the document “{name}”, which this project does not have"
    raise InputError(review.name, problem, "run the command in the project that sent the file out")


def _refuse_foreign(bitext: Bitext, review: Review) -> None:
    """A document of the same name in another project has other sentences."""
    known = {unit.segment.id for unit in (*bitext.units, *bitext.archive)}
    if review.exported and review.exported.isdisjoint(known):
        problem = f"none of its segments is in the document “{bitext.document.name}”"
        raise InputError(review.name, problem, "run the command in the project that sent the file out")


def _write(project: Project, opened: _Opened, bitext: Bitext) -> None:
    source, before, after = opened.source, opened.content, write_xliff(bitext)
    if after == before:
        return
    folder = project.cache / _UNDO
    write_derived(folder / f"{source.name}.xlf", before, f".toolkit/{_UNDO}")
    record = json.dumps({"after": digest(after)})
    write_derived(folder / f"{source.name}.json", record.encode("utf-8"), f".toolkit/{_UNDO}")
    rewrite(source.bitext, before, after, project.relative(source.bitext))


def undo_reviews(project: Project, names: Sequence[str] = ()) -> list[Source]:
    """Puts the bitexts `names`, or all, back to what they were before the last import; returns those it did.

    Raises `UsageError` where a bitext has been changed since, and then changes nothing.

    >>> reviewed = import_reviews(find_project(), read_reviews(find_project(), ["returned/ann.docx"]))
    >>> [source.name for source in undo_reviews(find_project())]
    ['harbour']
    """
    with locked(project.cache, ".toolkit"):
        undone = []
        for source in project.chosen(names, FORMATS):
            kept = project.cache / _UNDO / f"{source.name}.xlf"
            if kept.exists():
                undone.append((source, kept, _unchanged_since(project, source)))
        if not undone:
            raise UsageError(".toolkit/undo", "there is no import to take back", "look at: toolkit status")
        for source, kept, content in undone:
            rewrite(source.bitext, content, read_content(kept, str(kept)), project.relative(source.bitext))
            kept.unlink()
    return [source for source, _, _ in undone]


def _unchanged_since(project: Project, source: Source) -> bytes:
    """The bitext as it is, if that is what the last import wrote."""
    place, record = project.relative(source.bitext), f".toolkit/{_UNDO}/{source.name}.json"
    remedy = f"what it was before is kept as .toolkit/{_UNDO}/{source.name}.xlf"
    try:
        after = json.loads(read_content(project.root / record, record))["after"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise InputError(record, "damaged: whether the bitext was changed since cannot be told", remedy) from error
    content = read_content(source.bitext, place)
    if digest(content) != after:
        raise UsageError(place, "it was changed after the import, and undoing would lose that", remedy)
    return content
