"""What of a Chinese sentence can be put into English without translating it: figures, dates, names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from toolkit.language.chinese import fold
from toolkit.language.quantities import Bound, chinese_facts, in_full, print_date
from toolkit.language.romanised import romanised_names


class Hint(NamedTuple):
    """The characters `chinese`, which begin at `start`, and what English writes for them."""

    start: int
    chinese: str
    english: str


def hints(text: str, masked: Iterable[tuple[int, int]] = ()) -> tuple[Hint, ...]:
    """The hints for Chinese `text` in order; what lies in the spans of `masked`, its terms, is left out.

    Figures have their bound and unit. What only counts one or two, and orders of magnitude, English
    mostly says in another way, and 32 of 32个 everybody sees: they are no hints.
    """
    return _hints(text, tuple(masked))


@lru_cache(maxsize=1024)  # the units of a part of a document, whose row shows them in Word and on the page
def _hints(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Hint, ...]:
    facts = chinese_facts(text, spans)
    found = [
        (*quantity.phrase, in_full(quantity))
        for quantity in facts.quantities
        if quantity.firm and quantity.bound is not Bound.SEVERAL
    ]
    found += [(moment.start, moment.end, print_date(moment, month_first=False)) for moment in facts.moments]
    found += [
        (name.start, name.end, name.english)
        for name in romanised_names(text)
        if not any(start < name.end and name.start < end for start, end in spans)
    ]
    return tuple(
        Hint(start, text[start:end], english)
        for start, end, english in sorted(found)
        if english not in fold(text[start:end])
    )
