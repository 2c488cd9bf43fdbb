"""What XLIFF 2 allows, a line each: such files are read."""

from __future__ import annotations

import pytest
from xliff2 import FIRST, NEXT, NO_REORDER, PAIR, SEGMENT, SOURCE, UNIT, xliff

from toolkit.bitext.foreign import read_bilingual

GOOD = {
    "codes of a kind": '<pc id="1" type="fmt" subType="xlf:b">港</pc><ph id="2" type="other" subType="my:own"/>',
    "variables": '<ph id="1" type="ui" subType="xlf:var"/>',
    "a pair across segments": '<sc id="1"/>港</source></segment><segment><source>口<ec startRef="1"/>',
    "ends that stand alone": '<sc id="1" isolated="yes"/>港<ec id="2" isolated="yes"/>',
    "pairs by rid": '<sc id="1" rid="a"/>港<ec id="2" rid="a"/>',
    "an end that allows the same": '<sc id="1" canCopy="no" canDelete="no"/>港<ec startRef="1" canDelete="no"/>',
    "an end that may not be moved": f'<sc id="1" {NO_REORDER}="firstNo"/>港<ec startRef="1" {NO_REORDER}="no"/>',
    "an end that says nothing": f'<sc id="1" {NO_REORDER}="firstNo"/>港<ec startRef="1"/>',
    "one to stay after one to move": FIRST.format(1) + '<ph id="2"/>' + NEXT.format(3),
    "a code to be kept, not translated": '<ph id="1" canDelete="no"/>',
    "a mark in two parts": '<sm id="m1" type="comment" value="sic"/>港<em startRef="m1"/>',
    "a reference to a mark": '<mrk id="m1" type="my:link" ref="#/f=f1/u=u1/m2">港</mrk><mrk id="m2">口</mrk>',
    "a reference with a prefix of a module": '<mrk id="m1" type="term" ref="#f=f1/g=g1/u=u1/my=7">港</mrk>',
    "a reference elsewhere": '<mrk id="m1" type="term" ref="terms.tbx#7/7">港</mrk>',
    "a copy": '<ph id="1"/>港<ph id="2" copyOf="1"/>',
    "a copy around text": '<pc id="1">港</pc><pc id="2" copyOf="1">口</pc>',
    "a copy of a beginning": '<sc id="1" isolated="yes"/>港<sc id="2" isolated="yes" copyOf="1"/>',
    "a copy of an end": '<ec id="1" isolated="yes"/>港<ec id="2" isolated="yes" copyOf="1"/>',
    "a part of another unit": '<ph id="1" subFlows="u1"/>',
    "an attribute of an extension": '<mrk id="m1" x:own="1">港</mrk>',
    "signs that XML cannot hold": '<cp hex="0000"/><cp hex="d800"/><cp hex="FFFE"/>',
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_allowed(text: str) -> None:
    assert read_bilingual(xliff(SOURCE.format(text)), "a.xlf").document.name == "a.xlf"


SWAPPED = {
    "an order that is kept": (FIRST.format(1) + NEXT.format(2), FIRST.format(1) + NEXT.format(2) + "Port"),
    "two orders that change places": (
        FIRST.format(1) + NEXT.format(2) + FIRST.format(3) + NEXT.format(4),
        FIRST.format(3) + NEXT.format(4) + FIRST.format(1) + NEXT.format(2),
    ),
    "an order within a mark": (
        f'{FIRST.format(1)}<mrk id="m1">{NEXT.format(2)}</mrk>',
        FIRST.format(1) + NEXT.format(2),
    ),
    "one to move before an order": ('<ph id="1"/>' + FIRST.format(2), FIRST.format(2) + '<ph id="1"/>'),
    "one to move after an order": (
        FIRST.format(1) + NEXT.format(2) + '<ph id="3"/>',
        '<ph id="3"/>' + FIRST.format(1) + NEXT.format(2),
    ),
    "codes to be kept": (
        '<pc id="1" canDelete="no">港</pc><sc id="2" canDelete="no"/>口<ec startRef="2" canDelete="no"/>',
        '<sc id="2" canDelete="no"/>Port<ec startRef="2" canDelete="no"/><pc id="1" canDelete="no">s</pc>',
    ),
    "an end to be kept": (
        '<ec id="1" isolated="yes" canDelete="no"/>港',
        '<ec id="1" isolated="yes" canDelete="no"/>Port',
    ),
    "a code to be kept that is in the target of another segment": (
        '<ph id="1" canDelete="no"/></source><target>Port</target></segment><segment><source>口',
        '<ph id="1" canDelete="no"/>',
    ),
}


@pytest.mark.parametrize(("source", "target"), SWAPPED.values(), ids=SWAPPED)
def test_allowed_in_a_target(source: str, target: str) -> None:
    content = xliff(SEGMENT.format(PAIR.format(source, target)))
    assert read_bilingual(content, "a.xlf").document.name == "a.xlf"


NOTED = (
    '<notes><note id="n1">Which?</note></notes>'
    '<segment><source><mrk id="m1" type="comment" ref="{}">港</mrk></source></segment>'
)


@pytest.mark.parametrize("reference", ["#n=n1", "#u=u1/n=n1", "#/f=f1/u=u1/n=n1"])
def test_a_comment_that_names_a_note(reference: str) -> None:
    assert len(read_bilingual(xliff(UNIT.format(NOTED.format(reference))), "a.xlf").units) == 1


def test_extensions_with_names_of_their_own() -> None:
    extensions = '<x:a id="1"><x:b id="2"/><x:b/><x:b/></x:a>'
    content = xliff(UNIT.format(extensions + "<segment><source>港</source></segment>"))
    assert len(read_bilingual(content, "a.xlf").units) == 1


@pytest.mark.parametrize("skeleton", ["<x:a/>", "<segment/>", " port "])
def test_a_skeleton_is_not_looked_into(skeleton: str) -> None:
    content = xliff(SOURCE.format("港").replace("<unit", f"<skeleton>{skeleton}</skeleton><unit", 1))
    assert len(read_bilingual(content, "a.xlf").units) == 1


def test_languages_are_the_same_in_capitals() -> None:
    texts = '<source xml:lang="ZH">港</source><target xml:lang="EN">Port</target>'
    assert len(read_bilingual(xliff(SEGMENT.format(texts)), "a.xlf").units) == 1


def test_spaces_are_as_usual_where_nothing_is_said() -> None:
    texts = '<source>港</source><target xml:space="default">Port</target>'
    assert len(read_bilingual(xliff(SEGMENT.format(texts)), "a.xlf").units) == 1


def test_a_state_within_a_state() -> None:
    segment = '<segment state="final" subState="my:signed"><source>港</source></segment>'
    assert len(read_bilingual(xliff(UNIT.format(segment)), "a.xlf").units) == 1


def test_targets_that_change_places() -> None:
    part = '<segment><source>a</source><target order="{}">b</target></segment>'
    units = read_bilingual(xliff(UNIT.format(part.format(2) + part.format(1))), "a.xlf").units
    assert [unit.target for unit in units] == ["b", "b"]
