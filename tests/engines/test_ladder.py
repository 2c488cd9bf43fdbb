"""The ladder without any engine: what is asked, what is chosen, and that nothing is forced."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.drafting.ladder import MOST_ATTEMPTS, Drafted, Reply, climb
from toolkit.engines.protocol import Request, UnusableReplyError
from toolkit.errors import EngineError
from toolkit.model import Code, CodeKind, Finding, Segment, Severity, State, Unit

UNIT = Unit(Segment("s1", "港口开港", (Code("1", CodeKind.LINK, 0, 2, "https://port.example"),)))
REQUEST = Request("‹a1›港口‹/a1›开港", "zh-CN", "en-GB")
FAILURES = {
    "unusable": UnusableReplyError("tiny", "cut off", "again"),
    "broken": EngineError("tiny", "500", "later"),
}


def verify(unit: Unit) -> Sequence[Finding]:
    """A finding for each word “bad”, which is an error, “poor”, a warning, and “so-so”, a remark."""
    severities = {"bad": Severity.ERROR, "poor": Severity.WARNING, "so-so": Severity.INFO}
    words = [word for word in unit.target.split() if word in severities]
    return [Finding(f"is-{word}", severities[word], f"{word}!", unit.segment.id) for word in words]


def run(replies: Sequence[Sequence[str] | str], listens: bool = True) -> tuple[Drafted | EngineError, list[Request]]:
    """Climbs with these replies, each the candidates or the name of a failure; what comes of it, and what was asked."""
    climbing = climb(UNIT, REQUEST, "tiny@1", listens, verify)
    asked = [next(climbing)]
    for reply in replies:
        try:
            if isinstance(reply, str):
                asked.append(climbing.throw(FAILURES[reply]))
            else:
                asked.append(climbing.send(Reply(tuple(reply), "2026-11-25")))
        except StopIteration as end:
            return end.value, asked
        except EngineError as error:
            return error, asked
    raise AssertionError("it asks for more than it was to")


def drafted(replies: Sequence[Sequence[str] | str], listens: bool = True) -> Drafted:
    result, _ = run(replies, listens)
    assert isinstance(result, Drafted)
    return result


def test_a_good_draft_is_taken_at_once() -> None:
    result, asked = run([["‹a1›The port‹/a1› opens", "bad"]])
    assert isinstance(result, Drafted)
    assert len(asked) == 1
    assert (result.unit.target, result.unit.state, result.unit.origin) == ("The port opens", State.DRAFT, "tiny@1")
    assert result.unit.codes == (Code("1", CodeKind.LINK, 0, 8, "https://port.example"),)
    assert (result.draft.attempt, result.draft.left) == (1, ())


def test_errors_weigh_more_than_warnings_and_the_first_of_equal_ones_is_taken() -> None:
    assert drafted([["bad", "poor poor poor", "poor a", "poor b"]], listens=False).unit.target == "poor a"
    assert drafted([["so-so good", "good"]]).unit.target == "so-so good"


def test_what_is_wrong_is_told_of_the_last_draft() -> None:
    result, asked = run([["bad poor"], ["poor"], ["good"]])
    assert isinstance(result, Drafted)
    assert [(one.refused, one.complaints) for one in asked] == [
        ("", ()),
        ("bad poor", ("bad!", "poor!")),
        ("poor", ("poor!",)),
    ]
    assert (result.unit.target, result.draft.attempt) == ("good", 3)


def test_the_best_is_kept_and_flagged() -> None:
    result = drafted([["poor"], ["bad"], ["poor poor"]])
    assert (result.unit.target, result.draft.attempt, result.draft.left) == ("poor", 1, ("is-poor",))


def test_what_would_be_asked_again_is_not() -> None:
    _, asked = run([["poor"], ["poor"]])
    assert len(asked) == 2


def test_failures_after_a_draft_keep_it() -> None:
    assert drafted([["poor"], "broken"]).unit.target == "poor"
    assert drafted([["poor"], "unusable", "unusable"]).unit.target == "poor"


@pytest.mark.parametrize("replies", [["broken"], ["unusable", "unusable", "unusable"], ["unusable", "broken"]])
def test_failures_without_a_draft_are_told(replies: list[str]) -> None:
    result, asked = run(replies)
    assert isinstance(result, EngineError)
    assert len(asked) == len(replies)


REPLIES = st.one_of(
    st.lists(st.lists(st.sampled_from(["bad", "poor", "so-so", "port"]), min_size=1).map(" ".join), min_size=1),
    st.sampled_from(sorted(FAILURES)),
)


@given(st.lists(REPLIES, min_size=MOST_ATTEMPTS, max_size=MOST_ATTEMPTS), st.booleans())
def test_nothing_is_forced_and_nothing_better_is_passed_over(replies: list[list[str] | str], listens: bool) -> None:
    result, asked = run(replies, listens)
    given_ = replies[: len(asked)]
    candidates = [text for reply in given_ if not isinstance(reply, str) for text in reply]
    assert len(asked) <= (MOST_ATTEMPTS if listens else 1)
    if isinstance(result, EngineError):
        assert candidates == []
    else:
        weights = {
            text: (text.split().count("bad"), text.split().count("bad") + text.split().count("poor"))
            for text in candidates
        }
        assert weights[result.unit.target] == min(weights.values())
        assert bool(result.draft.left) == (weights[result.unit.target] > (0, 0))
