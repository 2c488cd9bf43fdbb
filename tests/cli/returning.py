"""Review documents of a small project that come back with edits."""

from __future__ import annotations

from pathlib import Path

from editing import Editor

from toolkit.bitext import read_xliff


def units(project: Path) -> tuple:
    return read_xliff((project / "source" / "harbour.xlf").read_bytes(), "x").units


def returned(sent: Path, project: Path, name: str, edits: dict[int, str], remark: str = "") -> Path:
    editor = Editor(sent.read_bytes(), name)
    for row, new in edits.items():
        editor.track_all(units(project)[row], new)
    if remark:
        editor.remark(units(project)[0], remark)
    path = project / f"{name}.docx"
    path.write_bytes(editor.saved())
    return path
