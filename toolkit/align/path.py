"""The best way through two texts: which sentences go together so that as much as possible fits.

A dynamic program over beads of up to four sentences, as Gale and Church (1993) use it, with gaps on
either side. What a bead is worth is how much better than strangers its two sides fit, times how
much text they are: so a sentence without counterpart costs nothing but is never forced on a
neighbour, and one long sentence weighs as much as the short ones it was made into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.align.beads import Bead

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
"""How many sentences of each side a bead may have."""

_BAND = 60
"""Sentences that the way may stray from the diagonal, at the least; a fifth of a long text."""

Worth = Callable[[int, int, int, int], float]
"""What a bead of ``source[start:end]`` and ``target[start:end]`` is worth; below 0 they are strangers."""


def best_path(sources: int, targets: int, worth: Worth) -> list[Bead]:
    """The beads from the first to the last sentence, gaps included, that are worth most together."""
    band = max(_BAND, max(sources, targets) // 5)
    best: list[dict[int, tuple[float, tuple[int, int]]]] = [{} for _ in range(sources + 1)]
    best[0][0] = 0.0, (0, 0)
    for i in range(sources + 1):
        middle = i * targets // max(sources, 1)
        for j in range(max(0, middle - band), min(targets, middle + band) + 1):
            ways = list(_ways(best, i, j, worth))
            if ways:
                best[i][j] = max(ways, key=lambda way: way[0])
    return list(reversed(list(_back(best, sources, targets))))


def _ways(
    best: list[dict[int, tuple[float, tuple[int, int]]]], i: int, j: int, worth: Worth
) -> Iterator[tuple[float, tuple[int, int]]]:
    """The ways to have aligned the first `i` and `j` sentences, each with its last bead's shape."""
    if i == j == 0:
        yield best[0][0]
    for shape in ((1, 0), (0, 1), *SHAPES):
        before = best[i - shape[0]].get(j - shape[1]) if i >= shape[0] and j >= shape[1] else None
        if before is not None:
            gain = worth(i - shape[0], i, j - shape[1], j) if all(shape) else 0.0
            if gain > 0 or not all(shape):
                yield before[0] + gain, shape


def _back(best: list[dict[int, tuple[float, tuple[int, int]]]], i: int, j: int) -> Iterator[Bead]:
    while i or j:
        _, (sources, targets) = best[i][j]
        yield Bead((i - sources, i), (j - targets, j))
        i, j = i - sources, j - targets
