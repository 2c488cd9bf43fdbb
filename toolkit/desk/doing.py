"""What the keys of the desk do at once, without asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from toolkit.desk.typing import missing_tags

if TYPE_CHECKING:
    from toolkit.desk.app import Desk


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
    """Puts right what the checks are sure of."""
    text = desk.session.put_right(desk.session.active, desk.editor.text)
    if text == desk.editor.text:
        desk.notify("There is nothing that is sure.")
    else:
        desk.editor.select_all()
        desk.editor.put_in(text)


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
    "into_the_chinese": into_the_chinese,
    "split": split,
    "join": join,
}
"""What a key can do."""
