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
