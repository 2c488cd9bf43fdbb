"""The compiled glossary: equal to the glossary it was made of, and never trusted where it is damaged."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.building.job import read_glossary
from toolkit.errors import InputError
from toolkit.glossary import Glossary, compile_glossary, load_glossary
from toolkit.model import Term, TermStatus
from toolkit.project import Project

TERMS = [
    Term("九江港", "Jiujiang Port", "places", variants=("江港",), alternatives=("Port of Jiujiang",), place="p line 2"),
    Term("放管服", "streamline administration", "slogans", forbidden=("put tube",), note="“服” is serve"),
    Term("TCL空调", "TCL Air Conditioner", "firms", TermStatus.PROPOSED, short="TCL", case_sensitive=True),
]
COMPILED = compile_glossary(TERMS)
TEXT = "九江港和江港推进“放管服”，TCL空调、tcl空调。"


def test_it_is_the_glossary_it_was_made_of() -> None:
    plain, loaded = Glossary(TERMS), load_glossary(COMPILED)
    assert loaded.find(TEXT) == plain.find(TEXT)
    assert tuple(loaded.terms) == plain.terms
    assert len(loaded.terms) == 3
    assert loaded.terms[-1].status is TermStatus.PROPOSED
    assert loaded.terms[:2] == plain.terms[:2]
    with pytest.raises(IndexError):
        loaded.terms[3]


def test_a_term_is_one_object_however_often_it_is_hit() -> None:
    loaded = load_glossary(COMPILED)
    first, second = loaded.find("九江港、江港")
    assert first.term is second.term is loaded.terms[0]


def test_the_same_terms_give_the_same_bytes() -> None:
    assert compile_glossary(TERMS) == COMPILED


def test_nothing_compiles_to_nothing() -> None:
    empty = load_glossary(compile_glossary([]))
    assert (empty.find(TEXT), tuple(empty.terms)) == ((), ())


@given(st.integers(0, len(COMPILED) - 1), st.integers(0, 7))
def test_a_flipped_bit_is_refused(at: int, bit: int) -> None:
    damaged = bytearray(COMPILED)
    damaged[at] ^= 1 << bit
    with pytest.raises(ValueError, match="compiled glossary"):
        load_glossary(bytes(damaged))


@given(st.integers(0, len(COMPILED) - 1))
def test_a_part_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="compiled glossary"):
        load_glossary(COMPILED[:length])


TEXTS = st.text(st.characters(exclude_categories=()), max_size=6)


@given(
    st.lists(
        st.builds(Term, TEXTS.map("港".__add__), TEXTS, TEXTS, note=TEXTS), max_size=4, unique_by=lambda t: t.source
    )
)
def test_every_text_comes_back(terms: list[Term]) -> None:
    try:
        plain = Glossary(terms)
    except InputError:
        with pytest.raises(InputError):
            compile_glossary(terms)
        return
    assert tuple(load_glossary(compile_glossary(terms)).terms) == plain.terms


def test_it_is_kept_until_a_family_changes(project: Path) -> None:
    found = Project(project)
    read = read_glossary(found.families(), found.cache)
    kept = found.cache / "glossary.bin"
    before = kept.read_bytes()
    assert tuple(read_glossary(found.families(), found.cache).terms) == tuple(read.terms)
    assert kept.read_bytes() == before
    family = next(found.glossary.glob("*.csv"))
    family.write_text(family.read_text("utf-8").replace("Jianggang New Town", "Harbour New Town"), "utf-8")
    assert "Harbour" in str(tuple(read_glossary(found.families(), found.cache).terms))
    assert kept.read_bytes() != before


@pytest.mark.parametrize("damage", ["", "x", "truncated", "flipped", "other version"])
def test_what_is_damaged_is_made_anew(project: Path, damage: str) -> None:
    found = Project(project)
    expected = tuple(read_glossary(found.families(), found.cache).terms)
    kept = found.cache / "glossary.bin"
    good = kept.read_bytes()
    flipped = good[:-9] + bytes([good[-9] ^ 1]) + good[-8:]
    bad = {
        "truncated": good[:-3],
        "flipped": flipped,
        "other version": good.replace(b"toolkit glossary 2", b"toolkit glossary 1"),
    }
    kept.write_bytes(bad.get(damage, damage.encode()))
    assert tuple(read_glossary(found.families(), found.cache).terms) == expected
    assert kept.read_bytes() == good


def test_where_nothing_can_be_written_nothing_is_kept(project: Path, toolkit: Callable) -> None:
    (project / ".toolkit").write_text("not a folder", "utf-8")
    outcome = toolkit("terms", "find", "江港新城", "--project", project)
    assert (outcome.code, outcome.err.strip()) == (0, "1 term found")
    assert (project / ".toolkit").read_text("utf-8") == "not a folder"


def test_terms_are_compiled_and_found_without_the_dictionary(project: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from toolkit.inspecting.inspection import document_status
from toolkit.language import lexicon
from toolkit.project import Project
list(document_status(Project(Path({str(project)!r}))))
print(lexicon._rows.cache_info().currsize, "numpy" in sys.modules)
"""
    seen = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout for _ in "12"
    ]
    assert [line.split() for line in seen] == [["0", "False"]] * 2
