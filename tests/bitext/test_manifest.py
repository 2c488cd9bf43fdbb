from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import ManifestRow, batch_of, bookmark_name, manifest, text_hash, update
from toolkit.model import Block, Document, Kind, Segment
from toolkit.segmentation import segment


@given(st.text("ae港 \t\n\x00\xa0\u2001\u2003\u3000\u200b\ufeff\ud800", max_size=12))
def test_blanks_and_what_is_invisible_count_alike(text: str) -> None:
    plain = re.sub(r"[^\S\n]+", " ", re.sub("[\u200b\ufeff]", "", text))
    assert text_hash(text) == text_hash(plain)


def test_a_hash_survives_what_word_processors_do() -> None:
    assert text_hash("RMB 5 billion") == text_hash("RMB\xa05 \u200dbillion ")
    assert text_hash("RMB  5 billion") == text_hash("RMB 5 billion")
    assert text_hash("RMB 5 billion") != text_hash("RMB 50 billion")
    assert text_hash("one\ntwo") != text_hash("one two")


def test_the_batch_differs_when_any_text_does() -> None:
    def of(text: str) -> str:
        block = Block(Kind.PARAGRAPH, 0, (Segment("", text),))
        return manifest(update(None, segment(Document("page", "page", (block,))))).batch

    assert of("船来了。") == of("船来了。") != of("船走了。")


def test_the_hash_of_a_text_is_what_it_was_when_documents_were_sent_out() -> None:
    """Another hash, and no document that is on its way could be brought back."""
    assert text_hash("江港新城开港") == "3b080fe2f2fc0646"
    assert text_hash("Port\u200b  Opens \udc80") == "fccbbbd294a526cf"


def test_the_batch_is_what_it_was_when_documents_were_sent_out() -> None:
    row = ManifestRow("a1", "paragraph", "final", "00ff00ff00ff00ff", "11ee11ee11ee11ee", "Port")
    assert batch_of([row, row._replace(id="b2")]) == "2761d4ebbfa0fbe9"


def test_the_name_of_a_bookmark_is_one_that_word_takes() -> None:
    assert bookmark_name("s_", "phx7lxf5") == "s_phx7lxf5"
    assert bookmark_name("s_", "phx7lxf5-2") == "s_phx7lxf5_2"
    assert bookmark_name("s_", "a" * 50) == "s_" + "a" * 34
