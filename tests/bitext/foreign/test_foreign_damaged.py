"""A damaged file is read or refused with a reason, never a traceback, wherever the damage is."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext.foreign import read_bilingual
from toolkit.errors import InputError

EXAMPLES = sorted(Path(__file__).with_name("examples").iterdir())
PIECES = st.one_of(
    st.sampled_from([b"", b"<", b">", b"&e;", b'"', b"\0", b"\xff", b"\\", b"id=", b"</", b"<mrk>", b"<x/>", b"-1"]),
    st.binary(max_size=4),
)


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with up to three stretches taken out, doubled or replaced."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        piece = draw(st.one_of(PIECES, st.just(content[start:end] * 2)))
        content = content[:start] + piece + content[end:]
    return content


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_no_damage_ends_in_a_traceback(path: Path) -> None:
    @given(damaged(path.read_bytes()))
    def law(content: bytes) -> None:
        with contextlib.suppress(InputError):
            bitext = read_bilingual(content, path.name)
            assert len({unit.segment.id for unit in bitext.units}) == len(bitext.units)
            for unit in bitext.units:
                assert all(0 <= code.start <= code.end <= len(unit.segment.text) for code in unit.segment.codes)

    law()
