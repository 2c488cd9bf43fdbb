"""A long document in parts: where they end, and what they are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import Part, keep_nothing, parts
from toolkit.bitext.partition import at_hand
from toolkit.model import (
    Bitext,
    Block,
    Code,
    CodeKind,
    Document,
    Kind,
    Match,
    MatchKind,
    Note,
    Segment,
    State,
    Term,
    TermHit,
    Unit,
)

PORT, QUAY = Term("港口", "port", "places", place="places.csv line 2"), Term("港口", "quay", "places")
HIT, MATCH = TermHit(PORT, 0, 2), Match("港口", "Port", 90, MatchKind.FUZZY)


@pytest.fixture(scope="module", autouse=True)
def _parts_are_short() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toolkit.bitext.partition.FEWEST_UNITS", 3)
        patch.setattr("toolkit.bitext.partition.MOST_UNITS", 6)
        yield


def bitext(*blocks: str) -> Bitext:
    """Blocks of segments, each known by a letter with which its ID begins."""
    numbers = iter(range(1000))
    found = [tuple(Segment(f"{letter}{next(numbers)}", "港口") for letter in letters) for letters in blocks]
    units = tuple(Unit(segment, "Port", State.FINAL, hits=(HIT,)) for segments in found for segment in segments)
    paragraphs = tuple(Block(Kind.PARAGRAPH, 0, segments) for segments in found)
    return Bitext(Document("port", "Port", paragraphs, "port.txt"), units, archive=units[:1])


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        ([], [[]]),
        ([""], [[""]]),
        (["x"], [["x"]]),
        # With enough units a block ends a part whose last segment has an ID that begins with a, b, c or d.
        (["xx", "xa", "x"], [["xx", "xa"], ["x"]]),
        (["xxx", "ax", "xd", "x"], [["xxx", "ax", "xd"], ["x"]]),
        (["a", "b", "c", "x"], [["a", "b", "c"], ["x"]]),
        (["xxa"], [["xxa"]]),
        # With too many every block does, which stays whole.
        (["xxx", "xxx", "x"], [["xxx", "xxx"], ["x"]]),
        (["xx", "xxxxxxxxx", "x"], [["xx", "xxxxxxxxx"], ["x"]]),
        (["xxx", "", "xxx", "", "x"], [["xxx", "", "xxx"], ["", "x"]]),
    ],
)
def test_where_parts_end(blocks: list[str], found: list[list[str]]) -> None:
    letters = [
        ["".join(s.id[0] for s in block.segments) for block in part.bitext.document.blocks] for part in of(blocks)
    ]
    assert letters == found


def of(blocks: list[str]) -> list[Part]:
    return list(parts(bitext(*blocks)))


@given(st.lists(st.text("abxyz", max_size=4), max_size=12), st.lists(st.text("abxyz", max_size=4), max_size=12))
def test_together_they_are_the_document(blocks: list[str], more: list[str]) -> None:
    whole = bitext(*blocks)
    found = parts(whole)
    assert tuple(block for part in found for block in part.bitext.document.blocks) == whole.document.blocks
    assert tuple(unit for part in found for unit in part.bitext.units) == whole.units
    assert [part.row for part in found] == [
        1 + sum(len(before.bitext.units) for before in found[:place]) for place in range(len(found))
    ]
    assert not any(part.bitext.archive for part in found)
    longer = parts(bitext(*blocks, *more))
    ended = found[:-1]
    assert [part.content for part in longer[: len(ended)]] == [part.content for part in ended]


@pytest.mark.parametrize(
    "change",
    [
        {"target": "Ports"},
        {"state": State.DRAFT},
        {"origin": "memory"},
        {"previous": "码头"},
        {"notes": (Note("Which?"),)},
        {"codes": (Code("1", CodeKind.BOLD, 0, 1),)},
        {"segment": Segment("x9", "港口")},
        {"segment": Segment("x0", "码头")},
        {"segment": Segment("x0", "港口", (Code("1", CodeKind.BOLD, 0, 1),))},
        {"hits": ()},
        {"hits": (HIT._replace(start=1),)},
        {"hits": (HIT._replace(end=1),)},
        {"hits": (HIT, HIT)},
        {"hits": (HIT._replace(term=QUAY),)},
        {"matches": ()},
        {"matches": (replace(MATCH, score=91),)},
        {"target": "\udc80"},
    ],
)
def test_what_shows_in_a_part_is_what_it_is_made_from(change: dict) -> None:
    assert content(**change) != content()


@pytest.mark.parametrize("about", [{"name": "harbour"}, {"original": "port.md"}, {"language": "zh-TW"}])
def test_a_part_is_one_of_its_document(about: dict) -> None:
    plain = bitext("x")
    (part,) = parts(replace(plain, document=replace(plain.document, **about)))
    assert part.content != parts(plain)[0].content
    assert parts(replace(plain, target_language="en-US"))[0].content != parts(plain)[0].content


def test_terms_are_told_apart() -> None:
    assert content(hits=(HIT, HIT._replace(term=QUAY))) != content(hits=(HIT, HIT))
    assert content(hits=(HIT._replace(term=QUAY), HIT)) != content(hits=(HIT, HIT._replace(term=QUAY)))


def test_a_term_has_one_name_in_a_document() -> None:
    (part,) = parts(bitext("x"))
    port, quay, again, moved = map(part.name, (PORT, QUAY, PORT, replace(PORT, place="places.csv line 9")))
    assert port == again == moved
    assert port != quay
    assert len(port) == len(quay) == 32


def test_where_a_term_stands_in_its_file_shows_nowhere() -> None:
    assert content(hits=(HIT._replace(term=replace(PORT, place="places.csv line 3")),)) == content()
    assert content(hits=(HIT._replace(term=replace(PORT, target="\udc80")),)) != content()


def content(**change: object) -> bytes:
    plain = bitext("x")
    unit = replace(plain.units[0], **{"hits": (HIT,), "matches": (MATCH,), **change})
    document = replace(plain.document, blocks=(Block(Kind.PARAGRAPH, 0, (unit.segment,)),))
    (part,) = parts(replace(plain, document=document, units=(unit,)))
    return part.content


def test_what_was_made_last_is_at_hand() -> None:
    made = []

    @at_hand
    def work(given: list[int]) -> int:
        made.append(given)
        return sum(given)

    one, same = [1, 2], [1, 2]
    assert [work(one), work(one), work(same), work(one)] == [3, 3, 3, 3]
    assert [id(given) for given in made] == [id(one), id(same), id(one)]


def test_what_helps_with_the_work_is_handed_on() -> None:
    added = at_hand(lambda given, other, third=0: sum(given) + other + third)
    assert added([1, 2], 10, third=100) == 113


def test_all_the_work_is_done_where_nothing_is_kept() -> None:
    work = [b"a", b"b", b"c"].__getitem__
    assert list(keep_nothing(3, lambda place: b"", work)) == [b"a", b"b", b"c"]
