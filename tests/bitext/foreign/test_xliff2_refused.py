"""What XLIFF 2 does not allow, a line each, in a source and in a target: such files are refused with their reason."""

from __future__ import annotations

import pytest
from xliff2 import FIRST, NEXT, NO_REORDER, PAIR, SEGMENT, SOURCE, TARGET, UNIT, xliff

from toolkit.bitext.foreign import read_bilingual
from toolkit.errors import InputError

INLINE = [
    ("<sc> must have an <ec>", '<sc id="1"/>港'),
    ("<ec> must have startRef", '<ec id="1"/>港'),
    ("ends “1”, which does not begin", '<ec startRef="1"/>港<sc id="1"/>'),
    ("<sm> without <em>", '<sm id="m1"/>港'),
    ("<em> ends “m1”", '港<em startRef="m1"/>'),
    ("<ec> allows other things", '<sc id="1"/>港<ec startRef="1" canCopy="no"/>'),
    ("<ec> allows other things", '<sc id="1" canDelete="no"/>港<ec startRef="1" canDelete="yes"/>'),
    ("canReorder=“no” without", NEXT.format(1)),
    ("canReorder=“firstNo” needs", '<ph id="1" canReorder="firstNo"/>'),
    ("canReorder=“firstNo” needs", '<ph id="1" canReorder="firstNo" canDelete="no"/>'),
    ("canReorder=“firstNo” needs", '<ph id="1" canReorder="firstNo" canCopy="no"/>'),
    ("<ec> allows other things", '<sc id="1" canCopy="no"/>港<ec startRef="1" canCopy="yes"/>'),
    ("<ec> allows other things", '<sc id="1" canOverlap="no"/>港<ec startRef="1" canOverlap="yes"/>'),
    ("<ec> allows other things", f'<sc id="1" {NO_REORDER}="firstNo"/>港<ec startRef="1" canReorder="yes"/>'),
    ("<ec> allows other things", f'{FIRST.format(2)}<sc id="1"/>港<ec startRef="1" canReorder="no"/>'),
    ("<sc> must have an <ec>", '<sc id="2" rid="a"/><ec id="3" rid="a"/><sc id="1"/>港'),
    ("dataRefStart names “d1”", '<pc id="1" dataRefStart="d1">港</pc>'),
    ("dataRefEnd names “d1”", '<pc id="1" dataRefEnd="d1">港</pc>'),
    ("subFlowsStart names “u2”", '<pc id="1" subFlowsStart="u2">港</pc>'),
    ("subFlowsEnd names “u2”", '<pc id="1" subFlowsEnd="u2">港</pc>'),
    ("ref=“#” is", '<mrk id="m1" ref="#">港</mrk>'),
    ("ref=“#x=1” is", '<mrk id="m1" ref="#x=1">港</mrk>'),
    ("ref=“#u=u1/u=u1” is", '<mrk id="m1" ref="#u=u1/u=u1">港</mrk>'),
    ("ref=“#f=f1/g=” is", '<mrk id="m1" ref="#f=f1/g=">港</mrk>'),
    ("not both", '<mrk id="m1" type="comment" value="sic" ref="#n=n1">港</mrk>'),
    ("ref=“#u=u2/n=n1” names", '<mrk id="m1" type="comment" ref="#u=u2/n=n1">港</mrk>'),
    ("ref=“notes#n=n1” names", '<mrk id="m1" type="comment" ref="notes#n=n1">港</mrk>'),
    ("hex=“110000”", '<cp hex="110000"/>'),
    ("hex=“0000001”", '<cp hex="0000001"/>'),
    ("there is no such original data", '<sc id="1" isolated="yes" dataRef="d1"/>'),
    ("there is no such original data", '<ec id="1" isolated="yes" dataRef="d1"/>'),
    ("there is no such original data", '<ph id="1" dataRef="d1"/>'),
    ("there is no such unit", '<ph id="1" subFlows="u1 u2"/>'),
    ("there is no such code", '<ph id="1" copyOf="9"/>'),
    ("which cannot be copied", '<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>'),
    ("a comment needs a value", '<sm id="m1" type="comment"/>港<em startRef="m1"/>'),
    ("a comment needs a value", '<mrk id="m1" type="comment">港</mrk>'),
    ("names no note", '<mrk id="m1" type="comment" ref="#n=n1">港</mrk>'),
    ("is no reference", '<mrk id="m1" type="my:a" ref="#u=u1/f=f1">港</mrk>'),
    ("is no kind of mark", '<mrk id="m1" type="own">港</mrk>'),
    ("is no kind of code", '<ph id="1" type="bold"/>'),
    ("needs a prefix and a type", '<ph id="1" subType="xlf:b"/>'),
    ("does not go with", '<ph id="1" type="ui" subType="xlf:b"/>'),
    ("is no character", '<cp hex="port"/>'),
    ("a character that XML can hold", '<cp hex="10FFFF"/>'),
    ("a character that XML can hold", '<cp hex="00A0"/>'),
    ("the id “1” stands twice", '<pc id="1">港</pc><ph id="1"/>'),
    ("the id “1” stands twice", '<sc id="1" isolated="yes"/><ph id="1"/>'),
    ("the id “1” stands twice", '<mrk id="1">港</mrk><ph id="1"/>'),
    ("the id “1” stands twice", '<sm id="1"/>港<em startRef="1"/><ph id="1"/>'),
    ("the id “1” stands twice", '<ph id="1"/><ph id="1"/>'),
    ("<ph> without id", "<ph/>"),
    ("id=“/1” is no such value", '<ph id="/1"/>'),
    ("<pc> cannot have {urn:x}own", '<pc id="1" x:own="1">港</pc>'),
    ("<source> cannot hold “other", "<x:own/>"),
]
FILES = {
    "<xliff> cannot hold “nothing”": "",
    "<file> cannot hold “nothing”": '<file id="f1"/>',
    "<unit> cannot hold “ignorable”": UNIT.format("<ignorable><source> </source></ignorable>"),
    "<segment> cannot hold “target”": SEGMENT.format("<target>Port</target>"),
    "<notes> cannot hold “nothing”": UNIT.format("<notes/><segment><source>港</source></segment>"),
    "<segment> cannot have translate": UNIT.format('<segment translate="no"><source>港</source></segment>'),
    "subState without state": UNIT.format('<segment subState="my:a"><source>港</source></segment>'),
    "state=“done” is no such value": UNIT.format('<segment state="done"><source>港</source></segment>'),
    "the language of <source> is fr, and zh in <xliff>": SEGMENT.format('<source xml:lang="fr">港</source>'),
    "XLIFF 2: space=“odd” is no such value": SEGMENT.format('<source xml:space="odd">港</source>'),
    "type=“bold” is no kind of code": UNIT.format(
        '<segment><source>港</source></segment><segment><source><ph id="1" type="bold"/></source></segment>'
        "<segment><source>口</source></segment>"
    ),
    "a <skeleton> needs": SOURCE.format("港").replace("<unit", "<skeleton/><unit", 1),
    "is fr, and en in <xliff>": SEGMENT.format('<source>港</source><target xml:lang="fr">Port</target>'),
    "different xml:space": SEGMENT.format('<source xml:space="preserve">港</source><target>Port</target>'),
    "cannot be deleted, and is in no target": SEGMENT.format(PAIR.format('<ph id="1" canDelete="no"/>', "Port")),
    "must stay in their order": SEGMENT.format(
        PAIR.format(
            f'<ph id="1" {NO_REORDER}="firstNo"/><ph id="2" {NO_REORDER}="no"/><ph id="3"/>',
            f'<ph id="1" {NO_REORDER}="firstNo"/><ph id="3"/><ph id="2" {NO_REORDER}="no"/>',
        )
    ),
    "the codes from “1” on must stay in their order": SEGMENT.format(
        PAIR.format(
            f'<pc id="1" {NO_REORDER}="firstNo">港{NEXT.format(2)}</pc>',
            f'<pc id="1" {NO_REORDER}="firstNo">Port</pc>{NEXT.format(2)}',
        )
    ),
    "the codes from “3” on must stay in their order": SEGMENT.format(
        PAIR.format(
            FIRST.format(1) + NEXT.format(2) + FIRST.format(3) + NEXT.format(4),
            FIRST.format(1) + NEXT.format(2) + NEXT.format(4) + FIRST.format(3),
        )
    ),
    "the codes from “7” on must stay in their order": SEGMENT.format(
        PAIR.format(
            f'<ph id="9"/>{FIRST.format(7)}<mrk id="m1">{NEXT.format(2)}</mrk>',
            f'{FIRST.format(7)}<ph id="9"/><mrk id="m1">{NEXT.format(2)}</mrk>',
        )
    ),
    "the codes from “8” on must stay in their order": SEGMENT.format(
        PAIR.format(
            f'<ph id="9"/><pc id="8" {NO_REORDER}="firstNo">港{NEXT.format(2)}</pc>',
            f'<pc id="8" {NO_REORDER}="firstNo">Port{NEXT.format(2)}<ph id="9"/></pc>',
        )
    ),
    "canReorder=“no” without a code before it": SEGMENT.format(PAIR.format(FIRST.format(1), NEXT.format(1))),
    "the codes from “11” on must stay in their order": SEGMENT.format(
        PAIR.format(
            f'<ph id="9"/><sc id="11" {NO_REORDER}="firstNo"/>港<ec startRef="11" {NO_REORDER}="no"/>',
            f'<sc id="11" {NO_REORDER}="firstNo"/>Port<ph id="9"/><ec startRef="11" {NO_REORDER}="no"/>',
        )
    ),
    "the code “2” cannot be deleted": SEGMENT.format(
        PAIR.format('<pc id="1"><ph id="2" canDelete="no"/></pc>', '<pc id="1">Port</pc>')
    ),
    "the code “3” cannot be deleted": UNIT.format(
        f"<segment><source>港</source></segment><segment>{PAIR}</segment>"
    ).format('<ph id="3" canDelete="no"/>', "Port"),
    "the codes from “5” on must stay in their order": UNIT.format(
        f"<segment><source>港</source></segment><segment>{PAIR}</segment>"
    ).format(FIRST.format(5) + NEXT.format(6) + '<ph id="7"/>', FIRST.format(5) + '<ph id="7"/>' + NEXT.format(6)),
    "a copy that has original data": UNIT.format(
        '<originalData><data id="d1">[br/]</data></originalData>'
        '<segment><source><ph id="1" dataRef="d1"/><ph id="2" copyOf="1" dataRef="d1"/></source></segment>'
    ),
    "ref=“#t=n1” names no note": UNIT.format(
        '<notes><note id="n1">a</note></notes>'
        '<segment><source><mrk id="m1" type="comment" ref="#t=n1">港</mrk></source></segment>'
    ),
    "a <skeleton> needs content or": SOURCE.format("港").replace(
        "<unit", '<skeleton href="port.skl">port</skeleton><unit', 1
    ),
    "the id “g1” stands twice": '<file id="f1">' + '<group id="g1"/>' * 2 + '<unit id="u1"><segment><source>港</source>'
    "</segment></unit></file>",
    "the id “u1” stands twice": SOURCE.format("港").replace(
        "</file>", '<group id="g1"><unit id="u1"><segment><source>港</source></segment></unit></group></file>'
    ),
    "the id “i1” stands twice": UNIT.format(
        '<segment id="i1"><source>港</source></segment><ignorable id="i1"><source> </source></ignorable>'
    ),
    "the id “d1” stands twice": UNIT.format(
        '<originalData><data id="d1"/><data id="d1"/></originalData><segment><source>港</source></segment>'
    ),
    "the id “1” stands twice": UNIT.format('<segment><source><ph id="1"/></source></segment>' * 2),
    "among the extensions of <file>": SOURCE.format("港").replace(
        "<unit", '<x:a xml:id="a1"><x:b id="a1"/></x:a><unit', 1
    ),
    "among the extensions of <group>": '<file id="f1"><group id="g1"><x:a id="1"/><x:a id="1"/></group></file>',
    "the id “x1” stands twice among the extensions of <unit>": UNIT.format(
        '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"/><x:a id="x1"/><x:b id="x1"/>'
        "<segment><source>港</source></segment>"
    ),
    "a second target with the order 3": UNIT.format(
        '<segment><source>a</source><target order="3">b</target></segment><ignorable><source> </source></ignorable>'
        "<segment><source>c</source></segment>"
    ),
    "a second target with the order 1": UNIT.format(
        '<segment><source>a</source></segment><segment><source>c</source><target order="1">b</target></segment>'
    ),
    "a second target with the order 2": UNIT.format(
        '<segment><source>a</source><target order="2">b</target></segment><segment><source>c</source></segment>'
    ),
    "the id “f1” stands twice": SOURCE.format("港") * 2,
    "the id “s1” stands twice": UNIT.format('<segment id="s1"><source>港</source></segment>' * 2),
    "the id “n1” stands twice": UNIT.format(
        '<notes><note id="n1">a</note><note id="n1">b</note></notes><segment><source>港</source></segment>'
    ),
    "among the extensions of <unit>": UNIT.format('<x:a id="1"/><x:a id="1"/><segment><source>港</source></segment>'),
}


