"""What the keys of the desk do at once, without asking."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from toolkit.desk.typing import missing_tags
from toolkit.model import State

if TYPE_CHECKING:
    from toolkit.desk.screen.app import Desk


def take_back(desk: Desk) -> None:
    """Takes the last written change back."""
    with desk.explained():
        row = desk.session.undo()
        if row is None:
            desk.notify("There is nothing to take back.")
        else:
            desk.view.renew()
            desk.open_row(row)


def next_state(desk: Desk) -> None:
    """Gives the open segment the next state, the first after the last."""
    if desk.left():
        with desk.explained():
            desk.written(desk.session.next_state(desk.session.active))
            desk.notify(desk.session.units[desk.session.active].state.capitalize())


def same(desk: Desk) -> None:
    """Gives the repetitions of the open segment its English."""
    with desk.explained():
        if desk.written(desk.session.confirm(desk.session.active, desk.editor.text)):
            count = desk.session.propagate(desk.session.active)
            desk.view.renew()
            desk.notify(f"Given to {count} other segments.")


def code(desk: Desk) -> None:
    """Puts in the next code of the Chinese that the English lacks, around what is selected."""
    missing = missing_tags(desk.session.units[desk.session.active], desk.editor.text)
    if missing:
        desk.editor.put_in(*missing[0])
    else:
        desk.notify("The English has all codes of the Chinese.")


def put_right(desk: Desk) -> None:
    """Puts right what the checks are sure of: the chosen finding, or all where none is chosen."""
    text = desk.session.put_right(desk.session.active, desk.editor.text, desk.findings.chosen)
    if text == desk.editor.text:
        desk.notify("There is nothing that is sure.")
    else:
        desk.editor.select_all()
        desk.editor.put_in(text)


def next_of(desk: Desk, kind: str) -> None:
    """Goes to the next row of a kind."""
    session = desk.session
    wanted = {
        "empty": session.in_state(State.EMPTY),
        "draft": session.in_state(State.DRAFT),
        "remark": session.has_remark,
    }[kind]
    if desk.left():
        row = session.next_row(wanted)
        desk.notify(f"There is no other: {kind}") if row is None else desk.open_row(row)


def step_to_finding(desk: Desk, step: int) -> None:
    """Goes to the next finding of the open segment or the one before, then to those of other segments."""
    finding = desk.findings.step(step)
    if finding is None and desk.left():
        row = desk.session.next_row(desk.session.has_finding, backwards=step < 0)
        if row is None:
            desk.notify("There is no other: finding")
            return
        desk.open_row(row)
        finding = desk.findings.step(step)
    if finding is not None:
        if finding.target_span:
            desk.editor.choose(*finding.target_span)
        desk.chinese.choose(*(finding.source_span or (0, 0)))


def into_the_chinese(desk: Desk) -> None:
    """Goes into the Chinese to choose a place there, or back to the English."""
    (desk.editor if desk.chinese.has_focus else desk.chinese).focus()


def split(desk: Desk) -> None:
    """Splits the open segment at the cursor in its Chinese; the English at its own, if that is inside."""
    place = desk.chinese.cursor
    if not place:
        desk.notify("Go into the Chinese (Ctrl+T), and put the cursor where the new sentence begins.")
        desk.chinese.focus()
        return
    english = desk.editor.plain_place
    if desk.left():
        with desk.explained():
            desk.session.split(desk.session.active, place, english)
            _cut(desk, "Split.")


def join(desk: Desk) -> None:
    """Joins the open segment with the next one."""
    if desk.left():
        with desk.explained():
            desk.session.join(desk.session.active)
            _cut(desk, "Joined.")


def _cut(desk: Desk, done: str) -> None:
    desk.view.renew()
    desk.open_row(desk.session.active)
    desk.notify(f"{done} Alt+Z takes it back.")
    desk.survey()


DOINGS: dict[str, Callable[[Desk], None]] = {
    "take_back": take_back,
    "state": next_state,
    "same": same,
    "code": code,
    "put_right": put_right,
    "next_empty": partial(next_of, kind="empty"),
    "next_draft": partial(next_of, kind="draft"),
    "next_remark": partial(next_of, kind="remark"),
    "next_finding": partial(step_to_finding, step=1),
    "finding_before": partial(step_to_finding, step=-1),
    "into_the_chinese": into_the_chinese,
    "split": split,
    "join": join,
}
"""What a key can do."""
