from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from strategies import XML_TEXT

from toolkit.bitext.foreign import read_bilingual
from toolkit.bitext.foreign.tmx import TranslationUnit, plain_date, read_tmx
from toolkit.bitext.inline import TEXT_ESCAPES
from toolkit.errors import InputError
from toolkit.model import Code, CodeKind, Note, State

EXAMPLE = Path(__file__).with_name("examples") / "port.tmx"


@pytest.fixture
def units() -> list[TranslationUnit]:
    return list(read_tmx(io.BytesIO(EXAMPLE.read_bytes()), "port.tmx"))


def test_everything_that_a_memory_needs(units: list[TranslationUnit]) -> None:
    first = units[0]
    assert (first.id, first.source_language, first.line) == ("throughput", "zh-CN", 9)
    assert first.notes == (Note("From the annual report."),)
    assert [variant.language for variant in first.variants] == ["zh-CN", "en-GB", "en-US", "de-DE"]
    assert [(variant.author, variant.date) for variant in first.variants[:2]] == [
        ("wu", "20240131T080000Z"),
        ("li", "20240301T090000Z"),
    ]
    assert first.variants[1].notes == (Note("Figure confirmed."),)
    assert [unit.source_language for unit in units] == ["zh-CN", "zh-CN", "de-DE", "zh-CN"]


def test_codes_have_the_same_numbers_on_both_sides(units: list[TranslationUnit]) -> None:
    english, chinese = units[1].variants
    assert english.text == "The port opened on Monday."
    assert english.codes == (
        Code("2", CodeKind.OBJECT, 0, 0, "{0}"),
        Code("1", CodeKind.BOLD, 9, 15, "[b]"),
        Code("3", CodeKind.SPAN, 19, 25),
    )
    assert chinese.text == "港口周一开港。"
    assert chinese.codes == (
        Code("3", CodeKind.SPAN, 2, 4),
        Code("1", CodeKind.BOLD, 4, 6, "[b]"),
        Code("2", CodeKind.OBJECT, 6, 6, "{0}图"),
    )


def test_a_bitext_has_a_unit_for_each_variant() -> None:
    bitext = read_bilingual(EXAMPLE.read_bytes(), "port.tmx")
    assert (bitext.document.language, bitext.target_language) == ("zh-CN", "en-GB")
    assert [(unit.segment.id, unit.target[:8], unit.state) for unit in bitext.units] == [
        ("throughput", "Jiujiang", State.TRANSLATED),
        ("throughput~2", "The Port", State.TRANSLATED),
        ("2", "The port", State.TRANSLATED),
        ("3", "", State.EMPTY),
    ]


def test_one_kind_of_english_can_be_chosen() -> None:
    bitext = read_bilingual(EXAMPLE.read_bytes(), "port.tmx", "zh", "en-US")
    assert [unit.target for unit in bitext.units] == ["The Port of Jiujiang handled 600,000 TEUs.", "", ""]


def one(text: str) -> TranslationUnit:
    """The unit in the only line of a memory in Chinese."""
    content = f'<tmx version="1.4"><header srclang="zh"/><body>\n{text}\n</body></tmx>'
    (unit,) = read_tmx(io.BytesIO(content.encode()), "a.tmx")
    return unit


CREATED, CHANGED = 'creationid="wu" creationdate="20240131T080000Z"', 'changeid="li" changedate="20240301T090000Z"'
WU, LI = ("wu", "20240131T080000Z"), ("li", "20240301T090000Z")


@pytest.mark.parametrize(
    ("unit", "variant", "known"),
    [
        ("", "", ("", "")),
        (CREATED, "", WU),
        (f"{CREATED} {CHANGED}", "", LI),
        ("", CREATED, WU),
        ("", f"{CREATED} {CHANGED}", LI),
        (CHANGED, CREATED, WU),
        (CREATED, 'usagecount="2"', WU),
    ],
)
def test_who_changed_it_last_and_when(unit: str, variant: str, known: tuple[str, str]) -> None:
    (read,) = one(f'<tu {unit}><tuv xml:lang="zh" {variant}><seg>港口</seg></tuv></tu>').variants
    assert (read.author, read.date) == known


def test_notes_and_properties_wherever_they_stand() -> None:
    told = '<note>Told.</note><prop type="client">Port</prop>'
    more = "<note/><prop/>"
    unit = one(f'<tu>{told}<tuv xml:lang="zh">{more}<seg>港口</seg>{told}</tuv>{more}</tu>')
    assert (unit.line, unit.source_language) == (2, "zh")
    assert (unit.notes, unit.properties) == ((Note("Told."), Note("")), (("client", "Port"), ("", "")))
    (variant,) = unit.variants
    assert (variant.text, variant.notes) == ("港口", (Note(""), Note("Told.")))
    assert variant.properties == (("", ""), ("client", "Port"))


