"""What came back for a document, as a report shows it: plain values, whatever they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from toolkit.model import Note

People = tuple[tuple[str, str], ...]
"""Who did something, each with the time by ISO 8601; both may be empty."""


class Outcome(StrEnum):
    """What becomes of what came back for a segment."""

    CHANGED = "changed"
    CONFLICT = "in conflict"
    GONE = "no longer in the text"
    COMMENTED = "commented"
    ACCEPTED = "accepted as it is"
    RETURNED = "sent back as a draft"
    OUTDATED = "judged before it was changed"
    RESTATED = "of another state"
    REJECTED = "rejected"
    BEFORE = "rejected before"
    LEFT = "left for later"


_OTHERS = (
    Outcome.ACCEPTED,
    Outcome.RETURNED,
    Outcome.OUTDATED,
    Outcome.RESTATED,
    Outcome.REJECTED,
    Outcome.BEFORE,
    Outcome.LEFT,
)


@dataclass(frozen=True, slots=True)
class Version:
    """The English that somebody returned, with all who did so and the files it came in."""

    text: str
    people: People = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedSegment:
    """What came back for one segment; all texts have their inline codes as tags.

    ``row`` counts from 1, 0 where the text has the segment no more. ``sent`` is the English that
    went out, ``now`` what stands there, ``versions`` what came back: several only in a conflict,
    none where there are only comments or a conflict is about its state. ``reason`` says why there is a
    conflict, or which state became which.
    """

    outcome: Outcome
    row: int
    unit_id: str
    chinese: str
    sent: str
    now: str
    versions: tuple[Version, ...] = ()
    reason: str = ""
    comments: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something in a file that was not taken because it is not sure what it belongs to."""

    file: str
    place: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A segment that was sent out in a file and did not come back in it; ``row`` as in `ReturnedSegment`.

    Where only its row is known, that is its number in what was sent out, and ``unit_id`` is empty.
    """

    file: str
    row: int
    unit_id: str = ""


@dataclass(frozen=True, slots=True)
class NewRendering:
    """A rendering that stands in place of one that the glossary has; ``place`` is the row of the glossary."""

    chinese: str
    old: str
    new: str
    rows: tuple[int, ...]
    people: People
    place: str


@dataclass(frozen=True, slots=True)
class SameSentence:
    """A segment with the Chinese and the English that the changed one in row ``like`` had."""

    place: str
    row: int
    like: int
    chinese: str
    before: str
    after: str
    done: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """All that came back for a document; ``place`` is its bitext, ``equal`` rows that had what was returned already."""

    name: str
    place: str
    source_language: str
    target_language: str
    files: tuple[str, ...]
    segments: tuple[ReturnedSegment, ...]
    equal: tuple[int, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    missing: tuple[Missing, ...] = ()
    renderings: tuple[NewRendering, ...] = ()
    same: tuple[SameSentence, ...] = ()

    def of(self, *outcomes: Outcome) -> tuple[ReturnedSegment, ...]:
        """The segments with one of the `outcomes`, in reading order."""
        return tuple(segment for segment in self.segments if segment.outcome in outcomes)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many segments there are of each kind, every kind named."""
        counted = {str(outcome): len(self.of(outcome)) for outcome in Outcome}
        gone = counted.pop(Outcome.GONE)
        return {
            "changed": counted.pop(Outcome.CHANGED),
            "already there": len(self.equal),
            "commented": sum(bool(segment.comments) for segment in self.segments),
            "in conflict": counted.pop(Outcome.CONFLICT) + gone,
            **{str(kind): counted[kind] for kind in _OTHERS},
            "set aside": len(self.set_aside),
            "missing": len(self.missing),
        }


def told_people(people: People) -> Iterator[str]:
    """Each of the people as one reads it: ``Ann on 2026-11-20``, ``somebody``."""
    for name, at in people:
        yield f"{name or 'somebody'}{f' on {at[:10]}' if at else ''}"
