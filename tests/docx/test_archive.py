"""Archives of pieces that were compressed by themselves: what any program reads from them."""

from __future__ import annotations

import io
import zlib
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from toolkit.writers.docx.archive import archive, compress, dump, join, load

CONTENTS = st.lists(st.one_of(st.binary(max_size=40), st.builds(lambda size: b"<w:t>" * size, st.integers(0, 9000))))


@given(CONTENTS)
def test_pieces_together_are_one_piece(contents: list[bytes]) -> None:
    joined, whole = join(compress([content]) for content in contents), b"".join(contents)
    assert (joined.checksum, joined.length) == (zlib.crc32(whole), len(whole))
    assert zlib.decompressobj(-15).decompress(joined.content) == whole
    assert join([compress([b"before"]), joined]).checksum == zlib.crc32(b"before" + whole)


@given(st.lists(CONTENTS, max_size=4))
def test_an_archive_is_read_as_any_other(members: list[list[bytes]]) -> None:
    names = [f"word/{number}.xml" if number % 2 else f"部分/{number}.xml" for number in range(len(members))]
    made = archive((name, join(compress([one]) for one in each)) for name, each in zip(names, members, strict=True))
    with ZipFile(io.BytesIO(made)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == names
        assert [opened.read(name) for name in names] == [b"".join(each) for each in members]
        assert {info.date_time for info in opened.infolist()} <= {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in opened.infolist()} <= {0}


@given(CONTENTS)
def test_pieces_are_kept_as_bytes(contents: list[bytes]) -> None:
    pieces = [compress([content]) for content in contents]
    assert list(load(dump(pieces))) == pieces
