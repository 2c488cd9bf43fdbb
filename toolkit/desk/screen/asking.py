"""Small windows over the desk: a question, and a list of passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static


class Ask(ModalScreen[tuple[str, ...] | None]):
    """One or more lines to fill in; Enter in the last one answers, Escape answers nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Cancel")]

    def __init__(self, title: str, *questions: str, given: Sequence[str] = ()) -> None:
        super().__init__()
        self._title, self._questions = title, questions
        self._given = (*given, *("" for _ in questions))

    def compose(self) -> ComposeResult:
        """A title, and a line to fill in for each question."""
        with Vertical(classes="window"):
            yield Label(self._title, markup=False)
            for question, given in zip(self._questions, self._given, strict=False):
                if given:
                    yield Label(question, markup=False)
                yield Input(given, placeholder=question, compact=True)

    def on_mount(self) -> None:
        """Begins with the first line that is not filled in."""
        inputs = list(self.query(Input))
        next((one for one in inputs if not one.value), inputs[0]).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Goes on to the next line, and answers after the last."""
        inputs = list(self.query(Input))
        place = inputs.index(event.input)
        if place + 1 < len(inputs):
            inputs[place + 1].focus()
        else:
            self.dismiss(tuple(one.value for one in inputs))


class Passages(ModalScreen[bool]):
    """A list to look at; with a question that Enter says yes to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(False)", "Close"),
        ("enter", "dismiss(True)", "Yes"),
    ]

    def __init__(self, title: str, passages: Sequence[Text], question: str = "") -> None:
        super().__init__()
        self._title, self._passages, self._question = title, passages, question

    def compose(self) -> ComposeResult:
        """The title, the passages and the question."""
        with Vertical(classes="window"):
            yield Label(self._title, markup=False)
            with VerticalScroll():
                yield Static(Text("\n").join(self._passages))
            yield Label(self._question or "Escape closes this.", markup=False)
