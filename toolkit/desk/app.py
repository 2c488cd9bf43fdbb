"""The desk on the screen: the document, the open segment, and what helps with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Static

from toolkit.desk.aside import chinese_text, findings_text, helping_text
from toolkit.desk.asking import Ask, Passages
from toolkit.desk.editor import LONGEST, Editor
from toolkit.desk.helping import Help, helps
from toolkit.desk.session import Outcome, Session
from toolkit.desk.typing import missing_tags, typed
from toolkit.desk.view import DocumentView
from toolkit.errors import ToolkitError
from toolkit.model import Note, State

_PAUSE = 0.3
"""Seconds without a key after which what is typed is kept and checked."""

_LOOK = 3.0
"""Seconds between two looks at whether another program has written the bitext."""


_OF_THE_DESK = frozenset(
    (
        *("confirm", "step", "next", "code", "put_in", "put_right", "accept", "state", "same", "remark", "take_back"),
        *("search", "show_only", "concordance", "term"),
    )
)


class Desk(App[None]):
    """One session on the screen."""

    TITLE = "toolkit edit"
    CSS_PATH = "desk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "Confirm"),
        Binding("ctrl+down", "step(1)", "Next", show=False),
        Binding("ctrl+up", "step(-1)", "Before", show=False),
        Binding("f2", "code", "Code"),
        Binding("f3", "next('empty')", "Empty"),
        Binding("f4", "next('draft')", "Draft"),
        Binding("f5", "next('finding')", "Finding"),
        Binding("f6", "next('remark')", "Remark"),
        Binding("f7", "put_right", "Put right"),
        Binding("f8", "accept", "Accept"),
        Binding("f9", "state", "State"),
        Binding("f10", "same", "Repetitions", show=False),
        Binding("ctrl+o", "remark", "Remark on it", show=False),
        Binding("alt+z", "take_back", "Take back", show=False),
        *(Binding(f"alt+{number}", f"put_in({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, session: Session, author: str = "translator") -> None:
        super().__init__()
        self._session, self._author = session, author
        self._helps: list[Help] = []
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """The document above the open segment, and beside both what helps."""
        with Horizontal(id="desk"):
            with Vertical(id="work"):
                yield DocumentView(self._session)
                yield Static(id="chinese")
                yield Editor(self.action_step)
                yield Static(id="findings")
            with VerticalScroll(id="aside", can_focus=False):
                yield Static(id="helps")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Opens the first segment, and offers what an earlier desk left."""
        self.theme = "ansi-dark"
        self._view.renew()
        self.open_row(self._session.active)
        for other in self._session.files.announce():
            self.notify(f"Another desk has this document open: {other}", severity="warning", markup=False)
        for kept in self._session.files.left_over():
            self._offer(kept.unit_id, kept.text)
        self.set_interval(_LOOK, self._look)
        self.survey()

    def on_unmount(self) -> None:
        """Lets go of everything that says that a desk is open."""
        self._session.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of the desk do nothing while something stands over it."""
        return action not in _OF_THE_DESK or len(self.screen_stack) == 1

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything that has a key is in the palette, too."""
        yield SystemCommand("Quit", "Everything confirmed is written already", self.action_quit)
        for binding in self.BINDINGS:
            if isinstance(binding, Binding) and binding.description:
                yield SystemCommand(binding.description, f"Key: {binding.key}", self._doing(binding.action))

    def _doing(self, action: str) -> Callable[[], None]:
        def do() -> None:
            self.call_later(self.run_action, action)

        return do

    # What is open

    def open_row(self, row: int) -> None:
        """Opens a row for typing."""
        self._session.active = row
        self._editor.begin(typed(self._session.units[row]))
        self._editor.focus()
        self._show_open()

    def _show_open(self) -> None:
        row, unit = self._session.active, self._session.units[self._session.active]
        self.query_one("#chinese", Static).update(chinese_text(unit))
        self._helps = list(helps(unit, self._session.matches(row)))
        self.query_one("#helps", Static).update(helping_text(unit, self._helps))
        self._view.show_open()
        self._check()

    def on_text_area_changed(self) -> None:
        """What is typed is kept and checked as soon as the hands rest."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._rested)

    def _rested(self) -> None:
        unit, text = self._session.units[self._session.active], self._editor.text
        if text != typed(unit):
            self._session.files.keep(unit.segment.id, text)
        self._check()

    def _check(self) -> None:
        found = self._session.check(self._session.active, self._editor.text) if self._editor.text.strip() else []
        self.query_one("#findings", Static).update(findings_text(found))

    @work(exclusive=True, group="survey")
    async def survey(self) -> None:
        """Checks the whole document, a part at a time, without holding up who types."""
        import asyncio

        for _ in self._session.survey():
            await asyncio.sleep(0)
        self._view.refresh()

    # What is written

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """An error is shown, and what is typed stays where it is."""
        try:
            yield
        except ToolkitError as error:
            self.notify(str(error), title="Not written", severity="error", timeout=15, markup=False)

    def _written(self, outcome: Outcome) -> bool:
        self._view.renew()
        if not outcome.written:
            now = typed(self._session.units[self._session.active])
            self.notify(
                f"Somebody changed it meanwhile to: {now}\nConfirm again to write yours.", markup=False, timeout=15
            )
        elif outcome.changed_meanwhile:
            self.notify("Changes of another program were taken over.")
        return outcome.written

    def action_confirm(self) -> None:
        """Writes the open segment and goes on."""
        with self._explained():
            if self._written(self._session.confirm(self._session.active, self._editor.text)):
                self.survey()
                self._go(1)

    def action_step(self, step: int) -> None:
        """Goes on, or back, and keeps what was typed as a draft."""
        if self._left():
            self._go(step)

    def _left(self) -> bool:
        """Whether the open row can be left: what was typed there is kept."""
        with self._explained():
            return self._written(self._session.leave(self._session.active, self._editor.text))
        return False

    def _go(self, step: int) -> None:
        row = self._session.active + step
        if 0 <= row < len(self._session.units):
            self.open_row(row)
        else:
            self._show_open()
            self.notify("That was the last segment." if step > 0 else "That is the first segment.")

    def on_editor_cut(self) -> None:
        """Says why not all of a paste is there."""
        self.notify(f"A segment has at most {LONGEST:,} characters; the rest was left out.", severity="warning")

    def on_document_view_chosen(self, event: DocumentView.Chosen) -> None:
        """A click opens a row."""
        if event.row != self._session.active and self._left():
            self.open_row(event.row)

    def action_take_back(self) -> None:
        """Takes the last written change back."""
        with self._explained():
            row = self._session.undo()
            if row is None:
                self.notify("There is nothing to take back.")
            else:
                self._view.renew()
                self.open_row(row)

    def action_state(self) -> None:
        """Gives the open segment the next state, the first after the last."""
        states = [State.DRAFT, State.TRANSLATED, State.REVIEWED, State.FINAL]
        if not self._left():
            return
        state = self._session.units[self._session.active].state
        if state is State.EMPTY:
            self.notify("There is no English yet.")
            return
        following = states[(states.index(state) + 1) % len(states)]
        with self._explained():
            self._written(self._session.set_state(self._session.active, following))
            self.notify(f"{following}".capitalize())

    def action_same(self) -> None:
        """Gives the repetitions of the open segment its English."""
        with self._explained():
            if self._written(self._session.confirm(self._session.active, self._editor.text)):
                count = self._session.propagate(self._session.active)
                self._view.renew()
                self.notify(f"Given to {count} other segments.")

    # What is put in

    def action_put_in(self, number: int) -> None:
        """Puts in what helps under a number."""
        if number <= len(self._helps):
            one = self._helps[number - 1]
            if one.kind == "memory":
                self._editor.select_all()
            self._editor.put_in(one.english)

    def action_code(self) -> None:
        """Puts in the next code of the Chinese that the English lacks, around what is selected."""
        missing = missing_tags(self._session.units[self._session.active], self._editor.text)
        if missing:
            self._editor.put_in(*missing[0])
        else:
            self.notify("The English has all codes of the Chinese.")

    def action_put_right(self) -> None:
        """Puts right what the checks are sure of."""
        text = self._session.put_right(self._session.active, self._editor.text)
        if text == self._editor.text:
            self.notify("There is nothing that is sure.")
        else:
            self._editor.select_all()
            self._editor.put_in(text)

    # What is looked for and asked

    def action_next(self, kind: str) -> None:
        """Goes to the next row of a kind."""
        session = self._session
        wanted = {
            "empty": session.in_state(State.EMPTY),
            "draft": session.in_state(State.DRAFT),
            "finding": session.has_finding,
            "remark": session.has_remark,
        }[kind]
        if self._left():
            row = session.next_row(wanted)
            self.notify(f"There is no other: {kind}") if row is None else self.open_row(row)

    @work
    async def action_accept(self) -> None:
        """Accepts the first finding in the open segment, with a reason."""
        if not self._left():
            return
        row = self._session.active
        found = [finding for finding in self._session.check(row) + self._session.findings(row) if not finding.accepted]
        if not found:
            self.notify("Nothing is found here.")
            return
        finding = found[0]
        answer = await self.push_screen_wait(Ask(finding.message, "Why is it right as it is?"))
        if answer and answer[0].strip():
            with self._explained():
                self._written(self._session.accept(row, finding.code, answer[0].strip(), self._author))
                self._show_open()
                self.survey()

    @work
    async def action_remark(self) -> None:
        """Remarks something on the open segment."""
        answer = await self.push_screen_wait(Ask("A remark on this segment", "What is to be said?"))
        if answer and answer[0].strip():
            with self._explained():
                self._written(self._session.note(self._session.active, Note(answer[0].strip(), self._author)))
                self._show_open()

    @work
    async def _offer(self, unit_id: str, text: str) -> None:
        """Offers what was typed when an earlier desk ended."""
        rows = [row for row, unit in enumerate(self._session.units) if unit.segment.id == unit_id]
        title = "This was typed and not confirmed when the desk ended:"
        wanted = await self.push_screen_wait(Passages(title, [Text(text)], "Enter takes it, Escape throws it away."))
        if wanted and rows:
            self.open_row(rows[0])
            self._editor.select_all()
            self._editor.put_in(text)

    def _look(self) -> None:
        """Takes over what another program wrote meanwhile; what is being typed stays."""
        untouched = self._editor.text == typed(self._session.units[self._session.active])
        with self._explained():
            if self._session.refresh():
                self._view.renew()
                self.notify("Changes of another program were taken over.")
                self.open_row(self._session.active) if untouched else self._show_open()
                self.survey()

    @property
    def _view(self) -> DocumentView:
        return self.query_one(DocumentView)

    @property
    def _editor(self) -> Editor:
        return self.query_one(Editor)
