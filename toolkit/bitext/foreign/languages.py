"""Which of a file's languages are meant: tags compared by their beginnings, one pair chosen or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from toolkit.errors import InputError

Pair = tuple[str, str]
"""The tags of a source and a target language; empty where the file does not say."""

_NAMED = 12
"""Languages that a message names before it counts the others."""


def fits(language: str, wanted: str) -> bool:
    """Whether a tag is `wanted` or a kind of it: ``zh_Hans-CN`` fits ``zh`` and ``zh-Hans``."""
    tag, beginning = _folded(language), _folded(wanted)
    return tag == beginning or tag.startswith(f"{beginning}-")


def _folded(language: str) -> str:
    return language.replace("_", "-").lower()


def _family(language: str) -> str:
    return _folded(language).partition("-")[0]


def choose_languages(languages: Sequence[str], stated: str, wanted: Pair, place: str) -> Pair:
    """The pair that is read from a file of texts in `languages`: what is `wanted`, or the only one there is.

    `stated` is the language that the file names as that of its originals. The target is empty
    where there is one language only. Raises `InputError` where there are several to choose from.
    """
    if all(any(fits(language, one) for language in languages) for one in wanted):
        return wanted
    families = list(dict.fromkeys(map(_family, languages)))
    tags = list(dict.fromkeys(map(_folded, languages)))
    two = families if len(families) == 2 else tags
    if len(two) > 2:
        raise _several(tags, wanted, place)
    first = next((one for one in two if fits(stated, one)), two[0] if two else "")
    return first, next((one for one in two if one != first), "")


def choose_pairs(pairs: Iterable[Pair], wanted: Pair, place: str) -> set[Pair]:
    """Those of the `pairs` of a file that are read: the `wanted` ones in either direction, or the only one there is.

    A language that is not stated may be any. Raises `InputError` where there are several pairs to choose from.
    """
    present = dict.fromkeys(pairs)
    chosen = {pair for pair in present if _are(pair, wanted) or is_reversed(pair, wanted)}
    if chosen:
        return chosen
    complete = {(_folded(source), _folded(target)) for source, target in present if source and target}
    sources = {_folded(source) for source, _ in present if source}
    if len(complete) > 1 or len(sources) > 1:
        raise _several([f"{source or '?'} to {target or '?'}" for source, target in present], wanted, place)
    return set(present)


def is_reversed(pair: Pair, wanted: Pair) -> bool:
    """Whether a pair goes from the wanted target language to the wanted source language."""
    return all(pair) and _are(pair[::-1], wanted) and not _are(pair, wanted)


@lru_cache(maxsize=1000)
def side(language: str, pair: Pair) -> int | None:
    """0 for a text in the source language of `pair`, 1 for one in the target language; the closer tag decides."""
    fitting = [number for number, one in enumerate(pair) if one and fits(language, one)]
    return max(fitting, key=lambda number: len(pair[number]), default=None)


def _are(pair: Pair, wanted: Pair) -> bool:
    return all(not one or fits(one, other) for one, other in zip(pair, wanted, strict=True)) and any(pair)


def _several(found: Sequence[str], wanted: Pair, place: str) -> InputError:
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    named = ", ".join(found[:_NAMED]) + more
    problem = f"no texts from {wanted[0]} to {wanted[1]}, and several other languages: {named}"
    return InputError(place, problem, "choose two of them: --from LANGUAGE --to LANGUAGE")
