"""A bitext in traditional characters: names of the glossary, codes and IDs where they were."""

from __future__ import annotations

from toolkit.language.traditional import Style
from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, Segment, State, Term, TermHit, Unit
from toolkit.writers.publication.traditional import in_traditional

TEXT = "海港软件公司开发打印机软件。"


def bitext_of(term: Term, *codes: Code) -> Bitext:
    segment = Segment("a1", TEXT, codes)
    unit = Unit(segment, "Haigang Software develops printer software.", State.REVIEWED, hits=(TermHit(term, 0, 6),))
    return Bitext(Document("port", "软件", (Block(Kind.PARAGRAPH, 0, (segment,)),)), (unit,))


def test_names_stay_words_and_codes_stay_on_theirs() -> None:
    term = Term("海港软件公司", "Haigang Software", "firms")
    made = in_traditional(bitext_of(term, Code("1", CodeKind.BOLD, 8, 11)), Style("s2twp"))
    (segment,) = made.document.segments()
    assert segment.text == "海港軟件公司開發印表機軟體。"
    assert [segment.text[code.start : code.end] for code in segment.codes] == ["印表機"]
    assert made.units[0].segment == segment
    assert (segment.id, made.document.title, made.document.language) == ("a1", "軟體", "zh-Hant-TW")


def test_a_traditional_variant_in_the_glossary_is_the_form_of_the_name() -> None:
    term = Term("海港软件公司", "Haigang Software", "firms", variants=("海港软件", "海港軟體公司", "海港軟件公司"))
    made = in_traditional(bitext_of(term), Style("s2t"))
    assert made.units[0].segment.text == "海港軟件公司開發打印機軟件。"
