from __future__ import annotations

from toolkit.bitext import manifest, text_hash, update
from toolkit.model import Block, Document, Kind, Segment
from toolkit.segmentation import segment


def test_a_hash_survives_what_word_processors_do() -> None:
    assert text_hash("RMB 5 billion") == text_hash("RMB\xa05 \u200dbillion ")
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
