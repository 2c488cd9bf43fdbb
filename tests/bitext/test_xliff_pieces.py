"""A file read in pieces: what the whole file says, however it was laid out, changed or broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bitext.strategies import bitexts
from toolkit.bitext import Work, know_pieces, read_in_pieces, read_xliff, write_xliff
from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, Note, Segment, State, Unit


@pytest.fixture(scope="module", autouse=True)
def _pieces_are_small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toolkit.bitext.xliff_pieces._LEAST", 1)
        yield


class Known:
    """What was read of pieces, by their bytes, and how many were parsed."""

    def __init__(self) -> None:
        self.pieces: dict[bytes, bytes] = {}

    def keep(self, count: int, made_from: Work, work: Work) -> Iterable[bytes]:
        for place in range(count):
            if made_from(place) not in self.pieces:
                self.pieces[made_from(place)] = work(place)
            yield self.pieces[made_from(place)]


@given(bitexts())
def test_what_is_read_is_what_the_whole_file_says(bitext: Bitext) -> None:
    content, known = write_xliff(bitext), Known()
    know_pieces(content, known.keep)()
    for _ in range(2):
        assert read_in_pieces(content, "port.xlf", known.keep) == read_xliff(content, "port.xlf")


PORT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
    '<file original="port.txt" source-language="zh-CN" target-language="en-GB" datatype="plaintext">\n'
    '<header><tool tool-id="toolkit" tool-name="Bilingual Toolkit"/></header>\n<body>\n'
    + "".join(
        f'<group restype="x-paragraph">\n<trans-unit id="a{place}">\n  <source>第{place}号泊位开港。</source>\n'
        f'  <target state="translated">Berth {place} opens.</target>\n</trans-unit>\n</group>\n'
        for place in range(4)
    )
    + "</body>\n</file>\n</xliff>\n"
)

MARKUP = st.sampled_from(
    [
        *("<group>", "</group>", "<body>", "</body>", "</file>", "<file>", "<!--", "-->", "<![CDATA[", "]]>", "<?a?>"),
        *("&amp;", "&port;", "a1", "\n", '"', "<g id='1'>", "</g>", "<x id='2'/>", "港", "<note>", "</note>", "\x00"),
        '<group restype="x-archive" translate="no">\n',
    ]
)


def told(read: Callable[[], Bitext]) -> Bitext | str:
    try:
        return read()
    except InputError as error:
        return str(error)


@given(st.lists(st.tuples(st.integers(0, len(PORT)), st.integers(0, 9), MARKUP), min_size=1, max_size=3))
def test_a_file_that_others_changed_or_broke_is_read_as_a_whole(changes: list[tuple[int, int, str]]) -> None:
    text = PORT
    for start, length, markup in changes:
        text = text[:start] + markup + text[start + length :]
    content, known = text.encode(), Known()
    know_pieces(PORT.encode(), known.keep)()
    pieces = told(lambda: read_in_pieces(content, "port.xlf", known.keep))
    assert pieces == told(lambda: read_xliff(content, "port.xlf"))


def everything() -> Bitext:
    """Units with all that a unit can have, in five pieces; the headline is not the first, and there is an archive."""
    bold, image = (Code("1", CodeKind.BOLD, 0, 2, "b"),), (Code("1", CodeKind.IMAGE, 0, 0, "map.png"),)
    notes = (Note("Which berth?", "Ann", "2020-11-25", True), Note("The first.", "Li", answer=True))
    units = (
        Unit(Segment("a1", "九江日报")),
        Unit(Segment("b2", "泊位开港", bold), "Berth opens", State.FINAL, codes=bold),
        Unit(Segment("c3", "见图", image), "See figure", State.DRAFT, "memory", "看图", notes, codes=image),
        Unit(Segment("d4", "港口"), "Port", State.TRANSLATED),
        Unit(Segment("e5", "很忙。"), "Busy.", State.REVIEWED, previous="不忙。"),
        Unit(Segment("a6", "下雨。"), "Rain.", State.TRANSLATED, "engine/1"),
    )
    archive = (Unit(Segment("old", "旧港", bold), "Old port", State.REVIEWED, notes=notes, codes=bold),)
    kinds = [(Kind.BYLINE, 0, 1), (Kind.HEADLINE, 0, 1), (Kind.CAPTION, 0, 1), (Kind.HEADING, 2, 2), (Kind.QUOTE, 0, 1)]
    segments = iter([unit.segment for unit in units])
    blocks = tuple(Block(kind, level, tuple(islice(segments, count))) for kind, level, count in kinds)
    return Bitext(Document("port", "泊位开港", blocks, "port.docx"), units, archive)


@pytest.mark.parametrize("has_headline", [True, False])
def test_all_that_units_can_have_is_read_in_pieces(has_headline: bool) -> None:
    content, known = write_xliff(everything()), Known()
    if not has_headline:
        content = content.replace(b"x-headline", b"x-paragraph")
    for _ in range(2):
        read = read_in_pieces(content, "port.xlf", known.keep)
        assert read == read_xliff(content, "port.xlf")
        assert read.document.title == ("泊位开港" if has_headline else "port")
    assert len(known.pieces) == 5


UNUSUAL = {
    "a comment": (b"<body>\n", b"<body>\n<!-- port -->"),
    "a section": ("第2号".encode(), "<![CDATA[第2号]]>".encode()),
    "an instruction": (b"<body>\n", b"<body>\n<?port?>"),
    "a blank in a name": (b"<body>\n", b"<body >\n"),
    "no new line": (b"<body>\n", b"<body>"),
    "two bodies": (b"</file>", b'<body>\n<group restype="x-paragraph">\n</group>\n</body>\n</file>'),
    "an empty second body": (b"</file>", b"<body/></file>"),
    "no declaration": (b'<?xml version="1.0" encoding="UTF-8"?>\n', b""),
}


@pytest.mark.parametrize(("usual", "unusual"), UNUSUAL.values(), ids=UNUSUAL)
def test_a_file_laid_out_otherwise_is_not_cut(usual: bytes, unusual: bytes) -> None:
    content, known = PORT.encode().replace(usual, unusual), Known()
    assert content != PORT.encode()
    know_pieces(content, known.keep)
    pieces = told(lambda: read_in_pieces(content, "port.xlf", known.keep))
    assert pieces == told(lambda: read_xliff(content, "port.xlf"))
    assert known.pieces == {}


def test_of_a_broken_file_all_but_the_broken_piece_is_known() -> None:
    known = Known()
    know_pieces(PORT.replace("<target", "<goal", 3).replace("<goal", "<target", 2).encode(), known.keep)()
    assert [bool(read) for read in known.pieces.values()] == [True, True, False, True]


def test_a_piece_has_the_least_size_but_for_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.bitext.xliff_pieces._LEAST", 400)
    known = Known()
    read_in_pieces(PORT.encode(), "port.xlf", known.keep)
    assert [len(piece) >= 400 for piece in known.pieces] == [True, False]
    short = Known()
    monkeypatch.setattr("toolkit.bitext.xliff_pieces._LEAST", len(PORT.encode()))
    read_in_pieces(PORT.encode(), "port.xlf", short.keep)
    assert short.pieces == {}


def test_only_the_piece_that_changed_is_parsed() -> None:
    known = Known()
    know_pieces(PORT.encode(), known.keep)()
    assert len(known.pieces) == 4
    read = read_in_pieces(PORT.replace("Berth 2", "Quay 2").encode(), "port.xlf", known.keep)
    assert [unit.target for unit in read.units][2] == "Quay 2 opens."
    assert len(known.pieces) == 5
