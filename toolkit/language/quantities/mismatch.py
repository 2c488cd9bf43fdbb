"""What the comparison of two texts' figures finds, and how figures without counterpart are paired."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from enum import StrEnum
from typing import NamedTuple, TypeVar

Span = tuple[int, int]


class Problem(StrEnum):
    """What is wrong; each is the code of a check."""

    VALUE = "number-value"
    QUALIFIER = "number-qualifier"
    UNIT = "unit"
    CURRENCY = "currency"
    DATE = "date"


class Mismatch(NamedTuple):
    """A figure that differs.

    ``chinese`` and ``english`` say where it stands in each text, ``None`` where it stands not at
    all. ``right`` is how English would print what the Chinese says; where that is ``sure``, it can
    replace what stands at ``english``.
    """

    problem: Problem
    chinese: Span | None
    english: Span | None
    right: str = ""
    sure: bool = False


One = TypeVar("One")


def pair_off(
    lost: Iterable[One], added: Iterable[One], key: Callable[[One], Hashable]
) -> tuple[list[tuple[One, One]], list[One], list[One]]:
    """Pairs of the same key in order, and what is left of both; ``None`` as key is paired with nothing."""
    waiting: dict[Hashable, deque[One]] = defaultdict(deque)
    for one in added:
        waiting[key(one)].append(one)
    pairs, rest = [], []
    for one in lost:
        queue = waiting.get(key(one)) if key(one) is not None else None
        if queue:
            pairs.append((one, queue.popleft()))
        else:
            rest.append(one)
    return pairs, rest, [one for queue in waiting.values() for one in queue]
