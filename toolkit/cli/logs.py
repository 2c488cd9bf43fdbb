"""The log of ``-v``: a line for each event on standard error, for people or for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from toolkit.events import listen

if TYPE_CHECKING:
    from logging import LogRecord

LOG_FORMATS = ("text", "json")
_QUOTED = frozenset(' "=')


def start_logging(fmt: str) -> None:
    """Writes what happens from now on to standard error, as ``key=value`` or as JSON, a line for each event."""
    import logging

    class Structured(logging.Formatter):
        """A line of the log."""

        def format(self, record: LogRecord) -> str:
            return log_line(fmt, record.created, record.levelname.lower(), record.getMessage(), vars(record)["facts"])

    logger = logging.getLogger("toolkit")
    logger.propagate = False
    logger.setLevel(logging.INFO)
    handler = logging.StreamHandler()
    handler.setFormatter(Structured())
    logger.handlers[:] = [handler]
    listen(lambda event, facts: logger.info(event, extra={"facts": facts}))


def log_line(fmt: str, at: float, level: str, event: str, facts: Mapping[str, object]) -> str:
    """An event as a line: its time (UTC), its level, its name, the process, and its facts."""
    time = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    fields = {"time": time, "level": level, "event": event, "process": os.getpid(), **facts}
    if fmt == "json":
        return json.dumps(fields, ensure_ascii=False, default=str)
    return " ".join(f"{name}={_value(value)}" for name, value in fields.items())


def _value(value: object) -> str:
    text = str(value)
    plain = text.isprintable() and text and not _QUOTED.intersection(text)
    return text if plain else json.dumps(text, ensure_ascii=False)
