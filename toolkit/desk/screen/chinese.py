"""The Chinese of the open segment: read, and gone into to choose a place in it or a part of it."""

from __future__ import annotations

from bisect import bisect_right
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from toolkit.codes import tagged
from toolkit.desk.screen.aside import Laid, chinese_text
from toolkit.desk.screen.wrapping import breaks, cells
from toolkit.desk.typing import places
from toolkit.model import Unit

_MARKS = "，。、；：！？…,;:!?"
_CLOSERS = "）》〉」』】”’"


class Chinese(Static, can_focus=True):
    """A segment's Chinese with a cursor while it has the focus; places count its characters, without tags."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("shift+left", "move(-1, True)", show=False),
        Binding("shift+right", "move(1, True)", show=False),
        Binding("ctrl+left", "mark(-1)", show=False),
        Binding("ctrl+right", "mark(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("escape,enter", "back", "Back to the English", show=False),
    ]

    class Left(Message):
        """The typing goes on in the English."""

    def __init__(self) -> None:
        super().__init__(id="chinese")
        self._unit: Unit | None = None
        self._shown: list[int] = []
        self.cursor = self._anchor = 0

    def begin(self, unit: Unit) -> None:
        """Shows a segment; the cursor stays where it is in one that was shown before."""
        if self._unit is None or self._unit.segment != unit.segment:
            self.cursor = self._anchor = 0
        self._unit = unit
        self._shown = places(tagged(unit.segment.text, unit.segment.codes))
        self._draw()

    @property
    def selected_text(self) -> str:
        """What is selected, empty for nothing."""
        start, end = sorted((self.cursor, self._anchor))
        return self._unit.segment.text[start:end] if self._unit else ""

    def choose(self, start: int, end: int) -> None:
        """Selects a part."""
        self._anchor = min(start, len(self._shown))
        self._go(end, True)

    def _draw(self) -> None:
        if self._unit is None:
            return
        text = chinese_text(self._unit)
        start, end = sorted((self.cursor, self._anchor))
        for place in self._shown[start:end]:
            text.stylize("reverse", place, place + 1)
        if self.has_focus and self.cursor < len(self._shown):
            text.stylize(
                "reverse" if start == end else "underline", self._shown[self.cursor], self._shown[self.cursor] + 1
            )
        self.update(Laid([(text, 0)]))

    def on_focus(self) -> None:
        """The cursor is shown."""
        self._draw()

    def on_blur(self) -> None:
        """The cursor is hidden; what is selected stays."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """The cursor goes where somebody clicks; with Shift what lies between is selected."""
        offset = event.get_content_offset(self)
        if offset is not None and self._unit is not None:
            text = tagged(self._unit.segment.text, self._unit.segment.codes)
            starts = [0, *breaks(text, self.content_size.width)]
            start = starts[min(offset.y, len(starts) - 1)]
            at = start
            while at < len(text) and cells(text[start : at + 1]) <= offset.x:
                at += 1
            self._go(bisect_right(self._shown, at - 1), event.shift)

    def action_move(self, step: int, selecting: bool = False) -> None:
        """A character on or back."""
        self._go(self.cursor + step, selecting)

    def action_mark(self, step: int) -> None:
        """Behind the next mark, or behind the one before."""
        text = self._unit.segment.text if self._unit else ""
        place = self.cursor + step
        while 0 < place < len(text) and not _is_behind_mark(text, place):
            place += step
        self._go(place)

    def action_edge(self, step: int) -> None:
        """To the beginning or the end."""
        self._go(len(self._shown) if step > 0 else 0)

    def action_back(self) -> None:
        """Back to the English."""
        self.post_message(self.Left())

    def _go(self, place: int, selecting: bool = False) -> None:
        self.cursor = max(0, min(place, len(self._shown)))
        if not selecting:
            self._anchor = self.cursor
        self._draw()


def _is_behind_mark(text: str, place: int) -> bool:
    """Whether a clause ends before a place, with all that closes it."""
    before = text[:place].rstrip(_CLOSERS)
    return bool(before) and before[-1] in _MARKS and text[place] not in _MARKS + _CLOSERS
