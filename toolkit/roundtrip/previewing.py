"""What a review brought, laid out for those who are to decide about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.codes import tagged
from toolkit.model import Bitext, Note, Unit
from toolkit.project import Project, read_content, set_aside, write_atomically
from toolkit.review import Merged, Refusal, Refused, is_rejection
from toolkit.review.values import Proposal, Verdict
from toolkit.roundtrip.reviewing import Reviewed
from toolkit.writers.preview import (
    Missing,
    NewRendering,
    Outcome,
    Preview,
    ReturnedSegment,
    SameSentence,
    SetAside,
    Version,
)

_REFUSALS = {
    Refusal.REJECTED: Outcome.REJECTED,
    Refusal.BEFORE: Outcome.BEFORE,
    Refusal.LEFT: Outcome.LEFT,
}
_VERDICTS = {
    Verdict.ACCEPTED: Outcome.ACCEPTED,
    Verdict.REJECTED: Outcome.RETURNED,
    Verdict.NONE: Outcome.RESTATED,
}


def preview(project: Project, reviewed: Reviewed, propagated: bool = False) -> Preview:
    """What became of each segment, in reading order; `propagated` says that repeats were changed too.

    >>> reviews = read_reviews(find_project(), ["returned/ann.docx"])
    >>> [reviewed] = import_reviews(find_project(), reviews, dry_run=True)
    >>> [(segment.row, segment.outcome.value) for segment in preview(find_project(), reviewed).segments]
    [(2, 'changed')]
    """
    bitext = reviewed.before
    rows = {unit.segment.id: row for row, unit in enumerate(bitext.units, 1)}
    segments = sorted(_segments(reviewed), key=lambda segment: segment.row or len(rows) + 1)
    return Preview(
        reviewed.source.name,
        project.relative(reviewed.source.bitext),
        bitext.document.language,
        bitext.target_language,
        tuple(review.name for review in reviewed.reviews),
        tuple(segments),
        tuple(rows[unit_id] for unit_id in reviewed.merged.equal),
        tuple(SetAside(one.name, q.place, q.reason, q.text) for one in reviewed.reviews for q in one.quarantined),
        tuple(_missing(reviewed, rows)),
        tuple(_renderings(reviewed, rows)),
        tuple(_same(project, reviewed, rows, propagated)),
    )


def write_preview(previews: Sequence[Preview], path: Path | str, written: bool = False) -> tuple[bool, Path | None]:
    """Writes a page with what reviews brought; `written` says that it tells of what was done.

    Returns whether anything was written, since a page that says the same is left alone, and where a file of
    that name that is no such page was set aside. Raises `InputError`.

    >>> reviews = read_reviews(find_project(), ["returned/ann.docx"])
    >>> reviewed = import_reviews(find_project(), reviews, dry_run=True)
    >>> write_preview([preview(find_project(), one) for one in reviewed], "ann.html")
    (True, None)
    """
    from toolkit.writers.html.preview import is_preview, render

    path = Path(path)
    is_other = path.exists() and not is_preview(read_content(path, str(path)))
    kept = set_aside(path, str(path)) if is_other else None
    return write_atomically(path, render(previews, written), str(path)), kept


def _segments(reviewed: Reviewed) -> Iterator[ReturnedSegment]:
    """Every segment for which something came back; comments stand with the first that is said of it."""
    standing = {unit.segment.id: _plain(row, unit) for row, unit in enumerate(reviewed.before.units, 1)}
    comments = dict(_new_notes(reviewed.before, reviewed.merged.bitext))
    edited, judged = _edited(reviewed.merged, standing), _judged(reviewed.merged, standing)
    for segment in (*edited, *judged, *_refused(reviewed.refused, standing)):
        yield replace(segment, comments=comments.pop(segment.unit_id, ()))
    for unit_id, notes in comments.items():
        yield replace(standing[unit_id], comments=notes)


def _edited(merged: Merged, standing: Mapping[str, ReturnedSegment]) -> Iterator[ReturnedSegment]:
    for applied in merged.applied:
        version = _version(applied.proposal)
        yield replace(standing[applied.unit_id], outcome=Outcome.CHANGED, versions=(version,))
    for conflict in merged.conflicts:
        found = replace(standing[conflict.unit_id], outcome=Outcome.CONFLICT, sent=conflict.base)
        yield replace(found, versions=tuple(map(_version, conflict.proposals)), reason=conflict.reason)
    for change in merged.gone:
        version = Version(change.target, ((change.author, change.at),))
        yield ReturnedSegment(Outcome.GONE, 0, change.unit_id, "", change.base, "", (version,))


def _judged(merged: Merged, standing: Mapping[str, ReturnedSegment]) -> Iterator[ReturnedSegment]:
    """The verdicts and states that came without an edit or beside one, where they change a state or no longer count."""
    english = {unit.segment.id: tagged(unit.target, unit.codes) for unit in merged.bitext.units}
    for one in merged.judged:
        outcome = Outcome.OUTDATED if one.outdated else _VERDICTS[one.verdict]
        now = english[one.unit_id]
        reason = f"{one.before} → {one.after}" if outcome is Outcome.RESTATED else ""
        segment = replace(standing[one.unit_id], outcome=outcome, now=now, reason=reason)
        yield replace(segment, versions=(Version(now, one.people),))


def _version(proposal: Proposal) -> Version:
    return Version(proposal.target, proposal.people, proposal.files)


def _refused(refused: Iterable[Refused], standing: Mapping[str, ReturnedSegment]) -> Iterator[ReturnedSegment]:
    """The edits that are not taken, an edit that several people made once."""
    found: defaultdict[tuple[str, str, Refusal], list[Refused]] = defaultdict(list)
    for one in refused:
        found[one.change.unit_id, one.change.target, one.refusal].append(one)
    for (unit_id, target, refusal), same in found.items():
        people = tuple(dict.fromkeys((one.change.author, one.change.at) for one in same))
        version = Version(target, people, tuple(dict.fromkeys(one.file for one in same)))
        segment = replace(standing[unit_id], outcome=_REFUSALS[refusal], versions=(version,))
        yield replace(segment, sent=same[0].change.base)


def _plain(row: int, unit: Unit) -> ReturnedSegment:
    english = tagged(unit.target, unit.codes)
    chinese = tagged(unit.segment.text, unit.segment.codes)
    return ReturnedSegment(Outcome.COMMENTED, row, unit.segment.id, chinese, english, english)


def _new_notes(before: Bitext, after: Bitext) -> Iterator[tuple[str, tuple[Note, ...]]]:
    """The remarks that were not there before, by the ID of their unit."""
    for old, new in zip(before.units, after.units, strict=True):
        if new.notes != old.notes:
            notes = tuple(note for note in new.notes if note not in old.notes and not is_rejection(note))
            if notes:
                yield new.segment.id, notes


def _missing(reviewed: Reviewed, rows: Mapping[str, int]) -> Iterator[Missing]:
    for review in reviewed.reviews:
        yield from (Missing(review.name, rows.get(gone, 0), gone) for gone in review.missing)
        yield from (Missing(review.name, row) for row in review.missing_rows)


def _renderings(reviewed: Reviewed, rows: Mapping[str, int]) -> Iterator[NewRendering]:
    for lesson in reviewed.lessons:
        found = tuple(rows[unit_id] for unit_id in lesson.units)
        yield NewRendering(lesson.term.source, lesson.old, lesson.new, found, lesson.people, lesson.term.place)


def _same(project: Project, reviewed: Reviewed, rows: Mapping[str, int], done: bool) -> Iterator[SameSentence]:
    chinese = {unit.segment.id: tagged(unit.segment.text, unit.segment.codes) for unit in reviewed.before.units}
    for repeat in reviewed.repeats:
        place = project.relative(project.source / f"{repeat.document}.xlf")
        like = repeat.like
        yield SameSentence(place, repeat.row, rows[like], chinese[like], repeat.before, repeat.after, done)
