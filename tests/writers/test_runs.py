from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.writers.runs import cut_runs, in_turn

SPANS = st.lists(st.tuples(st.integers(-3, 25), st.integers(-3, 25)).map(lambda pair: tuple(sorted(pair))), max_size=5)
TERMS = st.lists(st.integers(0, 25), unique=True, max_size=8).map(lambda places: [*pairwise(sorted(places))][::2])
"""None across or inside another, as terms are."""


@given(st.text(max_size=20), SPANS | TERMS)
def test_runs_rebuild_the_text_and_know_their_marks(text: str, spans: list[tuple[int, int]]) -> None:
    runs = cut_runs(text, spans)
    assert "".join(run.text for run in runs) == text
    for run in runs:
        assert text[run.start : run.end] == run.text
        for place in range(run.start, run.end):
            assert run.marks == {index for index, (start, end) in enumerate(spans) if start <= place < end}


@given(st.text(max_size=30), SPANS | TERMS)
def test_spans_in_turn_cut_a_text_as_any_spans_do(text: str, spans: list[tuple[int, int]]) -> None:
    pieces = in_turn(text, spans)
    ordered = [0, *(place for span in spans for place in span), len(text)]
    is_in_turn = ordered == sorted(ordered) and all(start < end for start, end in spans)
    assert (pieces is not None) == is_in_turn
    if pieces is not None:
        assert [(text, bool(place % 2)) for place, text in enumerate(pieces) if text] == [
            (run.text, bool(run.marks)) for run in cut_runs(text, spans)
        ]
