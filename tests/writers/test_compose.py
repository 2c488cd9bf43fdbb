"""A bitext becomes the passages of a publication: nothing lost, codes where they were."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, Picture, Segment, State, Unit
from toolkit.writers.publication import EDITIONS, Layout, compose

DAY = date(2020, 12, 31)


def bitext_of(*blocks: list[Unit], pictures: tuple[Picture, ...] = ()) -> Bitext:
    """A bitext whose paragraphs have these units."""
    made = tuple(Block(Kind.PARAGRAPH, 0, tuple(unit.segment for unit in units)) for units in blocks)
    document = Document("port", "港口", made, pictures=pictures)
    return Bitext(document, tuple(unit for units in blocks for unit in units))


def unit(text: str, target: str, state: State = State.REVIEWED, codes: tuple[Code, ...] = ()) -> Unit:
    return Unit(Segment(text, text, codes), target, state, codes=codes)


def test_sentences_of_a_paragraph_become_one_passage_and_codes_keep_their_words() -> None:
    bold = Code("1", CodeKind.BOLD, 0, 2)
    made = compose(
        bitext_of([unit("港口繁忙。", "Busy.", codes=(bold,)), unit("船来。", "Ships.", codes=(bold,))]),
        "side-by-side",
        DAY,
    )
    chinese, english = made.passages[0].texts
    assert (chinese.text, english.text) == ("港口繁忙。船来。", "Busy. Ships.")
    assert [chinese.text[code.start : code.end] for code in chinese.codes] == ["港口", "船来"]
    assert [english.text[code.start : code.end] for code in english.codes] == ["Bu", "Sh"]
    assert [code.id for code in english.codes] == ["1", "2"]


def test_what_is_not_reviewed_is_missing_where_english_is_printed() -> None:
    bitext = bitext_of([unit("一。", "One.")], [unit("二。", "Two.", State.DRAFT)], [unit("三。", "", State.EMPTY)])
    assert compose(bitext, "english", DAY).missing == (2, 3)
    assert compose(bitext, "chinese", DAY).missing == ()


def test_a_picture_stands_with_its_passage_and_one_after_the_last_with_the_last() -> None:
    pictures = (Picture("a.png", "Port", 1), Picture("b.png", "", 2))
    made = compose(bitext_of([unit("一。", "One.")], [unit("二。", "Two.")], pictures=pictures), "english", DAY)
    assert [passage.pictures for passage in made.passages] == [(), (("a.png", "Port"), ("b.png", ""))]


def test_an_identifier_belongs_to_a_document_and_an_edition() -> None:
    bitext = bitext_of([unit("一。", "One.")])
    identifiers = {compose(bitext, edition, DAY).identifier for edition in EDITIONS}
    assert len(identifiers) == len(EDITIONS)
    assert compose(bitext, "facing", DAY).layout is Layout.FACING


@given(st.lists(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=4), max_size=5))
def test_every_character_of_the_source_is_printed_in_its_order(blocks: list[list[str]]) -> None:
    bitext = bitext_of(*([unit(text, text) for text in block] for block in blocks))
    made = compose(bitext, "chinese", DAY)
    assert [passage.texts[0].text for passage in made.passages] == ["".join(block) for block in blocks]
