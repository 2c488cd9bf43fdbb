"""What a long page holds back, so that its first rows can be worked on at once.

A browser takes seconds to make the elements of 25,000 rows. Inside `<noscript>` they are markup to a browser that runs
no scripts, which shows and prints all of them, and one text to the others: there the page's script makes them when
they come near sight, when something asks for them, and for the rest while nobody wants anything.
"""

from __future__ import annotations

ROWS_AT_ONCE = 500
"""So many rows are elements from the start."""

ENTRIES_AT_ONCE = 60
"""So many terms are in a list of the appendix of a page that holds something back."""

HELD_START, HELD_END = "<noscript>", "</noscript>"


def is_held(row: int) -> bool:
    """Whether the row of that number is held back; so the number of all rows tells whether any is."""
    return row > ROWS_AT_ONCE
