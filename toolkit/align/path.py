"""The best way through two texts: which sentences go together so that as much as possible fits.

Two dynamic programs. The first knows only beads of one sentence each and gaps, and looks at every
pair of sentences by whole rows; the second goes along the way that the first has found with beads
of up to five sentences, as Gale and Church (1993) use them. A gap is worth nothing, and strangers
less: so a sentence without counterpart is never forced on its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from toolkit.align.beads import Bead, Span
from toolkit.align.evidence import Evidence

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
"""How many sentences of each side a bead may have."""

_GAPS = ((1, 0), (0, 1))
_NEAR = 8
"""So many sentences the second way may stray from the first, and from any gap in it."""

_Cells = list[dict[int, tuple[float, Span]]]
"""For each number of sources and of targets done: what that is worth, and the shape of the last bead."""


def align(evidence: Evidence) -> list[Bead]:
    """The beads from the first to the last sentence of both texts, gaps included, worth most together."""
    sources, targets = len(evidence.sources), len(evidence.targets)
    if not sources or not targets:
        return [
            *(Bead((i, i + 1), (0, 0)) for i in range(sources)),
            *(Bead((0, 0), (j, j + 1)) for j in range(targets)),
        ]
    worth = lru_cache(maxsize=None)(evidence.worth)
    cells: _Cells = [{} for _ in range(sources + 1)]
    for i, (low, high) in enumerate(_ways_near(evidence)):
        for j in range(low, high + 1):
            ways = [(0.0, (0, 0))] if i == j == 0 else []
            for shape in (*_GAPS, *SHAPES):
                before = cells[i - shape[0]].get(j - shape[1]) if i >= shape[0] and j >= shape[1] else None
                if before is not None:
                    gain = worth((i - shape[0], i), (j - shape[1], j)) if all(shape) else 0.0
                    if gain > 0 or not all(shape):
                        ways.append((before[0] + gain, shape))
            if ways:
                cells[i][j] = max(ways, key=lambda way: way[0])
    beads = reversed(list(_back(cells, sources, targets)))
    return [
        replace(bead, confidence=evidence.confidence(bead.source, bead.target)) if bead.is_paired else bead
        for bead in beads
    ]


def _back(cells: _Cells, i: int, j: int) -> Iterator[Bead]:
    """The beads from the last to the first."""
    while i or j:
        _, (sources, targets) = cells[i][j]
        yield Bead((i - sources, i), (j - targets, j))
        i, j = i - sources, j - targets


def _ways_near(evidence: Evidence) -> list[tuple[int, int]]:
    """For each number of sources done, the least and the most targets that may be done by then."""
    targets = len(evidence.targets)
    way = _rough_way(evidence)
    near = []
    for i in range(len(way)):
        around = way[max(0, i - _NEAR) : i + _NEAR + 1]
        near.append((max(0, min(around) - _NEAR), min(targets, max(around) + _NEAR)))
    return [(0 if i == 0 else low, high) for i, (low, high) in enumerate(near)]


def _rough_way(evidence: Evidence) -> list[int]:
    """How many targets are done after each number of sources, by beads of one sentence each.

    A row is worth the best of the row before with or without a bead, and then the most of what
    stands left of it, since gaps are worth nothing.
    """
    import numpy

    sources, targets = len(evidence.sources), len(evidence.targets)
    paired = numpy.zeros((sources, targets), dtype=numpy.bool_)
    above = numpy.zeros(targets + 1)
    rows = numpy.zeros((sources + 1, targets + 1), dtype=numpy.float32)
    for i in range(sources):
        with_bead = above[:-1] + evidence.rough(i)
        row = above.copy()
        row[1:] = numpy.maximum(above[1:], with_bead)
        row = numpy.maximum.accumulate(row)
        paired[i] = with_bead >= row[1:]
        above = rows[i + 1] = row
    way, j = [targets], targets
    for i in range(sources, 0, -1):
        while j and rows[i, j - 1] >= rows[i, j]:
            j -= 1
        if j and paired[i - 1, j - 1]:
            j -= 1
        way.append(j)
    return way[::-1]
