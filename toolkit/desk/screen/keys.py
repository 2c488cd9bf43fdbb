"""The keys of the desk, and what each does; those that are shown stand at the foot of the screen."""

from __future__ import annotations

from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.binding import Binding

KEYS = (
    Binding("enter", "confirm", "Confirm"),
    Binding("ctrl+down", "step(1)", "Next", show=False),
    Binding("ctrl+up", "step(-1)", "Before", show=False),
    Binding("f2", "do('code')", "Code"),
    Binding("f3", "do('next_empty')", "Empty"),
    Binding("f4", "do('next_draft')", "Draft"),
    Binding("f5", "do('next_finding')", "Finding"),
    Binding("shift+f5,f17", "do('finding_before')", "Finding before", show=False),
    Binding("f6", "do('next_remark')", "Remark"),
    Binding("f7", "do('put_right')", "Put right"),
    Binding("f8", "ask('accept')", "Accept"),
    Binding("f9", "do('state')", "State"),
    Binding("f10", "do('same')", "Repetitions", show=False),
    Binding("ctrl+f", "ask('search')", "Search"),
    Binding("ctrl+l", "ask('show_only')", "Show only", show=False),
    Binding("ctrl+n", "ask('concordance')", "Look up in the memory", show=False),
    Binding("alt+a", "ask('term')", "Add a term to the glossary", show=False),
    Binding("ctrl+o", "ask('remark')", "Remark on it", show=False),
    Binding("ctrl+t", "do('into_the_chinese')", "Into the Chinese", show=False),
    Binding("alt+s", "do('split')", "Split at the cursor in the Chinese", show=False),
    Binding("alt+j", "do('join')", "Join with the next segment", show=False),
    Binding("alt+z", "do('take_back')", "Take back", show=False),
    *(Binding(f"alt+{number}", f"put_in({number})", show=False) for number in range(10)),
)

ACTIONS = frozenset(binding.action.partition("(")[0] for binding in KEYS)
"""What they do, which nothing does while a window stands over the desk."""


def let_alt_be_alt() -> None:
    """Has Alt with a figure mean that in every terminal.

    Textual takes what most terminals send for it as what some on macOS send for signs such as ª and £.
    """
    table = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for figure in range(10):
        table.pop(f"\x1b{figure}", None)
