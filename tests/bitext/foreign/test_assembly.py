"""A bitext of units as other programs' files give them."""

from __future__ import annotations

import pytest

from toolkit.bitext.foreign.assembly import assemble, filled_state, oriented
from toolkit.errors import InputError
from toolkit.model import Block, Code, CodeKind, Document, Kind, Segment, State, Unit

PAIR = ("zh", "en")


def unit(name: str, source: str, target: str = "") -> Unit:
    return Unit(Segment(name, source), target, filled_state(State.TRANSLATED, target))


def test_a_group_is_a_paragraph_of_a_document_named_after_its_file() -> None:
    one, two, three = unit("1", "港口", "Port"), unit("2", "泊位"), unit("3", "码头")
    bitext = assemble([[one, two], [three]], PAIR, "in/port.tmx")
    blocks = (
        Block(Kind.PARAGRAPH, 0, (one.segment, two.segment)),
        Block(Kind.PARAGRAPH, 0, (three.segment,)),
    )
    assert bitext.document == Document("in/port.tmx", "port.tmx", blocks, "in/port.tmx", "zh")
    assert (bitext.units, bitext.archive, bitext.target_language) == ((one, two, three), (), "en")


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["7", "7", "7"], ["7", "7~2", "7~3"]),
        (["7", "7~2", "7", "7"], ["7", "7~2", "7~3", "7~4"]),
        (["7", "7", "7~2"], ["7", "7~2", "7~2~2"]),
    ],
)
def test_no_two_units_share_a_name(given: list[str], names: list[str]) -> None:
    bitext = assemble(([unit(name, "港口")] for name in given), PAIR, "port.tmx")
    assert [one.segment.id for one in bitext.units] == names
    assert [one.id for one in bitext.document.segments()] == names


PICTURE = Segment("2", "", (Code("1", CodeKind.IMAGE, 0, 0),))
KEPT = {
    "a text without the other": ([[unit("1", "港口"), unit("2", "", "Port"), unit("3", " ", " ")]], ["1", "2"]),
    "blanks before nothing": ([[unit("1", " ")], [unit("2", "")]], []),
    "nothing before blanks": ([[unit("1", "")], [unit("2", "", " ")]], []),
    "codes alone": ([[unit("1", "")], [Unit(PICTURE)], [unit("3", "")]], []),
    "no units": ([[], []], []),
}


@pytest.mark.parametrize(("paragraphs", "names"), KEPT.values(), ids=KEPT)
def test_units_without_text_are_left_out(paragraphs: list[list[Unit]], names: list[str]) -> None:
    bitext = assemble(paragraphs, PAIR, "port.tmx")
    assert [one.segment.id for one in bitext.units] == names
    assert len(bitext.document.blocks) == bool(names)


@pytest.mark.parametrize("paragraphs", [[[unit("1", "")]], [[unit("1", ""), unit("2", "")], []]])
def test_a_file_of_nothing_but_empty_units_is_refused(paragraphs: list[list[Unit]]) -> None:
    with pytest.raises(InputError, match=r"port.tmx: none of its units holds a text"):
        assemble(paragraphs, PAIR, "port.tmx")


def test_what_goes_the_other_way_is_turned_round_with_its_codes() -> None:
    bold, italic = (Code("1", CodeKind.BOLD, 0, 2),), (Code("1", CodeKind.ITALIC, 0, 4),)
    english = Unit(Segment("1", "Port", italic), "港口", State.REVIEWED, codes=bold)
    empty = unit("2", "Berth")
    turned = Unit(Segment("1", "港口", bold), "Port", State.REVIEWED, codes=italic)
    assert oriented([[english, empty]], ("en-US", "zh"), PAIR) == ([[turned, empty]], ("zh", "en-US"))
    assert oriented([[turned]], ("zh", "en"), PAIR) == ([[turned]], ("zh", "en"))


@pytest.mark.parametrize(
    ("state", "target", "expected"),
    [
        (State.EMPTY, "Port", State.TRANSLATED),
        (State.FINAL, "Port", State.FINAL),
        (State.FINAL, " \n", State.EMPTY),
        (State.DRAFT, "", State.EMPTY),
    ],
)
def test_only_a_unit_without_english_is_empty(state: State, target: str, expected: State) -> None:
    assert filled_state(state, target) is expected
