from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from strategies import XML_TEXT

from toolkit.bitext.foreign import read_bilingual
from toolkit.errors import InputError
from toolkit.model import Bitext, Note, State

EXAMPLE = Path(__file__).with_name("examples") / "port.po"


@pytest.fixture(scope="module")
def example() -> Bitext:
    return read_bilingual(EXAMPLE.read_bytes(), "port.po")


def test_messages_and_their_forms(example: Bitext) -> None:
    assert (example.document.language, example.target_language) == ("zh", "en")
    assert [(unit.segment.id, unit.segment.text, unit.target) for unit in example.units] == [
        ("1", "九江港", "Jiujiang Port"),
        ("2", "港口\n“开港”\t了", 'The port\n"opened" \\ é A'),
        ("3[0]", "%d个标箱", "%d container"),
        ("3[1]", "%d个标箱", "%d containers"),
        ("4", "附件", ""),
    ]


def test_states_and_notes(example: Bitext) -> None:
    assert [unit.state for unit in example.units] == [
        State.TRANSLATED,
        State.DRAFT,
        State.TRANSLATED,
        State.TRANSLATED,
        State.EMPTY,
    ]
    assert example.units[0].notes == (Note("Shown on the front page."),)
    assert example.units[1].notes == (Note("Check with the editor."),)
    assert example.units[2].notes == (Note("menu", "msgctxt"),)


def po(*lines: str, header: str = "Content-Type: text/plain; charset=UTF-8\\n") -> str:
    return "\n".join(['msgid ""', f'msgstr "{header}"', "", *lines]) + "\n"


def test_from_english_into_chinese_is_turned_round() -> None:
    content = po('msgid "Port"', 'msgstr "港口"', 'msgid "Berth"', 'msgstr ""', header="Language: zh_CN\\n")
    bitext = read_bilingual(content.encode(), "zh_CN.po")
    assert (bitext.document.language, bitext.target_language) == ("zh_CN", "en")
    assert [(unit.segment.text, unit.target) for unit in bitext.units] == [("港口", "Port"), ("Berth", "")]


def test_a_single_form_is_for_the_plural() -> None:
    lines = ('msgid "A berth"', 'msgid_plural "%d berths"', 'msgstr[0] "%d个泊位"')
    (unit,) = read_bilingual(po(*lines, header="Language: zh\\n").encode(), "zh.po").units
    assert (unit.segment.text, unit.target) == ("%d个泊位", "%d berths")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("UTF-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("UTF-16", "utf-16"), ("GB18030", "gb18030"), ("CHARSET", "utf-8")],
)
def test_encodings(charset: str, encoding: str) -> None:
    content = po('msgid "港口𠀀"', 'msgstr ""', header=f"Content-Type: text/plain; charset={charset}\\n")
    assert [unit.segment.text for unit in read_bilingual(content.encode(encoding), "a.pot").units] == ["港口𠀀"]


def test_a_charset_that_a_text_speaks_of_is_not_that_of_the_file() -> None:
    lines = ('msgid "<meta charset=latin-1>港口"', 'msgstr "charset=gbk"')
    headers = ["Language: en\\n", 'Language-Team: \\"港\\"\\n"\n"Content-Type: text/plain; charset=utf-8\\n']
    for header in headers:
        (unit,) = read_bilingual(po(*lines, header=header).encode(), "a.po").units
        assert unit.segment.text == "<meta charset=latin-1>港口"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(ending: str) -> None:
    content = EXAMPLE.read_text(encoding="utf-8").replace("\n", ending).encode()
    assert len(read_bilingual(content, "port.po").units) == 5


@given(XML_TEXT.filter(str.strip), XML_TEXT)
def test_texts_are_read_as_they_were_written(source: str, target: str) -> None:
    escapes = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
    content = po(f'msgid "{source.translate(escapes)}"', f'msgstr ""\n"{target.translate(escapes)}"')
    (unit,) = read_bilingual(content.encode(), "a.po").units
    assert (unit.segment.text, unit.target) == (source, target)


REFUSED = {
    "no closing quote": (po('msgid "a', 'msgstr ""'), "a.po line 4: neither"),
    "text before a keyword": ('"a"\nmsgid "b"\nmsgstr "c"', "line 1: neither"),
    "a keyword alone": (po('msgid "a"', "msgstr"), "line 4: a keyword without a text"),
    "no index": (po('msgid "a"', "msgstr["), "line 5: neither"),
    "no translation": (po('msgid "a"', 'msgid_plural "b"'), "line 4: a msgid without msgstr"),
    "no source": (po('msgctxt "a"', 'msgstr "b"'), "line 4: a message without msgid"),
    "twice": (po('msgid "a"', 'msgid "b"', 'msgstr "c"'), "line 5: a second msgid"),
    "forms without a plural": (po('msgid "a"', 'msgstr[0] "b"'), "plural forms need msgid_plural"),
    "a plural without forms": (po('msgid "a"', 'msgid_plural "b"', 'msgstr "c"'), "plural forms need msgid_plural"),
    "an escape": (po('msgid "a\\q"', 'msgstr ""'), r"line 4: an unknown escape, “\\q”"),
    "plural rules": (po(header="Plural-Forms: nplurals=; plural=(\\n"), "line 1: Plural-Forms cannot be read"),
    "a charset": (po(header="Content-Type: text/plain; charset=KLINGON\\n"), "unknown charset “KLINGON”"),
    "a charset that is none": (po(header="Content-Type: text/plain; charset=punycode\\n"), "unknown charset"),
    "bytes as text": (po(header="Content-Type: text/plain; charset=zip\\n"), "unknown charset"),
    "empty": ("", "no message in it"),
    "blank": (" \n\t\n", "no message in it"),
    "texts are missing": (po('msgctxt "a"', 'msgid ""', 'msgstr ""'), "none of its units holds a text"),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_bilingual(content.encode(), "a.po")


def test_another_encoding_than_the_stated_one() -> None:
    with pytest.raises(InputError, match=r"a.po line 4: not UTF-8"):
        read_bilingual(po('msgid "港口"', 'msgstr ""').encode("gb18030"), "a.po")


def test_a_long_text_takes_no_more_than_its_length() -> None:
    content = po('msgid "' + "\\\\" * 2_000_000 + '"', 'msgstr "' + "a" * 4_000_000)
    with pytest.raises(InputError, match="line 5: neither"):
        read_bilingual(content.encode(), "a.po")
