"""Search over both languages and replacement in the English, in bounded time whatever is asked."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.codes import tag_pieces
from toolkit.desk.typing import typed
from toolkit.errors import UsageError
from toolkit.model import Unit

SECONDS = 2.0
"""What a search may take in all."""


class Pattern:
    r"""What is looked for: a text, or between slashes a regular expression: ``/20\d\d/``.

    Small letters find capitals, too. Raises `UsageError` for an expression that is none.
    """

    def __init__(self, asked: str) -> None:
        import regex

        self._asked = asked
        self.is_expression = len(asked) > 2 and asked.startswith("/") and asked.endswith("/")
        flags = regex.IGNORECASE if asked == asked.lower() else 0
        try:
            self._compiled: Any = regex.compile(asked[1:-1] if self.is_expression else regex.escape(asked), flags)
        except regex.error as error:
            remedy = "write it without slashes to look for the text itself"
            raise UsageError(asked, f"not a regular expression ({error})", remedy) from error

    def rows(self, units: Sequence[Unit]) -> list[int]:
        """The rows in which it stands, in either language. Raises `UsageError` where that takes too long."""
        clock = _Clock(self._asked)
        try:
            return [
                row
                for row, unit in enumerate(units)
                if any(self._compiled.search(text, timeout=clock.left()) for text in (unit.segment.text, unit.target))
            ]
        except TimeoutError as error:
            raise clock.over() from error

    def replaced(self, units: Sequence[Unit], new: str) -> list[tuple[int, str]]:
        r"""The rows whose English has it, each with the English where `new` stands instead; tags are left alone.

        In a regular expression's `new`, ``\1`` is its first group.
        """
        clock = _Clock(self._asked)
        return list(self._changed(units, new, clock))

    def _changed(self, units: Sequence[Unit], new: str, clock: _Clock) -> Iterator[tuple[int, str]]:
        import regex

        given: Any = new if self.is_expression else lambda found: new
        for row, unit in enumerate(units):
            before = typed(unit)
            try:
                after = "".join(
                    piece if is_tag else self._compiled.sub(given, piece, timeout=clock.left())
                    for piece, is_tag in tag_pieces(before)
                )
            except (regex.error, IndexError) as error:
                remedy = "write \\\\ for \\, and \\1 for the first group"
                raise UsageError(new, f"cannot be put in ({error})", remedy) from error
            except TimeoutError as error:
                raise clock.over() from error
            if after != before:
                yield row, after


class _Clock:
    """The time that is left for a search."""

    def __init__(self, asked: str) -> None:
        self._asked, self._end = asked, time.monotonic() + SECONDS

    def left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.over()
        return left

    def over(self) -> UsageError:
        return UsageError(self._asked, "this takes too long", "look for something simpler")
