"""The manifest beside a hand-off: read back, and refused where it was changed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from toolkit.bitext import manifest, read_xliff
from toolkit.bitext.manifest_file import read_manifest, recorded_files, write_manifest
from toolkit.errors import InputError

FILES = {"port.xlf": "9f", "a.txt": "00"}
PLACE = "sent.zip: toolkit-manifest.json"


def content() -> bytes:
    return write_manifest(manifest(SAMPLE), FILES)


SAMPLE = read_xliff(
    """<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="港.txt" source-language="zh-CN" target-language="en-GB" datatype="plaintext">
<header><tool tool-id="toolkit"/></header><body><group restype="x-paragraph">
<trans-unit id="a1"><source>港口</source><target state="final">Port</target></trans-unit>
</group></body></file></xliff>""".encode(),
    "port.xlf",
)


def test_read_back() -> None:
    assert read_manifest(content(), PLACE) == manifest(SAMPLE)
    assert recorded_files(content(), PLACE) == FILES


def test_it_is_written_as_packages_have_it() -> None:
    """Packages are on their way for months: what is read of them must be what was written."""
    (row,) = manifest(SAMPLE).rows
    assert content().decode() == (
        '{\n "format": "bilingual-toolkit-handoff",\n "version": 1,\n "document": "港",\n'
        f' "batch": "{manifest(SAMPLE).batch}",\n "files": {{\n  "a.txt": "00",\n  "port.xlf": "9f"\n }},\n'
        ' "segments": [\n  {\n   "id": "a1",\n   "kind": "paragraph",\n   "state": "final",\n'
        f'   "source_hash": "{row.source_hash}",\n   "target_hash": "{row.target_hash}",\n   "target": "Port"\n  }}\n'
        " ]\n}\n"
    )


def test_a_byte_order_mark_and_a_lone_surrogate_harm_nothing() -> None:
    assert read_manifest(b"\xef\xbb\xbf" + content(), PLACE) == manifest(SAMPLE)
    assert b'"?.txt"' in write_manifest(manifest(SAMPLE), {"\udc80.txt": "1"})


def changed(change: Callable[[dict], object]) -> bytes:
    stored = json.loads(content())
    change(stored)
    return json.dumps(stored).encode()


BAD = {
    "no JSON": (b"hello", "it cannot be read as JSON"),
    "no text": (b"\xff\xfe", "it cannot be read as JSON"),
    "deep": (b"[" * 100_000, "it cannot be read as JSON"),
    "a list": (b"[]", "not the manifest of a hand-off"),
    "another format": (changed(lambda s: s.update(format="other")), "not the manifest of a hand-off"),
    "another version": (
        changed(lambda s: s.update(version=2)),
        "a manifest of version 2, and this toolkit reads version 1",
    ),
    "a long version": (
        changed(lambda s: s.update(version="9" * 99)),
        "a manifest of version '9999999999999999999, and this toolkit reads version 1",
    ),
}
BAD_ROWS = {
    "no segments": (changed(lambda s: s.pop("segments")), "its list of segments is damaged"),
    "a number for a row": (changed(lambda s: s.update(segments=[1])), "its list of segments is damaged"),
    "a row without state": (changed(lambda s: s["segments"][0].pop("state")), "its list of segments is damaged"),
    "a number for a state": (changed(lambda s: s["segments"][0].update(state=1)), "its list of segments is damaged"),
    "a number for a name": (
        changed(lambda s: s.update(document=7)),
        "it was changed, and what was sent out cannot be told",
    ),
    "another batch": (
        changed(lambda s: s.update(batch="0" * 16)),
        "it was changed, and what was sent out cannot be told",
    ),
    "other English": (
        changed(lambda s: s["segments"][0].update(target="Ports")),
        "it was changed, and what was sent out cannot be told",
    ),
}
BAD_FILES = {
    "no files": (changed(lambda s: s.pop("files")), "its list of files is damaged"),
    "a number for a digest": (changed(lambda s: s.update(files={"a": 1})), "its list of files is damaged"),
}


@pytest.mark.parametrize(("stored", "problem"), [*BAD.values(), *BAD_ROWS.values()], ids=[*BAD, *BAD_ROWS])
def test_segments_are_refused_with_a_reason(stored: bytes, problem: str) -> None:
    refused(read_manifest, stored, problem)


@pytest.mark.parametrize(("stored", "problem"), [*BAD.values(), *BAD_FILES.values()], ids=[*BAD, *BAD_FILES])
def test_files_are_refused_with_a_reason(stored: bytes, problem: str) -> None:
    refused(recorded_files, stored, problem)


def refused(read: Callable[[bytes, str], object], stored: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(stored, PLACE)
    assert caught.value.problem == problem
    assert caught.value.place == PLACE
    assert caught.value.remedy
