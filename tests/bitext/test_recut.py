"""English shared out where the same Chinese is cut elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import bitexts

from toolkit.bitext.recut import recut
from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, Note, Segment, State, Unit


def document(*texts: str) -> Document:
    return Document("d", "", (Block(Kind.PARAGRAPH, 0, tuple(Segment(text, text) for text in texts)),))


def bitext(**english: str) -> Bitext:
    source = document(*english)
    targets = (Unit(one, english[one.id], State.FINAL, notes=(Note(one.text),)) for one in source.segments())
    return Bitext(source, tuple(targets))


@pytest.mark.parametrize(
    ("english", "parts"),
    [
        ("The wharf is built. It takes big ships.", ["The wharf is built.", "It takes big ships."]),
        ("The wharf is built, and it takes ships.", ["The wharf is built,", "and it takes ships."]),
        ("The wharf takes ships of every size", ["The wharf takes", "ships of every size"]),
        ("Wharf", ["Wharf", ""]),
        ("", ["", ""]),
    ],
)
def test_english_is_cut_where_it_reads_best(english: str, parts: list[str]) -> None:
    found = recut(bitext(码头建成可停大船=english), document("码头建成", "可停大船")).values()
    assert [unit.target for unit in found] == parts
    assert {unit.state for unit in found} <= {State.DRAFT, State.EMPTY}
    assert [len(unit.notes) for unit in found] == [1, 0]


def test_english_is_cut_where_somebody_says() -> None:
    found = recut(
        bitext(码头建成可停大船="A wharf is built. Yes"), document("码头建成", "可停大船"), {"码头建成可停大船": 7}
    )
    assert [unit.target for unit in found.values()] == ["A wharf", "is built. Yes"]


def test_english_is_cut_in_three() -> None:
    """Each part about as far in it as in the Chinese; a place is for two."""
    english = "A wharf is built. It takes big ships, from next year. All come to see it."
    found = recut(
        bitext(码头建成可停大船人人来看=english),
        document("码头建成", "可停大船", "人人来看"),
        {"码头建成可停大船人人来看": 7},
    )
    assert [unit.target for unit in found.values()] == [
        "A wharf is built.",
        "It takes big ships, from next year.",
        "All come to see it.",
    ]


@pytest.mark.parametrize(
    ("english", "parts"),
    [
        # A full stop may be farther off than a comma, and a comma farther than a blank.
        (
            "Now. The wharf is built, and it takes very big ships",
            ["Now. The wharf is built,", "and it takes very big ships"],
        ),
        ("In June. The wharf, being built, takes big ships", ["In June.", "The wharf, being built, takes big ships"]),
        ("In June, the wharf that was built takes ships", ["In June, the wharf that", "was built takes ships"]),
        ('It says: "Open." And it is now so.', ['It says: "Open."', "And it is now so."]),
        ("The wharf is built: it takes ships.", ["The wharf is built:", "it takes ships."]),
        # At the end nothing is cut off.
        ("Thewharfisbuilt. ", ["Thewharfisbuilt.", ""]),
        ("The wharf.  Ships come. ", ["The wharf.", "Ships come."]),
    ],
)
def test_a_better_place_may_be_farther_off(english: str, parts: list[str]) -> None:
    found = recut(bitext(码头建成可停大船=english), document("码头建成", "可停大船")).values()
    assert [unit.target for unit in found] == parts


def test_a_part_that_is_shorter_in_chinese_is_so_in_english() -> None:
    found = recut(
        bitext(好码头建成可停大船="Good, a wharf is built, it takes ships"), document("好", "码头建成可停大船")
    )
    assert [unit.target for unit in found.values()] == ["Good,", "a wharf is built, it takes ships"]


@pytest.mark.parametrize(
    ("origins", "origin"),
    [(("memory", "memory"), "memory"), (("memory", "tiny@1"), ""), (("memory", ""), ""), (("", ""), "")],
)
def test_english_comes_from_where_all_of_it_comes(origins: tuple[str, str], origin: str) -> None:
    before = bitext(码头建成="It is built.", 可停大船="Ships come.")
    units = tuple(replace(unit, origin=one) for unit, one in zip(before.units, origins, strict=True))
    [joined] = recut(replace(before, units=units), document("码头建成可停大船")).values()
    assert joined.origin == origin
    first, second = recut(Bitext(joined_document(), (joined,)), document("码头建成", "可停大船")).values()
    assert (first.origin, second.origin) == (origin, origin)


def joined_document() -> Document:
    return document("码头建成可停大船")


def test_what_has_no_english_says_nothing_of_where_it_comes_from() -> None:
    before = bitext(码头建成="It is built.", 可停大船="")
    units = tuple(replace(unit, origin="memory" if unit.target else "") for unit in before.units)
    [joined] = recut(replace(before, units=units), document("码头建成可停大船")).values()
    assert (joined.target, joined.origin) == ("It is built.", "memory")
    first, second = recut(bitext(码头建成可停大船="Wharf"), document("码头建成", "可停大船")).values()
    assert (second.state, second.origin, second.codes) == (State.EMPTY, "", ())
    assert first.state is State.DRAFT


def test_only_the_block_that_was_cut_elsewhere_is_there() -> None:
    texts = [("码头建成", "可停大船"), ("铁路开通",), ("人人来看",)]
    blocks = [Block(Kind.PARAGRAPH, 0, tuple(Segment(text, text) for text in block)) for block in texts]
    units = tuple(Unit(one, f"EN {one.id}.", State.FINAL) for block in blocks for one in block.segments)
    renamed = Block(Kind.PARAGRAPH, 0, (Segment("new", "人人来看"),))
    whole = Block(Kind.PARAGRAPH, 0, (Segment("whole", "码头建成可停大船"),))
    old = Bitext(Document("d", "", tuple(blocks)), units)
    found = recut(old, Document("d", "", (whole, blocks[1], renamed, blocks[1])))
    assert {name: unit.target for name, unit in found.items()} == {"whole": "EN 码头建成. EN 可停大船."}


def test_a_paragraph_keeps_what_is_cut_as_before() -> None:
    before = bitext(码头建成="It is built.", 可停大船="Ships come.", 人人来看="All see it.")
    found = recut(before, document("码头建成", "可停大船人人来看"))
    assert [(unit.segment.text, unit.target) for unit in found.values()] == [
        ("可停大船人人来看", "Ships come. All see it.")
    ]


def test_a_part_without_english_takes_no_code() -> None:
    whole = bitext(码头建成可停大船人人来看="Wharf built")
    unit = replace(whole.units[0], codes=(Code("1", CodeKind.BOLD, 6, 11),))
    found = recut(replace(whole, units=(unit,)), document("码头建成", "可停大船", "人人来看")).values()
    assert [(one.target, len(one.codes)) for one in found] == [("Wharf", 0), ("", 0), ("built", 1)]


def test_two_sentences_may_be_two_others() -> None:
    found = recut(bitext(码头建成="It is built.", 可停大船="Big ships come."), document("码头建", "成可停大船"))
    assert [unit.target for unit in found.values()] == ["It is built.", "Big ships come."]
    assert {unit.state for unit in found.values()} == {State.DRAFT}


def test_codes_of_what_is_joined_are_numbered_on() -> None:
    before = bitext(码头建成="It is built.", 可停大船="Ships come.")
    units = tuple(
        replace(
            unit,
            segment=unit.segment._replace(codes=(Code("1", CodeKind.BOLD, 0, 2),)),
            codes=(Code("1", CodeKind.BOLD, 0, 2),),
        )
        for unit in before.units
    )
    [unit] = recut(replace(before, units=units), document("码头建成可停大船")).values()
    assert unit.codes == (Code("1", CodeKind.BOLD, 0, 2), Code("2", CodeKind.BOLD, 13, 15))


def test_english_is_joined() -> None:
    [unit] = recut(bitext(码头建成="It is built.", 可停大船="Ships come."), document("码头建成 可停大船")).values()
    assert (unit.target, unit.state, len(unit.notes)) == ("It is built. Ships come.", State.DRAFT, 2)


def test_what_is_cut_as_before_or_has_another_text_is_not_there() -> None:
    before = bitext(码头建成="It is built.", 可停大船="Ships come.")
    assert recut(before, document("码头建成", "可停大船")) == {}
    assert recut(before, document("码头建成可停小船")) == {}


def test_codes_go_with_the_text_they_enclose() -> None:
    whole = bitext(码头建成可停大船="A wharf is built. Ships come.")
    unit = Unit(whole.units[0].segment, whole.units[0].target, State.FINAL, codes=(Code("1", CodeKind.BOLD, 18, 23),))
    first, second = recut(Bitext(whole.document, (unit,)), document("码头建成", "可停大船")).values()
    assert (first.codes, second.codes) == ((), (Code("1", CodeKind.BOLD, 0, 5),))


@given(bitexts(), st.data())
def test_no_english_and_no_note_is_lost(old: Bitext, data: st.DataObject) -> None:
    """Whatever is cut anew, all words and all notes are there, in their order."""
    blocks = []
    for block in old.document.blocks:
        text = "".join(one.text for one in block.segments)
        places = sorted(data.draw(st.sets(st.integers(1, max(len(text) - 1, 1)), max_size=3)))
        cuts = zip([0, *places], [*places, len(text)], strict=True)
        pieces = [text[start:end] for start, end in cuts if start < end]
        ids = (f"{len(blocks)}-{number}" for number in range(len(pieces)))
        blocks.append(Block(block.kind, block.level, tuple(map(Segment, ids, pieces))))
    new = Document("d", "", tuple(blocks))
    found = recut(old, new)
    kept = [found[one.id] for one in new.segments() if one.id in found]
    untouched = {one.text for one in new.segments() if one.id not in found}
    moved = [unit for unit in old.units if unit.segment.text not in untouched]
    if not {unit.segment.text for unit in old.units} & untouched:
        assert "".join("".join(unit.target.split()) for unit in kept) == "".join(
            "".join(unit.target.split()) for unit in moved
        )
        assert [note for unit in kept for note in unit.notes] == [note for unit in moved for note in unit.notes]
