"""The document as it reads: both languages, drawn line by line for what is in sight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from rich.segment import Segment as Piece
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from toolkit.desk.screen.layout import GUTTER, STATE_MARKS, Layout
from toolkit.desk.session import Session
from toolkit.model import Kind

_PLAIN, _BOLD, _ITALIC, _FAINT = Style(), Style(bold=True), Style(italic=True), Style(dim=True)
_OPEN = Style(reverse=True)
_STYLES = {Kind.HEADLINE: _BOLD, Kind.HEADING: _BOLD, Kind.CAPTION: _ITALIC, Kind.BYLINE: _ITALIC}


class DocumentView(ScrollView, can_focus=False):
    """Every row of a session; only the lines in sight are made."""

    class Chosen(Message):
        """Somebody clicked on a row."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, session: Session) -> None:
        super().__init__(id="document")
        self._session = session
        self._shown: Sequence[int] = range(len(session.units))
        self._layout: Layout | None = None

    def show(self, wanted: Callable[[int], bool] | None) -> int:
        """Shows the rows that are `wanted`, or all; returns how many."""
        rows = range(len(self._session.units))
        self._shown = rows if wanted is None else [row for row in rows if wanted(row)]
        self.renew()
        return len(self._shown)

    def neighbour(self, row: int, step: int) -> int | None:
        """The nearest row that is shown after one (1) or before it (-1), ``None`` for none."""
        place = bisect_right(self._shown, row) if step > 0 else bisect_left(self._shown, row) - 1
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def renew(self) -> None:
        """Lays the rows out again: something in them, or the window, has changed."""
        if isinstance(self._shown, range):
            self._shown = range(len(self._session.units))
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        shown = [row for row in self._shown if row < len(self._session.units)]
        self._layout = Layout(self._session.units, self._session.blocks, shown, width, self._layout)
        self.virtual_size = Size(width, self._layout.height)
        self.refresh()

    def show_open(self) -> None:
        """Scrolls to the open row, and leaves some of what stands around it in sight."""
        span = self._layout.span(self._session.active) if self._layout else None
        if span:
            start, end = span
            around = Region(0, max(start - 2, 0), 1, end - max(start - 2, 0) + 2)
            self.scroll_to_region(around, animate=False, force=True)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """The window has another width."""
        self.renew()
        self.show_open()

    def on_click(self, event: events.Click) -> None:
        """Opens the row that was clicked."""
        line = self._layout.line(event.y + self.scroll_offset.y) if self._layout else None
        if line:
            self.post_message(self.Chosen(line.row))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = self._layout.line(y + self.scroll_offset.y) if self._layout else None
        width = self.size.width
        if line is None or self._layout is None or line.row >= len(self._session.units):
            return Strip.blank(width, self.rich_style)
        style = _STYLES.get(self._session.blocks[line.row].kind, _PLAIN)
        is_open = line.row == self._session.active
        gutter = self._gutter(line.row) if line.number == 0 else " " * GUTTER
        chinese = self._layout.padded(line.chinese) if self._layout.sided else line.chinese
        pieces = [Piece(gutter, _OPEN if is_open else _FAINT), Piece(chinese, style), Piece(line.english, style)]
        return Strip(pieces).adjust_cell_length(width).apply_style(self.rich_style)

    def _gutter(self, row: int) -> str:
        session = self._session
        found = "!" if session.has_finding(row) else "“" if session.has_remark(row) else " "
        return f"{row + 1:>6}{STATE_MARKS[session.units[row].state]}{found} "[-GUTTER:]
