"""Every published bilingual file does what its list expects: it is read, or refused with a reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from toolkit.bitext.foreign import BILINGUAL, read_bilingual
from toolkit.errors import InputError
from toolkit.safe.xml import parse_xml

FOLDERS = ("tmx", "xliff12", "xliff2", "xliff2_invalid", "po", "malformed")
CHOSEN = {"tmx/memory-seed.tmx": ("en", "de")}
"""The languages of a file that has more than two."""
READ_AFTER_ALL = {
    "xliff12/example_invalid-segment12.xliff": "its name means a comment in it; the file is valid",
    "xliff2/example_invalid-segment.xliff": "its name means a comment in it; the file is valid",
    "xliff12/bad_textUnit15971.sdlxliff": "well-formed, and every unit has its source",
    "po/fail.po": "msgfmt compiles it but for the missing header",
}
REFUSED_AFTER_ALL = {
    "xliff2/example_comments.xliff": "a segment without source, as in xliff2_invalid/bad_SegmentWithoutSource.xlf",
}


def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "formats" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcome(path: Path, name: str) -> str:
    try:
        bitext = read_bilingual(path.read_bytes(), name, *CHOSEN.get(name, ("zh", "en")))
    except InputError as error:
        return "error" if error.place.startswith(name) and error.problem else f"an error without a place: {error}"
    assert len({unit.segment.id for unit in bitext.units}) == len(bitext.units)
    return "ok"


def test_every_file(shared: Path) -> None:
    unexpected = {}
    counted = 0
    for row in rows(shared):
        name = row["file"]
        if not name.startswith(FOLDERS) or Path(name).suffix not in BILINGUAL:
            continue
        counted += 1
        got = outcome(shared / "formats" / name, name)
        expected = {"ok": "ok", "no crash": got}.get(row["expect"], "error")
        expected = "ok" if name in READ_AFTER_ALL else "error" if name in REFUSED_AFTER_ALL else expected
        if got != expected:
            unexpected[name] = got
    assert not unexpected
    assert counted > 300


def test_hostile_xml(shared: Path) -> None:
    folder = shared / "formats" / "hostile_xml"
    for row in rows(shared):
        if not row["file"].startswith("hostile_xml/"):
            continue
        content = (shared / "formats" / row["file"]).read_bytes()
        for name in ("a.xlf", "a.tmx", "a.po"):
            with pytest.raises(InputError):
                read_bilingual(content, name)
        if row["expect"] == "ok":
            assert parse_xml(content, row["file"], "").tag is not None
    assert folder.is_dir()