@pytest.mark.parametrize(
    ("problem", "files"),
    [
        *((problem, SOURCE.format(text)) for problem, text in INLINE),
        *((problem, TARGET.format(text)) for problem, text in INLINE if "<source>" not in problem),
        *FILES.items(),
    ],
)
def test_refused(problem: str, files: str) -> None:
    with pytest.raises(InputError) as error:
        read_bilingual(xliff(files), "a.xlf")
    assert error.value.place == "a.xlf line 1"
    assert problem in error.value.problem
    assert error.value.remedy


@pytest.mark.parametrize(
    ("languages", "problem"),
    [
        ('srcLang="z" trgLang="en"', "srcLang=“z” is no such value"),
        ('srcLang="zh"', "a <target> without trgLang"),
        ('trgLang="en"', "<xliff> without srcLang"),
    ],
)
def test_refused_languages(languages: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_bilingual(xliff(SEGMENT.format("<source>港</source><target>Port</target>"), languages), "a.xlf")


@pytest.mark.parametrize(
    ("around", "problem"),
    [
        ('<file id="f1" xml:space="preserve">', ""),
        ('<file id="f1" xml:lang="zh">', "the language of <target> is zh, and en in <xliff>"),
    ],
)
def test_what_is_said_around_a_text_counts(around: str, problem: str) -> None:
    content = xliff(SEGMENT.format(PAIR.format("港", "Port")).replace('<file id="f1">', around))
    if problem:
        with pytest.raises(InputError, match=problem):
            read_bilingual(content, "a.xlf")
    else:
        assert len(read_bilingual(content, "a.xlf").units) == 1


def test_the_line_of_what_is_not_allowed() -> None:
    with pytest.raises(InputError, match=r"a.xlf line 3: not valid XLIFF 2"):
        read_bilingual(xliff("\n\n" + SOURCE.format("<ph/>")), "a.xlf")
