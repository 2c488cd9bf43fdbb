"""The English of the open segment while it is typed: one long line, in which no tag is ever cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Selection

from toolkit.codes import untagged
from toolkit.desk.typing import one_line, places, whole_tags

LONGEST = 20_000
"""Characters of a segment; a paste that would make it longer is cut, and that is said."""


class Editor(TextArea, inherit_bindings=False):
    """An editor of one segment; `leave` is told when the cursor goes over its first line (-1) or its last (1)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in TextArea.BINDINGS if isinstance(binding, Binding) and binding.key not in ("f6", "f7")
    ]

    class Cut(Message):
        """What was pasted is too long."""

    def __init__(self, leave: Callable[[int], None]) -> None:
        self._leave = leave
        super().__init__(id="english", soft_wrap=True, highlight_cursor_line=False, compact=True)

    async def _on_key(self, event: events.Key) -> None:
        """Does what the keys of the desk ask for, in the order in which they were typed.

        Left to the desk, they would be obeyed later than keys after them are typed here: a connection
        that is slow brings several at once.
        """
        active = self.screen.active_bindings.get(event.key)
        if active and active.enabled and active.node is self.app:
            event.stop()
            event.prevent_default()
            await self.app.run_action(active.binding.action)

    def edit(self, edit: Edit) -> EditResult:
        """Makes a change, widened to whole tags, with what is put in as one line."""
        start, end = sorted((edit.from_location[1], edit.to_location[1]))
        low, high = whole_tags(self.text, start, end)
        new = one_line(edit.text)
        room = max(LONGEST - len(self.text) + high - low, 0)
        if len(new) > room:
            new = new[:room]
            self.post_message(self.Cut())
        return super().edit(Edit(new, (0, low), (0, high), edit.maintain_selection_offset))

    def begin(self, text: str) -> None:
        """Begins with another text, whose changes cannot be taken back into the one before."""
        self.load_text(one_line(text))
        self.move_cursor(self.document.end)

    def put_in(self, text: str, closing: str = "") -> None:
        """Puts `text` where the cursor is; with a `closing` around what is selected."""
        start, end = sorted((self.selection.start, self.selection.end))
        inner = self.get_text_range(start, end) if closing else ""
        self.replace(text + inner + closing, start, end, maintain_selection_offset=False)
        if closing and not inner:
            row, column = self.cursor_location
            self.move_cursor((row, column - len(closing)))

    def choose(self, start: int, end: int) -> None:
        """Selects a part; places count the characters without tags."""
        shown = [*places(self.text), len(self.text)]
        low, high = (shown[min(place, len(shown) - 1)] for place in (start, end))
        self.selection = Selection((0, low), (0, high))

    @property
    def plain_place(self) -> int | None:
        """Where the cursor is in the English without its tags; ``None`` at its ends."""
        place = len(untagged(self.text[: self.cursor_location[1]])[0])
        return place if 0 < place < len(untagged(self.text)[0]) else None

    def action_cursor_up(self, select: bool = False) -> None:
        """A line up, or to the row before."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self._leave(-1)
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """A line down, or to the next row."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self._leave(1)
        else:
            super().action_cursor_down(select)
