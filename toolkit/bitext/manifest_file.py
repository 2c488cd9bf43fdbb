"""The manifest of an export as a file of its own, which lies beside what is handed off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from toolkit.bitext.manifest import Manifest, ManifestRow, batch_of, text_hash
from toolkit.errors import InputError

MANIFEST_FILE = "toolkit-manifest.json"
"""How the file is called in a package."""

_FORMAT = "bilingual-toolkit-handoff"
_VERSION = 1
_COLUMNS = ManifestRow._fields
_REMEDY = "delete it, so that what was kept of the hand-off counts, or take it from the package as it was sent"


def write_manifest(manifest: Manifest, files: Mapping[str, str]) -> bytes:
    """The manifest as JSON, with the digests of the `files` that it lies beside; `read_manifest` gives it back."""
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "document": manifest.document,
        "batch": manifest.batch,
        "files": dict(sorted(files.items())),
        "segments": [row._asdict() for row in manifest.rows],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_manifest(content: bytes, place: str) -> Manifest:
    """The manifest in the bytes of its file; raises `InputError` where it is none, or was changed."""
    stored = _parse(content, place)
    rows = stored.get("segments")
    if not isinstance(rows, list) or not all(map(_is_row, rows)):
        raise InputError(place, "its list of segments is damaged", _REMEDY)
    found = tuple(ManifestRow(**{name: row[name] for name in _COLUMNS}) for row in rows)
    document, batch = stored.get("document"), stored.get("batch")
    if not isinstance(document, str) or batch != batch_of(found) or any(map(_is_changed, found)):
        raise InputError(place, "it was changed, and what was sent out cannot be told", _REMEDY)
    return Manifest(document, batch, found)


def recorded_files(content: bytes, place: str) -> dict[str, str]:
    """The digests of the files that a manifest was written beside, by their names; raises `InputError`."""
    files = _parse(content, place).get("files")
    if not isinstance(files, dict) or not all(isinstance(value, str) for value in files.values()):
        raise InputError(place, "its list of files is damaged", _REMEDY)
    return files


def _parse(content: bytes, place: str) -> dict[str, Any]:
    try:
        stored = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(place, "it cannot be read as JSON", _REMEDY) from error
    if not isinstance(stored, dict) or stored.get("format") != _FORMAT:
        raise InputError(place, "not the manifest of a hand-off", _REMEDY)
    if stored.get("version") != _VERSION:
        problem = f"a manifest of version {stored.get('version')!r:.20}, and this toolkit reads version {_VERSION}"
        raise InputError(place, problem, "install the version of the toolkit that made the package")
    return stored


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and all(isinstance(row.get(name), str) for name in _COLUMNS)


def _is_changed(row: ManifestRow) -> bool:
    return text_hash(row.target) != row.target_hash
