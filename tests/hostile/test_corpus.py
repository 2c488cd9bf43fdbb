"""The corpus of the fuzzer: files that reach what is rarely reached, and files at which a reader once failed."""

from __future__ import annotations

from pathlib import Path

import pytest
from targets import CORPUS, TARGETS

PACKAGE = Path(__file__).resolve().parents[2] / "toolkit"

LARGEST_CORPUS = 300_000
"""Bytes of all its files together."""


@pytest.mark.parametrize("name", TARGETS)
def test_each_file_is_read_or_refused(name: str) -> None:
    paths = sorted((CORPUS / name).iterdir())
    assert paths, "a reader needs a small right file to begin with"
    for path in paths:
        try:
            TARGETS[name].read(path.read_bytes())
        except Exception as error:
            error.add_note(f"by {path}")
            raise


@pytest.mark.parametrize("name", TARGETS)
def test_the_first_file_is_a_right_one(name: str) -> None:
    """Or the fuzzer would see nothing but refusals."""
    target, path = TARGETS[name], CORPUS / name / f"seed-0{TARGETS[name].suffix}"
    target.reads(path.read_bytes(), path.name)


def test_the_corpus_is_small_and_has_no_other_folders() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < LARGEST_CORPUS


@pytest.mark.parametrize("name", TARGETS)
def test_the_words_of_a_format_come_from_modules_that_are_there(name: str) -> None:
    for module in TARGETS[name].modules:
        assert (PACKAGE / module).exists(), f"{module}: the fuzzer would have no words of it"
