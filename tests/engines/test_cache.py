"""What is kept of replies, and under which key."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.engines.cache import cache_key, open_cache
from toolkit.engines.protocol import Request
from toolkit.errors import InputError
from toolkit.model import Term

REQUEST = Request("港口é开港", "zh-CN", "en-GB", "标题", ("前。",), ("后。",), (Term("港口", "port", "places"),))


def test_replies_outlive_the_program(tmp_path: Path) -> None:
    path = tmp_path / "new" / "replies.sqlite"
    with open_cache(path, "replies") as cache:
        assert cache.get(b"k") is None
        cache.keep(b"k", "{raw}", "2026-11-25T10:00:00Z")
    with open_cache(path, "replies") as cache:
        assert cache.get(b"k") == ("{raw}", "2026-11-25T10:00:00Z")


def test_the_key_depends_on_all_that_the_reply_does() -> None:
    key = cache_key(REQUEST, "tiny@1")
    assert cache_key(replace(REQUEST, text=unicodedata.normalize("NFD", REQUEST.text)), "tiny@1") == key
    (term,) = REQUEST.terms
    assert cache_key(replace(REQUEST, terms=(replace(term, place="a.csv line 9", note="seen"),)), "tiny@1") == key
    others = [
        replace(REQUEST, text="港口"),
        replace(REQUEST, source_language="zh-TW"),
        replace(REQUEST, target_language="en-US"),
        replace(REQUEST, title=""),
        replace(REQUEST, before=("前。", "前。")),
        replace(REQUEST, after=()),
        replace(REQUEST, terms=(replace(term, target="harbour"),)),
        replace(REQUEST, complaints=("wrong",)),
        replace(REQUEST, refused="Port"),
    ]
    keys = {cache_key(other, "tiny@1") for other in others} | {key, cache_key(REQUEST, "tiny@2")}
    assert len(keys) == len(others) + 2


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(InputError, match=r"replies\.sqlite: cannot be used"), open_cache(path, "replies.sqlite"):
        pass
