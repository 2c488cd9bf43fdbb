from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from strategies import XML_TEXT

from toolkit.bitext.foreign import read_bilingual
from toolkit.bitext.foreign.po import read_messages
from toolkit.errors import InputError
from toolkit.model import Bitext, Note, State, Unit

EXAMPLE = Path(__file__).with_name("examples") / "port.po"


@pytest.fixture
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


def told(unit: Unit) -> str:
    """A unit in a line: ``1: 港口 = Port (translated) [a note]``."""
    notes = "".join(f" [{note.author and f'{note.author}: '}{note.text}]" for note in unit.notes)
    return f"{unit.segment.id}: {unit.segment.text} = {unit.target} ({unit.state}){notes}"


PORT = ('msgid "港口"', 'msgstr "Port"')
READ = {
    "a flag among others": (("#, c-format, fuzzy, no-wrap", *PORT), "1: 港口 = Port (draft)"),
    "flags on two lines": (("#,fuzzy", "#,c-format", *PORT), "1: 港口 = Port (draft)"),
    "a flag that was taken back": (("#, c-format", *PORT), "1: 港口 = Port (translated)"),
    "comments": (("#. Told.", "# Ask.", "#So.", "#", *PORT), "1: 港口 = Port (translated) [Told.] [Ask.] [So.]"),
    "references and what was": (("#: a.c:1", '#| msgid "码头"', *PORT), "1: 港口 = Port (translated)"),
    "obsolete ones before": (('#~ msgid "码头"', '#~ msgstr "Wharf"', *PORT), "1: 港口 = Port (translated)"),
    "a domain": (("domain ports", *PORT), "1: 港口 = Port (translated)"),
    "a context": (('msgctxt "menu"', *PORT), "1: 港口 = Port (translated) [msgctxt: menu]"),
    "a blank translation": (('msgid "港口"', 'msgstr " "'), "1: 港口 =   (empty)"),
    "bytes, some of no text": (
        ('msgid "港口"', r'msgstr "\377 \xe6\xb8\xaf \7"'),
        "1: 港口 = \ufffd 港 \7 (translated)",
    ),
    "signs": (('msgid "港口"', r'msgstr "\"\\\a\b\f\v\t"'), '1: 港口 = "\\\a\b\f\v\t (translated)'),
}


@pytest.mark.parametrize(("lines", "expected"), READ.values(), ids=READ)
def test_what_stands_around_a_message(lines: tuple[str, ...], expected: str) -> None:
    units = read_bilingual(po(*lines).encode(), "a.po").units
    assert list(map(told, units)) == [expected]


def test_a_comment_is_that_of_the_message_after_it() -> None:
    units = read_bilingual(po(*PORT, "# Which?", 'msgid "码头"', 'msgstr ""').encode(), "a.po").units
    assert list(map(told, units)) == ["1: 港口 = Port (translated)", "2: 码头 =  (empty) [Which?]"]


def test_what_the_translator_said_and_what_the_program_said() -> None:
    _, (_, message) = read_messages(po("#. Told.", "# Ask.", "#, fuzzy", "#: a.c:1", *PORT).encode(), "a.po")
    assert (message.comments, message.remarks) == (["Told.", "Ask."], ["Ask."])


def test_the_fields_of_the_header() -> None:
    fields = "Language: en\\n X-Generator : Harbour 2: beta \\nLast-Translator:\\n"
    header, _ = read_messages(po(header=fields).encode(), "a.po")
    assert header == {"language": "en", "x-generator": "Harbour 2: beta"}
    assert read_messages("\n".join(PORT).encode(), "a.po")[0] == {}
    assert read_bilingual(b'msgid ""\nmsgid_plural ""\nmsgstr[0] "Language: de"', "a.po").target_language == ""


@pytest.mark.parametrize(
    ("header", "texts", "languages"),
    [
        ("", ["港"], ("zh", "")),
        ("Language: en_GB\\n", ["Berth", "港口", "泊位"], ("zh", "en_GB")),
        ("Language: fr\\n", ["Berth", "港口"], ("en", "fr")),
        ("Language: fr\\n", ["港口", "泊位", "Berth", "Port", "Quay"], ("en", "fr")),
        ("Language: en_GB\\n", ["Berth"], ("", "en_GB")),
        ("Language: en\\nX-Source-Language: zh_TW\\n", ["menu.berth"], ("zh_TW", "en")),
        ("", ["港口"] * 1700, ("zh", "")),
    ],
)
def test_which_languages_it_is_in(header: str, texts: list[str], languages: tuple[str, str]) -> None:
    lines = (line for text in texts for line in (f'msgid "{text}"', 'msgstr ""'))
    bitext = read_bilingual(po(*lines, header=header).encode(), "a.po")
    assert (bitext.document.language, bitext.target_language) == languages


def test_from_english_into_chinese_is_turned_round() -> None:
    content = po('msgid "Port"', 'msgstr "港口"', 'msgid "Berth"', 'msgstr ""', header="Language: zh_CN\\n")
    bitext = read_bilingual(content.encode(), "zh_CN.po")
    assert (bitext.document.language, bitext.target_language) == ("zh_CN", "en")
    assert [(unit.segment.text, unit.target) for unit in bitext.units] == [("港口", "Port"), ("Berth", "")]


def test_the_first_of_several_forms_is_for_one() -> None:
    lines = ('msgid "一个泊位"', 'msgid_plural "%d个泊位"', 'msgstr[0] "a berth"', 'msgstr[1] "%d berths"')
    units = read_bilingual(po(*lines).encode(), "en.po").units
    assert list(map(told, units)) == [
        "1[0]: 一个泊位 = a berth (translated)",
        "1[1]: %d个泊位 = %d berths (translated)",
    ]


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
    "no translation before another": (po('msgid "a"', "# b", *PORT), "line 4: a msgid without msgstr"),
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
    with pytest.raises(InputError, match=message) as error:
        read_bilingual(content.encode(), "a.po")
    assert error.value.place.startswith("a.po")
    assert error.value.remedy


def test_another_encoding_than_the_stated_one() -> None:
    content = po('msgid "港口"', 'msgstr ""').encode("gb18030")
    with pytest.raises(InputError, match=r"a.po line 4: not UTF-8; state its charset"):
        read_bilingual(content, "a.po")
    with pytest.raises(InputError, match=r"a.po line 5: not UTF-8"):
        read_bilingual(b"\n" + content, "a.po")


def test_a_long_text_takes_no_more_than_its_length() -> None:
    content = po('msgid "' + "\\\\" * 2_000_000 + '"', 'msgstr "' + "a" * 4_000_000)
    with pytest.raises(InputError, match="line 5: neither"):
        read_bilingual(content.encode(), "a.po")
