"""A file read in pieces: what the whole file says, however it was laid out, changed or broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bitext.strategies import bitexts
from toolkit.bitext import Work, know_pieces, read_in_pieces, read_xliff, write_xliff
from toolkit.errors import InputError
from toolkit.model import Bitext


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


def test_only_the_piece_that_changed_is_parsed() -> None:
    known = Known()
    know_pieces(PORT.encode(), known.keep)()
    assert len(known.pieces) == 4
    read = read_in_pieces(PORT.replace("Berth 2", "Quay 2").encode(), "port.xlf", known.keep)
    assert [unit.target for unit in read.units][2] == "Quay 2 opens."
    assert len(known.pieces) == 5
