"""What comes back from editors, as values: changes, what is set aside, and what conflicts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit.model import Note, State


class Verdict(StrEnum):
    """What an editor thinks of the English of a unit as they leave it."""

    NONE = ""
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Change:
    """What came back for one unit: the English that somebody left there, and what they remarked.

    ``base`` is the English as it was exported, ``target`` as it was returned, both with inline
    codes as tags (see `toolkit.codes.tagged`); they are equal where only comments came.
    ``author`` and ``at`` (ISO 8601) tell who changed it last and when, as far as the file does.
    ``state`` is what the file says of it, None where the project is to say; ``sent_state`` the one that
    was exported, where the file says of that one whether somebody has changed it. ``guessed`` says that
    nobody knows what was exported, and ``base`` is no English for want of anything better.
    """

    unit_id: str
    base: str
    target: str
    author: str = ""
    at: str = ""
    comments: tuple[Note, ...] = ()
    verdict: Verdict = Verdict.NONE
    state: State | None = None
    guessed: bool = False
    sent_state: State | None = None

    @property
    def edited(self) -> bool:
        """Whether the English came back changed."""
        return self.base != self.target

    @property
    def restated(self) -> bool:
        """Whether somebody gave the English another state than it was exported with."""
        return None not in (self.state, self.sent_state) and self.state is not self.sent_state


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Something in a returned file that is not applied, because it is not sure what it belongs to.

    ``place`` says where in the file it stands, ``reason`` what is wrong, ``text`` what it holds.
    """

    place: str
    reason: str
    text: str = ""
    unit_id: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What a returned review file holds.

    ``name`` is the file's, ``exported`` the IDs that were sent out in it, ``missing`` those of
    them that came back without a row; ``missing_rows`` are more of these by their numbers in what was
    sent out, where the file knows no more of them.
    """

    name: str
    document: str
    batch: str
    exported: frozenset[str]
    changes: tuple[Change, ...]
    quarantined: tuple[Quarantined, ...] = ()
    missing: tuple[str, ...] = ()
    missing_rows: tuple[int, ...] = ()

    def signed(self, author: str) -> Review:
        """The same by `author`, where the file does not say by whom it is."""
        return replace(self, changes=tuple(_signed(change, author) for change in self.changes))


def _signed(change: Change, author: str) -> Change:
    comments = tuple(replace(note, author=note.author or author) for note in change.comments)
    return replace(change, author=change.author or author, comments=comments)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit with all who made it: ``(reviewer, time)`` each, ``files`` in which it came, the state they gave it."""

    target: str
    people: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A unit that somebody accepted, rejected or gave a state (without a verdict), and its state before and after.

    ``outdated`` says that its English has changed since, so that the verdict does not count.
    """

    unit_id: str
    verdict: Verdict
    before: State
    after: State
    people: tuple[tuple[str, str], ...]
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Edits of one unit that cannot all be taken: of each other, or of what the bitext has had since.

    ``now`` is the English in the bitext, ``base`` the English that was exported. Without proposals
    it is about its state.
    """

    unit_id: str
    base: str
    now: str
    proposals: tuple[Proposal, ...]
    reason: str
