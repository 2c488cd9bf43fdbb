from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.project import BuildRecord, Freshness, digest, whole_digest


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_a_digest_is_equal_only_for_equal_parts(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


@given(st.lists(st.binary()))
def test_pieces_have_the_digest_of_what_they_are_together(pieces: list[bytes]) -> None:
    assert whole_digest(pieces) == digest(b"".join(pieces))


def test_remembered_and_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"made")
    record = BuildRecord("in", {"a.docx": digest(b"made")}, {"segments": 3})
    Freshness(tmp_path / "built.json").remember("甲", record)
    again = Freshness(tmp_path / "built.json")
    assert again.record("甲") == record
    assert again.is_current("甲", "in", tmp_path)
    assert not again.is_current("甲", "other", tmp_path)
    (tmp_path / "a.docx").write_bytes(b"edited")
    assert not again.is_current("甲", "in", tmp_path)
    assert again.touched("甲", tmp_path, ["a.docx"]) == ["a.docx"]
    (tmp_path / "a.docx").unlink()
    assert not again.is_current("甲", "in", tmp_path)


def test_what_several_remember_is_brought_into_one_file(tmp_path: Path) -> None:
    path, journal = tmp_path / "built.json", tmp_path / "built.journal"
    one, other = Freshness(path), Freshness(path)
    one.remember("a", BuildRecord("1", {}))
    other.remember("b", BuildRecord("2", {}))
    one.remember("a", BuildRecord("3", {}))
    other.close()
    assert not journal.exists()
    records = [Freshness(path).record(name) for name in "ab"]
    assert records == [BuildRecord("3", {}), BuildRecord("2", {})]
    before = path.read_bytes()
    Freshness(path).close()
    assert path.read_bytes() == before


def test_a_journal_that_breaks_off_loses_only_its_last_line(tmp_path: Path) -> None:
    path, journal = tmp_path / "built.json", tmp_path / "built.journal"
    Freshness(path).remember("a", BuildRecord("1", {}))
    whole = journal.read_bytes()
    for length in range(len(whole) + 1):
        journal.write_bytes(whole[:length])
        begun = Freshness(path)
        begun.remember("b", BuildRecord("2", {}))
        begun.close()
        assert Freshness(path).record("b") == BuildRecord("2", {})
        assert Freshness(path).record("a") in (None, BuildRecord("1", {}))
        path.unlink()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 0}', '{"version": 1, "documents": {"a": {"x": 1}}}'])
def test_a_damaged_record_is_no_record(tmp_path: Path, content: str) -> None:
    (tmp_path / "built.json").write_text(content)
    assert Freshness(tmp_path / "built.json").record("a") is None
