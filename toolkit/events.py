"""What happens while a command runs, told as events with facts to whoever listens; by itself nobody does.

Facts name files and count things. What stands in documents is none: logs are passed on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Listener = Callable[[str, Mapping[str, object]], None]
"""Takes the name of an event and its facts."""

_LISTENERS: list[Listener] = []


def tell(event: str, **facts: object) -> None:
    """Tells that something has happened: ``tell("written", file="source/port.xlf", bytes=812)``."""
    for listener in _LISTENERS:
        listener(event, facts)


def listen(*listeners: Listener) -> None:
    """From now on these are told, and nobody else."""
    _LISTENERS[:] = listeners
