"""What goes out and comes back untouched says nothing, whatever the bitext holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from strategies import bitexts

from toolkit.bitext import is_remark, manifest, read_xliff, write_xliff
from toolkit.bitext.foreign import omegat, read_bilingual
from toolkit.bitext.foreign.po_write import write_po
from toolkit.bitext.manifest_file import read_manifest, write_manifest
from toolkit.codes import tagged
from toolkit.language.chinese import count_han
from toolkit.model import Bitext, Block, Document, Kind, Segment, State, Unit
from toolkit.review import merge
from toolkit.review.handoff import read_handoff
from toolkit.review.values import Review

FEWER = settings(max_examples=max(30, settings().max_examples // 3))


def sent(bitext: Bitext) -> Bitext:
    """The bitext as it is stored and handed off."""
    stored = read_xliff(write_xliff(bitext), "page.xlf")
    units = tuple(replace(unit, notes=tuple(filter(is_remark, unit.notes))) for unit in stored.units)
    return replace(stored, units=units, archive=())


def packed(bitext: Bitext, fmt: str) -> dict[str, bytes]:
    exported = manifest(bitext)
    own = {"toolkit-manifest.json": write_manifest(exported, {})}
    if fmt == "xliff":
        return own | {"page.xlf": write_xliff(bitext, exported.batch)}
    if fmt == "po":
        return own | {"page.po": write_po(bitext, exported.batch)}
    source = omegat.write_source(bitext, exported.batch)
    saved = b"".join(omegat.write_translations(bitext, "page.xlf"))
    return own | {"omegat.project": b"", "source/page.xlf": source, "omegat/project_save.tmx": saved}


def returned(files: dict[str, bytes]) -> list[Review]:
    return read_handoff("page", files, lambda batch: None, lambda name: None)


@pytest.mark.parametrize("fmt", ["xliff", "po", "omegat"])
@FEWER
@given(bitext=bitexts())
def test_what_nobody_touched_changes_nothing(fmt: str, bitext: Bitext) -> None:
    bitext = sent(bitext)
    if not bitext.units:
        return
    for review in returned(packed(bitext, fmt)):
        assert not review.quarantined
        assert not review.missing
        assert not [change for change in review.changes if change.edited or change.verdict]
        merged = merge(bitext, [review])
        assert [replace(unit, notes=()) for unit in merged.bitext.units] == [
            replace(unit, notes=()) for unit in bitext.units
        ]


@FEWER
@given(bitext=bitexts())
def test_notes_come_back_as_they_were(bitext: Bitext) -> None:
    bitext = sent(bitext)
    for fmt in ("xliff", "omegat"):
        for review in returned(packed(bitext, fmt)) if bitext.units else ():
            assert merge(bitext, [review]).bitext == bitext


@FEWER
@given(bitext=bitexts())
def test_a_manifest_is_read_back(bitext: Bitext) -> None:
    exported = manifest(sent(bitext))
    assert read_manifest(write_manifest(exported, {"a": "b"}), "m") == exported


@FEWER
@given(bitext=bitexts())
def test_our_po_is_a_bilingual_file_that_others_could_have_written(bitext: Bitext) -> None:
    bitext = sent(bitext)
    if bitext.units:
        read = read_bilingual(write_po(bitext, "0" * 16), "page.po")
        written = [tagged(unit.segment.text, unit.segment.codes) for unit in bitext.units]
        assert [unit.segment.text for unit in read.units] == written


@FEWER
@given(bitext=bitexts())
def test_omegats_tags_are_ours(bitext: Bitext) -> None:
    for unit in bitext.units:
        codes = unit.segment.codes
        shown = omegat.text_with_tags(unit.segment.text, codes, omegat.numbers(codes))
        assert shown is not None
        assert omegat.as_tagged(shown, codes) == tagged(unit.segment.text, codes)


@pytest.mark.parametrize("fmt", ["xliff", "po", "omegat"])
def test_long_documents_and_long_cells(fmt: str) -> None:
    def unit(number: int, text: str) -> Unit:
        return Unit(Segment(f"id{number}", text), f"Port {number}.", State.TRANSLATED)

    found = tuple(unit(number, "港" * 500_000 if number == 7 else f"第{number}港。") for number in range(5_000))
    document = Document("page", "page", (Block(Kind.PARAGRAPH, 0, tuple(one.segment for one in found)),), "page.txt")
    reviews = returned(packed(Bitext(document, found), fmt))
    assert not any(review.changes or review.quarantined for review in reviews)
    assert count_han(found[7].segment.text) == 500_000