@pytest.mark.parametrize(("stated", "language"), [("", "zh"), ('srclang="*all*"', ""), ('srclang="de"', "de")])
def test_the_language_of_the_original(stated: str, language: str) -> None:
    assert one(f'<tu {stated}><tuv xml:lang="zh"><seg>港口</seg></tuv></tu>').source_language == language


@pytest.mark.parametrize("header", ["", "<header/>", '<header srclang="*all*"/>'])
def test_a_memory_that_does_not_say_the_language_of_its_originals(header: str) -> None:
    content = f'<tmx>{header}<body><tu><tuv xml:lang="zh"><seg>港口</seg></tuv></tu></body></tmx>'
    (unit,) = read_tmx(io.BytesIO(content.encode()), "a.tmx")
    assert unit.source_language == ""


def test_a_memory_with_nothing_in_it() -> None:
    assert list(read_tmx(io.BytesIO(b"<tmx><body/></tmx>"), "a.tmx")) == []


def test_names_in_a_namespace() -> None:
    content = tmx({"zh": "港口", "en": "port"}, srclang="zh").replace(b"<tmx", b'<tmx xmlns="urn:example:tmx"')
    (unit,) = read_tmx(io.BytesIO(content), "a.tmx")
    assert [variant.text for variant in unit.variants] == ["港口", "port"]
    assert unit.source_language == "zh"


def test_a_time_as_others_write_it() -> None:
    assert plain_date("20240131T080910Z") == "2024-01-31T08:09:10Z"
    assert plain_date("yesterday") == "yesterday"


def test_a_bitext_has_notes_and_codes_of_both() -> None:
    bold = '<bpt i="1" x="1" type="bold"/>{}<ept i="1"/>'
    texts = {"en": bold.format("port"), "zh-CN": bold.format("港口")}
    noted = tmx(texts).replace(b"<seg>", b"<note>Told.</note><seg>").replace(b"<tu>", b"<tu><note>For all.</note>")
    (unit,) = read_bilingual(noted, "a.tmx").units
    assert unit.notes == (Note("For all."), Note("Told."), Note("Told."))
    assert unit.segment.codes == (Code("1", CodeKind.BOLD, 0, 2),)
    assert unit.codes == (Code("1", CodeKind.BOLD, 0, 4),)


def test_each_text_of_a_language_stands_with_the_first_of_the_other() -> None:
    variants = "".join(
        f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>'
        for language, text in [("zh", "港口"), ("zh-TW", "港埠"), ("en", "port"), ("en-US", "harbor"), ("de", "Hafen")]
    )
    content = f'<tmx><header/><body><tu>{variants}</tu><tu><tuv xml:lang="en"><seg>quay</seg></tuv></tu></body></tmx>'
    bitext = read_bilingual(content.encode(), "a.tmx")
    assert [(unit.segment.text, unit.target) for unit in bitext.units] == [
        ("港口", "port"),
        ("港口", "harbor"),
        ("港埠", "port"),
    ]
    assert (bitext.document.language, bitext.target_language) == ("zh", "en")


def tmx(*units: dict[str, str], srclang: str = "*all*") -> bytes:
    body = "".join(
        "<tu>" + "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in unit.items()) + "</tu>"
        for unit in units
    )
    return f'<tmx version="1.4"><header srclang="{srclang}"/><body>{body}</body></tmx>'.encode()


@pytest.mark.parametrize(
    ("unit", "srclang", "languages", "texts"),
    [
        ({"en": "port", "zh-Hans": "港口"}, "en", ("zh-Hans", "en"), ("港口", "port")),
        ({"fr": "port", "de": "Hafen"}, "de", ("de", "fr"), ("Hafen", "port")),
        ({"fr": "port", "de": "Hafen"}, "*all*", ("fr", "de"), ("port", "Hafen")),
        ({"en-US": "harbor", "en-GB": "harbour"}, "en-US", ("en-US", "en-GB"), ("harbor", "harbour")),
        ({"DE_de": "Hafen"}, "de", ("DE_de", ""), ("Hafen", "")),
    ],
)
def test_languages(unit: dict[str, str], srclang: str, languages: tuple[str, str], texts: tuple[str, str]) -> None:
    bitext = read_bilingual(tmx(unit, srclang=srclang), "a.tmx")
    assert (bitext.document.language, bitext.target_language) == languages
    assert [(one.segment.text, one.target) for one in bitext.units] == [texts]


