"""Decides about what came back: by the IDs on the command line, or with the person at the terminal."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import click

from toolkit.cli.review.preview import segment_lines
from toolkit.errors import UsageError
from toolkit.review import Decision
from toolkit.roundtrip.reviewing import Decisions
from toolkit.writers.preview import Outcome, Preview, ReturnedSegment, Version

_OPEN = (Outcome.CHANGED, Outcome.CONFLICT)
_CHANGE_KEYS = {
    "y": "take it",
    "n": "reject it: what is in the bitext stays, and this edit does not come up again",
    "e": "change the wording first, and take that",
    "s": "leave it for later",
    "a": "take it and all the rest; conflicts stay open",
    "d": "leave it and all the rest for later",
    "q": "stop; nothing is written",
}
_REST_KEYS = {
    "e": "change the wording of version 1 first, and take that (e2 for version 2)",
    "s": "leave the conflict open",
    "a": "leave it open, and take all the rest; other conflicts stay open too",
    "d": "leave it open, and all the rest for later",
    "q": "stop; nothing is written",
}


def named_decisions(previews: Iterable[Preview], accept: Sequence[str], reject: Sequence[str]) -> Decisions:
    """What ``--accept`` and ``--reject`` say about segments by their IDs.

    Raises `UsageError` for an ID that both name, for which no edit came back, or several versions
    of which one would have to be accepted.
    """
    versions: defaultdict[str, dict[tuple[str, str], list[Version]]] = defaultdict(dict)
    standing = {}
    for name, segment in _decidable(previews):
        place = name, segment.unit_id
        versions[segment.unit_id].setdefault(place, []).extend(segment.versions)
        standing[place] = segment.now
    decisions = {}
    for unit_id in dict.fromkeys((*accept, *reject)):
        if unit_id not in versions:
            raise UsageError(unit_id, "no edit of this segment came back", "--dry-run lists those that did")
        if unit_id in accept and unit_id in reject:
            raise UsageError(unit_id, "it is to be accepted and to be rejected", "name it once")
        for place, returned in versions[unit_id].items():
            target = _only(unit_id, returned) if unit_id in accept else standing[place]
            decisions[place] = Decision(standing[place], target)
    return decisions


def _decidable(previews: Iterable[Preview]) -> Iterator[tuple[str, ReturnedSegment]]:
    """Segments with edits that are open, and those rejected before where nothing else came, by document."""
    for preview in previews:
        is_open = {segment.unit_id for segment in preview.of(*_OPEN)}
        for segment in filter(_has_versions, preview.of(*_OPEN, Outcome.BEFORE)):
            if segment.outcome is not Outcome.BEFORE or segment.unit_id not in is_open:
                yield preview.name, segment


def _has_versions(segment: ReturnedSegment) -> bool:
    """Whether there is English to choose: reviewers may also disagree only whether it can stand."""
    return bool(segment.versions)


def _only(unit_id: str, versions: Sequence[Version]) -> str:
    if len(versions) > 1:
        problem = f"{len(versions)} versions of it came back"
        raise UsageError(unit_id, problem, "choose one with --ask, or say with --author whose it is to be")
    return versions[0].text


def ask(previews: Iterable[Preview], decided: Container[tuple[str, str]] = ()) -> Decisions | None:
    """Asks about each change and conflict that is not `decided`; None where the person wants nothing written."""
    found = [(preview, segment) for preview in previews for segment in preview.of(*_OPEN) if _has_versions(segment)]
    found = [(preview, segment) for preview, segment in found if (preview.name, segment.unit_id) not in decided]
    decisions: dict[tuple[str, str], Decision] = {}
    answer = ""
    for number, (preview, segment) in enumerate(found, 1):
        if answer == "d":
            decision = _left(segment)
        else:
            _say("", *segment_lines(preview, segment, sys.stderr))
            answer, decision = _answered(segment, f"({number}/{len(found)})")
        if answer == "q":
            return None
        if answer == "a":
            break
        if decision:
            decisions[preview.name, segment.unit_id] = decision
    return decisions


def _say(*lines: str) -> None:
    """Lines that belong to a question: they are written even with ``-q``."""
    for line in lines:
        click.echo(line, err=True)


def _left(segment: ReturnedSegment) -> Decision | None:
    """Nothing is decided: a conflict stays one."""
    return None if segment.outcome is Outcome.CONFLICT else Decision(segment.now, None)


def _answered(segment: ReturnedSegment, progress: str) -> tuple[str, Decision | None]:
    """The key that was typed, and what it decides about this segment; asks until it is one of the keys."""
    keys = _keys(segment)
    verb = "Which is to stand" if segment.outcome is Outcome.CONFLICT else "Take it"
    question = click.style(f"{progress} {verb}? [{','.join(keys)},?]", fg="cyan")
    while True:
        answer = click.prompt(question, default="?", show_default=False, prompt_suffix=" ", err=True).strip().lower()
        if answer.startswith("e"):
            text = _edited(segment, answer[1:].strip())
            if text:
                return "e", Decision(segment.now, text)
        elif answer in keys:
            return answer, _decided(segment, answer)
        else:
            _say(*(f"  {key}  {meaning}" for key, meaning in keys.items()))


def _keys(segment: ReturnedSegment) -> Mapping[str, str]:
    """The keys for this segment, each with what it does."""
    if segment.outcome is not Outcome.CONFLICT:
        return _CHANGE_KEYS
    numbers = {str(number): f"take version {number}" for number in range(1, len(segment.versions) + 1)}
    return {"0": "what is in the bitext stays, and these edits do not come up again", **numbers, **_REST_KEYS}


def _decided(segment: ReturnedSegment, answer: str) -> Decision | None:
    if answer in ("s", "d"):
        return _left(segment)
    choices = {"n": segment.now, "0": segment.now, "y": segment.versions[0].text}
    choices |= {str(number): version.text for number, version in enumerate(segment.versions, 1)}
    return Decision(segment.now, choices[answer]) if answer in choices else None


def _edited(segment: ReturnedSegment, number: str) -> str:
    """The version `number` (the first unless given) as the person words it; empty where nothing was saved."""
    if number and not (number.isdecimal() and 0 < int(number) <= len(segment.versions)):
        _say(f"  there is no version “{number}”")
        return ""
    try:
        text = click.edit(segment.versions[int(number or 1) - 1].text)
    except click.ClickException as error:
        _say(f"  {error.format_message()}; set the environment variable EDITOR to an editor you have")
        return ""
    return text.strip() if text else ""
