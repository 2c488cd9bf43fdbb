"""The desk on the screen: the document, the open segment, and what helps with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer

from toolkit.desk.recovery import Typed
from toolkit.desk.screen.chinese import Chinese
from toolkit.desk.screen.dialogues import DIALOGUES, elsewhere, offer
from toolkit.desk.screen.doing import DOINGS
from toolkit.desk.screen.editor import LONGEST, Editor
from toolkit.desk.screen.findings import Findings
from toolkit.desk.screen.helps import Helps
from toolkit.desk.screen.keys import ACTIONS, KEYS, let_alt_be_alt
from toolkit.desk.screen.view import DocumentView
from toolkit.desk.session import Outcome, Session
from toolkit.desk.typing import typed
from toolkit.errors import ToolkitError

_PAUSE = 0.3
"""Seconds without a key after which what is typed is kept and checked."""

_LOOK = 3.0
"""Seconds between two looks at whether another program has written the bitext."""


class Desk(App[None]):
    """One session on the screen."""

    TITLE = "toolkit edit"
    CSS_PATH = "desk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)

    def __init__(self, session: Session, author: str = "translator") -> None:
        let_alt_be_alt()
        super().__init__()
        self.session, self.author = session, author
        self.family = ""
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """The document above the open segment, and beside both what helps."""
        with Horizontal(id="desk"):
            with Vertical(id="work"):
                yield DocumentView(self.session)
                yield Chinese()
                yield Editor(self.action_step)
                yield Findings()
            with VerticalScroll(id="aside", can_focus=False):
                yield Helps(self.session)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Opens the first segment, and offers what an earlier desk left."""
        self.theme = "ansi-dark"
        self.view.renew()
        self.open_row(self.session.active)
        with self.explained():
            for other in self.session.files.announce():
                self.notify(f"Another desk has this document open: {other}", severity="warning", markup=False)
        self._offer(self.session.files.left_over())
        self.set_interval(_LOOK, self._look)
        self.call_after_refresh(self._fill)
        self.call_after_refresh(self.survey)

    def on_unmount(self) -> None:
        """Lets go of everything that says that a desk is open."""
        self.session.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of the desk do nothing while something stands over it."""
        return action not in ACTIONS or len(self.screen_stack) == 1

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything that has a key is in the palette, too."""
        yield SystemCommand("Quit", "Everything confirmed is written already", self.action_quit)
        for binding in KEYS:
            if binding.description:
                do = partial(self.call_later, self.run_action, binding.action)
                yield SystemCommand(binding.description, f"Key: {binding.key}", do)

    async def action_quit(self) -> None:
        """Ends; what was typed and not confirmed is a draft, or, where it cannot be written, offered next time."""
        if not self.left():
            self.session.files.keep(self.session.units[self.session.active].segment.id, self.editor.text)
        self.exit()

    # What is open

    def open_row(self, row: int) -> None:
        """Opens a row for typing."""
        self.session.active = row
        self.editor.begin(typed(self.session.units[row]))
        self.editor.focus()
        self.show_open()

    def show_open(self) -> None:
        """Shows the open segment as it is now, and leaves what is being typed."""
        self.chinese.begin(self.session.units[self.session.active])
        self.query_one(Helps).begin()
        self.view.show_open()
        self._check()

    def on_helps_failed(self, event: Helps.Failed) -> None:
        """Says why there is no help; what an engine does wrong is no error of anybody here."""
        if event.by_engine:
            self.notify(f"No drafts: {event.error}", severity="warning", markup=False)
        else:
            with self.explained():
                raise event.error

    @work(exclusive=True, group="fill")
    async def _fill(self) -> None:
        """Empty segments get what the memory fills; what is being typed stays."""
        import asyncio

        asked = self.session.bitext
        with self.explained():
            filled = await asyncio.wrap_future(self.session.recall.filled(asked))
            if filled is asked or not self.is_there:
                return
            self.session.take_filled(filled)
            self.view.renew()
            given = typed(self.session.units[self.session.active])
            self.open_row(self.session.active) if given and not self.editor.text else self.show_open()

    def on_text_area_changed(self) -> None:
        """What is typed is kept and checked as soon as the hands rest."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._rested)

    def _rested(self) -> None:
        if not self.is_there:
            return
        unit, text = self.session.units[self.session.active], self.editor.text
        if text != typed(unit):
            self.session.files.keep(unit.segment.id, text)
        else:
            self.session.files.forget()
        self._check()

    def _check(self) -> None:
        self.findings.show(self.session.found_in(self.session.active, self.editor.text))

    @work(exclusive=True, group="survey")
    async def survey(self) -> None:
        """Checks the whole document, a part at a time, without holding up who types."""
        import asyncio

        for _ in self.session.survey():
            await asyncio.sleep(0)
        if self.is_there:
            self.view.refresh()
            self._check()

    # What is written

    @contextmanager
    def explained(self) -> Iterator[None]:
        """An error is shown, and what is typed stays where it is."""
        try:
            yield
        except ToolkitError as error:
            if str(error) not in [shown.message for shown in self._notifications]:
                self.notify(str(error), severity="error", timeout=15, markup=False)

    def written(self, outcome: Outcome) -> bool:
        """Whether a change is in the file; says so where it is not, and where another program had changed that."""
        self.view.renew()
        if not outcome.written:
            now = typed(self.session.units[self.session.active])
            self.notify(
                f"Somebody changed it meanwhile to: {now}\nConfirm again to write yours.", markup=False, timeout=15
            )
        elif outcome.changed_meanwhile:
            self.notify("Changes of another program were taken over.")
        return outcome.written

    def action_confirm(self) -> None:
        """Writes the open segment and goes on."""
        with self.explained():
            if self.written(self.session.confirm(self.session.active, self.editor.text)):
                self.survey()
                self._go(1)

    def action_step(self, step: int) -> None:
        """Goes on, or back, and keeps what was typed as a draft."""
        if self.left():
            self._go(step)

    def left(self) -> bool:
        """Whether the open row can be left: what was typed there is kept."""
        with self.explained():
            return self.written(self.session.leave(self.session.active, self.editor.text))
        return False

    def _go(self, step: int) -> None:
        row = self.view.neighbour(self.session.active, step)
        if row is not None:
            self.open_row(row)
        else:
            self.show_open()
            self.notify("That was the last segment." if step > 0 else "That is the first segment.")

    def on_editor_cut(self) -> None:
        """Says why not all of a paste is there."""
        self.notify(f"A segment has at most {LONGEST:,} characters; the rest was left out.", severity="warning")

    def on_chinese_left(self) -> None:
        """The typing goes on."""
        self.editor.focus()

    def on_document_view_chosen(self, event: DocumentView.Chosen) -> None:
        """A click opens a row."""
        if event.row != self.session.active and self.left():
            self.open_row(event.row)

    # What is put in

    def action_put_in(self, number: int) -> None:
        """Puts in what helps under a number."""
        one = self.query_one(Helps).numbered(number)
        if one is not None:
            if one.kind in ("memory", "draft"):
                self.editor.select_all()
            self.editor.put_in(one.english)

    def action_do(self, name: str) -> None:
        """Does something at once."""
        DOINGS[name](self)

    # What is looked for and asked

    @work
    async def action_ask(self, name: str) -> None:
        """Asks about something, and then does it."""
        await DIALOGUES[name](self)

    @work
    async def _offer(self, left: Sequence[Typed]) -> None:
        for kept in (*left, *await elsewhere(self)):
            await offer(self, kept)

    def _look(self) -> None:
        """Takes over what another program wrote meanwhile; what is being typed stays."""
        untouched = self.editor.text == typed(self.session.units[self.session.active])
        with self.explained():
            if self.session.refresh():
                self.view.renew()
                self.notify("Changes of another program were taken over.")
                self.open_row(self.session.active) if untouched else self.show_open()
                self.survey()

    @property
    def is_there(self) -> bool:
        """Whether the desk is on the screen; what was begun beside the typing may end when it is not any more."""
        return bool(self.query(Editor))

    @property
    def view(self) -> DocumentView:
        """The document."""
        return self.query_one(DocumentView)

    @property
    def findings(self) -> Findings:
        """What is found in the open segment."""
        return self.query_one(Findings)

    @property
    def chinese(self) -> Chinese:
        """The Chinese of the open segment."""
        return self.query_one(Chinese)

    @property
    def editor(self) -> Editor:
        """The English of the open segment."""
        return self.query_one(Editor)