def test_several_other_languages_are_refused_with_their_names() -> None:
    content = tmx({"fr": "port", "de": "Hafen", "it": "porto"}, srclang="fr")
    with pytest.raises(InputError, match=r"^a.tmx: .*several other languages: fr, de, it; .*--from"):
        read_bilingual(content, "a.tmx")
    assert [unit.target for unit in read_bilingual(content, "a.tmx", "fr", "it").units] == ["porto"]


def test_a_message_names_a_few_of_many_languages() -> None:
    content = tmx(*({f"q{number}": "port"} for number in range(100)))
    with pytest.raises(InputError, match=r"q0, q1, .*q11 and 88 more; choose"):
        read_bilingual(content, "a.tmx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    content = (declaration + tmx({"zh": "港口𠀀", "en": "port"}).decode()).encode(encoding)
    assert [unit.segment.text for unit in read_bilingual(content, "a.tmx").units] == ["港口𠀀"]


@given(XML_TEXT, XML_TEXT)
def test_texts_are_read_as_they_were_written(chinese: str, english: str) -> None:
    content = tmx({"zh": chinese.translate(TEXT_ESCAPES), "en": english.translate(TEXT_ESCAPES)})
    (unit,) = read_tmx(io.BytesIO(content), "a.tmx")
    assert [variant.text for variant in unit.variants] == [chinese, english]


def test_units_come_while_the_file_is_read() -> None:
    class Endless(io.RawIOBase):
        """A memory that never ends."""

        def __init__(self) -> None:
            unit = "<tu><tuv xml:lang='zh'><seg>港口</seg></tuv></tu>".encode()
            self.parts: Iterator[bytes] = iter([b"<tmx><body>", *[unit * 500] * 40])

        def read(self, size: int = -1) -> bytes:
            return next(self.parts)

    units = read_tmx(Endless(), "a.tmx")
    assert [next(units).variants[0].text for _ in range(10_000)] == ["港口"] * 10_000


def test_a_document_type_is_accepted_and_never_loaded(tmp_path: Path) -> None:
    types = tmp_path / "tmx14.dtd"
    types.write_text('<!ENTITY port "harbour">', encoding="utf-8")
    doctype = f'<!DOCTYPE tmx SYSTEM "{types.as_uri()}">'.encode()
    assert len(read_bilingual(doctype + tmx({"zh": "港口", "en": "port"}), "a.tmx").units) == 1
    with pytest.raises(InputError, match=r"a.tmx line 1"):
        read_bilingual(doctype + tmx({"zh": "港口", "en": "the &port;"}), "a.tmx")


REFUSED = {
    "broken XML": (tmx({"zh": "港口"})[:-20], r"a.tmx line 1: broken XML"),
    "not TMX": (b"<html><tu/></html>", "not a TMX file"),
    "no TMX within": (b"<html><body/></html>", "not a TMX file"),
    "no language": (b"<tmx><body><tu>\n<tuv><seg>a</seg></tuv></tu></body></tmx>", "a.tmx line 2: .*xml:lang"),
    "no text": (b'<tmx><body><tu><tuv xml:lang="en"/></tu></body></tmx>', "line 1: a <tuv> without <seg>"),
    "an element inside": (tmx({"zh": "<p>港口</p>"}), "line 1: an element .*<p>"),
    "nothing in it": (tmx({"zh": "", "en": ""}), "none of its units holds a text"),
    "entities": (b'<!DOCTYPE tmx [<!ENTITY e "x">]>' + tmx({"zh": "&e;"}), "declares entities"),
    "an entity in an attribute": (
        b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + tmx({"zh": "a"}).replace(b"<tu>", b'<tu tuid="&e;">'),
        "an entity that XML does not know",
    ),
    "an entity in a note": (
        b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + tmx({"zh": "a"}).replace(b"<tu>", b"<tu><note>&e;</note>"),
        "an entity that XML does not know",
    ),
    "empty": (b"", "broken XML"),
    "too deep": (tmx({"zh": "<hi>" * 300 + "</hi>" * 300}), "broken XML"),
    "a text of 20 MB": (tmx({"zh": "港" * 7_000_000}), "broken XML"),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        read_bilingual(content, "a.tmx")
    assert error.value.place.startswith("a.tmx")
    assert error.value.remedy
