"""Where a draft comes from, through the file and as long as nobody has touched it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strategies import bitexts

from toolkit.bitext import Draft, describe_draft, is_provenance, read_xliff, record_draft, recorded_draft, write_xliff
from toolkit.codes import tagged
from toolkit.model import Bitext, Note, Segment, State, Unit

WORDS = st.lists(
    st.text("港口开;:left abc-\n", min_size=1, max_size=6).filter(lambda text: text.strip()), max_size=3
).map(tuple)
CODES = st.lists(st.sampled_from(["length", "term-missing", "number-value"]), unique=True, max_size=3).map(tuple)
UNIT = Unit(Segment("s1", "港口开港"), "The port opens", State.DRAFT, "tiny@1a2b3c4d")


@given(bitexts(), st.integers(1, 3), WORDS, CODES, CODES)
def test_it_is_kept_in_the_file(
    bitext: Bitext, attempt: int, terms: tuple[str, ...], corrected: tuple[str, ...], left: tuple[str, ...]
) -> None:
    drafts = {
        unit.segment.id: Draft(tagged(unit.target, unit.codes), "tiny@1", attempt, terms, "2026-11-25", left, corrected)
        for unit in bitext.units
    }
    units = tuple(record_draft(unit, drafts[unit.segment.id]) for unit in bitext.units)
    read = read_xliff(write_xliff(replace(bitext, units=units)), "x")
    for unit in read.units:
        found = recorded_draft(unit)
        assert found is not None
        assert found == drafts[unit.segment.id]


def test_a_person_who_changes_anything_ends_it() -> None:
    unit = record_draft(UNIT, Draft(UNIT.target, UNIT.origin))
    assert recorded_draft(unit) is not None
    assert recorded_draft(replace(unit, target="The port is open")) is None
    assert recorded_draft(replace(unit, segment=Segment("s1", "港口开港了"))) is None
    assert recorded_draft(replace(unit, state=State.REVIEWED)) is not None


def test_there_is_one() -> None:
    noted = replace(UNIT, notes=(Note("Is this the same port?", "Li Wen"),))
    twice = record_draft(record_draft(noted, Draft(UNIT.target, "one@1")), Draft(UNIT.target, "two@2", 2))
    assert [is_provenance(note) for note in twice.notes] == [False, True]
    draft = recorded_draft(twice)
    assert draft is not None
    assert (draft.engine, draft.attempt) == ("two@2", 2)


def test_as_documents_tell_it() -> None:
    bare = Draft("The port opens", "tiny@1a2b3c4d")
    assert describe_draft(bare) == "Drafted by tiny@1a2b3c4d."
    assert describe_draft(bare._replace(terms=("港口",), corrected=("quotes", "length"))) == (
        "Drafted by tiny@1a2b3c4d, told 1 term. Corrected: quotes, length."
    )
    full = bare._replace(
        attempt=2, terms=("港口", "开港"), at="2026-11-25T10:00:00Z", left=("length",), corrected=("quotes",)
    )
    assert describe_draft(full) == (
        "Drafted by tiny@1a2b3c4d on 2026-11-25, attempt 2, told 2 terms. Corrected: quotes. Found: length."
    )
